"""SDG indicator 16.4.2: of the arms that came in, those whose point of diversion was established; and how many were traced."""

from headstamp.kernel.measure import Count, Counted, Ground, Measure, Row
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.facts import ESTABLISHED
from headstamp.registry.measures.grounds import of_items
from headstamp.registry.measures.seized import CAME_IN, of_class
from headstamp.registry.measures.ways import OF_ITEM, OWN, UNCHECKED, items

LAST_ANTIQUE_YEAR = 1899
ARMS_TRACED = "arms-traced"
"""The entered figure that is the numerator."""
RESULT = "tracing_result"
"""What it may be entered in parts by: a code of the list of that name."""
_SEIZED = of_class("firearm", "pieces", "seizure")


def _plain(row: Row) -> bool:
    return (
        row["item_class"] == "firearm"
        and row["occurrence_kind"] in CAME_IN
        and not (row["year_of_manufacture"] and row["year_of_manufacture"] <= LAST_ANTIQUE_YEAR)
    )


ARMS = Count(
    lambda table: (
        (table.item_class == "firearm")
        & table.occurrence_kind.isin(CAME_IN)
        & (table.year_of_manufacture.fill_null(9999) > LAST_ANTIQUE_YEAR)
    ),
    _plain,
    adds="quantity",
)
_TRACED = Ground(
    say(gettext_noop("a result of tracing")),
    (Count(lambda table: table.tracing_result.fill_null("") != "", lambda row: bool(row["tracing_result"])),),
)
_WITH_RESULT = ("traced", "established", "answered_not_established", "not_traceable")


def _arms(results: tuple[str, ...]) -> Count:
    """Arms of which tracing found one of these."""
    return Count(
        lambda table: ARMS.rows(table) & table.tracing_result.isin(results),
        lambda row: _plain(row) and row["tracing_result"] in results,
        adds="quantity",
    )


def _seized(results: tuple[str, ...]) -> Count:
    return Count(
        lambda table: _SEIZED.rows(table) & table.tracing_result.isin(results),
        lambda row: _SEIZED.plain_rows(row) and row["tracing_result"] in results,
        adds="quantity",
    )


_SOURCE = say(gettext_noop("SDG indicator 16.4.2, series VC_ARM_SZTRACE, after its metadata."))
_ARMS = say(
    gettext_noop(
        "Arms are firearms seized, found and surrendered; antiques made up to 1899, ammunition, parts and explosives are not."
    )
)

TRACING: tuple[Measure, ...] = (
    Measure(
        "arms-for-tracing",
        say(gettext_noop("Arms seized, found and surrendered (denominator of SDG 16.4.2)")),
        say(
            gettext_noop(
                "The quantities of firearms seized, found and surrendered, antiques made up to 1899 left out."
            )
        ),
        Counted.PIECES,
        "items",
        ARMS,
        _SOURCE,
        by=("occurrence_kind", *OF_ITEM),
        caveats=(_ARMS, UNCHECKED),
        way=items(**{"class": "firearm", "occurrence": ",".join(CAME_IN), "antique": "no"}),
        ground=of_items("firearm", *CAME_IN),
    ),
    Measure(
        "sdg-16-4-2",
        say(gettext_noop("Arms whose illicit origin was traced or established (SDG 16.4.2)")),
        say(
            gettext_noop(
                "100 × N / D: N are the arms whose point of diversion was established, by tracing or by a competent authority; D are the arms seized, found and surrendered."
            )
        ),
        Counted.PERCENT,
        "items",
        None,
        _SOURCE,
        denominator=ARMS,
        times=100,
        by=OF_ITEM,
        caveats=(
            _ARMS,
            say(
                gettext_noop(
                    "N is counted from closed trace requests; for periods of which the register holds no result of tracing it is entered, with evidence, as “arms-traced”. Without either the figure is not available, and with D = 0 neither, never 0."
                )
            ),
            say(
                gettext_noop(
                    "Over two years it is the sum of both numerators over the sum of both denominators."
                )
            ),
            UNCHECKED,
        ),
        way=items(**{"class": "firearm", "occurrence": ",".join(CAME_IN), "antique": "no"}),
        entered=ARMS_TRACED,
        entered_by=(RESULT,),
        counted_as="arms-diversion-established",
    ),
    Measure(
        "share-traced",
        say(gettext_noop("Firearms seized whose tracing was answered")),
        say(
            gettext_noop(
                "Firearms seized of which a trace request was answered, whatever the answer, of 100 seized."
            )
        ),
        Counted.PERCENT,
        "items",
        None,
        OWN,
        denominator=_SEIZED,
        times=100,
        by=OF_ITEM,
        caveats=(
            say(
                gettext_noop(
                    "Counted from closed trace requests; for periods of which the register holds no result of tracing it is entered, with evidence, as “firearms-trace-answered”. Without either the figure is not available."
                )
            ),
            UNCHECKED,
        ),
        way=items(**{"class": "firearm", "measured": "pieces", "occurrence": "seizure"}),
        entered="firearms-trace-answered",
        counted_as="seized-trace-answered",
    ),
    Measure(
        "arms-diversion-established",
        say(gettext_noop("Arms whose point of diversion was established (numerator of SDG 16.4.2)")),
        say(
            gettext_noop(
                "The quantities of arms seized, found and surrendered of which a closed trace request established where they left legal hands, by tracing or by a competent authority, by the date on which they came in."
            )
        ),
        Counted.PIECES,
        "items",
        _arms(ESTABLISHED),
        _SOURCE,
        by=("occurrence_kind", RESULT, *OF_ITEM),
        caveats=(_ARMS, UNCHECKED),
        way=items(
            **{
                "class": "firearm",
                "occurrence": ",".join(CAME_IN),
                "antique": "no",
                "tracing": ",".join(ESTABLISHED),
            }
        ),
        ground=_TRACED,
    ),
    Measure(
        "arms-by-tracing-result",
        say(gettext_noop("Arms about which a trace request was sent")),
        say(
            gettext_noop(
                "The quantities of arms seized, found and surrendered about which a trace request was sent, whatever came of it."
            )
        ),
        Counted.PIECES,
        "items",
        _arms((*_WITH_RESULT, "pending")),
        OWN,
        by=("occurrence_kind", RESULT, *OF_ITEM),
        caveats=(_ARMS, UNCHECKED),
        way=items(
            **{
                "class": "firearm",
                "occurrence": ",".join(CAME_IN),
                "antique": "no",
                "tracing": ",".join((*_WITH_RESULT, "pending")),
            }
        ),
        ground=_TRACED,
    ),
    Measure(
        "seized-trace-answered",
        say(gettext_noop("Firearms seized whose tracing was closed with an answer")),
        say(
            gettext_noop("Firearms seized of which a trace request was closed with a result, whatever it is.")
        ),
        Counted.PIECES,
        "items",
        _seized(_WITH_RESULT),
        OWN,
        by=(RESULT, *OF_ITEM),
        caveats=(UNCHECKED,),
        way=items(
            **{
                "class": "firearm",
                "measured": "pieces",
                "occurrence": "seizure",
                "tracing": ",".join(_WITH_RESULT),
            }
        ),
        ground=_TRACED,
    ),
)
