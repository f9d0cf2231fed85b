"""Matching: which gun a damaged number may be, and which records tell of one gun.

The index of numbers lies in the home, beside the database.

A base is built by the worker; what the log says was touched since is read from the register by whoever searches. What
the index offers counts for nothing until the register says, to the one who asks, that the mark is there and visible.
"""
