"""The register of authorities."""

from django.urls import path

from fardplan.apps.actors import views


app_name = "actors"
urlpatterns = [
    path("", views.register, name="register"),
    path("export.<str:form>", views.export, name="export"),
    path("angra/<int:event_id>/", views.undo, name="undo"),
    path("<slug:code>/", views.authority, name="authority"),
    path("<slug:code>/samverkan/", views.collaboration, name="collaboration"),
    path("<slug:code>/redigera/", views.edit, name="edit"),
    path("<slug:code>/tema.css", views.theme, name="theme"),
]
