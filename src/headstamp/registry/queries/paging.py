"""Pages that cost the same however far back they are, and counts that stop counting in time."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from headstamp.registry.queries.search import counting

M = TypeVar("M", bound=Model)
CAP = 10_000
SIZE = 50


@dataclass(frozen=True, slots=True)
class Count:
    """How many: exactly, or more than `number`."""

    number: int
    is_exact: bool

    def __str__(self) -> str:
        return (
            f"{self.number:,}"
            if self.is_exact
            else _("more than %(number)s") % {"number": f"{self.number:,}"}
        )


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """Rows of one page; a cursor is '' where there is nothing on that side."""

    rows: list[M]
    next_cursor: str = ""
    previous_cursor: str = ""


def count_of(queryset: QuerySet[Any], cap: int | None = CAP) -> Count:
    """How many rows there are: exact up to `cap`, 'more than' beyond it; exact at any number without a cap."""
    bare = queryset.order_by().select_related(None).prefetch_related(None)
    if cap is None:
        return Count(bare.count(), True)
    bare = bare.values("pk")[: cap + 1]
    # A record that has the word has mostly a row to count: the first ones show that there are more than the cap.
    with counting(most=2 * cap) as told:
        found = bare.count()
    if told.was_cut and found <= cap:
        with counting():
            found = bare.count()
    return Count(min(found, cap), found <= cap)


def page_of(
    queryset: QuerySet[M], *, sort: str = "-occurred_on", cursor: str = "", size: int = SIZE
) -> Page[M]:
    """The page at `cursor` of `queryset` by the column `sort` ('-' for falling), ties by row number.

    A cursor that is not one of ours gives the first page.
    """
    column, falls = sort.removeprefix("-"), sort.startswith("-")
    place = _read(cursor)
    if place is not None and not _can_be_in(queryset.model, column, place[2]):
        place = None
    backwards = place is not None and place[0] == "<"
    if place is not None:
        queryset = queryset.filter(_beyond(column, place, falls != backwards))
    direction = "-" if falls != backwards else ""
    order = [direction + "pk"] if column in ("id", "pk") else [direction + column, direction + "pk"]
    found = list(queryset.order_by(*order)[: size + 1])
    has_more, rows = len(found) > size, found[:size]
    if backwards:
        rows.reverse()
    return _cut(
        rows, column, has_before=has_more if backwards else place is not None, has_after=backwards or has_more
    )


def _can_be_in(model: type[Model], column: str, value: str) -> bool:
    """Whether the column of a cursor can hold its value: a moment that is none would break the query."""
    if column in ("id", "pk"):
        return True
    try:
        field: Any = model._meta.get_field(column)
        return bool(value or field.empty_strings_allowed) and field.to_python(value) is not None
    except ValidationError:
        return False
    except FieldDoesNotExist:  # what a query adds to its rows
        return True


def _cut(rows: list[M], column: str, *, has_before: bool, has_after: bool) -> Page[M]:
    if not rows:
        return Page(rows)
    return Page(
        rows,
        next_cursor=_write(">", rows[-1], column) if has_after else "",
        previous_cursor=_write("<", rows[0], column) if has_before else "",
    )


def _beyond(column: str, place: tuple[str, int, str], falls: bool) -> Q:
    side = "lt" if falls else "gt"
    _direction, row, value = place
    if column in ("id", "pk"):
        return Q(**{f"pk__{side}": row})
    tie = Q(**{column: value, f"pk__{side}": row})
    # The first condition says nothing new: it is the bound by which an index is entered.
    return Q(**{f"{column}__{side}e": value}) & (Q(**{f"{column}__{side}": value}) | tie)


def _write(direction: str, row: Model, column: str) -> str:
    value = "" if column in ("id", "pk") else getattr(row, column)
    return f"{direction}{row.pk}~{value}"


def _read(cursor: str) -> tuple[str, int, str] | None:
    number, tilde, value = cursor[1:].partition("~")
    if (
        cursor[:1] not in ("<", ">")
        or not tilde
        or not (number.isascii() and number.isdigit())
        or len(number) > 18
        or "\0" in value
    ):
        return None
    return cursor[0], int(number), value
