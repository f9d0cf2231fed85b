"""The register: occurrences and the items in them, with people, places, marks, sources and operations.

Every record belongs to a unit of one jurisdiction and came from a source; what the source said stays.
"""
