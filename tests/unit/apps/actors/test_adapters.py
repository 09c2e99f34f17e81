"""A fact of the register, as columns."""

from __future__ import annotations

from fardplan.apps.actors.adapters import to_fields, to_loaded, to_references
from fardplan.apps.actors.models import Authority
from fardplan.engine.actors.authority_register import AuthorityFact


HYLTE = AuthorityFact(
    code="1315",
    name="Hylte kommun",
    short_name="Hylte",
    kind="municipality",
    county="Hallands län",
    region="13",
    municipality_code="1315",
    care_regions=("sodra",),
)


def test_a_fact_becomes_columns():
    assert to_fields(HYLTE) == {
        "name": "Hylte kommun",
        "short_name": "Hylte",
        "kind": "municipality",
        "county": "Hallands län",
        "municipality_code": "1315",
        "sort_key": "1835223015",
        "search_key": "hylte kommun hylte 1315 1315 hallands län",
    }


def test_one_without_a_municipality_code_has_none_in_the_database():
    region = AuthorityFact(code="13", name="R", short_name="R", kind="region")

    assert to_fields(region)["municipality_code"] is None


def test_the_longest_key_fits_its_column():
    foreign = AuthorityFact(code="13", name="R", short_name="Я" * 80, kind="region")

    assert len(to_fields(foreign)["sort_key"]) == 200


def test_references_are_codes_in_order():
    fact = AuthorityFact(
        code="13", name="R", short_name="R", kind="region", care_regions=("v", "s")
    )

    assert to_references(fact) == {"region": "", "care_regions": "s, v"}
    assert to_references(HYLTE) == {"region": "13", "care_regions": "sodra"}


def test_a_loaded_row_says_what_its_fact_says(register):
    rows = {row.code: row for row in Authority.objects.all()}

    assert to_loaded(rows["1315"]) == to_fields(HYLTE) | to_references(HYLTE)
    assert to_loaded(rows["13"])["care_regions"] == "sodra, vastra"
    assert to_loaded(rows["13"])["region"] == ""
