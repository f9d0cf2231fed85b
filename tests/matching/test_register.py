"""`headstamp match` compares what the asker reads, as the pages compare it, and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from headstamp.kernel.errors import NotAllowed
from headstamp.matching.index import index
from headstamp.matching.register import as_plain, match_register, register_of
from headstamp.matching.told import record_of
from headstamp.registry.actions import delete_occurrence, record_occurrence, set_visibility
from headstamp.registry.facts import ItemFacts, MarkFacts, OccurrenceFacts
from headstamp.registry.models.columns import Visibility
from headstamp.registry.queries.marks import guns

pytestmark = pytest.mark.django_db


def gun(asker, *numbers, make="zastava", model="M57", calibre="7.62x25", kind="pistol"):
    marks = tuple(MarkFacts(as_read=number) for number in numbers)
    item = ItemFacts(kind=kind, make_code=make, model=model, calibre_code=calibre, marks=marks)
    facts = OccurrenceFacts(kind="seizure", occurred_on="2021-05-06", items=(item,))
    return record_occurrence(asker, facts=facts).items.get()


def test_a_record_is_told_as_the_pages_tell_it(cast):
    items = [gun(cast.registrar, "C-128765", "C-99112"), gun(cast.registrar, "77?12")]
    told = {record.key: record for record in register_of(cast.analyst)}
    for pk, item in guns([each.pk for each in items]).items():
        expected = record_of(item, index())
        found = told[str(item.uid)]
        assert (expected.serials, expected.make, expected.model, expected.calibre, expected.kind) == (
            found.serials, found.make, found.model, found.calibre, found.kind,
        )  # fmt: skip
        assert (expected.year, expected.date, expected.jurisdiction, expected.occurrence) == (
            found.year, found.date, found.jurisdiction, found.occurrence,
        )  # fmt: skip
        assert expected.key == str(pk)


def test_pairs_and_clusters_name_items(cast):
    one, other = gun(cast.registrar, "C-128765"), gun(cast.registrar, "c 128 765")
    gun(cast.registrar, "C-128765", make="beretta", model="92", calibre="9x19")
    told = list(as_plain(*match_register(cast.analyst)))
    first = {"a": str(one.uid), "b": str(other.uid), "verdict": "same"}
    assert told[0].items() >= first.items()
    assert told[0]["why"][0] == "same number"
    assert [each["verdict"] for each in told if "verdict" in each].count("conflict") == 2
    assert told[-1] == {"cluster": [str(one.uid), str(other.uid)]}


def test_what_the_asker_may_not_read_is_not_compared(cast):
    one, other = gun(cast.registrar, "C-128765"), gun(cast.registrar, "C-128765")
    record = other.occurrence
    set_visibility(cast.registrar, uid=str(record.uid), version=record.version, visibility=Visibility.UNIT)
    assert len(register_of(cast.registrar)) == 2
    assert [record.key for record in register_of(cast.officer)] == [str(one.uid)]
    assert register_of(cast.partner) == []
    with pytest.raises(NotAllowed):
        register_of(cast.nobody)


def test_deleted_records_are_left_out(cast):
    gone = gun(cast.registrar, "C-128765")
    record = gone.occurrence
    delete_occurrence(cast.head, uid=str(record.uid), version=record.version, reason="entered twice")
    assert register_of(cast.registrar) == []


def test_one_question_reads_all(cast):
    for number in range(5):
        gun(cast.registrar, f"C-12876{number}", f"X-77{number}99")
    with CaptureQueriesContext(connection) as asked:
        assert len(register_of(cast.analyst)) == 5
    assert len(asked) <= 2
