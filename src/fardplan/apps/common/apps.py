from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "fardplan.apps.common"
    label = "common"
