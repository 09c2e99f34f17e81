"""The parts of the portfolio: added, changed, taken away when nothing lies in them."""

from __future__ import annotations

import pytest
from tests.factories.bodies import make_body
from tests.factories.initiatives import edit, initiative, make_initiatives
from tests.web.reading import texts

from fardplan.apps.plans.models import ProgrammeArea


pytestmark = pytest.mark.usefixtures("few_authorities")
NEW, AREA = "/plan/nara/portfolj/nytt-omrade/", "/plan/nara/portfolj/omrade/vard-hemma/"


def test_an_area_comes_changes_and_goes(client, administrator):
    make_initiatives(administrator)
    client.force_login(administrator)
    body = make_body(administrator)
    said = {"name": "Vård hemma", "order": "1", "steering_group": body.code}
    assert client.post(NEW, said)["Location"] == "/plan/nara/portfolj/"
    assert client.post(NEW, said).status_code == 422
    assert client.post(NEW, {**said, "name": "A", "owner_body": "x"}).status_code == 422
    assert client.post(NEW, {}).status_code == 422
    form = client.get(AREA).context["form"]
    assert form.initial["steering_group"] == body.code
    for name in ("Nära hemma", "Nära hemma"):
        client.post(AREA, {"name": name, "order": "2", "owner_body": body.code})
    row = ProgrammeArea.objects.get()
    assert (row.name, row.order, row.owner_body, row.steering_group) == (
        "Nära hemma",
        2,
        body,
        None,
    )
    assert client.get(AREA).context["form"].initial["owner_body"] == body.code
    edit(administrator, initiative(), area="Nära hemma")
    assert client.post(AREA, {"ta_bort": "1"}).status_code == 422
    edit(administrator, initiative(), area="")
    client.post(AREA, {"ta_bort": "1"})
    assert client.get(AREA).status_code == 404
    told = texts(client.get("/plan/nara/"), "li")
    found = [
        text.split(" Astrid Påhitt ")[1] for text in told if "programområde" in text
    ]
    assert found == [
        "Borttaget programområde: ”Nära hemma”.",
        "Ändrat programområde: ”Nära hemma”.",
        "Nytt programområde: ”Vård hemma”.",
    ]
