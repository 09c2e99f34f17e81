"""The search box's page."""

from django.urls import path

from fardplan.apps.search import views


app_name = "search"
urlpatterns = [path("", views.found, name="search")]
