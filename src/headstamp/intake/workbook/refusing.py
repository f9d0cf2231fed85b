"""The words with which a file is refused: each says what to do next."""

from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import Message, gettext_noop, say

EMPTY = say(gettext_noop("The file is empty."))
TOO_LARGE = gettext_noop(
    "The file is larger than %(limit)d MB. Split it by year or by unit and take the parts in one by one."
)
ENCRYPTED = say(
    gettext_noop("The file is encrypted. Open it with its password, save it without one, and try again.")
)
DAMAGED = say(
    gettext_noop(
        "The file is damaged and cannot be read. Open it in its own program, save it again, and try again."
    )
)
BOMB = say(
    gettext_noop(
        "The file would unpack to far more than its size and is refused. Ask its sender for another copy."
    )
)
SCATTERED = say(
    gettext_noop(
        "A sheet's cells are scattered over too large an area. Copy the table alone into a new file and try again."
    )
)
WRONG_TYPE = say(gettext_noop("This is no spreadsheet. Headstamp reads XLSX, XLSM, XLS, ODS and CSV."))
WEB_PAGE = say(
    gettext_noop(
        "This is a web page or an XML file with a spreadsheet's name. Open it in a spreadsheet program and save it as XLSX."
    )
)
BINARY_WORKBOOK = say(
    gettext_noop("This is an XLSB file. Open it in a spreadsheet program and save it as XLSX.")
)
NO_SHEET = say(gettext_noop("The file has no sheet with cells."))
NO_HEADER = say(
    gettext_noop(
        "No row of headings was found in the first %(rows)d rows. Say in the layout which row it is, or check the sheet."
    ),
    rows=30,
)
UNREADABLE_TEXT = say(
    gettext_noop("The text of the file cannot be read. Save it as CSV in UTF-8 and try again.")
)
TOO_LONG_CELL = say(
    gettext_noop(
        "A cell of the file never ends: a quotation mark is missing or too many. Save the table as XLSX and try again."
    )
)


def refusal(message: Message) -> Invalid:
    return Invalid({"file": [message]})
