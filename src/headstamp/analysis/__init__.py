"""What can be worked out from counted records: places, hexagons, flows. Plain: it takes and gives values, knows no table."""
