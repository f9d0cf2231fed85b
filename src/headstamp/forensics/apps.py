from django.apps import AppConfig


class ForensicsConfig(AppConfig):
    name = "headstamp.forensics"
    label = "forensics"
