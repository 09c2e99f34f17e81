from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "fardplan.apps.backups"
    label = "backups"
