"""Marks: how numbers on guns are written, fail and compare.

It knows no record and no database: texts go in, patterns, reasons and probabilities come out. Nothing here depends
on a locale.
"""
