"""Nothing outside a file is fetched and no entity is expanded, whoever made it."""

from pathlib import Path

import pytest

from headstamp.iati.reading import parsed
from headstamp.kernel.errors import Invalid
from tests.iati.files import ACTIVITY, activities, report, said

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<!DOCTYPE iati-activities [<!ENTITY l0 "lol">{LAUGHS}]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1"])
def test_a_bomb_of_entities_is_refused_before_it_is_read(encoding: str) -> None:
    inside = ACTIVITY.replace("See at night.", "&l11;")
    text = activities(inside, before=BOMB).decode().replace("UTF-8", encoding)
    of = report(text.encode(encoding))
    assert [each[:2] for each in said(of)] == [("critical", "xml")]
    assert "declares a document type" in said(of)[0][3]


def test_no_entity_brings_a_file_of_the_server_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("invented secret")
    before = f'<!DOCTYPE iati-activities [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    of = report(activities(ACTIVITY.replace("See at night.", "&x;"), before=before))
    assert not of.is_valid
    assert "invented secret" not in str(said(of))


def test_a_schema_that_the_file_names_is_not_opened() -> None:
    hint = 'version="2.03" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://192.0.2.1/x.xsd" xsi:schemaLocation="urn:x http://192.0.2.1/y.xsd"'
    assert report(activities(version=hint)).is_valid
    root = parsed(activities(version=hint)).getroot()
    assert list(root.attrib) == ["version"]


def test_very_deep_files_are_refused_and_not_followed() -> None:
    with pytest.raises(Invalid, match="cannot be read as XML"):
        parsed(b"<a>" * 5000 + b"</a>" * 5000)
