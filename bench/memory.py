"""How much memory this process had at most."""

from pathlib import Path


def peak_mb() -> float:
    """Megabytes of memory that the program held at most. `ru_maxrss` would start from what the process had that began it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024
