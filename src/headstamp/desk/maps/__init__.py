"""The map as somebody may see it: what is drawn of which records, and the office's own boundaries."""
