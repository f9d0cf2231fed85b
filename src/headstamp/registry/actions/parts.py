"""Writes the rows that hang on an occurrence or an item: marks, references, goods, crimes, incident."""

from collections.abc import Sequence
from datetime import datetime

from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.facts import (
    GoodsFacts,
    IncidentInput,
    ItemFacts,
    MarkFacts,
    PlaceFacts,
    ReferenceFacts,
)
from headstamp.registry.laws.occurrence import reference_identity
from headstamp.registry.models import (
    IncidentFacts,
    Item,
    LegalStatus,
    LinkedCrime,
    Mark,
    Occurrence,
    OtherGoods,
    Place,
    Reference,
)
from headstamp.registry.models.place import Precision
from headstamp.registry.numbers import mark_key, reference_key
from headstamp.registry.told import (
    GOODS_COLUMNS,
    INCIDENT_COLUMNS,
    MARK_COLUMNS,
    PLACE_COLUMNS,
    REFERENCE_COLUMNS,
    columns,
)


def write_place(facts: PlaceFacts | None, jurisdiction: str) -> Place | None:
    """A place of its own for the record, or None where nothing is said of it."""
    return (
        Place.objects.create(**place_columns(facts, jurisdiction))
        if facts and facts != PlaceFacts()
        else None
    )


def place_columns(facts: PlaceFacts, jurisdiction: str) -> dict[str, object]:
    """Columns of a place; how precisely it is known follows from what was told, unless that was told too."""
    values: dict[str, object] = columns(facts, PLACE_COLUMNS)
    values["jurisdiction"] = facts.jurisdiction or jurisdiction
    if facts.precision == Precision.UNKNOWN:
        values["precision"] = _precision_of(facts)
    return values


def _precision_of(facts: PlaceFacts) -> Precision:
    if facts.latitude is not None:
        return Precision.EXACT
    if facts.crossing or facts.settlement:
        return Precision.SETTLEMENT
    if facts.municipality:
        return Precision.MUNICIPALITY
    return Precision.UNKNOWN


def replace_marks(item: Item, marks: Sequence[MarkFacts]) -> None:
    """The item's marks are these; whether it has a serial number follows. The caller saves the item."""
    item.marks.all().delete()
    Mark.objects.bulk_create(
        Mark(item=item, folded=mark_key(mark.as_read), **columns(mark, MARK_COLUMNS)) for mark in marks
    )
    item.has_serial = has_serial(marks)


def has_serial(marks: Sequence[MarkFacts]) -> bool:
    """Whether a serial number was read."""
    return any(mark.kind == "serial" and mark.as_read for mark in marks)


def replace_references(record: Occurrence | Item, references: Sequence[ReferenceFacts]) -> None:
    """The record's references are these; Conflict if another record has one of them, whoever may see that one."""
    wanted = {reference_identity(reference): reference for reference in references}
    for row in record.references.all():
        kept = wanted.pop(reference_identity(row), None)
        if kept is None:
            row.delete()
        elif row.number != kept.number:
            row.number = kept.number
            row.save(update_fields=["number"])
    must_be_free(list(wanted.values()))
    on = {"occurrence": record} if isinstance(record, Occurrence) else {"item": record}
    Reference.objects.bulk_create(
        Reference(folded=reference_key(told.number), **on, **columns(told, REFERENCE_COLUMNS))
        for told in wanted.values()
    )


def must_be_free(references: Sequence[ReferenceFacts]) -> None:
    """Conflict if a record has one of the references; the message never tells which record."""
    for told in references:
        issuer, kind, folded = reference_identity(told)
        if Reference.objects.filter(issuer=issuer, kind=kind, folded=folded).exists():
            message = gettext_noop(
                "The number %(number)s of %(issuer)s is in the register already. Search for it, or check the number."
            )
            raise Conflict(say(message, number=told.number, issuer=issuer))


def replace_goods(occurrence: Occurrence, goods: Sequence[GoodsFacts]) -> None:
    """The occurrence's other goods are these; a row that stays keeps its file row."""
    left = list(goods)
    for row in occurrence.goods.all():
        told = GoodsFacts(**columns(row, GOODS_COLUMNS))
        if told in left:
            left.remove(told)
        else:
            row.delete()
    OtherGoods.objects.bulk_create(
        OtherGoods(occurrence=occurrence, **columns(told, GOODS_COLUMNS)) for told in left
    )


def replace_crimes(occurrence: Occurrence, crimes: Sequence[str]) -> None:
    """The crimes that the occurrence is linked with are these."""
    occurrence.linked_crimes.exclude(crime__in=crimes).delete()
    known = set(occurrence.linked_crimes.values_list("crime", flat=True))
    LinkedCrime.objects.bulk_create(
        LinkedCrime(occurrence=occurrence, crime=crime) for crime in crimes if crime not in known
    )


def replace_incident(occurrence: Occurrence, incident: IncidentInput | None) -> None:
    """What the incident did is this, or it was none."""
    if incident is None:
        IncidentFacts.objects.filter(occurrence=occurrence).delete()
    else:
        IncidentFacts.objects.update_or_create(
            occurrence=occurrence, defaults=columns(incident, INCIDENT_COLUMNS)
        )


def write_legal_status(asker: Asker, item: Item, facts: ItemFacts, now: datetime) -> None:
    """The item's first legal status, dated as told."""
    if facts.legal_status:
        LegalStatus.objects.create(
            item=item,
            status=facts.legal_status,
            since=facts.legal_status_on,
            decision=facts.legal_decision,
            recorded_at=now,
            recorded_by=asker.id,
        )
