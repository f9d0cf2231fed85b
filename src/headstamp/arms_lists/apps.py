from django.apps import AppConfig


class ArmsListsConfig(AppConfig):
    name = "headstamp.arms_lists"
    label = "arms_lists"
