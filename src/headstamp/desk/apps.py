from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "headstamp.desk"
    label = "desk"

    def ready(self) -> None:
        # Models are loaded only now.
        from headstamp.desk.measures import all_measures  # noqa: PLC0415
        from headstamp.desk.tables import all_tables  # noqa: PLC0415
        from headstamp.desk.targets import all_targets  # noqa: PLC0415
        from headstamp.indicators.declared import use_measures  # noqa: PLC0415
        from headstamp.intake.declared import use_targets  # noqa: PLC0415
        from headstamp.snapshot.declared import use_tables  # noqa: PLC0415

        use_targets(all_targets)
        use_measures(all_measures)
        use_tables(all_tables)
