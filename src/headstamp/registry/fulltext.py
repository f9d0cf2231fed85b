"""Full-text search over SearchText: words in any order, the last one perhaps unfinished, in any script.

Text is folded by our own code before it is stored; the engines only index words (FTS5 on SQLite, tsvector
'simple' on PostgreSQL). The column of persons is searched only with the right to see them, or a hit would
tell a name.
"""

from collections.abc import Iterable
from functools import cache, lru_cache

from headstamp.kernel.folding import fold
from headstamp.registry.facts import ItemFacts, OccurrenceFacts, PlaceFacts
from headstamp.registry.models import SearchText
from headstamp.vocabulary import codes

OPEN_COLUMNS = ("marks", "things", "narrative", "places", "numbers")
OPEN_VECTOR = "to_tsvector('simple'::regconfig, marks || ' ' || things || ' ' || narrative || ' ' || places || ' ' || numbers)"
_PLACES = ("municipalities", "places", "border_crossings")
_LONGEST = 200_000  # PostgreSQL indexes at most 1 MB of words a row
PERSONS_VECTOR = "to_tsvector('simple'::regconfig, persons)"


def words_of(text: str) -> list[str]:
    """`text` as the words that are stored and searched."""
    return fold(text).replace("_", " ").split()


@cache
def label_words(list_name: str, code: str) -> tuple[str, ...]:
    """The folded words by which a code is called in any language, aliases of places included."""
    known = codes.code(list_name, code) if code and list_name in codes.list_names() else None
    if known is None:
        return tuple(words_of(code))
    called = [*known.labels.values(), *(known.aliases if list_name in _PLACES else ())]
    return tuple(dict.fromkeys(word for wording in called for word in words_of(wording)))


codes.on_forget(label_words.cache_clear)


def search_text_from(
    occurrence_id: int, facts: OccurrenceFacts, known_names: Iterable[str] = ()
) -> SearchText:
    """What can be found of an occurrence, from what was told of it; asks the database nothing.

    `known_names` are names of persons that `facts` mention only by uid.
    """
    marks, things, narrative, places, numbers, persons = search_columns_from(facts, known_names)
    return SearchText(
        occurrence_id=occurrence_id,
        marks=marks,
        things=things,
        narrative=narrative,
        places=places,
        numbers=numbers,
        persons=persons,
    )


def search_columns_from(
    facts: OccurrenceFacts, known_names: Iterable[str] = ()
) -> tuple[str, str, str, str, str, str]:
    """The same as columns: marks, things, narrative, places, numbers, persons."""
    place = facts.place or PlaceFacts()
    marks = [mark.as_read for item in facts.items for mark in item.marks]
    references = [*facts.references, *(reference for item in facts.items for reference in item.references)]
    things = [*label_words("occurrence_kinds", facts.kind)]
    for item in facts.items:
        things += _words_of_item(item)
    for goods in facts.goods:
        things += [*label_words("goods_kinds", goods.kind), *words_of(goods.description)]
    persons = [
        part
        for person in facts.persons
        for part in (person.family_name, person.given_name, person.alias, person.document)
    ]
    vehicles = [vehicle.registration for vehicle in facts.vehicles]
    return (
        _column(_numbers(marks)),
        _column(things),
        _column(words_of(facts.narrative)),
        _column(_words_of_place(place)),
        _column(_numbers(reference.number for reference in references)),
        _column(
            [*_numbers(vehicles), *(word for name in (*persons, *known_names) for word in words_of(name))]
        ),
    )


def build_search_texts(rows: Iterable[tuple[int, OccurrenceFacts]]) -> list[SearchText]:
    """Rows for `bulk_create`, from occurrence numbers and what was told of each."""
    return [search_text_from(occurrence_id, facts) for occurrence_id, facts in rows]


def _words_of_item(item: ItemFacts) -> list[str]:
    called = _words_of_make(item.make_code, item.calibre_code, item.make, item.model, item.calibre)
    return [*label_words("item_kinds", item.kind), *words_of(item.description), *called]


@lru_cache(maxsize=4096)
def _words_of_make(make_code: str, calibre_code: str, *written: str) -> tuple[str, ...]:
    """A file tells of many items of one make, model and calibre."""
    labels = (*label_words("makes", make_code), *label_words("calibres", calibre_code))
    return (*labels, *_numbers(written))


codes.on_forget(_words_of_make.cache_clear)


def _words_of_place(place: PlaceFacts) -> list[str]:
    words = words_of(place.text)
    for list_name, code in (
        ("municipalities", place.municipality),
        ("places", place.settlement),
        ("border_crossings", place.crossing),
    ):
        words += label_words(list_name, code)
    return words


def _numbers(written: Iterable[str]) -> list[str]:
    """The words of each, and all of each run together: M-57 is found as m57, as m 57 and as 57."""
    words = []
    for each in written:
        parts = words_of(each)
        words += [*parts, "".join(parts)] if len(parts) > 1 else parts
    return words


def _column(words: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(words))[:_LONGEST]
