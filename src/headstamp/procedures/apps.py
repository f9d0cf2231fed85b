from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "headstamp.procedures"
    label = "procedures"
