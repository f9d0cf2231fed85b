"""Trace tables as other bodies keep them: CSV or JSON lines, whose columns go by many names. No Django."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say
from headstamp.tracing.time_to_crime import TimeToCrime, time_to_crime
from headstamp.tracing.written_dates import Order, order_of
from headstamp.vocabulary import catalogue

Row = Mapping[str, Any]

# What a column is called elsewhere, without case, spaces and signs; the first that a table has counts.
SALE = ("purchasedate", "dateofpurchase", "purchase", "purchased", "purchasedt", "purchasedon", "datepurchased", "lastsaledate", "saledate", "dateofsale", "solddate", "datesold", "soldon", "sale", "retailsaledate", "firstretailsaledate", "dateoflastsale", "lasttransferdate", "transferdate", "dateoftransfer", "lastlegaltransfer", "acquisitiondate", "fechadecompra", "fechacompra", "fechadeventa", "fechaventa", "fechadeadquisicion", "datumkupovine", "datumprodaje", "dataeblerjes", "purchaseyear", "saleyear")  # fmt: skip
RECOVERY = ("recoverydate", "dateofrecovery", "recovery", "recovered", "recoverydt", "recoveredon", "daterecovered", "recoveredate", "recovdate", "seizuredate", "dateofseizure", "seizedon", "seized", "crimedate", "dateofcrime", "fechaderecuperacion", "fecharecuperacion", "fechadedecomiso", "fechadecomiso", "fechadeaseguramiento", "fechaaseguramiento", "fechadeincautacion", "fechaincautacion", "datumzaplene", "datumoduzimanja", "dataesekuestrimit", "recoveryyear", "seizureyear")  # fmt: skip
MADE = ("yearofmanufacture", "manufactureyear", "yearmade", "yearmanufactured", "madein", "made", "aniodefabricacion", "godinaproizvodnje")  # fmt: skip
_MAKE, _MODEL = ("make", "manufacturer", "maker", "marca", "fabricante", "proizvodjac"), ("model", "modelo", "weaponmodel", "modelname")  # fmt: skip
_SIGNS = re.compile(r"[^a-z0-9]+")
_ACCENTS = str.maketrans("áéíóúñë", "aeioune")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold the dates; '' for one that it lacks."""

    sale: str
    recovery: str
    made: str = ""
    make: str = ""
    model: str = ""


def read_rows(text: str) -> list[dict[str, Any]]:
    """The rows of a table: a JSON array, JSON lines, or CSV with a line of names; Invalid names the line that is wrong."""
    body = text.lstrip("\ufeff \t\r\n")
    if body[:1] in ("{", "["):
        return _of_json(body)
    first = body.split("\n", 1)[0]
    mark = max(",;\t|", key=first.count)
    return [dict(row) for row in csv.DictReader(io.StringIO(body), delimiter=mark, restkey="", restval="")]


def find_columns(rows: Sequence[Row], *, sale: str = "", recovery: str = "", made: str = "") -> Columns:
    """The columns of the dates, by the names given or by those that other bodies use; Invalid where one is not found."""
    names = list(dict.fromkeys(name for row in rows[:1000] for name in row if name))
    return Columns(
        _column(names, sale, SALE, "purchase_date"),
        _column(names, recovery, RECOVERY, "recovery_date"),
        _column(names, made, MADE, "made") if made else _known(names, MADE),
        _known(names, _MAKE),
        _known(names, _MODEL),
    )


def order_shown(rows: Iterable[Row], columns: Columns) -> Order | None:
    """Whether the month or the day comes first, if the table's own dates show it."""
    return order_of(_cell(row, name) for row in rows for name in (columns.sale, columns.recovery))


def answer(row: Row, columns: Columns, order: Order | None, today: date | None = None) -> TimeToCrime:
    """The time to crime of one row."""
    return time_to_crime(
        _cell(row, columns.sale), _cell(row, columns.recovery), made=_first_year(row, columns), order=order, today=today
    )  # fmt: skip


def _of_json(body: str) -> list[dict[str, Any]]:
    if body[0] == "[":
        return [_object(each, number) for number, each in enumerate(_parsed(body, 1), 1)]
    lines = enumerate(body.splitlines(), 1)
    return [_object(_parsed(line, number), number) for number, line in lines if line.strip()]


def _parsed(text: str, number: int) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise Invalid({"": [say(gettext_noop("Line %(number)s is no JSON."), number=number)]}) from None


def _object(told: Any, number: int) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise Invalid(
            {"": [say(gettext_noop("Line %(number)s is no record with named columns."), number=number)]}
        )
    return told


def _column(names: Sequence[str], wanted: str, known: Sequence[str], field: str) -> str:
    found = (
        next((name for name in names if name == wanted or _bare(name) == _bare(wanted)), "")
        if wanted
        else _known(names, known)
    )
    if not found:
        message = gettext_noop(
            "The table has no such column. It has: %(names)s. Name the column with an option."
        )
        raise Invalid({field: [say(message, names=", ".join(names) or "–")]})
    return found


def _known(names: Sequence[str], known: Sequence[str]) -> str:
    by_bare = {_bare(name): name for name in reversed(names)}
    return next((by_bare[each] for each in known if each in by_bare), "")


def _bare(name: str) -> str:
    return _SIGNS.sub("", name.lower().translate(_ACCENTS))


def _cell(row: Row, name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value).strip()


def _first_year(row: Row, columns: Columns) -> int | None:
    """The first year in which the firearm can have been sold: when it was made, else the first of its model."""
    told = _cell(row, columns.made)[:4] if columns.made else ""
    if told.isdecimal() and len(told) == 4:
        return int(told)
    if not (columns.make and columns.model):
        return None
    found = catalogue.candidates(_cell(row, columns.model), make=_cell(row, columns.make)).code
    return int(str(catalogue.models()[found].facts.get("from") or 0)[:4]) or None if found else None
