"""Ways in, one's own account, and invitations."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from fardplan.apps.accounts.views import account, invitations, log_in, people


app_name = "accounts"
urlpatterns = [
    path("", account.account, name="account"),
    path("logga-in/", log_in.LogInView.as_view(), name="log_in"),
    path("logga-ut/", LogoutView.as_view(), name="log_out"),
    path("logga-ut-overallt/", account.log_out_everywhere, name="log_out_everywhere"),
    path("lank/", log_in.request_link, name="request_link"),
    path("lank/<str:token>/", log_in.use_link, name="use_link"),
    path("losenord/", account.password, name="password"),
    path("mina-uppgifter.json", account.stored, name="stored"),
    path("bjud-in/", invitations.invite, name="invite"),
    path(
        "bjud-in/<int:invitation_id>/ta-tillbaka/",
        invitations.withdraw,
        name="withdraw",
    ),
    path("inbjudan/<str:token>/", invitations.invitation, name="invitation"),
    path("personer/", people.people, name="people"),
    path("personer/<int:person_id>/", people.person, name="person"),
    path(
        "personer/<int:person_id>/administrator/",
        people.administrator,
        name="person_administrator",
    ),
    path("personer/<int:person_id>/stang/", people.close, name="person_close"),
    path("personer/<int:person_id>/oppna/", people.open_again, name="person_open"),
    path("genom/<slug:key>/", log_in.identity_start, name="identity_start"),
    path("genom/<slug:key>/svar/", log_in.identity_back, name="identity_back"),
    path("genom/<slug:key>/koppla/", account.link_provider, name="link_provider"),
    path(
        "koppla-bort/<int:identity_id>/",
        account.unlink_provider,
        name="unlink_provider",
    ),
]
