"""Log in and log out."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from fardplan.apps.accounts.forms import LogInForm


app_name = "accounts"
urlpatterns = [
    path(
        "logga-in/",
        LoginView.as_view(
            template_name="accounts/log_in.html",
            authentication_form=LogInForm,
            redirect_authenticated_user=True,
        ),
        name="log_in",
    ),
    path("logga-ut/", LogoutView.as_view(), name="log_out"),
]
