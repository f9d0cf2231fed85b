"""Run in a demonstration's home: workbooks against the oracle. Prints name and how many figures were compared."""

from headstamp.console.homing import open_home


def main() -> None:
    open_home()
    # What asks the database is imported when there is one.
    from headstamp.accounts.models import User
    from headstamp.desk.asking import asker_for
    from headstamp.indicators.queries.entered import standing_figures
    from headstamp.registry.measures.tracing import ARMS_TRACED
    from tests.desk.against_oracle import compare, plain_tables

    asker = asker_for(User.objects.get(username="officer"))
    traced = (row for row in standing_figures(asker) if row.figure == ARMS_TRACED)
    entered = {row.period: int(row.value) for row in traced}
    plain = plain_tables(asker)
    for name in ("kpi", "iafq", "sdg-16-4-2"):
        print(name, compare(plain, asker, name, entered, one_in=12))


if __name__ == "__main__":
    main()
