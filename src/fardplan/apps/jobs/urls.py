"""Long work: the list, one job, and what may be done with it."""

from django.urls import path

from fardplan.apps.jobs import views


app_name = "jobs"
urlpatterns = [
    path("", views.jobs, name="list"),
    path("starta/", views.start, name="start"),
    path("<uuid:job_id>/", views.job, name="job"),
    path("<uuid:job_id>/avbryt/", views.cancel, name="cancel"),
    path("<uuid:job_id>/igen/", views.again, name="again"),
]
