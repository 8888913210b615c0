"""The way to the server: which connections are the program's own, and finding the server again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, event, make_url, text

from soleflip_desktop.db.engine import transaction

_PID = "backend_pid"

# Sessions of ours that wait for a lock, and who has it. A lock of ours is no other program's.
_BLOCKERS = text("""
    select distinct holder.application_name as name
    from pg_stat_activity waiting
    cross join unnest(pg_blocking_pids(waiting.pid)) blocking (pid)
    join pg_stat_activity holder on holder.pid = blocking.pid
    where waiting.pid = any(cast(:own as integer[])) and waiting.wait_event_type = 'Lock'
        and not holder.pid = any(cast(:own as integer[]))
    order by 1
""")
_END_WAITING = text("""
    select pg_cancel_backend(pid) from pg_stat_activity
    where pid = any(cast(:own as integer[])) and wait_event_type = 'Lock'
        and not pg_blocking_pids(pid) <@ cast(:own as integer[])
""")


@dataclass(frozen=True, slots=True)
class Blocker:
    """A program that holds a lock ours waits for; `name` is what it calls itself, maybe nothing."""

    name: str

    @property
    def is_soleflip(self) -> bool:
        return self.name.startswith("soleflip")


class Link:
    """Watches over the connections of an engine.

    Args:
        engine: All of its connections from here on count as the program's own.
        find: Starts the server if it has stopped and returns its URL, whose port may be another one than
            before; `None` for a server that is not ours to start.
    """

    def __init__(self, engine: Engine, find: Callable[[], str] | None = None) -> None:
        self._engine, self._find = engine, find
        self._port: int | None = None
        self._own: set[int] = set()
        event.listen(engine, "do_connect", self._on_do_connect)
        event.listen(engine, "connect", self._on_connect)
        event.listen(engine, "close", self._on_close)
        event.listen(engine, "detach", self._on_close)

    def restore(self) -> None:
        """Brings the server back, if that is ours to do, and leaves no connection to the old one.

        Raises:
            ConnectionLostError: If it does not answer.
            DatabaseError: If it refuses or cannot be started.
        """
        if self._find is not None:
            self._port = make_url(self._find()).port
        self._engine.dispose()
        with transaction(self._engine) as connection:
            connection.execute(text("select 1"))

    def is_own(self, backend_pid: int) -> bool:
        """Whether a session of the server is one of this program's."""
        return backend_pid in self._own

    def blockers(self) -> list[Blocker]:
        """The other programs that sessions of this one wait for now.

        Raises:
            DatabaseError: If the server is gone.
        """
        with transaction(self._engine) as connection:
            return [Blocker(row.name) for row in connection.execute(_BLOCKERS, {"own": list(self._own)})]

    def end_waiting(self) -> None:
        """Cancels the statements of this program that wait for another one.

        Raises:
            DatabaseError: If the server is gone.
        """
        with transaction(self._engine) as connection:
            connection.execute(_END_WAITING, {"own": list(self._own)})

    @property
    def url(self) -> str:
        """Of the database, with its password and the port it was last found at."""
        url = self._engine.url
        return (url.set(port=self._port) if self._port else url).render_as_string(hide_password=False)

    @property
    def server(self) -> str:
        """The server's name and version, such as `PostgreSQL 18.6`; without version before a connection."""
        version = getattr(self._engine.dialect, "server_version_info", None) or ()
        return " ".join(("PostgreSQL", ".".join(str(part) for part in version))).strip()

    def _on_do_connect(self, _dialect: Any, _record: Any, _args: Any, options: dict[str, Any]) -> None:
        if self._port is not None:
            options["port"] = self._port

    def _on_connect(self, raw: Any, record: Any) -> None:
        record.info[_PID] = raw.info.backend_pid
        self._own.add(raw.info.backend_pid)

    def _on_close(self, _raw: Any, record: Any) -> None:
        self._own.discard(record.info.get(_PID))  # a connection that is lost does not tell any more
