"""Where things are: stores with their places, parcels with their labels and seals, and the ledger of every movement.

Nothing that came in is lost: of each item, what was received is what is held and what has left. A law of the database
holds it, and movements are only ever added.
"""
