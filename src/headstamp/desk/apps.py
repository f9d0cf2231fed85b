from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "headstamp.desk"
    label = "desk"
