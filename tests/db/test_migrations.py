"""The migrations build what `db/tables` says, in both directions, and refuse what they cannot do."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text
from sqlalchemy.schema import CreateSchema

from soleflip_desktop.db.migrate import Migrations
from soleflip_desktop.db.tables import SCHEMAS, metadata
from soleflip_desktop.errors import DatabaseError
from tests.conftest import MIGRATIONS, database, engine_for

OURS = ", ".join(f"'{schema}'" for schema in SCHEMAS)

# What the server itself says a schema is made of: finer than autogenerate, which compares neither checks
# nor the conditions of partial indexes.
CATALOGUE = f"""
select 'column', format('%I.%I.%I', n.nspname, c.relname, a.attname),
       concat_ws(' ', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
                 pg_get_expr(d.adbin, d.adrelid))
from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
where n.nspname in ({OURS}) and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
union all
select 'constraint', format('%s %I', t.conrelid::regclass, t.conname), pg_get_constraintdef(t.oid)
from pg_constraint t join pg_namespace n on n.oid = t.connamespace
where n.nspname in ({OURS}) and t.contype <> 'n'
union all
select 'index', schemaname || '.' || indexname, indexdef from pg_indexes where schemaname in ({OURS})
union all
select 'table', format('%I.%I', n.nspname, c.relname), c.relpersistence::text
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ({OURS}) and c.relkind in ('r', 'v', 'm')
union all
select 'routine', format('%I.%I', n.nspname, p.proname), pg_get_functiondef(p.oid)
from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ({OURS})
union all
select 'trigger', format('%s %I', t.tgrelid::regclass, t.tgname), pg_get_triggerdef(t.oid)
from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ({OURS}) and not t.tgisinternal
"""


def catalogue(engine: Engine) -> dict[tuple[str, str], str]:
    with engine.connect() as connection:
        return {(kind, name): definition for kind, name, definition in connection.execute(text(CATALOGUE))}


def of_tables(found: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    kinds = ("column", "constraint", "index")
    return {place: definition for place, definition in found.items() if place[0] in kinds}


def test_that_autogenerate_finds_no_difference_between_migrations_and_tables(engine: Engine) -> None:
    with engine.connect() as connection:
        options = {
            "include_schemas": True,
            "include_name": lambda name, kind, parents: kind != "schema" or name in SCHEMAS,
            "compare_type": True,
            "compare_server_default": True,
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_that_the_server_knows_the_same_columns_constraints_and_indexes_from_both(
    engine: Engine, empty_database_url: str
) -> None:
    with engine_for(empty_database_url) as created:
        with created.begin() as connection:
            for schema in SCHEMAS:
                connection.execute(CreateSchema(schema))
            connection.execute(text("create sequence logging.row_change_ids"))
            # Staging draws ids from the sequences of other tables, which is no foreign key to sort by.
            staged = [table for table in metadata.sorted_tables if table.name.startswith("staged_")]
            first = [table for table in metadata.sorted_tables if table not in staged]
            metadata.create_all(connection, tables=first)
            metadata.create_all(connection, tables=staged)
        assert of_tables(catalogue(created)) == of_tables(catalogue(engine))


def test_that_every_migration_can_be_taken_back_and_applied_again(
    empty_database_url: str, migrations: Migrations
) -> None:
    with engine_for(empty_database_url) as engine:
        empty = catalogue(engine)
        migrations.upgrade_to_head(engine)
        head = catalogue(engine)
        down_one_by_one(migrations, engine)
        assert migrations.current_revision(engine) is None
        assert catalogue(engine) == empty == {}
        migrations.upgrade_to_head(engine)
        assert catalogue(engine) == head


def down_one_by_one(migrations: Migrations, engine: Engine) -> None:
    while (revision := migrations.current_revision(engine)) is not None:
        migrations.downgrade(engine, "-1")
        assert migrations.current_revision(engine) != revision


def test_that_a_database_at_head_is_left_alone(engine: Engine, migrations: Migrations) -> None:
    asked: list[tuple[str, str]] = []
    migrations.upgrade_to_head(engine, lambda old, new: asked.append((old, new)))
    assert migrations.current_revision(engine) == migrations.head_revision
    assert asked == []


def test_that_a_new_database_holds_the_settings_and_platforms_figures_rest_on(engine: Engine) -> None:
    with engine.connect() as connection:
        rows = connection.execute(text("select name, value from core.settings"))
        settings = {row.name: row.value for row in rows}
        slugs = set(connection.execute(text("select slug from core.platforms")).scalars())
    assert settings == {"reporting_currency": "EUR", "booking_time_zone": "Europe/Berlin"}
    assert {"stockx", "alias", "ebay", "vinted", "kleinanzeigen"} <= slugs


def test_that_a_backup_can_be_made_before_an_older_database_is_changed(
    engine: Engine, migrations: Migrations
) -> None:
    migrations.downgrade(engine, "0001")
    seen: list[tuple[str, str, str | None]] = []

    def back_up(old: str, new: str) -> None:
        seen.append((old, new, migrations.current_revision(engine)))

    migrations.upgrade_to_head(engine, back_up)
    assert seen == [("0001", migrations.head_revision, "0001")]


def test_that_a_failed_backup_leaves_the_database_at_its_revision(
    engine: Engine, migrations: Migrations
) -> None:
    migrations.downgrade(engine, "0001")

    def no_room(old: str, new: str) -> None:
        raise DatabaseError("The disk is full")

    with pytest.raises(DatabaseError, match="The disk is full"):
        migrations.upgrade_to_head(engine, no_room)
    assert migrations.current_revision(engine) == "0001"


def test_that_a_database_from_a_newer_program_is_refused(engine: Engine, migrations: Migrations) -> None:
    with engine.begin() as connection:
        connection.execute(text("update public.alembic_version set version_num = '9999'"))
    with pytest.raises(DatabaseError, match=r"newer SoleFlip .*9999.*Install the newest SoleFlip"):
        migrations.upgrade_to_head(engine)
    with pytest.raises(DatabaseError, match="newer SoleFlip"):
        migrations.downgrade(engine, "base")


def test_that_a_database_with_other_tables_in_our_schemas_is_refused(
    empty_database_url: str, migrations: Migrations
) -> None:
    with engine_for(empty_database_url) as engine:
        with engine.begin() as connection:
            connection.execute(text("create schema sales"))
            connection.execute(text("create table sales.orders (id int)"))
        with pytest.raises(DatabaseError, match=r"already holds a table sales\.orders"):
            migrations.upgrade_to_head(engine)


def test_that_a_database_that_is_not_utf8_is_refused(
    on_server: Connection, server_url: str, migrations: Migrations
) -> None:
    options = "encoding 'LATIN1' locale_provider libc locale 'C' template template0"
    with (
        database(on_server, server_url, options) as url,
        engine_for(url) as engine,
        pytest.raises(DatabaseError, match="stores text as LATIN1"),
    ):
        migrations.upgrade_to_head(engine)


def test_that_a_server_older_than_15_is_refused(
    empty_database_url: str, migrations: Migrations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("soleflip_desktop.db.migrate.OLDEST_SERVER", 990000)
    with (
        engine_for(empty_database_url) as engine,
        pytest.raises(DatabaseError, match="SoleFlip needs 99 or later"),
    ):
        migrations.upgrade_to_head(engine)


def test_that_two_programs_that_start_at_once_migrate_once(
    empty_database_url: str, migrations: Migrations
) -> None:
    # Alembic's context is one per process; the second program is a lock held by another session.
    with engine_for(empty_database_url) as first, engine_for(empty_database_url) as second:
        with first.begin() as holding, ThreadPoolExecutor(1) as pool:
            holding.execute(text("select pg_advisory_xact_lock(1936682085)"))
            waiting = pool.submit(migrations.upgrade_to_head, second)
            wait_until_blocked(first)
            assert migrations.current_revision(first) is None
            holding.commit()
            waiting.result(timeout=30)
        assert migrations.current_revision(first) == migrations.head_revision


def wait_until_blocked(engine: Engine) -> None:
    waiting = text("select count(*) from pg_locks where locktype = 'advisory' and not granted")
    with engine.connect() as connection:
        while connection.execute(waiting).scalar_one() == 0:
            connection.rollback()


def test_that_a_failing_migration_changes_nothing_and_says_so(
    empty_database_url: str, broken_migrations: Callable[[], Migrations], migrations: Migrations
) -> None:
    with engine_for(empty_database_url) as engine:
        migrations.upgrade_to_head(engine)
        before = catalogue(engine)
        with pytest.raises(DatabaseError, match=r"could not be brought.*division by zero.*Nothing in it was"):
            broken_migrations().upgrade_to_head(engine)
        assert catalogue(engine) == before
        assert migrations.current_revision(engine) == migrations.head_revision


@pytest.fixture
def broken_migrations(tmp_path: Path, migrations: Migrations) -> Callable[[], Migrations]:
    """Our migrations and one more that changes a table and then fails, in a folder named 100 %."""

    def build() -> Migrations:
        folder = tmp_path / "100 %"
        (folder / "versions").mkdir(parents=True)
        for source in (MIGRATIONS / "env.py", *(MIGRATIONS / "versions").glob("*.py")):
            (folder / source.relative_to(MIGRATIONS)).write_text(source.read_text("utf-8"), "utf-8")
        (folder / "versions" / "9999_broken.py").write_text(
            "from alembic import op\n"
            f"revision = '9999'\ndown_revision = {migrations.head_revision!r}\n"
            "def upgrade():\n"
            "    op.execute('alter table sales.sales add column extra text')\n"
            "    op.execute('select 1 / 0')\n",
            "utf-8",
        )
        return Migrations(folder)

    return build


def test_that_a_server_that_does_not_answer_is_named_as_such(migrations: Migrations) -> None:
    with (
        engine_for("postgresql+psycopg://nobody@127.0.0.1:1/none") as engine,
        pytest.raises(DatabaseError, match="does not answer"),
    ):
        migrations.upgrade_to_head(engine)


def test_that_files_of_migrations_are_named_by_their_revisions_in_order() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    in_order = [script.revision for script in reversed(list(scripts.walk_revisions()))]
    files = sorted(path.stem for path in (MIGRATIONS / "versions").glob("*.py"))
    assert [name.partition("_")[0] for name in files] == in_order
    assert Migrations(MIGRATIONS).head_revision == scripts.get_current_head()
