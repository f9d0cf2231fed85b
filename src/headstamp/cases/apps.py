from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "headstamp.cases"
    label = "cases"
