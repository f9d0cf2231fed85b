from datetime import datetime

import pytest
from django.conf import settings
from django.utils import formats, translation

EVENING = datetime(2022, 5, 1, 16, 7)  # noqa: DTZ001  only its looks matter


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_dates_are_day_before_month_and_24_hours(language: str) -> None:
    with translation.override(language):
        assert formats.date_format(EVENING, "SHORT_DATETIME_FORMAT") == "01.05.2022 16:07"
        assert formats.date_format(EVENING, "SHORT_DATE_FORMAT") == "01.05.2022"


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_thousands_and_decimals_are_told_apart(language: str) -> None:
    with translation.override(language):
        written = formats.number_format(12345.6, 1, force_grouping=True)
    assert written == ("12,345.6" if language == "en" else "12.345,6")
