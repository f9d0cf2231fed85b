"""What hangs on a record asks for that record alone: no list of all records is made for one photo, number or signal."""

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from headstamp.analysis.models import Watch
from headstamp.analysis.queries import signals_visible_to
from headstamp.registry.models import Occurrence
from headstamp.registry.queries import goods_visible_to, references_seen
from headstamp.registry.queries.attachments import attachments_visible_to
from headstamp.registry.told import occurrence_told
from tests.cast import Cast
from tests.registry import rows

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]  # PostgreSQL chooses by the rows that it finds


@pytest.fixture
def occurrence(cast: Cast) -> Occurrence:
    made = rows.occurrence(cast.unit)
    rows.item(made, "T-1")
    Watch.objects.create(jurisdiction="XK", reach="jurisdiction", counted_at=rows.NOW)
    return made


def plans(asked: CaptureQueriesContext) -> str:
    """How SQLite answers each of the queries."""
    with connection.cursor() as cursor:
        found = []
        for query in [query["sql"] for query in asked.captured_queries]:
            cursor.execute(f"EXPLAIN QUERY PLAN {query}")
            found += [line[3] for line in cursor.fetchall()]
    return "\n".join(found)


@pytest.mark.parametrize("hanging", [attachments_visible_to, goods_visible_to])
def test_files_and_goods_of_one_record_ask_for_that_record(
    cast: Cast, occurrence: Occurrence, hanging: type[QuerySet]
) -> None:
    with CaptureQueriesContext(connection) as asked:
        list(hanging(cast.registrar).filter(occurrence=occurrence.pk))
    assert "SCAN" not in plans(asked)


def test_a_signal_asks_for_its_own_item(cast: Cast, occurrence: Occurrence) -> None:
    with CaptureQueriesContext(connection) as asked:
        list(signals_visible_to(cast.analyst))
    assert "analysis_signal" in plans(asked)
    assert "SCAN" not in plans(asked).replace("SCAN analysis_watch", "")


def test_completion_of_a_number_asks_for_the_records_that_bear_it(cast: Cast, occurrence: Occurrence) -> None:
    with CaptureQueriesContext(connection) as asked:
        references_seen(cast.registrar, "T-1")
    assert "SCAN" not in plans(asked)


def test_the_people_of_a_record_are_asked_for_by_their_parts_in_it(
    cast: Cast, occurrence: Occurrence
) -> None:
    with CaptureQueriesContext(connection) as asked:
        occurrence_told(cast.registrar, occurrence)
    assert "SCAN" not in plans(asked)
