"""Work lanes."""

import threading

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from soleflip_desktop.domain.progress import Control, Progress, Step
from soleflip_desktop.errors import Cancelled, ConnectionLostError, DatabaseError, UserError
from soleflip_desktop.ui.tasks import Crash, Lane, Task, Tasks
from tests.conftest import ExpectedLog


def test_that_writes_run_one_at_a_time_in_their_order(tasks: Tasks, qtbot: QtBot) -> None:
    ran: list[tuple[int, str]] = []
    delivered: list[int] = []
    for number in range(5):

        def work(_: Control, number: int = number) -> int:
            ran.append((number, threading.current_thread().name))
            return number

        tasks.start(Lane.WRITE, work, done=delivered.append)
    qtbot.waitUntil(lambda: len(delivered) == 5)
    assert [number for number, _ in ran] == delivered == [0, 1, 2, 3, 4]
    assert len({name for _, name in ran}) == 1


def test_that_a_result_is_delivered_on_the_gui_thread(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[tuple[bool, bool]] = []
    tasks.start(
        Lane.READ,
        lambda _: QThread.isMainThread(),
        done=lambda in_worker: seen.append((in_worker, QThread.isMainThread())),
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(False, True)]


def test_that_a_user_error_goes_to_the_owner_of_the_task(tasks: Tasks, qtbot: QtBot) -> None:
    errors: list[UserError] = []
    tasks.start(Lane.READ, _refuse, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert str(errors[0]) == "The shelf is empty. Fill it"


def test_that_a_user_error_nobody_takes_is_told_as_refused(tasks: Tasks, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tasks.refused) as told:
        tasks.start(Lane.READ, _refuse)
    assert told.args is not None
    assert isinstance(told.args[0], UserError)


def test_that_a_bug_in_a_task_is_logged_and_reported_with_its_traceback(
    tasks: Tasks, qtbot: QtBot, expected_log: ExpectedLog
) -> None:
    def stumble(_: Control) -> None:
        raise ZeroDivisionError("a bug")

    with expected_log("a task failed"), qtbot.waitSignal(tasks.crashed) as told:
        tasks.start(Lane.WRITE, stumble)
    assert told.args is not None
    crash = told.args[0]
    assert isinstance(crash, Crash)
    assert "ZeroDivisionError: a bug" in crash.traceback
    assert "stumble" in crash.traceback


def test_that_a_lane_goes_on_after_a_bug(tasks: Tasks, qtbot: QtBot, expected_log: ExpectedLog) -> None:
    done: list[int] = []
    with expected_log("a task failed"):
        tasks.start(Lane.WRITE, lambda _: [][0])
        tasks.start(Lane.WRITE, lambda _: 1, done=done.append)
        qtbot.waitUntil(lambda: done == [1])


def test_that_a_newer_request_cancels_the_older_one_of_the_same_view(tasks: Tasks, qtbot: QtBot) -> None:
    delivered: list[str] = []
    ended: list[str] = []
    older = tasks.start(
        Lane.READ,
        _until_cancelled,
        done=lambda _: delivered.append("older"),
        cancelled=lambda: delivered.append("cancelled"),
        ended=lambda: ended.append("older"),
        replaces="sales",
    )
    tasks.start(Lane.READ, lambda _: None, done=lambda _: delivered.append("newer"), replaces="sales")
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert older.control.is_cancelled
    assert (delivered, ended) == (["newer"], ["older"])


def test_that_a_result_that_comes_too_late_is_not_delivered(tasks: Tasks, qtbot: QtBot) -> None:
    go_on = threading.Event()
    delivered: list[object] = []

    def deaf(_: Control) -> str:
        assert go_on.wait(20)
        return "older"

    tasks.start(Lane.READ, deaf, done=delivered.append, failed=delivered.append, replaces="sales")
    tasks.start(Lane.READ, lambda _: "newer", done=delivered.append, replaces="sales")
    qtbot.waitUntil(lambda: delivered == ["newer"])
    go_on.set()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert delivered == ["newer"]


def test_that_a_request_of_another_view_is_left_alone(tasks: Tasks, qtbot: QtBot) -> None:
    delivered: list[str] = []
    tasks.start(Lane.READ, lambda _: "sales", done=delivered.append, replaces="sales")
    tasks.start(Lane.READ, lambda _: "items", done=delivered.append, replaces="items")
    qtbot.waitUntil(lambda: sorted(delivered) == ["items", "sales"])


def test_that_a_cancelled_task_says_so_and_delivers_nothing(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[str] = []
    task = tasks.start(
        Lane.STAGE, _until_cancelled, done=lambda _: told.append("done"), cancelled=lambda: told.append("no")
    )
    task.cancel()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert told == ["no"]


def test_that_a_task_cancelled_before_its_turn_never_runs(tasks: Tasks, qtbot: QtBot) -> None:
    ran: list[str] = []
    first = tasks.start(Lane.WRITE, _until_cancelled)
    second = tasks.start(Lane.WRITE, lambda _: ran.append("second"))
    second.cancel()
    first.cancel()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert not ran


def test_that_progress_comes_before_the_result(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[object] = []

    def work(control: Control) -> str:
        control.report(Progress(Step.READ, rows=10))
        return "result"

    tasks.start(Lane.STAGE, work, progressed=lambda progress: told.append(progress.rows), done=told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [10, "result"]


def test_that_busy_tells_of_writing_lanes_only(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[bool] = []
    tasks.busy_changed.connect(told.append)
    tasks.start(Lane.READ, lambda _: None)
    tasks.start(Lane.WRITE, lambda _: None)
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert told == [True, False]


def test_that_starting_a_task_on_another_thread_raises(tasks: Tasks) -> None:
    caught: list[BaseException] = []

    def start() -> None:
        try:
            tasks.start(Lane.READ, lambda _: None)
        except RuntimeError as error:
            caught.append(error)

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    assert len(caught) == 1


def test_that_shutdown_stops_what_runs_and_then_runs_the_last_thing(qtbot: QtBot) -> None:
    tasks = Tasks()
    started = threading.Event()
    happened: list[str] = []

    def long_work(control: Control) -> None:
        started.set()
        try:
            _until_cancelled(control)
        finally:
            happened.append("stopped")

    tasks.start(Lane.WRITE, long_work, cancelled=lambda: happened.append("delivered"))
    assert started.wait(10)
    tasks.shutdown(lambda: happened.append("last"))
    assert happened == ["stopped", "last"]


@pytest.mark.parametrize("lane", list(Lane))
def test_that_every_lane_takes_work(tasks: Tasks, qtbot: QtBot, lane: Lane) -> None:
    done: list[Lane] = []
    tasks.start(lane, lambda _: lane, done=done.append)
    qtbot.waitUntil(lambda: done == [lane])


def test_that_a_lost_connection_is_told_before_the_owner_of_the_task_hears(
    tasks: Tasks, qtbot: QtBot
) -> None:
    told: list[str] = []
    tasks.connection_lost.connect(lambda task, _: told.append(f"lost by {task.lane}"))
    tasks.start(Lane.READ, _lose, failed=lambda _: told.append("failed"))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["lost by read", "failed"]


def test_that_a_server_that_is_only_tried_is_no_lost_connection(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[str] = []
    tasks.connection_lost.connect(lambda *_: told.append("lost"))
    tasks.start(Lane.NET, _lose, failed=lambda _: told.append("failed"))
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["failed"]


def test_that_a_write_that_lost_its_connection_can_be_run_again_as_it_was(tasks: Tasks, qtbot: QtBot) -> None:
    unsaved: list[Task] = []
    told: list[str] = []
    is_there: list[bool] = []

    def save(control: Control) -> str:
        return "saved" if is_there else _lose(control)

    tasks.unsaved.connect(unsaved.append)
    tasks.start(Lane.WRITE, save, saves="cost 5.00", done=told.append, failed=lambda _: told.append("failed"))
    qtbot.waitUntil(lambda: bool(unsaved))
    assert unsaved[0].saves == "cost 5.00"
    is_there.append(True)
    tasks.again(unsaved[0])
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["saved"]


def test_that_a_write_whose_wait_is_cancelled_is_not_forgotten(tasks: Tasks, qtbot: QtBot) -> None:
    unsaved: list[Task] = []
    tasks.unsaved.connect(unsaved.append)
    tasks.start(Lane.WRITE, _until_cancelled, saves="cost 5.00")
    tasks.start(Lane.READ, _until_cancelled)
    tasks.cancel(Lane.WRITE)
    qtbot.waitUntil(lambda: bool(unsaved))
    assert tasks.is_busy(Lane.READ)


def test_that_what_the_server_says_of_a_cancel_is_no_failure(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[str] = []

    def cancelled_there(control: Control) -> None:
        with pytest.raises(Cancelled):
            _until_cancelled(control)
        raise DatabaseError("The database broke the work off")

    task = tasks.start(
        Lane.WRITE,
        cancelled_there,
        cancelled=lambda: told.append("cancelled"),
        failed=lambda _: told.append("failed"),
    )
    task.cancel()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["cancelled"]


def _lose(_: Control) -> str:
    raise ConnectionLostError("The database does not answer")


def _refuse(_: Control) -> None:
    raise UserError("The shelf is empty", "Fill it")


def _until_cancelled(control: Control) -> None:
    stopped = threading.Event()
    with control.interruptible(stopped.set):
        assert stopped.wait(20)
    control.check()
