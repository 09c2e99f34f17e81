"""allauth's pages for second factors, under Swedish addresses.

The names are allauth's own: it looks its pages up by them.
"""

from allauth.account.views import reauthenticate
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.db.transaction import atomic
from django.urls import path

from fardplan.apps.accounts.views.log_in import LogInView


urlpatterns = [
    path("bekrafta/losenord/", reauthenticate, name="account_reauthenticate"),
    path("bekrafta/kod/", base.reauthenticate, name="mfa_reauthenticate"),
    path(
        "bekrafta/nyckel/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("logga-in/kod/", base.authenticate, name="mfa_authenticate"),
    path("logga-in/", LogInView.as_view(), name="account_login"),
    path("tvasteg/", base.index, name="mfa_index"),
    path("tvasteg/app/", atomic(totp.activate_totp), name="mfa_activate_totp"),
    path(
        "tvasteg/app/ta-bort/", atomic(totp.deactivate_totp), name="mfa_deactivate_totp"
    ),
    path(
        "tvasteg/reservkoder/",
        recovery_codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "tvasteg/reservkoder/nya/",
        atomic(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("tvasteg/nycklar/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("tvasteg/nycklar/ny/", atomic(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path(
        "tvasteg/nycklar/<int:pk>/ta-bort/",
        atomic(webauthn.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
]
