"""Tab goes through a window as it is read: by its layouts.

Qt goes by the order in which widgets were made, so that what comes later (a card of the history, a chart, a
button of a bar) stands behind everything else, and past all that lies before the focus proxy of a page.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLayout,
    QScrollArea,
    QSplitter,
    QStackedLayout,
    QStackedWidget,
    QWidget,
)


def stops(root: QWidget) -> list[QWidget]:
    """What Tab stops at inside a widget; what floats above its layouts comes last."""
    read = list(_read(root))
    known = set(read)
    return read + [
        each for each in root.findChildren(QWidget) if each not in known and _is_floating_stop(each)
    ]


def go_on(root: QWidget, *, forward: bool) -> bool:
    """Moves the focus to the next stop, or the one before; whether there was one to begin from."""
    around = stops(root)
    now = QApplication.focusWidget()
    while now is not None and now not in around:
        now = now.parentWidget()
    if now is None:
        return False
    target = around[(around.index(now) + (1 if forward else -1)) % len(around)]
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    _scroll_to(target)
    return True


def _read(widget: QWidget | None) -> Iterator[QWidget]:
    if widget is None or widget.isHidden() or not widget.isEnabled():
        return
    if _takes_tab(widget):
        yield widget
    for each in _inside(widget):
        yield from _read(each)


def _takes_tab(widget: QWidget) -> bool:
    policy = Qt.FocusPolicy.TabFocus
    return widget.focusPolicy() & policy == policy and widget.focusProxy() is None


def _is_floating_stop(widget: QWidget) -> bool:
    """A button of a notice, say; not what lies inside a table or on a page that is not shown."""
    above = widget.parentWidget()
    above = above.parentWidget() if above is not None else None  # in a view things lie on its viewport
    in_view = isinstance(above, QAbstractItemView)
    return not in_view and _takes_tab(widget) and widget.isVisible() and widget.isEnabled()


def _inside(widget: QWidget) -> Iterator[QWidget | None]:
    if isinstance(widget, QSplitter):
        yield from (widget.widget(at) for at in range(widget.count()))
    elif isinstance(widget, QScrollArea):
        yield widget.widget()
    elif isinstance(widget, QStackedWidget):
        yield widget.currentWidget()
    elif not isinstance(widget, QAbstractItemView) and (layout := widget.layout()) is not None:
        yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget | None]:
    if isinstance(layout, QStackedLayout):
        yield layout.currentWidget()
        return
    for item in (layout.itemAt(at) for at in range(layout.count())):
        if item is not None and (widget := item.widget()) is not None:
            yield widget
        elif item is not None and (inner := item.layout()) is not None:
            yield from _laid_out(inner)


def _scroll_to(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
