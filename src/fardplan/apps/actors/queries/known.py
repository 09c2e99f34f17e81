"""What a text may refer to: authorities, bodies and people, by what they are called."""

from __future__ import annotations

from collections import defaultdict

from fardplan.apps.actors.models import Authority, Body, Person
from fardplan.engine.actors.text_fields import Known


def known_words(*, people: bool = False) -> Known:
    """Give what texts may name; people only when asked for."""
    authorities: dict[str, str] = {}
    names: dict[str, str] = {}
    rows = Authority.objects.values_list("code", "name", "municipality_code")
    for code, name, municipality_code in rows:
        names[code] = name
        for word in (code, name, municipality_code or code):
            authorities[word.casefold()] = code
    return Known(
        authorities=authorities,
        names=names,
        bodies=frozenset(Body.objects.values_list("code", flat=True).order_by()),
        people=known_people() if people else {},
    )


def known_people() -> dict[str, list[tuple[int, str]]]:
    """Give the number and name of all people by case folded name."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, name in Person.objects.order_by("pk").values_list("pk", "name"):
        found[name.casefold()].append((number, name))
    return dict(found)
