"""Takes back what a file's rows told besides items: persons, vehicles, goods and crimes are again what they were."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from headstamp.audit.recorder import Recorder
from headstamp.kernel.asker import Asker
from headstamp.registry.actions.bulk_parts_rows import MODELS, retire
from headstamp.registry.models import (
    LinkedCrime,
    Occurrence,
    OtherGoods,
    Person,
    PersonRole,
    Source,
    SourceRow,
    Telling,
    Vehicle,
    VehicleUse,
)
from headstamp.registry.told import GOODS_COLUMNS, ROLE_COLUMNS

_ROWS_AT_ONCE = 1_000
Told = Mapping[str, Any]


class PuttingBack:
    """What one file told of one occurrence, taken back kind by kind as the history keeps it."""

    def __init__(self, asker: Asker, log: Recorder, source: Source, occurrence: Occurrence) -> None:
        self._asker, self._log, self._source, self._occurrence = asker, log, source, occurrence
        self._kinds: dict[str, Callable[[list[Any], list[Any]], None]] = {
            "persons": self._persons,
            "vehicles": self._vehicles,
            "goods": self._goods,
            "linked_crimes": self._crimes,
        }

    def put(self, kind: str, before: list[Any], after: list[Any]) -> None:
        """Make of `after` what was `before`; what the history tells without its rows was told in another way."""
        is_ours = any("rows" in told for told in (*before, *after))
        if kind in self._kinds and is_ours:
            self._kinds[kind](before, after)

    def _persons(self, before: list[Any], after: list[Any]) -> None:
        was, now = _by_key(before, "person", "role"), _by_key(after, "person", "role")
        for uid, role in now.keys() - was.keys():
            gone = PersonRole.objects.filter(occurrence=self._occurrence, person__uid=uid, role=role)
            _remove("persons", gone)
        for (uid, role), told in was.items():
            said = {name: told.get(name) for name in ROLE_COLUMNS}
            said["told_as"] = told.get("told_as", "")
            person = self._revived(Person, uid)
            part, _is_new = PersonRole.objects.update_or_create(
                occurrence=self._occurrence, person=person, role=role, defaults=said
            )
            _tell("persons", part.pk, told)
        self._retire(persons=[uid for uid, _role in now.keys() - was.keys()])

    def _vehicles(self, before: list[Any], after: list[Any]) -> None:
        was, now = _by_key(before, "uid"), _by_key(after, "uid")
        gone = [uid for (uid,) in now.keys() - was.keys()]
        _remove("vehicles", VehicleUse.objects.filter(occurrence=self._occurrence, vehicle__uid__in=gone))
        for (uid,), told in was.items():
            part, _is_new = VehicleUse.objects.update_or_create(
                occurrence=self._occurrence,
                vehicle=self._revived(Vehicle, uid),
                defaults={"role": told.get("role", "")},
            )
            _tell("vehicles", part.pk, told)
        self._retire(vehicles=gone)

    def _goods(self, before: list[Any], after: list[Any]) -> None:
        left = list(after)
        for told in before:
            same = next((each for each in left if _bare(each) == _bare(told)), None)
            if same is not None:
                left.remove(same)
            else:
                part = OtherGoods.objects.create(occurrence=self._occurrence, **_goods_columns(told))
                _tell("goods", part.pk, told)
        for told in left:
            found = OtherGoods.objects.filter(occurrence=self._occurrence, **_goods_columns(told))
            _remove("goods", found.filter(source_row__isnull=True))

    def _crimes(self, before: list[Any], after: list[Any]) -> None:
        gone = LinkedCrime.objects.filter(occurrence=self._occurrence)
        was, now = _by_key(before, "crime"), _by_key(after, "crime")
        _remove("linked_crimes", gone.filter(crime__in=[crime for (crime,) in now.keys() - was.keys()]))
        for (crime,), told in was.items():
            part, _is_new = LinkedCrime.objects.get_or_create(occurrence=self._occurrence, crime=crime)
            _tell("linked_crimes", part.pk, told)

    def _revived(self, model: Any, uid: str) -> Any:
        """The person or vehicle, back in the register if this file had it leave."""
        found = model.objects.get(uid=uid)
        if found.deleted_at and found.deleted_reason == self._source.name:
            found.deleted_at, found.deleted_by, found.deleted_reason = None, "", ""
            found.save(update_fields=["deleted_at", "deleted_by", "deleted_reason"])
        return found

    def _retire(self, persons: Iterable[str] = (), vehicles: Iterable[str] = ()) -> None:
        gone = {
            "deleted_at": timezone.now(),
            "deleted_by": self._asker.id,
            "deleted_reason": self._source.name,
        }
        keys = {
            kind: list(
                model.objects.filter(uid__in=list(uids), created_at__gte=self._source.created_at).values_list(
                    "pk", flat=True
                )
            )
            for kind, model, uids in (("persons", Person, persons), ("vehicles", Vehicle, vehicles))
        }
        retire(self._log, gone, **keys, batch=self._source.batch)


def relink_parts(source: Source, pause: Callable[[], None]) -> None:
    """What records of other sources still have of this file's rows is told by the rows before again."""
    told = Telling.objects.filter(row__source=source).exclude(row__occurrence__source=source)
    told = told.annotate(row_before=_row_before("row"))
    while rows := list(told.filter(row_before__isnull=False).order_by("pk")[:_ROWS_AT_ONCE]):
        with transaction.atomic():
            again = [Telling(row_id=each.row_before, what=each.what, part=each.part) for each in rows]
            Telling.objects.bulk_create(again, ignore_conflicts=True)
            Telling.objects.filter(pk__in=[each.pk for each in rows]).delete()
        pause()
    goods = OtherGoods.objects.filter(source_row__source=source).exclude(occurrence__source=source)
    goods = goods.annotate(row_before=_row_before("source_row")).filter(row_before__isnull=False)
    while lot := list(goods.order_by("pk")[:_ROWS_AT_ONCE]):
        for each in lot:
            each.source_row_id = each.row_before
        OtherGoods.objects.bulk_update(lot, ["source_row"])
        pause()


def _row_before(row: str) -> Subquery:
    """The last row that counts by which the register knew the same before."""
    same = {name: OuterRef(f"{row}__{name}") for name in ("register", "key", "ordinal", "occurrence")}
    found = SourceRow.objects.filter(**same, pk__lt=OuterRef(row))
    return Subquery(found.exclude(source__state=Source.State.UNDONE).order_by("-pk").values("pk")[:1])


def _by_key(told: Iterable[Told], *names: str) -> dict[tuple[str, ...], Told]:
    return {tuple(str(each.get(name, "")) for name in names): each for each in told}


def _bare(told: Told) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name != "rows"}


def _tell(what: str, part: int, told: Told) -> None:
    """These rows tell of the part, and no others."""
    rows = told.get("rows", [])
    Telling.objects.filter(what=what, part=part).exclude(row__in=rows).delete()
    Telling.objects.bulk_create(
        [Telling(row_id=row, what=what, part=part) for row in rows], ignore_conflicts=True
    )


def _remove(what: str, parts: QuerySet[Any]) -> None:
    pks = list(parts.values_list("pk", flat=True))
    Telling.objects.filter(what=what, part__in=pks).delete()
    MODELS[what].objects.filter(pk__in=pks).delete()


def _goods_columns(told: Told) -> dict[str, Any]:
    quantity = told.get("quantity")
    said = {name: told.get(name) or "" for name in GOODS_COLUMNS}
    return said | {"quantity": None if quantity is None else Decimal(quantity)}
