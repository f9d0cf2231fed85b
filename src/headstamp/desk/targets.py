"""Everything that can be taken in from files, of all rooms; intake is handed this list."""

from headstamp.kernel.target import Target


def all_targets() -> tuple[Target, ...]:
    """The targets, in the order of a form."""
    # A target brings the whole of its room's writing with it: loaded when a file is taken in, not at every start.
    from headstamp.arms_lists.targets import TARGETS as OF_LISTS  # noqa: PLC0415
    from headstamp.programme.targets import TARGETS as OF_PROGRAMME  # noqa: PLC0415
    from headstamp.registry.targets import TARGETS  # noqa: PLC0415

    return (*TARGETS.values(), *OF_LISTS.values(), *OF_PROGRAMME.values())
