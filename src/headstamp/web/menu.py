"""The menu: the document's words, which rights each entry needs, and what an entry not built yet will do."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from headstamp.accounts.permissions import Permission as P
from headstamp.kernel.asker import Asker

Text = str | Promise
_RECORDS = frozenset({P.SEE_RECORDS})
_ANY = frozenset(P)
_PROJECTS = frozenset({P.MANAGE_PROGRAMME, P.SEE_FIGURES, P.SEE_PUBLISHED})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu. `to` names an address of the urlconf; without one the entry is planned."""

    slug: str
    title: Text
    icon: str = ""
    to: str = ""
    query: str = ""
    rights: frozenset[P] = _RECORDS
    children: tuple["Entry", ...] = ()
    will: Text = ""
    meanwhile: Text = ""
    meanwhile_to: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as one reader sees it."""

    entry: Entry
    address: str
    is_here: bool
    children: tuple["Shown", ...]

    @property
    def is_open(self) -> bool:
        return self.is_here or any(child.is_here for child in self.children)


MAIN: tuple[Entry, ...] = (
    Entry("home", _("Home"), "home", "home", rights=_ANY),
    Entry(
        "detection", _("Detection"), "radar",
        children=(
            Entry("occurrences", _("Occurrences"), to="occurrences"),
            Entry("items", _("Items"), to="items"),
            Entry("checks", _("Checks"), to="checks"),
            Entry("operations", _("Operations"), to="operations"),
            Entry("warnings", _("Early warning"), to="warnings"),
            Entry("number_check", _("Check a number"), to="number_check"),
            Entry("list_finds", _("On a list"), to="list_finds"),
            Entry("same_gun", _("Same gun"), to="same_gun"),
            Entry("same_event", _("Same event"), to="same_event"),
            Entry("map", _("Map"), to="map"),
            Entry("intake", _("Take in a file"), to="intake", rights=frozenset({P.IMPORT_FILES})),
            Entry("seizure", _("Enter a seizure"), to="seizure_new", rights=frozenset({P.ENTER_RECORDS})),
        ),
    ),
    Entry(
        "investigations", _("Investigations"), "fingerprint",
        children=(
            Entry("cases", _("Cases"), to="cases"),
            Entry("case_tasks", _("My tasks"), to="case_tasks"),
            Entry("laboratory", _("Laboratory"), to="laboratory"),
            Entry("leads", _("Ballistic leads"), to="leads"),
            Entry("guns", _("Inferred guns"), to="guns"),
            Entry("lab_figures", _("Work of the laboratory"), to="lab_figures"),
            Entry("tracing", _("Tracing"), to="tracing"),
            Entry("victims", _("Help for victims"), to="victims", rights=frozenset({P.ASSIST_VICTIMS})),
        ),
    ),
    Entry(
        "intelligence", _("Intelligence"), "report-search",
        children=(
            Entry("boards", _("Boards"), to="boards", rights=frozenset({P.SEE_FIGURES})),
            Entry("bulletin", _("Bulletin"), to="bulletin"),
            Entry(
                "reports", _("Reports and profiles"),
                will=_("This page will hold graded reports, problem and risk profiles, and products in Word and PDF."),
                meanwhile=_("Use filters and exports of the register for a picture of a place or a kind."), meanwhile_to="items",
            ),
        ),
    ),
    Entry(
        "cross_border", _("Cross-border"), "route",
        will=_("This page will ask partner jurisdictions hit or no hit, and log what is released to them."),
        meanwhile=_("Joint patrols can be recorded as checks with two jurisdictions."), meanwhile_to="checks",
    ),
    Entry(
        "internet", _("Internet"), "world-www",
        will=_("This page will keep captured online listings as evidence and read them into items."),
        meanwhile=_("Attach captures to an occurrence."), meanwhile_to="occurrences",
    ),
    Entry(
        "explosives", _("Explosives"), "bomb",
        children=(
            Entry("class_explosive", _("Explosives and devices"), to="items", query="class=explosive"),
            Entry("class_precursor", _("Precursors"), to="items", query="class=precursor"),
            Entry("class_pyrotechnic", _("Pyrotechnics"), to="items", query="class=pyrotechnic"),
        ),
    ),
    Entry(
        "storage", _("Storage"), "building-warehouse",
        children=(
            Entry("stores", _("Stores"), to="storage"),
            Entry("storage_scan", _("Scan"), to="storage_scan"),
            Entry("storage_work", _("Work of the store"), to="storage_work"),
            Entry("inspections", _("Inspections"), to="inspections"),
        ),
    ),
    Entry(
        "community", _("Community"), "heart-handshake",
        will=_("This page will hold tips, surveys and surrender campaigns."),
        meanwhile=_("Record voluntary surrenders as occurrences."), meanwhile_to="occurrences",
    ),
    Entry(
        "account", _("Roadmap"), "flag", rights=frozenset({P.SEE_FIGURES, P.SEE_PUBLISHED, P.APPROVE}),
        children=(
            Entry("roadmap", _("Key performance indicators"), to="roadmap", rights=frozenset({P.SEE_FIGURES})),
            Entry("figures", _("Figures"), to="figures", rights=frozenset({P.SEE_FIGURES})),
            Entry("entered_figures", _("Entered figures"), to="entered_figures", rights=frozenset({P.SEE_FIGURES})),
            Entry("periods", _("Periods"), to="periods", rights=frozenset({P.SEE_FIGURES, P.APPROVE})),
            Entry("publish", _("Publish"), to="publish", rights=frozenset({P.APPROVE})),
            Entry("published", _("Published results"), to="published", rights=frozenset({P.SEE_PUBLISHED, P.APPROVE})),
        ),
    ),
    Entry(
        "programme", _("Projects"), "coins", rights=_PROJECTS,
        children=(
            Entry("projects", _("Portfolio"), to="projects", rights=_PROJECTS),
            Entry("project_goals", _("Goals and KPIs"), to="project_goals", rights=_PROJECTS),
            Entry("project_participants", _("Participants"), to="project_participants", rights=_PROJECTS),
            Entry("recommendations", _("Recommendations"), to="recommendations", rights=frozenset({P.MANAGE_PROGRAMME, P.SEE_FIGURES})),
            Entry("library", _("Library"), to="library", rights=frozenset({P.MANAGE_PROGRAMME, P.SEE_FIGURES})),
            Entry("programme_files", _("Take in a file"), to="intake", rights=frozenset({P.MANAGE_PROGRAMME})),
            Entry("project_report", _("Half-yearly report"), to="project_report", rights=frozenset({P.MANAGE_PROGRAMME, P.SEE_FIGURES})),
        ),
    ),
    Entry("source", _("The source"), "file-text", "source_document", rights=_ANY),
)  # fmt: skip

OFFICE: tuple[Entry, ...] = (
    Entry(
        "people",
        _("People"),
        "users",
        "people",
        rights=frozenset({P.SEE_PERSONS}),
        will=_("This page will list the persons of the records with their roles, for who may see them."),
        meanwhile=_("Each occurrence shows its persons."),
        meanwhile_to="occurrences",
    ),
    Entry("circles", _("Circles"), "lock", "circles", rights=frozenset({P.MANAGE_CIRCLES})),
    Entry("deleted", _("Deleted records"), "trash", "deleted", rights=frozenset({P.DELETE_RECORDS})),
    Entry("log", _("Log"), "history", "log", rights=frozenset({P.READ_LOG})),
    Entry(
        "accounts", _("Accounts"), "key", "accounts", rights=frozenset({P.MANAGE_ACCOUNTS, P.APPROVE_RESET})
    ),
    Entry("inbox", _("Inbox"), "mail", "inbox", rights=_ANY),
    Entry("lists", _("Lists"), "tag", "lists", rights=_ANY),
    Entry(
        "boundaries", _("Boundaries"), "map", "boundaries", rights=frozenset({P.MANAGE_ACCOUNTS, P.APPROVE})
    ),
    Entry("profile", _("Profile"), "settings", "profile", rights=_ANY),
)


def planned(slug: str) -> Entry | None:
    """The entry of that name, for the page that says what it will do."""
    every = [child for entry in (*MAIN, *OFFICE) for child in (entry, *entry.children)]
    return next((entry for entry in every if entry.slug == slug), None)


def address_of(entry: Entry) -> str:
    """Where an entry leads: its page, or the page that says it is planned."""
    try:
        path = reverse(entry.to) if entry.to else ""
    except NoReverseMatch:
        path = ""
    if not path:
        return reverse("planned", args=[entry.slug])
    return f"{path}?{entry.query}" if entry.query else path


def menu_for(asker: Asker, request: HttpRequest) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
    """The entries that the asker may use, in two groups: the work, the office."""
    here = _here(asker, request)
    return _shown(MAIN, asker, here), _shown(OFFICE, asker, here)


def _shown(entries: tuple[Entry, ...], asker: Asker, here: str) -> tuple[Shown, ...]:
    return tuple(_show(entry, asker, here) for entry in entries if _may(asker, entry))


def _show(entry: Entry, asker: Asker, here: str) -> Shown:
    children = _shown(entry.children, asker, here)
    address = children[0].address if children else address_of(entry)
    return Shown(entry, address, not children and address == here, children)


def _may(asker: Asker, entry: Entry) -> bool:
    return any(asker.may(right) for right in entry.rights)


def _here(asker: Asker, request: HttpRequest) -> str:
    """The address of the one entry that the request belongs to: the longest that it begins with."""
    groups = [entry for entry in (*MAIN, *OFFICE) if _may(asker, entry)]
    leaves = [leaf for entry in groups for leaf in (entry.children or (entry,)) if _may(asker, leaf)]
    full = request.get_full_path()
    return max((a for a in map(address_of, leaves) if _leads_to(a, request.path, full)), key=len, default="")


def _leads_to(address: str, path: str, full: str) -> bool:
    if "?" in address:
        return full.startswith(address)
    return path == address if address == "/" else path.startswith(address)
