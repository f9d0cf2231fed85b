"""The laboratory's report on a request: questions, exhibits with seals, results, conclusion, who examined and who verified."""

from collections.abc import Iterator, Mapping

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from headstamp.accounts.queries import names_of
from headstamp.audit.actions import recording
from headstamp.desk.bulletin.template import template_bytes
from headstamp.desk.wording import amount, kind_told
from headstamp.documents.sheet import Section, Sheet, SheetTable, pdf
from headstamp.documents.word import docx
from headstamp.forensics.models import Examination, Exhibit, LabRequest
from headstamp.forensics.queries import open_request, who_took_part
from headstamp.forensics.queries.requests import last_examination
from headstamp.forensics.states import REPORT_STANDS
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.naming import calibre_of, make_of
from headstamp.vocabulary import codes


def report_as_pdf(asker: Asker, uid: str) -> bytes:
    """The report as PDF; it is noted in the log as a disclosure. Conflict before there is a report."""
    return pdf(_handed_out(asker, uid))


def report_as_word(asker: Asker, uid: str) -> bytes:
    """The same laid into the office's template for products."""
    return docx(_handed_out(asker, uid), template_bytes())


def _handed_out(asker: Asker, uid: str) -> Sheet:
    request = open_request(asker, uid)
    if request.state not in REPORT_STANDS:
        raise Conflict(say(gettext_noop("There is no report yet: the examination is not finished.")))
    with recording(asker) as log:
        log.disclosure("lab_request", request.pk, "print_lab_report", recipient="print")
    return report_sheet(asker, request)


def report_sheet(asker: Asker, request: LabRequest, names: Mapping[str, str] | None = None) -> Sheet:
    """The report in the asker's active language, as the request stands; `names` of who stands in it, where they were read already."""
    known = names_of(people_in(asker, request)) if names is None else names
    return _Report(asker, request, known).sheet()


def people_in(asker: Asker, request: LabRequest) -> set[str]:
    """The accounts that the report names."""
    people = {request.examiner, request.verifier, request.asked_by, asker.id, *who_took_part(request)}
    return people - {""}


class _Report:
    def __init__(self, asker: Asker, request: LabRequest, names: Mapping[str, str]) -> None:
        self._asker, self._request, self._names = asker, request, names

    def sheet(self) -> Sheet:
        told = self._request
        banners = [_("Demonstration: all records are invented")] if settings.HEADSTAMP_DEMO else []
        if not told.verifier:
            banners.append(_("Not yet verified by a second examiner"))
        return Sheet(
            title=_("Report of the laboratory"),
            language={"sr": "sr", "sr-latn": "sr"}.get(self._asker.language, self._asker.language),
            number=told.number or told.uid,
            office=told.laboratory,
            handling=_("Police use only"),
            banner=" · ".join(banners),
            sections=tuple(self._sections()),
            signatures=(_("Examiner"), _("Verified by")),
            notes=tuple(
                label for _code, label in codes.choices("designation_footnotes", self._asker.language)
            ),
            footer=_("Record %(uid)s · printed %(when)s by %(who)s")
            % {
                "uid": told.uid,
                "when": date_format(timezone.localtime(), "SHORT_DATETIME_FORMAT"),
                "who": self._name(self._asker.id),
            },
        )

    def _sections(self) -> Iterator[Section]:
        told = self._request
        asked = f"{told.unit.agency.name} · {told.unit.name}"
        facts = (
            (_("Asked by"), asked),
            (_("Asked for"), told.asked_for),
            (_("Received"), _moment(told.received_at)),
            (_("Reported"), _moment(told.reported_at)),
            (_("Turnaround in days, clock stops left out"), amount(told.turnaround_days)),
            (_("Examiner"), self._name(told.examiner)),
            (_("Verified by"), self._verified()),
        )
        yield Section(
            _("Request"), fields=[(label, value) for label, value in facts if value], text=told.questions
        )
        exhibits = list(told.exhibits.all())
        yield Section(_("Exhibits"), table=self._exhibits(exhibits))
        for exhibit in exhibits:
            yield from self._found(exhibit)
        yield Section(_("Conclusion"), text=told.conclusion)

    def _verified(self) -> str:
        if not self._request.verifier:
            return _("Not yet verified by a second examiner")
        return f"{self._name(self._request.verifier)}, {_moment(self._request.verified_at)}"

    def _exhibits(self, exhibits: list[Exhibit]) -> SheetTable:
        headings = (
            _("No."),
            _("Item"),
            _("Number or mark"),
            _("Seal as told"),
            _("Seal as found"),
            _("What differs"),
        )
        rows = [
            [
                str(each.number),
                self._item(each),
                "\n".join(
                    f"{mark.as_read} ({self._word('mark_states', mark.state)})".strip()
                    for mark in each.item.marks.all()
                ),
                each.seal_expected,
                each.seal_found,
                each.seal_difference,
            ]
            for each in exhibits
        ]
        return SheetTable(headings, rows, (1, 5, 4, 3, 3, 4))

    def _found(self, exhibit: Exhibit) -> Iterator[Section]:
        found = last_examination(exhibit)
        title = _("Exhibit %(number)s") % {"number": exhibit.number}
        if found is not None:
            yield Section(title, fields=list(self._examined(exhibit, found)), text=found.result)
        yield from self._restored(exhibit, title)
        yield from self._analysed(exhibit, title)
        yield from self._fired(exhibit, title)

    def _restored(self, exhibit: Exhibit, title: str) -> Iterator[Section]:
        rows = [
            [
                _day(each.tried_on), self._word("mark_parts", each.part), self._word("restoration_methods", each.method),
                each.reading or _("nothing readable"), each.note,
            ]
            for each in exhibit.restorations.all()
        ]  # fmt: skip
        if rows:
            headings = (_("Day"), _("Part"), _("Method"), _("As read"), _("Note"))
            table = SheetTable(headings, rows, (2, 2, 3, 3, 4))
            yield Section(f"{title}: {_('restoration of numbers')}", table=table)

    def _analysed(self, exhibit: Exhibit, title: str) -> Iterator[Section]:
        rows = [
            [
                _day(each.analysed_on), self._word("item_kinds", each.substance), each.method,
                f"{amount(each.amount)} {self._word('units', each.amount_unit)}" if each.amount is not None else "",
                f"{amount(each.percent)} %" if each.percent is not None else "", each.result,
            ]
            for each in exhibit.results.all()
        ]  # fmt: skip
        if rows:
            headings = (_("Day"), _("Substance"), _("Method"), _("Amount"), _("Share by weight"), _("Result"))
            table = SheetTable(headings, rows, (2, 3, 3, 2, 2, 4))
            yield Section(f"{title}: {_('analysis')}", table=table)

    def _fired(self, exhibit: Exhibit, title: str) -> Iterator[Section]:
        rows = [
            [
                _day(each.fired_on),
                amount(each.rounds),
                amount(each.bullets),
                amount(each.cases),
                each.specimen,
            ]
            for each in exhibit.test_fires.all()
        ]
        if rows:
            headings = (
                _("Day"), _("Rounds fired"), _("Bullets collected"), _("Cases collected"), _("Specimens"),
            )  # fmt: skip
            yield Section(f"{title}: {_('test fires')}", table=SheetTable(headings, rows))

    def _examined(self, exhibit: Exhibit, found: Examination) -> Iterator[tuple[str, str]]:
        item = exhibit.item
        category = item.eu_category if item.eu_category_by else ""
        converted = {True: _("yes"), False: _("no"), None: _("not assessed")}[found.is_converted]
        parts = ", ".join(
            f"{self._word('mark_parts', each.part)}: {self._word('make_origins', each.making)}"
            for each in found.parts.all()
        )
        facts = (
            (_("Examined on"), _day(found.examined_on)),
            (_("Examined by"), self._name(found.by)),
            (_("Function"), self._word("function_results", found.function)),
            (_("Kind as examined"), self._word("item_kinds", found.kind)),
            (_("EU category, confirmed"), category),
            (_("How it came to be"), self._word("make_origins", found.making)),
            (_("Converted"), converted),
            (_("Converted from"), self._word("conversion_origins", found.converted_from)),
            (_("Converted into"), self._word("item_kinds", found.converted_into)),
            (_("How it was converted"), found.converted_how),
            (_("Parts"), parts),
        )
        yield from ((label, value) for label, value in facts if value)

    def _item(self, exhibit: Exhibit) -> str:
        item, language = exhibit.item, self._asker.language
        told = (kind_told(item, language), make_of(item, language), item.model, calibre_of(item, language))
        return " ".join(part for part in told if part)

    def _name(self, account: str) -> str:
        return self._names.get(account, account)

    def _word(self, list_name: str, code: str) -> str:
        return codes.label(list_name, code, self._asker.language) if code else ""


def _moment(at: object) -> str:
    return date_format(timezone.localtime(at), "SHORT_DATE_FORMAT") if at else ""  # type: ignore[arg-type]


def _day(on: object) -> str:
    return date_format(on, "SHORT_DATE_FORMAT")  # type: ignore[arg-type]
