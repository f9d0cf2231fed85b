"""The court file of a case as one indexed PDF, and a version for the media from which persons and marks are left out.

The version for the media is not the file with bars over it: it is made of counts and codes alone, so what is left out was never
in it. What somebody types for it is refused where it holds a name, a number or a mark of the case.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission
from headstamp.accounts.queries import names_of
from headstamp.audit.actions import recording
from headstamp.cases.models import Case
from headstamp.cases.queries import (
    case_known,
    enquiries_of,
    items_in,
    occurrences_in,
    persons_in,
    proceedings_of,
)
from headstamp.cases.states import PROCEEDING_STATES
from headstamp.desk.court_parts import PARTS, photos_of, said, word
from headstamp.desk.wording import amount, partial_date, place_told
from headstamp.documents.court_file import CourtFile, Part, Photo, court_pdf
from headstamp.documents.sheet import Section, SheetTable
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.folding import fold
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.consulting import says_why
from headstamp.registry.files import open_file
from headstamp.registry.models import Occurrence
from headstamp.registry.numbers import mark_key
from headstamp.registry.queries.occurrences import occurrences_for_page
from headstamp.vocabulary import codes

_LANGUAGES = {"sr-latn": "sr"}


def court_file(asker: Asker, uid: str, *, recipient: str, reason: str) -> bytes:
    """The whole file, for a member who may export. The reason opens what is restricted in it, and is kept in the log."""
    case = _to_hand_out(asker, uid, recipient, reason)
    whole = replace(asker, opens_all=True, reason=reason)
    with recording(whole) as log:
        log.disclosure("case", case.pk, "export_court_file", recipient=recipient, reason=reason)
        for each in occurrences_in(whole, case):
            log.disclosure("occurrence", each.pk, "export_court_file", recipient=recipient, reason=reason)
    parts = [part for make in PARTS for part in make(whole, case)]
    who = names_of({asker.id}).get(asker.id, "")
    file = _paper(asker, case, case.title, parts)
    footer = _("Made %(when)s by %(who)s for %(recipient)s") % {
        "when": date_format(timezone.localtime(), "SHORT_DATETIME_FORMAT"), "who": who, "recipient": recipient,
    }  # fmt: skip
    return court_pdf(
        replace(file, number=case.number, handling=_("Police use only"), footer=footer, is_hashed=True)
    )


@dataclass(frozen=True, slots=True)
class ForMedia:
    """What an officer says to the media: a title and a text of his own, and the photos (row numbers) that he releases."""

    title: str
    text: str = ""
    photos: Sequence[int] = ()


def media_file(asker: Asker, uid: str, *, told: ForMedia, recipient: str, reason: str) -> bytes:
    """The version for the media. Invalid where what is typed names a person, a vehicle, a number or a mark of the case."""
    asker.must(Permission.SEE_PERSONS)
    case = _to_hand_out(asker, uid, recipient, reason)
    whole = replace(asker, opens_all=True, reason=reason)
    _must_name_nothing(whole, case, told)
    with recording(asker) as log:
        log.disclosure("case", case.pk, "export_for_media", recipient=recipient, reason=reason)
        for each in occurrences_in(whole, case):
            log.disclosure("occurrence", each.pk, "export_for_media", recipient=recipient, reason=reason)
    parts = [
        Part(_("What can be told"), tuple(_sections(whole, case, told.text))),
        *_released(whole, case, told.photos),
    ]
    return court_pdf(replace(_paper(asker, case, told.title, parts), handling=_("For the media")))


def _to_hand_out(asker: Asker, uid: str, recipient: str, reason: str) -> Case:
    asker.must(Permission.EXPORT_RECORDS)
    case = case_known(asker, uid)
    if not recipient.strip():
        raise Invalid({"recipient": [say(gettext_noop("Say to whom the file goes."))]})
    if not says_why(reason):
        raise Invalid({"reason": [say(gettext_noop("Write in a few words why you hand it out."))]})
    return case


def _paper(asker: Asker, case: Case, title: str, parts: Sequence[Part]) -> CourtFile:
    """A paper of the office without a number and without hashes."""
    words = {
        "contents": _("Contents"),
        "hashes": _("Hashes"),
        "hashes_told": _("SHA-256 of each part and chain as they go along inside this PDF, and of the originals of the photos."),
        "hash_columns": [_("Name"), _("Bytes"), "SHA-256"],
    }  # fmt: skip
    return CourtFile(
        title=title,
        language=_LANGUAGES.get(asker.language, asker.language),
        words=words,
        office=case.unit.agency.name,
        banner=_("Demonstration: all records are invented") if settings.HEADSTAMP_DEMO else "",
        parts=parts,
        notes=tuple(label for _code, label in codes.choices("designation_footnotes", asker.language)),
        is_hashed=False,
    )


def _sections(asker: Asker, case: Case, text: str) -> Iterator[Section]:
    """Counts and codes alone: nothing that anybody typed into a record."""
    if text:
        yield Section(_("Statement"), text=text)
    occurrences = list(occurrences_in(asker, case))
    rows = [
        [
            word(asker, "occurrence_kinds", each.kind),
            partial_date(each.occurred_on),
            place_told(each.municipality, asker.language),
        ]
        for each in occurrences
    ]
    if rows:
        yield Section(
            _("What happened"), table=SheetTable((_("What"), _("Date"), _("Municipality")), rows, (3, 2, 3))
        )
    found: Counter[tuple[str, str]] = Counter()
    for item in items_in(asker, case):
        found[item.kind, item.quantity_unit] += item.quantity  # type: ignore[assignment]  # decimals add up too
    if found:
        items = [
            [word(asker, "item_kinds", kind), f"{amount(number)} {word(asker, 'units', unit)}"]
            for (kind, unit), number in sorted(found.items())
        ]
        yield Section(_("What was found"), table=SheetTable((_("Kind"), _("Quantity")), items, (4, 2)))
    stages = Counter(
        (
            said(PROCEEDING_STATES[each.proceeding.stage]),
            word(asker, "court_outcomes", each.proceeding.outcome),
        )
        for each in proceedings_of(asker, case)
        if each.steps  # not what was noted by mistake
    )
    if stages:
        told = [[stage, outcome, str(number)] for (stage, outcome), number in sorted(stages.items())]
        yield Section(
            _("Proceedings"), table=SheetTable((_("Stage"), _("Outcome"), _("How many")), told, (3, 3, 1))
        )


def _released(asker: Asker, case: Case, numbers: Sequence[int]) -> Iterator[Part]:
    """The photos that were released, without their names and captions."""
    photos = []
    for each in photos_of(asker, case):
        if each.pk in numbers:
            with open_file(each.derived_sha256) as stream:
                photos.append(Photo("", stream.read()))
    if photos:
        yield Part(_("Photos"), photos=photos)


def _must_name_nothing(asker: Asker, case: Case, told: ForMedia) -> None:
    names, numbers = _secrets(asker, case)
    wrong = {}
    for field, text in (("title", told.title), ("text", told.text)):
        named = _named_in(text, names, numbers)
        if named:
            message = gettext_noop(
                "“%(word)s” names a person, a vehicle, a number or a mark of the case. Take it out."
            )
            wrong[field] = [say(message, word=named)]
    if wrong:
        raise Invalid(wrong)


def _named_in(text: str, names: set[str], numbers: set[str]) -> str:
    """The word of the text that is one of the folded names, also with another ending, or the number that it holds."""
    words = fold(text).replace("_", " ").split()
    signs = "".join(words)
    for word_of_text in words:
        if any(_is_form_of(word_of_text, name) for name in names):
            return word_of_text
    return next((number for number in numbers if number in signs), "")


def _is_form_of(word_of_text: str, name: str) -> bool:
    """Marku and Marka name Marko, Petra names Petar, Anu names Ana: the last vowel changes with the case, an “a” before the
    last sign may fall out, and endings are added. It refuses too much rather than too little."""
    if len(name) <= 3:
        stems = {name[:-1] if len(name) == 3 and name[-1] in _VOWELS else name}
        return len(word_of_text) <= len(name) + 1 and any(word_of_text.startswith(stem) for stem in stems)
    stems = {name[:-1] if name[-1] in _VOWELS else name}
    if len(name) > 4 and name[-2] == "a" and name[-1] not in _VOWELS:
        stems.add(name[:-2] + name[-1])
    return len(word_of_text) <= len(name) + 3 and any(word_of_text.startswith(stem) for stem in stems)


_VOWELS = "aeiou"
_SHORTEST = 4  # a number of fewer signs stands in many texts by chance


def _secrets(asker: Asker, case: Case) -> tuple[set[str], set[str]]:
    """Folded words of names, and keys of numbers and marks, that the case has."""
    named, numbers = [*_people(asker, case)], [case.number, case.uid]
    for occurrence in _whole(asker, case):
        for role in occurrence.person_roles.all():
            named += [role.person.family_name, role.person.given_name, role.person.alias]
            numbers.append(role.person.document)
        numbers += [use.vehicle.registration for use in occurrence.vehicle_uses.all()]
        numbers += [reference.number for reference in occurrence.references.all()]
        for item in occurrence.items.all():
            numbers += [item.uid, *(mark.as_read for mark in item.marks.all())]
            numbers += [reference.number for reference in item.references.all()]
    for told in proceedings_of(asker, case):
        numbers += [step.reference for step in (*told.steps, *told.taken_back)]
        numbers += [each.decision.reference for each in told.items if each.decision]
    numbers += [each.reference for each in enquiries_of(asker, case)]
    numbers += [each.person.document for each in persons_in(asker, case)]
    keys = {mark_key(each) for each in numbers}
    words = {each for name in named for each in fold(name).split() if len(each) > 1}
    return words, {key for key in keys if len(key) >= _SHORTEST}


def _people(asker: Asker, case: Case) -> Iterator[str]:
    for each in persons_in(asker, case):
        yield from (each.person.family_name, each.person.given_name, each.person.alias)


def _whole(asker: Asker, case: Case) -> list[Occurrence]:
    numbers = list(occurrences_in(asker, case).values_list("pk", flat=True))
    return list(occurrences_for_page(asker).filter(pk__in=numbers))
