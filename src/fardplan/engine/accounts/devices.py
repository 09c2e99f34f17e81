"""What a browser says of itself -> a few words a person recognises.

Only the browser's and the system's names are kept, never the whole text: it can tell
people apart (fingerprinting), and a person only needs to know their own.
"""

from __future__ import annotations


# Order matters: Edge says Chrome too, and Chrome says Safari.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """Give for example ”Firefox, Windows”; empty when nothing is recognised."""
    found = (
        next((name for mark, name in table if mark in user_agent), "")
        for table in (BROWSERS, SYSTEMS)
    )
    return ", ".join(name for name in found if name)
