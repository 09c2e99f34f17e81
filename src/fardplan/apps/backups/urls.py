"""The backups, for administrators."""

from django.urls import path

from fardplan.apps.backups import views


app_name = "backups"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("ny/", views.create, name="create"),
    path("<str:name>/hamta/", views.download, name="download"),
    path("<str:name>/kontrollera/", views.check, name="check"),
    path("<str:name>/radera/", views.delete, name="delete"),
]
