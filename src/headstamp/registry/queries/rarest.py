"""Which of several conditions is the way into a table, where the planner cannot know how often a value stands.

SQLite knows only how many rows a value of a column has on average. Makes and places are far from average: a
make of 3,000 rows was passed over for a municipality of 40,000.
"""

from collections.abc import Mapping, Sequence

from django.db import connection
from django.db.models import F, Model, Q, Value
from django.db.models.fields import Field
from django.db.models.functions import Coalesce
from django.db.models.lookups import In

FEW = 8_000
Wanted = Mapping[str, Sequence[str]]
"""Column to the values that it may have."""


def all_of(wanted: Wanted) -> Q:
    """Each column has one of its values."""
    condition = Q()
    for column, values in wanted.items():
        condition &= _one_of(column, values)
    return condition


def by_rarest(model: type[Model], wanted: Wanted, ways_in: frozenset[str]) -> Q:
    """The same. Where one of several columns of `ways_in` leaves few rows, the indexes of the others are no way in."""
    ways = [column for column in wanted if column in ways_in]
    if len(ways) < 2 or connection.vendor != "sqlite":
        return all_of(wanted)
    number, rarest = min((_counted(model, column, wanted[column]), column) for column in ways)
    if number > FEW:
        return all_of(wanted)
    condition = Q()
    for column, values in wanted.items():
        is_way = column in ways and column != rarest
        condition &= _unindexed(model, column, values) if is_way else _one_of(column, values)
    return condition


def _one_of(column: str, values: Sequence[str]) -> Q:
    return Q(**({column: values[0]} if len(values) == 1 else {f"{column}__in": list(values)}))


def _counted(model: type[Model], column: str, values: Sequence[str]) -> int:
    return model._default_manager.filter(_one_of(column, values)).values("pk")[: FEW + 1].count()


def _unindexed(model: type[Model], column: str, values: Sequence[str]) -> Q:
    field = model._meta.get_field(column)
    assert isinstance(field, Field)  # a column, not a relation's other end
    nothing = Value(0 if field.is_relation else "")
    return Q(In(Coalesce(F(column), nothing), [field.get_prep_value(value) for value in values]))
