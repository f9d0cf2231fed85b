"""Pages that write records: what they ask for, what was typed, how it is read, how it is shown again."""
