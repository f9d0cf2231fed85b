"""Disclosure control: what of a table of counts may be shown, found by attack and proven by attack.

A count of few persons may tell of a person. `cells` says what a release is: tables, their margins, the sums that
link them. `attacker` is somebody with all that was ever published and a linear program. `suppression` hides small
cells and then others until the attacker learns too little; `rounding` is the other way to publish; `releases` looks
at a release beside those before it. Nothing here knows Django or what is counted.

Sources: Hundepool et al., Statistical Disclosure Control (Wiley, 2012) and its Handbook (CENEX-SDC), chapter 4;
Fischetti and Salazar, Solving the Cell Suppression Problem on Tabular Data with Linear Constraints, Management
Science 47(7), 2001.
"""
