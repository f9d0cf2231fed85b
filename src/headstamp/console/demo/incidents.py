"""What an officer enters by hand: firearm incidents with victims and shooters, suicides apart, and finds. All invented."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from headstamp.audit.actions import recording
from headstamp.console.demo.dice import dice_for
from headstamp.console.demo.equipment import DETECTOR
from headstamp.console.demo.plan import plan
from headstamp.kernel.asker import Asker
from headstamp.registry.actions import record_occurrence
from headstamp.registry.facts import IncidentInput, ItemFacts, OccurrenceFacts, PersonFacts, PlaceFacts
from headstamp.vocabulary import codes

_AT_ONCE = 20  # records in one transaction: other writers wait for it


def record_incidents(asker: Asker, year: int) -> None:
    """The year's incidents, suicides and finds."""
    told = list(_Incidents(year).all())
    for start in range(0, len(told), _AT_ONCE):
        with recording(asker):
            for facts in told[start : start + _AT_ONCE]:
                record_occurrence(asker, facts=facts)


class _Incidents:
    """The dice of one year's incidents."""

    def __init__(self, year: int) -> None:
        self._dice = dice_for("incidents", year)
        self._year = year
        self._plan: Mapping[str, Any] = plan()["incidents"]
        self._persons = 0

    def all(self) -> Iterator[OccurrenceFacts]:
        for _ in range(self._plan["each_year"]):
            yield self._incident()
        for _ in range(self._plan["suicides"]):
            yield self._suicide()
        for _ in range(self._plan["finds"]):
            yield self._find()

    def _incident(self) -> OccurrenceFacts:
        context = self._dice.pick(self._plan["contexts"])
        killed = int(self._dice.random() < 0.22)
        injured = self._dice.randrange(1 if killed else 0, 3) if self._dice.random() < 0.8 else 0
        relations = self._plan["relations"].get(context, self._plan["relations"]["other"])
        hurt = killed + injured
        persons = [self._person("victim", "victim", context) for _ in range(hurt)]
        if self._dice.random() < 0.74:
            persons.append(self._person("shooter", "suspect", context))
        return self._told(
            "Invented incident of the demonstration.",
            kind="incident",
            incident=IncidentInput(
                context=context, outcome=_outcome(killed, injured), killed=killed, injured=injured,
                relation=self._dice.pick(relations) if hurt else "",
            ),
            items=self._firearms(),
            persons=tuple(persons),
        )  # fmt: skip

    def _suicide(self) -> OccurrenceFacts:
        killed = int(self._dice.random() < 0.8)
        return self._told(
            "Invented suicide or attempt of the demonstration.",
            kind="incident",
            incident=IncidentInput(
                context="suicide", outcome="suicide" if killed else "attempted_suicide", killed=killed, injured=1 - killed,
                is_suicide=True, relation="self",
            ),
            persons=(self._person("victim", "victim", "suicide"),),
        )  # fmt: skip

    def _find(self) -> OccurrenceFacts:
        hidden = self._dice.pick({"forest": 50, "underground": 50})
        return self._told(
            "Invented find of the demonstration.",
            kind="find",
            context="cache_sweep",
            concealment=hidden,
            detection="metal_detector" if hidden == "underground" else "visual",
            equipment=DETECTOR if hidden == "underground" else "",
            items=self._firearms("found"),
        )

    def _told(self, narrative: str, **facts: Any) -> OccurrenceFacts:
        day = date(self._year, self._dice.randrange(1, 13), self._dice.randrange(1, 28))
        municipality = self._dice.pick(self._plan["municipalities"])
        known = codes.code("municipalities", municipality)
        seat = str(known.facts["geonames"]) if known and self._dice.random() < 0.6 else ""
        place = PlaceFacts(municipality=municipality, jurisdiction="XK", settlement=seat, kind="inland")
        return OccurrenceFacts(occurred_on=day.isoformat(), place=place, narrative=narrative, **facts)

    def _firearms(self, status: str = "seized") -> tuple[ItemFacts, ...]:
        if status == "seized" and self._dice.random() < 0.4:  # the weapon was not recovered
            return ()
        return (ItemFacts(kind=self._dice.pick(self._plan["firearms"]), legal_status=status),)

    def _person(self, role: str, category: str, context: str) -> PersonFacts:
        """An invented person without a name; the year of birth gives the age group."""
        self._persons += 1
        women = self._plan["women"][context] if role == "victim" else 6
        ages: dict[int, int] = dict(self._plan["ages"])
        age = self._dice.pick(ages) + self._dice.randrange(7)
        is_known = self._dice.random() < 0.9
        return PersonFacts(
            role=role,
            category=category,
            alias=f"Demo {self._year}-{self._persons}",
            sex="female" if self._dice.random() * 100 < women else "male",
            born_on=str(self._year - age) if is_known else "",
        )


def _outcome(killed: int, injured: int) -> str:
    if killed:
        return "killed_and_injured" if injured else "killed"
    return "injured" if injured else "no_injury"
