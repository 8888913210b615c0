"""What other programs change in the database, heard as soon as they commit."""

import json
import selectors
import socket
import threading
from collections.abc import Callable
from typing import Any

import psycopg
from sqlalchemy import Engine

from soleflip_desktop.db.engine import connection_apart, worded
from soleflip_desktop.db.link import Link
from soleflip_desktop.db.server_errors import connection_lost
from soleflip_desktop.errors import ConnectionLostError

CHANNEL = "soleflip_changes"  # triggers send to it (migrations/versions/0002_history.py and 0006_search.py)

Heard = Callable[[frozenset[str]], None]
Lost = Callable[[ConnectionLostError], None]


class Announcements:
    """Listens on a connection and a thread of its own, until it is closed or the connection is lost."""

    def __init__(self, engine: Engine, link: Link) -> None:
        self._engine, self._link = engine, link
        self._listener: _Listener | None = None

    def listen(self, heard: Heard, lost: Lost) -> None:
        """Listens from now on, anew after a loss; once this returns nothing is missed any more.

        Args:
            heard: Takes the names of changed tables (`sales.sales`), but none that this program changed
                itself; called on the listening thread.
            lost: Called there, last, when the connection is lost.

        Raises:
            DatabaseError: If the server is gone or refuses.
        """
        self.close()
        raw = connection_apart(self._engine)
        try:
            with worded(self._engine):
                raw.autocommit = True
                raw.execute(f"listen {CHANNEL}")
        except BaseException:
            raw.close()
            raise
        self._listener = _Listener(raw, self._link, heard, lost)

    def close(self) -> None:
        """Ends listening; nothing is heard after it."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None


class _Listener:
    """One connection that listens, and the thread that waits for it."""

    def __init__(self, raw: psycopg.Connection[Any], link: Link, heard: Heard, lost: Lost) -> None:
        self._raw, self._link, self._heard, self._lost = raw, link, heard, lost
        self._end, self._ended = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name="soleflip-announcements", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Waits for what is being handed over; not to be called on the listening thread."""
        self._end.close()
        self._thread.join()
        self._ended.close()
        self._raw.close()

    def _run(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._raw.fileno(), selectors.EVENT_READ)
            selector.register(self._ended, selectors.EVENT_READ, data="end")
            try:
                while True:
                    self._hear()  # first what came in while LISTEN was answered
                    if any(key.data == "end" for key, _ in selector.select()):
                        return
            except psycopg.OperationalError as error:
                self._lost(connection_lost(error))

    def _hear(self) -> None:
        notes = list(self._raw.notifies(timeout=0))
        tables = frozenset(json.loads(note.payload)["table"] for note in notes if not self._is_own(note))
        if tables:
            self._heard(tables)

    def _is_own(self, note: psycopg.Notify) -> bool:
        return self._link.is_own(note.pid)
