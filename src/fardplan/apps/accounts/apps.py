from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "fardplan.apps.accounts"
    label = "accounts"

    def ready(self) -> None:
        from fardplan.apps.accounts.second_factors import listen  # noqa: PLC0415 -- models are not ready when this module is read

        listen()
