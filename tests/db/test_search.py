"""One search finds goods, orders, pairs, brands and suppliers, also where a word is mistyped."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Connection, Engine, delete, insert, text, update

from soleflip_desktop.db.narrowing import sought
from soleflip_desktop.db.tables.core import brands
from soleflip_desktop.db.tables.products import product_codes, products
from soleflip_desktop.db.tables.sales import sales
from soleflip_desktop.db.vocabulary import Vocabulary, Words
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.selection import Is, Selection
from soleflip_desktop.errors import Cancelled
from soleflip_desktop.services.inventory import Inventory
from soleflip_desktop.services.sales import Sales
from soleflip_desktop.services.search import Hit, Search
from tests.db.ledger import Ledger

if TYPE_CHECKING:
    from soleflip_desktop.services.tables import LongTable


@pytest.fixture
def stock(engine: Engine) -> dict[str, int]:
    """Ids of a few sales and pairs by a word that tells them apart."""
    with engine.begin() as connection:
        ledger = Ledger(connection)
        jordan = ledger.goods("Jordan 4 Retro Military Black", "DH6927-111", brand="Jordan")
        yeezy = ledger.goods("Boost 350 V2 Zebra", "CP9654", brand="Yeezy")
        sneaker = ledger.goods("550 White Green", "BB550WT1", brand="New Balance")
        return {
            "dunk": ledger.sale(order_key="1000-2000", sold_at=datetime(2024, 3, 10, tzinfo=UTC)),
            "jordan": ledger.sale(order_key="1000-3000", product_id=jordan, tracking_number="1Z999"),
            "zebra": ledger.sale(order_key="QRST-1", product_id=yeezy, status="cancelled"),
            "balance": ledger.sale(product_id=sneaker),
            "kept": ledger.pair(
                "90.00",
                date(2024, 2, 1),
                product_id=jordan,
                supplier="Kickz Berlin",
                order_number="BST-77",
                location="Schrank Größe 3",
                notes="lid is torn",
            ),
        }


def found(engine: Engine, stock: dict[str, int], text: str) -> set[str]:
    names = {number: name for name, number in stock.items() if name != "kept"}
    return {names[each] for each in Sales(engine, "window").ids(selection=Selection(text))}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("retro jordan", {"jordan"}),  # words in any order
        ("white balance", {"balance"}),  # the brand counts as well
        ("black 350", set()),  # every word is asked for
        ("jordna", {"jordan"}),
        ("jordn 4 militray", {"jordan"}),
        ("yezzy", {"zebra"}),
        ("zebar boost", {"zebra"}),
        ("milatery blak", {"jordan"}),
        ("newbalance", {"balance"}),
        ("milat", {"jordan"}),  # not yet typed to its end
        ("dunks", {"dunk"}),
        ("xylophone", set()),
        ("DH6927-112", set()),  # a code is meant as it is written
        ("DH6927-11", {"jordan"}),
        ("cp9655", set()),
        ("1000-2001", set()),
        ("bost 351", set()),
        ("qrst", {"zebra"}),  # an order number, and near to no word
        ("5O0", set()),
        ("%", set()),
        ("_", set()),
        ("\\", set()),
        ("\0dunk\0", {"dunk"}),
        ("\u0301", set()),
        ("dunk " * 40, {"dunk"}),
        (" ".join(f"w{n}" for n in range(500)), set()),
    ],
)
def test_that_a_search_has_every_word_and_understands_a_mistyped_one(
    engine: Engine, stock: dict[str, int], text: str, wanted: set[str]
) -> None:
    assert found(engine, stock, text) == wanted


def test_that_a_word_that_is_written_somewhere_is_never_taken_for_another(engine: Engine) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        stock = {
            "dunk": ledger.sale(),
            "dank": ledger.sale(product_id=ledger.goods("Dank Low")),
            "order": ledger.sale(order_key="DUNG-4", product_id=ledger.goods("Tee")),
        }
    assert found(engine, stock, "dank") == {"dank"}
    assert found(engine, stock, "dung") == {"order"}
    assert found(engine, stock, "denk") == {"dunk", "dank"}


def test_that_a_mistyped_word_goes_with_filters_and_totals(engine: Engine, stock: dict[str, int]) -> None:
    table = Sales(engine, "window")
    mistyped = Selection("jordna", (Is("cost_missing"),))
    assert [row.id for row in table.first(selection=mistyped)] == [stock["jordan"]]
    assert table.totals(mistyped).count == 1
    assert [(each.value, each.count) for each in table.choices("brand", Selection("jordna"))] == [
        ("Jordan", 1)
    ]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("kickz", True),
        ("kikcz berlin", True),
        ("jordan berlin", True),
        ("bst-7", True),
        ("st-7", False),
        ("lid torn", True),
        ("größe", True),
        ("schrank", True),
        ("dunk", False),
    ],
)
def test_that_a_pair_is_found_by_its_supplier_order_place_and_notes(
    engine: Engine, stock: dict[str, int], text: str, is_found: bool
) -> None:
    assert list(Inventory(engine, "window").ids(selection=Selection(text))) == [stock["kept"]] * is_found


def test_that_new_goods_are_known_at_once_and_changed_ones_by_their_new_name(engine: Engine) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        stock = {"dunk": ledger.sale()}
        spare = ledger.sale(product_id=ledger.goods("Tee"))
    table = Sales(engine, "window")

    def finds(text: str) -> list[int]:
        return list(table.ids(selection=Selection(text)))

    assert finds("smaba") == []
    with engine.begin() as connection:
        samba = connection.execute(
            insert(products).values(name="Samba").returning(products.c.id)
        ).scalar_one()
        connection.execute(update(sales).where(sales.c.id == spare).values(product_id=samba))
    assert finds("smaba") == [spare]
    assert finds("dunkk") == [stock["dunk"]]
    with engine.begin() as connection:
        connection.execute(update(products).where(products.c.name == "Nike Dunk Low").values(name="Campus"))
    assert finds("dunkk") == []
    assert finds("cmapus") == [stock["dunk"]]


def test_that_the_vocabulary_is_read_again_when_and_only_when_something_changed(
    connection: Connection,
) -> None:
    ledger, vocabulary = Ledger(connection), Vocabulary()
    first = vocabulary.words(connection)
    assert vocabulary.words(connection) is first
    ledger.sale()
    assert vocabulary.words(connection) is first
    product = ledger.goods("Gazelle", "IG2093")
    changes = (
        insert(brands).values(name="Salomon"),
        update(products).where(products.c.id == product).values(name="Gazelle Bold"),
        delete(product_codes).where(product_codes.c.product_id == product),
        insert(product_codes).values(product_id=product, code="IG2094", as_written="IG2094"),
    )
    seen = [first, vocabulary.words(connection)]
    for change in changes:
        connection.execute(change)
        seen.append(vocabulary.words(connection))
    assert len({id(each) for each in seen}) == len(seen)
    assert "gazelle bold" in seen[-1].texts


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("jrodan", ("jordan",)),
        ("jord", ()),  # the beginning of a word is found as it is
        ("balnace", ("balance",)),
        ("new", ()),
        ("newbalanse", ("new balance",)),
        ("jor4an", ()),
        ("milkshake", ()),
    ],
)
def test_that_only_what_is_near_enough_is_meant(word: str, meant: Sequence[str]) -> None:
    assert Words.of(["jordan 4 retro", "new balance"]).near(word) == meant


def hits(engine: Engine, text: str, limit: int = 20) -> list[tuple[str, str]]:
    return [(hit.kind, hit.title) for hit in Search(engine).find(text, limit)]


def test_that_one_search_finds_every_kind(engine: Engine, stock: dict[str, int]) -> None:
    assert hits(engine, "jordan") == [("product", "Jordan 4 Retro Military Black"), ("brand", "Jordan")]
    assert hits(engine, "dh6927111") == [("product", "Jordan 4 Retro Military Black")]
    assert hits(engine, "1000") == [("sale", "1000-3000"), ("sale", "1000-2000")]
    assert hits(engine, "1z9") == [("sale", "1000-3000")]
    assert hits(engine, "bst-77") == [("item", "Jordan 4 Retro Military Black")]
    assert hits(engine, "torn lid") == [("item", "Jordan 4 Retro Military Black")]
    assert hits(engine, "kickz") == [("supplier", "Kickz Berlin")]
    assert hits(engine, "kickz jordan") == []


@pytest.mark.parametrize(
    ("order", "typed"),
    [
        ("Qx-77", "qX-7"),
        ("abcdef-1", "ABCDEF"),
        ("AB_C%1", "ab_c%"),
        ("a\\b", "A\\"),
        ("Änderung 5", "äNDER"),
        ("9-Ö1", "9-ö"),
    ],
)
def test_that_an_order_is_found_by_its_beginning_in_capitals_and_small_letters(
    engine: Engine, order: str, typed: str
) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        for other in (order, f"x{order}", "AB+C+1"):
            ledger.sale(order_key=other)
            ledger.pair("1.00", order_number=other)
    assert hits(engine, typed) == [("sale", order), ("item", "Nike Dunk Low")]


def test_that_the_order_of_a_pair_is_found_by_an_index(connection: Connection) -> None:
    connection.execute(text("set local enable_seqscan = off"))
    query = "select id from products.purchases where starts_with(lower(order_number), lower(:needle))"
    plan = connection.execute(text(f"explain {query}"), {"needle": "ORD-1"}).scalars()
    assert "ix_purchases_order_number" in "".join(plan)


def test_that_one_search_understands_a_mistyped_word(engine: Engine, stock: dict[str, int]) -> None:
    assert hits(engine, "jordna") == hits(engine, "jordan")
    assert hits(engine, "kicks") == [("supplier", "Kickz Berlin")]
    assert hits(engine, "DH6927-112") == []
    assert [hits(engine, blank) for blank in ("", "  ", "\0", "\u0301")] == [[], [], [], []]


def test_that_a_hit_leads_to_its_rows(engine: Engine, stock: dict[str, int]) -> None:
    tables: dict[str, LongTable[Any, Any]] = {
        "sales": Sales(engine, "window"),
        "inventory": Inventory(engine, "window"),
    }

    def rows(hit: Hit) -> list[int]:
        return list(tables[hit.table].ids(selection=hit.selection))

    search = Search(engine)
    [product, brand] = search.find("jordan")
    assert rows(product) == rows(brand) == [stock["jordan"]]
    assert (product.detail, product.count, product.row_id) == ("DH6927-111 · Jordan", 1, None)
    assert brand.count == 1
    [sale] = search.find("1000-3000")
    assert rows(sale) == [sale.row_id] == [stock["jordan"]]
    assert (sale.day, sale.detail) == (date(2024, 3, 10), "Jordan 4 Retro Military Black · US 10.5 · 1Z999")
    [item] = search.find("bst-77")
    assert rows(item) == [item.row_id] == [stock["kept"]]
    assert (item.day, item.detail) == (date(2024, 2, 1), "US 10.5 · BST-77 · Schrank Größe 3 · lid is torn")
    [supplier] = search.find("kickz")
    assert rows(supplier) == [stock["kept"]]
    assert (supplier.table, supplier.count) == ("inventory", 1)


def test_that_goods_that_never_sold_lead_to_the_inventory(engine: Engine) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        pair = ledger.pair("1.00", product_id=ledger.goods("Samba", "B75806"))
    [hit] = Search(engine).find("samba")
    assert (hit.table, hit.count) == ("inventory", 1)
    assert list(Inventory(engine, "window").ids(selection=hit.selection)) == [pair]


def test_that_a_limit_leaves_some_of_every_kind_and_the_plainest_first(engine: Engine) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        for number in range(5):
            ledger.goods(f"Old Samba {number:{number + 1}}")
        ledger.goods("Samba OG", "B75806", brand="Samba")
        ledger.sale(order_key="SAMBA-1")
        ledger.goods("Gold Thing", "SAMBA")
    assert hits(engine, "samba", 4) == [
        ("product", "Gold Thing"),  # its code is the word
        ("product", "Samba OG"),
        ("sale", "SAMBA-1"),
        ("brand", "Samba"),
    ]
    assert len(hits(engine, "samba", 20)) == 9
    assert hits(engine, "samba", 0) == []


def test_that_a_search_ends_when_it_is_cancelled(engine: Engine, stock: dict[str, int]) -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        Search(engine).find("jordan", control=control)


def test_that_words_are_asked_for_once_however_often_they_are_typed() -> None:
    assert [word.key for word in sought(" Dunk  dunk DUNK low").words] == ["dunk", "low"]
