"""/aktorer/<code>/samverkan/: the map, the filters, the way of a matter, the list."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine
from tests.builders.county import as_csv, dalarna

from fardplan.apps.actors import fragments
from fardplan.apps.actors.actions import run_import
from fardplan.apps.actors.layouts import LayoutError
from fardplan.apps.actors.models import Body
from fardplan.apps.actors.queries import BODIES, plan_import
from fardplan.apps.actors.queries import collaboration as queries
from fardplan.apps.common.writes import writes


pytestmark = pytest.mark.usefixtures("bodies")


def drawn(response, picture: str) -> list[str]:
    """Give the labels of the boxes in a picture."""
    svg = re.search(
        rf'<svg class="web web-{picture}.*?</svg>', response.text, re.DOTALL
    )
    return re.findall(r'<a class="box[^"]*" href="[^"]*"[^>]*><title>([^<]*)<', svg[0])


def listed(response) -> list[str]:
    after = response.text.split('id="lista"')[1]
    return re.findall(r'<li[^>]*>\s*<a class="ds-link" href="[^"]*">([^<]*)</a>', after)


def on_route(response, picture: str) -> list[str]:
    svg = re.search(
        rf'<svg class="web web-{picture}.*?</svg>', response.text, re.DOTALL
    )
    return re.findall(
        r'<a class="box box-\w+(?: here)?" href="[^"]*"[^>]*><title>([^<]*)<', svg[0]
    )


def test_the_pictures_and_the_list_hold_the_same_bodies(client):
    response = client.get("/aktorer/mellansverige/samverkan/")
    wide = drawn(response, "wide")
    assert sorted(wide) == sorted(drawn(response, "column"))
    assert "Samverkansnämnden, SVN · 21 ledamöter" in wide
    names = {label.split(",")[0] for label in wide}
    assert names == set(listed(response))
    assert len(names) == 9
    assert "9 organ, 2 på politisk nivå, 7 på tjänstepersonsnivå" in response.text


def test_the_way_of_a_matter_is_lit_and_told(client):
    response = client.get(
        "/aktorer/18/samverkan/", {"vag": "orebro-arbetsgrupp-nara-vard"}
    )
    told = re.search(
        r"<section class=\"route\".*?</section>", response.text, re.DOTALL
    )[0]
    assert re.findall(r"<li>([^<]*)</li>", told) == [
        "Arbetsgruppen för nära vård arbetar på uppdrag av Hälso- och sjukvårdsförvaltningen.",
        "Hälso- och sjukvårdsförvaltningen arbetar på uppdrag av Hälso- och sjukvårdsnämnden.",
        "Hälso- och sjukvårdsnämnden rapporterar till Regionstyrelsen.",
        "Regionstyrelsen bereder åt Regionfullmäktige.",
    ]
    assert "<strong>Regionfullmäktige beslutar.</strong>" in told
    assert sorted(on_route(response, "wide")) == [
        "Arbetsgruppen för nära vård, 3 platser",
        "Hälso- och sjukvårdsförvaltningen",
        "Hälso- och sjukvårdsnämnden, HSN",
        "Regionfullmäktige",
        "Regionstyrelsen",
    ]


def test_a_way_that_the_documents_do_not_finish_says_so(client):
    response = client.get(
        "/aktorer/18/samverkan/", {"vag": "orebro-styrgrupp-nara-vard"}
    )
    assert "uppgifterna säger inte vem som tar vid." in response.text
    steered = client.get("/aktorer/23/samverkan/", {"vag": "jamtland-kluster-vip"})
    assert (
        "<li>Klustret VIP (Very Important Patients) styrs av Hälso- och sjukvårdens ledningsgrupp.</li>"
        in steered.text
    )
    alone = client.get("/aktorer/18/samverkan/", {"vag": "orebro-lansdelar"})
    assert "Ingen pil leder vidare härifrån." in alone.text


def test_filters_leave_what_fits(client):
    response = client.get("/aktorer/18/samverkan/", {"niva": "officials"})
    assert len(drawn(response, "wide")) == 8
    response = client.get("/aktorer/18/samverkan/", {"relation": "reports_to"})
    assert sorted(listed(response)) == [
        "Beredning för somatisk specialistvård och högspecialiserad vård",
        "Hälso- och sjukvårdsnämnden",
        "Regionkansliet",
        "Regionstyrelsen",
    ]
    response = client.get("/aktorer/05/samverkan/", {"relation": "steers"})
    assert "Inget organ passar in på det du valde." in response.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"niva": "hög"},
        {"relation": "x"},
        {"datum": "2026-13-40"},
        {"zoom": "17"},
        {"vag": "finns-inte"},
        {"vag": "<b>"},
    ],
)
def test_what_can_not_be_used_counts_as_not_asked_for(client, wrong):
    response = client.get("/aktorer/05/samverkan/", wrong)
    assert len(listed(response)) == 6
    assert 'class="route"' not in response.text


@time_machine.travel("2026-11-22 12:00")
def test_a_day_shows_what_there_was_that_day(client):
    @writes
    def date_one() -> None:
        Body.objects.filter(code="ostergotland-lgvo").update(
            valid_from=date(2024, 1, 1)
        )

    date_one()
    before = client.get("/aktorer/05/samverkan/", {"datum": "2023-12-31"})
    after = client.get("/aktorer/05/samverkan/", {"datum": "2024-01-01"})
    assert (len(listed(before)), len(listed(after))) == (5, 6)

    @writes
    def end_all() -> None:
        Body.objects.filter(home__code="05").update(valid_to=date(2025, 1, 1))

    end_all()
    today = client.get("/aktorer/05/samverkan/")
    assert "Inga organ är inlagda för Region Östergötland ännu." in today.text
    later = client.get("/aktorer/05/samverkan/", {"datum": "2026-01-01"})
    assert "Inga organ fanns för Region Östergötland den 2026-01-01." in later.text


def test_a_municipality_shows_the_bodies_it_takes_part_in(client):
    assert sorted(listed(client.get("/aktorer/1880/samverkan/"))) == [
        "Chefsgruppen social välfärd samt vård och omsorg",
        "Lokala nätverk med samverkansledare i fyra länsdelar",
        "Regionala samverkansrådet",
        "Specifika samverkansrådet",
        "Styrgruppen för samverkan i nära vård",
    ]


def test_addresses(client):
    assert client.get("/aktorer/9999/samverkan/").status_code == 404
    assert client.get("/aktorer/0980/samverkan/").url == "/aktorer/09/samverkan/"
    assert client.post("/aktorer/18/samverkan/").status_code == 405
    page = client.get("/aktorer/18/")
    assert 'href="/aktorer/18/samverkan/"' in page.text


def test_zoom_sets_the_size_and_offers_the_next(client):
    page = client.get("/aktorer/05/samverkan/").text
    own = int(re.search(r'web-wide fits".*?width="(\d+)"', page)[1])
    larger = client.get("/aktorer/05/samverkan/", {"zoom": "150"}).text
    assert int(re.search(r'web-wide".*?width="(\d+)"', larger)[1]) == own * 150 // 100
    assert 'href="?zoom=200"' in larger
    assert 'href="?zoom=125"' in larger
    assert 'data-zoom="in"' not in client.get("/aktorer/05/samverkan/?zoom=200").text


def test_without_elk_the_upright_map_and_the_list_remain(client, monkeypatch):
    def fails(graph):
        raise LayoutError("Den breda kartan gick inte att rita just nu.")

    monkeypatch.setattr(queries, "laid_out", fails)
    fragments._map_pictures.cache_clear()
    response = client.get("/aktorer/05/samverkan/")
    assert "Den breda kartan gick inte att rita just nu." in response.text
    assert len(drawn(response, "only")) == 6
    assert len(listed(response)) == 6


@pytest.fixture
def county(bodies, administrator) -> None:
    """130 invented bodies in Dalarna, read in as people do it."""
    content = as_csv(dalarna()).encode()
    plan = plan_import(BODIES, content)
    run_import(
        kind=BODIES,
        content=content,
        approved=plan.digest,
        file_name="county.csv",
        by=administrator,
    )


def arrows_shown(response, picture: str) -> set[str]:
    svg = re.search(
        rf'<svg class="web web-{picture}.*?</svg>', response.text, re.DOTALL
    )
    return set(
        re.findall(
            r'<g class="arrow arrow-\w+ on(?: on-way)?"[^>]*><title>([^<]*)<', svg[0]
        )
    )


@pytest.mark.usefixtures("county")
def test_130_bodies_are_shown_in_lanes_with_the_arrows_that_are_asked_for(
    client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8):
        response = client.get("/aktorer/20/samverkan/")
    assert len(drawn(response, "wide")) == len(drawn(response, "column")) == 130
    assert len(listed(response)) == 130
    assert ">Region Dalarna · 8<" in response.text
    assert ">Gemensamt · 2<" in response.text
    assert arrows_shown(response, "wide") == set()

    asked = client.get("/aktorer/20/samverkan/", {"vag": "prov-14"})
    assert "<strong>Regionfullmäktige beslutar.</strong>" in asked.text
    shown = arrows_shown(asked, "wide")
    assert shown == {
        "Länsberedningen bereder åt Samverkansrådet för nära vård",
        "Styrgruppen för nära vård bereder åt Samverkansrådet för nära vård",
        "Samverkansrådet för nära vård bereder åt Hälso- och sjukvårdsnämnden",
        "Hälso- och sjukvårdsnämnden rapporterar till Regionstyrelsen",
        "Regionstyrelsen bereder åt Regionfullmäktige",
    }
    assert len(on_route(asked, "wide")) == 6


@pytest.mark.usefixtures("county")
def test_many_bodies_are_narrowed_grouped_and_counted(client):
    page = client.get("/aktorer/20/samverkan/")
    row = re.search(r'\?myndighet=2080">.*?</tr>', page.text, re.DOTALL)[0]
    assert re.findall(r'number">(\d*)<', row) == ["6", "2", "11", "19"]
    falun = client.get("/aktorer/20/samverkan/", {"myndighet": "2080"})
    assert len(listed(falun)) == 19
    assert "web-lanes" not in falun.text  # few enough for every arrow
    networks = client.get("/aktorer/20/samverkan/", {"typ": "network"})
    assert listed(networks) == ["Nätverk medicinskt ansvariga"]
    by_type = client.get("/aktorer/20/samverkan/", {"grupp": "typ"})
    assert ">Fullmäktige · 16<" in by_type.text
