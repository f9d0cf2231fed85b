"""The real command in a home of its own."""

import os
import subprocess
import sys
from pathlib import Path


def run(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The real command in a home of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HEADSTAMP_")}
    environment |= {"HEADSTAMP_HOME": str(home), **more}
    return subprocess.run(
        [sys.executable, "-m", "headstamp.console.main", *words],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
