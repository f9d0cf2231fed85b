from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "headstamp.jobs"
    label = "jobs"
