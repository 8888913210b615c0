"""The embedded server when the program runs as root, as in containers."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from soleflip_desktop.db import accounts
from soleflip_desktop.db.accounts import Account, location_note, server_account
from soleflip_desktop.db.binaries import find_binaries
from soleflip_desktop.errors import DatabaseError
from tests.db.servers import ask, throw_away_server
from tests.postgres import open_folder, server_in

pwd = pytest.importorskip("pwd", reason="Windows has no such users")
pytestmark = pytest.mark.skipif(
    sys.platform != "win32" and os.geteuid() != 0, reason="only root drops to another user"
)


@pytest.fixture
def shelter(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Stands in for /var/lib/soleflip."""
    with open_folder() as folder:
        monkeypatch.setattr(accounts, "SHELTER", folder / "shelter")
        yield folder / "shelter"


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder that only root may enter, as its home is."""
    with open_folder() as folder:
        folder.chmod(0o700)
        yield folder / "data"


def test_that_the_server_runs_as_a_system_user() -> None:
    with throw_away_server() as (server, _):
        server.url()
        assert psutil.Process(server.status().pid).username() in accounts.USUAL_ACCOUNTS


def test_that_the_user_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOLEFLIP_POSTGRES_USER", "daemon")
    with throw_away_server() as (server, _):
        server.url()
        assert psutil.Process(server.status().pid).username() == "daemon"


def test_that_the_owner_of_a_cluster_outranks_the_named_user(monkeypatch: pytest.MonkeyPatch) -> None:
    with throw_away_server() as (server, _):
        monkeypatch.setenv("SOLEFLIP_POSTGRES_USER", "daemon")
        server.url()
        assert server.release()
        monkeypatch.setenv("SOLEFLIP_POSTGRES_USER", "bin")
        server.url()
        assert psutil.Process(server.status().pid).username() == "daemon"


@pytest.mark.parametrize("name", ["no-such-user", "root"])
def test_that_an_impossible_user_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("SOLEFLIP_POSTGRES_USER", name)
    with pytest.raises(DatabaseError, match=f"no other user {name}"):
        server_account(tmp_path / "postgres")


def test_that_a_data_folder_within_reach_keeps_its_cluster(shelter: Path) -> None:
    with throw_away_server() as (server, folder):
        server.url()
        assert server.status().cluster == folder / "postgres"
        assert not location_note(folder / "postgres").exists()
        assert not shelter.exists()


def test_that_a_cluster_below_roots_home_moves_to_a_place_within_reach(shelter: Path, closed: Path) -> None:
    server = server_in(closed)
    try:
        url = server.url()
        cluster = server.status().cluster
        assert cluster.is_relative_to(shelter)
        assert location_note(closed / "postgres").read_text("utf-8").strip() == str(cluster)
        assert ask(url, "show data_directory") == str(cluster)
        assert (cluster.parent / "postgres.log").exists()
        assert server.release()
        again = server_in(closed)
        assert again.url() == url
        assert again.status().cluster == cluster
        assert again.release()
    finally:
        server.stop()


def test_that_a_new_data_folder_does_not_meet_the_cluster_of_the_old_one(shelter: Path, closed: Path) -> None:
    first = server_in(closed)
    first.url()
    first.stop()
    shutil.rmtree(closed)
    second = server_in(closed)
    try:
        assert ask(second.url(), "select 1") == 1
        assert len(list(shelter.glob("cluster-*"))) == 2
    finally:
        second.stop()


def test_that_a_cluster_that_is_gone_is_not_replaced_in_silence(shelter: Path, closed: Path) -> None:
    server = server_in(closed)
    server.url()
    server.stop()
    shutil.rmtree(shelter)
    with pytest.raises(DatabaseError, match=r"was kept in .* which is gone"):
        server.url()


def test_that_a_place_that_cannot_be_made_is_named_with_the_remedy(shelter: Path, closed: Path) -> None:
    shelter.write_text("a file is in the way", "utf-8")
    with pytest.raises(DatabaseError, match="may not enter") as refused:
        server_in(closed).url()
    assert f"chmod o+x {closed}" in refused.value.next_step


def test_that_programs_in_a_closed_place_are_copied_once(shelter: Path, closed: Path) -> None:
    package = find_binaries().parents[1]
    site_packages = closed / "site-packages"
    ignore = shutil.ignore_patterns("include", "*.a")
    shutil.copytree(package, site_packages / package.name, ignore=ignore)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, site_packages / libraries.name)
    programs = site_packages / package.name / "pginstall" / "bin"
    for _ in range(2):
        with throw_away_server(programs) as (server, _):
            url = server.url()
            assert ask(url, "select 1") == 1
            running = Path(psutil.Process(server.status().pid).exe())
            assert running.is_relative_to(shelter)
            assert server.status().binaries == programs
    assert len(list(shelter.iterdir())) == 1


@pytest.mark.parametrize(
    ("mode", "owner", "group", "enters"),
    [
        (0o700, 0, 0, False),
        (0o711, 0, 0, True),
        (0o700, 1, 0, True),
        (0o710, 0, 1, True),
        (0o701, 0, 1, False),
        (0o077, 1, 1, False),
    ],
)
def test_that_reach_is_judged_as_the_system_does(mode: int, owner: int, group: int, enters: bool) -> None:
    daemon = pwd.getpwnam("daemon")
    with open_folder() as folder:
        inner = folder / "inner"
        inner.mkdir()
        os.chown(inner, daemon.pw_uid if owner else 0, daemon.pw_gid if group else 0)
        inner.chmod(mode)
        account = Account("daemon", daemon.pw_uid, daemon.pw_gid)
        assert account.reaches(inner) is enters
        assert account.reaches(inner / "not there yet") is enters
