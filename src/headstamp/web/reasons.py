"""Reasons typed to open restricted records: kept in the session, for one record each, for an hour."""

import time

from django.http import HttpRequest

_KEY = "reasons"
_SECONDS = 3600


def remember_reason(request: HttpRequest, record: str, reason: str) -> None:
    """From now on the reason goes with every question about `record` (its uid) in this session."""
    kept = {uid: entry for uid, entry in _kept(request).items() if entry[1] > time.time()}
    kept[record] = [reason, time.time() + _SECONDS]
    request.session[_KEY] = kept


def opened_in(request: HttpRequest) -> frozenset[str]:
    """The uids of the records for which a reason was given in this session."""
    return frozenset(uid for uid, (_reason, until) in _kept(request).items() if until > time.time())


def reason_for(request: HttpRequest) -> str:
    """The reason given for a record that this request's address names; empty if none was."""
    match = request.resolver_match
    kept = _kept(request)
    if match is None or not kept:
        return ""
    given = (kept[str(value)] for value in match.kwargs.values() if str(value) in kept)
    return next((reason for reason, until in given if until > time.time()), "")


def _kept(request: HttpRequest) -> dict[str, list]:  # type: ignore[type-arg]  # as JSON gives it back
    kept = request.session.get(_KEY, {})
    return kept if isinstance(kept, dict) else {}
