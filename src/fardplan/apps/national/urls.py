"""All of Sweden side by side."""

from django.urls import path

from fardplan.apps.national.views import picture


app_name = "national"
urlpatterns = [
    path("", picture.matrix, name="matrix"),
    path("sverige.pdf", picture.pdf, name="pdf"),
    path("sverige.<str:form>", picture.export, name="export"),
    path("tema/<slug:theme>/", picture.theme, name="theme"),
    path("region/<slug:code>/", picture.region, name="region"),
    path("jamfor/", picture.compare, name="compare"),
]
