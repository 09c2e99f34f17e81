"""Accepted findings become parts of the draft that the reviewer chose."""

from __future__ import annotations

import pytest
from tests.builders import documents
from tests.builders.overviews import OVERVIEW
from tests.factories.documents import make_document, one, say
from tests.factories.people import granted
from tests.factories.plans import add, make_programme

from fardplan.apps.accounts.models import User
from fardplan.apps.common.evidence import passages_about
from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.plans.actions import delete_node, edit_programme
from fardplan.apps.plans.finding_takers import drafts, words_beside
from fardplan.apps.plans.models import Initiative, Node, NodeLink, PlanVersion
from fardplan.apps.sources.actions import BulkReport, review_many, undo_step
from fardplan.apps.sources.models import Finding, SourceDocument
from fardplan.apps.sources.queries import FindingFilter
from fardplan.apps.sources.states import ReviewAct
from fardplan.apps.sources.takers import Context, find_taker


pytestmark = pytest.mark.django_db
TARGET = "nara:1"


@pytest.fixture(autouse=True)
def _own_uploads(settings, tmp_path):
    default = settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": default}


@pytest.fixture
def lead(administrator, few_authorities):
    return granted(administrator, "18", "Lena", "programme_lead")


@pytest.fixture
def draft(lead) -> PlanVersion:
    return make_programme(lead)


@pytest.fixture
def paper(lead) -> SourceDocument:
    return make_document(lead, documents.STRATEGY)


def tree(version: PlanVersion) -> list[tuple[str, str, str]]:
    """Give each part's kind, what it lies under and what it is called."""
    rows = Node.objects.filter(version=version).select_related("parent").order_by("pk")
    return [(n.kind, n.parent.title if n.parent else "", n.title) for n in rows]


def test_only_drafts_one_may_write_in_are_offered(lead, draft, administrator):
    offered = [("nara:1", "Nära vård i Påhitt, version 1 (utkast)")]
    assert list(drafts(lead)) == offered
    assert list(drafts(administrator)) == offered
    other = granted(administrator, "1880", "Omar", "programme_lead")
    assert list(drafts(other)) == []


def accept_all(paper: SourceDocument, by: User) -> BulkReport:
    return review_many(
        document_id=paper.pk,
        wanted=FindingFilter(),
        act=ReviewAct.ACCEPT,
        target=TARGET,
        by=by,
    )


def test_a_whole_document_becomes_a_plan_with_its_passages(lead, draft, paper):
    accept_all(paper, lead)
    strategy, other = "Hälsa där du bor", "Rätt kompetens"
    assert sorted(tree(draft)) == [
        ("definition", "", "Jämlik hälsa"),
        ("development_area", strategy, "Fler hälsorum"),
        ("development_area", strategy, "Hälsobuss"),
        ("goal", "", "Färre hyrda läkare"),
        ("knowledge_area", strategy, "folkhälsa"),
        ("knowledge_area", strategy, "hälsopedagogik"),
        ("knowledge_area", strategy, "statistik"),
        ("measurement_area", strategy, "Andel som mår bra"),
        ("measurement_area", other, "Andel fast anställda"),
        ("obstacle", "", "Ont om lokaler"),
        ("shift", "", "reaktiv → förebyggande"),
        ("statement", strategy, "Jag får hjälp innan jag blir sjuk."),
        ("strategy", "", strategy),
        ("strategy", "", other),
        ("success_factor", "", "Gemensam planering"),
        ("success_factor", "", "Tid att mötas"),
    ]
    link = NodeLink.objects.get()
    assert (str(link.source), link.kind, link.target.title) == (
        "1 Hälsa där du bor",
        "definition",
        "Jämlik hälsa",
    )
    bus = Node.objects.get(title="Hälsobuss")
    assert bus.text == "En buss som åker runt i byarna"
    (passage,) = passages_about("node", str(bus.key), reader=lead)
    assert passage.quote == one(paper, "development_area").quote


@pytest.mark.parametrize(
    ("whole", "beside"),
    [
        ("Coaching", ""),
        ("Coaching.", ""),
        ("Coaching: för alla", "För alla"),
        ("Coaching – för alla", "För alla"),
        ("Coachingen ökar", "Coachingen ökar"),
        ("Mer coaching", "Mer coaching"),
    ],
)
def test_a_title_is_not_said_twice(whole, beside):
    assert words_beside("Coaching", whole) == beside


def test_the_whole_is_undone_and_leaves_nothing(lead, draft, paper):
    done = accept_all(paper, lead)
    undo_step(step_id=done.step.pk, by=lead)
    assert tree(draft) == []
    assert set(Finding.objects.values_list("state", "taken_key")) == {
        ("unreviewed", "")
    }


def test_without_a_draft_it_waits(lead, paper):
    finding = one(paper, "strategy")
    for target in ("", "planen", "nara:7"):
        assert (
            find_taker("strategy").take(finding, context(lead, paper, target)) is None
        )
        assert (
            find_taker("strategy").suggest(finding, context(lead, paper, target)) == []
        )


def context(by, document, target=TARGET) -> Context:
    return Context(by=by, document=document, target=target)


def test_what_is_called_the_same_in_the_same_place_is_not_made_again(
    lead, draft, paper
):
    add(lead, draft, "strategy", "Hälsa där du bor")
    add(lead, draft, "strategy", "Hälsa där man bor")
    finding = one(paper, "strategy")
    shown = find_taker("strategy").suggest(finding, context(lead, paper))
    assert [(m.label, m.why) for m in shown] == [
        ("Hälsa där du bor", "samma rubrik"),
        ("Hälsa där man bor", "liknande rubrik"),
    ]
    say(lead, finding, "accept", target=TARGET)
    finding.refresh_from_db()
    assert (finding.state, finding.taken_label) == ("merged", "Hälsa där du bor")
    assert len(tree(draft)) == 2


def test_a_definition_is_shared_and_goes_with_its_last_link(lead, draft, paper):
    for place in (0, 1):
        say(lead, one(paper, "strategy", place), "accept", target=TARGET)
    finding = one(paper, "definition_link")
    twin = Finding.objects.get(pk=finding.pk)
    twin.pk, twin.number, twin.parent = None, 900, one(paper, "strategy", 1)
    taker = find_taker("definition_link")
    assert taker.suggest(finding, context(lead, paper)) == []
    first = taker.take(finding, context(lead, paper))
    second = taker.take(twin, context(lead, paper))
    again = taker.take(twin, context(lead, paper))
    assert (second.is_new, again.is_new) == (True, False)
    assert (again.key, Node.objects.filter(kind="definition").count()) == (
        second.key,
        1,
    )
    # The first made the definition, and leaves it to the second.
    taker.undo_take(first, context(lead, paper))
    assert (
        NodeLink.objects.count() == Node.objects.filter(kind="definition").count() == 1
    )
    taker.undo_take(second, context(lead, paper))
    assert NodeLink.objects.count() == 0
    finding.parent = None
    assert taker.take(finding, context(lead, paper)) is None


def test_a_statement_needs_its_level(lead, draft, paper):
    levels = [{"kind": "strategy", "name": "Strategi"}]
    edit_programme(
        code="nara",
        new={"name": "Nära vård i Påhitt"},
        authorities=["1880"],
        levels=levels,
        by=lead,
    )
    say(lead, one(paper, "strategy"), "accept", target=TARGET)
    assert tree(draft) == [("strategy", "", "Hälsa där du bor")]
    with pytest.raises(ProblemError, match="använder inte den nivån"):
        say(lead, one(paper, "goal"), "accept", target=TARGET)


def test_merged_with_what_exists_and_what_is_gone(lead, draft, paper):
    node = add(lead, draft, "strategy", "Något helt annat")
    finding = one(paper, "strategy")
    say(lead, finding, "merge", match=str(node.key), target=TARGET)
    finding.refresh_from_db()
    assert (finding.state, finding.taken_key) == ("merged", str(node.key))
    delete_node(version=draft, key=str(node.key), by=lead)
    with pytest.raises(ConflictError, match="finns inte kvar i något utkast"):
        find_taker("strategy").existing(str(node.key), context(lead, paper))


def test_what_was_built_upon_is_not_taken_away(lead, draft, paper):
    step = say(lead, one(paper, "strategy"), "accept", target=TARGET)
    add(lead, draft, "initiative", "Eget tillägg", Node.objects.get(kind="strategy"))
    with pytest.raises(ConflictError, match="något annat har kopplats dit"):
        undo_step(step_id=step.pk, by=lead)
    assert len(tree(draft)) == 3


def test_a_programme_is_found_but_never_started(lead, draft, administrator):
    overview = make_document(lead, OVERVIEW)
    finding = one(overview, "programme")
    taker = find_taker("programme")
    assert taker.take(finding, context(lead, overview)) is None
    finding.edited_fields = {"name": draft.programme.name}
    taken = taker.take(finding, context(lead, overview))
    assert (taken.kind, taken.key, taken.is_new) == ("programme", "nara", False)
    taker.undo_take(taken, context(lead, overview))
    with pytest.raises(ConflictError, match="Programmet finns inte längre"):
        taker.existing("borta", context(lead, overview))


def test_an_initiative_has_the_themes_and_phase_that_are_told(lead, draft, paper):
    finding = one(paper, "development_area")
    for number, (title, told) in enumerate(
        {
            "Mobila team": {"themes": ["mobile_teams"], "status": "breddinförande"},
            "Träffpunkter": {"themes": [], "status": "pågår"},
        }.items()
    ):
        finding.fields, finding.parent = {"name": title, **told}, None
        taken = find_taker("initiative").take(finding, context(lead, paper))
        row = Initiative.objects.get(key=taken.key)
        assert (row.name, row.themes, row.phase) == (
            title,
            told["themes"],
            ["roll_out", "idea"][number],
        )
        find_taker("initiative").undo_take(taken, context(lead, paper))
    assert (Initiative.objects.count(), tree(draft)) == (0, [])


def test_what_an_overview_tells_of_other_regions_is_kept_for_the_national_picture(
    lead, draft
):
    overview = make_document(lead, OVERVIEW)
    review_many(
        document_id=overview.pk,
        wanted=FindingFilter(),
        act=ReviewAct.ACCEPT,
        by=lead,
        target=TARGET,
    )
    told = overview.findings.filter(kind="initiative", state="accepted")
    assert told.count() == 3
    # The one of Region Ingenstans is accepted and in no plan.
    assert [title for _kind, _above, title in tree(draft)] == [
        *("Mobila team", "Hälsosamtal"),
    ]


def test_a_step_of_the_process_is_a_milestone_with_its_day(lead, draft, paper):
    finding = one(paper, "goal")
    finding.fields = {"label": "Fullmäktige beslutar", "date": "2028-06-18"}
    find_taker("process_step").take(finding, context(lead, paper))
    node = Node.objects.get(kind="milestone")
    assert (node.title, str(node.day), node.parent) == (
        "Fullmäktige beslutar",
        "2028-06-18",
        None,
    )


def test_a_very_long_title_keeps_all_its_words(lead, draft, paper):
    long = "Trygghet " * 60
    finding = one(paper, "goal")
    finding.fields = {"name": long}
    find_taker("goal").take(finding, context(lead, paper))
    node = Node.objects.get(kind="goal")
    assert (node.title, node.text) == (long[:300].strip(), long.strip())
