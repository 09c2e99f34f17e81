from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "fardplan.apps.accounts"
    label = "accounts"
