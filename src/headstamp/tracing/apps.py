from django.apps import AppConfig


class TracingConfig(AppConfig):
    name = "headstamp.tracing"
    label = "tracing"
