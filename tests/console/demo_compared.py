"""Run in a demonstration's home: workbooks against the oracle. Prints name and how many figures were compared."""

from headstamp.console.homing import open_home


def main() -> None:
    open_home()
    # What asks the database is imported when there is one.
    from headstamp.accounts.models import User
    from headstamp.desk.asking import asker_for
    from headstamp.indicators.queries.entered import standing_figures
    from tests.desk.against_oracle import compare, plain_tables

    asker = asker_for(User.objects.get(username="officer"))
    entered: dict[str, dict[str, int]] = {}
    for row in standing_figures(asker):
        entered.setdefault(row.figure, {})[row.period] = int(row.value)
    plain = plain_tables(asker)
    for name in ("kpi", "iafq", "sdg-16-4-2"):
        print(name, compare(plain, asker, name, entered, one_in=12))


if __name__ == "__main__":
    main()
