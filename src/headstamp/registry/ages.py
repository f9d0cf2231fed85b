"""The age group that a person belonged to on a day: said only where the partial dates leave no doubt."""

from datetime import date
from functools import lru_cache

from headstamp.kernel.values import PartialDate
from headstamp.vocabulary import codes


@lru_cache(maxsize=20_000)
def age_group(born_on: str, on: str) -> str:
    """The code of the list age_groups; '' where a date is missing or too coarse, or the day lies before birth."""
    try:
        born, day = PartialDate.parse(born_on), PartialDate.parse(on)
    except ValueError:
        return ""
    least, most = _years(born.latest, day.earliest), _years(born.earliest, day.latest)
    group = group_of_age(least)
    return group if group == group_of_age(most) else ""


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def group_of_age(age: int) -> str:
    """The code of the group that an age in years falls in."""
    fitting = [
        each.code for each in codes.codes("age_groups").values() if int(str(each.facts["from"])) <= age
    ]
    return fitting[-1] if fitting else ""


codes.on_forget(age_group.cache_clear)
