"""Numbers as people write them."""

from decimal import Decimal

import pytest
from django.utils import translation

from headstamp.desk.wording import rounded


@pytest.mark.parametrize(
    ("value", "places", "language", "told"),
    [
        (Decimal("2.546"), 2, "en", "2.55"),
        (2.546, 2, "en", "2.55"),
        (Decimal("2.544999"), 2, "en", "2.54"),
        (Decimal("0.125"), 2, "en", "0.13"),
        (99.999, 2, "en", "100.00"),
        (1234.56, 1, "sq", "1.234,6"),
        (0, 1, "en", "0.0"),
    ],
)
def test_a_number_is_rounded_and_not_cut(
    value: Decimal | float, places: int, language: str, told: str
) -> None:
    with translation.override(language):
        assert rounded(value, places).replace("\xa0", ".") == told
