"""Mina saker."""

from django.urls import path

from fardplan.apps.accounts.views import mine


app_name = "mine"
urlpatterns = [
    path("", mine.errands, name="errands"),
    path("sett/", mine.seen, name="seen"),
]
