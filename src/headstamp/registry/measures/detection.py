"""Detection: checks made, how many of them found something, what came of them and by which means."""

from headstamp.kernel.measure import Count, Counted, Measure
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.measures.grounds import of_checks, of_items, of_occurrences
from headstamp.registry.measures.seized import of_class
from headstamp.registry.measures.ways import (
    OF_CHECK,
    OF_ITEM,
    OF_OCCURRENCE,
    OWN,
    UNCHECKED,
    checks,
    items,
    occurrences,
)

_TALLIES = say(
    gettext_noop(
        "A month's tally counts with the checks it says were made. Checks that found nothing count only if they are entered."
    )
)
_CHECKS = of_checks(say(gettext_noop("checks made")))
_CONTROLS = ("traffic_control", "house_search")
_MADE = Count(
    lambda table: table.check_id.notnull(), lambda row: row["check_id"] is not None, adds="checks_made"
)
_FOUND = Count(
    lambda table: table.check_id.notnull(), lambda row: row["check_id"] is not None, adds="checks_with_find"
)

DETECTION: tuple[Measure, ...] = (
    Measure(
        "checks-made",
        say(gettext_noop("Checks made")),
        say(
            gettext_noop(
                "Traffic controls, house searches, border checks, patrols and sweeps, whether they found something or not."
            )
        ),
        Counted.CHECKS,
        "checks",
        _MADE,
        OWN,
        by=OF_CHECK,
        period="happened_on",
        caveats=(_TALLIES, UNCHECKED),
        way=checks(),
        ground=_CHECKS,
    ),
    Measure(
        "checks-with-find",
        say(gettext_noop("Checks that found something")),
        say(gettext_noop("Of the checks made, those that found a firearm, ammunition or explosive.")),
        Counted.CHECKS,
        "checks",
        _FOUND,
        OWN,
        by=OF_CHECK,
        period="happened_on",
        caveats=(_TALLIES, UNCHECKED),
        way=checks(find="yes"),
        ground=_CHECKS,
    ),
    Measure(
        "detection-rate",
        say(gettext_noop("Detection rate")),
        say(gettext_noop("Checks that found something, of 100 checks made.")),
        Counted.PERCENT,
        "checks",
        _FOUND,
        OWN,
        denominator=_MADE,
        times=100,
        by=OF_CHECK,
        period="happened_on",
        caveats=(_TALLIES, UNCHECKED),
        way=checks(),
        ground=_CHECKS,
    ),
    Measure(
        "detection-rate-controls-and-searches",
        say(gettext_noop("Detection rate in traffic controls and house searches")),
        say(gettext_noop("Traffic controls and house searches that found something, of 100 made.")),
        Counted.PERCENT,
        "checks",
        Count(
            lambda table: table.context.isin(_CONTROLS),
            lambda row: row["context"] in _CONTROLS,
            adds="checks_with_find",
        ),
        say(gettext_noop("The first of the four results that the programme's funders name.")),
        denominator=Count(
            lambda table: table.context.isin(_CONTROLS),
            lambda row: row["context"] in _CONTROLS,
            adds="checks_made",
        ),
        times=100,
        by=OF_CHECK,
        period="happened_on",
        caveats=(_TALLIES, UNCHECKED),
        way=checks(context=",".join(_CONTROLS)),
        ground=of_checks(say(gettext_noop("traffic controls and house searches")), *_CONTROLS),
    ),
    Measure(
        "seizures-per-100-checks",
        say(gettext_noop("Seizures per 100 checks")),
        say(
            gettext_noop(
                "Occurrences of the kind seizure against 100 checks made in the same period, context and place."
            )
        ),
        Counted.RATIO,
        "occurrences",
        Count(
            lambda table: table.occurrence_kind == "seizure", lambda row: row["occurrence_kind"] == "seizure"
        ),
        OWN,
        denominator=Count(
            lambda table: table.check_id.notnull(),
            lambda row: row["check_id"] is not None,
            adds="checks_made",
            table="checks",
            period="happened_on",
        ),
        times=100,
        by=("context", "municipality", "directorate"),
        caveats=(
            _TALLIES,
            UNCHECKED,
            say(
                gettext_noop(
                    "A seizure need not have come of a check that was entered, so this is a ratio and no share."
                )
            ),
        ),
        way=occurrences(kind="seizure"),
        ground=of_checks(_CHECKS.words, table="checks", period="happened_on"),
    ),
    Measure(
        "seizures-and-finds",
        say(gettext_noop("Seizures and finds")),
        say(
            gettext_noop(
                "Occurrences of the kinds seizure and find: by means of detection, the yield of each means."
            )
        ),
        Counted.OCCURRENCES,
        "occurrences",
        Count(
            lambda table: table.occurrence_kind.isin(["seizure", "find"]),
            lambda row: row["occurrence_kind"] in ("seizure", "find"),
        ),
        OWN,
        by=("occurrence_kind", *OF_OCCURRENCE),
        caveats=(UNCHECKED,),
        way=occurrences(kind="seizure,find"),
        ground=of_occurrences("seizure", "find"),
    ),
    Measure(
        "firearms-per-occurrence",
        say(gettext_noop("Firearms per seizure of firearms")),
        say(gettext_noop("Firearms seized, by the number of seizures in which there was a firearm.")),
        Counted.RATIO,
        "items",
        of_class("firearm", "pieces", "seizure"),
        OWN,
        denominator=Count(
            lambda table: (table.occurrence_kind == "seizure") & (table.item_class == "firearm"),
            lambda row: (row["occurrence_kind"], row["item_class"]) == ("seizure", "firearm"),
            different="occurrence_uid",
        ),
        by=OF_ITEM,
        caveats=(UNCHECKED,),
        way=items(**{"class": "firearm", "measured": "pieces", "occurrence": "seizure"}),
        ground=of_items("firearm", "seizure"),
    ),
)
