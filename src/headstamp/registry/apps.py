from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "headstamp.registry"
    label = "registry"
