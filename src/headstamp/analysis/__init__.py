"""What can be worked out from counted records: places, hexagons, flows, what is usual and what stands out.

The modules that the floors' contract lists as plain take and give values and know no table. Nothing here is ever said
of a person.
"""
