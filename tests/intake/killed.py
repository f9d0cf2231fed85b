"""`headstamp import`, killed like a machine that loses its power: KILL_AT_CHUNK=n dies inside the nth transaction.

python -m tests.intake.killed FILE --layout LAYOUT --json
"""

import os
import signal
import sys
from typing import Any

from headstamp.console.homing import open_home


def die_in_chunk(number: int) -> None:
    """Die in the transaction of this chunk, after its rows were written and before it is committed."""
    from headstamp.intake import applying  # noqa: PLC0415 - needs the home

    seen = 0
    move = applying.leasing.move

    def move_or_die(batch: Any, **changes: Any) -> None:
        nonlocal seen
        if "next_row" in changes and changes.get("created"):
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)
        move(batch, **changes)

    applying.leasing.move = move_or_die


def main(words: list[str]) -> int:
    open_home()
    if "KILL_AT_CHUNK" in os.environ:
        die_in_chunk(int(os.environ["KILL_AT_CHUNK"]))
    from headstamp.console.main import main as headstamp  # noqa: PLC0415 - as above

    return headstamp(["import", *words])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
