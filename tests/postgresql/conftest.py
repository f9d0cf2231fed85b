"""Tests of what only PostgreSQL has; without its address they are not collected."""

import os

collect_ignore_glob = (
    [] if os.environ.get("HEADSTAMP_DATABASE_URL", "").startswith("postgres") else ["test_*.py"]
)
