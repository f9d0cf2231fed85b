"""Forms of the pages: they read what was typed; what is allowed is decided by the actions."""
