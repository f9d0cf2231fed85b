"""What the snapshot holds of reports, and the figures that count them: for who may know of the item, and after every change."""

import pytest
from django.utils import timezone

from headstamp.desk.rows_of_figure import rows_of_figure
from headstamp.forensics import actions
from headstamp.forensics.models import LabRequest
from headstamp.kernel.asker import Asker
from headstamp.snapshot.actions import refresh
from headstamp.snapshot.queries import open_for
from tests.cast import Cast
from tests.forensics.office import Laboratory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lab(cast: Cast) -> Laboratory:
    return Laboratory(cast)


def rows(asker: Asker) -> list[tuple[object, ...]]:
    with open_for(asker) as view:
        asked = (
            "SELECT item_class, function, turnaround_days, is_verified FROM examinations ORDER BY exhibit_id"
        )
        return list(view.sql(asked, of=("examinations",)))


def test_a_report_is_a_row_once_it_is_made_and_says_when_it_is_verified(lab: Laboratory) -> None:
    made = lab.examining()
    refresh()
    assert rows(lab.asking) == []
    reported = lab.reported(lab.item(), lab.item("bulk_explosive"))
    refresh()
    assert rows(lab.asking) == [("firearm", "works", 0, False), ("explosive", "works", 0, False)]
    actions.verify_report(lab.second, request=reported.uid)
    refresh()
    assert [row[-1] for row in rows(lab.asking)] == [True, True]
    assert LabRequest.objects.get(pk=made.pk).state == "examining"


def test_a_report_that_was_sent_back_is_no_row(lab: Laboratory) -> None:
    made = lab.reported()
    refresh()
    actions.send_report_back(lab.second, request=made.uid, reason="The calibre is missing")
    refresh()
    assert rows(lab.asking) == []


def test_it_is_counted_for_who_may_know_of_the_item(lab: Laboratory) -> None:
    lab.reported(lab.item(visibility="unit"))
    refresh()
    assert len(rows(lab.first)) == 1
    assert rows(lab.outside) == []


def test_the_figure_leads_to_the_rows_that_it_counts(lab: Laboratory) -> None:
    lab.reported(lab.item(), lab.item("bulk_explosive"))
    refresh()
    year = str(timezone.localdate().year)
    found = rows_of_figure(lab.asking, "examinations-done", {"year": year})
    assert (found.number, found.value) == (2, "2")
    told = rows_of_figure(lab.asking, "examinations-done", {"year": year, "item_class": "firearm"})
    assert told.number == 1
