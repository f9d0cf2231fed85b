from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "headstamp.accounts"
    label = "accounts"
