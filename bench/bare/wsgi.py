import os

from django.core.wsgi import WSGIHandler, get_wsgi_application


def application() -> WSGIHandler:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.bare.settings")
    return get_wsgi_application()
