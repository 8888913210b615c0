"""What a server says of itself, for the health report."""

from dataclasses import dataclass

import psycopg
from sqlalchemy import Engine, create_engine, text

from soleflip_desktop.db.engine import transaction
from soleflip_desktop.errors import DatabaseError, said


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """The server and the database the program works on.

    Attributes:
        version: As PostgreSQL writes it, such as `18.6`.
        host: Where it answers, `a local socket` if not over TCP.
        port: Its TCP port, `None` for a socket.
        database: The database's name.
        size_bytes: What the database takes on disk.
        may_create: Whether this user may make schemas in it.
    """

    version: str
    version_number: int
    host: str
    port: int | None
    database: str
    size_bytes: int
    user: str
    may_create: bool


_FACTS = text("""
    select current_setting('server_version') as version, host(inet_server_addr()) as host,
           inet_server_port() as port, current_database() as database,
           pg_database_size(current_database()) as size_bytes,
           current_setting('server_version_num')::integer as version_number, current_user as user_name,
           has_database_privilege(current_database(), 'create') as may_create
""")


def server_facts(engine: Engine) -> ServerFacts:
    """Asks the server.

    Raises:
        DatabaseError: If it is gone.
    """
    with transaction(engine) as connection:
        row = connection.execute(_FACTS).one()
    return ServerFacts(
        version=row.version,
        version_number=row.version_number,
        host=row.host or "a local socket",
        port=row.port,
        database=row.database,
        size_bytes=row.size_bytes,
        user=row.user_name,
        may_create=row.may_create,
    )


def driver_facts() -> str:
    """What speaks to the server, such as `postgresql/psycopg 3.3.9, binary, libpq 180000`.

    Raises:
        DatabaseError: If it is not the compiled one: the other is slower by far, and needs libpq installed.
    """
    dialect = create_engine("postgresql+psycopg://").dialect
    version, libpq = psycopg.__version__, psycopg.pq.version()
    found = f"{dialect.name}/{dialect.driver} {version}, {psycopg.pq.__impl__}, libpq {libpq}"
    if psycopg.pq.__impl__ not in ("binary", "c"):
        raise DatabaseError(
            said("The database driver is not the compiled one: {found}", found=found),
            said("Install SoleFlip again"),
        )
    return found
