"""Drafts a bulletin for who asks: what happened, from records that he may see and that are not restricted; no names.

What was only recorded in its time is counted by the file or desk that it came from, never listed by the row of a file.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headstamp.accounts.permissions import Permission
from headstamp.accounts.queries import names_of, unit_of
from headstamp.desk.bulletin.plan import Kind, Part, Plan, plan_of, span_until
from headstamp.desk.wording import amount, item_told, partial_date, place_told
from headstamp.documents.sheet import Section, Sheet, SheetTable
from headstamp.kernel.asker import Asker
from headstamp.registry.models import Item, Occurrence, Source
from headstamp.registry.queries.arrivals import (
    LateSource,
    checks_that_happened,
    count_occurrences_before,
    count_occurrences_that_happened,
    late_sources,
    notable_items_that_happened,
    occurrences_by_kind_that_happened,
    occurrences_entered_late,
    occurrences_that_happened,
    quantities_that_happened,
)
from headstamp.registry.queries.totals import checks_waiting, waiting_for_check
from headstamp.vocabulary import codes

MOST = 60  # lines of a table; beyond that the list on the screen is the place
MOST_LATE = 20
EARLIER = 8  # spans before, for the usual number


def draft(asker: Asker, kind: Kind, until: datetime) -> Sheet:
    """The bulletin made at `until`, in the asker's active language. Needs the right to see records."""
    asker.must(Permission.SEE_RECORDS)
    return _Draft(asker, kind, until, plan_of(kind)).sheet()


class _Draft:
    def __init__(self, asker: Asker, kind: Kind, until: datetime, plan: Plan) -> None:
        self._asker, self._kind, self._plan = asker, kind, plan
        self._start, self._end = span_until(kind, until)
        self._late = late_sources(asker, self._start, self._end)

    def sheet(self) -> Sheet:
        title = _("24-hour bulletin") if self._kind is Kind.DAY else _("Weekly sheet")
        span = _("%(start)s to %(end)s") % {"start": _moment(self._start), "end": _moment(self._end)}
        return Sheet(
            title=self._plan.title or title,
            language={"sr": "sr", "sr-latn": "sr"}.get(self._asker.language, self._asker.language),
            number=span,
            office=unit_of(self._asker),
            handling=self._plan.handling or _("Police use only"),
            banner=_("Demonstration: all records are invented") if settings.HEADSTAMP_DEMO else "",
            sections=tuple(self._sections()),
            notes=self._notes(),
            footer=_("Drafted from the register on %(when)s by %(who)s")
            % {
                "when": _moment(timezone.now()),
                "who": names_of({self._asker.id}).get(self._asker.id, ""),
            },
        )

    def _sections(self) -> Iterator[Section]:
        if self._plan.opening:
            yield Section("", text=self._plan.opening)
        tellers = {
            Part.SUMMARY: self._summary,
            Part.NOTABLE: self._notable,
            Part.OCCURRENCES: self._occurrences,
            Part.ITEMS: self._items,
            Part.CHECKS: self._checks,
            Part.LATE: self._entered_late,
            Part.WAITING: self._waiting,
        }
        for part in self._plan.parts:
            yield tellers[part](str(part.label))
        if self._plan.closing:
            yield Section("", text=self._plan.closing)

    def _summary(self, title: str) -> Section:
        happened = count_occurrences_that_happened(self._asker, self._start, self._end)
        earlier = count_occurrences_before(self._asker, self._start, self._kind.span.days * EARLIER)
        usual = amount(round(earlier / EARLIER, 1))
        facts = [(_("Occurrences"), amount(happened))]
        if earlier:
            label = _("Usual number (mean of the %(spans)d before)") % {"spans": EARLIER}
            facts.append((label, usual))
        kinds = occurrences_by_kind_that_happened(self._asker, self._start, self._end)
        facts += [(self._word("occurrence_kinds", kind), amount(number)) for kind, number in kinds]
        if late := sum(each.occurrences for each in self._late):
            facts.append((_("Entered late: occurrences of before"), amount(late)))
        return Section(title, fields=facts)

    def _notable(self, title: str) -> Section:
        found = notable_items_that_happened(self._asker, self._start, self._end)[:MOST]
        rows = [
            [why, *self._where(item), item_told(item, self._asker.language)]
            for item in found
            for why in _why(item)
        ]
        if not rows:
            return Section(
                title, text=_("No automatic, converted, craft-made or printed firearm and no explosive.")
            )
        return Section(
            title, table=SheetTable((_("Why"), _("Date"), _("Place"), _("Item")), rows, (3, 2, 3, 5))
        )

    def _occurrences(self, title: str) -> Section:
        found = list(occurrences_that_happened(self._asker, self._start, self._end)[: MOST + 1])
        if not found:
            return Section(title, text=_("Nothing that happened in this time is recorded."))
        rest = ngettext(
            "Only the first %(most)d record is listed; the list on the screen has them all.",
            "Only the first %(most)d records are listed; the list on the screen has them all.",
            MOST,
        )
        return Section(
            title,
            table=self._listed(found[:MOST]),
            text=rest % {"most": MOST} if len(found) > MOST else "",
        )

    def _listed(self, found: Sequence[Occurrence]) -> SheetTable:
        headings = (_("Date"), _("Kind"), _("Place"), _("Search context"), _("Items"), _("Record"))
        return SheetTable(headings, [self._occurrence(each) for each in found], (2, 2, 3, 3, 6, 3))

    def _entered_late(self, title: str) -> Section:
        """How much each file and desk brought of before; by hand the first few are listed, of a file never a row."""
        if not self._late:
            return Section(title, text=_("Nothing of before was entered in this time."))
        by_hand = list(occurrences_entered_late(self._asker, self._start, self._end)[:MOST_LATE])
        return Section(
            title,
            fields=[(_name(each), self._brought(each)) for each in self._late],
            table=self._listed(by_hand) if by_hand else None,
            links=[
                (_name(each), f"/occurrences/?source={each.number}")
                for each in self._late
                if each.occurrences
            ],
        )

    def _brought(self, late: LateSource) -> str:
        told = [
            (late.occurrences, ngettext("%(number)s occurrence", "%(number)s occurrences", late.occurrences)),
            (late.checks, ngettext("%(number)s check", "%(number)s checks", late.checks)),
        ]
        return ", ".join(text % {"number": amount(number)} for number, text in told if number)

    def _occurrence(self, told: Occurrence) -> list[str]:
        items = "\n".join(item_told(item, self._asker.language) for item in told.items.all())
        numbers = ", ".join(reference.number for reference in told.references.all())
        return [
            partial_date(told.occurred_on) or _("date not known"),
            self._word("occurrence_kinds", told.kind),
            place_told(told.municipality, self._asker.language),
            self._word("search_contexts", told.context),
            items,
            numbers or told.uid[-8:],
        ]

    def _items(self, title: str) -> Section:
        found = quantities_that_happened(self._asker, self._start, self._end)
        if not found:
            return Section(title, text=_("No item is recorded."))
        rows = [
            [self._word("item_classes", group), self._word("item_kinds", kind), f"{amount(total)} {self._word('units', unit)}"]
            for group, kind, unit, total in found
        ]  # fmt: skip
        return Section(title, table=SheetTable((_("Class"), _("Kind"), _("Quantity")), rows, (3, 5, 3)))

    def _checks(self, title: str) -> Section:
        found = checks_that_happened(self._asker, self._start, self._end)
        if not found:
            return Section(title, text=_("No check was recorded: there is no rate."))
        rows = [
            [self._word("search_contexts", context), amount(made), amount(find)]
            for context, made, find in found
        ]
        headings = (_("Search context"), _("Checks made"), _("Checks that found something"))
        return Section(title, table=SheetTable(headings, rows, (5, 3, 3)))

    def _waiting(self, title: str) -> Section:
        number = waiting_for_check(self._asker).count() + checks_waiting(self._asker).count()
        return Section(title, fields=[(_("Records that wait for a second person's check"), amount(number))])

    def _where(self, item: Item) -> list[str]:
        date = partial_date(item.occurred_on) or _("date not known")
        return [date, place_told(item.municipality, self._asker.language)]

    def _notes(self) -> tuple[str, ...]:
        own = _(
            "Told is what happened on these days and was not recorded before; what was only entered in this time is counted apart. Restricted records are left out; no person is named."
        )
        return (
            own,
            *(label for _code, label in codes.choices("designation_footnotes", self._asker.language)),
        )

    def _word(self, list_name: str, code: str) -> str:
        return codes.label(list_name, code, self._asker.language) if code else _("not said")


def _name(late: LateSource) -> str:
    return late.name if late.kind == Source.Kind.FILE else str(Source.Kind(late.kind).label)


def _why(item: Item) -> Iterator[str]:
    """What makes an item worth a line of its own."""
    kind = codes.code("item_kinds", item.kind)
    if item.item_class == "explosive":
        yield _("Explosive")
    elif item.item_class == "firearm" and kind is not None and kind.facts.get("action") == "automatic":
        yield _("Automatic")
    if item.item_class == "firearm" and (item.converted_from or item.kind == "converted"):
        yield _("Converted")
    if item.is_craft_made:
        yield _("Craft-made")
    if item.is_printed:
        yield _("3D-printed")


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
