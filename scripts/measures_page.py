"""Writes docs/measures.md from the declarations of measures and their worked examples; a test fails when it is stale."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from headstamp.kernel.measure import Measure

PAGE = Path(__file__).parents[1] / "docs" / "measures.md"
HEAD = """# The figures

Every figure that Headstamp counts, in the words of its declaration. [How figures are counted](figures.md) says what holds for all;
`headstamp figures ID` prints one. The examples are counted by the program when this page is made, and by a test.
"""


def page() -> str:
    """The page as it should be."""
    _set_up()
    from headstamp.desk.measures import all_measures  # noqa: PLC0415  Django is set up by then

    return HEAD + "".join(_section(measure) for measure in all_measures())


def _set_up() -> None:
    import django  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415

    if not settings.configured:
        os.environ.setdefault("HEADSTAMP_HOME", tempfile.mkdtemp())
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headstamp.config.settings")
    django.setup()


def _section(measure: "Measure") -> str:
    shares = ""
    if measure.denominator:
        shares = f"\n- denominator: {'the same table' if not measure.denominator.table else f'table `{measure.denominator.table}`'}"
    numerator = f"\n- numerator: entered as `{measure.entered}`" if measure.entered else ""
    way = ""
    if measure.way:
        asked = "&".join(f"{name}={value}" for name, value in measure.way.asks.items())
        way = f"\n- records: `/{measure.way.records}/{'?' + asked if asked else ''}`"
    caveats = "".join(f"\n- mind: {caveat}" for caveat in measure.caveats)
    if measure.ground:
        caveats += f"\n- nought only once these were recorded: {measure.ground.words}"
    return (
        f"\n## {measure.title}\n\n`{measure.id}` · {measure.unit}{' · counts persons' if measure.counts_persons else ''}\n\n"
        f"{measure.definition}\n\n- source: {measure.source}{numerator}{shares}\n"
        f"- split by: {', '.join(f'`{name}`' for name in measure.by)}{way}{caveats}\n{_example(measure)}"
    )


def _example(measure: "Measure") -> str:
    from tests.indicators.examples import EXAMPLES, counted  # noqa: PLC0415

    example = EXAMPLES.get(measure.id)
    if example is None:
        return ""
    rows, _answers = example
    columns = list(dict.fromkeys(name for row in rows for name in row))
    cells = ([row.get(name, "") for name in columns] for row in rows)
    answers = ([period, "no data" if value is None else value] for period, value in counted(measure).items())
    return (
        f"\nExample:\n\n{_table(columns, cells)}\ncounts\n\n{_table(['period', str(measure.unit)], answers)}"
    )


def _table(headings: Sequence[str], rows: Any) -> str:
    return "".join(_lines(headings, rows))


def _lines(headings: Sequence[str], rows: Any) -> Iterator[str]:
    yield f"| {' | '.join(headings)} |\n|{'---|' * len(headings)}\n"
    for row in rows:
        yield f"| {' | '.join('' if cell is None else str(cell) for cell in row)} |\n"


if __name__ == "__main__":
    import sys

    sys.path.insert(0, str(Path(__file__).parents[1]))
    PAGE.write_text(page(), encoding="utf-8")
