"""Intake: from a file that an agency sends to records in the register; it knows no other room by name.

`workbook` opens files, `values` parses cells, `layout` says what a file's columns mean and reads its rows.
These three are plain (no Django). What can be taken in is declared by targets that other rooms register.
"""
