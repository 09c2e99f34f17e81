from django.apps import AppConfig


class BackupExampleConfig(AppConfig):
    name = "tests.builders.backup_example"
    label = "backup_example"
    default_auto_field = "django.db.models.BigAutoField"
