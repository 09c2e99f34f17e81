"""The pages for what went wrong: they say what, and what to do."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.views.defaults import bad_request, permission_denied, server_error
from tests.web.reading import elements, links, texts


@pytest.mark.django_db
def test_an_unknown_address_is_told(client):
    response = client.get("/finns-inte/")

    assert response.status_code == 404
    assert texts(response, "h1") == ["Sidan finns inte här"]
    assert links(response)["Till översikten"] == "/"
    assert "Logga in" in links(response)


@pytest.mark.django_db
def test_a_forged_form_is_told_what_to_do():
    response = Client(enforce_csrf_checks=True).post("/sprak/", {"language": "en"})

    assert response.status_code == 403
    assert texts(response, "h1") == ["Formuläret hade blivit för gammalt"]
    assert links(response)["Till översikten"] == "/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("view", "status", "title"),
    [
        (bad_request, 400, "Adressen gick inte att förstå"),
        (permission_denied, 403, "Sidan är stängd"),
    ],
)
def test_the_page_says_what_was_wrong(view, status, title):
    response = view(RequestFactory().get("/"), ValueError("hemligt innanmäte"))

    assert response.status_code == status
    assert texts(response, "h1") == [title]
    assert links(response)["Till översikten"] == "/"
    assert "hemligt" not in response.content.decode()


def test_an_unknown_host_is_refused_without_the_database():
    response = Client().get("/", headers={"host": "ond.example"})

    assert response.status_code == 400
    assert texts(response, "h1") == ["Adressen gick inte att förstå"]


def test_a_crash_is_told_without_the_database():
    """This test may not touch the database at all: the page must not need it."""
    response = server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert texts(response, "h1") == ["Något gick fel hos oss"]
    assert links(response) == {"Till översikten": "/"}
    sheets = [a["href"] for _, a in elements(response, "link")]
    assert len(sheets) == 2


@pytest.mark.django_db(transaction=True)
def test_a_database_without_tables_ends_in_the_page_for_crashes(client):
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("alter table actors_authority rename to elsewhere")
    try:
        response = client.get("/aktorer/")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("alter table elsewhere rename to actors_authority")

    assert response.status_code == 500
    assert texts(response, "h1") == ["Något gick fel hos oss"]
    assert "elsewhere" not in response.content.decode()
    assert response.headers["X-Frame-Options"] == "DENY"
