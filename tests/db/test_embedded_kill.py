"""The embedded server after kills and with the remains they leave."""

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from soleflip_desktop.db import processes
from soleflip_desktop.db.embedded import EmbeddedServer
from soleflip_desktop.db.processes import PID_FILE, clear_stale_pid_file, live_postmaster
from soleflip_desktop.errors import DatabaseError
from tests.db.servers import (
    FOLDERS,
    ask,
    is_alive,
    kill_everything,
    run_script,
    throw_away_server,
    wait_for_end,
)
from tests.postgres import server_in

EVERY_SERVER = pytest.mark.parametrize("binaries", FOLDERS)
POSIX_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="Windows ends the children with the server")


@pytest.fixture
def binaries() -> Path | None:
    return None


@pytest.fixture
def site(binaries: Path | None) -> Iterator[tuple[EmbeddedServer, Path]]:
    with throw_away_server(binaries) as found:
        yield found


@pytest.fixture
def server(site: tuple[EmbeddedServer, Path]) -> EmbeddedServer:
    return site[0]


@pytest.fixture
def folder(site: tuple[EmbeddedServer, Path]) -> Path:
    return site[1]


@EVERY_SERVER
def test_that_committed_rows_survive_kill_9_and_open_ones_do_not(server: EmbeddedServer) -> None:
    url = server.url().replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as committed:
        committed.execute("create table pairs as select generate_series(1, 1000) as id")
    open_one = psycopg.connect(url)
    open_one.execute("insert into pairs values (1001)")
    kill_everything(server)
    open_one.close()
    assert not server.status().running
    assert (server.status().cluster / PID_FILE).exists()
    assert ask(server.url(), "select count(*) from pairs") == 1000


def test_that_a_server_that_died_in_use_is_started_again(server: EmbeddedServer) -> None:
    server.url()
    before = server.status().pid
    kill_everything(server)
    assert ask(server.url(), "select 1") == 1
    assert server.status().pid != before
    assert server.release()


def test_that_a_killed_connection_is_taken_again(server: EmbeddedServer) -> None:
    url = server.url()
    holds = "from pg_stat_activity where application_name = 'soleflip hold'"
    assert ask(url, f"select bool_and(pg_terminate_backend(pid)) {holds}")
    assert ask(server.url(), f"select count(*) {holds} and state = 'idle'") == 1


@EVERY_SERVER
def test_that_a_pid_taken_over_by_another_program_is_not_the_server(server: EmbeddedServer) -> None:
    server.url()
    kill_everything(server)
    cluster = server.status().cluster
    _write_pid(cluster, os.getpid())
    assert not server.status().running
    server.stop()
    assert psutil.Process().is_running()
    assert ask(server.url(), "select 1") == 1


def test_that_the_server_of_another_folder_is_not_ours(server: EmbeddedServer) -> None:
    server.url()
    kill_everything(server)
    with throw_away_server() as (other, _):
        other.url()
        other_pid = other.status().pid
        assert other_pid is not None
        _write_pid(server.status().cluster, other_pid)
        assert not server.status().running
        assert ask(server.url(), "select 1") == 1
        assert other.status().pid == other_pid


def test_that_a_pid_file_full_of_rubbish_is_no_obstacle(server: EmbeddedServer) -> None:
    server.url()
    kill_everything(server)
    (server.status().cluster / PID_FILE).write_bytes(b"\xff\x00 rubbish")
    assert not server.status().running
    assert ask(server.url(), "select 1") == 1


def test_that_a_process_that_cannot_be_looked_into_is_told_by_its_age(
    server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(process: psutil.Process) -> list[str]:
        raise psutil.AccessDenied(process.pid)

    server.url()
    cluster, running = server.status().cluster, server.status().pid
    monkeypatch.setattr(psutil.Process, "cmdline", refuse)
    assert server.status().pid == running
    monkeypatch.setattr(processes, "START_TOLERANCE_SECONDS", -1.0)
    assert live_postmaster(cluster) is None


@POSIX_ONLY
@EVERY_SERVER
def test_that_a_child_left_behind_is_waited_for(server: EmbeddedServer) -> None:
    server.url()
    orphan = _kill_the_parent_of_a_suspended_child(server)
    wake = threading.Timer(0.3, orphan.resume)
    wake.start()
    assert ask(server.url(), "select 1") == 1
    wake.join()
    assert not is_alive(orphan)


@POSIX_ONLY
def test_that_a_child_that_does_not_leave_is_killed(server: EmbeddedServer) -> None:
    server.url()
    orphan = _kill_the_parent_of_a_suspended_child(server)
    clear_stale_pid_file(server.status().cluster, patience=0.1)
    assert not is_alive(orphan)
    assert ask(server.url(), "select 1") == 1


@POSIX_ONLY
def test_that_a_child_that_cannot_be_killed_is_named(
    server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.url()
    orphan = _kill_the_parent_of_a_suspended_child(server)
    with monkeypatch.context() as patched:
        patched.setattr(processes, "KILL_SECONDS", 0.1)
        patched.setattr(psutil.Process, "kill", lambda process: None)
        with pytest.raises(DatabaseError, match=f"process {orphan.pid} of a killed database server"):
            clear_stale_pid_file(server.status().cluster, patience=0.1)
    orphan.kill()
    wait_for_end([orphan])


def test_that_a_kill_before_the_cluster_has_its_name_leaves_none(
    server: EmbeddedServer, folder: Path
) -> None:
    killed = run_script(
        "import os",
        "from pathlib import Path",
        "from soleflip_desktop.db import clusters",
        "from tests.postgres import server_in",
        "clusters.publish = lambda *_: os._exit(9)",
        f"server_in(Path({str(folder)!r})).url()",
    )
    killed.communicate()
    assert killed.returncode == 9
    assert not (folder / "postgres").exists()
    assert list(folder.glob("postgres.new-*"))
    assert ask(server.url(), "select 1") == 1
    assert not list(folder.glob("postgres.new-*"))


def test_that_a_failing_initdb_leaves_no_cluster_and_says_why(folder: Path) -> None:
    (folder / "postgres").write_text("", "utf-8")
    with pytest.raises(DatabaseError, match="cannot be used"):
        server_in(folder).url()
    assert not list(folder.glob("postgres.new-*"))
    (folder / "postgres").unlink()


def test_that_a_kill_before_the_database_was_created_is_made_good(server: EmbeddedServer) -> None:
    admin = server.url().rsplit("/", 1)[0] + "/postgres"
    with psycopg.connect(admin.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("drop database soleflip")
    assert ask(server.url(), "select current_database()") == "soleflip"


def _write_pid(cluster: Path, pid: int) -> None:
    lines = (cluster / PID_FILE).read_text("utf-8").split("\n")
    (cluster / PID_FILE).write_text("\n".join([str(pid), *lines[1:]]), "utf-8")


def _kill_the_parent_of_a_suspended_child(server: EmbeddedServer) -> psutil.Process:
    postmaster = psutil.Process(server.status().pid)
    orphan, *others = postmaster.children()
    orphan.suspend()
    postmaster.kill()
    wait_for_end([postmaster, *others])
    return orphan
