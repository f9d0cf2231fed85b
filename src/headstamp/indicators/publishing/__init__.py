"""What of frozen figures is published: which figures, split how, with which cells hidden. Knows no pages and no files."""
