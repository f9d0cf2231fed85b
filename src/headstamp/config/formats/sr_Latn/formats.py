"""As in european.py; Django's own formats for this language lack some or are American."""

from headstamp.config.formats.european import *  # noqa: F403
