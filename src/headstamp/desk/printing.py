"""The printed seizure sheet: one occurrence with all its items, in the reader's language, ready to sign."""

from collections.abc import Iterator
from decimal import Decimal

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from headstamp.accounts.queries import names_of
from headstamp.audit.actions import recording
from headstamp.desk.wording import amount, partial_date, person_told
from headstamp.documents.sheet import Section, Sheet, SheetTable, pdf
from headstamp.kernel.asker import Asker
from headstamp.registry.models import Item, Occurrence
from headstamp.registry.naming import calibre_of, make_of
from headstamp.registry.queries import open_occurrence, sees_persons
from headstamp.vocabulary import codes


def seizure_sheet(asker: Asker, uid: str) -> bytes:
    """The sheet of one occurrence as PDF; printing is noted in the log. Names only with the right to see persons."""
    occurrence = open_occurrence(asker, uid)
    with recording(asker) as log:
        log.disclosure("occurrence", str(occurrence.pk), "print_sheet", recipient="print")
    return pdf(_Printer(asker, occurrence).sheet())


class _Printer:
    def __init__(self, asker: Asker, occurrence: Occurrence) -> None:
        self._asker = asker
        self._occurrence = occurrence

    def sheet(self) -> Sheet:
        told = self._occurrence
        number = next((reference.number for reference in told.references.all()), "") or told.uid
        return Sheet(
            title=self._word("occurrence_kinds", told.kind),
            language={"sr": "sr", "sr-latn": "sr"}.get(self._asker.language, self._asker.language),
            number=number,
            office=f"{told.unit.agency.name} · {told.unit.name}",
            handling=_("Police use only"),
            banner=_("Demonstration: all records are invented") if settings.HEADSTAMP_DEMO else "",
            sections=tuple(self._sections()),
            signatures=(_("Entered by"), _("Checked by"), _("Witness")),
            notes=self._notes(),
            footer=self._footer(),
        )

    def _sections(self) -> Iterator[Section]:
        told = self._occurrence
        yield Section(_("What happened"), fields=tuple(self._facts()))
        items = sorted(told.items.all(), key=lambda item: item.position)
        yield Section(_("Items"), table=self._items(items))
        if told.goods.all():
            rows = [
                [
                    self._word("goods_kinds", goods.kind),
                    self._amount(goods.quantity, goods.unit),
                    goods.description,
                ]
                for goods in told.goods.all()
            ]
            yield Section(
                _("Other goods"),
                table=SheetTable((_("Kind"), _("Quantity"), _("Description")), rows, (3, 2, 5)),
            )
        if sees_persons(self._asker) and told.person_roles.all():
            rows = [
                [
                    person_told(role.person),
                    self._word("person_roles", role.role),
                    self._word("person_categories", role.category),
                ]
                for role in told.person_roles.all()
            ]
            yield Section(
                _("Persons"), table=SheetTable((_("Name"), _("Role"), _("Category")), rows, (4, 3, 3))
            )
        if told.narrative:
            yield Section(_("Narrative"), text=told.narrative)

    def _facts(self) -> Iterator[tuple[str, str]]:
        told = self._occurrence
        facts = (
            (_("Date"), " ".join(filter(None, (partial_date(told.occurred_on), told.occurred_time)))),
            (_("Municipality"), self._word("municipalities", told.municipality)),
            (_("Place"), told.place.text if told.place else ""),
            (_("Search context"), self._word("search_contexts", told.context)),
            (_("Concealment"), self._word("concealment", told.concealment)),
            (_("Means of detection"), self._word("detection_means", told.detection)),
            (_("Piece of equipment"), self._word("equipment", told.equipment)),
            (_("Equipment in words"), told.detection_equipment),
            (_("Transport"), self._word("transport", told.transport)),
            (_("Legal ground"), self._word("legal_grounds", told.legal_ground)),
            (_("Criminal context"), self._word("criminal_contexts", told.criminal_context)),
        )
        yield from ((label, value) for label, value in facts if value)
        for reference in told.references.all():
            yield self._word("reference_kinds", reference.kind), f"{reference.number} ({reference.issuer})"

    def _items(self, items: list[Item]) -> SheetTable:
        headings = (
            _("No."),
            _("Kind"),
            _("Make and model"),
            _("Calibre"),
            _("Number or mark"),
            _("Quantity"),
            _("Legal status"),
        )
        rows = [
            [
                str(number),
                self._word("item_kinds", item.kind),
                " ".join(filter(None, (make_of(item, self._asker.language), item.model))),
                calibre_of(item, self._asker.language),
                "\n".join(mark.as_read or self._word("mark_states", mark.state) for mark in item.marks.all()),
                self._amount(item.quantity, item.quantity_unit),
                self._word("legal_statuses", item.legal_status),
            ]
            for number, item in enumerate(items, 1)
        ]
        return SheetTable(headings, rows, (1, 4, 4, 3, 4, 3, 3))

    def _notes(self) -> tuple[str, ...]:
        return tuple(label for _code, label in codes.choices("designation_footnotes", self._asker.language))

    def _footer(self) -> str:
        now = timezone.localtime()
        who = names_of({self._asker.id}).get(self._asker.id, "")
        return _("Record %(uid)s · printed %(when)s by %(who)s") % {
            "uid": self._occurrence.uid,
            "when": date_format(now, "SHORT_DATETIME_FORMAT"),
            "who": who,
        }

    def _word(self, list_name: str, code: str) -> str:
        return codes.label(list_name, code, self._asker.language) if code else ""

    def _amount(self, value: Decimal | None, unit: str) -> str:
        return f"{amount(value)} {self._word('units', unit)}".strip() if value is not None else ""
