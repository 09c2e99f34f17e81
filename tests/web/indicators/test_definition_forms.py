"""Changing a definition and adding an indicator: forms that keep what was written."""

from __future__ import annotations

import json

import lxml.html
import pytest
from tests.factories.indicators import change, definition_data, make_indicator
from tests.factories.people import granted
from tests.web.reading import links, texts, told

from fardplan.apps.indicators.models import Indicator, IndicatorVersion
from fardplan.engine.indicators.definition import definition_of, to_data


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_authorities")]
OWN = "/indikatorer/provindikator/"
EDIT, NEW = f"{OWN}redigera/", "/indikatorer/ny/"
RICH = {
    "why": "En rad.\nEn till.",
    "by_sex": True,
    "breakdowns": ["ålder", "vårdcentral"],
    "source": {"kind": "kolada", "id": "N79173", "note": "Att veta."},
    "area_levels": ["country", "region"],
    "status": "unverified",
    "not_verified": ["Det ena", "Det andra"],
    "targets": [
        {
            "kind": "level",
            "value": 55.5,
            "by": "2030",
            "agreement": "Vi",
            "agreement_goal": 1,
            "source": "Här",
        },
        {"kind": "rise", "agreement": "De", "source": "Där"},
    ],
    "baseline": [{"period": "2019", "value": 84, "source": "Där", "note": "Ungefär."}],
    "breaks": [{"period": "2024", "what": "Ny källa.", "why": "Bytt system."}],
}


def current() -> dict[str, object]:
    row = Indicator.objects.get(key="provindikator")
    version = row.versions.get(number=row.current_number)
    return json.loads(version.definition)


def sent_back(response) -> dict[str, object]:
    """Give what the form would send, choices and long texts too."""
    page = lxml.html.fromstring(response.content.decode())
    [form] = page.xpath("//form[contains(@class, 'definition-form')]")
    sent: dict[str, object] = {}
    for name, value in form.form_values():
        if name == "area_levels":
            sent.setdefault(name, []).append(value)
        else:
            # A browser leaves out the line end that a text area begins with.
            sent[name] = value.removeprefix("\n")
    return sent


def form_of(browser, address: str = EDIT) -> dict[str, object]:
    return sent_back(browser.get(address))


def summary(response) -> list[str]:
    [box] = texts(response, "ul", **{"class": "ds-list"})[:1] or [""]
    return [t for t in texts(response, "li") if t and t in box]


def test_the_form_sends_back_exactly_what_is_stored(as_administrator, administrator):
    make_indicator(administrator, **RICH)
    form = form_of(as_administrator) | {"reason": "Bara för att"}
    response = as_administrator.post(EDIT, form, follow=True)
    assert told(response) == ["Inget var ändrat, så ingen ny version började."]
    assert current() == to_data(definition_of(definition_data(**RICH)))


def test_a_change_becomes_a_version(as_administrator, administrator):
    make_indicator(administrator, **RICH)
    form = form_of(as_administrator)
    form |= {
        "name": "Ett nytt namn",
        "why": "Rad ett.\r\nRad två.",
        "targets-0-value": "1 060,25",
        "targets-1-DELETE": "on",
        "breaks-1-period": "2026-Q1",
        "breaks-1-what": "Ett till.",
        "breaks-1-why": "Därför.",
        "reason": "Tydligare",
    }
    response = as_administrator.post(EDIT, form, follow=True)
    assert response.redirect_chain == [(OWN, 302)]
    assert told(response) == ["Version 2 gäller nu. Äldre värden hör till sin version."]
    now = current()
    assert (now["name"], now["why"]) == ("Ett nytt namn", "Rad ett.\nRad två.")
    assert [one["value"] for one in now["targets"]] == [1060.25]
    assert [one["period"] for one in now["breaks"]] == ["2024", "2026-Q1"]
    assert IndicatorVersion.objects.get(number=2).reason == "Tydligare"


def test_what_is_wrong_is_told_at_its_field_and_the_input_is_kept(
    as_administrator, administrator
):
    make_indicator(administrator, **RICH)
    form = form_of(as_administrator)
    form |= {
        "source_id": "79173",
        "ended": "2024",
        "targets-0-value": "mycket",
        "baseline-1-period": "i fjol",
        "baseline-1-value": "3",
        "baseline-1-source": "Här",
        "reason": "Prov",
    }
    response = as_administrator.post(EDIT, form)
    assert response.status_code == 422
    assert {
        "Nummer eller tabell hos källan: ska vara ett nyckeltal i Kolada, som N79173",
        "Avslutad: hör bara hemma där status är ended",
        "Värde: ska vara ett tal",
        "Period: ska vara en period: 2024, 2024-Q3, 2024-05 eller 2024-W07",
    } == set(summary(response))
    kept = sent_back(response)
    assert {n: kept[n] for n in form if n != "csrfmiddlewaretoken"} == {
        n: v for n, v in form.items() if n != "csrfmiddlewaretoken"
    }
    assert current()["version"] == 1


def test_a_problem_with_the_second_row_is_shown_there_when_the_first_goes(
    as_administrator, administrator
):
    make_indicator(administrator, **RICH)
    form = form_of(as_administrator)
    form |= {"targets-0-DELETE": "on", "targets-1-by": "snart", "reason": "Prov"}
    response = as_administrator.post(EDIT, form)
    assert (
        links(response)[
            "Senast: ska vara en period: 2024, 2024-Q3, 2024-05 eller 2024-W07"
        ]
        == "#id_targets-1-by"
    )


def test_an_empty_form_asks_for_what_is_needed(as_administrator, administrator):
    make_indicator(administrator)
    response = as_administrator.post(EDIT, {})
    assert response.status_code == 422
    assert "Namn: Detta fält måste fyllas i." in summary(response)


def test_what_somebody_else_wrote_meanwhile_is_told(as_administrator, administrator):
    make_indicator(administrator)
    form = form_of(as_administrator) | {"name": "Mitt", "reason": "Prov"}
    change(administrator, "provindikator", seen=1, name="Ditt")
    response = as_administrator.post(EDIT, form)
    assert response.status_code == 422
    assert summary(response)[0].startswith("Någon annan har börjat på version 2")
    assert current()["name"] == "Ditt"


def test_an_analyst_adds_an_indicator_for_the_authority(client, administrator):
    client.force_login(granted(administrator, "18", "Ali", "analyst"))
    form = form_of(client, NEW)
    form |= {name: str(v) for name, v in definition_data().items() if name != "version"}
    form |= {"source_kind": "file", "area_levels": ["region"], "authority": "18"}
    form |= {"status": "verified", "not_verified": ""}
    form.pop("source")
    response = client.post(NEW, form, follow=True)
    assert told(response) == ["Indikatorn är tillagd."]
    assert response.redirect_chain == [(OWN, 302)]
    assert current() == to_data(definition_of(definition_data()))
    assert Indicator.objects.get().owner.code == "18"
    assert "Ändra definitionen" in links(response)


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("mal", "Kortnamnet är upptaget av en sida. Välj ett annat."),
        ("ny", "Kortnamnet är upptaget av en sida. Välj ett annat."),
        ("Å", "Kortnamn: ska vara små bokstäver a–z, siffror och bindestreck"),
        ("provindikator", "Kortnamnet provindikator är redan taget. Välj ett annat."),
    ],
)
def test_a_key_that_can_not_be_used_is_told(
    as_administrator, administrator, key, reason
):
    make_indicator(administrator)
    form = form_of(as_administrator, NEW)
    form |= {name: str(v) for name, v in definition_data().items() if name != "version"}
    form |= {"source_kind": "file", "area_levels": ["region"], "key": key}
    form |= {"status": "verified", "not_verified": "", "authority": ""}
    response = as_administrator.post(NEW, form)
    assert response.status_code == 422
    assert summary(response) == [reason]
    assert Indicator.objects.count() == 1
