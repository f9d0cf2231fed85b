"""Who may: agencies, units, people, roles and permissions. Closed by default; no account makes itself."""
