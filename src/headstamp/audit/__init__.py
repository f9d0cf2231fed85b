"""The log: what was collected, altered, read, given away, combined and erased, by whom and why.

Entries are chained by hash, hold ids, field names and keyed digests, and are never changed or removed.
"""
