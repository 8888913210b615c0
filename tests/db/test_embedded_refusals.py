"""What the embedded server refuses to run on, and what it does about its log."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from soleflip_desktop.db import embedded
from soleflip_desktop.db.binaries import Binaries
from soleflip_desktop.db.clusters import UpgradeNeededError
from soleflip_desktop.db.embedded import EmbeddedServer
from soleflip_desktop.db.server_log import LARGEST_LOG_BYTES
from soleflip_desktop.errors import DatabaseError
from tests.db.servers import FOLDERS, ask, run_script, throw_away_server
from tests.postgres import THROW_AWAY, server_in

# What does not depend on the server's version is tested with one.
BROUGHT = pytest.mark.parametrize("binaries", FOLDERS[:1])


@pytest.fixture(params=FOLDERS)
def binaries(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.param
    return folder


@pytest.fixture
def site(binaries: Path) -> Iterator[tuple[EmbeddedServer, Path]]:
    with throw_away_server(binaries) as found:
        yield found


@pytest.fixture
def server(site: tuple[EmbeddedServer, Path]) -> EmbeddedServer:
    return site[0]


@pytest.fixture
def folder(site: tuple[EmbeddedServer, Path]) -> Path:
    return site[1]


def test_that_a_cluster_of_a_newer_postgresql_is_refused(server: EmbeddedServer) -> None:
    _written_by(server, "99")
    with pytest.raises(DatabaseError, match="written by PostgreSQL 99, this SoleFlip brings only") as refused:
        server.url()
    assert "newer SoleFlip" in refused.value.next_step


def test_that_a_cluster_of_an_older_postgresql_asks_for_dump_and_restore(
    server: EmbeddedServer, binaries: Path
) -> None:
    _written_by(server, "14")
    with pytest.raises(UpgradeNeededError, match="dump and restore") as refused:
        server.url()
    assert (refused.value.written_by, refused.value.ours) == (14, Binaries(binaries).major)
    assert refused.value.cluster == server.status().cluster


@BROUGHT
def test_that_a_folder_with_other_files_is_left_alone(server: EmbeddedServer, folder: Path) -> None:
    note = folder / "postgres" / "note.txt"
    note.parent.mkdir()
    note.write_text("mine", "utf-8")
    with pytest.raises(DatabaseError, match="holds files, but no database"):
        server.url()
    assert [path.name for path in note.parent.iterdir()] == ["note.txt"]


@BROUGHT
def test_that_an_empty_folder_is_as_good_as_none(server: EmbeddedServer, folder: Path) -> None:
    (folder / "postgres").mkdir()
    assert ask(server.url(), "select 1") == 1


@BROUGHT
@pytest.mark.parametrize("left", [None, ""])
def test_that_a_lost_password_is_named(server: EmbeddedServer, folder: Path, left: str | None) -> None:
    server.url()
    server.stop()
    secret = folder / "postgres.secret"
    secret.unlink()
    if left is not None:
        secret.write_text(left, "ascii")
    with pytest.raises(DatabaseError, match=r"postgres\.secret is gone or empty"):
        server.url()


@BROUGHT
def test_that_a_wrong_password_is_an_error_at_once(server: EmbeddedServer, folder: Path) -> None:
    server.url()
    server.stop()
    (folder / "postgres.secret").write_text("wrong", "ascii")
    with pytest.raises(DatabaseError, match="password authentication failed"):
        server.url()


@BROUGHT
def test_that_a_failed_start_quotes_the_log(folder: Path, binaries: Path) -> None:
    broken = server_in(folder, binaries, settings={**THROW_AWAY, "shared_buffers": "plenty"})
    with pytest.raises(
        DatabaseError, match='invalid value for parameter "shared_buffers": "plenty"'
    ) as failed:
        broken.url()
    assert str(folder / "postgres.log") in failed.value.what
    assert not broken.status().running


@BROUGHT
def test_that_a_large_log_is_put_aside_at_the_start(server: EmbeddedServer, folder: Path) -> None:
    log = folder / "postgres.log"
    log.write_bytes(b"x" * (LARGEST_LOG_BYTES + 1))
    server.url()
    assert log.stat().st_size < 10_000
    assert (folder / "postgres.log.1").stat().st_size == LARGEST_LOG_BYTES + 1


@BROUGHT
def test_that_a_small_log_is_continued(server: EmbeddedServer, folder: Path) -> None:
    log = folder / "postgres.log"
    log.write_bytes(b"earlier\n")
    server.url()
    assert log.read_bytes().startswith(b"earlier\n")


@BROUGHT
def test_that_a_lock_held_too_long_is_an_error(
    folder: Path, binaries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "STOP_TIMEOUT_SECONDS", 0)
    holder = run_script(
        "import fasteners",
        f"lock = fasteners.InterProcessLock({str(folder / 'postgres.lock')!r})",
        "lock.acquire()",
        "print('held', flush=True)",
        "__import__('threading').Event().wait()",
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        server = server_in(folder, binaries, timeout=0.05)
        with pytest.raises(DatabaseError, match="Another SoleFlip"):
            server.url()
    finally:
        holder.kill()
        holder.communicate()


@BROUGHT
def test_that_a_data_folder_that_cannot_be_made_is_named(folder: Path, binaries: Path) -> None:
    (folder / "file").write_text("", "utf-8")
    with pytest.raises(DatabaseError, match=r"The data folder .*file.* cannot be used"):
        server_in(folder / "file", binaries).url()


def _written_by(server: EmbeddedServer, major: str) -> None:
    server.url()
    server.stop()
    (server.status().cluster / "PG_VERSION").write_text(f"{major}\n", "ascii")
