"""What can be taken in, as handed to this room by the desk: it asks for a target by the name a layout gives."""

from collections.abc import Callable, Iterable

from headstamp.kernel.errors import Invalid
from headstamp.kernel.target import Target
from headstamp.kernel.text import gettext_noop, say

_hand: list[Callable[[], Iterable[Target]]] = []


def use_targets(all_targets: Callable[[], Iterable[Target]]) -> None:
    """Told once at the start; asked only when a file is taken in, so that no room is loaded for it earlier."""
    _hand[:] = [all_targets]


def targets() -> dict[str, Target]:
    """Every target by its name."""
    return {target.name: target for give in _hand for target in give()}


def target_named(name: str) -> Target:
    """The target; Invalid names those there are."""
    known = targets()
    if name not in known:
        message = gettext_noop("There is no target “%(name)s”. Use one of: %(known)s.")
        raise Invalid({"target": [say(message, name=name[:60], known=", ".join(sorted(known)))]})
    return known[name]
