"""How much one account may ask in a while: enumeration is an attack. Counts live in the cache that all workers share."""

from dataclasses import dataclass
from time import time

from django.conf import settings
from django.core.cache import cache

from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotAllowed
from headstamp.kernel.text import Message, gettext_noop, say


@dataclass(frozen=True, slots=True)
class Limit:
    """`amount` in each window of `seconds`."""

    amount: int
    seconds: int


LIMITS = {
    "sign_in": Limit(20, 300),
    "find": Limit(60, 60),
    **{
        what: Limit(settings.HEADSTAMP_LIMITS[what], seconds)
        for what, seconds in (
            ("search", 60),
            ("filter", 60),
            ("complete", 60),
            ("complete_day", 86_400),
            ("export", 3_600),
            ("export_rows", 86_400),
        )
    },
}


def spend(asker: Asker, what: str, amount: int = 1) -> None:
    """Count `amount` of `what` for the asker; NotAllowed (permission 'limit') once it is too much for now.

    The cache's counter is read and written in two steps, so two requests at the same instant may count once.
    """
    _spend(asker.id, what, amount)


def spend_for_address(address: str, what: str) -> None:
    """The same before sign-in, counted for a network address."""
    _spend(f"address:{address}", what, 1)


def _spend(who: str, what: str, amount: int) -> None:
    limit = LIMITS[what]
    now = int(time())
    window = now // limit.seconds
    key = f"limit:{what}:{who}:{window}"
    spent = int(cache.get(key, 0)) + amount
    if spent > limit.amount:
        wait = (window + 1) * limit.seconds - now
        raise NotAllowed(_message(wait), "limit")
    cache.set(key, spent, timeout=limit.seconds + 1)


def _message(wait: int) -> Message:
    if wait > 90:
        return say(
            gettext_noop(
                "This is more than one account may ask at once. Wait %(minutes)d minutes, or ask for fewer."
            ),
            minutes=-(-wait // 60),
        )
    return say(
        gettext_noop(
            "This is more than one account may ask at once. Wait %(seconds)d seconds and try again."
        ),
        seconds=wait,
    )
