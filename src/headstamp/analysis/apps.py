from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    name = "headstamp.analysis"
    label = "analysis"
