"""The programme as pages show it: portfolio, a project that can be read aloud, goals and KPIs, participants, the source document."""
