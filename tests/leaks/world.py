"""A small office in which every field of every record holds a word of its own, at each visibility, of each unit."""

import io
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import xlsxwriter
from django.utils import timezone

from headstamp.accounts.models import FactorReset, Unit
from headstamp.analysis.models import Signal, Watch
from headstamp.custody.models import Balance, Decision, Movement, Offer, Parcel, Room, Store
from headstamp.custody.models import Place as ShelfPlace
from headstamp.forensics.models import (
    BallisticEntry,
    Examination,
    Exhibit,
    Firing,
    GunLead,
    InferredGun,
    LabRequest,
    LabResult,
    Lead,
    LeadStep,
    Recovery,
    RequestStep,
    Restoration,
)
from headstamp.intake.actions import receive_file, use_layout
from headstamp.intake.checking import check as check_batch
from headstamp.intake.layout import layout_from
from headstamp.intake.layout.plain_yaml import read_plain
from headstamp.matching.models import Candidate, EventCandidate, EventJudgement, Judgement
from headstamp.registry.actions import consult
from headstamp.registry.files import keep_bytes
from headstamp.registry.models import (
    Attachment,
    Draft,
    Group,
    GroupMember,
    HouseSearch,
    Item,
    LegalStatus,
    Mark,
    Occurrence,
    OtherGoods,
    Person,
    Place,
    Revision,
    SourceRow,
    Statement,
)
from headstamp.registry.models import Circle as NamedCircle
from headstamp.snapshot.actions import refresh
from headstamp.tracing.models import RequestAct, TraceRequest, Transfer
from headstamp.web.entry.occurrence_sheet import ENTRY_SHEET
from tests.cast import Cast
from tests.leaks.oracle import (
    IMPORT,
    READ_LOG,
    RESETS,
    SEE_PERSONS,
    Circle,
    Record,
    Rights,
    Rule,
    World,
    home_of,
)
from tests.registry import rows

LAYOUT = """
layout: leaks_%(unit)s
register: leaks-%(unit)s
target: item
title: {en: Register of %(unit)s}
key: [Case number]
group: [Case number]
defaults: {order: dmy}
columns:
  Case number: occurrence.reference
  Date: {to: occurrence.occurred_on, parse: date, required: true}
  Municipality: {to: occurrence.municipality, parse: code, lookup: municipalities}
  Type of weapon: {to: item.kind, parse: code, lookup: item_kinds, required: true}
  Serial number: {to: mark.serial, parse: serial}
constants: {occurrence.kind: seizure, occurrence.reference_kind: police_case, occurrence.reference_issuer: Police}
"""


def with_persons(rule: Rule) -> Rule:
    return lambda name: rule(name) and name in SEE_PERSONS


def only(*names: str) -> Rule:
    return lambda name: name in names


def both_know(one: Rights, other: Rights) -> Rule:
    return lambda name: one.knows(name) and other.knows(name)


def make_world(cast: Cast) -> World:
    """The whole of it; about a hundred and fifty records."""
    world = World(cast)
    maker = _Maker(world)
    maker.make_circles()
    for unit in ("first", "other", "abroad"):
        for visibility in ("unit", "jurisdiction"):
            maker.make_all(Rights(unit, visibility))
    for unit, circle in (
        ("first", "of_officer"),
        ("first", "over"),
        ("first", "unread"),
        ("other", "of_first"),
        ("abroad", "of_partner"),
    ):
        maker.make_all(Rights(unit, "restricted", world.circles[circle]))
    maker.make_all(Rights("first", "jurisdiction", is_settled=False), state="open")
    maker.make_all(Rights("other", "unit", is_deleted=True))
    maker.make_narrow_people()
    maker.make_drafts()
    maker.make_batches()
    maker.make_office_secrets()
    maker.make_signals()
    maker.make_pairs()
    maker.make_leads()
    refresh()
    return world


class _Maker:
    def __init__(self, world: World) -> None:
        self.world, self.cast = world, world.cast
        self.units: dict[str, Unit] = {
            "first": self.cast.unit,
            "other": self.cast.other_unit,
            "abroad": self.cast.partner_unit,
        }

    def make_circles(self) -> None:
        yesterday = timezone.localdate() - timedelta(days=1)
        self._circle("of_officer", "XK", ("officer",))
        self._circle("of_first", "XK", (), ("first",))
        self._circle("of_partner", "RS", ("partner",))
        self._circle("over", "XK", ("reader", "officer"), ("first",), until=yesterday, made_by="head")
        # Members who may read no records, and one of another jurisdiction: membership alone opens nothing.
        self._circle("unread", "XK", ("administrator", "auditor", "donor", "partner"))

    def _circle(
        self,
        key: str,
        jurisdiction: str,
        members: tuple[str, ...],
        units: tuple[str, ...] = (),
        until: date | None = None,
        made_by: str = "",
    ) -> None:
        accounts = [getattr(self.cast, name).id for name in members]
        made = rows.circle(
            *accounts, units=tuple(self.units[unit] for unit in units), jurisdiction=jurisdiction, until=until,
            created_by=getattr(self.cast, made_by).id if made_by else "0",
        )  # fmt: skip
        circle = Circle(
            made.pk, jurisdiction, frozenset(members), frozenset(units), until is not None, made_by
        )
        self.world.circles[key] = circle
        made.name = self.world.token(f"name of circle {key}", circle.is_known_to)
        made.reason = self.world.token(f"reason of circle {key}", circle.is_known_to)
        made.save()

    def make_all(self, rights: Rights, state: str = "complete") -> None:
        """An operation, a check and an occurrence with everything that can stand in one."""
        _OfRights(self, rights, state).make()

    def add(self, kind: str, row: Any, rights: Rights, rule: Rule, occurrence: str = "") -> Record:
        record = Record(kind, row.uid, rights, rule, row.pk, occurrence)
        self.world.records[row.uid] = record
        return record

    def shelf(self) -> ShelfPlace:
        """The one place of the one store, which nobody of the cast keeps."""
        found = ShelfPlace.objects.first()
        if found is None:
            store = Store.objects.create(
                name="Store", unit=self.cast.unit, jurisdiction="XK", created_at=rows.NOW, changed_at=rows.NOW
            )
            found = ShelfPlace.objects.create(room=Room.objects.create(store=store, name="A"), name="1")
        return found

    def make_narrow_people(self) -> None:
        """In a record that all may know: a person and a vehicle for a circle only, told of in its history too."""
        wide = Rights("first", "jurisdiction")
        narrow = Rights("first", "restricted", self.world.circles["of_officer"])
        of = rows.occurrence(self.cast.unit, narrative="wide")
        self.add("occurrence", of, wide, wide.reads)
        rule = with_persons(narrow.reads)
        rights = {
            "visibility": "restricted",
            "circle": NamedCircle.objects.get(pk=self.world.circles["of_officer"].pk),
        }
        token = self.world.token
        person = rows.person(of, token("narrow name", rule), **rights)
        plate = token("narrow plate", rule)
        vehicle = rows.vehicle(of, plate, **rights)
        self.add("person", person, narrow, rule)
        self.add("vehicle", vehicle, narrow, rule)
        group = Group.objects.create(
            **rows.owned(self.cast.unit, {"name": token("group", with_persons(wide.reads))})
        )
        self.add("group", group, wide, with_persons(wide.reads))
        GroupMember.objects.create(group=group, person=person)
        told = {
            "vehicles": [[], [{"registration": plate, "kind": "car"}]],
            "persons": [[], [{"person": person.uid, "role": "holder"}]],
        }
        Revision.objects.create(
            subject_kind="occurrence",
            subject_id=of.pk,
            version=2,
            at=rows.NOW,
            by="1",
            verb="edit_occurrence",
            changes=told,
        )
        rows.findable(of)

    def make_drafts(self) -> None:
        for name in ("registrar", "officer", "partner", "reader"):
            typed = {"narrative": self.world.token(f"draft of {name}", only(name)), "kind": "seizure"}
            owner = getattr(self.cast, name).id
            key = f"draft-{name}"
            Draft.objects.create(
                owner=owner, form=ENTRY_SHEET.form, key=key, data=typed, changed_at=timezone.now()
            )
            self.world.drafts[key] = name

    def make_batches(self) -> None:
        """A checked file of each unit, with good rows, refused ones and an unknown wording."""
        for unit, name in (("first", "registrar"), ("other", "officer"), ("abroad", "partner")):
            asker = getattr(self.cast, name)
            asker = replace(asker, permissions=asker.permissions | {"import_files"})
            rule = _importers_of(unit)

            def token(what: str, unit: str = unit, rule: Rule = rule) -> str:
                return self.world.token(f"{what} of a file of {unit}", rule)

            content = workbook(
                [token("case"), "05.03.2022", "Gjakovë", "Pistol", token("serial")],
                [token("case"), token("bad date"), "Pejë", "Pistol", token("serial")],
                [token("case"), "06.03.2022", "Pejë", token("unknown wording"), token("serial")],
                [token("repeated"), "06.03.2022", token("unknown place"), "Pistol", ""],
            )
            batch = receive_file(asker, stream=io.BytesIO(content), name=f"{token('file name')}.xlsx")
            use_layout(asker, uid=batch.uid, layout=layout_from(read_plain(LAYOUT % {"unit": unit})))
            check_batch(asker, batch.uid)
            batch.refresh_from_db()
            self.world.records[batch.uid] = Record("batch", batch.uid, Rights(unit, "unit"), rule, batch.pk)

    def make_office_secrets(self) -> None:
        """What only an auditor, an administrator or a head reads."""
        typed = self.world.token("reason typed for the log", lambda name: name in READ_LOG)
        consult(self.cast.head, subject_kind="item", verb="search_items", reason=typed)
        user = self.cast.user_of(self.cast.reader)
        typed = self.world.token("reason of a reset", lambda name: name in RESETS)
        FactorReset.objects.create(user=user, asked_by=self.cast.administrator.id, reason=typed)

    def make_signals(self) -> None:
        """A new thing of every item in every counting of its jurisdiction, as if each could have been counted there once."""
        watches = [
            Watch.objects.create(jurisdiction=jurisdiction, reach=reach, unit=unit, counted_at=rows.NOW)
            for jurisdiction, own in (("XK", ("first", "other")), ("RS", ("abroad",)))
            for reach, unit in (
                ("jurisdiction", None), ("all_units", None), *(("unit", self.units[each]) for each in own)
            )
        ]  # fmt: skip
        for record in list(self.world.of("item", "deleted_item")):
            item = Item.objects.get(pk=record.pk)
            # No signal counts a restricted record, so not even its circle reads one.
            rule = only() if item.visibility == "restricted" else record.rule
            token = self.world.token("model that a signal names", rule)
            for watch in watches:
                if watch.jurisdiction == item.jurisdiction:
                    Signal.objects.create(
                        watch=watch, sort="first", month="2022-11", subject="model", value=f"zastava|{token}", item=item,
                        count=1, found_at=rows.NOW, counted_at=rows.NOW,
                    )  # fmt: skip

    def make_leads(self) -> None:
        """Leads between items of unlike rights, and a gun inferred from each: known to who knows of both ends."""
        known = sorted(self.world.of("item", "deleted_item"), key=lambda record: record.pk)
        mixed = [record for start in range(5) for record in known[start::5]]
        for pair in pairwise(mixed):
            one, other = sorted(pair, key=lambda record: record.pk)
            rule = both_know(one.rights, other.rights)
            of = "restricted " if "restricted" in (one.rights.visibility, other.rights.visibility) else ""

            def words(*names: str, of: str = of, rule: Rule = rule) -> dict[str, str]:
                return {name: self.world.token(f"{of}lead {name}", rule) for name in names}

            by = {"by": "1", "at": rows.NOW}
            told = words("laboratory", "basis")
            lead = Lead.objects.create(
                jurisdiction=Item.objects.get(pk=one.pk).jurisdiction, one_item_id=one.pk, other_item_id=other.pk,
                found_on=rows.NOW.date(), noted_by="1", noted_at=rows.NOW, **told,
            )  # fmt: skip
            self.world.records[lead.uid] = Record("lead", lead.uid, one.rights, rule, lead.pk)
            step = words("laboratory", "basis")
            LeadStep.objects.create(lead=lead, act="note", end="lead", on=rows.NOW.date(), **by, **step)
            gun = InferredGun.objects.create(
                jurisdiction=lead.jurisdiction, inferred_by="1", inferred_at=rows.NOW, **words("name", "note")
            )
            self.world.records[gun.uid] = Record("gun", gun.uid, one.rights, rule, gun.pk)
            GunLead.objects.create(gun=gun, lead=lead, joined_by="1", joined_at=rows.NOW)
            Recovery.objects.create(
                gun=gun, item=None, on=rows.NOW.date(), **by, **words("laboratory", "basis")
            )

    def make_pairs(self) -> None:
        """Records of unlike rights three by three, as if they were alike, and judged: the second joins the others.

        Occurrences could not be judged, so that what figures count stays what stands in the lists.
        """
        self._judged(("item", "deleted_item"), Candidate, Judgement, "same")
        self._judged(("occurrence",), EventCandidate, EventJudgement, "unsure")

    def _judged(self, kinds: tuple[str, ...], pairs: type[Any], judgements: type[Any], word: str) -> None:
        known = sorted(self.world.of(*kinds), key=lambda record: record.pk)
        mixed = [record for start in range(7) for record in known[start::7]]
        for pair in (each for at in range(0, len(mixed), 3) for each in pairwise(mixed[at : at + 3])):
            one, other = sorted(pair, key=lambda record: record.pk)
            made = pairs.objects.create(
                one_id=one.pk, other_id=other.pk, proposal="same", probability=0.9, worth=one.pk,
                found_at=rows.NOW, compared_at=rows.NOW,
            )  # fmt: skip
            of = "restricted " if "restricted" in (one.rights.visibility, other.rights.visibility) else ""
            rule = both_know(one.rights, other.rights)
            judgements.objects.create(
                candidate=made, word=word, reason=self.world.token(f"why a {of}pair is {word}", rule),
                probability=0.9, one_version=1, other_version=1, at=rows.NOW, by="1",
            )  # fmt: skip


class _OfRights:
    """All kinds of records with the same rights, each field with its token."""

    def __init__(self, maker: _Maker, rights: Rights, state: str) -> None:
        self.maker, self.world, self.rights = maker, maker.world, rights
        unit = maker.units[rights.unit]
        circle = rights.circle.pk if rights.circle else None
        deleted = rows.NOW if rights.is_deleted else None
        self.source = rows.source(unit, state)
        self.source.name = self._token("source name", rights.reads)
        self.source.save()
        self.unit = unit
        self.columns: dict[str, Any] = {
            "visibility": rights.visibility,
            "circle_id": circle,
            "deleted_at": deleted,
        }
        # Operations, persons and vehicles come from no file.
        self.settled = replace(rights, is_settled=True)

    def _token(self, what: str, rule: Rule, search: str = "", occurrence: str = "") -> str:
        where = f"{self.rights.unit} {self.rights.visibility} {self.rights.circle and self.rights.circle.pk}"
        return self.world.token(f"{what} ({where})", rule, search=search, occurrence=occurrence)

    def make(self) -> None:
        operation = self._operation()
        check = self._check(operation)
        of = rows.occurrence(self.unit, source=self.source, occurred_on="2021-05-06", **self.columns)
        self.uid = of.uid
        self.maker.add("occurrence", of, self.rights, self.rights.reads)
        of.operation, of.found_in_check = operation, check
        of.narrative = self._open("narrative")
        of.detection_equipment = self._token("equipment", self.rights.reads)
        # Each record has a point of its own, so that a map tells which records it drew.
        of.place = Place.objects.create(
            text=self._open("place"),
            jurisdiction="XK",
            precision="exact",
            longitude=21,
            latitude=42 + of.pk / 10_000,
        )
        of.deleted_reason = (
            self._token("reason of deletion", self.rights.may_bring_back) if of.deleted_at else ""
        )
        of.save()
        OtherGoods.objects.create(occurrence=of, kind="money", description=self._open("goods"))
        rows.reference(of, self._open("reference"))
        self._item(of)
        self._deleted_item(of)
        self._people(of)
        self._attachment(of)
        self._past("occurrence", of.pk, self.rights.reads)
        rows.findable(of)

    def _open(self, what: str) -> str:
        return self._token(what, self.rights.reads, "open", self.uid)

    def _operation(self) -> Any:
        rule = self.settled.reads
        texts = {name: self._token(f"operation {name}", rule) for name in ("name", "plan", "outcome")}
        made = rows.operation(self.unit, starts_on="2021", **texts, **self.columns)
        self.maker.add("operation", made, self.settled, rule)
        self._revision("operation", made.pk, {"plan": ["", self._token("operation before", rule)]}, rule)
        return made

    def _check(self, operation: Any) -> Any:
        rule = self.rights.reads
        made = rows.check(
            self.unit, source=self.source, context="house_search", operation=operation, notes=self._token("check notes", rule),
            detector=self._token("detector", rule), **self.columns,
        )  # fmt: skip
        self.maker.add("check", made, self.rights, rule)
        names = with_persons(rule)
        texts = {
            name: self._token(f"search {name}", names)
            for name in ("order_number", "witnesses", "photo_list", "signatures")
        }
        findings = [{"who": self._token("finder", names), "what": "pistol", "where": "roof"}]
        HouseSearch.objects.create(check_made=made, findings=findings, **texts)
        self._revision(
            "check",
            made.pk,
            {"house_search": [None, {"witnesses": self._token("witness before", names)}]},
            rule,
        )
        return made

    def _item(self, of: Occurrence) -> None:
        texts = {name: self._open(f"item {name}") for name in ("make", "model", "description", "calibre")}
        made = rows.item(
            of, self._open("mark"), **{"transit": self._token("transit", self.rights.reads), **texts}
        )
        Mark.objects.filter(item=made).update(notes=self._token("note on mark", self.rights.reads))
        rows.reference(made, self._open("item reference"), issuer="Laboratory")
        LegalStatus.objects.create(
            item=made,
            status="seized",
            decision=self._token("decision", self.rights.reads),
            recorded_at=rows.NOW,
            recorded_by="1",
        )
        self.maker.add("item", made, self.rights, self.rights.reads, of.uid)
        self._stored(made)
        self._examined(made)
        self._attachment(made)
        self._traced(made)
        self._past("item", made.pk, self.rights.reads)
        self.row(made, of, "item row", with_persons(self.rights.reads))

    def _stored(self, item: Item) -> None:
        """A parcel of the item in the one store, with a line of the ledger, a decision and an open offer."""
        rule, place = self.rights.reads, self.maker.shelf()
        store, room = place.room.store, place.room
        parcel = Parcel.objects.create(
            item=item, thousandths=1000, unit="pieces", store=store, room=room, place=place, home=store, changed_at=rows.NOW,
            seal=self._token("seal", rule), condition=self._token("condition", rule),
        )  # fmt: skip
        self.maker.add("parcel", parcel, self.rights, rule)
        Balance.objects.create(item=item, unit="pieces", received=1000, held=1000, lines=1)
        words = {
            name: self._token(f"{name} of a movement", rule) for name in ("given_name", "reason", "reference")
        }
        Movement.objects.create(
            item=item, number=1, parcel=parcel, act="received", at=rows.NOW, by="1", thousandths=1000, before=0, after=1000,
            unit="pieces", to_place=place, taken_by="1", seal=parcel.seal, condition=parcel.condition, previous_hash="0", hash="1", **words,
        )  # fmt: skip
        told = {
            name: self._token(f"{name} of a decision", rule) for name in ("authority", "reference", "note")
        }
        Decision.objects.create(
            item=item,
            outcome="destroy",
            decided_on=rows.NOW.date(),
            recorded_by="1",
            recorded_at=rows.NOW,
            **told,
        )
        offer = Offer.objects.create(
            parcel=parcel,
            act="sent",
            to_store=store,
            offered_by="1",
            offered_at=rows.NOW,
            reason=self._token("reason of an offer", rule),
        )
        self.maker.add("offer", offer, self.rights, rule)

    def _traced(self, item: Item) -> None:
        """An answered request about the item, with a person's name in its chain, which only who sees persons reads."""
        rule = self.rights.reads
        words = {
            name: self._token(f"{name} of a request", rule)
            for name in (
                "addressee",
                "purpose",
                "our_reference",
                "their_reference",
                "answer_text",
                "crime_code",
                "importer",
            )
        }
        request = TraceRequest.objects.create(
            direction="out", state="answered", unit=self.unit, jurisdiction=item.jurisdiction, item=item, channel="ffp",
            drafted_by="1", drafted_at=rows.NOW, checked_by="2", checked_at=rows.NOW, photo=item.attachments.first(),
            sent_on=rows.NOW.date(), due_on=rows.NOW.date(), answered_on=rows.NOW.date(), answer="found",
            content={"make": self._token("make asked", rule)}, folded="", **words,
        )  # fmt: skip
        self.maker.add("trace_request", request, self.rights, rule)
        RequestAct.objects.create(
            request=request, number=1, act="draft", end="draft", at=rows.NOW, by="1", note=self._token("note of an act", rule)
        )  # fmt: skip
        names = with_persons(rule)
        Transfer.objects.create(
            request=request, position=1, kind="sold", holder_kind="private_person", evidence="document",
            holder=self._token("holder", names), reference=self._token("document of a person", names),
            recorded_by="1", recorded_at=rows.NOW,
        )  # fmt: skip

    def _examined(self, item: Item) -> None:
        """A verified request with one exhibit, all that can be found of it, and an entry in a ballistic system."""
        rule = self.rights.reads

        def words(*names: str) -> dict[str, str]:
            return {name: self._token(f"laboratory {name}", rule) for name in names}

        by = {"by": "1", "at": rows.NOW}
        request = LabRequest.objects.create(
            jurisdiction=item.jurisdiction, unit=self.unit, asked_by="1", due_on=rows.NOW.date(), state="verified", examiner="1",
            verifier="2", drafted_at=rows.NOW, received_at=rows.NOW, reported_at=rows.NOW, verified_at=rows.NOW, turnaround_days=0,
            **words("laboratory", "asked_for", "questions", "number", "conclusion"),
        )  # fmt: skip
        self.maker.add("lab_request", request, self.rights, rule)
        RequestStep.objects.create(request=request, act="wait", end="waiting", **by, **words("reason"))
        exhibit = Exhibit.objects.create(
            request=request, number=1, item=item, received_at=rows.NOW, received_by="1",
            **words("seal_expected", "seal_found", "seal_difference", "condition"),
        )  # fmt: skip
        self.maker.add("exhibit", exhibit, self.rights, rule)
        day = rows.NOW.date()
        told = words("converted_how", "result")
        Examination.objects.create(
            exhibit=exhibit,
            examined_on=day,
            function="works",
            is_converted=True,
            converted_from="alarm",
            **by,
            **told,
        )
        Restoration.objects.create(
            exhibit=exhibit, tried_on=day, method="heat", **by, **words("reading", "note")
        )
        LabResult.objects.create(
            exhibit=exhibit, analysed_on=day, substance="acetone", **by, **words("method", "result")
        )
        Firing.objects.create(
            exhibit=exhibit, fired_on=day, rounds=1, **by, **words("ammunition", "specimen")
        )
        BallisticEntry.objects.create(
            item=item, system="ibis", cases=1, entered_on=day, **by, **words("reference")
        )

    def _deleted_item(self, of: Occurrence) -> None:
        """An item that was taken out of the record: nobody but who may bring it back learns of it."""
        gone = replace(self.rights, is_deleted=True)
        rule = gone.may_bring_back
        made = rows.item(
            of,
            self._token("mark of deleted item", rule),
            deleted_at=rows.NOW,
            model=self._token("deleted model", rule),
        )
        made.deleted_reason = self._token("why item was deleted", rule)
        made.save()
        rows.reference(made, self._token("reference of deleted item", rule))
        self.maker.add("deleted_item", made, gone, rule, of.uid)
        self._revision("item", made.pk, {"model": ["", self._token("deleted item before", rule)]}, rule)
        self.row(made, of, "row of deleted item", with_persons(rule))

    def row(self, item: Item, of: Occurrence, what: str, rule: Rule) -> None:
        row = SourceRow.objects.create(
            source=self.source, register="r", number=item.pk, key=str(item.pk), digest="0" * 64, outcome="created", occurrence=of,
            item=item, cells={"suspect": self._token(what, rule)},
        )  # fmt: skip
        Statement.objects.create(
            kind="looked_up", subject_kind="item", subject_id=item.pk, source=self.source, row=row, at=rows.NOW, by="1",
            said={"item.kind": [self._token(f"statement of {what}", rule), "pistol"]}, said_by=self._token(f"sayer of {what}", rule),
        )  # fmt: skip

    def _people(self, of: Occurrence) -> None:
        rule = with_persons(self.rights.reads)
        texts = {
            name: self._token(name, rule, "persons", of.uid) for name in ("given_name", "alias", "document")
        }
        notes = {"notes": self._token("person notes", rule)}
        rights = {"deleted_at": None}
        person = rows.person(
            of, self._token("family name", rule, "persons", of.uid), **texts, **notes, **rights
        )
        vehicle = rows.vehicle(
            of,
            self._token("plate", rule, "persons", of.uid),
            make=self._token("vehicle make", rule),
            **rights,
        )
        self.maker.add("person", person, self.rights, rule)
        self.maker.add("vehicle", vehicle, self.rights, rule)
        alone = Person.objects.create(
            **rows.owned(
                self.unit,
                {"family_name": self._token("lone name", with_persons(self.settled.reads)), **self.columns},
            )
        )
        self.maker.add("person", alone, self.settled, with_persons(self.settled.reads))

    def _attachment(self, of: Occurrence | Item) -> None:
        on = {"occurrence": of} if isinstance(of, Occurrence) else {"item": of}
        for gone in (False, True) if isinstance(of, Occurrence) else (False,):
            rule: Rule = only() if gone else self.rights.reads
            content = {
                name: keep_bytes(self._token(f"file {name}", rule).encode())
                for name in ("sha256", "derived_sha256", "thumbnail_sha256")
            }
            texts = {"name": f"{self._token('file name', rule)}.txt", "caption": self._token("caption", rule)}
            made = Attachment.objects.create(
                **on, **content, **texts, media_type="image/jpeg", size=9, added_at=rows.NOW, added_by="1",
                deleted_at=rows.NOW if gone else None,
            )  # fmt: skip
            record = Record("attachment", f"{of.uid}/{made.pk}", self.rights, rule, made.pk, of.uid)
            self.world.records[record.uid] = record

    def _past(self, kind: str, pk: int, rule: Rule) -> None:
        names = with_persons(rule)
        changes = {
            "narrative" if kind == "occurrence" else "model": [self._token(f"{kind} before", rule), "now"],
            "persons": [[], [{"alias": self._token(f"{kind} person before", names)}]],
            "vehicles": [[], [{"registration": self._token(f"{kind} plate before", names)}]],
        }
        self._revision(kind, pk, changes, rule)
        Statement.objects.create(
            kind="contested", subject_kind=kind, subject_id=pk, source=self.source, at=rows.NOW, by="1", said_by=self._token("sayer", names),
            said={"kind": [self._token(f"contested {kind}", names), "pistol"]},
        )  # fmt: skip

    def _revision(self, kind: str, pk: int, changes: dict[str, Any], rule: Rule) -> None:
        reason = self._token(f"reason of change of {kind}", rule)
        Revision.objects.create(
            subject_kind=kind,
            subject_id=pk,
            version=2,
            at=rows.NOW,
            by="1",
            verb=f"edit_{kind}",
            reason=reason,
            changes=changes,
        )


def _importers_of(unit: str) -> Rule:
    return lambda name: name in IMPORT and home_of(name) == unit


def workbook(*lines: list[str]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("Register")
    for number, cells in enumerate(
        [["Case number", "Date", "Municipality", "Type of weapon", "Serial number"], *lines]
    ):
        sheet.write_row(number, 0, cells)
    book.close()
    return stream.getvalue()
