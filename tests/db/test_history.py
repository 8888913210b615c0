"""Every change is kept, and undo and redo bring back exactly what was."""

import json

import psycopg
import pytest
from sqlalchemy import Connection, Engine, make_url, text

from soleflip_desktop.db.history import (
    ChangeSet,
    Kind,
    LaterChanges,
    OnLaterChanges,
    change_set,
    later_changes,
    open_change_set,
    recent,
    redoable,
    revert,
    undoable,
)
from soleflip_desktop.db.tables import audited_tables
from soleflip_desktop.errors import UserError
from tests.db.books import Books, add_item, add_sale, link, snapshot
from tests.db.conftest import CheckState


def changes_of(connection: Connection, change_set_id: int) -> list[tuple[object, ...]]:
    found = connection.execute(
        text(
            "select table_name, operation, row_version, old from logging.row_changes"
            " where change_set_id = :id order by id"
        ),
        {"id": change_set_id},
    )
    return [tuple(row) for row in found]


# What is kept


def test_that_every_audited_table_has_its_triggers(connection: Connection) -> None:
    found = connection.execute(
        text(
            "select n.nspname || '.' || c.relname as name,"
            " array_agg(t.tgname::text order by t.tgname) as triggers"
            " from pg_trigger t join pg_class c on c.oid = t.tgrelid"
            " join pg_namespace n on n.oid = c.relnamespace"
            " where t.tgname like 'history%' group by 1"
        )
    )
    expected = ["history_delete", "history_insert", "history_touch", "history_update"]
    assert {row.name: row.triggers for row in found} == {
        table.fullname: expected for table in audited_tables()
    }


def test_that_an_insert_keeps_the_row_number_alone(books: Books) -> None:
    assert changes_of(books.connection, books.add_brand("Asics")) == [("core.brands", "I", 1, None)]


def test_that_an_update_keeps_the_old_values_of_what_changed(books: Books) -> None:
    done = books.rename_brand("Nike", "Nike SB")
    assert changes_of(books.connection, done) == [("core.brands", "U", 2, {"name": "Nike"})]


def test_that_a_delete_keeps_the_whole_row(books: Books) -> None:
    row_id = books.one("select id from core.brands where name = 'adidas'")
    done = books.do("delete", "delete from core.brands where name = 'adidas'")
    [(table, operation, version, old)] = changes_of(books.connection, done)
    assert (table, operation, version) == ("core.brands", "D", 1)
    assert isinstance(old, dict)
    assert old.keys() == {"id", "name", "version", "created_at", "updated_at"}
    assert (old["id"], old["name"]) == (row_id, "adidas")


def test_that_rows_of_one_update_keep_each_what_changed_in_it(books: Books) -> None:
    books.add_item("a")
    books.do(
        "price", add_item(), "update products.items set price = 90, notes = 'x' where item_key = 'b'", key="b"
    )
    done = books.do("level", "update products.items set price = 90, notes = null")
    assert [old for *_, old in changes_of(books.connection, done)] == [{"price": 80.00}, {"notes": "x"}]


def test_that_an_update_to_the_same_values_leaves_no_trace(books: Books) -> None:
    done = books.do("nothing", "update core.brands set name = name, version = 9, updated_at = '2020-01-01'")
    assert changes_of(books.connection, done) == []
    assert books.one("select max(version) from core.brands") == 1
    assert books.one("select min(updated_at) = now() from core.brands")


def test_that_a_statement_without_rows_leaves_no_trace(books: Books) -> None:
    done = books.do(
        "nothing",
        "update core.brands set name = 'x' where false",
        "delete from core.brands where false",
        "insert into core.brands (name) select 'x' where false",
    )
    assert changes_of(books.connection, done) == []


def test_that_an_update_raises_version_and_time_whatever_the_client_says(books: Books) -> None:
    books.do(
        "rename",
        "update core.brands set name = 'x', version = 1, updated_at = '2020-01-01' where name = 'Nike'",
    )
    assert books.one("select version from core.brands where name = 'x'") == 2
    assert books.one("select updated_at = now() from core.brands where name = 'x'")


def test_that_an_upsert_keeps_both_its_halves(books: Books) -> None:
    done = books.do(
        "upsert",
        "insert into core.brands (name) values ('NIKE'), ('Puma')"
        " on conflict (name_key) do update set name = excluded.name",
    )
    found = {(operation, json.dumps(old)) for _, operation, _, old in changes_of(books.connection, done)}
    assert found == {("I", "null"), ("U", '{"name": "Nike"}')}


def test_that_a_write_of_another_program_gets_one_set_per_transaction(engine: Engine) -> None:
    for name in ("Asics", "Puma"):
        with engine.begin() as outside:
            outside.execute(text("insert into core.brands (name) values (:name)"), {"name": name})
            outside.execute(
                text("update core.brands set name = name || '!' where name = :name"), {"name": name}
            )
    with engine.connect() as connection:
        sets = recent(connection, 10)
    assert [(each.actor, dict(each.rows)) for each in sets] == [("outside", {"core.brands": 1})] * 2
    assert {each.label for each in sets} == {"change by another program"}


def test_that_the_announcement_ends_with_its_transaction(engine: Engine) -> None:
    with engine.connect() as connection:
        with connection.begin():
            ours = open_change_set(connection, "window", "ours")
        with connection.begin():
            connection.execute(text("insert into core.brands (name) values ('Asics')"))
            assert changes_of(connection, ours) == []


def test_that_a_role_with_no_right_to_the_log_is_recorded_all_the_same(books: Books) -> None:
    connection = books.connection
    for statement in (
        "create role soleflip_test_clerk",
        "grant usage on schema core to soleflip_test_clerk",
        "grant all on core.brands to soleflip_test_clerk",
        "set local role soleflip_test_clerk",
        "insert into core.brands (name) values ('Asics')",
        "update core.brands set name = 'ASICS' where name = 'Asics'",
        "reset role",
    ):
        connection.execute(text(statement))
    assert recent(connection, 1)[0].actor == "outside"


def test_that_open_windows_are_told_what_changed_once_it_is_committed(
    engine: Engine, database_url: str
) -> None:
    url = make_url(database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as window:
        window.execute("listen soleflip_changes")
        with engine.begin() as connection:
            done = Books(connection).do(
                "two",
                *(
                    "insert into core.brands (name) values ('a')",
                    "insert into core.brands (name) values ('b')",
                ),
            )
        told = [json.loads(each.payload) for each in window.notifies(timeout=10, stop_after=1)]
    assert told == [{"change_set": done, "table": "core.brands"}]


# Undo and redo


def test_that_an_insert_can_be_undone_and_redone(books: Books, checkstate: CheckState) -> None:
    checkstate(lambda: books.add_brand("Asics"))


def test_that_an_update_can_be_undone_and_redone(books: Books, checkstate: CheckState) -> None:
    checkstate(lambda: books.rename_brand("Nike", "Nike SB"))


def test_that_a_delete_can_be_undone_and_redone(books: Books, checkstate: CheckState) -> None:
    checkstate(lambda: books.do("delete", "delete from core.brands where name = 'adidas'"))


def test_that_every_kind_of_value_comes_back_as_it_was(books: Books, checkstate: CheckState) -> None:
    books.do(
        "odd values",
        add_item(),
        r"""
        update products.items set tags = array['a,b', '"q"', 'ü', ''], own_fields = '{"n": 1.10, "x": null}',
            external_ids = '[]', locked_fields = array[]::text[], notes = E'two\nlines\\', price = 0.10
        """,
        r"insert into products.documents (sha256, file_name, content_type, content)"
        r" values ('\x00ff', 'a.pdf', 'application/pdf', '\x25504446000a')",
        "insert into core.fee_schedules (platform_id, kind, percent, valid_from)"
        " select min(id), 'commission', 9.50, '2026-01-01' from core.platforms",
        "insert into core.closed_periods (first_day, last_day, report)"
        " values ('2020-01-01', '2020-01-31', '[1.0]')",
        key="a",
    )
    tables = ("products.items", "products.documents", "core.fee_schedules", "core.closed_periods")
    checkstate(lambda: books.do("delete them", *(f"delete from {table}" for table in tables)))


def test_that_a_cleared_value_is_told_from_an_unchanged_one(books: Books, checkstate: CheckState) -> None:
    books.add_item("a")
    checkstate(
        lambda: books.do("notes", "update products.items set notes = 'x', price = null, currency = null")
    )


def test_that_several_steps_on_one_row_are_undone_together(books: Books, checkstate: CheckState) -> None:
    checkstate(
        lambda: books.do(
            "steps",
            "insert into core.brands (name) values ('Asics')",
            "update core.brands set name = 'ASICS' where name = 'Asics'",
            "update core.brands set name = 'Nike 1' where name = 'Nike'",
            "update core.brands set name = 'Nike 2' where name = 'Nike 1'",
            "delete from core.brands where name = 'adidas'",
            "insert into core.brands (name) values ('adidas')",
        )
    )


def test_that_swapped_unique_values_are_swapped_back(books: Books, checkstate: CheckState) -> None:
    checkstate(
        lambda: books.do(
            "swap",
            "update core.brands set name = 'kept' where name = 'Nike'",
            "update core.brands set name = 'Nike' where name = 'adidas'",
            "update core.brands set name = 'adidas' where name = 'kept'",
        )
    )


def test_that_a_pair_moved_between_sales_is_moved_back(books: Books, checkstate: CheckState) -> None:
    books.add_item("a")
    books.add_sale("X", "a")
    books.add_sale("Y")
    checkstate(
        lambda: books.do(
            "rematch",
            "update sales.sales set item_id = null where order_key = 'X'",
            "update sales.sales set item_id = (select id from products.items) where order_key = 'Y'",
        )
    )


def test_that_a_pair_bought_after_its_sale_and_matched_in_one_go_is_undone(
    books: Books, checkstate: CheckState
) -> None:
    checkstate(
        lambda: books.do("sell, buy, match", add_sale(), add_item(), link(), order="X", item="a", key="a")
    )


def test_that_parents_and_children_deleted_together_come_back_together(
    books: Books, checkstate: CheckState
) -> None:
    books.add_item("a")
    books.add_sale("X", "a")
    books.do(
        "event",
        "insert into products.item_events (item_id, kind, day)"
        " select id, 'bought', '2026-01-01' from products.items",
    )
    checkstate(
        lambda: books.do(
            "sweep",
            "delete from products.item_events",
            "update sales.sales set item_id = null",
            "delete from products.items",
            "delete from sales.sales",
        )
    )


def test_that_a_thousand_rows_changed_at_once_are_undone(books: Books, checkstate: CheckState) -> None:
    books.do("many", "insert into core.brands (name) select 'brand ' || n from generate_series(1, 1000) n")
    checkstate(
        lambda: books.do(
            "all of them",
            "update core.brands set name = name || '!'",
            "delete from core.brands where name like 'brand %' and id % 3 = 0",
            "insert into core.brands (name) select 'more ' || n from generate_series(1, 1000) n",
        )
    )


def test_that_rows_changed_one_by_one_are_undone(books: Books, checkstate: CheckState) -> None:
    keys = [f"key {n}" for n in range(50)]
    for key in keys:
        books.add_item(key)
    one_by_one = [
        f"update products.items set notes = item_key, price = {n} where item_key = '{key}'"
        for n, key in enumerate(keys)
    ]
    checkstate(
        lambda: books.do("one by one", *one_by_one, *one_by_one[:3], "update products.items set price = 7")
    )


def test_that_a_row_that_comes_back_never_has_a_version_it_had_before(books: Books) -> None:
    made = books.add_brand("Asics")
    versions = [books.one("select version from core.brands where name = 'Asics'")]
    for _ in range(3):
        books.undo(books.undo(made))
        versions.append(books.one("select version from core.brands where name = 'Asics'"))
    assert versions == [1, 2, 3, 4]


def test_that_undo_works_after_a_restart(engine: Engine) -> None:
    with engine.begin() as connection:
        Books(connection).start()
        before = snapshot(connection)
    with engine.begin() as connection:
        Books(connection).rename_brand("Nike", "Nike SB")
        after = snapshot(connection)
    engine.dispose()
    with engine.begin() as connection:
        done = undoable(connection)
        assert done is not None
        assert done.label == "rename Nike"
        revert(connection, done.id, "command line")
    engine.dispose()
    with engine.begin() as connection:
        assert snapshot(connection) == before
        undone = redoable(connection)
        assert undone is not None
        revert(connection, undone.id, "window")
        assert snapshot(connection) == after


def test_that_a_change_of_another_program_can_be_undone(books: Books, checkstate: CheckState) -> None:
    checkstate(
        lambda: books.connection.execute(text("update core.brands set name = 'x' where name = 'Nike'"))
    )


def test_that_what_follows_an_undo_in_its_transaction_belongs_to_the_set_before(books: Books) -> None:
    made = books.add_brand("Asics")
    ours = open_change_set(books.connection, "window", "ours")
    books.undo(made)
    books.connection.execute(text("insert into core.brands (name) values ('Puma')"))
    assert changes_of(books.connection, ours) == [("core.brands", "I", 1, None)]


# What the Edit menu offers


def labels(connection: Connection) -> tuple[str | None, str | None]:
    undo, redo = undoable(connection), redoable(connection)
    return (undo.label if undo else None), (redo.label if redo else None)


def step_back(connection: Connection) -> None:
    revert(connection, standing(undoable(connection)).id, "window")


def step_forward(connection: Connection) -> None:
    revert(connection, standing(redoable(connection)).id, "window")


def standing(found: ChangeSet | None) -> ChangeSet:
    assert found is not None
    return found


def test_that_undo_walks_back_and_redo_walks_forward(books: Books) -> None:
    connection = books.connection
    books.rename_brand("Nike", "a")
    books.rename_brand("a", "b")
    seen = [labels(connection)]
    for step in (step_back, step_back, step_forward, step_back, step_forward, step_forward):
        step(connection)
        seen.append(labels(connection))
    assert seen == [
        ("rename a", None),
        ("rename Nike", "rename a"),
        ("start", "rename Nike"),
        ("rename Nike", "rename a"),
        ("start", "rename Nike"),
        ("rename Nike", "rename a"),
        ("rename a", None),
    ]
    assert books.one("select count(*) from core.brands where name = 'b'") == 1


def test_that_redo_is_gone_once_something_else_was_changed(books: Books) -> None:
    books.undo(books.rename_brand("Nike", "a"))
    assert labels(books.connection) == ("start", "rename Nike")
    books.add_brand("Asics")
    assert labels(books.connection) == ("add Asics", None)
    step_back(books.connection)
    assert labels(books.connection) == ("start", "add Asics")
    step_forward(books.connection)
    assert labels(books.connection) == ("add Asics", None)


def test_that_a_set_that_changed_nothing_is_not_offered(books: Books) -> None:
    done = books.undo(books.rename_brand("Nike", "a"))
    open_change_set(books.connection, "window", "looked around")
    assert labels(books.connection) == ("start", "rename Nike")
    assert standing(redoable(books.connection)).id == done


def test_that_recent_lists_the_newest_first_with_what_became_of_them(books: Books) -> None:
    books.undo(books.undo(books.rename_brand("Nike", "a")))
    books.undo(books.add_item("x"))
    found = [(each.label, each.kind, each.reverted, dict(each.rows)) for each in recent(books.connection, 5)]
    assert found == [
        ("buy x", Kind.UNDO, False, {"products.items": 1}),
        ("buy x", Kind.CHANGE, True, {"products.items": 1}),
        ("rename Nike", Kind.REDO, False, {"core.brands": 1}),
        ("rename Nike", Kind.UNDO, True, {"core.brands": 1}),
        ("rename Nike", Kind.CHANGE, False, {"core.brands": 1}),
    ]


def test_that_a_redo_is_taken_back_by_taking_back_what_it_redid(books: Books) -> None:
    before = snapshot(books.connection)
    made = books.add_brand("Asics")
    redone = books.undo(books.undo(made))
    again = books.undo(redone)
    assert standing(change_set(books.connection, again)).reverts_id == made
    assert snapshot(books.connection) == before


def test_that_nothing_is_undone_twice(books: Books) -> None:
    made = books.add_brand("Asics")
    undone = books.undo(made)
    with pytest.raises(UserError, match=r"add Asics. holds nothing that could still be undone"):
        books.undo(made)
    books.undo(undone)
    with pytest.raises(UserError, match="holds nothing"):
        books.undo(undone)
    with pytest.raises(UserError, match="no change set 0"):
        books.undo(0)


# Changes built upon


def test_that_two_changes_of_one_row_are_undone_the_later_first(books: Books) -> None:
    states = [snapshot(books.connection)]
    first = books.rename_brand("Nike", "a")
    states.append(snapshot(books.connection))
    second = books.rename_brand("a", "b")
    books.undo(second)
    assert snapshot(books.connection) == states[1]
    books.undo(first)
    assert snapshot(books.connection) == states[0]


def test_that_the_earlier_change_alone_is_refused_and_the_later_named(books: Books) -> None:
    first, second = books.rename_brand("Nike", "a"), books.rename_brand("a", "b")
    before = snapshot(books.connection)
    with pytest.raises(
        LaterChanges, match=r"rename Nike. cannot be undone alone: 1 of its rows.*rename a"
    ) as refused:
        books.undo(first)
    [later] = refused.value.changes
    assert (later.table, later.change_set_id, later.label, later.how) == (
        "core.brands",
        second,
        "rename a",
        "changed",
    )
    assert later_changes(books.connection, first) == [later]
    assert later_changes(books.connection, second) == []
    assert snapshot(books.connection) == before
    assert recent(books.connection, 1)[0].id == second


def two_brands_then_one(books: Books) -> tuple[int, int]:
    both = books.do("shout", "update core.brands set name = upper(name) where name in ('Nike', 'adidas')")
    return both, books.rename_brand("NIKE", "Nike SB")


def brands(books: Books) -> set[str]:
    return set(books.connection.execute(text("select name from core.brands")).scalars())


def test_that_the_rest_is_undone_where_a_row_was_changed_later(books: Books) -> None:
    both, one = two_brands_then_one(books)
    done = revert(books.connection, both, "window", OnLaterChanges.KEEP)
    assert brands(books) == {"Nike SB", "adidas"}
    assert done.rows == {"core.brands": 1}
    assert [each.change_set_id for each in done.left] == [one]
    books.undo(done.change_set_id)
    assert brands(books) == {"Nike SB", "ADIDAS"}
    books.undo(one)
    books.undo(both)
    assert brands(books) == {"Nike", "adidas"}


def test_that_the_later_change_is_undone_too_where_asked(books: Books) -> None:
    both, one = two_brands_then_one(books)
    before = snapshot(books.connection)
    done = revert(books.connection, both, "window", OnLaterChanges.INCLUDE)
    assert brands(books) == {"Nike", "adidas"}
    assert (done.rows, done.left) == ({"core.brands": 2}, ())
    assert labels(books.connection) == ("start", "shout")
    with pytest.raises(UserError, match="holds nothing"):
        books.undo(one)
    books.undo(done.change_set_id)
    assert snapshot(books.connection) == before
    books.undo(one)
    books.undo(both)
    assert brands(books) == {"Nike", "adidas"}


def test_that_a_redo_out_of_order_is_refused(books: Books) -> None:
    first, second = books.rename_brand("Nike", "a"), books.rename_brand("a", "b")
    undone_second, undone_first = books.undo(second), books.undo(first)
    with pytest.raises(LaterChanges) as refused:
        books.undo(undone_second)
    assert [each.change_set_id for each in refused.value.changes] == [undone_first]
    with pytest.raises(LaterChanges):
        revert(books.connection, undone_second, "window", OnLaterChanges.INCLUDE)
    books.undo(undone_first)
    books.undo(undone_second)
    assert brands(books) == {"b", "adidas"}


def test_that_changes_that_cancel_do_not_stand_in_the_way(books: Books) -> None:
    first = books.rename_brand("Nike", "a")
    for _ in range(2):
        second = books.rename_brand("a", "b")
        books.undo(books.undo(second))
        books.undo(second)
    books.undo(first)
    assert brands(books) == {"Nike", "adidas"}


def test_that_nothing_is_kept_of_an_undo_that_would_leave_everything(books: Books) -> None:
    first = books.rename_brand("Nike", "a")
    second = books.rename_brand("a", "b")
    with pytest.raises(LaterChanges):
        revert(books.connection, first, "window", OnLaterChanges.KEEP)
    assert recent(books.connection, 1)[0].id == second


# Rows that refer to others


def test_that_a_pair_that_was_sold_later_is_not_deleted_under_its_sale(books: Books) -> None:
    bought = books.add_item("a")
    sold = books.add_sale("X", "a")
    with pytest.raises(LaterChanges) as refused:
        books.undo(bought)
    [later] = refused.value.changes
    assert (later.table, later.change_set_id, later.how) == ("products.items", sold, "refers")
    books.undo(sold)
    books.undo(bought)
    assert books.one("select count(*) from products.items") == 0


def test_that_undoing_the_purchase_too_clears_the_link_and_redo_brings_it_back(books: Books) -> None:
    before = snapshot(books.connection)
    bought = books.do("buy two", add_item(), add_item().replace(":key", "'b'"), key="a")
    sold = books.add_sale("X", "a")
    matched = snapshot(books.connection)
    done = revert(books.connection, bought, "window", OnLaterChanges.INCLUDE)
    assert done.rows == {"products.items": 2, "sales.sales": 1}
    assert books.one("select item_id is null from sales.sales")
    books.undo(done.change_set_id)
    assert snapshot(books.connection) == matched
    done = revert(books.connection, bought, "window", OnLaterChanges.INCLUDE)
    books.undo(sold)
    assert snapshot(books.connection) == before
    step_forward(books.connection)
    step_forward(books.connection)
    assert snapshot(books.connection) == matched


def test_that_what_cannot_be_without_the_pair_goes_and_returns_with_it(books: Books) -> None:
    bought = books.add_item("a")
    noted = books.do(
        "note",
        "insert into products.item_events (item_id, kind, day)"
        " select id, 'received', '2026-02-01' from products.items",
        "insert into products.listings (item_id, platform_id, listed_on)"
        " select i.id, p.id, '2026-02-02' from products.items i, core.platforms p where p.slug = 'ebay'",
    )
    books.do("day", "update products.item_events set day = '2026-02-03'")
    full = snapshot(books.connection)
    with pytest.raises(LaterChanges):
        books.undo(bought)
    done = revert(books.connection, bought, "window", OnLaterChanges.INCLUDE)
    assert done.rows == {"products.items": 1, "products.item_events": 1, "products.listings": 1}
    assert standing(undoable(books.connection)).label == "start"
    books.undo(done.change_set_id)
    assert snapshot(books.connection) == full
    books.undo(standing(undoable(books.connection)).id)
    books.undo(noted)
    books.undo(bought)
    assert books.one("select count(*) from products.items") == 0


def test_that_a_dependent_of_a_dependent_goes_too(books: Books) -> None:
    product = books.do("product", "insert into products.products (name) values ('Samba')")
    books.do(
        "pair and note",
        "insert into products.items (product_id, size_id)"
        " select max(p.id), min(z.id) from products.products p, core.sizes z",
        "insert into products.item_events (item_id, kind, day)"
        " select max(id), 'bought', '2026-01-01' from products.items",
    )
    done = revert(books.connection, product, "window", OnLaterChanges.INCLUDE)
    assert done.rows == {"products.products": 1, "products.items": 1, "products.item_events": 1}
    books.undo(done.change_set_id)
    assert books.one("select count(*) from products.item_events") == 1


def test_that_undoing_the_rest_keeps_what_is_referred_to_and_what_that_needs(books: Books) -> None:
    done = books.do(
        "product, two pairs",
        "insert into products.products (name) values ('Samba')",
        "insert into products.items (product_id, size_id, item_key)"
        " select p.id, z.id, k from (select max(id) id from products.products) p,"
        " (select min(id) id from core.sizes) z, unnest(array['a', 'b']) k",
    )
    books.add_sale("X", "a")
    kept = revert(books.connection, done, "window", OnLaterChanges.KEEP)
    assert kept.rows == {"products.items": 1}
    assert {(each.table, each.how) for each in kept.left} == {
        ("products.items", "refers"),
        ("products.products", "refers"),
    }
    assert books.one("select item_key from products.items") == "a"
    assert books.one("select count(*) from products.products") == 2


def test_that_a_match_can_be_undone_and_the_sale_after_it(books: Books) -> None:
    books.add_item("a")
    sold = books.add_sale("X")
    matched = books.link("X", "a")
    with pytest.raises(LaterChanges):
        books.undo(sold)
    books.undo(matched)
    assert books.one("select item_id is null from sales.sales")
    books.undo(sold)
    assert books.one("select count(*) from sales.sales") == 0


def test_that_a_place_taken_by_another_row_is_named(books: Books) -> None:
    deleted = books.do("delete", "delete from core.brands where name = 'adidas'")
    again = books.add_brand("Adidas")
    before = snapshot(books.connection)
    with pytest.raises(UserError, match=r"delete. cannot be undone as things are: in core\.brands.*adidas"):
        books.undo(deleted)
    assert snapshot(books.connection) == before
    books.undo(again)
    books.undo(deleted)
    assert "adidas" in brands(books)


# Imports


def import_goods(books: Books, order: str) -> int:
    return books.do(
        f"Import {order}.csv",
        "insert into core.brands (name) values ('Asics') on conflict do nothing",
        "insert into products.products (name, brand_id)"
        " select 'Gel', id from core.brands where name = 'Asics'"
        " and not exists (select from products.products where name = 'Gel')",
        "update products.products set colourway = :order where name = 'Gel' and colourway is null",
        add_sale(),
        actor="import",
        order=order,
        item=None,
    )


def test_that_brands_and_products_an_import_brought_stay_when_it_is_undone(books: Books) -> None:
    done = import_goods(books, "X")
    imported = snapshot(books.connection)
    undone = books.undo(done)
    assert books.one("select count(*) from sales.sales") == 0
    assert books.one("select colourway from products.products where name = 'Gel'") == "X"
    assert labels(books.connection) == ("start", "Import X.csv")
    books.undo(undone)
    assert snapshot(books.connection) == imported


@pytest.mark.parametrize("earlier_first", [True, False])
def test_that_imports_that_share_products_are_undone_in_either_order(
    books: Books, earlier_first: bool
) -> None:
    sets = [import_goods(books, "X"), import_goods(books, "Y")]
    for done in sets if earlier_first else reversed(sets):
        books.undo(done)
    assert books.one("select count(*) from sales.sales") == 0


# Where undo ends


def test_that_undo_stops_at_a_migration_that_altered_the_table(books: Books) -> None:
    books.add_item("a")
    sold = books.add_sale("X", "a")
    books.connection.execute(text("select logging.seal('sales.sales')"))
    with pytest.raises(
        UserError, match=r"sell X. cannot be undone any more: .* gave sales\.sales a new form on"
    ):
        books.undo(sold)
    books.undo(books.add_sale("Y"))
    books.connection.execute(text("select logging.seal('sales.sales')"))
    books.undo(books.rename_brand("Nike", "a"))


@pytest.mark.parametrize(
    "change",
    [
        "update sales.sales set gross = 1",
        "update sales.sales set sold_at = '2026-05-01'",
        "delete from sales.sales",
    ],
)
def test_that_undo_stops_at_a_closed_period(books: Books, change: str) -> None:
    books.add_sale("X")
    done = books.do("change", change)
    closed = books.do(
        "close April",
        "insert into core.closed_periods (first_day, last_day, report)"
        " values ('2026-04-01', '2026-04-30', '{}')",
    )
    before = snapshot(books.connection)
    # 31 March, 22:30 UTC, is 1 April in Berlin.
    with pytest.raises(
        UserError, match="the sale X of 2026-04-01 lies in the period 2026-04-01 to 2026-04-30"
    ):
        books.undo(done)
    assert snapshot(books.connection) == before
    books.undo(closed)
    books.undo(done)
    assert books.one("select gross from sales.sales") == 100


def test_that_an_undo_outside_the_closed_period_goes_ahead(books: Books) -> None:
    sold = books.add_sale("X")
    books.do(
        "close March",
        "insert into core.closed_periods (first_day, last_day, report)"
        " values ('2026-03-01', '2026-03-31', '{}')",
    )
    books.undo(sold)
    assert books.one("select count(*) from sales.sales") == 0
