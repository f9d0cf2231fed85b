from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "headstamp.programme"
    label = "programme"
