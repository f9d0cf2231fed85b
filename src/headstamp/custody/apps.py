from django.apps import AppConfig


class CustodyConfig(AppConfig):
    name = "headstamp.custody"
    label = "custody"
