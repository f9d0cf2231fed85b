"""The columns of the three agencies' sheets: headings, and the cells of one line."""

from collections.abc import Mapping
from typing import Any

from headstamp.console.demo.clerk import Clerk
from headstamp.console.demo.plan import Event, Thing, plan


def _thing(clerk: Clerk, thing: Thing) -> list[Any]:
    """The cells about the thing itself, which every agency keeps: kind, make, model, calibre, number, quantity, unit."""
    is_firearm = thing.kind in plan()["firearms_by_kind"]
    return [
        clerk.word("item", thing.kind),
        clerk.typed("make", thing.make),
        thing.model,
        clerk.typed("calibre", thing.calibre),
        clerk.serial(thing) if is_firearm else "",
        clerk.quantity(thing),
        clerk.word("unit", thing.unit),
    ]


def _finding(clerk: Clerk, event: Event) -> list[str]:
    return [clerk.word("concealment", event.concealment), clerk.word("detection", event.detection)]


def _law(clerk: Clerk, event: Event) -> list[str]:
    return [
        clerk.said("legal_ground", event.legal_ground),
        clerk.said("criminal_context", event.criminal_context),
        clerk.said("transport", event.transport),
    ]


def _nature(clerk: Clerk, thing: Thing) -> list[str]:
    """Where it was made, how it fires, what it was before."""
    return [
        clerk.said("made_in", thing.made_in),
        clerk.said("action", thing.action),
        clerk.said("converted_from", thing.converted_from),
    ]


def _fate(clerk: Clerk, thing: Thing) -> list[Any]:
    """What it is in law by now, since when, by which decision."""
    return [clerk.said("status", thing.status), clerk.since(thing.status_on), thing.decision]


def _police(clerk: Clerk, year: int, number: int, case: int, event: Event, thing: Thing) -> list[Any]:
    shown = number if number % 211 else number - 1  # a clerk's slip now and then: the same number twice
    head = [
        shown,
        f"{year}-KP-{case:04}",
        clerk.day(event.day),
        event.hour,
        clerk.municipality(event.municipality),
    ]
    return [
        *head,
        clerk.word("kind", event.kind),
        clerk.word("context", event.context),
        *_thing(clerk, thing),
        *_finding(clerk, event),
        clerk.settlement(event),
        event.place_text,
        clerk.point(event),
        *_law(clerk, event),
        *_nature(clerk, thing),
        clerk.said("national", thing.national),
        *_fate(clerk, thing),
    ]


def _border(clerk: Clerk, year: int, number: int, case: int, event: Event, thing: Thing) -> list[Any]:
    head = [number, f"GP-{case}/{year}", clerk.day(event.day), clerk.municipality(event.municipality)]
    route = [clerk.place(event.origin), clerk.place(event.destination)]
    return [
        *head,
        clerk.word("context", event.context),
        *_thing(clerk, thing),
        *_finding(clerk, event),
        *route,
        clerk.crossing(event.crossing),
        clerk.said("place_kind", event.place_kind),
        clerk.point(event),
        *_law(clerk, event),
        *_nature(clerk, thing),
        *_fate(clerk, thing),
    ]


def _customs(clerk: Clerk, year: int, number: int, case: int, event: Event, thing: Thing) -> list[Any]:
    head = [
        f"KC-{year}-{number:05}",
        f"{year}/{case:03}",
        clerk.day(event.day),
        clerk.municipality(event.municipality),
    ]
    route = [clerk.place(event.origin), clerk.place(event.dispatch), clerk.place(event.destination)]
    return [
        *head,
        clerk.word("context", event.context),
        *_thing(clerk, thing),
        *_finding(clerk, event),
        *route,
        clerk.crossing(event.crossing),
        clerk.said("place_kind", event.place_kind),
        *_law(clerk, event),
        *_nature(clerk, thing),
        *_fate(clerk, thing),
    ]


FILES = {
    "police": "policia-sekuestrimet.xlsx",
    "border": "granicna-policija-zaplene.xlsx",
    "customs": "customs-seizures.xlsx",
}
BANNERS = {
    "police": "Policia: armët e sekuestruara në vitin %d",
    "border": "Granična policija: zaplenjeno oružje u %d. godini",
    "customs": "Customs: weapons and ammunition seized in %d",
}
INVENTED = {
    "police": "DEMONSTRIM: të gjitha të dhënat janë të shpikura",
    "border": "DEMONSTRACIJA: svi podaci su izmišljeni",
    "customs": "DEMONSTRATION: all records are invented",
}
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "police": ("Nr.", "Nr. i rastit", "Data", "Ora", "Komuna", "Veprimi", "Lloji i kontrollit", "Lloji i sendit", "Prodhuesi", "Modeli", "Kalibri", "Numri serik", "Sasia", "Njësia", "Vendi i fshehjes", "Mjeti i zbulimit", "Vendbanimi", "Vendi", "Koordinatat", "Baza ligjore", "Konteksti kriminal", "Mjeti i transportit", "Vendi i prodhimit", "Mënyra e punës", "Konvertuar nga", "Kategoria", "Statusi ligjor", "Statusi që nga", "Vendimi"),
    "border": ("R. br.", "Broj predmeta", "Datum", "Opština", "Vrsta kontrole", "Vrsta predmeta", "Marka", "Model", "Kalibar", "Fabrički broj", "Količina", "Jed. mere", "Mesto skrivanja", "Način otkrivanja", "Poreklo", "Odredište", "Granični prelaz", "Vrsta mesta", "Koordinate", "Pravni osnov", "Kriminalni kontekst", "Prevozno sredstvo", "Zemlja proizvodnje", "Način rada", "Prepravljeno od", "Pravni status", "Status od", "Odluka"),
    "customs": ("Seizure ID", "Case", "Date", "Municipality", "Control", "Goods", "Brand", "Model", "Calibre", "Serial No", "Qty", "Unit", "Concealment", "Means of detection", "Origin", "Dispatched from", "Destination", "Crossing", "Kind of place", "Legal ground", "Criminal context", "Transport", "Made in", "Action", "Converted from", "Legal status", "Status since", "Decision"),
}  # fmt: skip
DATE_HEADING = {"police": "Data", "border": "Datum", "customs": "Date"}
KIND_HEADING = {"police": "Lloji i sendit", "border": "Vrsta predmeta", "customs": "Goods"}
NUMBER_HEADING = {"police": "Sasia", "border": "Količina", "customs": "Qty"}
ROWS = {"police": _police, "border": _border, "customs": _customs}
