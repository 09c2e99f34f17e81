"""A plan goes out as StratML and comes in as a draft, and is taken back."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import etree
from tests.builders.stratml import file_of, problems, schemas
from tests.factories.bodies import make_body
from tests.factories.initiatives import edit, initiative
from tests.factories.plans import add, add_step, adopt, make_assembly, make_plan

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.common.problems import ConflictError, NotAllowedError, ProblemError
from fardplan.apps.plans import actions, queries
from fardplan.apps.plans.models import Initiative, Node, PlanVersion
from fardplan.engine.plans.stratml.vocabulary import Part


pytestmark = pytest.mark.usefixtures("few_authorities")
DAY = date(2026, 1, 1)
GOALS = file_of("<Goal><Name>Ett</Name><Objective><Name>Två</Name></Objective></Goal>")


@pytest.fixture
def adopted(administrator) -> PlanVersion:
    """The plan that `make_plan` gives, with more in it, as an assembly adopted it."""
    version = make_plan(administrator)
    add(administrator, version, "starting_point", "Tillit")
    goal, strategy = (
        queries.nodes_of(version).get(kind=k) for k in ("goal", "strategy")
    )
    add(administrator, version, "measurement_area", "Tid", goal)
    ends = {"source": str(strategy.key), "target": str(goal.key)}
    actions.add_link(version=version, kind="contributes_to", by=administrator, **ends)
    board = make_body(administrator, name="Nämnden")
    told = {"phase": "Pilot", "target_group": "Äldre", "owner_body": board.code}
    edit(administrator, initiative(), **told)
    adopt(
        administrator,
        add_step(administrator, version, make_assembly(administrator)),
        DAY,
    )
    asked = make_body(administrator, code="rad", name="Rådet")
    add_step(administrator, version, asked, role="consulted")
    return queries.version_of("nara", 1)


def read_in(content: bytes, by, code: str = "nara"):
    programme = queries.programme_by_code(code)
    found = queries.read_for_draft(programme, content, "plan.xml")
    return actions.import_stratml(
        programme=programme,
        content=content,
        approved=found.digest,
        file_name="plan.xml",
        by=by,
    )


def titles(version: PlanVersion) -> list[str]:
    return [node.title for node in queries.fact_of(version).nodes]


def test_an_adopted_version_is_valid_in_both_parts(adopted, administrator):
    rules = schemas()
    for part in Part:
        assert problems(rules[part], queries.stratml_of(adopted, part)) == []
        named = queries.stratml_of(adopted, part, administrator)
        assert problems(rules[part], named) == []
        given = [
            e.text for e in etree.fromstring(named).iter("{*}Submitter") for e in e
        ]
        assert given == ["Astrid", "Påhitt", "astrid@exempel.example"]


def test_the_file_tells_who_adopted_it_and_what_the_initiative_is(adopted, settings):
    root = etree.fromstring(queries.stratml_of(adopted, Part.TWO))
    lines = (root.findtext("{*}OtherInformation") or "").split("\n")
    # Who only gives an opinion has adopted nothing.
    assert lines == [
        "Program: Nära vård i Påhitt",
        "Version: 1",
        "Antagen av Fullmaktige, Region Örebro län, 2026-01-01, § 1",
        f"Fingeravtryck (SHA-256): {adopted.sha256}",
    ]
    assert root.findtext(".//{*}Source") == (
        f"{settings.SITE_ADDRESS}/plan/fast/{adopted.sha256}/"
    )
    team = next(
        e for e in root.iter("{*}Objective") if e.findtext("{*}Name") == "Mobila team"
    )
    assert (team.findtext("{*}OtherInformation") or "").split("\n")[2:] == [
        "Insatsens kortadress: mobila-team",
        "Fas: Pilot",
    ]
    named = [one.findtext("{*}Name") for one in team.iter("{*}Stakeholder")]
    assert named == ["Nämnden", "Äldre"]


def test_a_draft_is_not_given_out(administrator):
    version = make_plan(administrator)
    with pytest.raises(ConflictError, match="version 1 är inte antagen"):
        queries.stratml_of(version, Part.ONE)


def test_a_version_without_initiatives_is_given_out(administrator):
    version = make_plan(administrator)
    team = queries.nodes_of(version).get(kind="initiative")
    actions.delete_node(version=version, key=str(team.key), by=administrator)
    adopt(
        administrator,
        add_step(administrator, version, make_assembly(administrator)),
        DAY,
    )
    content = queries.stratml_of(queries.version_of("nara", 1), Part.TWO)
    assert b"Mobila team" not in content


def test_tables_hold_parts_and_links(adopted):
    tables = queries.plan_tables(adopted)
    nodes = {node.title: node for node in queries.fact_of(adopted).nodes}
    goal, strategy = nodes["Trygg hemma"], nodes["Team som kommer hem"]
    assert [row["Slag"] for row in tables["delar"]] == [
        *("Vision", "Mål", "Strategi", "Insats", "Mätområde", "Utgångspunkt")
    ]
    assert tables["delar"][2] == {
        "Nyckel": strategy.key,
        "Slag": "Strategi",
        "Nummer": "1",
        "Rubrik": "Team som kommer hem",
        **dict.fromkeys(("Text", "Datum", "Mindre av", "Mer av", "Insats"), ""),
        "Ligger under": goal.key,
        "Ligger under, rubrik": "Trygg hemma",
    }
    assert tables["kopplingar"] == [
        {
            "Från": strategy.key,
            "Från, rubrik": "Team som kommer hem",
            "Koppling": "Bidrar till",
            "Till": goal.key,
            "Till, rubrik": "Trygg hemma",
        }
    ]
    for what, rows in tables.items():
        assert {tuple(row) for row in rows} == {queries.TABLE_HEADINGS[what]}


def test_the_same_programme_gets_the_same_parts_back(adopted, administrator):
    content = queries.stratml_of(adopted, Part.ONE)
    draft, event = read_in(content, administrator)
    assert (draft.number, draft.state, draft.based_on) == (2, "draft", adopted)
    before, after = queries.fact_of(adopted), queries.fact_of(draft)
    # The format puts the starting point before the goals; it is known by its title.
    assert {node.key for node in after.nodes} == {node.key for node in before.nodes}
    assert after.links == before.links
    assert titles(draft) == [
        *("God hälsa", "Tillit", "Trygg hemma", "Team som kommer hem"),
        *("Mobila team", "Tid"),
    ]
    assert Initiative.objects.count() == 1
    assert queries.nodes_of(draft).get(kind="initiative").initiative == initiative()
    assert (event.action, event.changes["name"][1]) == ("import_stratml", "plan.xml")
    assert list(draft.steps.values_list("role", flat=True)) == ["decides", "consulted"]


def test_another_programme_gets_parts_of_its_own(adopted, administrator):
    make_plan(administrator, "annan", home="1880", parties=())
    other = queries.programme_by_code("annan")
    for node in queries.nodes_of(queries.version_of("annan", 1)).filter(parent=None):
        actions.delete_node(version=node.version, key=str(node.key), by=administrator)
    draft, _event = read_in(
        queries.stratml_of(adopted, Part.TWO), administrator, other.code
    )
    assert draft.number == 1
    here = {node.key for node in queries.fact_of(draft).nodes}
    assert not here & {node.key for node in queries.fact_of(adopted).nodes}
    assert len(titles(draft)) == 6
    names = Initiative.objects.values_list("programme__code", "code", "name")
    assert sorted(names.filter(nodes__version=draft)) == [
        ("annan", "mobila-team-2", "Mobila team")
    ]


def test_it_is_taken_back_and_read_in_anew(adopted, administrator):
    before = queries.fact_of(adopted)
    draft, event = read_in(GOALS, administrator)
    assert (draft.title, titles(draft)) == ("Plan", ["Ett", "Två"])
    actions.undo_event(version=draft, event=event, by=administrator)
    draft = queries.version_of("nara", 2)
    assert queries.fact_of(draft) == before
    again, _event = read_in(GOALS, administrator)
    assert (again.number, titles(again)) == (2, ["Ett", "Två"])


def test_a_title_that_was_changed_since_is_left(adopted, administrator, free_title):
    draft, event = read_in(GOALS, administrator)
    free_title(draft, "Egen titel")
    actions.undo_event(version=draft, event=event, by=administrator)
    assert queries.version_of("nara", 2).title == "Egen titel"


@pytest.fixture
def free_title():
    from fardplan.apps.common.writes import free_writes

    def write(version: PlanVersion, title: str) -> None:
        with free_writes():
            PlanVersion.objects.filter(pk=version.pk).update(title=title)

    return write


def test_nobodys_work_is_written_over(adopted, administrator):
    draft = actions.start_version(code="nara", title="", by=administrator)
    programme = draft.programme

    def faults() -> tuple[str, ...]:
        return queries.read_for_draft(programme, GOALS, "plan.xml").faults

    assert faults() == ()
    add(administrator, draft, "goal", "Nytt")
    assert len(faults()) == 1
    assert "som någon har skrivit i" in faults()[0]
    with pytest.raises(ProblemError, match="skrivs inte över"):
        read_in(GOALS, administrator)
    actions.send_on_referral(version=draft, days=(DAY, DAY), by=administrator)
    assert "på remiss" in faults()[0]
    assert titles(draft)[-1] == "Nytt"


def test_a_first_draft_that_has_parts_is_left(administrator):
    version = make_plan(administrator)
    programme = version.programme
    found = queries.read_for_draft(programme, GOALS, "plan.xml")
    assert "som någon har skrivit i" in found.faults[0]


def test_only_what_was_approved_is_written(adopted, administrator, reader):
    programme = adopted.programme
    told = {"programme": programme, "content": GOALS, "file_name": "a.xml"}
    with pytest.raises(ConflictError, match="Granska igen"):
        actions.import_stratml(approved="x", by=administrator, **told)
    with pytest.raises(NotAllowedError):
        actions.import_stratml(approved="x", by=reader, **told)
    with pytest.raises(ProblemError, match="är ingen hel XML-fil"):
        queries.read_for_draft(programme, b"nej", "a.xml")
    assert PlanVersion.objects.count() == 1
    assert not AuditEvent.objects.filter(action="import_stratml").exists()


def test_a_title_that_the_file_lacks_is_that_of_the_latest_version(adopted):
    found = queries.read_for_draft(
        adopted.programme, file_of("<Goal><Name>M</Name></Goal>", before=""), "a.xml"
    )
    assert (found.version.title, found.kinds) == (adopted.title, [("goal", 1)])
    assert found.kept == 0
    assert Node.objects.filter(version__number=2).count() == 0


def test_losses_are_those_of_the_version(adopted):
    assert [(one.what, one.count) for one in queries.losses_of(adopted)][:2] == [
        ("Utgångspunkter utan identitet", 1),
        ("Ordningen överst i planen", 1),
    ]
