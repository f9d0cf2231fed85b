"""The standard ships whole and unchanged; an office's folder may have newer parts of it."""

import hashlib
import json
from pathlib import Path

import pytest

from headstamp.iati import standards
from headstamp.iati.standards import NEWEST, VERSIONS, standard
from headstamp.kernel.errors import Invalid

SHIPPED = Path(standards.__file__).parent / "standard"
NEWER = '<codelist name="ActivityStatus" complete="1" embedded="{embedded}"><codelist-items><codelist-item><code>77</code></codelist-item></codelist-items></codelist>'


def test_every_file_has_the_checksum_of_the_manifest() -> None:
    manifest = json.loads((SHIPPED / "manifest.json").read_text(encoding="utf-8"))["sha256"]
    files = [path for path in SHIPPED.rglob("*") if path.is_file() and path.name != "manifest.json"]
    found = {
        path.relative_to(SHIPPED).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }
    assert found == manifest


def test_the_licence_names_the_standard() -> None:
    assert "IATI Standard (http://iatistandard.org/)" in (SHIPPED / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize("version", VERSIONS)
def test_each_version_has_both_schemas_and_every_list_that_its_places_name(version: str) -> None:
    held = standard(version)
    assert set(held.schemas) == {"iati-activities", "iati-organisations"}
    assert {place.codes for place in held.places} - set(held.lists) == set()
    assert all(each.codes for each in held.lists.values())


def test_what_we_write_is_in_the_lists() -> None:
    lists = standard(NEWEST).lists
    assert {"XK", "AL", "BA", "ME", "MK", "RS"} <= lists["Country"].codes
    assert "15240" in lists["Sector"].codes
    assert "16.4" in lists["UNSDG-Targets"].codes
    assert len(lists["UNSDG-Targets"].codes) == 169


def test_a_newer_list_of_the_office_replaces_ours_in_the_versions_it_is_part_of(tmp_path: Path) -> None:
    (tmp_path / "codelists").mkdir()
    path = tmp_path / "codelists" / "ActivityStatus.xml"
    path.write_text(NEWER.format(embedded=1))
    assert standard("2.03", tmp_path).lists["ActivityStatus"].codes == {"77"}
    assert "77" not in standard("2.02", tmp_path).lists["ActivityStatus"].codes


def test_a_folder_that_cannot_be_read_says_which_file(tmp_path: Path) -> None:
    (tmp_path / "codelists").mkdir()
    (tmp_path / "codelists" / "Sector.xml").write_text("<codelist>")
    with pytest.raises(Invalid, match=r"Sector\.xml is no part of the IATI standard"):
        standard("2.03", tmp_path)
    (tmp_path / "schemas").mkdir()
    (tmp_path / "codelists" / "Sector.xml").unlink()
    with pytest.raises(Invalid, match="is no part of the IATI standard"):
        standard("2.03", tmp_path)
