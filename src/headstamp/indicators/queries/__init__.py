"""All reads of this room's tables."""
