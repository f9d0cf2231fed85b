"""The `headstamp` command: stdout is for data, stderr for people, exit 0 only if it worked."""
