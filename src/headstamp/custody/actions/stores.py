"""Making stores, rooms and places."""

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.custody.actions.finding import store_to_change
from headstamp.custody.laws import check_length, must_say
from headstamp.custody.models import Owner, Place, Room, Store
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.actions.writing import owner as of_unit
from headstamp.registry.actions.writing import stamps
from headstamp.registry.laws import Problems

_TAKEN = gettext_noop("There is one of this name already. Choose another name.")


def make_store(asker: Asker, *, name: str, owner: str = "police", standard: str = "") -> Store:
    """A store that the asker's unit keeps."""
    asker.must(Permission.KEEP_STORE)
    whose = of_unit(asker)
    problems = _named(name, Store)
    check_length(standard, "standard", problems, Store)
    if owner not in Owner.values:
        problems.add("owner", say(gettext_noop("Choose a value from the list.")))
    if Store.objects.filter(
        jurisdiction=asker.jurisdiction, name=name.strip(), deleted_at__isnull=True
    ).exists():
        problems.add("name", say(_TAKEN))
    problems.must_be_none()
    with recording(asker) as log:
        store = Store.objects.create(
            name=name.strip(), owner=owner, standard=standard, **whose, **stamps(asker)
        )
        log.collection(
            "store", store.pk, "make_store", ["name", "owner", "standard"], values={"name": store.name}
        )
    return store


def add_room(asker: Asker, *, store: str, name: str) -> Room:
    """A room of a store that the asker keeps."""
    problems = _named(name, Room)
    with recording(asker) as log:
        found = store_to_change(asker, store)
        if found.rooms.filter(name=name.strip()).exists():
            problems.add("name", say(_TAKEN))
        problems.must_be_none()
        room = Room.objects.create(store=found, name=name.strip())
        log.collection("store", found.pk, "add_room", ["name"], values={"name": room.name})
    return room


def add_place(asker: Asker, *, store: str, room: int, name: str, capacity: int | None = None) -> Place:
    """A place in a room; `capacity` is how many parcels it takes, None where nobody said."""
    problems = _named(name, Place)
    if capacity is not None and not 0 < capacity < 10**6:
        problems.add("capacity", say(gettext_noop("Write a number above nought, or leave it empty.")))
    with recording(asker) as log:
        found = store_to_change(asker, store)
        of = found.rooms.filter(pk=room).first()
        if of is None:
            raise NotFound(say(NO_SUCH_RECORD))
        if of.places.filter(name=name.strip()).exists():
            problems.add("name", say(_TAKEN))
        problems.must_be_none()
        place = Place.objects.create(room=of, name=name.strip(), capacity=capacity)
        log.collection("store", found.pk, "add_place", ["name", "capacity"], values={"name": place.name})
    return place


def _named(name: str, model: type) -> Problems:
    problems = Problems()
    must_say(name, "name", problems)
    check_length(name.strip(), "name", problems, model)
    return problems
