"""The drawing and the table of acts in the manual are what the program's table says."""

from scripts.custody_page import FOLDER, drawing, page


def test_the_page_of_the_store_is_fresh() -> None:
    assert (FOLDER / "storage.md").read_text(encoding="utf-8") == page(), "run  make pages"


def test_the_drawing_of_states_is_fresh() -> None:
    assert (FOLDER / "storage-states.svg").read_text(encoding="utf-8") == drawing(), "run  make pages"
