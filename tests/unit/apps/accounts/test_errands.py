"""What each station says concerns a person, and what it leaves out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone
from tests.factories.bodies import appoint, make_body, make_seat
from tests.factories.people import make_person, seated

from fardplan.apps.accounts import actions as account_actions
from fardplan.apps.accounts.models import User
from fardplan.apps.accounts.presenters import errand_groups
from fardplan.apps.accounts.queries import unseen_changes
from fardplan.apps.accounts.roles import Role
from fardplan.apps.actors import actions
from fardplan.apps.actors.models import Body, Seat
from fardplan.apps.common.errands import Errand, ErrandKind, errands_of
from fardplan.apps.jobs.actions.people import start_job
from fardplan.apps.jobs.models import Job
from fardplan.apps.jobs.states import JobState


pytestmark = pytest.mark.usefixtures("few_authorities")
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel("2026-11-22T09:00:00+01:00", tick=False):
        yield


@pytest.fixture
def board(administrator) -> Body:
    return make_body(administrator)


def errands(user: User, kind: ErrandKind, day: date = TODAY) -> list[Errand]:
    fresh = User.objects.get(pk=user.pk)
    return [one for one in errands_of(fresh, day) if one.kind == kind]


def titles(user: User, kind: ErrandKind, day: date = TODAY) -> list[str]:
    return [one.title for one in errands(user, kind, day)]


def test_somebody_with_nothing_to_do_has_no_errands(reader):
    assert errands_of(reader, TODAY) == []


def compose(by: User, board: Body, rules: str) -> None:
    actions.edit_body(
        code=board.code, new={"composition": rules}, seen={"composition": ""}, by=by
    )


def test_a_secretary_is_told_what_the_rules_miss(administrator, board):
    secretary = seated(administrator, board, "Sara", "Sekreterare")
    compose(administrator, board, "1 ordförande")
    (wrong,) = errands(secretary, ErrandKind.OWE)
    assert wrong.title == "Sammansättningen i Påhittsnämnden stämmer inte"
    assert wrong.details == ("Det saknas 1 ordförande: 1 ska finnas, 0 finns.",)


def test_a_secretary_is_told_what_is_missing(administrator, board):
    secretary = seated(administrator, board, "Sara", "Sekreterare")
    make_seat(administrator, board, party="Provpartiet")
    make_seat(administrator, board, role="Ersättare", order="2")
    (vacant,) = errands(secretary, ErrandKind.OWE)
    assert (vacant.title, vacant.details, vacant.url, vacant.why) == (
        "2 vakanta platser i Påhittsnämnden",
        ("Ledamot, Provpartiet", "Ersättare 2"),
        "/organ/pahittsnamnden/",
        "Du är sekreterare i organet.",
    )
    compose(administrator, board, "3 ledamöter")
    (vacant,) = errands(secretary, ErrandKind.OWE)
    assert vacant.title == "2 vakanta platser i Påhittsnämnden"
    assert vacant.details == (
        "Det saknas 3 ledamöter: 3 ska finnas, 0 finns och 1 plats är vakant.",
    )
    # Another body's secretary, and a member of this one, have nothing to do with it.
    other = make_body(administrator, code="annat", name="Annat")
    for user in (
        seated(administrator, other, "Eva", "Sekreterare"),
        seated(administrator, board, "Maja", "Ledamot"),
    ):
        assert titles(user, ErrandKind.OWE) == []


@pytest.mark.parametrize(
    ("end", "is_told"),
    [
        ("", False),
        ("2026-11-22", True),
        ("2027-02-20", True),  # 90 days on
        ("2027-02-21", False),
    ],
)
def test_an_appointment_that_soon_ends_is_told(administrator, board, end, is_told):
    secretary = seated(administrator, board, "Sara", "Sekreterare")
    appoint(administrator, make_seat(administrator, board), "Anna Påhitt", end=end)
    found = errands(secretary, ErrandKind.OWE)
    assert [(one.title, str(one.due)) for one in found] == (
        [("Förordnandet för Anna Påhitt, ledamot i Påhittsnämnden, slutar", end)]
        if is_told
        else []
    )


def test_who_is_followed_by_somebody_or_leaves_an_ending_seat_is_not_told(
    administrator, board
):
    secretary = seated(administrator, board, "Sara", "Sekreterare")
    taken_over = make_seat(administrator, board)
    appoint(administrator, taken_over, "Anna Påhitt", end="2026-12-31")
    appoint(administrator, taken_over, "Bo Påhitt", start="2027-01-01")
    ceasing = make_seat(administrator, board, seat_to="2026-12-31")
    appoint(administrator, ceasing, "Cia Påhitt", end="2026-12-31")
    assert titles(secretary, ErrandKind.OWE) == []


def test_the_reads_are_as_many_however_many_bodies(
    administrator, board, django_assert_num_queries
):
    secretary = seated(administrator, board, "Sara", "Sekreterare")
    for code in "abc":
        body = make_body(administrator, code=code, name=code)
        seat = make_seat(administrator, body, role="Sekreterare")
        number = secretary.person.pk
        appoint(administrator, seat, f"Sara Påhitt #{number}")
        make_seat(administrator, body)
    user = User.objects.get(pk=secretary.pk)
    # Three of them for plans: chairs, initiatives that are owed, decisions to enter.
    with django_assert_num_queries(11 + 3):
        assert len(errands_of(user, TODAY)) == 3
    assert Seat.objects.count() == 7


@pytest.mark.parametrize(
    ("start", "is_told"),
    [("2027-01-01", True), ("2026-11-09", True), ("2026-11-08", False)],
)
def test_a_new_seat_is_told_to_who_got_it(administrator, board, start, is_told):
    user = seated(administrator, board, "Maja", "Ledamot")
    seat = make_seat(administrator, make_body(administrator, code="ny", name="Nya"))
    appoint(administrator, seat, f"Maja Påhitt #{user.person.pk}", start=start)
    told = titles(user, ErrandKind.INVITED)
    assert told == (["Du är förordnad till ledamot i Nya"] if is_told else [])


def finish(job: Job, state: JobState, reason: str = "") -> None:
    Job.objects.filter(pk=job.pk).update(state=state, reason=reason)


def test_my_failed_job_is_told_until_it_has_gone_well(administrator, reader):
    job = start_job(kind="load_register", by=administrator)
    assert titles(administrator, ErrandKind.OWE) == []
    finish(job, JobState.FAILED, "Disken är full.")
    (errand,) = errands(administrator, ErrandKind.OWE)
    assert errand.title == "Jobbet ”Läs in myndighetsregistret” misslyckades"
    assert errand.details == ("Disken är full.",)
    assert errand.answer is not None
    assert errand.answer.url == f"/jobb/{job.pk}/igen/"
    assert titles(reader, ErrandKind.OWE) == []
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert titles(administrator, ErrandKind.OWE) == []
    again = start_job(kind="load_register", by=administrator)
    Job.objects.filter(pk=again.pk).update(
        created_at=timezone.now() + timedelta(hours=1)
    )
    finish(again, JobState.SUCCEEDED)
    assert titles(administrator, ErrandKind.OWE) == []


def invite(by: User, name: str = "Gäst") -> None:
    account_actions.invite(
        email=f"{name.casefold()}@exempel.example",
        name=name,
        role=Role.READER,
        role_text="",
        by=by,
    )


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (10, []),
        (12, ["Inbjudan till Gäst går snart ut"]),
        (15, ["Inbjudan till Gäst har gått ut"]),
        (45, []),
    ],
)
def test_an_invitation_nobody_used_is_told_to_who_sent_it(
    administrator, reader, days, told
):
    invite(administrator)
    with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
        assert titles(administrator, ErrandKind.OWE) == told
        lines = errand_groups(errands(administrator, ErrandKind.OWE), date(2026, 12, 7))
        due = {12: "2026-12-06, har passerat", 15: "2026-12-06, har passerat"}
        assert [(one.due, one.is_late) for one in lines[0].lines] == (
            [(due[days], True)] if told else []
        )
        assert titles(reader, ErrandKind.OWE) == []


def test_an_invitation_is_forgotten_when_sent_anew_or_come_in_otherwise(administrator):
    invite(administrator)
    invite(administrator, "Anna")
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
        make_person("Anna")
        invite(administrator)
        assert titles(administrator, ErrandKind.OWE) == []


def test_what_others_change_in_what_i_follow_is_told_until_seen(
    administrator, reader, board
):
    account_actions.follow(thing=board, key=board.code, by=reader)
    account_actions.follow(thing=board.home, key="18", by=reader)
    assert titles(reader, ErrandKind.CHANGED) == []
    seat = make_seat(administrator, board)
    appoint(administrator, seat, "Anna Påhitt")
    (errand,) = errands(reader, ErrandKind.CHANGED)
    assert (errand.title, errand.url) == ("Påhittsnämnden", "/organ/pahittsnamnden/")
    by = "2026-11-22, Astrid Påhitt"
    assert errand.details == (
        f"{by}: Förordnande: ledamot, Anna Påhitt, förordnad från blev ”2023-01-01”.",
        f"{by}: Ny plats: ledamot.",
    )
    assert errand.answer is not None
    fields = dict(errand.answer.fields)
    account_actions.mark_seen(
        up_to=int(fields["up_to"]), follow_id=int(fields["follow"]), by=reader
    )
    assert titles(reader, ErrandKind.CHANGED) == []
    actions.edit_authority(
        code="18",
        new={"website": "https://exempel.example"},
        seen={"website": ""},
        by=administrator,
    )
    assert titles(reader, ErrandKind.CHANGED) == ["Region Örebro län"]


def test_my_own_changes_and_what_is_gone_are_not_told(administrator, board):
    account_actions.follow(thing=board, key=board.code, by=administrator)
    account_actions.follow(thing=board, key="finns-inte", by=administrator)
    account_actions.follow(thing=administrator, key="1", by=administrator)
    make_seat(administrator, board)
    assert unseen_changes(administrator) == []
    account_actions.unfollow(thing=board, key=board.code, by=administrator)
    assert unseen_changes(administrator) == []


def test_many_details_are_told_as_the_first_and_how_many_more(
    administrator, reader, board
):
    account_actions.follow(thing=board, key=board.code, by=reader)
    for number in range(6, 9):
        while Seat.objects.count() < number:
            make_seat(administrator, board)
        group = errand_groups(errands(reader, ErrandKind.CHANGED), TODAY)[2]
        (line,) = group.lines
        assert len(line.details) == 6
        more = {6: "", 7: "och 2 till", 8: "och 3 till"}[number]
        assert line.details[-1].endswith(more or "Ny plats: ledamot.")
