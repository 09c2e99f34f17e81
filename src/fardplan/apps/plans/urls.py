"""Programmes, versions of their plans, adoption and self-assessment."""

from django.urls import URLPattern, URLResolver, include, path

from fardplan.apps.plans import exchange_urls
from fardplan.apps.plans.initiative_urls import urlpatterns as initiatives
from fardplan.apps.plans.views import (
    adoption,
    assessment,
    node,
    prints,
    programmes,
    thread,
    version,
    vision_checks,
)


app_name = "plans"
parts = [
    path("", node.node, name="node"),
    path("visa/", node.drawn, name="node_drawn"),
    path("andra/", node.edit, name="node_edit"),
    path("flytta/", node.move, name="node_move"),
    path("ta-bort/", node.delete, name="node_delete"),
    path("koppla/", node.link, name="node_link"),
    path("koppla/<int:link_id>/ta-bort/", node.unlink, name="node_unlink"),
    path("traden/", thread.node_thread, name="node_thread"),
    path("klar/", vision_checks.done, name="node_done"),
    path("kommentera/", node.comment, name="node_comment"),
    path("kommentera/<int:comment_id>/klar/", node.resolve, name="comment_resolve"),
]
versions: list[URLPattern | URLResolver] = [
    path("", version.version, name="version"),
    path("ny/", node.new, name="node_new"),
    path("nod/<uuid:key>/", include(parts)),
    path("luckor/", thread.badges, name="gap_badges"),
    path("angra/<int:event_id>/", version.undo, name="undo"),
    path("utskrift.pdf", prints.plan, name="print"),
    *exchange_urls.of_version,
    path("jamfor/", adoption.compare, name="compare"),
    path("jamfor/jamforelse.pdf", prints.compare, name="compare_print"),
    path("antagande/", adoption.adoption, name="adoption"),
    path("antagande/remiss/", adoption.referral, name="referral"),
    path("antagande/<int:step_id>/", adoption.decision, name="decision"),
    path("antagande/<int:step_id>/ta-bort/", adoption.remove_step, name="step_remove"),
]
urlpatterns = [
    path("plan/", programmes.programmes, name="programmes"),
    path("plan/nytt/", programmes.new, name="programme_new"),
    *initiatives,
    *exchange_urls.urlpatterns,
    path("plan/fast/<slug:sha256>/", version.frozen, name="frozen"),
    path("plan/fast/<slug:sha256>/plan.json", version.frozen_json, name="frozen_json"),
    path("plan/<slug:code>/", programmes.programme, name="programme"),
    path("plan/<slug:code>/redigera/", programmes.edit, name="programme_edit"),
    path("plan/<slug:code>/ny-version/", programmes.next_version, name="version_next"),
    path("plan/<slug:code>/traden/", thread.thread, name="thread"),
    path("plan/<slug:code>/traden.<str:form>", thread.export, name="thread_export"),
    path(
        "plan/<slug:code>/avstamning/",
        vision_checks.vision_checks,
        name="vision_checks",
    ),
    path(
        "plan/<slug:code>/avstamning/<int:number>/ta-bort/",
        vision_checks.remove,
        name="vision_check_remove",
    ),
    path("plan/<slug:code>/sjalvskattning/", assessment.assessment, name="assessment"),
    path("plan/<slug:code>/version/<int:number>/", include(versions)),
]
