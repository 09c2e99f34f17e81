"""/om/gallring/: the policy that is followed, as people read it."""

from __future__ import annotations

import re

from fardplan.apps.jobs.queries import retention_policy


def test_the_page_tells_every_entry_with_its_days(client, db):
    text = client.get("/om/gallring/").text
    titles = re.findall(r'<td class="title"><strong>([^<]*)</strong>', text)
    assert titles == [rule.title for rule in retention_policy()]
    assert re.findall(r"<td>([^<]*) dag(?:ar)? <span", text)[0] == "1"
    assert "Tas aldrig bort" in text
    assert 'href="/om/gallring/"' in client.get("/om/").text
