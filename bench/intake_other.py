"""The same rows by django-import-export, with its defaults: a ModelResource over the item, the other tables in hooks.

It writes the same tables as intake, one object at a time as the library does; codes are looked up and dates
parsed in the same places. What it lacks (log, check before writing, resume) is not asked of it.
"""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from import_export import fields, resources
from tablib import Dataset

from headstamp.accounts.models import Unit
from headstamp.kernel.folding import fold
from headstamp.registry.models import (
    Item,
    LegalStatus,
    Mark,
    Occurrence,
    Place,
    Reference,
    Source,
    SourceRow,
    Statement,
)
from headstamp.registry.numbers import mark_key
from headstamp.registry.search_rows import search_text_of
from headstamp.vocabulary import codes, lookup

NOW = datetime(2026, 1, 1, tzinfo=UTC)
STAMPS = {"created_at": NOW, "changed_at": NOW, "created_by": "1", "changed_by": "1"}


class ItemResource(resources.ModelResource):
    uid = fields.Field(attribute="uid", column_name="Nr")

    class Meta:
        model = Item
        import_id_fields = ("uid",)
        fields = ("uid", "kind", "make", "model", "calibre")

    def before_import(self, dataset: Dataset, **kwargs: Any) -> None:
        self.unit = Unit.objects.select_related("agency").get()
        self.source = Source.objects.create(
            kind="file", unit=self.unit, name="other", register="other", created_at=NOW
        )
        self.owned = {
            "unit": self.unit,
            "jurisdiction": self.unit.agency.jurisdiction,
            "source": self.source,
            **STAMPS,
        }

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        row["kind"] = lookup.find("item_kinds", row["Kind"]) or ""
        row["make"], row["model"], row["calibre"] = (
            row["Make"] or "",
            row["Model"] or "",
            row["Calibre"] or "",
        )

    def before_save_instance(self, instance: Item, row: dict[str, Any], **kwargs: Any) -> None:
        occurrence = self._occurrence(row)
        known = codes.code("item_kinds", instance.kind)
        assert known is not None
        instance.item_class, instance.quantity_unit = str(known.facts["class"]), str(known.facts["unit"])
        instance.make_code = lookup.find("makes", instance.make) or ""
        instance.calibre_code = lookup.find("calibres", instance.calibre) or ""
        instance.legal_status, instance.has_serial = "seized", bool(row["Serial number"])
        for name, value in {**self.owned, "occurrence": occurrence}.items():
            setattr(instance, name, value)
        instance.occurrence_kind, instance.occurred_on = "seizure", occurrence.occurred_on
        instance.municipality, instance.context = occurrence.municipality, occurrence.context

    def after_save_instance(self, instance: Item, row: dict[str, Any], **kwargs: Any) -> None:
        if row["Serial number"]:
            serial = str(row["Serial number"])
            Mark.objects.create(item=instance, as_read=serial, folded=mark_key(serial))
        LegalStatus.objects.create(item=instance, status="seized", recorded_at=NOW, recorded_by="1")
        cells = {name: str(value) for name, value in row.items() if value is not None and name[0].isupper()}
        kept = SourceRow.objects.create(
            source=self.source, register="other", number=row["Nr"], key=str(row["Nr"]), digest="0" * 64, cells=cells,
            outcome="created", occurrence=instance.occurrence, item=instance,
        )  # fmt: skip
        Statement.objects.create(
            kind="looked_up", subject_kind="item", subject_id=instance.pk, source=self.source, row=kept, at=NOW,
            said={"item.kind": [row["Kind"], instance.kind]},
        )  # fmt: skip
        search_text_of(instance.occurrence).save()

    def _occurrence(self, row: dict[str, Any]) -> Occurrence:
        folded = fold(row["Case"])
        found = Reference.objects.filter(issuer="other", folded=folded).select_related("occurrence").first()
        if found and found.occurrence:
            return found.occurrence
        day = datetime.strptime(row["Date"], "%d.%m.%Y").replace(tzinfo=UTC).date().isoformat()
        municipality = lookup.find("municipalities", row["Municipality"]) or ""
        place = Place.objects.create(text=row["Place"], municipality=municipality, jurisdiction="XK")
        made = Occurrence.objects.create(
            kind="seizure", occurred_on=day, municipality=municipality, place=place, narrative=row["Narrative"],
            context=row["Context"], concealment=row["Hidden"], **self.owned,
        )  # fmt: skip
        Reference.objects.create(
            kind="police_case", issuer="other", number=row["Case"], folded=folded, occurrence=made
        )
        return made


def import_with_defaults(path: Path) -> dict[str, Any]:
    """Read and import the workbook as the library's own admin does."""
    start = time.perf_counter()
    with path.open("rb") as stream:
        dataset = Dataset().load(stream, format="xlsx")
    # The library takes the first row for headings; ours finds them under a banner.
    rows = list(dataset)
    dataset = Dataset(*rows[1:], headers=rows[0])
    result = ItemResource().import_data(dataset, dry_run=False)
    errors = [str(error.error) for row in result.rows for error in row.errors] + [
        str(e.error) for e in result.base_errors
    ]
    assert not errors, errors[:3]
    return {"rows": len(dataset), "seconds": time.perf_counter() - start}
