"""What the box answers: hits from the database, and a page that never breaks."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.builders import documents
from tests.factories.bodies import make_body
from tests.factories.documents import make_document
from tests.factories.search import results, titles

from fardplan.apps.accounts.states import FIRST_HASH
from fardplan.apps.actors.models import Body
from fardplan.apps.common.writes import free_writes
from fardplan.apps.search import queries
from fardplan.apps.search.actions import refresh_index
from fardplan.apps.sources.queries import passages_by_key


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_authorities")]
STRANGER = AnonymousUser()
LONG = "Texten handlar om annat. " * 40


def test_without_an_index_it_is_not_ready():
    assert not queries.search("vård", STRANGER).is_ready
    assert not queries.search("", STRANGER).is_ready
    refresh_index()
    assert queries.search("", STRANGER).is_ready
    assert queries.search("vård", STRANGER).is_ready


def test_a_damaged_index_is_asked_to_be_built_anew(settings, caplog):
    refresh_index()
    (settings.SEARCH_DIR / "1" / "meta.json").write_text("{")
    assert not queries.search("vård", STRANGER).is_ready
    assert not queries.is_ready()
    assert "ska byggas om" in caplog.text
    assert refresh_index().is_new
    assert queries.search("vård", STRANGER).is_ready


def test_a_folder_that_is_gone_breaks_nothing(settings, monkeypatch, caplog):
    def damaged(*_args):
        raise queries.DamagedIndexError

    def full(_folder):
        raise OSError("disken är full")

    monkeypatch.setattr(queries, "open_index", damaged)
    monkeypatch.setattr(queries, "ask_for_new", full)
    assert not queries.search("vård", STRANGER).is_ready
    assert "disken är full" in caplog.text


def test_a_hit_tells_what_it_is_and_where(administrator):
    text = f"{LONG}\n\nDnr RS 2019-1234. Vårdplaner ska finnas. {LONG}"
    document = make_document(administrator, text, name="Protokoll 2021.txt")
    found = results("2019-1234 vårdplan", administrator)
    assert found.total == 1
    hit = found.hits[0]
    assert (hit.kind, hit.station, hit.hit.authority) == (
        *("passage", "sources"),
        "Region Örebro län",
    )
    assert [said for said, is_hit in hit.text if is_hit] == ["2019-1234", "Vårdplaner"]
    assert hit.hit.url.startswith(f"/kallor/{document.pk}/?")
    assert hit.hit.year == 2021
    assert hit.hit.context == "sida 1"


def test_counts_and_choices(administrator):
    make_body(administrator, code="ett", name="Vårdnämnden", valid_from="2020-01-01")
    make_body(administrator, code="tva", name="Vårdberedningen")
    found = results("vård", STRANGER)
    assert (found.total, found.everywhere, found.stations) == (2, 2, {"actors": 2})
    assert found.authorities == [("18", "Region Örebro län", 2)]
    assert found.years == [("2020", 1)]
    assert titles("vård", STRANGER, year="2020") == ["Vårdnämnden"]
    assert titles("vård", STRANGER, authority="1881") == []


def test_what_has_gone_since_is_not_shown(administrator):
    make_body(administrator, code="namnden", name="Omsorgsnämnden")
    refresh_index()
    with free_writes():
        Body.objects.all().delete()
    assert queries.search("nämnd", STRANGER).hits == []


def test_a_kind_that_is_not_there_any_more_is_not_shown(administrator, monkeypatch):
    make_body(administrator, code="namnden", name="Omsorgsnämnden")
    refresh_index()
    rest = {k: one for k, one in queries.searchables().items() if k != "body"}
    monkeypatch.setattr(queries, "searchables", lambda: rest)
    assert queries.search("nämnd", STRANGER).hits == []


def test_what_was_meant_is_told(administrator):
    make_body(administrator, code="namnden", name="Omsorgsnämnden i länet")
    found = results("omsrogsnämnden länet", STRANGER)
    assert (found.is_widened, found.meant) == (True, "omsorgsnämnden länet")
    assert results("xyzxyz", STRANGER).meant == ""


def test_page_after_page(administrator):
    for number in range(25):
        make_body(administrator, code=f"n{number}", name=f"Nämnd {number}")
    refresh_index()
    first = queries.search("nämnd", STRANGER)
    second = queries.search("nämnd", STRANGER, page=2)
    shown = {one.hit.title for one in [*first.hits, *second.hits]}
    assert (len(first.hits), len(second.hits), len(shown)) == (20, 5, 25)


def test_closed_accounts_have_no_pass(administrator):
    assert queries.passes_of(STRANGER) == ("public",)
    assert "account" in queries.passes_of(administrator)
    administrator.is_active = False
    assert queries.passes_of(administrator) == ("public",)


def test_a_passage_leads_to_what_was_read_in_it_else_to_its_page(administrator):
    notice = make_document(administrator, documents.NOTICE)
    make_document(administrator, "Ett hallonord som inget läste ut.", name="annat.txt")
    hit = results("grannkommunerna", administrator).hits[0].hit
    number = int(hit.url.partition("?fynd=")[2].partition("#")[0])
    assert notice.findings.filter(pk=number).exists()
    assert hit.url.endswith(f"#t{number}")
    assert results("hallonord", administrator).hits[0].hit.url.endswith("#sida-1")


def test_a_passage_that_the_document_no_longer_has_is_left_out(administrator):
    document = make_document(administrator, "Ett hallonord.")
    keys = [f"{document.pk}:1:0:9000", f"{document.pk}:9:0:5", "999:1:0:5"]
    assert passages_by_key(keys, administrator) == []


def test_a_chain_begins_with_nothing():
    assert queries.goes_on(0, FIRST_HASH)
    assert not queries.goes_on(0, "annat")
