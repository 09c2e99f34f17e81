"""One page with one query."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from bench.bare.models import Authority


def page(request: HttpRequest) -> HttpResponse:
    authority = get_object_or_404(Authority, code="18")
    return render(request, "bare/page.html", {"authority": authority})


urlpatterns = [path("", page)]
