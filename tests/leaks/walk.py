"""Every address of the urlconf with parameters that fit it, taken from the world's records of the right kind.

An address that is not known here fails a test: whoever adds one says what fills it.
"""

from collections.abc import Callable, Iterator
from typing import Any

from headstamp.analysis.models import Signal
from headstamp.custody.models import Inspection, Offer, Parcel, Stocktake, Store
from headstamp.forensics.models import Exhibit, InferredGun, LabRequest, Lead
from headstamp.matching.models import Candidate, EventCandidate
from headstamp.registry.models import CircleMember, GroupMember, Statement
from headstamp.tracing.models import TraceRequest
from headstamp.web.entry.occurrence_sheet import ENTRY_SHEET
from tests.leaks.oracle import World
from tests.web.addresses import Address, addresses

MADE_UP = "0" * 25 + "1"  # the shape of an identifier that no record has
NO_NUMBER = 999_999_999

# First part of the address: the kinds of records whose uid fits.
KINDS: dict[str, tuple[str, ...]] = {
    "occurrences": ("occurrence",),
    "items": ("item", "deleted_item"),
    "checks": ("check",),
    "operations": ("operation",),
    "people": ("person",),
    "persons": ("person",),
    "vehicles": ("vehicle",),
    "groups": ("group",),
    "intake": ("batch",),
}
_CASES = ("cases", "case-tasks", "enquiries", "case-persons", "proceedings", "victims", "referrals")
SOURCES = ("makes", "models", "persons", "municipalities", "places", "item_kinds", "none-such")


Filled = tuple[dict[str, Any], str]
"""Keywords, and the uid of the record that they name ('' for none)."""


def fillings(world: World, address: Address) -> list[Filled]:
    """The ways to fill the address; none for one that nobody has thought of."""
    names = frozenset(address.kwargs)
    head, *rest = address.url.strip("/").split("/")
    if head == "storage" and "uid" in names:
        more = {"act": "move"} if "act" in names else {}
        found = [({"uid": uid, **more}, item) for uid, item in _custody(rest[0])]
        return [*found, ({"uid": MADE_UP, **more}, "")]
    if head == "tracing" and "uid" in names:
        more = {"act": "cancel"} if "act" in names else {}
        found = [({"uid": uid, **more}, uid) for uid in TraceRequest.objects.values_list("uid", flat=True)]
        return [*found, ({"uid": MADE_UP, **more}, "")]
    if head == "laboratory" and "uid" in names:
        kind = rest[0]
        known = [({"uid": uid}, uid) for uid in _LABORATORY[kind].objects.values_list("uid", flat=True)]
        acts = [{"act": act} for act in _ACTS[kind]] if "act" in names else [{}]
        return [({**told, **act}, uid) for told, uid in [*known, ({"uid": MADE_UP}, "")] for act in acts]
    if head in _CASES and names:  # of members alone, which tests/web/test_cases_pages.py tries
        return [({name: MADE_UP if name == "uid" else "close" for name in names}, "")]
    for wanted, fill in _FILLERS.items():
        if names == frozenset(wanted):
            return list(fill(world, head))
    return []


_LABORATORY: dict[str, Any] = {
    "requests": LabRequest,
    "exhibits": Exhibit,
    "leads": Lead,
    "guns": InferredGun,
}
_ACTS = {
    "requests": ("report",),
    "exhibits": ("examine",),
    "leads": ("compare",),
    "guns": ("join", "part"),
}


def own_addresses() -> list[Address]:
    """Ours; the library's show nobody's records and are tried in test_attacks."""
    return [address for address in addresses() if not address.is_library]


def _uid(world: World, head: str) -> Iterator[Filled]:
    for uid in Signal.objects.values_list("uid", flat=True) if head == "warnings" else ():
        yield {"uid": uid}, ""
    for page, pairs in (("same-gun", Candidate), ("same-event", EventCandidate)):
        for uid in pairs._default_manager.values_list("uid", flat=True) if head == page else ():
            yield {"uid": uid}, ""
    for record in world.of(*KINDS.get(head, ())):
        yield {"uid": record.uid}, record.uid
    if (
        head
        in (
            "boards",
            "inbox",
            "projects",
            "library",
        )
    ):  # of persons or of the programme, which tests/desk/test_boards.py and tests/web/test_projects_pages.py try
        yield {"uid": MADE_UP}, ""


def _custody(kind: str) -> Iterator[tuple[str, str]]:
    """Identifier of each parcel or offer, which is a record of the world; of stores, which all may know of."""
    if kind == "parcels":
        yield from Parcel.objects.values_list("uid", "uid")
    if kind == "offers":
        yield from Offer.objects.values_list("uid", "uid")
    for name, model in (
        ("inspections", Inspection),
        ("stocktakes", Stocktake),
    ):  # of stores, which all may know of
        if kind == name:
            yield from ((uid, "") for uid in model._default_manager.values_list("uid", flat=True))
    if kind == "stores":
        yield from ((uid, "") for uid in Store.objects.values_list("uid", flat=True))


def _attachment(world: World, head: str) -> Iterator[Filled]:
    if head == "library":  # which tests/web/test_library_pages.py tries
        yield {"uid": MADE_UP, "number": NO_NUMBER}, ""
    if head == "attachments":
        for record in world.of("attachment"):
            yield {"uid": record.occurrence, "number": record.pk}, record.uid


def _kind_and_uid(world: World, head: str) -> Iterator[Filled]:
    for record in world.of("occurrence", "item", "deleted_item"):
        yield {"kind": record.kind.removeprefix("deleted_"), "uid": record.uid}, record.uid


def _steps(world: World, head: str) -> Iterator[Filled]:
    for record in world.of(*KINDS.get(head, ())):
        yield {"uid": record.uid, "step": "recovery-1-prints"}, record.uid


def _fields(world: World, head: str) -> Iterator[Filled]:
    for record in world.of(*KINDS.get(head, ())):
        yield {"uid": record.uid, "field": "narrative" if head == "occurrences" else "model"}, record.uid


def _contests(world: World, head: str) -> Iterator[Filled]:
    kind = head.removesuffix("s")
    said = dict[int, tuple[int, str]]()
    for each in Statement.objects.filter(kind="contested", subject_kind=kind):
        said[each.subject_id] = (each.pk, next(iter(each.said)))
    for record in world.of(*KINDS.get(head, ())):
        number, field = said.get(record.pk, (NO_NUMBER, "model"))
        yield {"uid": record.uid, "field": field, "number": number}, record.uid


def _numbered(world: World, head: str) -> Iterator[Filled]:
    for circle in world.circles.values() if head == "circles" else ():
        yield {"number": circle.pk}, ""


def _members(world: World, head: str) -> Iterator[Filled]:
    for row in CircleMember.objects.all() if head == "circles" else ():
        yield {"number": row.circle_id, "member": row.pk}, ""


def _group_members(world: World, head: str) -> Iterator[Filled]:
    for row in GroupMember.objects.select_related("group") if head == "groups" else ():
        yield {"uid": row.group.uid, "member": row.pk}, row.group.uid


def _accounts(world: World, head: str) -> Iterator[Filled]:
    for _name, asker in world.cast.everybody():
        yield {"account_id": int(asker.id)}, ""


def _words(name: str, *values: object) -> Callable[[World, str], Iterator[Filled]]:
    return lambda world, head: (({name: value}, "") for value in values)


_FILLERS: dict[tuple[str, ...], Callable[[World, str], Iterator[Filled]]] = {
    (): lambda world, head: iter([({}, "")]),
    ("uid",): _uid,
    ("uid", "number"): _attachment,
    ("uid", "step"): _steps,
    ("uid", "field"): _fields,
    ("uid", "field", "number"): _contests,
    ("kind", "uid"): _kind_and_uid,
    ("number",): _numbered,
    ("number", "member"): _members,
    ("uid", "member"): _group_members,
    ("account_id",): _accounts,
    ("reset_id",): _words("reset_id", 1, NO_NUMBER),
    ("position",): _words("position", 1, 2, 3, NO_NUMBER),
    ("source",): _words("source", *SOURCES),
    ("form", "key"): lambda world, head: (
        ({"form": ENTRY_SHEET.form, "key": key}, "") for key in world.drafts
    ),
    ("name",): _words("name", "item_kinds", "none-such"),
    ("model",): _words("model", "zastava_m57", "none-such"),
    ("kind",): _words("kind", "day", "week", "none-such"),
    ("figure",): _words("figure", "firearms-seized", "victims", "kpi-8", "none-such"),
    ("workbook", "year"): lambda world, head: iter(
        ({"workbook": name, "year": year}, "")
        for name, year in (("iafq", "2021"), ("avmp", "2021"), ("none-such", "2021"), ("avmp", "none-such"))
    ),
    ("slug",): _words("slug", "explosives", "none-such"),
    ("period",): _words("period", "2021", "2021-H1", "none-such"),
    ("release",): _words("release", 1, NO_NUMBER),
    ("token",): _words("token", "none-such"),
}
