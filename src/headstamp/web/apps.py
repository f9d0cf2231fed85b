from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "headstamp.web"
    label = "web"
