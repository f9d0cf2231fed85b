"""How large a file may be, packed, unpacked and in cells."""

from dataclasses import dataclass

_GIGABYTE = 2**30


@dataclass(frozen=True, slots=True)
class Limits:
    """`ratio` is how many times an archive may grow when unpacked, asked above `small_bytes` unpacked;
    `cells` bounds each sheet's rectangle from its first to its last filled cell: that is what is held in memory.
    A file is first read to its end in a process of its own with `memory_bytes`, for `seconds` and one more
    for every `bytes_a_second` of it."""

    file_bytes: int = 2 * _GIGABYTE
    unpacked_bytes: int = 4 * _GIGABYTE
    small_bytes: int = 64 * 2**20
    ratio: int = 150
    parts: int = 10_000
    cells: int = 40_000_000
    memory_bytes: int = 6 * _GIGABYTE
    seconds: float = 60
    bytes_a_second: int = 250_000
    field_characters: int = 1_000_000


DEFAULT = Limits()
