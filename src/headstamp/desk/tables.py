"""Everything that the snapshot holds, of all rooms; snapshot is handed this list."""

from headstamp.kernel.table import Table


def all_tables() -> tuple[Table, ...]:
    """The tables, in the order in which they are documented."""
    # A table brings its room's reads with it: loaded when a snapshot is made or opened, not at every start.
    from headstamp.cases.tables import TABLES as OF_CASES  # noqa: PLC0415
    from headstamp.custody.tables import TABLES as OF_CUSTODY  # noqa: PLC0415
    from headstamp.forensics.tables import TABLES as OF_FORENSICS  # noqa: PLC0415
    from headstamp.matching.tables import TABLES as OF_MATCHING  # noqa: PLC0415
    from headstamp.programme.tables import TABLES as OF_PROGRAMME  # noqa: PLC0415
    from headstamp.registry.tables import TABLES  # noqa: PLC0415

    return TABLES + OF_MATCHING + OF_CUSTODY + OF_FORENSICS + OF_CASES + OF_PROGRAMME


def counts_once(table: str) -> bool:
    """Whether rows of this table count once where pairs that were judged say that their records are one."""
    return any(once.of == table for pairs in all_tables() for once in pairs.once)
