"""Notices lie over the tabs, but never over what is pressed or typed into there."""

from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from soleflip_desktop.ui.session import Session
from tests.ui.acting import IMPORT, SALES_TAB, drop, import_file, review_of, show
from tests.ui.conftest import settle

TALK = "Something that could not be done, with its cause. And what to do about it, which takes a line more"


def _place(widget: QWidget, ground: QWidget) -> QRect:
    seen = widget.visibleRegion().boundingRect()
    return seen.translated(widget.mapTo(ground, QPoint()))


def _ground(session: Session) -> QWidget:
    ground = session.window.centralWidget()
    assert ground is not None
    return ground


def _covered(session: Session) -> list[str]:
    """Controls of the tab in sight that lie below notices."""
    ground, area = _ground(session), session.window.notices
    controls: list[QWidget] = []
    for kind in (QAbstractButton, QLineEdit, QComboBox, QScrollBar):
        controls += [each for each in ground.findChildren(kind) if each.isVisible()]
    page = session.window.analytics.months.parentWidget()  # is scrolled as a whole
    assert page is not None
    own = [each for each in controls if not (area.isAncestorOf(each) or page.isAncestorOf(each))]
    return [repr(each) for each in own if _place(each, ground).intersects(area.geometry())]


def _come_free(session: Session, qtbot: QtBot) -> None:
    settle(qtbot, session)
    assert session.window.notices.isVisible()
    qtbot.waitUntil(lambda: not _covered(session))


def _talk(session: Session, times: int = 3) -> None:
    for number in range(times):
        session.window.say_problem(f"{number}. {TALK}")


def test_that_notices_leave_the_foot_of_a_review_free(session: Session, qtbot: QtBot, report: Path) -> None:
    _talk(session, 2)
    drop(qtbot, session, [report])
    review_of(qtbot, session)
    _come_free(session, qtbot)
    area = session.window.notices
    foot = _place(session.window.imports.review.import_button(), _ground(session))
    assert area.geometry().bottom() < foot.top()
    session.window.imports.review.discard_button().click()
    _come_free(session, qtbot)
    qtbot.waitUntil(lambda: area.geometry().bottom() > foot.top())  # at the foot again


def test_that_notices_cover_no_control_of_any_tab(session: Session, qtbot: QtBot, report: Path) -> None:
    import_file(qtbot, session, report)
    session.window.notices.notices()[0].dismiss()
    session.window.show()
    for size in ((1280, 800), (900, 640)):
        session.window.resize(*size)
        for tab in range(4):
            show(qtbot, session, tab)
            _talk(session)
            _come_free(session, qtbot)


def test_that_a_notice_stands_above_the_scroll_bar_of_a_table(
    session: Session, qtbot: QtBot, report: Path
) -> None:
    import_file(qtbot, session, report)
    session.window.show()
    show(qtbot, session, SALES_TAB)
    table = session.window.sales.table
    table.setColumnWidth(0, 2000)
    _talk(session, 1)
    assert table.horizontalScrollBar().isVisible()
    _come_free(session, qtbot)


def test_that_notices_stay_where_they_are_in_a_window_without_room(session: Session, qtbot: QtBot) -> None:
    session.window.show()
    session.window.resize(900, 560)
    show(qtbot, session, IMPORT)
    _talk(session)
    settle(qtbot, session)
    ground, area = _ground(session), session.window.notices
    qtbot.waitUntil(lambda: ground.rect().contains(area.geometry()))
