"""Laws of StratML: what we write is valid, and comes back as it went out."""

from __future__ import annotations

import copy
import random
import uuid
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.builders.stratml import ABOUT, problems, read, schemas

from fardplan.engine.plans.content import (
    LinkFact,
    NodeFact,
    VersionFact,
    children_by_parent,
    version_of,
)
from fardplan.engine.plans.levels import LEVELS, PARENTS, TARGETS, LinkKind, NodeKind
from fardplan.engine.plans.stratml.fold import fold
from fardplan.engine.plans.stratml.losses import what_is_lost
from fardplan.engine.plans.stratml.plain_text import many_lines, one_line
from fardplan.engine.plans.stratml.plan_record import (
    AdoptionRecord,
    InitiativeWords,
    PlanRecord,
    SubmitterRecord,
)
from fardplan.engine.plans.stratml.read_xml import StratmlError
from fardplan.engine.plans.stratml.vocabulary import Part
from fardplan.engine.plans.stratml.write import write_stratml
from fardplan.engine.plans.versions import StepState


# Also what XML can't hold, what it escapes, and what looks like lines of ours.
LETTERS = "ab åÖ.<&\"']:()_\n\t\r\x0b\x85\xa0\u2028😀-"


class Plans:
    """Random plans whose parts lie, and are linked, as a programme's may be.

    Drawn from a seed: part by part, Hypothesis took twenty times as long as the test.
    """

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)  # noqa: S311 -- no secret

    def version(self) -> VersionFact:
        dice, nodes = self._dice, list[NodeFact]()
        kinds = list(NodeKind) if dice.random() < 0.8 else [*_NO_GOALS]
        for _number in range(dice.randrange(30)):
            kind = dice.choice(kinds)
            above = ["" for parent in PARENTS[kind] if parent is None]
            above += [node.key for node in nodes if node.kind in PARENTS[kind]]
            if above:
                nodes.append(self._part(kind, dice.choice(above)))
        return version_of(self._line(), nodes, self._links(nodes))

    def about(self) -> PlanRecord:
        """Give a programme with decisions, an initiative's facts and a submitter."""
        dice = self._dice
        record = AdoptionRecord(
            body=self._line(),
            authority=self._line(),
            state=dice.choice(list(StepState)),
            day=dice.choice([None, date(2026, 1, 1)]),
            paragraph=self._words(),
            registry_number=dice.choice(["", "RS 12/2026"]),
            reservation=self._words(),
        )
        told = InitiativeWords(
            lines={"Fas": "Pilot", "Om läget": self._line()},
            performers={self._line(): "Ansvarigt organ"},
            target_group=dice.choice(["", "Äldre"]),
        )
        return replace(
            ABOUT,
            target_year=dice.choice([None, 2030]),
            sha256=dice.choice(["", "ab12"]),
            source=dice.choice(["", "https://exempel.example/å ä/?a=1&b=%20"]),
            published=dice.choice([None, date(2026, 1, 2)]),
            adoptions=(record,) * dice.randrange(3),
            initiatives={"team": told},
            submitter=dice.choice([None, ANNA]),
        )

    def _part(self, kind: NodeKind, parent: str) -> NodeFact:
        dice = self._dice
        plain = dice.random() < 0.5
        return NodeFact(
            key=str(uuid.UUID(int=dice.getrandbits(128), version=4)),
            kind=kind.value,
            parent=parent,
            position=dice.randrange(4),
            number="" if plain else "1.2",
            title=self._line(),
            text="" if plain else self._words(),
            day="" if plain else "2027-02-01",
            less_of="" if plain else self._words(),
            more_of="" if plain else self._words(),
            initiative="team" if kind == NodeKind.INITIATIVE else "",
        )

    def _words(self) -> str:
        return "".join(self._dice.choices(LETTERS, k=self._dice.randrange(15)))

    def _line(self) -> str:
        text = self._words() if self._dice.random() < 0.1 else ""
        return text if one_line(text) else self._dice.choice(["Mål", "Team (_a)"])

    def _links(self, nodes: list[NodeFact]) -> set[LinkFact]:
        possible = [
            LinkFact(one.key, kind.value, other.key)
            for one in nodes
            for kind in LinkKind
            for other in nodes
            if one is not other and one.kind in LEVELS and other.kind in TARGETS[kind]
        ]
        return set(self._dice.choices(possible, k=5)) if possible else set()


_NO_GOALS = (NodeKind.VISION, NodeKind.STARTING_POINT)
ANNA = SubmitterRecord(given_name="Anna", surname="", email="anna@exempel.example")
laws = settings(max_examples=200)
seeds = given(seed=st.integers(0, 2**64))


@pytest.fixture(scope="module")
def rules():
    return schemas()


@laws
@seeds
def test_what_is_written_is_valid_and_is_written_again_the_same(rules, seed):
    plans = Plans(seed)
    version, about = plans.version(), plans.about()
    for part in Part:
        once = write_stratml(version, about, part)
        assert problems(rules[part], once) == []
        # What is told of the work itself does not come back with the plan.
        assert write_stratml(read(once).version, about, part) == once


@laws
@seeds
def test_what_is_read_back_is_all_that_is_not_told_to_be_lost(seed):
    plans = Plans(seed)
    version = plans.version()
    found = read(write_stratml(version, plans.about(), Part.TWO))
    assert found.notes == ()
    assert bool(found.faults) == (not version.nodes)
    assert found.version == as_held(version, found.version)
    gone = [loss for loss in what_is_lost(version) if not loss.is_kept]
    assert (found.version == version) == (gone == [])


def as_held(version: VersionFact, read_back: VersionFact) -> VersionFact:
    """Give the version as StratML holds it: what it is told to lose is lost, no more.

    A value has no identity, so its key is taken from what was read.
    """
    folded = fold(version)
    first = len([folded.vision] if folded.vision else [])
    roots = [node.key for node in read_back.nodes if not node.parent]
    new_keys = {value.key: roots[at] for at, value in enumerate(folded.values, first)}
    order = {key: at for at, key in enumerate(folded.root_keys())}
    nodes = [
        replace(
            node,
            key=new_keys.get(node.key, node.key),
            position=node.position if node.parent else order[node.key],
            text=many_lines(node.text),
            **{
                name: one_line(getattr(node, name))
                for name in ("title", "less_of", "more_of")
            },
        )
        for node in version.nodes
    ]
    return version_of(one_line(version.title), nodes, version.links)


@seeds
def test_each_part_is_in_the_file_once(seed):
    version = Plans(seed).version()
    folded = fold(version)
    found = [folded.vision] if folded.vision else []
    found += folded.values
    for goal in folded.goals:
        found += [goal.node] if goal.node else []
        found += goal.objectives
    keys = [node.key for node in found]
    assert sorted(keys) == sorted(node.key for node in version.nodes)
    # Above its own parts, so that a reader meets a part before what lies under it.
    for parent, below in children_by_parent(version.nodes).items():
        assert not parent or all(keys.index(parent) < keys.index(n.key) for n in below)


def damaged(dice: random.Random, content: bytes) -> bytes:
    """Give a file where elements are lost, doubled, moved, renamed or hold other text."""
    root = etree.fromstring(content)
    for _time in range(dice.randrange(1, 9)):
        inside = [one for one in root.iter() if one is not root]
        if not inside:
            break
        one, other = dice.choice(inside), dice.choice(inside)
        what = dice.choice(["lose", "double", "rename", "write", "empty"])
        if what == "double":
            other.append(copy.deepcopy(one))
        elif what == "rename":
            one.tag = other.tag
        elif what == "write":
            one.text = other.text
        elif what == "empty":
            one.text = " "
        else:
            one.getparent().remove(one)
    return bytes(etree.tostring(root))[: dice.choice([None, None, None, -9])]


@laws
@seeds
def test_a_damaged_file_is_refused_or_gives_a_plan_that_may_be(seed):
    plans = Plans(seed)
    dice = random.Random(seed)  # noqa: S311 -- no secret
    whole = write_stratml(plans.version(), plans.about(), dice.choice(list(Part)))
    try:
        found = read(damaged(dice, whole))
    except StratmlError:
        return
    kinds = {node.key: NodeKind(node.kind) for node in found.version.nodes}
    if not found.faults:
        for node in found.version.nodes:
            assert kinds.get(node.parent) in PARENTS[NodeKind(node.kind)]
    for link in found.version.links:
        assert kinds[link.target] in TARGETS[LinkKind(link.kind)]
