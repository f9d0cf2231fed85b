"""What an asker may know of, as a condition on a row's columns of rights: the law of the register's `visible`, in DuckDB."""

from dataclasses import replace

from headstamp.accounts.permissions import Permission
from headstamp.kernel.asker import Asker
from headstamp.kernel.table import Table

NOTHING = "false"


def may_know(asker: Asker, table: Table) -> str:
    """SQL for the rows of the table that the asker may know of by his rights of today."""
    if table.open_to:
        return _of_all(asker) if any(asker.may(each) for each in table.open_to) else NOTHING
    if not asker.may(Permission.SEE_RECORDS) or not asker.jurisdiction:
        return NOTHING
    if table.needs and not asker.may(table.needs):
        return NOTHING
    if any(table.pair):  # that a restricted record is like another nobody knows before he has opened it
        asker = replace(asker, circles=frozenset())
    return " AND ".join(_of_record(asker, begin) for begin in ("", *table.also))


def of_office(asker: Asker) -> str:
    """SQL for all rows of the asker's jurisdiction, for what is issued in the office's name."""
    asker.must(Permission.APPROVE)
    return _of_all(asker)


def _of_all(asker: Asker) -> str:
    return f"jurisdiction = {_text(asker.jurisdiction)}" if asker.jurisdiction else NOTHING


def _of_record(asker: Asker, begin: str) -> str:
    ways = [f"{begin}visibility = 'jurisdiction'"]
    if asker.may(Permission.SEE_ALL_UNITS):
        ways.append(f"{begin}visibility = 'unit'")
    elif asker.unit:
        ways.append(f"({begin}visibility = 'unit' AND {begin}unit = {int(asker.unit)})")
    if asker.circles:
        circles = ", ".join(str(int(number)) for number in sorted(asker.circles))
        ways.append(f"({begin}visibility = 'restricted' AND {begin}circle IN ({circles}))")
    return f"({begin}jurisdiction = {_text(asker.jurisdiction)} AND ({' OR '.join(ways)}))"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
