"""No name, number or word that somebody typed is in the snapshot, in whichever field it was typed."""

import glob
from pathlib import Path

import pyarrow.parquet as pq
from django.db import models

from headstamp.registry import models as registry
from headstamp.snapshot.actions import refresh
from headstamp.snapshot.cache import open_cache
from headstamp.snapshot.places import places
from headstamp.snapshot.queries import open_for
from tests.cast import Cast
from tests.registry import rows

WORD = "zqmarked"


def _mark(record: models.Model) -> list[str]:
    """Put a marked word into every text field of the row that holds no code."""
    codes = {"CharField": 48, "TextField": None}
    marked = []
    for field in record._meta.concrete_fields:
        if field.get_internal_type() not in codes or field.name in KEPT or field.max_length == 48:
            continue
        text = f"{WORD} {field.name} Ž"
        setattr(record, field.name, text[: field.max_length] if field.max_length else text)
        marked.append(field.name)
    if marked:
        type(record)._default_manager.filter(pk=record.pk).update(
            **{name: getattr(record, name) for name in marked}
        )
    return marked


# Held to their shape by the database, or the identifiers by which rows are told apart.
KEPT = {
    "uid", "visibility", "jurisdiction", "status", "item_class", "quantity_unit", "occurred_on", "occurred_until",
    "happened_on", "born_on", "starts_on", "ends_on", "legal_status_on", "since", "precision", "kind", "state", "unit", "checked_by",
}  # fmt: skip


def test_whatever_was_typed_stays_behind(cast: Cast) -> None:
    place = registry.Place.objects.create(
        text=WORD, jurisdiction="XK", municipality="peje", precision="exact"
    )
    occurrence = rows.occurrence(
        cast.unit, place=place, municipality="peje", operation=rows.operation(cast.unit)
    )
    item = rows.item(occurrence, "SERIAL")
    registry.LegalStatus.objects.create(item=item, status="seized", recorded_at=rows.NOW, recorded_by="1")
    rows.person(occurrence, WORD, born_on="1990-02-03", sex="male")
    rows.vehicle(occurrence, WORD)
    rows.check(cast.unit)
    rows.findable(occurrence)
    marked = [
        f"{model.__name__}.{name}"
        for model in (
            registry.Place, registry.Operation, registry.Occurrence, registry.Item, registry.Mark, registry.LegalStatus,
            registry.Person, registry.Vehicle, registry.Check, registry.Source,
        )
        for row in model._default_manager.all()
        for name in _mark(row)
    ]  # fmt: skip
    assert {"Person.family_name", "Item.description", "Mark.as_read", "Occurrence.narrative"} <= set(marked)
    refresh()
    assert not _found(WORD)
    assert not _found("1990-02-03")
    assert _found("peje")


def test_words_in_a_field_of_codes_are_not_carried_on(cast: Cast) -> None:
    """No action lets them in; the snapshot does not rely on that."""
    occurrence = rows.occurrence(cast.unit, municipality=f"{WORD} X", context="Arben\nGashi")
    rows.item(occurrence, kind=f"{WORD} Ž")
    made = refresh()
    assert made.tables["items"].rows == 1
    for word in (WORD, "Gashi"):
        assert not _found(word)
    assert _found("?")


def test_commas_make_no_code_of_what_is_none(cast: Cast) -> None:
    rows.item(rows.occurrence(cast.unit, context=f"{WORD},Gashi"), kind="one,two")
    refresh()
    assert not _found(WORD)
    assert not _found("one,two")


def test_jurisdictions_on_the_way_are_told_and_words_beside_them_are_not(cast: Cast) -> None:
    rows.item(rows.occurrence(cast.unit), transit=f"RS, ME,{WORD}\x1f\nZ")
    rows.item(rows.occurrence(cast.unit), transit="AL")
    refresh()
    with open_for(cast.analyst) as view:
        assert set(view.sql("SELECT transit FROM items", of=("items",))) == {("RS,ME",), ("AL",)}
    assert not _found(WORD)


def _found(word: str) -> list[str]:
    """Files of the snapshot in which the word stands, packed or not."""
    files = [Path(name) for name in glob.glob(str(places().folder / "**"), recursive=True)]
    return [path.name for path in files if path.is_file() and any(word in text for text in _texts(path))]


def _texts(path: Path) -> list[str]:
    raw = path.read_bytes().decode("utf-8", "replace")
    if path.suffix == ".parquet":
        return [raw, str(pq.read_table(path).to_pydict()), str(pq.read_metadata(path).to_dict())]
    if path.suffix == ".duckdb":
        with open_cache(path) as connection:
            names = connection.execute(
                "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'held'"
            ).fetchall()
            held = [str(connection.execute(f"SELECT * FROM held.{name}").fetchall()) for (name,) in names]
        return [raw, *held]
    return [] if path.suffix in (".txt", ".json") else [raw]
