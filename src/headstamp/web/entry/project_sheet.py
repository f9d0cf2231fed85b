"""What is asked of a project and of the mechanism that pays it."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from headstamp.kernel.asker import Asker
from headstamp.kernel.folding import fold
from headstamp.kernel.text import gettext_noop, say
from headstamp.programme.facts import LineFacts, MoneyFacts, ProjectFacts
from headstamp.programme.models import LineKind, MoneyKind, ProjectStatus
from headstamp.programme.queries import mechanisms_visible_to, projects_visible_to
from headstamp.web.entry.boxes import Box, Group, Section, Sheet, Sort
from headstamp.web.entry.changing import REASON
from headstamp.web.entry.completing import shown
from headstamp.web.entry.filling import filled
from headstamp.web.entry.reading import Reading
from headstamp.web.entry.typed import Typed

MOST = 2_000
FILL = say(gettext_noop("Fill this in."))
CODE = Box(
    name="code", label=_("Short name"), hint=_("Small letters, digits, hyphens. Made from the title if you leave it empty."), size="l"
)  # fmt: skip
WHY = Section(
    name="reason",
    title=REASON.title,
    boxes=(Box(name="reason", label=_("Why you change it"), sort=Sort.LONG, size="full"),),
)


def choices_of(choices: Any) -> Any:
    """The choices of a model's column, as a box offers them."""
    return lambda _asker: [(str(value), str(label)) for value, label in choices.choices]


def _mechanisms(asker: Asker) -> list[tuple[str, str]]:
    return list(mechanisms_visible_to(asker).order_by("name").values_list("uid", "name")[:MOST])


def _projects(asker: Asker) -> list[tuple[str, str]]:
    return list(projects_visible_to(asker).order_by("title").values_list("uid", "title")[:MOST])


MONEY = Group(
    name="money",
    title=_("Budget and spending"),
    add=_("Add an amount"),
    boxes=(
        Box(name="kind", label=_("Kind"), sort=Sort.CHOICE, choices=choices_of(MoneyKind), default="budget", size="m"),
        Box(name="amount", label=_("Amount"), sort=Sort.DECIMAL, is_required=True, size="l"),
        Box(name="currency", label=_("Currency"), hint=_("EUR, USD"), is_required=True, size="s"),
        Box(name="year", label=_("Year"), hint=_("Empty: the whole period"), size="s"),
        Box(name="printed", label=_("As printed"), size="l"),
    ),
    silent=frozenset({"kind"}),
)  # fmt: skip
LINES = Group(
    name="lines",
    title=_("What is said of it"),
    add=_("Add a sentence"),
    boxes=(
        Box(name="kind", label=_("Kind"), sort=Sort.CHOICE, choices=choices_of(LineKind), default="expected", size="l"),
        Box(name="text", label=_("Text"), sort=Sort.LONG, is_required=True, size="half"),
    ),
    silent=frozenset({"kind"}),
)  # fmt: skip
PROJECT_SHEET = Sheet(
    form="project",
    sections=(
        Section(
            name="project",
            title=_("Project"),
            boxes=(
                Box(name="title", label=_("Title"), is_required=True, size="half"),
                CODE,
                Box(name="status", label=_("Status"), sort=Sort.CHOICE, choices=choices_of(ProjectStatus), empty=_("not stated"), size="l"),
                Box(name="starts_on", label=_("Begins"), sort=Sort.DATE, size="l"),
                Box(name="ends_on", label=_("Ends"), sort=Sort.DATE, size="l"),
                Box(name="mechanism", label=_("Funding mechanism"), sort=Sort.CHOICE, choices=_mechanisms, empty=_("not stated"), size="half"),
                Box(name="jurisdictions", label=_("Jurisdictions"), sort=Sort.CODES, source="jurisdictions", hint=_("Several with commas"), size="half"),
                Box(name="predecessor", label=_("Goes on from"), sort=Sort.CHOICE, choices=_projects, size="half"),
                Box(name="objective", label=_("Objective"), sort=Sort.LONG, size="full"),
            ),
        ),
        Section(
            name="who",
            title=_("Who carries it out, and for whom"),
            boxes=(
                Box(name="partners", label=_("Carried out by"), sort=Sort.LONG, hint=_("One organisation a line"), size="half"),
                Box(name="beneficiaries", label=_("For"), sort=Sort.LONG, hint=_("One organisation a line"), size="half"),
            ),
        ),
        Section(name="money", title=MONEY.title, groups=(MONEY,)),
        Section(
            name="serves",
            title=_("Goals and KPIs it says it serves"),
            boxes=(
                Box(name="goals", label=_("Goals"), sort=Sort.MANY, source="roadmap_goals", size="full"),
                Box(name="kpis", label=_("KPIs"), sort=Sort.MANY, source="kpis", size="full"),
            ),
        ),
        Section(name="lines", title=LINES.title, groups=(LINES,)),
    ),
)  # fmt: skip
PROJECT_EDIT_SHEET = Sheet(form="project_edit", sections=(*PROJECT_SHEET.sections, WHY))
MECHANISM_SHEET = Sheet(
    form="mechanism",
    sections=(
        Section(
            name="mechanism",
            title=_("Funding mechanism"),
            boxes=(
                Box(name="name", label=_("Name"), is_required=True, size="half"),
                Box(name="reach", label=_("Jurisdictions it says it reaches"), sort=Sort.CODES, source="jurisdictions", hint=_("Several with commas"), size="half"),
            ),
        ),
    ),
)  # fmt: skip


def project_of(reading: Reading, sheet: Sheet, before: ProjectFacts | None = None) -> ProjectFacts:
    """The project that the form tells; what it was `before` keeps its short name and the order of its codes."""
    told: dict[str, Any] = reading.values(sheet.boxes)
    told.pop("reason", None)
    told["code"] = told["code"] or (before.code if before else short_name(told["title"]))
    told["jurisdictions"] = split(told["jurisdictions"])
    for name in ("partners", "beneficiaries"):
        told[name] = tuple(line.strip() for line in told[name].splitlines() if line.strip())
    if before:
        told |= {name: in_order_of(getattr(before, name), told[name]) for name in ("goals", "kpis")}
    money = tuple(_money(reading, row) for row in reading.rows("money"))
    lines = tuple(LineFacts(**reading.values(LINES.boxes, row)) for row in reading.rows("lines"))
    return ProjectFacts(**told, money=money, lines=lines)


def project_typed(asker: Asker, sheet: Sheet, facts: ProjectFacts, language: str) -> Typed:
    """What stands in the form when it is opened on the project."""
    places = ", ".join(shown("jurisdictions", code, language) for code in facts.jurisdictions)
    given = {"jurisdictions": places} | {
        name: "\n".join(getattr(facts, name)) for name in ("partners", "beneficiaries")
    }
    return filled(asker, sheet, facts, language) | {name: text for name, text in given.items() if text}


def in_order_of(before: tuple[str, ...], chosen: tuple[str, ...]) -> tuple[str, ...]:
    """What is chosen, in the order in which it stood before: boxes to tick have none."""
    return (*(each for each in before if each in chosen), *(each for each in chosen if each not in before))


def split(codes: str) -> tuple[str, ...]:
    """Codes that were told with commas between."""
    return tuple(code for code in codes.split(",") if code)


def short_name(title: str) -> str:
    """A code made of a title: Lamps for the border becomes lamps-for-the-border."""
    plain = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in fold(title))
    return "-".join(plain.split())[:60].strip("-")


def must_be_filled(reading: Reading, told: dict[str, Any], row: str, names: Iterable[str]) -> None:
    """Note boxes of a row without which it says nothing, and put something readable there."""
    for name in names:
        if told[name] is None:
            reading.problems.setdefault(f"{row}{name}", []).append(FILL)
            told[name] = 0


def _money(reading: Reading, row: str) -> MoneyFacts:
    told = reading.values(MONEY.boxes, row)
    must_be_filled(reading, told, row, ("amount",))
    return MoneyFacts(**told | {"currency": told["currency"].upper()})
