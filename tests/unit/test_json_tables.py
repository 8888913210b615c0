"""What is read from JSON: the orders of an API, the pages of Notion, what n8n makes of them."""

import json
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip_desktop.importers.files.kinds import Container
from soleflip_desktop.importers.files.survey import survey
from tests.unit.container_files import headers_of, lines_of, read_all, records_of, table_in, tables_of, write

ORDERS = """{"orders": [
  {"orderNumber": "68237673-68137432", "amount": "140", "fee": -5.10,
   "product": {"styleId": null, "name": "Dunk"},
   "payout": {"totalPayout": 38.03, "adjustments": [{"amount": "-1.47", "percentage": 0.030}]}, "done": true},
  {"orderNumber": "1-2", "amount": "9", "product": {"styleId": "CW1590-100", "name": "Dünk"}, "payout": null,
   "ask": 12345678901234567890123456789012345678}
], "hasNextPage": false, "count": 2}"""


def read_one(tmp_path: Path, content: str | bytes) -> list[list[str]]:
    [records] = read_all(write(tmp_path / "file.json", content)).values()
    return records


def test_that_objects_become_records_under_dotted_names(tmp_path: Path) -> None:
    adjustments = '[{"amount":"-1.47","percentage":0.030}]'
    assert read_one(tmp_path, ORDERS) == [
        [
            *("orderNumber", "amount", "fee", "product.styleId", "product.name", "payout.totalPayout"),
            *("payout.adjustments", "done", "ask"),
        ],
        ["68237673-68137432", "140", "-5.10", "", "Dunk", "38.03", adjustments, "TRUE", ""],
        ["1-2", "9", "", "CW1590-100", "Dünk", "", "", "", "12345678901234567890123456789012345678"],
    ]


def test_that_a_table_of_json_says_what_it_is_and_can_be_read_in_another_process(tmp_path: Path) -> None:
    path = write(tmp_path / "orders.json", ORDERS)
    table = table_in(path)
    assert survey(path).container is Container.JSON
    assert (table.part, table.name, table.hidden, table.encoding, table.delimiter) == (
        *("", "orders.json", False, "utf-8", ""),
    )
    assert records_of(pickle.loads(pickle.dumps(table))) == records_of(table)


ROWS = [["a", "b"], ["1", ""], ["", "x"]]


@pytest.mark.parametrize(
    "text",
    [
        '[{"a": 1}, {"b": "x"}]',
        '{"a": 1}\n{"b": "x"}\n',
        '{"a": 1}\r\n\r\n{"b": "x"}',
        '{"results": [{"a": 1}, {"b": "x"}]}',
        '{"items": [{"a": 1}, {"b": "x"}], "colour": "of no meaning"}',
        '{"data": {"orders": [{"a": 1}, {"b": "x"}]}}',
        '[{"orders": [{"a": 1}], "hasNextPage": true}, {"orders": [{"b": "x"}], "hasNextPage": false}]',
        '{"results": [{"a": 1}], "next_cursor": "n"}\n{"results": [{"b": "x"}], "next_cursor": null}',
        '[{"data": [{"a": 1}], "page": 1}, {"data": [{"b": "x"}], "page": 2}]',
        '[[{"a": 1}], [{"b": "x"}]]',
        '[{"json": {"a": 1}, "pairedItem": {"item": 0}}, {"json": {"b": "x"}}]',
    ],
)
def test_that_a_list_is_found_wherever_services_put_it(text: str, tmp_path: Path) -> None:
    assert read_one(tmp_path, text) == ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_that_json_may_be_in_any_encoding(encoding: str, tmp_path: Path) -> None:
    assert read_one(tmp_path, '\n [{"a": "Größe 東京 👟"}]'.encode(encoding))[1] == ["Größe 東京 👟"]


def test_that_the_items_of_an_order_are_a_cell_and_no_table(tmp_path: Path) -> None:
    orders = '[{"id": 1, "items": [{"sku": "A"}]}, {"id": 2, "items": []}]'
    assert read_one(tmp_path, orders) == [["id", "items"], ["1", '[{"sku":"A"}]'], ["2", "[]"]]


def test_that_one_object_is_one_record(tmp_path: Path) -> None:
    assert read_one(tmp_path, '{"id": 1, "size": {}}') == [["id", "size"], ["1", ""]]


def test_that_several_lists_are_several_tables(tmp_path: Path) -> None:
    path = write(tmp_path / "both.json", '{"orders": [{"a": 1}], "items": [{"b": 2}], "count": 1}')
    assert headers_of(tables_of(path)) == {"orders": ("a",), "items": ("b",)}
    assert [table.name for table in tables_of(path)] == ["both.json/orders", "both.json/items"]


def test_that_lines_are_running_numbers_and_empty_entries_count(tmp_path: Path) -> None:
    table = table_in(write(tmp_path / "file.json", '[{"a": 1}, {"a": ""}, {"a": 3}, {"a": 4}]'))
    assert (lines_of(table), records_of(table)) == ([1, 3, 4], [["1"], ["3"], ["4"]])
    assert [chunk.first_row for chunk in table.chunks(size=2)] == [1, 3]


@pytest.mark.parametrize("header", ["[Name],Price\n", "{a},b\n", "[1],2\n"])
def test_that_a_header_in_brackets_is_no_json(header: str, tmp_path: Path) -> None:
    assert survey(write(tmp_path / "table.csv", header + "x,1\n")).container is Container.TEXT


PLAIN = {
    "title": ([{"plain_text": "FZ4159"}, {"plain_text": "-100"}], "FZ4159-100"),
    "rich_text": ([{"text": {"content": "a, "}, "plain_text": "a, "}, {"plain_text": "b"}], "a, b"),
    "number": (115.990, "115.990"),
    "select": ({"id": "x", "name": "StockX", "color": "blue"}, "StockX"),
    "multi_select": ([{"name": "A"}, {"name": "B"}], "A, B"),
    "status": ({"id": "x", "name": "Sale completed"}, "Sale completed"),
    "date": ({"start": "2024-05-02", "end": None, "time_zone": None}, "2024-05-02"),
    "people": ([{"object": "user", "id": "u1", "name": "Ann"}, {"object": "user", "id": "u2"}], "Ann, u2"),
    "files": ([{"name": "bill.pdf", "type": "external", "external": {"url": "https://x/y"}}], "bill.pdf"),
    "checkbox": (False, "FALSE"),
    "url": ("https://example.com", "https://example.com"),
    "email": ("a@example.com", "a@example.com"),
    "phone_number": ("+49 1", "+49 1"),
    "formula": ({"type": "number", "number": -8.99}, "-8.99"),
    "relation": ([{"id": "p1"}, {"id": "p2"}], "p1, p2"),
    "rollup": ({"type": "array", "array": [{"type": "title", "title": [{"plain_text": "T"}]}]}, "T"),
    "created_time": ("2024-05-02T10:00:00.000Z", "2024-05-02T10:00:00.000Z"),
    "created_by": ({"object": "user", "id": "u1", "name": "Ann"}, "Ann"),
    "last_edited_time": ("2024-05-03T10:00:00.000Z", "2024-05-03T10:00:00.000Z"),
    "last_edited_by": ({"object": "user", "id": "u1"}, "u1"),
    "unique_id": ({"prefix": "INV", "number": 7}, "INV-7"),
    "verification": ({"state": "verified", "verified_by": None, "date": None}, "verified"),
    "button": ({}, ""),
    "place": ({"lat": 1.5}, '{"lat":1.5}'),
}
NOTHING = {
    kind: (None, "") for kind in ("number", "select", "status", "date", "url", "email", "phone_number")
}


def page(**properties: object) -> str:
    one = {
        "object": "page",
        "id": "p",
        "created_time": "t",
        "url": "u",
        "parent": {},
        "properties": properties,
    }
    return json.dumps({"object": "list", "results": [one], "has_more": False, "next_cursor": None})


@pytest.mark.parametrize(("kind", "value"), [*PLAIN.items(), *NOTHING.items()])
def test_that_every_type_of_property_of_notion_becomes_its_plain_value(
    kind: str, value: tuple[object, str], tmp_path: Path
) -> None:
    content, expected = value
    text = page(
        Name={"id": "a", "type": "title", "title": []}, Field={"id": "b", "type": kind, kind: content}
    )
    # Python would drop the nought at the end.
    header, record = read_one(tmp_path, text.replace("115.99", "115.990"))
    assert header == ["page.id", "page.url", "page.created_time", "Name", "Field"]
    assert record[-1] == expected


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("date", {"start": "2024-05-02", "end": "2024-05-09"}),
        ("formula", {"type": "date", "date": {"start": "2024-05-02", "end": "2024-05-09"}}),
        (
            "rollup",
            {"type": "date", "date": {"start": "2024-05-02", "end": "2024-05-09"}, "function": "range"},
        ),
    ],
)
def test_that_the_end_of_a_date_is_a_column_of_its_own(kind: str, content: object, tmp_path: Path) -> None:
    header, record = read_one(tmp_path, page(Held={"type": kind, kind: content}))
    assert (header[-2:], record[-2:]) == (["Held", "Held (end)"], ["2024-05-02", "2024-05-09"])


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        ("formula", {"type": "string", "string": None}, ""),
        ("formula", {"type": "boolean", "boolean": True}, "TRUE"),
        ("rollup", {"type": "number", "number": 3, "function": "sum"}, "3"),
        ("rollup", {"type": "array", "array": []}, ""),
        ("rollup", {"type": "unsupported", "unsupported": {}}, ""),
        ("unique_id", {"prefix": None, "number": 7}, "7"),
        ("select", "odd", "odd"),
        ("title", "odd", "odd"),
        ("date", {"start": None}, ""),
    ],
)
def test_that_rarer_forms_of_notion_are_read(
    kind: str, content: object, expected: str, tmp_path: Path
) -> None:
    _, record = read_one(
        tmp_path,
        page(Name={"type": "title", "title": [{"plain_text": "x"}]}, F={"type": kind, kind: content}),
    )
    assert record[-1] == expected


def test_that_what_n8n_makes_of_notion_keeps_its_names(tmp_path: Path) -> None:
    day = '"property_buy_date": {"start": "2024-05-02", "end": null}'
    simple = f'[{{"id": "p", "name": "FZ", {day}, "property_listed": ["A"]}}]'
    header, record = read_one(tmp_path, simple)
    assert header == ["id", "name", "property_buy_date.start", "property_buy_date.end", "property_listed"]
    assert record == ["p", "FZ", "2024-05-02", "", '["A"]']


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
LEAF = st.one_of(TEXT, st.integers(), st.booleans(), st.none())


@given(
    st.lists(
        st.dictionaries(TEXT.filter(lambda name: "." not in name), LEAF, max_size=4), min_size=1, max_size=5
    )
)
def test_that_what_json_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, entries: list[dict[str, object]]
) -> None:
    entries.append({"last": "one", "orders": 1})
    path = write(tmp_path_factory.getbasetemp() / "any.json", json.dumps(entries))
    [records] = read_all(path).values()
    read = [{name: text for name, text in zip(records[0], each, strict=True) if text} for each in records[1:]]
    wanted = [{name: as_text(value) for name, value in entry.items() if as_text(value)} for entry in entries]
    assert read == [entry for entry in wanted if entry]


def as_text(value: object) -> str:
    if value is None:
        return ""
    return str(value).upper() if isinstance(value, bool) else str(value)
