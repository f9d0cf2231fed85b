"""The request, exhibit, lead or gun that somebody acts on: known to him, and locked until the transaction ends."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError
from django.db.models import Model, QuerySet
from django.utils import timezone

from headstamp.audit.recorder import Recorder
from headstamp.custody.actions.finding import check_keys_at_once
from headstamp.forensics.models import Exhibit, InferredGun, LabRequest, Lead, RequestStep
from headstamp.forensics.queries.guns import guns_visible_to
from headstamp.forensics.queries.leads import leads_visible_to
from headstamp.forensics.queries.requests import requests_visible_to
from headstamp.forensics.states import REQUEST_STEPS
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotFound
from headstamp.kernel.states import step_from
from headstamp.kernel.text import say
from headstamp.registry.actions.finding import NO_SUCH_RECORD


@contextmanager
def taken_at_once(message: str) -> Iterator[None]:
    """Two who write the same at one moment: the table lets the first one stand, and the other is told so. Goes around a recording."""
    try:
        yield
    except IntegrityError:
        raise Conflict(say(message)) from None


def request_to_change(asker: Asker, uid: str) -> LabRequest:
    """The request with this uid; NotFound where the asker may not know of all its items."""
    return LabRequest.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=_known(requests_visible_to(asker), uid)
    )


def exhibit_to_examine(asker: Asker, uid: str) -> Exhibit:
    """The exhibit with its request, which is locked."""
    found = Exhibit.objects.filter(uid=uid).values_list("request__uid", flat=True).first()
    request = request_to_change(asker, found or "")
    exhibit = Exhibit.objects.select_related("item").get(uid=uid)
    exhibit.request = request
    return exhibit


def lead_to_change(asker: Asker, uid: str) -> Lead:
    """The lead; NotFound where the asker may not know of both its ends."""
    return Lead.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=_known(leads_visible_to(asker), uid)
    )


def gun_to_change(asker: Asker, uid: str) -> InferredGun:
    """The inferred gun; NotFound where the asker may not know of all that joins it."""
    return InferredGun.objects.select_for_update(no_key=True).get(pk=_known(guns_visible_to(asker), uid))


def _known(found: QuerySet[Model], uid: str) -> int:
    check_keys_at_once()
    pk: int | None = found.filter(uid=uid).values_list("pk", flat=True).first()
    if pk is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return pk


def take_step(
    asker: Asker, log: Recorder, request: LabRequest, act: str, verb: str, reason: str = ""
) -> RequestStep:
    """Bring the request to where the act leads, with a line of its past; Conflict where the act is not possible now.

    The request is not saved: what calls this has more to write into it.
    """
    step = step_from(REQUEST_STEPS, request.state, act)
    request.state = step.end
    made = RequestStep.objects.create(
        request=request,
        act=act,
        start=step.start,
        end=step.end,
        at=timezone.now(),
        by=asker.id,
        reason=reason.strip(),
    )
    log.alteration("lab_request", request.pk, verb, ["state"], values={"state": step.end}, reason=reason)
    return made
