"""Procedures: versioned checklists whose steps name who does what by when, and notes that a step was done or does not apply."""
