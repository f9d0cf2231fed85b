"""Six jurisdictions' snapshots, pooled: real Spark in local mode counts every measure as DuckDB and the oracle do."""

import logging
from collections.abc import Callable, Hashable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

import ibis
import pyarrow.parquet as pq
import pytest

from headstamp.desk.measures import all_measures
from headstamp.indicators.asking import Asked
from headstamp.indicators.counting import figures
from headstamp.indicators.figure import Figure
from headstamp.indicators.period import Every
from headstamp.kernel.measure import Measure
from tests.indicators import oracle
from tests.indicators.drawn import AS_OF, COLUMNS, arrow, rows_of

# The bridge to Java leaves sockets to the garbage collector, which is no concern of ours.
pytestmark = [
    pytest.mark.spark,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]

JURISDICTIONS = ("AL", "BA", "XK", "ME", "MK", "RS")
MEASURES = {measure.id: measure for measure in all_measures()}
SPLIT = {
    "firearms-seized": ("kind",),
    "detection-rate": ("context",),
    "victims": ("sex", "age_group"),
    "firearms-destroyed": ("occurrence_kind",),
    "firearms-per-occurrence": ("place_kind",),
}
Rows = dict[str, list[dict[str, Any]]]


class Pooled:
    """The six offices' Parquet files as one table each, on an engine: a region's view, which narrows nothing."""

    as_of = AS_OF

    def __init__(self, table: Callable[[str], Any], run: Callable[[Any], list[tuple[Any, ...]]]) -> None:
        self._table, self._run = table, run

    def is_closed(self, _name: str) -> bool:
        return False

    def table(self, name: str) -> Any:
        return self._table(name)

    def answer(self, _question: Hashable, expression: Callable[[Any], Any]) -> list[tuple[Any, ...]]:
        return self._run(expression(self))


@pytest.fixture(scope="module")
def rows() -> Rows:
    """Row numbers are each office's own, so they clash; identifiers do not."""
    random = Random(16)
    return {
        name: [
            row for code in JURISDICTIONS for row in rows_of(name, random, numbers=(60,), jurisdiction=code)
        ]
        for name in COLUMNS
    }


@pytest.fixture(scope="module")
def folder(rows: Rows, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for each table, one file for each jurisdiction in it, as a region would put them together."""
    root = tmp_path_factory.mktemp("region")
    for name, of_all in rows.items():
        (root / name).mkdir()
        for code in JURISDICTIONS:
            own = [row for row in of_all if row["jurisdiction"] == code]
            pq.write_table(arrow(name, own), root / name / f"{code}.parquet")
    return root


@pytest.fixture(scope="module")
def spark(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pooled]:
    from pyspark.sql import SparkSession  # noqa: PLC0415  installed by `make test-spark` only

    logging.getLogger("py4j").setLevel(logging.WARNING)
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        .getOrCreate()
    )
    for name in COLUMNS:
        session.read.parquet(str(folder / name)).createOrReplaceTempView(name)
    engine = ibis.pyspark.connect(session)
    try:
        yield Pooled(
            engine.table,
            lambda expression: [tuple(row) for row in session.sql(engine.compile(expression)).collect()],
        )
    finally:
        session.stop()


@pytest.fixture(scope="module")
def duckdb(folder: Path) -> Iterator[Pooled]:
    engine = ibis.duckdb.connect()
    for name in COLUMNS:
        engine.con.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{folder / name}/*.parquet')")
    yield Pooled(
        engine.table, lambda expression: [tuple(row.values()) for row in expression.to_pyarrow().to_pylist()]
    )
    engine.disconnect()


def told(found: list[Figure]) -> Mapping[Any, Any]:
    return {
        (figure.period, tuple(figure.by.values())): (
            figure.value,
            figure.numerator,
            figure.denominator,
            str(figure.status),
        )
        for figure in found
    }


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_spark_counts_as_duckdb_and_the_oracle_do(
    name: str, spark: Pooled, duckdb: Pooled, rows: Rows
) -> None:
    measure = MEASURES[name]
    asked = Asked(by=SPLIT.get(name, ()))
    counted = told(figures(spark, measure, asked))
    assert counted == told(figures(duckdb, measure, asked))
    assert counted == oracle.figures(rows, measure, asked)


def test_a_region_is_told_by_jurisdiction(spark: Pooled, rows: Rows) -> None:
    measure = MEASURES["firearms-seized"]
    split = Measure(
        **{each: getattr(measure, each) for each in measure.__slots__} | {"by": ("jurisdiction",)}
    )
    asked = Asked(every=Every.ALL, by=("jurisdiction",))
    counted = told(figures(spark, split, asked))
    assert {cell[0] for _period, cell in counted} == set(JURISDICTIONS)
    assert counted == oracle.figures(rows, split, asked)


def test_spark_is_the_real_one(spark: Pooled) -> None:
    assert find_spec("pyspark")
    assert type(spark.table("items").get_backend()).__module__ == "ibis.backends.pyspark"
