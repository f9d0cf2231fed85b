"""Signals in words, alike on pages, in exports and on the console."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from headstamp.analysis.early_warning import Series
from headstamp.analysis.first_sightings import Subject
from headstamp.analysis.models import Signal, Verdict
from headstamp.analysis.months import Period, iso_of
from headstamp.analysis.queries import Shown, as_now, signals_visible_to
from headstamp.desk.exporting import Exported, Rows
from headstamp.desk.wording import partial_date
from headstamp.kernel.asker import Asker
from headstamp.vocabulary import codes

_LISTS = {
    Subject.KIND: "item_kinds",
    Subject.MAKE: "makes",
    Subject.CALIBRE: "calibres",
    Subject.CONVERSION: "conversion_origins",
    Subject.CONCEALMENT: "concealment",
    Subject.DETECTION: "detection_means",
}


def series_told(series: Series, language: str) -> str:
    """What is counted: “Seizure · Pistol · Prizren · House search”."""
    place = (
        codes.label("municipalities", series.municipality, language)
        if series.municipality
        else codes.label("directorates", series.directorate, language)
        if series.directorate
        else ""
    )
    parts = [
        codes.label("occurrence_kinds", series.occurrence_kind, language),
        codes.label("item_kinds", series.kind, language) if series.kind else "",
        place,
        codes.label("search_contexts", series.context, language) if series.context else "",
    ]
    return " · ".join(part for part in parts if part)


def subject_told(subject: str) -> str:
    """What sort of thing is new."""
    return {
        Subject.KIND: _("Kind"), Subject.MAKE: _("Make"), Subject.MODEL: _("Model"), Subject.CALIBRE: _("Calibre"),
        Subject.CONVERSION: _("Converted from"), Subject.CONCEALMENT: _("Concealment"),
        Subject.DETECTION: _("Means of detection"), Subject.ROUTE: _("Route"),
    }[Subject(subject)]  # fmt: skip


def thing_told(signal: Signal, language: str) -> str:
    """The new thing: a label, a make with its model, a route from where to where."""
    if signal.subject == Subject.ROUTE:
        stops = signal.value.split(">")
        return " → ".join(codes.label("jurisdictions", stop, language) for stop in stops)
    if signal.subject == Subject.MODEL:
        make, _bar, model = signal.value.partition("|")
        return f"{codes.label('makes', make, language)} {model}"
    return codes.label(_LISTS[Subject(signal.subject)], signal.value, language)


def what_told(shown: Shown, language: str) -> str:
    """The series or the new thing in one line."""
    if shown.is_first:
        return f"{subject_told(shown.signal.subject)}: {thing_told(shown.signal, language)}"
    return series_told(shown.series, language)


def period_told(period: Period) -> str:
    """The month, or up to which day of it."""
    month = partial_date(iso_of(period.month))
    return (
        _("%(month)s, up to day %(day)s") % {"month": month, "day": period.until} if period.until else month
    )


def also_told(signal: Signal, language: str) -> list[str]:
    """The series that stood out with it."""
    return [series_told(Series(*told), language) for told in signal.also]


def one_in(chance: float | None) -> int | None:
    """Chance alone brings a count as far out once in so many months, rounded to two digits."""
    if not chance:
        return None
    number = round(1 / chance)
    step = int(10 ** max(len(str(number)) - 2, 0))
    return min(number // step * step, 1_000_000)


def records_asked(shown: Shown) -> dict[str, str]:
    """The filter of the list of occurrences that shows the signal's records."""
    series, period = shown.series, shown.period
    asked = {
        "kind": series.occurrence_kind, "item": series.kind, "municipality": series.municipality,
        "directorate": "" if series.municipality else series.directorate, "context": series.context,
        "from": period.first, "to": period.last,
    }  # fmt: skip
    return {name: value for name, value in asked.items() if value}


def _rows(asker: Asker, found: QuerySet[Signal]) -> Rows:
    for each in as_now(list(found)):
        signal, verdict = each.signal, each.verdict
        yield [
            signal.uid, signal.get_sort_display(), signal.month, signal.until or "", what_told(each, asker.language), each.count,
            signal.expected, signal.low, signal.high, one_in(signal.chance),
            str(Verdict.Word(verdict.word).label) if verdict else "", verdict.reason if verdict else "",
        ]  # fmt: skip


SIGNALS = Exported(
    subject="signal",
    title=_later("Early warning"),
    columns=(
        _later("Signal"), _later("What"), _later("Month"), _later("Up to day"), _later("Told"), _later("Records now"), _later("Expected"),
        _later("Lowest usual"), _later("Highest usual"), _later("By chance once in so many months"), _later("Verdict"), _later("Reason"),
    ),
    found=signals_visible_to,
    rows=_rows,
)  # fmt: skip
