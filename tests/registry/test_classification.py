"""Every column of the office's tables is classified, and what is classified exists."""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec

import pytest
from django.apps import apps

from headstamp.registry.classification import CLASSIFIED, NAMED, Handling, Sort, fields, handling_of
from headstamp.registry.models import Item, Person


def _classified() -> dict[str, Mapping[str, Handling]]:
    """What all rooms say: those above the register in a `classification.py` of their own."""
    said = dict(CLASSIFIED)
    for app in apps.get_app_configs():
        name = f"{app.name}.classification"
        if app.name.startswith("headstamp.") and app.label != "registry" and find_spec(name):
            said |= import_module(name).CLASSIFIED
    return said


def _tables() -> dict[str, set[str]]:
    return {
        model._meta.label: {each.name for each in (*model._meta.concrete_fields, *model._meta.many_to_many)}
        for app in apps.get_app_configs()
        if app.name.startswith("headstamp.")
        for model in app.get_models()
    }


def test_every_field_of_every_table_is_classified() -> None:
    said = _classified()
    missing = [
        f"{label}.{name}" for label, names in _tables().items() for name in names - set(said.get(label, ()))
    ]
    assert sorted(missing) == []


def test_no_field_is_classified_that_does_not_exist() -> None:
    tables = _tables()
    gone = [
        f"{label}.{name}"
        for label, names in _classified().items()
        for name in set(names) - tables.get(label, set())
    ]
    assert sorted(gone) == []


def test_nothing_personal_may_be_published() -> None:
    for label, names in _classified().items():
        for name, handling in names.items():
            assert not (handling.sort is Sort.PERSONAL and handling.may_publish), (label, name)
            assert handling.may_leave or not handling.may_publish, (label, name)


def test_a_name_is_personal_and_a_kind_is_counted() -> None:
    assert handling_of(Person._meta.label, "family_name") is NAMED
    assert handling_of(Item._meta.label, "kind").may_publish
    with pytest.raises(KeyError):
        handling_of(Item._meta.label, "no such field")


def test_a_field_is_classified_once() -> None:
    with pytest.raises(ValueError, match="alias is classified twice"):
        fields(named="alias", told="alias")
