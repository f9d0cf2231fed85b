"""Days between the last legal sale or transfer of a firearm and its recovery, or the word for why they cannot be said.
No Django, no database.

After the measure of that name in ATF's firearms trace data: recovery less purchase, in days; partial dates give an interval.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.kernel.values import PartialDate
from headstamp.tracing.written_dates import Order, Written, read

LONGEST_SHORT = 90
"""Years before the recovery up to which a two-digit year is read backwards: one further back is a sale after it."""


class Refusal(StrEnum):
    """Why no days can be said."""

    NO_SALE = "no_sale_date"
    NO_RECOVERY = "no_recovery_date"
    SALE_NOT_A_DATE = "sale_not_a_date"
    RECOVERY_NOT_A_DATE = "recovery_not_a_date"
    SALE_AFTER_RECOVERY = "sale_after_recovery"
    RECOVERY_IN_FUTURE = "recovery_in_future"
    SALE_BEFORE_MADE = "sale_before_made"


WORDS: Mapping[Refusal, Message] = MappingProxyType(
    {
        Refusal.NO_SALE: say(gettext_noop("The date of the sale is not known.")),
        Refusal.NO_RECOVERY: say(gettext_noop("The date of the recovery is not known.")),
        Refusal.SALE_NOT_A_DATE: say(gettext_noop("The date of the sale is no date that can be.")),
        Refusal.RECOVERY_NOT_A_DATE: say(gettext_noop("The date of the recovery is no date that can be.")),
        Refusal.SALE_AFTER_RECOVERY: say(gettext_noop("The sale is after the recovery.")),
        Refusal.RECOVERY_IN_FUTURE: say(gettext_noop("The recovery is in the future.")),
        Refusal.SALE_BEFORE_MADE: say(gettext_noop("The sale is before this firearm was made.")),
    }
)


@dataclass(frozen=True, slots=True)
class TimeToCrime:
    """Days from sale to recovery, at least and at most: the same where both days are known. Or a `refusal`.

    `sale` and `recovery` are the dates as they were read (None: not read).
    """

    least: int | None = None
    most: int | None = None
    sale: PartialDate | None = None
    recovery: PartialDate | None = None
    refusal: Refusal | None = None

    @property
    def is_exact(self) -> bool:
        return self.least is not None and self.least == self.most

    def __str__(self) -> str:
        """The days, `least..most`, or the word of the refusal."""
        if self.refusal:
            return self.refusal.value
        return str(self.least) if self.is_exact else f"{self.least}..{self.most}"


_UNKNOWN = frozenset({"", "-", "--", "?", "n/a", "na", "nan", "nat", "none", "null", "unk", "unknown", "not known", "desconocido", "s/d", "sin dato"})  # fmt: skip


def time_to_crime(
    sale: str | date | None,
    recovery: str | date | None,
    *,
    made: int | None = None,
    order: Order | None = None,
    today: date | None = None,
) -> TimeToCrime:
    """The days between two dates, as written or as dates. `made` is the first year in which the firearm can have been sold:
    its year of manufacture, or the first of its model; `order` says whether the month or the day comes first.

    A two-digit year of the recovery is the last one that is not in the future, one of the sale the last one that is not
    after the recovery.
    """
    today = today or date.today()  # noqa: DTZ011 a date of a table has no time zone
    sold_text, found_text = _text(sale), _text(recovery)
    if _is_unknown(found_text):
        return TimeToCrime(refusal=Refusal.NO_RECOVERY)
    if _is_unknown(sold_text):
        return TimeToCrime(refusal=Refusal.NO_SALE)
    sold, found = read(sold_text, order), read(found_text, order)
    if found is None:
        return TimeToCrime(refusal=Refusal.RECOVERY_NOT_A_DATE)
    if sold is None:
        return TimeToCrime(refusal=Refusal.SALE_NOT_A_DATE)
    recovered = _recovered(found, today)
    if recovered is None:
        return TimeToCrime(refusal=Refusal.RECOVERY_IN_FUTURE)
    return between(_sold(sold, recovered), recovered, made)


def between(sale: PartialDate | None, recovery: PartialDate, made: int | None = None) -> TimeToCrime:
    """The same of two dates that are read already; None for a sale that has no reading before the recovery."""
    if sale is None or sale.earliest > recovery.latest:
        return TimeToCrime(sale=sale, recovery=recovery, refusal=Refusal.SALE_AFTER_RECOVERY)
    if made is not None and sale.latest.year < made:
        return TimeToCrime(sale=sale, recovery=recovery, refusal=Refusal.SALE_BEFORE_MADE)
    least = max(0, (recovery.earliest - sale.latest).days)
    return TimeToCrime(least, (recovery.latest - sale.earliest).days, sale, recovery)


def _recovered(written: Written, today: date) -> PartialDate | None:
    """The last reading that is not in the future."""
    possible = [each for each in written.readings if each.earliest <= today]
    return possible[-1] if possible else None


def _sold(written: Written, recovered: PartialDate) -> PartialDate | None:
    """The last reading that is not after the recovery; for a short year not one from almost a century before it."""
    possible = [each for each in written.readings if each.earliest <= recovered.latest]
    if not written.is_short:
        return written.readings[-1]
    if not possible or recovered.year - possible[-1].year > LONGEST_SHORT:
        return None
    return possible[-1]


def _text(value: str | date | None) -> str:
    return value.isoformat() if isinstance(value, date) else (value or "").strip()


def _is_unknown(text: str) -> bool:
    return text.casefold().strip(" .") in _UNKNOWN
