"""The file of identity providers: what is read, and how mistakes are told."""

from __future__ import annotations

import pytest

from fardplan.config.email import email_settings
from fardplan.config.environment import SettingsError, read_settings
from fardplan.config.identity_providers import IdentityProvider, read_identity_providers


GOOD = """
[kommunen]
name = "Kommunen"
issuer = "https://inloggning.example.se/v2.0"
client_id = "fardplan"
client_secret = "hemlig"
trusted_domains = ["Example.se"]
"""


def test_no_file_means_no_providers(tmp_path):
    assert read_identity_providers(tmp_path / "saknas.toml") == ()


def test_a_right_file(tmp_path):
    file = tmp_path / "p.toml"
    file.write_text(GOOD + GOOD.replace("kommunen", "b").replace("v2.0", "v3"))
    first, second = read_identity_providers(file)
    assert first == IdentityProvider(
        "kommunen",
        "Kommunen",
        "https://inloggning.example.se/v2.0",
        "fardplan",
        "hemlig",
        ("example.se",),
    )
    assert second.key == "b"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("[kommunen]", "[kommunen", "läsa som TOML"),
        ("[kommunen]", '["Örebro"]', "små bokstäver"),
        ('name = "Kommunen"', "", "saknar ”name”"),
        ('client_id = "fardplan"', 'client_id = " "', "saknar ”client_id”"),
        ("trusted_domains", "trusted", "en rad som inte finns: ”trusted”"),
        ("https://", "http://", "börjar med https://"),
        ("/v2.0", "/v2.0?x=1", "börjar med https://"),
        ('["Example.se"]', '"example.se"', "lista med domäner"),
        ('["Example.se"]', '["@example.se"]', "lista med domäner"),
        ("[kommunen]", "x = 1\n[kommunen]", "ska vara en del"),
        ("\n[kommunen]", GOOD.replace("kommunen", "annan") + "[kommunen]", "samma"),
    ],
)
def test_a_mistake_is_told_as_a_paragraph(tmp_path, before, after, told):
    file = tmp_path / "p.toml"
    file.write_text(GOOD.replace(before, after, 1))
    with pytest.raises(SettingsError, match=told) as raised:
        read_identity_providers(file)
    assert str(file) in str(raised.value)
    assert "hemlig" not in str(raised.value)


def test_loopback_may_be_plain_http(tmp_path):
    file = tmp_path / "p.toml"
    file.write_text(GOOD.replace("https://inloggning.example.se", "http://127.0.0.1:9"))
    assert read_identity_providers(file)[0].issuer == "http://127.0.0.1:9/v2.0"


def test_mail_settings_from_an_address(tmp_path):
    chosen = email_settings("smtp+starttls://a%40b:p%2Fw@mail.example", "x@y", tmp_path)
    assert (chosen["EMAIL_HOST"], chosen["EMAIL_PORT"]) == ("mail.example", 587)
    assert (chosen["EMAIL_HOST_USER"], chosen["EMAIL_HOST_PASSWORD"]) == ("a@b", "p/w")
    assert (chosen["EMAIL_USE_TLS"], chosen["EMAIL_USE_SSL"]) == (True, False)
    assert email_settings("smtps://m", "x@y", tmp_path)["EMAIL_PORT"] == 465
    assert email_settings("", "x@y", tmp_path)["EMAIL_FILE_PATH"] == tmp_path / "mail"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FARDPLAN_EMAIL_URL", "http://mail.example"),
        ("FARDPLAN_EMAIL_URL", "smtp://"),
        ("FARDPLAN_EMAIL_URL", "smtp://u:hemlig@mail.example:99999"),
        ("FARDPLAN_EMAIL_FROM", "ingen adress"),
        ("FARDPLAN_EMAIL_FROM", "a@b.example\nBcc: c@d.example"),
        ("FARDPLAN_IDLE_MINUTES", "1"),
        ("FARDPLAN_PROXIES", "-1"),
    ],
)
def test_a_wrong_setting_is_told_without_secrets(name, value):
    with pytest.raises(SettingsError, match=name) as raised:
        read_settings({name: value})
    assert "hemlig@" not in str(raised.value)
