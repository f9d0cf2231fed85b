"""How large a file may be, packed, unpacked and in cells."""

from dataclasses import dataclass

_GIGABYTE = 2**30


@dataclass(frozen=True, slots=True)
class Limits:
    """`ratio` is how many times an archive may grow when unpacked, asked above `small_bytes` unpacked;
    `cells` bounds each sheet's rectangle from its first to its last filled cell: that is what is held in memory."""

    file_bytes: int = 2 * _GIGABYTE
    unpacked_bytes: int = 4 * _GIGABYTE
    small_bytes: int = 64 * 2**20
    ratio: int = 150
    parts: int = 10_000
    cells: int = 40_000_000
    field_characters: int = 1_000_000


DEFAULT = Limits()
