from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "headstamp.intake"
    label = "intake"
