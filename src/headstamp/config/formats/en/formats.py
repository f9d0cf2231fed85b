"""English as it is written in Europe: as in european.py, but with a decimal point."""

from headstamp.config.formats.european import *  # noqa: F403

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
