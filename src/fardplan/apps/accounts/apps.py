from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    name = "fardplan.apps.accounts"
    label = "accounts"

    def ready(self) -> None:
        from fardplan.apps.accounts.second_factors import listen  # noqa: PLC0415 -- models are not ready when this module is read

        listen()
        # Every station's role_sources.py tells what makes a person something there.
        # personal_data.py what it stores about people, errands.py what concerns them.
        autodiscover_modules("role_sources", "personal_data", "errands")
