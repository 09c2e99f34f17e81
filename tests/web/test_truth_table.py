"""Who may see and do what: one row for each address, and none may be missing.

A row says what each role gets for GET and for an empty POST. An address that names an
authority, a body or something in it is tried on one that is the person's own and on one
of another authority: what is not yours answers as if it did not exist.
"""

from __future__ import annotations

import re
from datetime import date
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from fardplan.apps.accounts.actions import Place, invite
from fardplan.apps.accounts.links import invitation_token, log_in_token
from fardplan.apps.accounts.models import User
from fardplan.apps.accounts.roles import Role
from fardplan.apps.actors.actions import add_relation, edit_authority
from fardplan.apps.actors.models import Authority, Body
from fardplan.apps.jobs.actions.people import start_job
from fardplan.apps.plans.actions import add_comment, add_link, start_version
from fardplan.apps.sources.actions import Decision, review_finding
from fardplan.apps.sources.states import ReviewAct
from fardplan.config.identity_providers import IdentityProvider
from tests.builders import documents
from tests.factories.bodies import appoint, make_body, make_seat
from tests.factories.documents import make_document
from tests.factories.indicators import make_run, two_versions
from tests.factories.initiatives import address_values
from tests.factories.people import granted, seated
from tests.factories.plans import add_step, adopt, make_assembly, make_plan
from tests.web.access import (
    BACK,
    HOME,
    LOG_IN,
    Answers,
    Outcome,
    Row,
    everyone,
    logged_in,
    only,
    only_get,
    parties,
)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_authorities")]

OWN, OTHER = "18", "1881"
# A secretary and a programme lead are tried on what is theirs and on what is another's.
COLUMNS = (
    "stranger",
    "reader",
    "member",
    "secretary",
    "secretary elsewhere",
    "lead",
    "lead elsewhere",
    "analyst",
    "administrator",
)
ELSEWHERE = " elsewhere"
PARTS = 4

OPEN = everyone(200, 405)
PAGE = Row(Answers(LOG_IN, 200), Answers(405, 405))
FOLLOW = Row(Answers(405, 405), Answers(LOG_IN, BACK))
# Everybody who is something in the authority, or in a body that is at home there.
INSIDE = ("member", "secretary", "lead", "analyst")
# A form that is drawn again, without a word of what is wrong, when nothing was sent.
SEATS_FORM = only(200, 200, "secretary", "lead")
LEAD_FORM = only(200, 200, "lead")
# The persons of this test have neither password nor second factor, so nobody asks them
# to prove anything; `test_account.py` and `test_second_factor.py` hold that.

PARTIES_PAGE = parties(200, 405)
PLAN_FORM = only(200, 422, "lead")
NATIONAL = ("", "sverige.pdf", "sverige.<str:form>", "tema/<slug:theme>/")
NATIONAL += ("region/<slug:code>/", "jamfor/")
CHANGE = only(405, BACK, "lead")
VERSION = "plan/<slug:code>/version/<int:number>"
PART = f"{VERSION}/nod/<uuid:key>"
INITIATIVE = "plan/<slug:code>/insatser/<slug:initiative>"
FOLLOWED = "indikatorer/foljer/<slug:code>/<int:number>/<uuid:key>/"
OPEN_VIEWS = "insatser/ insatser.<str:form> tavla/ tidslinje/ karta/ portfolj/ traden/"
VERSION_PAGES = " luckor/ hamta/ delar.<str:form> kopplingar.<str:form> utskrift.pdf jamfor/ jamfor/jamforelse.pdf"
ASSESSED = Row(Answers(200, 200), Answers(LOG_IN, 404, lead=422, administrator=422))
INITIATIVE_FORMS = "insats-ny/ las-in-insatser/ las-in-stratml/ portfolj/nytt-omrade/ portfolj/omrade/<slug:area>/"

TABLE: dict[str, Row] = {
    "": OPEN,
    "om/": OPEN,
    "om/gallring/": OPEN,
    "kortkommandon/": OPEN,
    "halsa/": OPEN,
    "sprak/": everyone(HOME, HOME),
    "konto/": logged_in(200, 422),
    "konto/logga-in/": Row(Answers(200, HOME), Answers(422, HOME)),
    "konto/logga-ut/": everyone(405, HOME),
    "konto/logga-ut-overallt/": Row(Answers(405, 405), Answers(LOG_IN, LOG_IN)),
    "konto/lank/": everyone(200, 422),
    "konto/lank/<str:token>/": everyone(200, HOME),
    "konto/losenord/": logged_in(200, 422),
    "konto/mina-uppgifter.json": PAGE,
    "konto/bjud-in/": only(200, 422, "lead"),
    "konto/bjud-in/<int:invitation_id>/ta-tillbaka/": CHANGE,
    "konto/personer/": only(200, 405),
    "konto/personer/<int:person_id>/": only(200, 405),
    "konto/personer/<int:person_id>/administrator/": only(200, 422),
    "konto/personer/<int:person_id>/stang/": only(200, 422),
    "konto/personer/<int:person_id>/oppna/": only(405, BACK),
    "konto/personer/<int:person_id>/roller/ny/": only(200, 422),
    "konto/personer/<int:person_id>/koppla/": only(200, BACK),
    "konto/personer/roller/<int:grant_id>/ta-tillbaka/": only(200, 422),
    "konto/personer/roller/<int:grant_id>/ge-igen/": only(405, BACK),
    "konto/inbjudan/<str:token>/": everyone(200, 422),
    "konto/genom/<slug:key>/": everyone(401, 405),
    "konto/genom/<slug:key>/svar/": everyone(401, 405),
    "konto/genom/<slug:key>/koppla/": Row(Answers(405, 405), Answers(LOG_IN, 200)),
    "konto/koppla-bort/<int:identity_id>/": only(405, 404),
    "konto/bekrafta/losenord/": logged_in(403, 403),
    "konto/bekrafta/kod/": logged_in(403, 403),
    "konto/bekrafta/nyckel/": logged_in(403, 403),
    "konto/logga-in/kod/": Row(Answers(LOG_IN, HOME), Answers(LOG_IN, HOME)),
    "konto/tvasteg/": logged_in(200, 405),
    "konto/tvasteg/app/": logged_in(200, 200),
    "konto/tvasteg/app/ta-bort/": logged_in(404, 404),
    "konto/tvasteg/reservkoder/": Row(Answers(LOG_IN, 404), Answers(LOG_IN, 405)),
    "konto/tvasteg/reservkoder/nya/": logged_in(200, 200),
    "konto/tvasteg/nycklar/": logged_in(200, 405),
    "konto/tvasteg/nycklar/ny/": logged_in(200, 200),
    "konto/tvasteg/nycklar/<int:pk>/ta-bort/": logged_in(404, 404),
    "aktorer/": OPEN,
    "aktorer/export.<str:form>": OPEN,
    "aktorer/angra/<int:event_id>/": only(BACK, BACK),
    "aktorer/<slug:code>/": OPEN,
    "aktorer/<slug:code>/samverkan/": OPEN,
    "aktorer/<slug:code>/folj/": FOLLOW,
    "aktorer/<slug:code>/redigera/": only(200, BACK),
    "aktorer/<slug:code>/tema.css": OPEN,
    "organ/": OPEN,
    "organ/export.<str:form>": OPEN,
    "organ/popolo.json": OPEN,
    "organ/nytt/": LEAD_FORM,
    "organ/las-in/": only(200, 200),
    "organ/las-in/<slug:digest>/": only(405, 404),
    "organ/angra/<int:event_id>/": only(405, BACK, "secretary", "lead"),
    "organ/<slug:code>/": OPEN,
    "organ/<slug:code>/folj/": FOLLOW,
    "organ/<slug:code>/redigera/": SEATS_FORM,
    "organ/<slug:code>/avsluta/": LEAD_FORM,
    "organ/<slug:code>/relationer/ny/": SEATS_FORM,
    "organ/<slug:code>/relationer/<int:relation_id>/": SEATS_FORM,
    "organ/<slug:code>/platser/ny/": SEATS_FORM,
    "organ/<slug:code>/platser/<int:seat_id>/": SEATS_FORM,
    "organ/<slug:code>/platser/<int:seat_id>/avsluta/": SEATS_FORM,
    "organ/<slug:code>/platser/<int:seat_id>/forordna/": SEATS_FORM,
    "organ/<slug:code>/forordnanden/<int:appointment_id>/": SEATS_FORM,
    "organ/<slug:code>/forordnanden/<int:appointment_id>/bjud-in/": only(
        200, 422, "lead"
    ),
    "sok/": OPEN,
    "kallor/": PAGE,
    "kallor/las-in/": only(200, 422, "lead"),
    "kallor/<int:document_id>/": only(200, 405, *INSIDE),
    "kallor/<int:document_id>/flera/": only(405, 404, "lead"),
    "kallor/<int:document_id>/angra/": CHANGE,
    "kallor/<int:document_id>/over/": only(405, 404, "lead"),
    "kallor/<int:document_id>/om/": Row(
        only_get(200, INSIDE), only_get(BACK, ("lead",))
    ),
    "kallor/<int:document_id>/skillnad/": only(200, 405, *INSIDE),
    "kallor/<int:document_id>/ta-bort/": only(200, BACK, "lead"),
    "kallor/<int:document_id>/fil/": only(200, 405, *INSIDE),
    "kallor/<int:document_id>/fynd.<str:form>": only(200, 405, *INSIDE),
    "kallor/fynd/<int:finding_id>/": only(200, 422, "lead"),
    "kallor/fynd/<int:finding_id>/svar/": only(405, 404, "lead"),
    "kallor/granskning/<int:step_id>/angra/": CHANGE,
    "plan/": OPEN,
    "plan/nytt/": only(200, 422, "lead"),
    "plan/fast/<slug:sha256>/": OPEN,
    "plan/fast/<slug:sha256>/plan.json": OPEN,
    "plan/<slug:code>/": OPEN,
    "plan/<slug:code>/redigera/": only(200, 422, "lead"),
    "plan/<slug:code>/ny-version/": CHANGE,
    "plan/<slug:code>/traden.<str:form>": OPEN,
    "plan/<slug:code>/sjalvskattning/": ASSESSED,
    "plan/<slug:code>/avstamning/": ASSESSED,
    "plan/<slug:code>/avstamning/<int:number>/ta-bort/": only(405, 404, "lead"),
    "plan/lank/<str:token>/": everyone(200, 422),
    **{f"plan/<slug:code>/{view}": OPEN for view in OPEN_VIEWS.split()},
    **{f"plan/<slug:code>/{form}": PLAN_FORM for form in INITIATIVE_FORMS.split()},
    "plan/<slug:code>/andra-insatser/": CHANGE,
    "plan/<slug:code>/las-in-insatser/<slug:digest>/": only(405, 404, "lead"),
    "plan/<slug:code>/las-in-stratml/<slug:digest>/": only(405, 404, "lead"),
    f"{VERSION}/stratml-<int:part>.xml": parties(BACK, 405),  # told why not
    "plan/<slug:code>/angra-insats/<int:event_id>/": CHANGE,
    f"{INITIATIVE}/": OPEN,
    f"{INITIATIVE}/insats.pdf": OPEN,
    f"{INITIATIVE}/redigera/": PLAN_FORM,
    f"{INITIATIVE}/lage/": only(200, 422, "secretary", "lead"),
    f"{INITIATIVE}/fas/": only(405, BACK, "secretary", "lead"),
    f"{INITIATIVE}/folj/": FOLLOW,
    **{f"{VERSION}/{page}": PARTIES_PAGE for page in VERSION_PAGES.split(" ")},
    f"{VERSION}/ny/": PLAN_FORM,
    **dict.fromkeys((f"{PART}/", f"{PART}/traden/"), PARTIES_PAGE),
    f"{PART}/visa/": parties(BACK, 405),
    f"{PART}/andra/": PLAN_FORM,
    **{f"{PART}/{do}/": CHANGE for do in ["flytta", "ta-bort", "koppla", "klar"]},
    f"{PART}/koppla/<int:link_id>/ta-bort/": CHANGE,
    f"{PART}/kommentera/": parties(405, BACK),
    f"{PART}/kommentera/<int:comment_id>/klar/": CHANGE,
    f"{VERSION}/angra/<int:event_id>/": CHANGE,
    f"{VERSION}/antagande/": Row(
        PARTIES_PAGE.get, Answers(LOG_IN, 404, lead=422, administrator=422)
    ),
    f"{VERSION}/antagande/remiss/": CHANGE,
    f"{VERSION}/antagande/<int:step_id>/": only(200, 422, "secretary", "lead"),
    f"{VERSION}/antagande/<int:step_id>/ta-bort/": CHANGE,
    **{f"sverige/{page}": PAGE for page in NATIONAL},
    "indikatorer/": OPEN,
    "indikatorer/export.<str:form>": OPEN,
    "indikatorer/mal/": OPEN,
    "indikatorer/ny/": only(200, 422, "lead", "analyst"),
    FOLLOWED: Row(PARTIES_PAGE.get, Answers(LOG_IN, 404, lead=422, administrator=422)),
    f"{FOLLOWED}<slug:indicator>/ta-bort/": CHANGE,
    "indikatorer/inlasningar/": only(200, 405, "lead", "analyst"),
    "indikatorer/inlasningar/ny/": only(200, 422, "lead", "analyst"),
    "indikatorer/inlasningar/ny/<slug:digest>/": only(405, 404, "lead", "analyst"),
    "indikatorer/inlasningar/<str:key>/": only(200, 405, "lead", "analyst"),
    "indikatorer/inlasningar/<str:key>/angra/": only(405, BACK, "lead", "analyst"),
    "indikatorer/<slug:key>/": OPEN,
    "indikatorer/<slug:key>/redigera/": only(200, 422, "lead", "analyst"),
    "indikatorer/<slug:key>/serie/": only(200, 405, "lead", "analyst"),
    "indikatorer/<slug:key>/serie/export.<str:form>": only(200, 405, "lead", "analyst"),
    "indikatorer/<slug:key>/version/<int:number>/": OPEN,
    "indikatorer/<slug:key>/version/<int:number>.json": OPEN,
    "jag/": PAGE,
    "jag/sett/": Row(Answers(405, 405), Answers(LOG_IN, BACK)),
    "jag/uppgifter/": logged_in(200, 422),
    "jobb/": PAGE,
    "jobb/starta/": only(405, 404),
    "jobb/<uuid:job_id>/": only(200, 405),
    "jobb/<uuid:job_id>/avbryt/": only(405, BACK),
    "jobb/<uuid:job_id>/igen/": only(405, BACK),
    "sakerhetskopior/": only(200, 405),
    "sakerhetskopior/ny/": only(405, BACK),
    "sakerhetskopior/<str:name>/hamta/": only(200, 405),
    "sakerhetskopior/<str:name>/kontrollera/": only(405, BACK),
    "sakerhetskopior/<str:name>/radera/": only(200, BACK),
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
def people(administrator, reader, bodies) -> dict[str, User | None]:
    """Somebody in each column; the body and the authority that are theirs are own."""
    own, _other = bodies
    return {
        "stranger": None,
        "reader": reader,
        "member": seated(administrator, own, "Maja", "Ledamot"),
        "secretary": seated(administrator, own, "Sara", "Sekreterare"),
        "lead": granted(administrator, OWN, "Lena", "programme_lead"),
        "analyst": granted(administrator, OWN, "Ali", "analyst"),
        "administrator": administrator,
    }


@pytest.fixture
def bodies(administrator) -> tuple[Body, Body]:
    other = {"code": "kumlaradet", "name": "Kumlarådet", "home": "Kumla kommun"}
    return (
        make_body(administrator),
        make_body(administrator, **other, authorities="Kumla kommun"),
    )


@pytest.fixture
def values(
    administrator, bodies, settings, tmp_path
) -> tuple[dict[str, str], dict[str, str]]:
    """What stands where a route has a variable: things that exist, own and others'."""
    settings.IDENTITY_PROVIDERS = (
        IdentityProvider("nere", "Nere", "http://127.0.0.1:9", "a", "b"),
    )
    # Not whole archives, but such as are listed, read, sent and deleted.
    settings.BACKUPS_DIR = tmp_path
    settings.STORE_DIR = tmp_path / "store"
    for name in ("18.zip", "1881.zip"):
        (tmp_path / name).write_bytes(b"")
    job = start_job(kind="load_register", by=administrator)
    same = {
        "<uuid:job_id>": str(job.pk),
        "lank/<str:token>": f"lank/{log_in_token(administrator)}",
        "<int:identity_id>": "1",
        "<int:pk>": "1",
        "<slug:key>": "nere",
        "<str:form>": "csv",
        "<int:part>": "1",
        "<slug:digest>": "0" * 64,
    }
    own, other = (
        same | place_values(administrator, body, code)
        for body, code in zip(bodies, (OWN, OTHER), strict=True)
    )
    return own, other


def place_values(administrator, body: Body, authority: str) -> dict[str, str]:
    """What stands for the variables of an authority's and a body's addresses."""
    sent = invite(
        email=f"gast@{authority}.example",
        name="Gäst",
        role=Role.READER,
        role_text="",
        place=Place(authority=authority),
        by=administrator,
    )
    edited = edit_authority(
        code=authority,
        new={"website": "https://exempel.example"},
        seen={"website": ""},
        by=administrator,
    )
    assert edited is not None
    below = make_body(administrator, code=f"{body.code}-beredning", name="Beredningen")
    account = granted(administrator, authority, f"Gun{authority}", "analyst")
    add_relation(source=body.code, kind="steers", target=below.code, by=administrator)
    seat = make_seat(administrator, body)
    appointed = appoint(administrator, seat, f"Anna {body.name}")
    first = make_document(administrator, documents.NOTICE, authority=authority)
    paper = make_document(administrator, f"{documents.NOTICE}\n", authority=authority)
    finding = paper.findings.first()
    step = review_finding(
        finding_id=finding.pk,
        decision=Decision(act=ReviewAct.REJECT),
        seen=0,
        by=administrator,
    )
    assert paper.edition_of == first
    return {
        "<str:name>": f"{authority}.zip",
        "<str:token>": invitation_token(sent),
        "<int:invitation_id>": str(sent.pk),
        "<int:event_id>": str(edited.pk),
        "<int:person_id>": str(account.pk),
        "<int:grant_id>": str(account.grants.get().pk),
        "<slug:code>": authority,
        "sverige/region/<slug:code>": "sverige/region/18",
        "<slug:theme>": "mobile_teams",
        "organ/<slug:code>": f"organ/{body.code}",
        "organ/angra/<int:event_id>": f"organ/angra/{appointed.pk}",
        "<int:relation_id>": str(body.arrows.get().pk),
        "<int:document_id>": str(paper.pk),
        "<int:finding_id>": str(finding.pk),
        "<int:step_id>": str(step.pk),
        "<int:seat_id>": str(seat.pk),
        "<int:appointment_id>": str(seat.appointments.get().pk),
        "inlasningar/<str:key>": f"inlasningar/{make_run(administrator, authority).key}",
        "indikatorer/<slug:key>": f"indikatorer/{two_versions(administrator, authority)}",
        **plan_values(administrator, body, authority),
    }


def plan_values(administrator, body: Body, authority: str) -> dict[str, str]:
    """What stands for the variables of a programme that the authority runs.

    Its first version is adopted, and the second a draft that the body is to decide on.
    """
    code = f"program-{authority}"
    first = make_plan(administrator, code, home=authority, parties=())
    whose = Authority.objects.get(code=authority).name
    assembly = make_assembly(
        administrator, f"fm-{authority}", home=whose, authorities=whose
    )
    adopt(administrator, add_step(administrator, first, assembly), date(2026, 1, 1))
    draft = start_version(code=code, title="", by=administrator)
    goal, strategy = (draft.nodes.get(kind=k) for k in ("goal", "strategy"))
    event = add_link(
        version=draft,
        source=str(strategy.key),
        kind="contributes_to",
        target=str(goal.key),
        by=administrator,
    )
    assert event is not None
    comment = add_comment(version=draft, key=str(goal.key), text="Hm", by=administrator)
    step = add_step(administrator, draft, body)
    return {
        **address_values(administrator, body, first.programme),
        "plan/<slug:code>": f"plan/{code}",
        "foljer/<slug:code>": f"foljer/{code}",
        "<slug:indicator>": f"egen-{authority}",
        "<int:number>": "2",
        "<uuid:key>": str(strategy.key),
        "<int:link_id>": str(draft.nodelinks.get().pk),
        "<int:comment_id>": str(comment.pk),
        "antagande/<int:step_id>": f"antagande/{step.pk}",
        "<slug:sha256>": str(draft.based_on.sha256),
        "<int:number>/angra/<int:event_id>": f"2/angra/{event.pk}",
    }


def address(route: str, values: dict[str, str]) -> str:
    for variable in sorted(values, key=len, reverse=True):
        route = route.replace(variable, values[variable])
    assert "<" not in route
    return f"/{route}"


def outcome(answer) -> Outcome:
    """Name what a redirect means; everything else is its number."""
    if answer.status_code not in (301, 302):
        return int(answer.status_code)
    to = answer["Location"]
    if re.match(r"/konto/logga-in/(\?|$)", to):
        return LOG_IN
    return HOME if to == "/" else BACK


def tried(route: str) -> list[tuple[str, int]]:
    """Give the columns that a route is tried in, each with the place: 0 own, 1 other.

    A member and an analyst are tried where they are something, and get no more for it;
    an administrator where everything is another's, and gets no less.
    """
    if "<" not in route:
        return [(column, 0) for column in COLUMNS if ELSEWHERE not in column]
    others = ("administrator", *(c for c in COLUMNS if ELSEWHERE in c))
    return [(column, int(column in others)) for column in COLUMNS]


@pytest.mark.parametrize("first", range(PARTS))
def test_the_table_holds(values, people, first):
    # In few tests, since setting up the rows takes long; in more than one, so that each
    # worker has a part.
    routes = list(TABLE)[first::PARTS]
    browsers = {column: logged_in_browser(person) for column, person in people.items()}
    found, wanted = {}, {}
    for route in routes:
        row = TABLE[route]
        for column, place in tried(route):
            client, cookies = browsers[column.removesuffix(ELSEWHERE)]
            for method in ("get", "post"):
                client.cookies = SimpleCookie(cookies)
                key = (route, column, place, method)
                wanted[key] = getattr(row, method).of(column)
                found[key] = answer_to(client, method, address(route, values[place]))
    assert {k: v for k, v in found.items() if v != wanted[k]} == {}
    assert found.keys() == wanted.keys()
    assert len(found) > 1000 / PARTS


def logged_in_browser(person: User | None) -> tuple[Client, str]:
    client = Client()
    if person:
        client.force_login(person)
    return client, client.cookies.output(header="", sep=";")


def answer_to(client: Client, method: str, path: str) -> Outcome:
    # What one request wrote must not decide what the next one gets.
    with transaction.atomic():
        answer = getattr(client, method)(path)
        b"".join(answer)  # what is sent piece by piece is sent whole
        transaction.set_rollback(True)
    return outcome(answer)


def test_a_form_without_its_token_is_refused(administrator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator)
    for route in ("konto/bjud-in/", "konto/logga-ut-overallt/", "konto/"):
        assert client.post(f"/{route}").status_code == 403
