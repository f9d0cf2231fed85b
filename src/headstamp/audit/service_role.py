"""On PostgreSQL the office may run as a role that owns nothing: it adds to the log and can neither change nor remove it.

The owner's role migrates (HEADSTAMP_OWNER_URL) and gives the service role its rights after each migration. A trigger can be
dropped by who owns its table; a right that a role never had cannot be used by whoever takes over the program.
"""

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

# What the service role may do to the tables of the log and of migrations; to all others SELECT, INSERT, UPDATE, DELETE.
_KEPT = {
    "audit_entry": "SELECT, INSERT",
    # UPDATE moves the head on, as the trigger allows, and locks it.
    "audit_head": "SELECT, UPDATE",
    "django_migrations": "SELECT",
}
_FORBIDDEN = {
    "audit_entry": "UPDATE, DELETE, TRUNCATE, TRIGGER",
    "audit_head": "INSERT, DELETE, TRUNCATE, TRIGGER",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the role that asks could do to the log: its name, whether it owns the tables, and rights it should not have."""

    role: str
    is_owner: bool
    excess: tuple[str, ...]

    @property
    def is_fine(self) -> bool:
        return not self.is_owner and not self.excess


def grant_service(owner: BaseDatabaseWrapper, role: str) -> None:
    """Give `role` what the office needs at run time. `owner` is the owner's connection; asked again it changes nothing."""
    name = owner.ops.quote_name(role)
    statements = [
        f"GRANT USAGE ON SCHEMA public TO {name}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}",
    ]
    for table, rights in _KEPT.items():
        statements += [f"REVOKE ALL ON {table} FROM {name}", f"GRANT {rights} ON {table} TO {name}"]
    with owner.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def standing(connection: BaseDatabaseWrapper) -> Standing | None:
    """How the running role stands to the log; None where the database has no roles (SQLite)."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, bool_or(pg_has_role(current_user, relowner, 'MEMBER')) FROM pg_class "
            "WHERE oid IN ('audit_entry'::regclass, 'audit_head'::regclass)"
        )
        role, is_owner = cursor.fetchone()
        excess = []
        for table, rights in _FORBIDDEN.items():
            for right in rights.split(", "):
                cursor.execute("SELECT has_table_privilege(%s, %s)", [table, right])
                if cursor.fetchone()[0]:
                    excess.append(f"{right} on {table}")
    return Standing(role, bool(is_owner), tuple(excess))
