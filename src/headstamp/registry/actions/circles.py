"""Need-to-know circles: made with a reason, joined and left, until a day."""

from datetime import date

from django.utils import timezone

from headstamp.accounts.models import Unit, User
from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.audit.recorder import Recorder
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.laws import Problems
from headstamp.registry.laws.values import today
from headstamp.registry.models import Circle, CircleMember
from headstamp.registry.queries.circles import circles_visible_to


def make_circle(
    asker: Asker, *, name: str, reason: str, until: date | None = None, origin: str = ""
) -> Circle:
    """A new circle, whose first member is who makes it. `origin` says what keeps it up to date, as `case:123`."""
    asker.must(Permission.MANAGE_CIRCLES)
    problems = Problems()
    for field, text in (("name", name), ("reason", reason)):
        if not text.strip():
            problems.add(field, say(gettext_noop("Fill this in.")))
    if until and until < today():
        problems.add("until", say(gettext_noop("This day has passed.")))
    if len(name) > 200 or len(origin) > 60:
        problems.add("name", say(gettext_noop("Write at most %(most)s characters."), most=200))
    problems.must_be_none()
    with recording(asker) as log:
        circle = Circle.objects.create(
            name=name,
            reason=reason,
            until=until,
            origin=origin,
            jurisdiction=asker.jurisdiction,
            created_at=timezone.now(),
            created_by=asker.id,
        )
        values = {"name": name, "reason": reason, "until": str(until or ""), "origin": origin}
        log.collection("circle", circle.pk, "make_circle", sorted(values), values=values, reason=reason)
        _join(asker, log, circle, asker.id, None)
    return circle


def add_member(
    asker: Asker, *, circle: int, account: str = "", unit: int | None = None, origin: str = ""
) -> CircleMember:
    """Let a person (account number) or a unit into a circle; one of the two. Who is in it already stays so.

    A circle that something else keeps up to date is changed by that alone, which names itself as `origin`.
    """
    if bool(account) == bool(unit):
        raise Invalid({"account": [say(gettext_noop("Choose a person or a unit: one of the two."))]})
    with recording(asker) as log:
        found = _managed(asker, circle, origin)
        _must_exist(asker, account, unit)
        return _join(asker, log, found, account, unit)


def remove_member(asker: Asker, *, circle: int, member: int, reason: str = "", origin: str = "") -> None:
    """Take a person or a unit out of a circle; the last one stays. `origin` as when one is let in."""
    with recording(asker) as log:
        found = _managed(asker, circle, origin)
        row = found.members.filter(pk=member).first()
        if row is None:
            raise NotFound(say(gettext_noop("There is no such member in the circle.")))
        if found.members.count() == 1:
            message = gettext_noop(
                "A circle needs a member, or nobody could open its records. Add another one first."
            )
            raise Conflict(say(message))
        values = {"account": row.account, "unit": row.unit_id}
        row.delete()
        log.administration("circle", found.pk, "remove_member", ("members",), values=values, reason=reason)


def _managed(asker: Asker, circle: int, origin: str) -> Circle:
    asker.must(Permission.MANAGE_CIRCLES)
    found = circles_visible_to(asker).filter(pk=circle).first()
    if found is None:
        raise NotFound(say(gettext_noop("There is no such circle, or you may not know of it.")))
    if found.origin != origin:
        raise Conflict(
            say(gettext_noop("This circle belongs to a case. Let people in or take them out on its page."))
        )
    return found


def _must_exist(asker: Asker, account: str, unit: int | None) -> None:
    """The person or unit exists in the circle's jurisdiction."""
    own = {"agency__jurisdiction": asker.jurisdiction}
    if unit:
        exists = Unit.objects.filter(pk=unit, **own).exists()
    else:
        people = User.objects.filter(is_active=True, unit__agency__jurisdiction=asker.jurisdiction)
        exists = account.isdecimal() and len(account) <= 18 and people.filter(pk=int(account)).exists()
    if not exists:
        field = "unit" if unit else "account"
        raise Invalid({field: [say(gettext_noop("Choose a person or a unit of your jurisdiction."))]})


def _join(asker: Asker, log: Recorder, circle: Circle, account: str, unit: int | None) -> CircleMember:
    known = {"circle": circle, "account": account, "unit_id": unit}
    given = {"added_at": timezone.now(), "added_by": asker.id}
    member, is_new = CircleMember.objects.get_or_create(**known, defaults=given)
    if is_new:
        values = {"account": account, "unit": unit}
        log.administration("circle", circle.pk, "add_member", ("members",), values=values)
    return member
