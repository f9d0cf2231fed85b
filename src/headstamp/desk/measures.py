"""Every figure that can be counted, of all rooms; indicators is handed this list."""

from headstamp.kernel.measure import Measure


def all_measures() -> tuple[Measure, ...]:
    """The catalogue, in the order of a page."""
    # A hundred declarations are made when something is counted, not at every start.
    from headstamp.cases.measures import MEASURES as OF_CASES  # noqa: PLC0415
    from headstamp.custody.measures import MEASURES as OF_CUSTODY  # noqa: PLC0415
    from headstamp.forensics.measures import MEASURES as OF_FORENSICS  # noqa: PLC0415
    from headstamp.programme.measures import MEASURES as OF_PROGRAMME  # noqa: PLC0415
    from headstamp.registry.measures import MEASURES  # noqa: PLC0415

    return MEASURES + OF_CUSTODY + OF_FORENSICS + OF_CASES + OF_PROGRAMME
