"""The parts of a court file: what each room hands in of a case, as sections and photos. A room that has more adds a line to PARTS."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from headstamp.accounts.queries import names_of
from headstamp.cases.models import Case, ItemDecision, ProceedingStep
from headstamp.cases.queries import (
    changes_of,
    checks_in,
    enquiries_of,
    items_in,
    occurrences_in,
    operations_in,
    persons_in,
    proceedings_of,
)
from headstamp.cases.states import (
    CASE_STATES,
    CASE_STEPS,
    ENQUIRY_STATES,
    PROCEEDING_STATES,
    PROCEEDING_STEPS,
)
from headstamp.custody.amounts import in_units
from headstamp.custody.exporting import people_of, signed
from headstamp.custody.models import Movement
from headstamp.custody.queries import chains_of
from headstamp.custody.states import words_of
from headstamp.desk.laboratory_report import people_in, report_sheet
from headstamp.desk.wording import amount, item_told, partial_date, person_told, place_told
from headstamp.documents.court_file import Enclosed, Part, Photo
from headstamp.documents.sheet import Section, SheetTable
from headstamp.forensics.queries.requests import requests_whole
from headstamp.forensics.states import REPORT_STANDS
from headstamp.kernel.asker import Asker
from headstamp.kernel.text import Message
from headstamp.registry.files import open_file
from headstamp.registry.models import Attachment, Item, Occurrence
from headstamp.registry.queries import attachments_visible_to, shut
from headstamp.registry.queries.occurrences import occurrences_for_page
from headstamp.tracing.queries.requests import Hand
from headstamp.tracing.queries.requests import chains_of as chains_told
from headstamp.vocabulary import codes

M = TypeVar("M", bound=Model)
_MOST_PHOTOS = 60


def word(asker: Asker, list_name: str, code: str) -> str:
    """The label of a code in the asker's language; '' for not said."""
    return codes.label(list_name, code, asker.language) if code else ""


def said(message: Message) -> str:
    """A message of a plain room in the language of the paper."""
    return message.text(_(message.msgid))


def _read(asker: Asker, rows: Iterable[M]) -> list[M]:
    """The records that the asker reads: what is restricted and was not opened with a reason is left out."""
    return [each for each in shut(asker, rows) if not getattr(each, "is_closed", False)]


def _case(asker: Asker, case: Case) -> Iterator[Part]:
    names = names_of({case.lead})
    steps = {step.act: step.words for step in CASE_STEPS}
    fields = (
        (_("Title"), case.title),
        (_("Number"), case.number),
        (_("State"), said(CASE_STATES[case.state])),
        (_("Opened"), partial_date(case.opened_on)),
        (_("Lead"), names.get(case.lead, "")),
        (_("Unit"), f"{case.unit.agency.name}, {case.unit.name}"),
    )
    rows = [
        [said(steps[each.act]), partial_date(each.on), each.note]
        for each in reversed(changes_of(asker, case))
    ]
    sections = [Section(_("The case"), fields=_full(fields), text=case.summary)]
    sections.append(
        Section(_("What became of it"), table=SheetTable((_("Step"), _("Date"), _("Note")), rows, (3, 2, 5)))
    )
    yield Part(_("The case"), sections)


def _persons(asker: Asker, case: Case) -> Iterator[Part]:
    rows = [
        [
            person_told(each.person),
            partial_date(each.person.born_on),
            " · ".join(
                filter(
                    None,
                    (
                        word(asker, "person_categories", each.category),
                        _("assessment") if each.is_assessment else "",
                    ),
                )
            ),
            word(asker, "person_roles", each.role),
            each.note,
        ]
        for each in persons_in(asker, case)
        if not getattr(each.person, "is_closed", False)
    ]
    if rows:
        headings = (_("Name"), _("Born"), _("Category"), _("Role"), _("Note"))
        yield Part(_("Persons"), (Section("", table=SheetTable(headings, rows, (4, 2, 3, 3, 4))),))


def _occurrences(asker: Asker, case: Case) -> Iterator[Part]:
    """One part for each occurrence that the asker reads, with its items and all their marks."""
    numbers = occurrences_in(asker, case).values_list("pk", flat=True)
    found = occurrences_for_page(asker).filter(pk__in=list(numbers)).order_by("occurred_on", "id")
    for each in _read(asker, found):
        title = f"{word(asker, 'occurrence_kinds', each.kind)} {partial_date(each.occurred_on)}"
        yield Part(title, tuple(_of_occurrence(asker, each)))


def _of_occurrence(asker: Asker, told: Occurrence) -> Iterator[Section]:
    references = (
        (word(asker, "reference_kinds", each.kind), f"{each.number} ({each.issuer})")
        for each in told.references.all()
    )
    fields = (
        (_("Date"), " ".join(filter(None, (partial_date(told.occurred_on), told.occurred_time)))),
        (_("Municipality"), place_told(told.municipality, asker.language)),
        (_("Place"), told.place.text if told.place else ""),
        (_("Search context"), word(asker, "search_contexts", told.context)),
        (_("Concealment"), word(asker, "concealment", told.concealment)),
        (_("Means of detection"), word(asker, "detection_means", told.detection)),
        (_("Legal ground"), word(asker, "legal_grounds", told.legal_ground)),
        (_("Identifier"), told.uid),
        *references,
    )
    yield Section(_("What happened"), fields=_full(fields), text=told.narrative)
    rows = [
        [
            str(number),
            item_told(item, asker.language),
            "\n".join(mark.as_read or word(asker, "mark_states", mark.state) for mark in item.marks.all()),
            word(asker, "legal_statuses", item.legal_status),
            item.uid,
        ]
        for number, item in enumerate(told.items.all(), 1)
    ]
    headings = (_("No."), _("Item"), _("Number or mark"), _("Legal status"), _("Identifier"))
    yield Section(_("Items"), table=SheetTable(headings, rows, (1, 5, 3, 3, 4)))


def _searches(asker: Asker, case: Case) -> Iterator[Part]:
    checks, operations = _read(asker, checks_in(asker, case)), _read(asker, operations_in(asker, case))
    sections = []
    if checks:
        rows = [
            [
                word(asker, "search_contexts", each.context),
                partial_date(each.happened_on),
                place_told(each.municipality, asker.language),
                _("yes") if each.checks_with_find else _("no"),
            ]
            for each in checks
        ]
        headings = (_("Search context"), _("Date"), _("Municipality"), _("Found something"))
        sections.append(Section(_("Searches and controls carried out"), table=SheetTable(headings, rows)))
    if operations:
        rows = [[each.name, partial_date(each.starts_on), partial_date(each.ends_on)] for each in operations]
        headings_of = (_("Name"), _("From"), _("To"))
        sections.append(Section(_("Operations"), table=SheetTable(headings_of, rows, (5, 2, 2))))
    if sections:
        yield Part(_("Searches and operations"), sections)


def _photos(asker: Asker, case: Case) -> Iterator[Part]:
    photos = [
        Photo(
            each.name,
            _content(each),
            " · ".join(filter(None, (each.caption, each.name))),
            each.sha256,
            each.size,
        )
        for each in photos_of(asker, case)[:_MOST_PHOTOS]
    ]
    left = [[each.name, each.sha256] for each in photos_of(asker, case)[_MOST_PHOTOS:]]
    sections = [Section(_("Photos that are not in this file"), table=SheetTable((_("Name"), "SHA-256"), left, (3, 6)))] if left else []  # fmt: skip
    if photos:
        yield Part(_("Photos"), sections, photos=photos)


def photos_of(asker: Asker, case: Case) -> list[Attachment]:
    """The photos on records of the case that the asker reads, oldest first."""
    read, items = _read(asker, occurrences_in(asker, case)), _read(asker, items_in(asker, case))
    wanted = Q(occurrence__in=[each.pk for each in read]) | Q(item__in=[each.pk for each in items])
    return list(attachments_visible_to(asker).filter(wanted).exclude(derived_sha256=""))


def _content(photo: Attachment) -> bytes:
    """The copy for showing: upright, without metadata."""
    with open_file(photo.derived_sha256) as stream:
        return stream.read()


def _custody(asker: Asker, case: Case) -> Iterator[Part]:
    """The chain of each item that a store has received, and the signed chain itself enclosed."""
    items = _read(asker, items_in(asker, case))
    chains = chains_of(asker, [item.pk for item in items])
    names = names_of({asker.id, *people_of(line for lines in chains.values() for line in lines)})
    sections, enclosed = list[Section](), list[Enclosed]()
    for item in items:
        lines = chains.get(item.pk)
        if lines:
            sections.append(_chain(asker, item, lines, names))
            chain = json.dumps(signed(asker, item, lines, names), indent=1, ensure_ascii=False)
            enclosed.append(Enclosed(f"chain-{item.uid}.json", chain))
    if sections:
        yield Part(_("Chain of custody"), sections, enclosed=enclosed)


def _chain(asker: Asker, item: Item, lines: Sequence[Movement], names: Mapping[str, str]) -> Section:
    rows = [
        [
            str(line.number),
            line.at.strftime("%Y-%m-%d %H:%M UTC"),
            said(words_of(line.act)),
            line.given_name or names.get(line.given_by, line.given_by),
            line.taken_name or names.get(line.taken_by, line.taken_by),
            f"{amount(in_units(line.thousandths))} {word(asker, 'units', line.unit)}",
            line.seal,
        ]
        for line in lines
    ]
    headings = (_("No."), _("When"), _("What"), _("From"), _("To"), _("Quantity"), _("Seal"))
    title = f"{item_told(item, asker.language)} · {item.uid}"
    return Section(title, table=SheetTable(headings, rows, (1, 3, 4, 4, 4, 2, 2)))


def _laboratory(asker: Asker, case: Case) -> Iterator[Part]:
    """One part for each report of a laboratory on items of the case alone, as the laboratory prints it."""
    items = _read(asker, items_in(asker, case))
    inside = {item.pk for item in items}
    states = [state.value for state in REPORT_STANDS]
    found = (
        requests_whole(asker).filter(exhibits__item__in=inside, state__in=states).distinct().order_by("uid")
    )
    # A report on other items too tells of what is no part of this case.
    requests = [each for each in found if all(of.item_id in inside for of in each.exhibits.all())]
    names = names_of({person for each in requests for person in people_in(asker, each)})
    for request in requests:
        sheet = report_sheet(asker, request, names)
        yield Part(" ".join(filter(None, (sheet.title, sheet.number))), sheet.sections)


def _traces(asker: Asker, case: Case) -> Iterator[Part]:
    """The chains of transfers that answers to trace requests told of items of the case."""
    sections = []
    items = {item.pk: item for item in _read(asker, items_in(asker, case))}
    order = list(items)
    for request, hands in sorted(
        chains_told(asker, order), key=lambda told: order.index(told[0].item_id or 0)
    ):
        if hands:
            item = items[request.item_id or 0]
            title = f"{item_told(item, asker.language)}: {word(asker, 'channels', request.channel)} {request.our_reference}"
            headings = (_("What happened"), _("Date"), _("Where"), _("Holder"), _("What it rests on"))
            rows = [_hand(asker, each) for each in hands]
            sections.append(Section(title, table=SheetTable(headings, rows, (3, 2, 3, 4, 3))))
    if sections:
        yield Part(_("What tracing found"), sections)


def _hand(asker: Asker, each: Hand) -> list[str]:
    holder = ", ".join(filter(None, (word(asker, "holder_kinds", each.holder_kind), each.holder)))
    rests_on = " ".join(filter(None, (word(asker, "evidence_kinds", each.evidence), each.reference)))
    where = word(asker, "jurisdictions", each.jurisdiction) or word(
        asker, "historical_states", each.jurisdiction
    )
    return [word(asker, "transfer_kinds", each.kind), partial_date(each.on), where, holder, rests_on]


def _enquiries(asker: Asker, case: Case) -> Iterator[Part]:
    rows = [
        [
            each.asked,
            " ".join(filter(None, (word(asker, "enquiry_sources", each.source), each.reference))),
            f"{said(ENQUIRY_STATES[each.state])} {partial_date(each.closed_on)}".strip(),
            each.finding,
        ]
        for each in reversed(enquiries_of(asker, case))
    ]
    if rows:
        headings = (_("What was asked"), _("Where it comes from"), _("Outcome"), _("What was found"))
        yield Part(_("Enquiries"), (Section("", table=SheetTable(headings, rows, (4, 3, 2, 4))),))


def _proceedings(asker: Asker, case: Case) -> Iterator[Part]:
    sections = []
    for told in proceedings_of(asker, case):
        if not told.steps:  # noted by mistake
            continue
        if told.person and not getattr(told.person, "is_closed", False):
            who = person_told(told.person)
        else:
            who = _("A person") if told.is_of_person else _("The case, nobody named")
        of = told.proceeding
        offence = word(asker, "offences", of.offence) or of.offence_note
        rows = [_step(asker, step) for step in told.steps]
        table = SheetTable((_("Step"), _("Date"), _("Court or authority"), _("Outcome")), rows, (3, 2, 4, 4))
        sections.append(Section(f"{who}: {offence} ({said(PROCEEDING_STATES[of.stage])})", table=table))
        decided = [_decided(asker, each) for each in told.items]
        if decided:
            headings = (_("Item"), _("Decision"), _("Court or authority"), _("Date"))
            sections.append(
                Section(_("Decisions on items"), table=SheetTable(headings, decided, (4, 3, 4, 2)))
            )
    if sections:
        yield Part(_("Proceedings"), sections)


def _decided(asker: Asker, told: ItemDecision) -> list[str]:
    """What was decided on an item; of one that is shut, only that there was a decision."""
    if getattr(told.item, "is_closed", False):
        return [word(asker, "item_kinds", told.item.kind), "", "", ""]
    status, decision = told.legal_status, told.decision
    what = (
        word(asker, "legal_statuses", status.status) if status else "",
        decision.get_outcome_display() if decision else "",
    )
    who = f"{decision.authority}, {decision.reference}" if decision else status.decision if status else ""
    on = decision.decided_on.isoformat() if decision else status.since if status else ""
    return [
        item_told(told.item, asker.language),
        ", ".join(filter(None, map(str, what))),
        who,
        partial_date(on),
    ]


def _step(asker: Asker, step: ProceedingStep) -> list[str]:
    words = {each.act: each.words for each in PROCEEDING_STEPS}
    sentences = [
        " ".join(
            filter(
                None,
                (
                    word(asker, "sentence_kinds", s.kind),
                    amount(s.amount),
                    word(asker, "sentence_units", s.unit),
                    _("suspended") if s.is_suspended else "",
                ),
            )
        )
        for s in step.sentences.all()
    ]
    outcome = "\n".join(filter(None, (word(asker, "court_outcomes", step.outcome), *sentences)))
    authority = ", ".join(filter(None, (step.authority, step.reference)))
    return [said(words[step.act]), partial_date(step.on), authority, outcome]


def _full(fields: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((label, value) for label, value in fields if value)


PartMaker = Callable[[Asker, Case], Iterator[Part]]
PARTS: tuple[PartMaker, ...] = (
    _case,
    _persons,
    _occurrences,
    _searches,
    _photos,
    _custody,
    _laboratory,
    _traces,
    _enquiries,
    _proceedings,
)
"""In the order of the file."""
