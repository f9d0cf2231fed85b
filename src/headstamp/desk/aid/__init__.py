"""Projects as IATI activities and back: what the standard asks for and nobody told is left out and said so, never made up."""
