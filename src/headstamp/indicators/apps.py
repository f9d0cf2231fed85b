from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "headstamp.indicators"
    label = "indicators"
