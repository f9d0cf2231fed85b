"""SQLite as Django's own backend has it, with a fair queue for its one write lock (docs/adr/0006)."""
