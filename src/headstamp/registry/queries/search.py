"""Which records have the words that somebody typed: a condition for lists, restricted to what he may search."""

from django.db import connection
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.db.models.lookups import In

from headstamp.kernel.asker import Asker
from headstamp.registry.fulltext import OPEN_COLUMNS, OPEN_VECTOR, PERSONS_VECTOR, words_of
from headstamp.registry.queries.visibility import NOTHING, sees_persons

_FEW = 2_000
_MOST_WORDS = 12


def matching(asker: Asker, text: str, column: str) -> Q:
    """Records whose occurrence (by `column`) has every word of `text` in what the asker may search.

    Rights to the record itself are not part of it. Asks the index once when it is made.
    """
    words = words_of(text)[:_MOST_WORDS]
    if not words:
        return NOTHING
    query, params = _search(words, with_persons=sees_persons(asker))
    with connection.cursor() as cursor:
        cursor.execute(f"{query} LIMIT {_FEW + 1}", params)
        found = [row[0] for row in cursor.fetchall()]
    if len(found) <= _FEW:
        return Q(**{f"{column}__in": found})
    # A frequent word: walk the list in its own order and look each row up, not the other way round.
    return Q(In(F(column) + 0, RawSQL(query, params)))


def _search(words: list[str], *, with_persons: bool) -> tuple[str, list[str]]:
    if connection.vendor == "postgresql":
        return _search_postgresql(words, with_persons)
    typed = " ".join(f'"{word}"' for word in words) + "*"
    columns = "" if with_persons else "{" + " ".join(OPEN_COLUMNS) + "} : "
    return "SELECT rowid FROM registry_searchindex WHERE registry_searchindex MATCH %s", [f"{columns}({typed})"]


def _search_postgresql(words: list[str], with_persons: bool) -> tuple[str, list[str]]:
    typed = [f"'{word}'" for word in words]
    typed[-1] += ":*"
    vectors = [OPEN_VECTOR, PERSONS_VECTOR] if with_persons else [OPEN_VECTOR]
    one_word = "(" + " OR ".join(f"{vector} @@ to_tsquery('simple', %s)" for vector in vectors) + ")"
    params = [word for word in typed for _vector in vectors]
    return f"SELECT occurrence_id FROM registry_searchtext WHERE {' AND '.join([one_word] * len(typed))}", params
