"""The embedded server from its first start to its last stop, on every folder of programs at hand."""

import json
import os
import socket
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from soleflip_desktop.db import embedded
from soleflip_desktop.db.binaries import Binaries
from soleflip_desktop.db.clusters import SETTINGS
from soleflip_desktop.db.embedded import EmbeddedServer
from tests.db.servers import FOLDERS, ask, run_script, throw_away_server
from tests.postgres import open_folder, running_server, server_in

# What does not depend on the server's version is tested with one.
BROUGHT = pytest.mark.parametrize("binaries", FOLDERS[:1])
NO_MODES = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")


@pytest.fixture(params=FOLDERS)
def binaries(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.param
    return folder


@pytest.fixture(scope="module", params=FOLDERS)
def running(request: pytest.FixtureRequest) -> Iterator[EmbeddedServer]:
    """A started server for tests that only look at it."""
    with throw_away_server(request.param) as (server, _):
        server.url()
        yield server


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


def test_that_the_first_url_leads_to_an_empty_utf8_database(server: EmbeddedServer, binaries: Path) -> None:
    url = server.url()
    assert url.startswith("postgresql+psycopg://soleflip:")
    assert url.endswith("/soleflip")
    assert ask(url, "select current_database()") == "soleflip"
    assert ask(url, "show server_encoding") == "UTF8"
    assert ask(url, "select count(*) from pg_tables where schemaname = 'public'") == 0
    assert ask(url, "show server_version").split()[0] == Binaries(binaries).version


def test_that_text_sorts_by_code_point_and_knows_umlauts(running: EmbeddedServer) -> None:
    url = running.url()
    order = "select string_agg(x, '' order by x) from unnest(array['ä', 'a', 'Z', 'z']) x"
    assert ask(url, order) == "Zazä"
    if sys.platform == "linux":
        assert ask(url, "select lower('ÄÖÜ')") == "äöü"


def test_that_nobody_is_let_in_without_the_password(running: EmbeddedServer) -> None:
    url = running.url()
    rules = (running.status().cluster / "pg_hba.conf").read_text("utf-8").split("\n")
    assert [rule.split() for rule in rules if rule] == [
        ["host", "all", "all", "127.0.0.1/32", "scram-sha-256"]
    ]
    assert ask(url, "select bool_and(rolpassword like 'SCRAM-SHA-256%') from pg_authid where rolcanlogin")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        ask(url, "select 1", password="wrong")


def test_that_the_server_listens_on_loopback_only_and_has_no_socket_file(running: EmbeddedServer) -> None:
    url = running.url()
    postmaster = psutil.Process(running.status().pid)
    listening = [c.laddr for c in postmaster.net_connections("inet") if c.status == psutil.CONN_LISTEN]
    assert [(address.ip, address.port) for address in listening] == [("127.0.0.1", running.status().port)]
    assert ask(url, "show unix_socket_directories") == ""


def test_that_the_product_keeps_its_data_through_a_power_cut(binaries: Path) -> None:
    with open_folder() as folder:
        server = server_in(folder, binaries, settings={})
        try:
            url = server.url()
            assert ask(url, "show fsync") == "on"
            assert ask(url, "show synchronous_commit") == "on"
            assert ask(url, "show full_page_writes") == "on"
            for name in SETTINGS:
                assert ask(url, f"show {name}") == SETTINGS[name]
        finally:
            server.stop()


@BROUGHT
@NO_MODES
def test_that_the_password_file_is_closed_to_others_whatever_the_umask(
    server: EmbeddedServer, folder: Path
) -> None:
    before = os.umask(0)
    try:
        server.url()
    finally:
        os.umask(before)
    assert stat.S_IMODE((folder / "postgres.secret").stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / "postgres.log").stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / "postgres").stat().st_mode) == 0o700


@BROUGHT
def test_that_two_data_folders_have_two_passwords(binaries: Path) -> None:
    secrets = set()
    for _ in range(2):
        with throw_away_server(binaries) as (server, folder):
            server.url()
            secrets.add((folder / "postgres.secret").read_text("ascii"))
    assert len(secrets) == 2
    assert min(len(secret) for secret in secrets) >= 32


def test_that_a_path_with_a_space_a_quote_and_an_umlaut_is_no_obstacle(binaries: Path) -> None:
    with open_folder() as folder:
        odd = folder / "Jörg's data"
        server = server_in(odd, binaries)
        try:
            assert (odd / "postgres").samefile(ask(server.url(), "show data_directory"))
            assert server.release()
            assert ask(server.url(), "select 1") == 1
        finally:
            server.stop()


@BROUGHT
def test_that_pg_variables_of_the_environment_change_nothing(
    server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    variables = {
        "PGHOST": "nowhere.invalid",
        "PGHOSTADDR": "192.0.2.1",
        "PGPORT": "1",
        "PGDATA": "nowhere",
        "PGUSER": "nobody",
        "PGPASSWORD": "wrong",
        "PGOPTIONS": "-c nonsense=1",
        "PGSSLMODE": "verify-full",
        "PGDATABASE": "nowhere",
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    url = server.url()
    assert server.release()
    assert url.endswith("/soleflip")


def test_that_a_second_url_is_the_same_server(running: EmbeddedServer) -> None:
    url, pid = running.url(), running.status().pid
    assert running.url() == url
    assert running.status().pid == pid


def test_that_data_and_port_are_there_again_after_a_stop(server: EmbeddedServer) -> None:
    url = server.url()
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute("create table pairs as select 7 as size")
    server.stop()
    assert not server.status().running
    assert server.url() == url
    assert ask(url, "select size from pairs") == 7


def test_that_the_status_tells_what_runs_and_starts_nothing(
    server: EmbeddedServer, folder: Path, binaries: Path
) -> None:
    before = server.status()
    assert (before.running, before.pid, before.port) == (False, None, None)
    assert before.cluster == folder / "postgres"
    assert not before.cluster.exists()
    url = server.url()
    after = server.status()
    assert after.running
    assert f":{after.port}/" in url
    assert after.version == Binaries(binaries).version
    assert after.binaries == binaries


def test_that_the_last_one_out_stops_the_server(server: EmbeddedServer, folder: Path, binaries: Path) -> None:
    second = server_in(folder, binaries)
    assert server.url() == second.url()
    assert not server.release()
    assert second.status().running
    assert second.release()
    assert not second.status().running


@BROUGHT
@pytest.mark.parametrize(("name", "stops"), [("soleflip import", False), ("psql", True)])
def test_that_only_a_connection_of_soleflip_keeps_the_server(
    server: EmbeddedServer, name: str, stops: bool
) -> None:
    url = server.url().replace("+psycopg", "")
    with psycopg.connect(url, application_name=name):
        assert server.release() is stops


@BROUGHT
def test_that_a_connection_closed_just_now_keeps_nothing(server: EmbeddedServer) -> None:
    url = server.url().replace("+psycopg", "")
    connections = [psycopg.connect(url, application_name="soleflip") for _ in range(8)]
    for connection in connections:
        connection.close()
    assert server.release()


@BROUGHT
def test_that_a_release_without_a_server_is_no_error(server: EmbeddedServer) -> None:
    assert not server.release()
    server.stop()
    server.url()
    server.stop()
    assert not server.release()


@BROUGHT
def test_that_a_program_that_died_keeps_nothing(server: EmbeddedServer, folder: Path, binaries: Path) -> None:
    server.url()
    died = run_script(
        "from pathlib import Path",
        "from tests.postgres import server_in",
        "import os",
        f"server = server_in(Path({str(folder)!r}), Path({str(binaries)!r}))",
        "server.url()",
        "os._exit(9)",
    )
    died.communicate()
    assert died.returncode == 9
    assert server.release()


def test_that_five_first_starts_at_once_share_one_server(
    server: EmbeddedServer, folder: Path, binaries: Path
) -> None:
    programs = [
        run_script(
            "import json",
            "from pathlib import Path",
            "from tests.postgres import server_in",
            f"server = server_in(Path({str(folder)!r}), Path({str(binaries)!r}))",
            "url = server.url()",
            "print(json.dumps([url, server.status().pid]))",
        )
        for _ in range(5)
    ]
    answers = [program.communicate() for program in programs]
    assert [program.returncode for program in programs] == [0] * 5, answers
    assert len({tuple(json.loads(out)) for out, _ in answers}) == 1
    assert json.loads(answers[0][0])[0] == server.url()


@BROUGHT
def test_that_a_port_somebody_else_took_is_given_up(server: EmbeddedServer) -> None:
    taken = _port(server.url())
    server.stop()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", taken))
        other.listen()
        assert _port(server.url()) != taken


def test_that_a_port_taken_between_choice_and_start_is_replaced(
    server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose = embedded.free_port
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        choices = iter([taken, taken])
        monkeypatch.setattr(embedded, "free_port", lambda preferred: next(choices, None) or choose(preferred))
        assert _port(server.url()) != taken
        assert next(choices, None) is None


def test_that_the_tests_server_is_gone_after_a_failing_test() -> None:
    folders, ports = [], []

    def fail() -> None:
        with running_server() as url:
            folders.append(Path(ask(url, "show data_directory")).parent)
            ports.append(_port(url))
            assert ask(url, "select rolsuper from pg_roles where rolname = current_user")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not folders[0].exists()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", ports[0]), timeout=1)


def _port(url: str) -> int:
    return int(url.rsplit(":", 1)[1].split("/")[0])
