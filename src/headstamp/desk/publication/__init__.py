"""Public statistics: releases of frozen figures as a static site, open data and a feed, and the same tables on a page here.

A release is made of sheets that disclosure control has passed; nothing here reads a record or a figure that is not frozen.
"""
