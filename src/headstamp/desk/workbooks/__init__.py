"""Workbooks in the shapes that others ask for, each figure traceable on a sheet of its own."""

from headstamp.desk.workbooks.making import WORKBOOKS, workbook

__all__ = ["WORKBOOKS", "workbook"]
