"""Days between sale and recovery are exact; two-digit years are read by what is possible; what cannot be is refused with a word."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.tracing.time_to_crime import Refusal, time_to_crime
from headstamp.tracing.written_dates import Order, order_of, read

TODAY = date(2026, 11, 26)
DAYS = st.dates(date(1930, 1, 1), date(2020, 12, 31))


def told(sale, recovery, **more):
    return str(time_to_crime(sale, recovery, today=TODAY, **more))


@given(sale=DAYS, recovery=DAYS, form=st.sampled_from(("%m/%d/%Y", "%Y-%m-%d", "%d %b %Y", "%B %d, %Y", "%Y%m%d", "%m-%d-%Y 00:00:00")))  # fmt: skip
def test_whole_dates_give_the_exact_difference_in_any_form(sale, recovery, form):
    expected = str((recovery - sale).days) if sale <= recovery else Refusal.SALE_AFTER_RECOVERY
    assert told(sale.strftime(form), recovery.strftime(form)) == expected


@given(sale=DAYS, days=st.integers(0, 80 * 365))
def test_a_two_digit_year_of_the_sale_is_the_last_before_the_recovery(sale, days):
    recovery = min(sale + timedelta(days), TODAY)
    assert told(sale.strftime("%m/%d/%y"), recovery.isoformat()) == str((recovery - sale).days)


@pytest.mark.parametrize(
    ("sale", "recovery", "expected"),
    [
        ("12/31/68", "02/01/05", str((date(2005, 2, 1) - date(1968, 12, 31)).days)),
        ("03-05-71", "03-05-99", str((date(1999, 3, 5) - date(1971, 3, 5)).days)),
        ("05.03.71", "05.03.1999", str((date(1999, 3, 5) - date(1971, 3, 5)).days)),
        ("01/15/04", "01/15/04", "0"),
        ("02/29/00", "03/01/00", "1"),
        ("31-DEC-68", "1-JAN-69", "1"),
        ("12311968", "01/02/1969", "2"),
        ("25569", "1970-01-03", "2"),  # days of a spreadsheet
        ("05/01/05", "04/01/05", "sale_after_recovery"),  # and not a century before it
        ("30/02/1999", "2001-01-01", "sale_not_a_date"),
        ("02/30/1999", "2001-01-01", "sale_not_a_date"),
        ("02/29/01", "2003-01-01", "sale_not_a_date"),
        ("1999-01-01", "1999-13-45", "recovery_not_a_date"),
        ("0199-01-01", "1999-01-01", "sale_not_a_date"),
        ("", "1999-01-01", "no_sale_date"),
        ("UNKNOWN", "1999-01-01", "no_sale_date"),
        ("1999-01-01", "N/A", "no_recovery_date"),
        ("1999-01-01", "2031-01-01", "recovery_in_future"),
        ("1995", "2005-03-01", f"{(date(2005, 3, 1) - date(1995, 12, 31)).days}..{(date(2005, 3, 1) - date(1995, 1, 1)).days}"),
        ("1995-02", "1995-02-10", "0..9"),
        ("1995", "1995", "0..364"),
        ("1995-03", "1995-02", "sale_after_recovery"),
        ("Marzo de 1995", "10 de abril de 1995", "10..40"),
    ],
)  # fmt: skip
def test_dates_as_trace_tables_write_them(sale, recovery, expected):
    assert told(sale, recovery) == expected


def test_a_sale_before_the_firearm_was_made_is_refused():
    assert told("1975-01-01", "2001-01-01", made=1983) == "sale_before_made"
    assert told("1983-01-01", "1984-01-01", made=1983) == "365"
    assert told("12/31/68", "2001-01-01", made=1990) == "sale_before_made"


def test_the_order_of_a_table_is_shown_by_its_own_dates():
    assert order_of(["03/05/71", "25/12/1999"]) is Order.DAY_FIRST
    assert order_of(["03/05/71", "12/25/1999", "25.12.1999"]) is Order.MONTH_FIRST
    assert order_of(["03/05/71"]) is None
    assert order_of(["13/05/71", "05/13/71"]) is None
    assert read("03/05/1971", Order.DAY_FIRST).readings[0].iso == "1971-05-03"
    assert read("03/05/1971").readings[0].iso == "1971-03-05"


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_wording_stops_it(sale, recovery):
    found = time_to_crime(sale, recovery, today=TODAY)
    assert (found.refusal is None) == (found.least is not None)
