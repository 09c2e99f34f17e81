"""Plans as files, out and in; included by the station's addresses."""

from django.urls import path

from fardplan.apps.plans.views import exchange, stratml_import


of_version = [
    path("hamta/", exchange.fetch, name="fetch"),
    path("stratml-<int:part>.xml", exchange.stratml, name="stratml"),
    path("delar.<str:form>", exchange.parts, name="parts_export"),
    path("kopplingar.<str:form>", exchange.links, name="links_export"),
]
urlpatterns = [
    path(
        "plan/<slug:code>/las-in-stratml/",
        stratml_import.choose,
        name="stratml_import",
    ),
    path(
        "plan/<slug:code>/las-in-stratml/<slug:digest>/",
        stratml_import.run,
        name="stratml_import_run",
    ),
]
