"""Persons in occurrences, counted by the part they have in one: victims of incidents, suspects in seizures. No names."""

from headstamp.kernel.measure import Count, Counted, Measure
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.measures.grounds import of_persons
from headstamp.registry.measures.ways import OF_OCCURRENCE, OWN, UNCHECKED, occurrences

_BY = ("sex", "age_group", "incident_context", *OF_OCCURRENCE)
_TWICE = say(gettext_noop("A person who appears in two occurrences counts in each of them."))
_KNOWN = say(
    gettext_noop(
        "Only persons whose record was entered; an incident may say how many were hurt and name none."
    )
)

PERSONS: tuple[Measure, ...] = (
    Measure(
        "victims",
        say(gettext_noop("Victims recorded in firearm incidents")),
        say(
            gettext_noop(
                "Persons with the role victim in occurrences of the kind incident, suicides left out."
            )
        ),
        Counted.PERSONS,
        "persons",
        Count(
            lambda table: (
                (table.occurrence_kind == "incident")
                & (table.role == "victim")
                & ~table.is_suicide.fill_null(False)
            ),
            lambda row: (
                row["occurrence_kind"] == "incident" and row["role"] == "victim" and not row["is_suicide"]
            ),
        ),
        OWN,
        by=_BY,
        caveats=(_KNOWN, _TWICE, UNCHECKED),
        way=occurrences(kind="incident", suicide="no"),
        ground=of_persons("incident"),
        counts_persons=True,
    ),
    Measure(
        "shooters",
        say(gettext_noop("Shooters recorded in firearm incidents")),
        say(
            gettext_noop(
                "Persons with the role shooter in occurrences of the kind incident, suicides left out."
            )
        ),
        Counted.PERSONS,
        "persons",
        Count(
            lambda table: (
                (table.occurrence_kind == "incident")
                & (table.role == "shooter")
                & ~table.is_suicide.fill_null(False)
            ),
            lambda row: (
                row["occurrence_kind"] == "incident" and row["role"] == "shooter" and not row["is_suicide"]
            ),
        ),
        OWN,
        by=_BY,
        caveats=(_KNOWN, _TWICE, UNCHECKED),
        way=occurrences(kind="incident", suicide="no"),
        ground=of_persons("incident"),
        counts_persons=True,
    ),
    Measure(
        "suspects-in-seizures",
        say(gettext_noop("Suspects recorded in seizures")),
        say(
            gettext_noop(
                "Persons of the category suspect in occurrences of the kind seizure, one for each part they have."
            )
        ),
        Counted.PERSONS,
        "persons",
        Count(
            lambda table: (table.occurrence_kind == "seizure") & (table.category == "suspect"),
            lambda row: row["occurrence_kind"] == "seizure" and row["category"] == "suspect",
        ),
        OWN,
        by=("sex", "age_group", *OF_OCCURRENCE),
        caveats=(_TWICE, UNCHECKED),
        way=occurrences(kind="seizure"),
        ground=of_persons("seizure"),
        counts_persons=True,
    ),
)
