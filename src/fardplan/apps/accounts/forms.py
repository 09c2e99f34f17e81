"""What people write to log in, invite others and look after their account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.forms import ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from fardplan.apps.accounts.adapters import one_line
from fardplan.apps.accounts.queries import (
    CLOSED,
    OPEN,
    PEOPLE_SORTS,
    PeopleFilter,
)
from fardplan.apps.accounts.roles import INVITED, Role, is_administrator, standing_of
from fardplan.apps.accounts.states import RoleName
from fardplan.apps.common.forms import DesignForm
from fardplan.apps.common.problems import ProblemError


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User


def _new_password_widget() -> forms.PasswordInput:
    return forms.PasswordInput(attrs={"autocomplete": "new-password"})


class OneLineField(forms.CharField):
    """A text on one line: a line break could start a new header in a letter."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        try:
            return one_line(cleaned)
        except ProblemError as problem:
            raise forms.ValidationError(str(problem)) from None


class LogInForm(DesignForm, AuthenticationForm):
    """E-mail and password; one answer for every way of being wrong."""

    username = forms.EmailField(
        label=_("E-postadress"),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    error_messages = {
        "invalid_login": _(
            "E-postadressen eller lösenordet stämmer inte. Kontrollera båda och"
            " försök igen."
        ),
        "inactive": _("Kontot är avstängt. Kontakta den som är administratör."),
    }

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).casefold()


class LogInLinkForm(DesignForm, forms.Form):
    """Whom to send a log-in link."""

    email = forms.EmailField(
        label=_("E-postadress"),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )


class InviteForm(DesignForm, forms.Form):
    """Who is invited, and as what."""

    name = OneLineField(label=_("Namn"), max_length=120)
    email = forms.EmailField(label=_("E-postadress"))
    role = forms.ChoiceField(label=_("Behörighet"), choices=INVITED)
    role_text = OneLineField(
        label=_("Uppdrag"),
        required=False,
        max_length=120,
        help_text=_("Står i brevet, till exempel ”ledamot i programrådet”."),
    )

    def __init__(self, *args: Any, by: User | AnonymousUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_administrator(by):
            self._narrow(standing_of(by).places(RoleName.PROGRAMME_LEAD))

    def _narrow(self, led: dict[str, str]) -> None:
        """Offer what a programme lead may give: readers, to the own authorities."""
        self.fields["role"] = forms.ChoiceField(
            label=_("Behörighet"),
            choices=[INVITED[0]],
            widget=forms.Select(attrs={"class": "ds-input"}),
        )
        self.fields["authority"] = forms.ChoiceField(
            label=_("Till myndigheten"),
            choices=list(led.items()),
            widget=forms.Select(attrs={"class": "ds-input"}),
        )


class PeopleFilterForm(forms.Form):
    """Reads the query string; what it can't use counts as not asked for."""

    q = forms.CharField(required=False, max_length=100)
    roll = forms.ChoiceField(required=False, choices=Role.choices)
    lage = forms.ChoiceField(required=False, choices=[(OPEN, ""), (CLOSED, "")])
    sortera = forms.ChoiceField(
        required=False,
        choices=[(s, s) for name in PEOPLE_SORTS for s in (name, f"-{name}")],
    )

    def to_filter(self) -> PeopleFilter:
        self.is_valid()
        asked = self.cleaned_data
        return PeopleFilter(
            text=asked.get("q", ""),
            role=asked.get("roll", ""),
            state=asked.get("lage", ""),
            sort=asked.get("sortera") or "name",
        )


class WhyForm(DesignForm, forms.Form):
    """Why something is done to somebody else's account; stands in the history."""

    reason = OneLineField(
        label=_("Varför?"),
        max_length=200,
        help_text=_("Står i historiken, till exempel ”slutade 2026-06-30”."),
    )


class SeenForm(forms.Form):
    """Up to which event, and of which follow; of all when none is named."""

    up_to = forms.IntegerField(min_value=0, max_value=2**53)
    follow = forms.IntegerField(required=False, min_value=1, max_value=2**53)


class NameForm(DesignForm, forms.Form):
    """A person's own name."""

    name = OneLineField(
        label=_("Namn"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class PasswordForm(DesignForm, forms.Form):
    """A new password, held against the rules with the person's own facts."""

    password = forms.CharField(
        label=_("Nytt lösenord"),
        strip=False,
        widget=_new_password_widget(),
        help_text=_("Minst 12 tecken. Gärna tre ord som inte hör ihop."),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if password:
            password_validation.validate_password(password, self.person)
        return password


class AcceptForm(PasswordForm):
    """What an invited person writes: the password may be left out."""

    name = OneLineField(
        label=_("Ditt namn"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Lösenord"),
        strip=False,
        required=False,
        widget=_new_password_widget(),
        help_text=_(
            "Minst 12 tecken, gärna tre ord som inte hör ihop. Utan lösenord loggar"
            " du in med en länk som skickas till din e-post varje gång."
        ),
    )
    field_order = ["name", "password"]


def _code_field() -> forms.CharField:
    return forms.CharField(
        label=_("Kod"),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}
        ),
    )


class ActivateTotpForm(DesignForm, ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    code = _code_field()


class SecondFactorForm(DesignForm, AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    code = forms.CharField(
        label=_("Kod"),
        help_text=_("Sex siffror från appen, eller en av dina reservkoder."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )


class ConfirmByCodeForm(DesignForm, ReauthenticateByCodeForm):  # type: ignore[misc]  # allauth has no types
    code = _code_field()


class ConfirmForm(DesignForm, ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    password = forms.CharField(
        label=_("Lösenord"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class AddKeyForm(DesignForm, AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    name = OneLineField(
        label=_("Vad vill du kalla nyckeln?"), required=False, max_length=60
    )
