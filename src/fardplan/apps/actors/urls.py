"""The registers of authorities and bodies."""

from django.urls import include, path

from fardplan.apps.actors.views import (
    authority,
    body,
    body_edit,
    body_import,
    collaboration,
    follow,
    invite_holder,
    own,
    role_edit,
    seat_edit,
)


app_name = "actors"
authorities = [
    path("", authority.register, name="register"),
    path("export.<str:form>", authority.export, name="export"),
    path("angra/<int:event_id>/", authority.undo, name="undo"),
    path("<slug:code>/", authority.authority, name="authority"),
    path("<slug:code>/samverkan/", collaboration.collaboration, name="collaboration"),
    path("<slug:code>/redigera/", authority.edit, name="edit"),
    path("<slug:code>/folj/", follow.authority, name="authority_follow"),
    path("<slug:code>/tema.css", authority.theme, name="theme"),
]
bodies = [
    path("", body.bodies, name="bodies"),
    path("export.<str:form>", body.export, name="bodies_export"),
    path("popolo.json", body.popolo, name="popolo"),
    path("nytt/", body_edit.new, name="body_new"),
    path("las-in/", body_import.choose, name="body_import"),
    path("las-in/<slug:digest>/", body_import.run, name="body_import_run"),
    path("angra/<int:event_id>/", body_edit.undo, name="body_undo"),
    path("<slug:code>/", body.body, name="body"),
    path("<slug:code>/redigera/", body_edit.edit, name="body_edit"),
    path("<slug:code>/avsluta/", body_edit.end, name="body_end"),
    path("<slug:code>/folj/", follow.body, name="body_follow"),
    path("<slug:code>/relationer/ny/", body_edit.new_relation, name="relation_new"),
    path(
        "<slug:code>/relationer/<int:relation_id>/",
        body_edit.end_relation,
        name="relation_end",
    ),
    path("<slug:code>/platser/ny/", seat_edit.new, name="seat_new"),
    path("<slug:code>/platser/<int:seat_id>/", seat_edit.edit, name="seat_edit"),
    path("<slug:code>/platser/<int:seat_id>/avsluta/", seat_edit.end, name="seat_end"),
    path(
        "<slug:code>/platser/<int:seat_id>/forordna/",
        seat_edit.appoint,
        name="appoint",
    ),
    path(
        "<slug:code>/forordnanden/<int:appointment_id>/",
        seat_edit.end_appointment,
        name="appointment_end",
    ),
    path(
        "<slug:code>/forordnanden/<int:appointment_id>/bjud-in/",
        invite_holder.invite,
        name="holder_invite",
    ),
]
people = [
    path("<int:person_id>/roller/ny/", role_edit.new, name="role_new"),
    path(
        "roller/<int:grant_id>/ta-tillbaka/",
        role_edit.take_back,
        name="role_take_back",
    ),
    path("roller/<int:grant_id>/ge-igen/", role_edit.give_back, name="role_give_back"),
    path("<int:person_id>/koppla/", role_edit.tie, name="person_tie"),
]
urlpatterns = [
    path("aktorer/", include(authorities)),
    path("organ/", include(bodies)),
    path("konto/personer/", include(people)),
    path("jag/uppgifter/", own.own, name="own"),
]
