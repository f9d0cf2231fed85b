"""What a judgement is expected to bring: the chance that it joins two records, times what joining them would tell."""

from headstamp.matching.algorithm import Verdict

_FULL = 1_000
_OTHER_UNIT, _OTHER_OCCURRENCE, _SAME_OCCURRENCE = 3, 2, 1
_CONFLICT = 0.5  # whichever way it is judged, a make or a number is put right


def worth_of(
    verdict: Verdict, probability: float, *, is_one_occurrence: bool = False, is_one_unit: bool = False
) -> int:
    """Thousandths of a record joined. Two units that did not know of each other learn most, one list least."""
    chance = max(probability, _CONFLICT) if verdict is Verdict.CONFLICT else probability
    if is_one_occurrence:
        return round(chance * _FULL * _SAME_OCCURRENCE)
    return round(chance * _FULL * (_OTHER_OCCURRENCE if is_one_unit else _OTHER_UNIT))
