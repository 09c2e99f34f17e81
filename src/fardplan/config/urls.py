"""Every address of Färdplan, in Swedish, in the thread's order."""

from django.urls import include, path
from django.views.i18n import set_language

from fardplan.apps.public import views as public


handler500 = "fardplan.apps.common.middleware.unexpected_error"

urlpatterns = [
    path("", public.start, name="start"),
    path("om/", public.about, name="about"),
    path("om/gallring/", public.retention, name="retention"),
    path("kortkommandon/", public.shortcuts, name="shortcuts"),
    path("halsa/", public.health, name="health"),
    path("sprak/", set_language, name="set_language"),
    path("konto/", include("fardplan.apps.accounts.urls")),
    path("konto/", include("fardplan.apps.accounts.second_factor_urls")),
    path("jag/", include("fardplan.apps.accounts.mine_urls")),
    path("jobb/", include("fardplan.apps.jobs.urls")),
    path("sakerhetskopior/", include("fardplan.apps.backups.urls")),
    path("sok/", include("fardplan.apps.search.urls")),
    path("kallor/", include("fardplan.apps.sources.urls")),
    path("sverige/", include("fardplan.apps.national.urls")),
    path("indikatorer/", include("fardplan.apps.indicators.urls")),
    path("", include("fardplan.apps.actors.urls")),
    path("", include("fardplan.apps.plans.urls")),
]
