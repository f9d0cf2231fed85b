"""Firearm incidents and what they did to people, suicides apart; thefts and losses."""

from headstamp.kernel.measure import Count, Counted, Measure
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.measures.grounds import of_items, of_occurrences
from headstamp.registry.measures.seized import of_class
from headstamp.registry.measures.ways import OF_ITEM, OF_OCCURRENCE, OWN, UNCHECKED, items, occurrences

BY = ("incident_context", "incident_outcome", "relation", *OF_OCCURRENCE)

_APART = say(
    gettext_noop(
        "Suicides and attempts are not in it: they are counted apart, as the regional monitor of armed violence does."
    )
)
_NOT_MEDIA = say(gettext_noop("From the office's own records; counts from media are never mixed with it."))
_NOBODY_SAID = say(
    gettext_noop(
        "An incident whose record does not say how many persons adds none: the true number may be higher."
    )
)

INCIDENTS: tuple[Measure, ...] = (
    Measure(
        "incidents",
        say(gettext_noop("Firearm incidents")),
        say(gettext_noop("Occurrences of the kind incident, suicides and attempts among them.")),
        Counted.INCIDENTS,
        "occurrences",
        Count(
            lambda table: table.occurrence_kind == "incident",
            lambda row: row["occurrence_kind"] == "incident",
        ),
        OWN,
        by=("is_suicide", *BY),
        caveats=(_NOT_MEDIA, UNCHECKED),
        way=occurrences(kind="incident"),
        ground=of_occurrences("incident"),
    ),
    Measure(
        "incidents-suicide",
        say(gettext_noop("Suicides and attempts with a firearm")),
        say(gettext_noop("Occurrences of the kind incident that are a suicide or an attempt.")),
        Counted.INCIDENTS,
        "occurrences",
        Count(
            lambda table: (table.occurrence_kind == "incident") & table.is_suicide,
            lambda row: row["occurrence_kind"] == "incident" and bool(row["is_suicide"]),
        ),
        OWN,
        by=BY,
        caveats=(_NOT_MEDIA, UNCHECKED),
        way=occurrences(kind="incident", suicide="yes"),
        ground=of_occurrences("incident"),
        counts_persons=True,
    ),
    Measure(
        "persons-killed",
        say(gettext_noop("Persons killed in firearm incidents")),
        say(gettext_noop("Persons killed, as the records of incidents say, suicides left out.")),
        Counted.PERSONS,
        "occurrences",
        Count(
            lambda table: (table.occurrence_kind == "incident") & ~table.is_suicide.fill_null(False),
            lambda row: row["occurrence_kind"] == "incident" and not row["is_suicide"],
            adds="killed",
        ),
        OWN,
        by=BY,
        caveats=(_APART, _NOBODY_SAID, _NOT_MEDIA, UNCHECKED),
        way=occurrences(kind="incident", suicide="no"),
        ground=of_occurrences("incident"),
        counts_persons=True,
    ),
    Measure(
        "persons-injured",
        say(gettext_noop("Persons injured in firearm incidents")),
        say(gettext_noop("Persons injured, as the records of incidents say, attempted suicides left out.")),
        Counted.PERSONS,
        "occurrences",
        Count(
            lambda table: (table.occurrence_kind == "incident") & ~table.is_suicide.fill_null(False),
            lambda row: row["occurrence_kind"] == "incident" and not row["is_suicide"],
            adds="injured",
        ),
        OWN,
        by=BY,
        caveats=(_APART, _NOBODY_SAID, _NOT_MEDIA, UNCHECKED),
        way=occurrences(kind="incident", suicide="no"),
        ground=of_occurrences("incident"),
        counts_persons=True,
    ),
    Measure(
        "suicide-deaths",
        say(gettext_noop("Deaths by suicide with a firearm")),
        say(gettext_noop("Persons killed in incidents that are a suicide.")),
        Counted.PERSONS,
        "occurrences",
        Count(
            lambda table: (table.occurrence_kind == "incident") & table.is_suicide,
            lambda row: row["occurrence_kind"] == "incident" and bool(row["is_suicide"]),
            adds="killed",
        ),
        OWN,
        by=BY,
        caveats=(_NOBODY_SAID, _NOT_MEDIA, UNCHECKED),
        way=occurrences(kind="incident", suicide="yes"),
        ground=of_occurrences("incident"),
        counts_persons=True,
    ),
    Measure(
        "firearms-in-incidents",
        say(gettext_noop("Firearms recorded in incidents")),
        say(
            gettext_noop("The quantities of the items of class firearm in occurrences of the kind incident.")
        ),
        Counted.PIECES,
        "items",
        of_class("firearm", "pieces", "incident"),
        OWN,
        by=("is_suicide", *OF_ITEM),
        caveats=(
            say(gettext_noop("Only weapons that were recovered or described are recorded.")),
            say(
                gettext_noop("Those of suicides and attempts are in it; split by suicide, they stand apart.")
            ),
            UNCHECKED,
        ),
        way=items(**{"class": "firearm", "measured": "pieces", "occurrence": "incident"}),
        ground=of_items("firearm", "incident"),
    ),
    Measure(
        "thefts",
        say(gettext_noop("Thefts")),
        say(gettext_noop("Occurrences of the kind theft.")),
        Counted.OCCURRENCES,
        "occurrences",
        Count(lambda table: table.occurrence_kind == "theft", lambda row: row["occurrence_kind"] == "theft"),
        OWN,
        by=OF_OCCURRENCE,
        caveats=(UNCHECKED,),
        way=occurrences(kind="theft"),
        ground=of_occurrences("theft"),
    ),
    Measure(
        "losses",
        say(gettext_noop("Losses")),
        say(gettext_noop("Occurrences of the kind loss.")),
        Counted.OCCURRENCES,
        "occurrences",
        Count(lambda table: table.occurrence_kind == "loss", lambda row: row["occurrence_kind"] == "loss"),
        OWN,
        by=OF_OCCURRENCE,
        caveats=(UNCHECKED,),
        way=occurrences(kind="loss"),
        ground=of_occurrences("loss"),
    ),
    Measure(
        "firearms-stolen",
        say(gettext_noop("Firearms stolen")),
        say(gettext_noop("The quantities of the items of class firearm in occurrences of the kind theft.")),
        Counted.PIECES,
        "items",
        of_class("firearm", "pieces", "theft"),
        OWN,
        by=OF_ITEM,
        caveats=(UNCHECKED,),
        way=items(**{"class": "firearm", "measured": "pieces", "occurrence": "theft"}),
        ground=of_items("firearm", "theft"),
    ),
    Measure(
        "firearms-lost",
        say(gettext_noop("Firearms lost")),
        say(gettext_noop("The quantities of the items of class firearm in occurrences of the kind loss.")),
        Counted.PIECES,
        "items",
        of_class("firearm", "pieces", "loss"),
        OWN,
        by=OF_ITEM,
        caveats=(UNCHECKED,),
        way=items(**{"class": "firearm", "measured": "pieces", "occurrence": "loss"}),
        ground=of_items("firearm", "loss"),
    ),
)
