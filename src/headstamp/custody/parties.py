"""Who gives and who takes: an account of the office, or a person and body outside it. No Django."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """`account` is the number of an account, `name` what a person outside is called, with the body he acts for."""

    account: str = ""
    name: str = ""

    def __bool__(self) -> bool:
        return bool(self.account or self.name.strip())


@dataclass(frozen=True, slots=True)
class Paper:
    """What is written down of a movement: seal and condition as they are now, reason, and the document behind it."""

    seal: str = ""
    condition: str = ""
    reason: str = ""
    reference: str = ""
    method: str = ""
    witnesses: str = ""


BLANK = Paper()
