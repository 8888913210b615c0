"""What holds for every mapping and every quantity."""

import csv
import json
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from soleflip_desktop.domain.readings import DAY_READINGS, MARK_READINGS
from soleflip_desktop.errors import FileError
from soleflip_desktop.importers.files.containers import open_tables
from soleflip_desktop.importers.files.survey import survey
from soleflip_desktop.importers.files.table import header_key
from soleflip_desktop.importers.own_tables.mapped_fields import CONSTANTS, FIELDS, Rows, fields_for
from soleflip_desktop.importers.own_tables.mapped_table import named_table
from soleflip_desktop.importers.own_tables.mapping import ColumnMapping, column_names, lacks
from soleflip_desktop.importers.own_tables.mapping_json import (
    ProfileFile,
    mapping_as_json,
    mapping_from_json,
    profile_as_text,
    read_profile,
)
from soleflip_desktop.importers.own_tables.mapping_preview import preview
from soleflip_desktop.importers.own_tables.proposals import likely_header, propose
from soleflip_desktop.importers.registry import mapped_claims
from soleflip_desktop.importers.study import Habits
from tests.mapped.test_sheets import SYNONYMS
from tests.sources import drafted

HEADERS = st.text(min_size=1, max_size=30).filter(lambda text: "\0" not in text and text.strip())
ENCODABLE = HEADERS.filter(lambda text: text.isprintable())
COLUMNS = st.dictionaries(ENCODABLE, st.sampled_from(list(FIELDS)), max_size=20)
MAPPINGS = st.builds(
    ColumnMapping,
    rows=st.sampled_from(Rows),
    columns=COLUMNS,
    constants=st.dictionaries(st.sampled_from(list(CONSTANTS)), ENCODABLE),
    readings=st.dictionaries(ENCODABLE, st.sampled_from((*DAY_READINGS, *MARK_READINGS))),
    negated=st.frozensets(ENCODABLE, max_size=5),
    personal=st.frozensets(ENCODABLE, max_size=5),
    per_pair=st.booleans(),
    header_row=st.integers(0, 14),
    sheet=st.text(max_size=30).filter(str.isprintable),
)


@given(MAPPINGS)
def test_that_a_mapping_comes_back_from_json(mapping: ColumnMapping) -> None:
    assert mapping_from_json(json.loads(json.dumps(mapping_as_json(mapping)))) == mapping


@given(MAPPINGS, ENCODABLE, st.binary(min_size=32, max_size=32))
def test_that_a_profile_comes_back_from_its_file(mapping: ColumnMapping, name: str, digest: bytes) -> None:
    profile = ProfileFile(name, digest.hex(), mapping)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "profile.json"
        path.write_text(profile_as_text(profile), encoding="utf-8")
        assert read_profile(path) == profile


@given(MAPPINGS, ENCODABLE, st.sampled_from(list(FIELDS)))
def test_that_a_field_chosen_for_a_column_is_that_of_no_other(
    mapping: ColumnMapping, column: str, name: str
) -> None:
    changed = mapping.with_field(column, name)
    assert [each for each, filled in changed.columns.items() if filled == name] == [column]
    assert column not in changed.personal


@given(MAPPINGS, st.sampled_from(Rows))
def test_that_rows_of_another_kind_keep_what_they_can_have(mapping: ColumnMapping, rows: Rows) -> None:
    offered = {field.name for field in fields_for(rows)}
    changed = mapping.for_rows(rows)
    assert set(changed.columns.values()) == set(mapping.columns.values()) & offered
    assert changed.negated <= changed.columns.keys()


@given(
    st.lists(st.lists(st.sampled_from(["", "Date", "date ", "Price", "[A]", "Date (2)", "x"])), min_size=1)
)
def test_that_no_two_columns_have_one_name(head: list[list[str]]) -> None:
    for row in range(len(head)):
        names = column_names(head, row)
        assert len({header_key(name) for name in names}) == len(names) >= len(head[row])
        assert all(names)


@given(st.decimals(0, 100_000, places=2), st.decimals(0, 500, places=2), st.integers(1, 40))
def test_that_a_quantity_is_split_to_the_cent(price: Decimal, shipping: Decimal, quantity: int) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.csv"
        path.write_text(
            f"Shoe,Paid,Pairs,Order,Post\nDunk,{price},{quantity},A,{shipping}\nJordan,5,1,A,\n",
            encoding="utf-8",
        )
        columns = {"Shoe": "product_name", "Paid": "price", "Pairs": "quantity"}
        columns |= {"Order": "order_number", "Post": "order_shipping"}
        [table] = open_tables(path, survey(path))
        [claim] = mapped_claims(table, ColumnMapping(Rows.PURCHASES, columns))
        drafts, problems, _ = drafted(claim)
    assert problems == []
    prices = [Decimal(str(draft["price"])) for draft in drafts]
    shares = [Decimal(str(draft["shipping_share"])) for draft in drafts]
    assert len(drafts) == quantity + 1
    assert sum(prices) == price + 5
    assert sum(shares) == shipping
    assert max(prices[:-1]) - min(prices[:-1]) <= Decimal("0.01")
    assert max(shares) - min(shares) <= Decimal("0.02")


CELLS = st.sampled_from(
    (
        *(
            "",
            " ",
            "Datum",
            "Preis",
            "Shoe",
            "Total",
            "Einkauf",
            "Käufer",
            "SKU",
            "Size (EU)",
            "Qty",
            "Kategorie",
            "Beleg-Nr.",
            "Asking price",
            "Listed on",
            "Listing ID",
            "Sold for",
        ),
        *("01/02/2024", "31.12.2024", "45306", "1.234,56 €", "12-", "#REF!", '="-"', '="0815"', "1,23E+11"),
        *(
            "DD1391-100",
            "42 2/3",
            "N/A",
            "3",
            "Januar 2024",
            "\u00a0",
            "\ufeffPrice",
            "sold",
            "$",
            "😀",
            "x" * 600,
        ),
    )
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=8), min_size=2, max_size=12))
def test_that_any_table_can_be_proposed_for_and_previewed(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        try:
            [table] = open_tables(path, survey(path))
        except FileError:
            return
        named = named_table(table, likely_header(table, SYNONYMS))
        mapping, guesses = propose(named.table, SYNONYMS)
        assert [guess.column for guess in guesses] == list(named.header)
        assert mapping.columns.keys().isdisjoint(mapping.personal)
        if lacks(mapping):
            return
        shown = preview(named, mapping, Habits(), 20)
        assert len(shown.rows) == len(named.sample)
        for claim in mapped_claims(table, mapping):
            drafted(claim, readings=shown.readings)
