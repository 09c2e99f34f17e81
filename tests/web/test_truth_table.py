"""Who may see and do what: one row for each address, and none may be missing.

A row says what a stranger, a reader and an administrator get for GET and for an empty
POST. No role is tied to one authority yet, so "own" and "other" are the same row for an
address that names an authority; the columns for them come with the first such role.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from fardplan.apps.accounts.actions import invite
from fardplan.apps.accounts.links import invitation_token, log_in_token
from fardplan.apps.accounts.roles import Role
from fardplan.apps.actors.actions import add_relation, edit_authority
from fardplan.apps.jobs.actions.people import start_job
from fardplan.config.identity_providers import IdentityProvider
from tests.factories.bodies import appoint, make_body, make_seat


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]

LOG_IN = "log in"  # sent to the log-in page
HOME, BACK = "home", "back"  # sent to the start page, or back where one was


@dataclass(frozen=True)
class Row:
    """GET and POST for stranger, reader and administrator, in that order."""

    get: tuple[int | str, int | str, int | str]
    post: tuple[int | str, int | str, int | str]


def everyone(get: int | str, post: int | str) -> Row:
    return Row((get, get, get), (post, post, post))


def logged_in(get: int | str, post: int | str) -> Row:
    return Row((LOG_IN, get, get), (LOG_IN, post, post))


OPEN = everyone(200, 405)
ADMINISTRATOR_FORM = Row((LOG_IN, 404, 200), (LOG_IN, 404, 422))
# A form that is drawn again, without a word of what is wrong, when nothing was sent.
ADMINISTRATOR_EMPTY = Row((LOG_IN, 404, 200), (LOG_IN, 404, 200))
ADMINISTRATOR_PAGE = Row((LOG_IN, 404, 200), (405, 405, 405))
ADMINISTRATOR_POST = Row((405, 405, 405), (LOG_IN, 404, BACK))
# The persons of this test have neither password nor second factor, so nobody asks them
# to prove anything; `test_account.py` and `test_second_factor.py` hold that.

TABLE: dict[str, Row] = {
    "": OPEN,
    "om/": OPEN,
    "kortkommandon/": OPEN,
    "halsa/": OPEN,
    "sprak/": everyone(HOME, HOME),
    "konto/": logged_in(200, 422),
    "konto/logga-in/": Row((200, HOME, HOME), (422, HOME, HOME)),
    "konto/logga-ut/": everyone(405, HOME),
    "konto/logga-ut-overallt/": Row((405, 405, 405), (LOG_IN, LOG_IN, LOG_IN)),
    "konto/lank/": everyone(200, 422),
    "konto/lank/<str:token>/": everyone(200, HOME),
    "konto/losenord/": logged_in(200, 422),
    "konto/mina-uppgifter.json": Row((LOG_IN, 200, 200), (405, 405, 405)),
    "konto/bjud-in/": ADMINISTRATOR_FORM,
    "konto/bjud-in/<int:invitation_id>/ta-tillbaka/": Row(
        (405, 405, 405), (LOG_IN, 404, BACK)
    ),
    "konto/inbjudan/<str:token>/": everyone(200, 422),
    "konto/genom/<slug:key>/": everyone(401, 405),
    "konto/genom/<slug:key>/svar/": everyone(401, 405),
    "konto/genom/<slug:key>/koppla/": Row((405, 405, 405), (LOG_IN, 200, 200)),
    "konto/koppla-bort/<int:identity_id>/": Row((405, 405, 405), (LOG_IN, 404, 404)),
    "konto/bekrafta/losenord/": logged_in(403, 403),
    "konto/bekrafta/kod/": logged_in(403, 403),
    "konto/bekrafta/nyckel/": logged_in(403, 403),
    "konto/logga-in/kod/": Row((LOG_IN, HOME, HOME), (LOG_IN, HOME, HOME)),
    "konto/tvasteg/": logged_in(200, 405),
    "konto/tvasteg/app/": logged_in(200, 200),
    "konto/tvasteg/app/ta-bort/": logged_in(404, 404),
    "konto/tvasteg/reservkoder/": logged_in(404, 405),
    "konto/tvasteg/reservkoder/nya/": logged_in(200, 200),
    "konto/tvasteg/nycklar/": logged_in(200, 405),
    "konto/tvasteg/nycklar/ny/": logged_in(200, 200),
    "konto/tvasteg/nycklar/<int:pk>/ta-bort/": logged_in(404, 404),
    "aktorer/": OPEN,
    "aktorer/export.<str:form>": OPEN,
    "aktorer/angra/<int:event_id>/": Row((LOG_IN, 404, BACK), (LOG_IN, 404, BACK)),
    "aktorer/<slug:code>/": OPEN,
    "aktorer/<slug:code>/samverkan/": OPEN,
    "aktorer/<slug:code>/redigera/": Row((LOG_IN, 404, 200), (LOG_IN, 404, BACK)),
    "aktorer/<slug:code>/tema.css": OPEN,
    "organ/": OPEN,
    "organ/export.<str:form>": OPEN,
    "organ/popolo.json": OPEN,
    "organ/nytt/": ADMINISTRATOR_EMPTY,
    "organ/las-in/": ADMINISTRATOR_EMPTY,
    "organ/las-in/<slug:digest>/": Row((405, 405, 405), (LOG_IN, 404, 404)),
    "organ/angra/<int:event_id>/": ADMINISTRATOR_POST,
    "organ/<slug:code>/": OPEN,
    "organ/<slug:code>/redigera/": ADMINISTRATOR_EMPTY,
    "organ/<slug:code>/avsluta/": ADMINISTRATOR_EMPTY,
    "organ/<slug:code>/relationer/ny/": ADMINISTRATOR_EMPTY,
    "organ/<slug:code>/relationer/<int:relation_id>/": ADMINISTRATOR_EMPTY,
    "organ/<slug:code>/platser/ny/": ADMINISTRATOR_EMPTY,
    "organ/<slug:code>/platser/<int:seat_id>/": ADMINISTRATOR_EMPTY,
    "organ/<slug:code>/platser/<int:seat_id>/avsluta/": ADMINISTRATOR_EMPTY,
    "organ/<slug:code>/platser/<int:seat_id>/forordna/": ADMINISTRATOR_EMPTY,
    "organ/<slug:code>/forordnanden/<int:appointment_id>/": ADMINISTRATOR_EMPTY,
    "jobb/": Row((LOG_IN, 200, 200), (405, 405, 405)),
    "jobb/starta/": Row((405, 405, 405), (LOG_IN, 404, 404)),
    "jobb/<uuid:job_id>/": ADMINISTRATOR_PAGE,
    "jobb/<uuid:job_id>/avbryt/": ADMINISTRATOR_POST,
    "jobb/<uuid:job_id>/igen/": ADMINISTRATOR_POST,
    "sakerhetskopior/": ADMINISTRATOR_PAGE,
    "sakerhetskopior/ny/": ADMINISTRATOR_POST,
    "sakerhetskopior/<str:name>/hamta/": ADMINISTRATOR_PAGE,
    "sakerhetskopior/<str:name>/kontrollera/": ADMINISTRATOR_POST,
    "sakerhetskopior/<str:name>/radera/": Row((LOG_IN, 404, 200), (LOG_IN, 404, BACK)),
}


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> set[str]:
    found = set()
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found |= routes(pattern.url_patterns, here)
        else:
            found.add(here)
    return found


def test_every_address_has_a_row_and_every_row_an_address():
    assert set(TABLE) == routes(get_resolver().url_patterns)


@pytest.fixture
def values(administrator, settings, tmp_path) -> dict[str, str]:
    """What stands where a route has a variable: things that exist."""
    settings.IDENTITY_PROVIDERS = (
        IdentityProvider("nere", "Nere", "http://127.0.0.1:9", "a", "b"),
    )
    sent = invite(
        email="gast@exempel.example",
        name="Gäst",
        role=Role.READER,
        role_text="",
        by=administrator,
    )
    edited = edit_authority(
        code="1880",
        new={"website": "https://exempel.example"},
        seen={"website": ""},
        by=administrator,
    )
    assert edited is not None
    # Not a whole archive, but one that is listed, read, sent and deleted.
    settings.BACKUPS_DIR = tmp_path
    (tmp_path / "a.zip").write_bytes(b"")
    return {
        **body_values(administrator),
        "<uuid:job_id>": str(start_job(kind="load_register", by=administrator).pk),
        "<str:name>": "a.zip",
        "<str:token>": invitation_token(sent),
        "lank/<str:token>": f"lank/{log_in_token(administrator)}",
        "<int:invitation_id>": str(sent.pk),
        "<int:event_id>": str(edited.pk),
        "<int:identity_id>": "1",
        "<int:pk>": "1",
        "<slug:key>": "nere",
        "<slug:code>": "1880",
        "<str:form>": "csv",
    }


def body_values(administrator) -> dict[str, str]:
    """What stands for the variables of a body's addresses."""
    body = make_body(administrator)
    make_body(administrator, code="beredningen", name="Beredningen")
    add_relation(
        source=body.code,
        kind="steers",
        target="beredningen",
        days=(None, None),
        by=administrator,
    )
    seat = make_seat(administrator, body)
    appointed = appoint(administrator, seat, "Anna Påhitt")
    return {
        "organ/<slug:code>": f"organ/{body.code}",
        "organ/angra/<int:event_id>": f"organ/angra/{appointed.pk}",
        "<int:relation_id>": str(body.arrows.get().pk),
        "<int:seat_id>": str(seat.pk),
        "<int:appointment_id>": str(seat.appointments.get().pk),
        "<slug:digest>": "0" * 64,
    }


def address(route: str, values: dict[str, str]) -> str:
    for variable in sorted(values, key=len, reverse=True):
        route = route.replace(variable, values[variable])
    assert "<" not in route
    return f"/{route}"


def outcome(answer) -> int | str:
    """Name what a redirect means; everything else is its number."""
    if answer.status_code not in (301, 302):
        return int(answer.status_code)
    to = answer["Location"]
    if re.match(r"/konto/logga-in/(\?|$)", to):
        return LOG_IN
    return HOME if to == "/" else BACK


@pytest.mark.parametrize(
    "place", [0, 1, 2], ids=["stranger", "reader", "administrator"]
)
def test_the_table_holds(place, values, administrator, reader):
    # All addresses in one test: the register of authorities takes a second to load.
    person = (None, reader, administrator)[place]
    found = {}
    for route in TABLE:
        for method in ("get", "post"):
            # What one request wrote must not decide what the next one gets.
            with transaction.atomic():
                client = Client()
                if person:
                    client.force_login(person)
                answer = getattr(client, method)(address(route, values))
                b"".join(answer)  # what is sent piece by piece is sent whole
                transaction.set_rollback(True)
            found[route, method] = outcome(answer)
    assert found == {
        (route, method): getattr(row, method)[place]
        for route, row in TABLE.items()
        for method in ("get", "post")
    }


def test_a_form_without_its_token_is_refused(administrator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator)
    for route in ("konto/bjud-in/", "konto/logga-ut-overallt/", "konto/"):
        assert client.post(f"/{route}").status_code == 403
