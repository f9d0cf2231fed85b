"""Sources: the entry desk of each unit, and files while they are taken in."""

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotAllowed, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.models import Source


def desk_of(asker: Asker, unit: int = 0) -> Source:
    """The entry desk of the asker's unit (or of `unit`), made at first need. Call it inside a recording."""
    number = unit or asker.unit
    if not number:
        message = gettext_noop(
            "You belong to no unit, so no record can be yours. Ask your administrator for a unit."
        )
        raise NotAllowed(say(message))
    values = {"name": "desk", "created_at": timezone.now(), "created_by": asker.id}
    return Source.objects.get_or_create(unit_id=number, kind=Source.Kind.DESK, defaults=values)[0]


def open_source(
    asker: Asker,
    *,
    name: str,
    register: str,
    sha256: str,
    batch: str,
    right: Permission = Permission.SEE_RECORDS,
) -> Source:
    """A file that is being taken in; its records stay invisible until `complete_source`.

    Asked again for the same batch, as a resumed intake does, it is the same source. `right` is what its records ask for.
    """
    asker.must(Permission.IMPORT_FILES)
    asker.must(right)
    if not asker.unit:
        raise NotAllowed(
            say(
                gettext_noop(
                    "You belong to no unit, so no record can be yours. Ask your administrator for a unit."
                )
            )
        )
    known = Source.objects.filter(unit_id=asker.unit, batch=batch).first() if batch else None
    if known:
        return known
    with recording(asker) as log:
        source = Source.objects.create(
            kind=Source.Kind.FILE,
            state=Source.State.OPEN,
            unit_id=asker.unit,
            register=register,
            name=name,
            sha256=sha256,
            batch=batch,
            created_at=timezone.now(),
            created_by=asker.id,
        )
        values = {"name": name, "register": register, "sha256": sha256}
        log.collection("source", source.pk, "open_source", sorted(values), values=values, batch=batch)
    return source


def complete_source(asker: Asker, *, source: Source, right: Permission = Permission.SEE_RECORDS) -> Source:
    """Show the records of a file that was taken in to its end, all in one stroke. Asked again, it stays shown."""
    asker.must(Permission.IMPORT_FILES)
    asker.must(right)
    with recording(asker) as log:
        found = Source.objects.filter(pk=source.pk, unit=asker.unit)
        if not found.exists():
            raise NotFound(say(gettext_noop("There is no such record, or you may not know of it.")))
        if found.filter(state=Source.State.COMPLETE).exists():
            return source
        if not found.filter(state=Source.State.OPEN).update(state=Source.State.COMPLETE):
            raise Conflict(
                say(gettext_noop("This file is not being taken in. Look at the list of files for its state."))
            )
        log.alteration("source", source.pk, "complete_source", ("state",), batch=source.batch)
    source.state = Source.State.COMPLETE
    return source
