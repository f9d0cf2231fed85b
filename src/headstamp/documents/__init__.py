"""How workbooks, CSV files and printed sheets are made. Plain: it knows no record, only tables and sheets."""
