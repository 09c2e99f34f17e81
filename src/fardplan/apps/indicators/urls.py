"""The register of indicators."""

from django.urls import path

from fardplan.apps.indicators.views import (
    definition,
    following,
    import_figures,
    register,
    runs,
    series,
)


app_name = "indicators"
urlpatterns = [
    path("", register.register, name="register"),
    path("export.<str:form>", register.export, name="export"),
    path("mal/", register.goals, name="goals"),
    path("ny/", definition.create, name="create"),
    path(
        "foljer/<slug:code>/<int:number>/<uuid:key>/",
        following.followed,
        name="followed",
    ),
    path(
        "foljer/<slug:code>/<int:number>/<uuid:key>/<slug:indicator>/ta-bort/",
        following.stop,
        name="stop_following",
    ),
    path("inlasningar/", runs.runs, name="runs"),
    path("inlasningar/ny/", import_figures.choose, name="import_figures"),
    path(
        "inlasningar/ny/<slug:digest>/",
        import_figures.review,
        name="review_figures",
    ),
    path("inlasningar/<str:key>/", runs.run, name="run"),
    path("inlasningar/<str:key>/angra/", runs.undo, name="undo_run"),
    path("<slug:key>/", definition.indicator, name="indicator"),
    path("<slug:key>/redigera/", definition.edit, name="edit"),
    path("<slug:key>/serie/", series.series, name="series"),
    path("<slug:key>/serie/export.<str:form>", series.export, name="series_export"),
    path("<slug:key>/version/<int:number>/", definition.version, name="version"),
    path(
        "<slug:key>/version/<int:number>.json",
        definition.version_json,
        name="version_json",
    ),
]
