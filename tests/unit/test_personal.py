"""Which headers of a file name people: those of every source and of every language, and no others."""

import csv
from pathlib import Path

import pytest

from soleflip_desktop.importers.files.readers import header_key
from soleflip_desktop.importers.headers import NO_ALIASES
from soleflip_desktop.importers.own_tables.synonyms import PERSONAL
from soleflip_desktop.importers.personal import looks_personal
from soleflip_desktop.importers.registry import SOURCES
from tests.golden.inputs import INPUTS, named
from tests.sources import claims_of, drafter_of
from tests.unit.bad_files import as_text, records, write

SYNONYMS = Path(__file__).parents[2] / "resources" / "header_synonyms.csv"
# Sources remove these too, though only they can know why: free text, the user's own bank, links to labels.
ONLY_DECLARED = {
    *("bankrekening", "betreff", "hinweis", "naam", "naam bank", "name", "name der bank", "note", "notes"),
    *("other info", "paypal transaction id", "shipping company", "subject", "van e-mailadres", "description"),
    *("shipment.shippingdocumenturl", "shipment.shippinglabelurl", "shipment.trackingurl"),
}
# The user's own names and StockX's addresses: the one is read, the others are no buyer's.
NOT_OF_BUYERS = {
    *("username", "seller address (billing)", "seller vat number", "sold to name", "sold to address"),
    *("sold to vat number", "fiscal representative address", "stockx destination address"),
    *("ship from address", "ship to address", "address status", "adress-status"),
}


def headers_of_sources() -> tuple[set[str], set[str]]:
    """The columns of all golden inputs that their sources declare as personal, and all others."""
    personal: set[str] = set()
    others: set[str] = set()
    for path in INPUTS:
        for claim in claims_of(path):
            declared = getattr(claim.source, "personal", ())
            aliases = getattr(claim.source, "aliases", NO_ALIASES)
            names = {header_key(name) for each in declared for name in (each, *aliases.get(each, ()))}
            for header in filter(None, map(header_key, claim.table.header)):
                (personal if header in names else others).add(header)
    return personal, others


def test_that_what_sources_declare_looks_personal_and_nothing_else_does() -> None:
    personal, others = headers_of_sources()
    assert len(personal) > 80
    assert {name for name in personal if not looks_personal(name)} <= ONLY_DECLARED
    assert {name for name in others - personal if looks_personal(name)} <= NOT_OF_BUYERS


def test_that_the_headers_of_tables_kept_by_hand_are_told_apart_alike() -> None:
    with SYNONYMS.open(encoding="utf-8", newline="") as file:
        rows = [(row["field"], row["header"]) for row in csv.DictReader(file)]
    known = {header for field, header in rows if field == PERSONAL}
    assert [header for header in sorted(known) if not looks_personal(header)] == []
    assert [header for _, header in rows if header not in known and looks_personal(header)] == []


@pytest.mark.parametrize(
    "header",
    [
        *("Buyer", "Buyer_Name", "buyerEmail", "CUSTOMER PHONE", "recipient-street", "Note to seller"),
        *("shipping_address.zip", "Ship to name", "Customer note", "Tax ID", "Gift message", "VAT number"),
        *(
            "Käufername",
            "Kaeufer-E-Mail",
            "Straße und Hausnummer",
            "PLZ / Ort",
            "USt-IdNr.",
            "Empfänger Name",
        ),
        *("Nom de l'acheteur", "Code postal", "Téléphone du client", "Adresse de livraison", "N° de client"),
        *(
            "Nombre del comprador",
            "Correo electrónico",
            "Dirección de envío",
            "Teléfono",
            "Mensaje del cliente",
        ),
        *("Nome dell'acquirente", "Indirizzo di spedizione", "Codice fiscale", "CAP", "Cellulare"),
    ],
)
def test_that_who_somebody_is_and_how_to_reach_them_is_personal(header: str) -> None:
    assert looks_personal(header)


@pytest.mark.parametrize(
    "header",
    [
        *(
            "",
            "Brand",
            "Product name",
            "Supplier",
            "Supplier e-mail",
            "Item name",
            "Buyer city",
            "Ship to country",
        ),
        *(
            "Buyer shipping cost",
            "Sales tax charged to buyer",
            "Customer type",
            "Shipping number",
            "Sold via",
        ),
        *("Marke", "Lieferant Name", "Land des Käufers", "Wohnort", "Versand nach - Ort", "Notizen"),
        *("Marque", "Nom du produit", "Ville", "Pays de livraison", "Frais de livraison", "Vendu à"),
        *("Marca", "Nombre del producto", "Ciudad", "País", "Proveedor", "Gastos de envío"),
        *("Nome prodotto", "Città", "Paese di spedizione", "Fornitore", "Venduto a", "Colorway name"),
    ],
)
def test_that_goods_shops_and_places_are_not_personal(header: str) -> None:
    assert not looks_personal(header)


# With a further column a table is no tracker, but one that the user says how to read.
GROWING = [path for path in INPUTS if path.parent.name != "tracker"]


@pytest.mark.parametrize("path", GROWING, ids=named)
def test_that_a_column_that_a_source_gained_and_that_looks_personal_is_removed(
    path: Path, tmp_path: Path
) -> None:
    for claim in claims_of(path):
        table = claim.table
        rows = [cells for chunk in table.chunks() for cells in chunk.cells if len(cells) == len(table.header)]
        gained = [
            [*table.header, "Gift message", "Box colour"],
            *([*cells, "For Ann", "red"] for cells in rows),
        ]
        changed = write(tmp_path / "drifted.csv", as_text(gained))
        [same] = [each for each in claims_of(changed) if each.source is claim.source]
        at = len(table.header)
        assert drafter_of(same).personal & {at, at + 1} == {at}


def test_that_known_columns_of_a_version_are_what_the_source_says_they_are(tmp_path: Path) -> None:
    header, *rows = records()[:3]
    path = write(tmp_path / "report.csv", as_text([header, *rows]))
    [claim] = claims_of(path)
    assert "Sold To address" in header
    assert drafter_of(claim).personal == frozenset()


def test_that_no_source_reads_what_it_calls_personal() -> None:
    for source in SOURCES:
        columns = getattr(source, "columns", {}).values()
        assert {name for column in columns for name in column.headers()}.isdisjoint(
            getattr(source, "personal", ())
        )
