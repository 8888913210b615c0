"""The errors a user can do something about; anything else that escapes is a bug."""


class UserError(Exception):
    """The environment or the data stands in the way; shown as text, never as a traceback.

    Args:
        what: What happened and where, a sentence without its full stop.
        next_step: What the user can do about it, a sentence without its full stop; empty if nothing.
    """

    def __init__(self, what: str, next_step: str = "") -> None:
        super().__init__(what, next_step)
        self.what = what
        self.next_step = next_step

    def __str__(self) -> str:
        return ". ".join(part for part in (self.what, self.next_step) if part)


class FileError(UserError):
    """A file as a whole cannot be read; the message names it."""


class DatabaseError(UserError):
    """The database cannot be reached, started or used as it is."""


class ConnectionLostError(DatabaseError):
    """The database was there or should be, and does not answer: it is worth asking again by itself."""


class Cancelled(Exception):  # noqa: N818 - the user's wish, not an error
    """The user cancelled; nothing of the cancelled work stays."""
