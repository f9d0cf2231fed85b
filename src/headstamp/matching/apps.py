from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "headstamp.matching"
    label = "matching"
