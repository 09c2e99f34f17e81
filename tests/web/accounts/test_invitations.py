"""Invitations and log-in links, through a real mail server."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail as django_mail
from django.test import Client
from django.utils import timezone

from fardplan.apps.accounts.actions import accept_invitation, invite
from fardplan.apps.accounts.models import AuditEvent, Invitation, User
from fardplan.apps.accounts.roles import Role
from fardplan.apps.common.problems import NotAllowedError, ProblemError
from tests.web.accounts.conftest import PASSWORD, free_port


pytestmark = pytest.mark.django_db
GUEST = {
    "name": "Göran Gäst",
    "email": "Goran@exempel.example",
    "role": "reader",
    "role_text": "ledamot i programrådet",
}


def address_in(letter) -> str:
    found = re.search(r"http://testserver(/\S+)", letter.get_content())
    assert found
    return found[1]


def invited(as_administrator: Client, mailbox) -> str:
    assert as_administrator.post("/konto/bjud-in/", GUEST).status_code == 302
    return address_in(mailbox[-1])


def test_the_letter_arrives_as_plain_swedish_text(as_administrator, mailbox):
    address = invited(as_administrator, mailbox)
    letter = mailbox[0]
    assert len(mailbox) == 1
    assert letter["To"] == "goran@exempel.example"
    assert letter["From"] == "fardplan@exempel.example"
    assert letter["Subject"] == "Inbjudan till Färdplan"
    assert letter.get_content_type() == "text/plain"
    text = letter.get_content()
    assert "Hej Göran Gäst!" in text
    assert "Ditt uppdrag: ledamot i programrådet." in text
    assert address.startswith("/konto/inbjudan/")


def test_the_invited_comes_in_with_a_password(as_administrator, mailbox, administrator):
    address = invited(as_administrator, mailbox)
    guest = Client()
    # Opening the link, as a mail filter does, uses nothing up.
    assert guest.get(address).status_code == 200
    answer = guest.post(address, {"name": "Göran Påhitt", "password": PASSWORD})
    assert answer["Location"] == "/"
    user = User.objects.get(email="goran@exempel.example")
    assert (user.name, user.is_administrator) == ("Göran Påhitt", False)
    assert user.check_password(PASSWORD)
    assert guest.session["_auth_user_id"] == str(user.pk)
    actions = AuditEvent.objects.order_by("number").values_list("action", flat=True)
    assert list(actions)[-3:] == ["invite", "create_person", "accept_invitation"]


def test_a_guest_comes_in_without_a_password(as_administrator, mailbox):
    guest = Client()
    guest.post(invited(as_administrator, mailbox), {"name": "G", "password": ""})
    assert not User.objects.get(name="G").has_usable_password()
    assert "_auth_user_id" in guest.session


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("kort", "12 tecken"),
        ("sommar2026!!", "vanliga ord"),
        ("goran@exempel.example", "för likt"),
    ],
)
def test_a_weak_password_is_refused_with_a_reason(
    as_administrator, mailbox, password, reason
):
    address = invited(as_administrator, mailbox)
    answer = Client().post(address, {"name": "Göran", "password": password})
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert Invitation.objects.get().used_at is None


def test_a_used_link_is_refused_with_a_clear_page(as_administrator, mailbox):
    address = invited(as_administrator, mailbox)
    Client().post(address, {"name": "Göran", "password": ""})
    for answer in (
        Client().get(address),
        Client().post(address, {"name": "Annan", "password": ""}),
    ):
        assert answer.status_code == 410
        assert "redan använd" in answer.content.decode()
    assert User.objects.filter(name="Annan").count() == 0


def test_the_action_itself_refuses_a_replay(administrator):
    sent = invite(
        email="a@exempel.example",
        name="A",
        role=Role.READER,
        role_text="",
        by=administrator,
    )
    accept_invitation(invitation_id=sent.pk, name="A", password=None)
    with pytest.raises(ProblemError, match="redan använd"):
        accept_invitation(invitation_id=sent.pk, name="A", password=None)


def test_an_expired_link_is_refused(as_administrator, mailbox):
    with time_machine.travel(timezone.now() - timedelta(days=15)):
        address = invited(as_administrator, mailbox)
    answer = Client().post(address, {"name": "Göran", "password": ""})
    assert (answer.status_code, User.objects.count()) == (410, 1)
    assert "gått ut" in answer.content.decode()


def test_a_withdrawn_link_is_refused(as_administrator, mailbox):
    address = invited(as_administrator, mailbox)
    number = Invitation.objects.get().pk
    as_administrator.post(f"/konto/bjud-in/{number}/ta-tillbaka/")
    assert "återtagen" in Client().get(address).content.decode()
    again = as_administrator.post(f"/konto/bjud-in/{number}/ta-tillbaka/", follow=True)
    assert "Inbjudan är återtagen. Fråga" in again.content.decode()


def test_a_new_invitation_replaces_the_earlier(as_administrator, mailbox):
    first = invited(as_administrator, mailbox)
    second = invited(as_administrator, mailbox)
    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 200


def test_a_changed_link_is_refused(as_administrator, mailbox):
    address = invited(as_administrator, mailbox)
    changed = address[:-3] + ("A" if address[-3] != "A" else "B") + address[-2:]
    answer = Client().get(changed)
    assert answer.status_code == 410
    assert "inte hel" in answer.content.decode()


def test_only_an_administrator_invites(as_reader, administrator, reader):
    assert as_reader.post("/konto/bjud-in/", GUEST).status_code == 404
    with pytest.raises(NotAllowedError):
        invite(
            email="a@exempel.example",
            name="A",
            role=Role.READER,
            role_text="",
            by=reader,
        )
    assert Invitation.objects.count() == 0


def test_somebody_who_has_an_account_is_not_invited(as_administrator, mailbox, reader):
    answer = as_administrator.post("/konto/bjud-in/", GUEST | {"email": reader.email})
    assert answer.status_code == 422
    assert "finns redan ett konto" in answer.content.decode()
    assert mailbox == []


def test_an_account_made_meanwhile_is_not_taken_over(as_administrator, mailbox):
    from fardplan.apps.accounts.actions import create_person

    address = invited(as_administrator, mailbox)
    create_person(email=GUEST["email"], name="Annan", is_administrator=False)
    answer = Client().post(address, {"name": "Göran", "password": PASSWORD})
    assert "redan ett konto" in answer.content.decode()


@pytest.mark.parametrize("field", ["name", "email", "role_text"])
@pytest.mark.parametrize(
    "bad", ["\nBcc: ond@exempel.example", "\r\n\r\nHej", "\u2028x"]
)
def test_no_header_can_be_injected(as_administrator, mailbox, field, bad):
    answer = as_administrator.post("/konto/bjud-in/", GUEST | {field: "Eva" + bad})
    assert answer.status_code == 422
    assert mailbox == []
    assert Invitation.objects.count() == 0


def test_no_header_can_be_injected_past_the_form(administrator, mailbox):
    with pytest.raises(ProblemError, match="radbrytningar"):
        invite(
            email="a@exempel.example\nBcc: b@exempel.example",
            name="A",
            role=Role.READER,
            role_text="",
            by=administrator,
        )


def test_a_mail_server_that_is_down_is_explained(as_administrator, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    answer = as_administrator.post("/konto/bjud-in/", GUEST)
    assert answer.status_code == 422
    assert "gick inte att skicka" in answer.content.decode()


def test_without_a_mail_server_letters_become_files(
    as_administrator, settings, tmp_path, caplog
):
    settings.EMAIL_BACKEND = "fardplan.apps.accounts.mail.FileBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    django_mail.outbox.clear()
    as_administrator.post("/konto/bjud-in/", GUEST)
    (file,) = (tmp_path / "mail").iterdir()
    assert "goran@exempel.example" in file.read_text()
    assert (tmp_path / "mail").stat().st_mode & 0o777 == 0o700
    assert "FARDPLAN_EMAIL_URL är inte satt" in caplog.text


def ask_for_link(email: str):
    return Client().post("/konto/lank/", {"email": email}, follow=True)


def test_a_log_in_link_works_once(mailbox, person):
    ask_for_link("ELLA@exempel.example")
    address = address_in(mailbox[0])
    first, second = Client(), Client()
    assert first.get(address).status_code == 200
    assert "_auth_user_id" not in first.session
    assert first.post(address)["Location"] == "/"
    assert first.session["_auth_user_id"] == str(person.pk)
    assert second.post(address).status_code == 410
    assert "_auth_user_id" not in second.session


def test_a_log_in_link_goes_out_of_date(mailbox, person):
    with time_machine.travel(timezone.now() - timedelta(minutes=16)):
        ask_for_link(person.email)
    assert Client().get(address_in(mailbox[0])).status_code == 410


def test_an_unknown_address_gets_the_same_answer_and_no_letter(mailbox, person):
    known, unknown = ask_for_link(person.email), ask_for_link("x@exempel.example")
    assert known.redirect_chain == unknown.redirect_chain
    same = "Om x@exempel.example har ett konto"
    assert same in unknown.content.decode()
    assert same in known.content.decode().replace(person.email, "x@exempel.example")
    assert [letter["To"] for letter in mailbox] == [person.email]


def test_letters_can_not_be_ordered_without_end(mailbox, person):
    for _ in range(8):
        ask_for_link(person.email)
    assert len(mailbox) == 5


def test_a_bad_address_is_told(client):
    assert client.post("/konto/lank/", {"email": "inte en adress"}).status_code == 422
