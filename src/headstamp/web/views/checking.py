"""A second person confirms a record, locks it against changes and unlocks it again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from headstamp.accounts.permissions import Permission as P
from headstamp.kernel.asker import Asker
from headstamp.registry import actions
from headstamp.registry.queries import open_check, open_occurrence
from headstamp.web.door import AskedRequest, needs
from headstamp.web.entry.changing import Change, handle
from headstamp.web.entry.reading import Reading
from headstamp.web.views.deleting import REASON_SHEET


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of record that goes entered, checked, locked: `name` is its page, `word` the last part of the address."""

    name: str
    at: str
    word: str
    checked: str | Promise
    open: Callable[[Asker, str], Any]
    check: Callable[..., Any]
    lock: Callable[..., Any]
    unlock: Callable[..., Any]

    def addresses(self) -> Iterator[URLPattern]:
        """Where it is confirmed, locked and unlocked."""
        at = f"{self.at}<str:uid>/"
        yield path(f"{at}{self.word}/", _checking(self), name=f"{self.name}_{self.word}")
        yield path(f"{at}lock/", _locking(self), name=f"{self.name}_lock")
        yield path(f"{at}unlock/", _unlocking(self), name=f"{self.name}_unlock")


KINDS = (
    Kind(
        name="occurrence", at="occurrences/", word="check", checked=_("Checked. Figures count this record from now on."), open=open_occurrence,
        check=actions.check_occurrence, lock=actions.lock_occurrence, unlock=actions.unlock_occurrence,
    ),
    Kind(
        name="check", at="checks/", word="confirm", checked=_("Checked. Frozen detection rates count this record from now on."), open=open_check,
        check=actions.confirm_check, lock=actions.lock_check, unlock=actions.unlock_check,
    ),
)  # fmt: skip


def _version(request: AskedRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _checking(kind: Kind) -> Callable[..., Any]:
    @needs(P.CHECK_RECORDS, methods=("POST",))
    def check(request: AskedRequest, uid: str) -> HttpResponse:
        kind.check(request.asker, uid=uid, version=_version(request))
        messages.success(request, str(kind.checked))
        return redirect(kind.name, uid=uid)

    return check


def _locking(kind: Kind) -> Callable[..., Any]:
    @needs(P.LOCK_RECORDS, methods=("POST",))
    def lock(request: AskedRequest, uid: str) -> HttpResponse:
        kind.lock(request.asker, uid=uid, version=_version(request))
        messages.success(request, _("Locked. It can be unlocked with a reason."))
        return redirect(kind.name, uid=uid)

    return lock


def _unlocking(kind: Kind) -> Callable[..., Any]:
    @needs(P.LOCK_RECORDS, methods=("GET", "POST"))
    def unlock(request: AskedRequest, uid: str) -> HttpResponse:
        record = kind.open(request.asker, uid)

        def save(reading: Reading, version: int) -> HttpResponse:
            kind.unlock(request.asker, uid=uid, version=version, reason=reading.typed.get("reason", ""))
            messages.success(request, _("Unlocked. It stays checked until somebody changes it."))
            return redirect(kind.name, uid=uid)

        return handle(
            request,
            Change(
                sheet=REASON_SHEET, title=_("Unlock the record"), save_text=_("Unlock"),
                back_url=reverse(kind.name, args=[uid]), now=dict, version=lambda: record.version,
                save=save, subject=(kind.name, record.pk),
            ),
        )  # fmt: skip

    return unlock


urlpatterns = [address for kind in KINDS for address in kind.addresses()]
