"""A release as files: pages in three languages, open data, charts, a feed and checksums; nothing is fetched from elsewhere."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from headstamp.desk.projects.page import ProjectPage
from headstamp.desk.publication.feed import feed
from headstamp.desk.publication.office import LANGUAGE_NAMES, LANGUAGES, Office
from headstamp.desk.publication.open_data import data_files
from headstamp.desk.publication.pictures import Picture, pictures_of
from headstamp.desk.publication.portfolio import digest_of, grouped, told_of
from headstamp.desk.publication.reading import FigureShown, figures_shown, no_data
from headstamp.indicators.models import Frozen, Release
from headstamp.indicators.publishing.sheets import Sheet, sheet_from

SUMS = "SHA256SUMS"
MARKER = "release.json"
PROJECTS = "projects_sha256"
_STYLE = Path(__file__).with_name("site.css")
_TIME = (1980, 1, 1, 0, 0, 0)  # an archive of the same files is the same file


def site_files(
    office: Office,
    release: Release,
    releases: Sequence[Release],
    editions: Sequence[Frozen],
    projects: Callable[[], Sequence[ProjectPage]] = list,
) -> dict[str, bytes]:
    """Every file of the release by its path. `releases` are this and the earlier ones, the newest first; `editions`
    all editions of the published periods, `projects` gives the published part of the portfolio in the active language."""
    sheets = [sheet_from(each) for each in release.content]
    files = {"site.css": _STYLE.read_bytes(), "feed.atom": feed(office, releases)}
    files |= {f"data/{name}": content for name, content in data_files(sheets, office).items()}
    with override("en"):
        digest, number = digest_of(projects()), len(projects())
    shared = {"office": office, "release": release, "editions": editions, "has_projects": number > 0}
    for tag, language in LANGUAGES.items():
        with override(language):
            files |= _pages(tag, language, sheets, shared) | _pages_of_projects(tag, projects(), shared)
    files["index.html"] = _page("entrance", shared | {"languages": _languages("index.html", "")})
    files[MARKER] = _marker(office, release, number, digest)
    files[SUMS] = sums_of(files)
    return files


def archive_of(files: Mapping[str, bytes]) -> bytes:
    """The files as one ZIP; the same files give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _TIME), files[name], zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def sums_of(files: Mapping[str, bytes]) -> bytes:
    """Checksums as `sha256sum -c` reads them."""
    lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)]
    return "".join(lines).encode("ascii")


def _pages(tag: str, language: str, sheets: Sequence[Sheet], shared: Mapping[str, Any]) -> dict[str, bytes]:
    figures = figures_shown(sheets, language)
    years = sorted({year for figure in figures for year in figure.years})
    common = {**shared, "tag": tag, "up": "../", "years": years, "overview": overview(figures, years)}
    files = {}
    for name, template in (("index.html", "overview"), ("about.html", "about"), ("cookies.html", "cookies")):
        files[f"{tag}/{name}"] = _page(template, common | {"languages": _languages(name, tag)})
    for figure in figures:
        pictures = list(pictures_of(figure))
        files |= {f"charts/{_file(picture, tag)}": picture.draw() for picture in pictures}
        name = f"{figure.id}.html"
        own = {
            "figure": figure,
            "tables": _with_pictures(figure, pictures, tag),
            "languages": _languages(name, tag),
        }
        files[f"{tag}/{name}"] = _page("figure", common | own)
    return files


def _pages_of_projects(
    tag: str, projects: Sequence[ProjectPage], shared: Mapping[str, Any]
) -> dict[str, bytes]:
    """The portfolio and a page for each project; none where nothing is published."""
    told = [told_of(each) for each in projects]
    if not told:
        return {}
    by_mechanism, by_place = grouped(told)
    common = {**shared, "tag": tag, "up": "../"}
    own = {"projects": told, "by_mechanism": by_mechanism, "by_place": by_place}
    listed = common | own | {"languages": _languages("projects.html", tag)}
    files = {f"{tag}/projects.html": _page("projects", listed)}
    for each in told:
        values = common | {"project": each, "languages": _languages(each.file, tag)}
        files[f"{tag}/{each.file}"] = _page("project", values)
    return files


def overview(figures: Sequence[FigureShown], years: Sequence[str]) -> list[dict[str, Any]]:
    """A row for each figure, with a cell for each year of the release."""
    rows = []
    for figure in figures:
        told = dict(zip(figure.years, figure.whole.cells, strict=True))
        rows.append({"figure": figure, "cells": [told.get(year) or no_data() for year in years]})
    return rows


def _with_pictures(figure: FigureShown, pictures: Sequence[Picture], tag: str) -> list[dict[str, Any]]:
    drawn = {picture.table: {"words": picture.words, "file": _file(picture, tag)} for picture in pictures}
    return [{"table": table, "picture": drawn.get(table.key)} for table in figure.tables]


def _file(picture: Picture, tag: str) -> str:
    return f"{picture.key}.{tag}.svg"


def _page(template: str, values: Mapping[str, Any]) -> bytes:
    return render_to_string(f"publication/{template}.html", dict(values)).encode("utf-8")


def _languages(page: str, here: str) -> list[dict[str, str | bool]]:
    up = "../" if here else ""
    return [
        {"tag": tag, "name": LANGUAGE_NAMES[tag], "address": f"{up}{tag}/{page}", "is_here": tag == here}
        for tag in LANGUAGES
    ]


def _marker(office: Office, release: Release, projects: int, digest: str) -> bytes:
    told = {
        "identifier": office.identifier, "publisher": office.publisher, "jurisdiction": office.jurisdiction,
        "release": release.number, "issued": office.issued.isoformat(), "editions": release.editions,
        "disclosure_control": release.rule, "tables_left_as_they_were": release.held, "is_demonstration": office.is_demo,
        "projects": projects, PROJECTS: digest,
    }  # fmt: skip
    return (json.dumps(told, indent=1) + "\n").encode("utf-8")
