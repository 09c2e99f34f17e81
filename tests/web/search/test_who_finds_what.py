"""Who finds what: the truth table of the search box, one row for each kind of thing.

Each thing has a word of its own in it; a person finds it by that word or not at all, and
then it is not counted, suggested or hinted at either.
"""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.conftest import make_user
from tests.factories.bodies import appoint, make_body, make_seat
from tests.factories.documents import make_document
from tests.factories.initiatives import edit, initiative, own
from tests.factories.people import granted, seated
from tests.factories.plans import add, add_step, adopt, make_assembly, make_plan

from fardplan.apps.accounts.models import User
from fardplan.apps.actors.actions import take_back_role
from fardplan.apps.actors.models import Grant
from fardplan.apps.plans.actions import start_version
from fardplan.apps.search import queries
from fardplan.apps.search.actions import refresh_index
from fardplan.apps.search.queries import search


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_authorities")]

EVERYBODY = frozenset(
    {"stranger", "reader", "member", "lead", "lead elsewhere", "owner", "administrator"}
)
LOGGED_IN = EVERYBODY - {"stranger"}
# The lead and the member belong to Örebro, the lead elsewhere to another municipality.
INSIDE = frozenset({"member", "lead", "administrator"})
PARTIES = INSIDE
FOUND_BY = {
    "Kumla": EVERYBODY,  # a municipality of the register
    "Päronnämnden": EVERYBODY,  # a body
    "Plommonlind": EVERYBODY,  # who is elected
    "Krusbärslind": LOGGED_IN,  # an official
    "Körsbärsprotokoll": INSIDE,  # a document's title
    "hallonpassage": INSIDE,  # a document's text
    "Lingonmålet": EVERYBODY,  # a part of an adopted version
    "Blåbärsmålet": PARTIES,  # a part of a draft
    "Nyponinsats": EVERYBODY,  # an initiative that an adopted version has
    "Rönnbärsinsats": PARTIES | {"owner"},  # one that only a draft has
    "Nära vård i Påhitt": EVERYBODY,  # a programme with an adopted version
    "smultronsyfte": EVERYBODY,  # what a public initiative is for
}


@pytest.fixture
def people(administrator: User) -> dict[str, User | AnonymousUser]:
    """One person of each column, and one thing of each row."""
    body = make_body(administrator, code="paron", name="Päronnämnden")
    appoint(administrator, make_seat(administrator, body), "Pia Plommonlind")
    officials = make_body(
        administrator,
        code="tjanst",
        name="Ledningen",
        body_type="Ledningsgrupp",
        level="Tjänstepersonsnivå",
    )
    appoint(administrator, make_seat(administrator, officials), "Kim Krusbärslind")
    elsewhere = make_body(
        administrator,
        code="kumla",
        name="Nämnden i en annan kommun",
        home="Kumla kommun",
        authorities="Kumla kommun",
    )
    columns = {
        "stranger": AnonymousUser(),
        "reader": make_user("r@exempel.example", "Rut Påhitt", is_administrator=False),
        "member": seated(administrator, body, "Malin", "Ledamot"),
        "lead": granted(administrator, "18", "Lena", "programme_lead"),
        "lead elsewhere": granted(administrator, "1881", "Leo", "programme_lead"),
        "owner": seated(administrator, elsewhere, "Ola", "Ledamot"),
        "administrator": administrator,
    }
    text = "Körsbärsprotokoll\n\nHär står en hallonpassage om mycket."
    make_document(columns["lead"], text, name="Körsbärsprotokoll.txt")
    _plan(administrator, columns["owner"])
    refresh_index()
    return columns


def _plan(administrator: User, owner: User) -> None:
    version = make_plan(administrator)
    add(administrator, version, "goal", "Lingonmålet")
    add(administrator, version, "initiative", "Nyponinsats")
    edit(administrator, initiative("Nyponinsats"), purpose="Ett smultronsyfte.")
    step = add_step(administrator, version, make_assembly(administrator))
    adopt(administrator, step, date(2026, 1, 2))
    draft = start_version(code="nara", title="", by=administrator)
    add(administrator, draft, "goal", "Blåbärsmålet")
    add(administrator, draft, "initiative", "Rönnbärsinsats")
    own(administrator, initiative("Rönnbärsinsats"), owner)


def test_everybody_finds_what_they_may_see_and_nothing_else(people):
    found_by = {
        word: {name for name, person in people.items() if _finds(word, person)}
        for word in FOUND_BY
    }
    assert found_by == FOUND_BY


def _finds(word: str, person: User | AnonymousUser) -> bool:
    found = search(word, person)
    is_found = bool(found.hits) and not found.is_widened
    assert is_found == bool(found.total and not found.is_widened)
    return is_found


def test_what_is_closed_is_not_hinted_at(people):
    for slip in ("Körsbärsprotokol", "hallonpasage", "Blåbärmålet"):
        for name in ("stranger", "reader", "lead elsewhere"):
            found = search(slip, people[name])
            assert (found.total, found.meant, found.stations) == (0, "", {})
        assert search(slip, people["administrator"]).meant


def test_a_page_that_is_behind_shows_nobody_what_they_lost(people, administrator):
    """Rights are asked of the database at once; the index need not know."""
    lead = people["lead"]
    assert search("hallonpassage", lead).hits
    take_back_role(grant_id=Grant.objects.get(user=lead).pk, by=administrator)
    again = User.objects.get(pk=lead.pk)
    assert (search("hallonpassage", again).total, again.is_active) == (0, True)


def test_even_a_wrong_index_shows_nobody_what_they_may_not_see(people, monkeypatch):
    """The stations decide by the rows, whatever the doors of the index say."""
    every = queries.passes_of(people["administrator"])
    monkeypatch.setattr(queries, "passes_of", lambda reader: every)
    stranger = people["stranger"]
    shown = {word for word in FOUND_BY if search(word, stranger).hits}
    assert shown == {word for word, who in FOUND_BY.items() if who == EVERYBODY}
