"""A line to a server that a test can cut and mend, as a network does."""

import socket
import threading
from contextlib import suppress

from sqlalchemy import make_url


class Wire:
    """Passes connections on to a server, under an address of its own that stays the same."""

    def __init__(self, url: str) -> None:
        there = make_url(url)
        self._target = (there.host or "127.0.0.1", there.port or 5432)
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._port = self._listening.getsockname()[1]
        here = there.set(host="127.0.0.1", port=self._port, query={"sslmode": "disable"})
        self.url = here.render_as_string(hide_password=False)
        self._serve()

    def cut(self) -> None:
        """Ends every connection; new ones are refused."""
        # A thread that waits in accept() keeps the port open until it is woken.
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        with self._lock:
            sockets, self._sockets = self._sockets, []
        for each in sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def mend(self) -> None:
        """Lets connections through again."""
        self._listening = socket.create_server(("127.0.0.1", self._port))
        self._serve()

    def _serve(self) -> None:
        threading.Thread(target=self._accept, args=(self._listening,), daemon=True).start()

    def _accept(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _ = listening.accept()
                server = socket.create_connection(self._target)
                with self._lock:
                    self._sockets += [client, server]
                for pair in ((client, server), (server, client)):
                    threading.Thread(target=_pump, args=pair, daemon=True).start()


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)
