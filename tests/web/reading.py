"""Reads a page as a person does: headings, links, rows, messages; not its markup."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from django.http import HttpResponse

VOID = {"meta", "link", "input", "br", "img", "circle", "rect"}
Attributes = dict[str, str]
# The field in every page's head is not one of the page's own.
SEARCHES_ALL = "data-search-all"


class _Elements(HTMLParser):
    """Collects each element with its attributes, its whole text and its ancestors."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, object]] = []
        self.open: list[dict[str, object]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element: dict[str, object] = {
            "tag": tag,
            "text": "",
            "inside": [other["tag"] for other in self.open],
            "attributes": {name: value or "" for name, value in attrs},
        }
        self.found.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()["tag"] != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element["text"] = f"{element['text']}{data}"


def everything(response: HttpResponse) -> list[tuple[str, str, Attributes]]:
    """Give (tag, text, attributes) of each element there is."""
    parser = _Elements()
    parser.feed(response.content.decode())
    return [(str(f["tag"]), str(f["text"]), f["attributes"]) for f in parser.found]


def elements(
    response: HttpResponse, *tags: str, **wanted: str
) -> list[tuple[str, Attributes]]:
    """Give (text, attributes) of each element with one of the tags, in page order.

    ``wanted`` narrows it to elements with that value of that attribute; a trailing
    underline is for Python's own words (``class_``).
    """
    parser = _Elements()
    parser.feed(response.content.decode())
    return [
        (" ".join(str(found["text"]).split()), found["attributes"])
        for found in parser.found
        if found["tag"] in tags
        and all(
            found["attributes"].get(name.rstrip("_").replace("_", "-")) == value
            for name, value in wanted.items()
        )
    ]


def texts(response: HttpResponse, *tags: str, **wanted: str) -> list[str]:
    """Give the text of each element with one of the tags."""
    return [text for text, _ in elements(response, *tags, **wanted)]


def links(response: HttpResponse) -> dict[str, str]:
    """Give where each link leads, by its text; a map's areas by their label."""
    return {
        text or attributes.get("aria-label", ""): attributes["href"]
        for text, attributes in elements(response, "a")
    }


def rows(response: HttpResponse) -> list[list[str]]:
    """Give the cells of each row of the page's table, headings left out."""
    parser = _Elements()
    parser.feed(response.content.decode())
    table: list[list[str]] = []
    for found in parser.found:
        if "tbody" not in found["inside"]:
            continue
        if found["tag"] == "tr":
            table.append([])
        elif found["tag"] in {"td", "th"}:
            table[-1].append(" ".join(str(found["text"]).split()))
    return table


def facts(response: HttpResponse) -> dict[str, str]:
    """Give the page's list of facts: term -> what it says."""
    return dict(zip(texts(response, "dt"), texts(response, "dd"), strict=True))


def fields(response: HttpResponse) -> dict[str, Attributes]:
    """Give the attributes of each field a person can fill in, by name."""
    return {
        attributes["name"]: attributes
        for _, attributes in elements(response, "input", "select", "textarea")
        if "name" in attributes
        and attributes.get("type") != "hidden"
        and SEARCHES_ALL not in attributes
    }


def sent_back(response: HttpResponse) -> dict[str, str]:
    """Give what the page's main form would send if nothing were changed."""
    return {
        attributes["name"]: attributes.get("value", "")
        for _, attributes in elements(response, "input")
        if attributes.get("name") not in {None, "csrfmiddlewaretoken", "next"}
        and SEARCHES_ALL not in attributes
    }


def told(response: HttpResponse) -> list[str]:
    """Give what the page tells the person: messages and errors."""
    return [
        text.removesuffix(" Ångra")
        for role in ("status", "alert")
        for text, attributes in elements(response, "div", role=role)
        if text
    ]
