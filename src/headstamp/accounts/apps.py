"""The accounts room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "headstamp.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from headstamp.accounts import library_signals  # noqa: PLC0415  the libraries' models must be loaded first

        library_signals.listen()
