"""The register of indicators."""

from django.urls import path

from fardplan.apps.indicators.views import definition, register, runs


app_name = "indicators"
urlpatterns = [
    path("", register.register, name="register"),
    path("export.<str:form>", register.export, name="export"),
    path("mal/", register.goals, name="goals"),
    path("ny/", definition.create, name="create"),
    path("inlasningar/", runs.runs, name="runs"),
    path("inlasningar/<str:key>/", runs.run, name="run"),
    path("inlasningar/<str:key>/angra/", runs.undo, name="undo_run"),
    path("<slug:key>/", definition.indicator, name="indicator"),
    path("<slug:key>/redigera/", definition.edit, name="edit"),
    path("<slug:key>/version/<int:number>/", definition.version, name="version"),
    path(
        "<slug:key>/version/<int:number>.json",
        definition.version_json,
        name="version_json",
    ),
]
