from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "fardplan.apps.public"
    label = "public"
