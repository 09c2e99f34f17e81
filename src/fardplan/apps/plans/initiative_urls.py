"""The initiatives of one programme; included by the station's addresses."""

from django.urls import path

from fardplan.apps.plans.views import (
    area,
    initiative_boards,
    initiative_bulk,
    initiatives,
    prints,
    status,
)


urlpatterns = [
    path("plan/lank/<str:token>/", status.status_link, name="status_link"),
    path("plan/<slug:code>/insatser/", initiatives.table, name="initiatives"),
    path(
        "plan/<slug:code>/insatser.<str:form>",
        initiatives.export,
        name="initiatives_export",
    ),
    path("plan/<slug:code>/tavla/", initiative_boards.board, name="board"),
    path("plan/<slug:code>/tidslinje/", initiative_boards.timeline, name="timeline"),
    path("plan/<slug:code>/karta/", initiative_boards.initiative_map, name="map"),
    path("plan/<slug:code>/portfolj/", initiative_boards.portfolio, name="portfolio"),
    path("plan/<slug:code>/portfolj/nytt-omrade/", area.new, name="area_new"),
    path("plan/<slug:code>/portfolj/omrade/<slug:area>/", area.edit, name="area_edit"),
    path("plan/<slug:code>/insats-ny/", initiatives.new, name="initiative_new"),
    path("plan/<slug:code>/andra-insatser/", initiative_bulk.change, name="bulk"),
    path(
        "plan/<slug:code>/las-in-insatser/",
        initiative_bulk.choose,
        name="initiative_import",
    ),
    path(
        "plan/<slug:code>/las-in-insatser/<slug:digest>/",
        initiative_bulk.run,
        name="initiative_import_run",
    ),
    path(
        "plan/<slug:code>/angra-insats/<int:event_id>/",
        initiatives.undo,
        name="initiative_undo",
    ),
    path(
        "plan/<slug:code>/insatser/<slug:initiative>/",
        initiatives.initiative,
        name="initiative",
    ),
    path(
        "plan/<slug:code>/insatser/<slug:initiative>/insats.pdf",
        prints.initiative,
        name="initiative_print",
    ),
    path(
        "plan/<slug:code>/insatser/<slug:initiative>/redigera/",
        initiatives.edit,
        name="initiative_edit",
    ),
    path(
        "plan/<slug:code>/insatser/<slug:initiative>/lage/",
        status.status,
        name="status",
    ),
    path(
        "plan/<slug:code>/insatser/<slug:initiative>/fas/",
        initiative_boards.move,
        name="move_phase",
    ),
    path(
        "plan/<slug:code>/insatser/<slug:initiative>/folj/",
        initiatives.follow,
        name="initiative_follow",
    ),
]
