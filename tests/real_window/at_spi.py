"""What a screen reader finds in a program; asked and answering in lines of JSON.

Runs under the system's Python, which has the bindings of AT-SPI; so it imports nothing of the project.
"""

import json
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402

Node = Any
# Their children are the cells of all rows, also of a million.
ENDLESS = (Atspi.Role.TABLE, Atspi.Role.LIST, Atspi.Role.TREE, Atspi.Role.TREE_TABLE)
WINDOWS = (Atspi.Role.FRAME, Atspi.Role.DIALOG, Atspi.Role.ALERT)
STATES = {
    Atspi.StateType.FOCUSED: "focused",
    Atspi.StateType.ENABLED: "enabled",
    Atspi.StateType.CHECKED: "checked",
    Atspi.StateType.FOCUSABLE: "focusable",
}
FOCUS = "object:state-changed:focused"


class Ears:
    """Hears where the focus goes, since cells of a table cannot all be asked whether they have it."""

    def __init__(self) -> None:
        self._focused: dict[int, Node] = {}
        self._listener = Atspi.EventListener.new(self._on_focus)
        self._listener.register(FOCUS)

    def focused(self, pid: int) -> dict[str, Any]:
        """What got the focus last."""
        return told(self._focused[pid])

    def _on_focus(self, event: Any) -> None:
        if event.detail1 and event.source.get_role() not in WINDOWS:
            self._focused[event.source.get_process_id()] = event.source


def tree(pid: int) -> list[dict[str, Any]]:
    """Everything in sight."""
    return [told(node) for node in in_sight(pid)]


def cells(pid: int, name: str, rows: int) -> dict[str, Any]:
    """Titles and the first rows of a table."""
    table = named_table(pid, name).get_table_iface()
    columns = [column for column in range(table.get_n_columns()) if is_shown(table, column)]
    return {
        "rows": table.get_n_rows(),
        "titles": [table.get_column_header(column).get_name() for column in columns],
        "cells": [
            [table.get_accessible_at(row, column).get_name() for column in columns]
            for row in range(min(rows, table.get_n_rows()))
        ],
    }


def is_shown(table: Node, column: int) -> bool:
    """Qt lists hidden columns too; their cells have no width."""
    cell = table.get_accessible_at(0, column) if table.get_n_rows() else None
    return cell is None or cell.get_extents(Atspi.CoordType.SCREEN).width > 0


def named_table(pid: int, name: str) -> Node:
    for node in in_sight(pid):
        if node.get_role() == Atspi.Role.TABLE and node.get_name() == name:
            return node
    raise LookupError(f"no table {name!r} in sight")


def in_sight(pid: int) -> Iterator[Node]:
    desktop = Atspi.get_desktop(0)
    for number in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(number)
        if program is not None and program.get_process_id() == pid:
            program.set_cache_mask(Atspi.Cache.NONE)
            program.clear_cache()
            yield from below(program)


def below(node: Node) -> Iterator[Node]:
    for number in range(node.get_child_count()):
        child = node.get_child_at_index(number)
        if child is None or not child.get_state_set().contains(Atspi.StateType.SHOWING):
            continue
        yield child
        if child.get_role() not in ENDLESS:
            yield from below(child)


def told(node: Node) -> dict[str, Any]:
    states, place = node.get_state_set(), node.get_extents(Atspi.CoordType.SCREEN)
    has_text = "Text" in node.get_interfaces()
    return {
        "role": node.get_role_name(),
        "name": node.get_name() or "",
        "label": " ".join(labels(node)),
        "about": node.get_description() or "",
        "text": Atspi.Text.get_text(node, 0, -1) if has_text else "",
        "states": [name for state, name in STATES.items() if states.contains(state)],
        "place": [place.x, place.y, place.width, place.height],
    }


def labels(node: Node) -> Iterator[str]:
    """What other things in sight say it is, such as the label beside a field."""
    for relation in node.get_relation_set():
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
            for number in range(relation.get_n_targets()):
                yield relation.get_target(number).get_name()


def main() -> None:
    warnings.simplefilter("ignore", DeprecationWarning)  # of the bindings' own doing
    ears, loop = Ears(), GLib.MainLoop()
    answers: dict[str, Callable[..., Any]] = {"tree": tree, "cells": cells, "focused": ears.focused}

    def on_line(_: Any, condition: GLib.IOCondition) -> bool:
        line = sys.stdin.readline() if condition & GLib.IOCondition.IN else ""
        if not line:
            loop.quit()
            return False
        wanted = json.loads(line)
        try:
            answer: Any = answers[wanted.pop("do")](**wanted)
        except (GLib.Error, LookupError) as error:  # what was there a moment ago is gone
            answer = {"gone": str(error)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
        return True

    GLib.io_add_watch(sys.stdin, GLib.IOCondition.IN | GLib.IOCondition.HUP, on_line)
    loop.run()


if __name__ == "__main__":
    main()
