"""The register as flat columnar tables, consistent to one position of the log, and given to each asker as far as he may know.

Files for any program that reads Parquet, and a DuckDB cache for this one. Knows no other room by name: it is handed tables.
"""
