"""PayPal's activity report and its monthly statement, in English, German and Dutch."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar, Final

from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.readings import DAY_FIRST, Readings
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import Confidence, TableSource
from soleflip_desktop.importers.column import Constant
from soleflip_desktop.importers.columns import Currency, OrderKey, Text
from soleflip_desktop.importers.drafter import PassedOver
from soleflip_desktop.importers.drift import whole_header
from soleflip_desktop.importers.files.readers import Table
from soleflip_desktop.importers.headers import Aliases, Record
from soleflip_desktop.importers.local_columns import LocalAmount
from soleflip_desktop.importers.sources.slash_days import SlashDay, usual_days
from soleflip_desktop.importers.study import Chunks, Habits, Study

DAY, ZONE, KIND, STATUS, IMPACT = "Date", "TimeZone", "Type", "Status", "Balance Impact"
CURRENCY, GROSS, FEE, NET = "Currency", "Gross", "Fee", "Net"
REFERENCE, ABOUT = "Transaction ID", "Reference Txn ID"

_CONTINENTAL: Final = "Datum"  # no English file has it
_UNSETTLED: Final = frozenset(
    {"pending", "ausstehend", "in behandeling", "denied", "abgelehnt", "geweigerd", "canceled", "cancelled"}
    | {"storniert", "geannuleerd", "expired", "abgelaufen", "voided", "on hold", "unclaimed"}
)


@dataclass(slots=True)
class _Learned:
    """What a row has to know of others.

    Attributes:
        currencies: Of every movement, by its number.
        kinds: Likewise.
        about: The currencies of the movements that refer to a number.
    """

    currencies: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    about: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def is_converted(self, number: str) -> bool:
        """Whether two rows tell how this movement was changed into another currency."""
        currencies = self.about.get(number, set())
        return len(currencies) > 1 and self.currencies.get(number) in currencies


class PayPalActivity(TableSource):
    """A row is a movement of the account: a payment, a fee, a refund, a withdrawal. None is a sale.

    Fees are negative. A payment in a foreign currency comes as three rows: itself, the foreign money that
    went, and the account's own that came, which is the one that counts. Memo rows and what is pending or
    was denied moved nothing. German and Dutch files write `31.12.2024` and `-1.234,56`; of English ones the
    order of day and month is decided over all days. The monthly statement has "Description" for "Type".
    Names, addresses, subjects and notes of the other side are not read.

    Written from public code that reads such files; never seen in a real file.
    """

    slug = "paypal_activity"
    title = said("PayPal activity")
    kind = DraftKind.PAYOUT
    version = 1
    confidence = Confidence.PARSER
    signature = (DAY, ZONE, CURRENCY, GROSS, FEE, NET, REFERENCE)
    aliases: ClassVar[Aliases] = {
        DAY: ("Datum",),
        ZONE: ("Time Zone", "Zeitzone", "Tijdzone"),
        KIND: ("Typ", "Description", "Beschreibung", "Omschrijving"),
        STATUS: (),
        CURRENCY: ("Währung", "Valuta"),
        GROSS: ("Brutto", "Bruto"),
        FEE: ("Gebühr", "Entgelt", "Kosten", "Vergoeding"),
        NET: ("Netto",),
        REFERENCE: ("Transaktionscode", "Transactiereferentie", "Transactie-ID"),
        ABOUT: ("Zugehöriger Transaktionscode", "Referentie-ID transactie"),
        IMPACT: ("Auswirkung auf Guthaben",),
    }
    personal = (
        *("Name", "Naam", "From Email Address", "To Email Address", "Absender E-Mail-Adresse"),
        *("Empfänger E-Mail-Adresse", "Van e-mailadres", "Naar e-mailadres"),
        *("Shipping Address", "Lieferadresse", "Verzendadres", "Address Line 1", "Adresszeile 1"),
        *("Address Line 2/District/Neighborhood", "Address Line 2", "Adresszusatz", "Adresszeile 2"),
        *("Zip/Postal Code", "PLZ", "Contact Phone Number", "Telefon"),
        *("Subject", "Betreff", "Note", "Hinweis", "Bank Name", "Name der Bank", "Naam bank"),
        *("Bank Account", "Bankkonto", "Bankrekening"),
    )
    versions = (
        whole_header(
            "Date | Time | TimeZone | Name | Type | Status | Currency | Gross | Fee | Net",
            "From Email Address | To Email Address | Transaction ID | Shipping Address | Address Status",
            "Item Title | Item ID | Shipping and Handling Amount | Insurance Amount | Sales Tax",
            "Option 1 Name | Option 1 Value | Option 2 Name | Option 2 Value | Reference Txn ID",
            "Invoice Number | Custom Number | Quantity | Receipt ID | Balance | Address Line 1",
            "Address Line 2/District/Neighborhood | Town/City",
            "State/Province/Region/County/Territory/Prefecture/Republic | Zip/Postal Code | Country",
            "Contact Phone Number | Subject | Note | Country Code | Balance Impact",
        ),
        whole_header(
            "Datum | Uhrzeit | Zeitzone | Name | Typ | Status | Währung | Brutto | Gebühr | Netto",
            "Absender E-Mail-Adresse | Empfänger E-Mail-Adresse | Transaktionscode | Lieferadresse",
            "Adress-Status | Artikelbezeichnung | Artikelnummer | Versand- und Bearbeitungsgebühr",
            "Versicherungsbetrag | Umsatzsteuer | Option 1 Name | Option 1 Wert | Option 2 Name",
            "Option 2 Wert | Zugehöriger Transaktionscode | Rechnungsnummer | Zollnummer | Anzahl",
            "Empfangsnummer | Guthaben | Adresszeile 1 | Adresszusatz | Ort | Bundesland | PLZ | Land",
            "Telefon | Betreff | Hinweis | Ländervorwahl | Auswirkung auf Guthaben",
        ),
        whole_header(
            "Datum | Tijd | Tijdzone | Omschrijving | Valuta | Bruto | Kosten | Netto | Saldo",
            "Transactiereferentie | Van e-mailadres | Naam | Naam bank | Bankrekening | Verzendkosten | Btw",
            "Factuurreferentie | Referentie-ID transactie",
        ),
        whole_header(
            "Date | Time | Time Zone | Description | Currency | Gross | Fee | Net | Balance | Transaction ID",
            "From Email Address | Name | Bank Name | Bank Account | Shipping and Handling Amount",
            "Sales Tax | Invoice ID | Reference Txn ID",
        ),
        whole_header(
            "Datum | Uhrzeit | Zeitzone | Beschreibung | Währung | Brutto | Entgelt | Netto | Guthaben",
            "Transaktionscode | Absender E-Mail-Adresse | Name | Name der Bank | Bankkonto",
            "Versand- und Bearbeitungsgebühr | Umsatzsteuer | Rechnungsnummer | Zugehöriger Transaktionscode",
        ),
    )
    virtual = ("Movement",)

    processor = Constant("paypal")
    reference = OrderKey(REFERENCE, required=True)
    paid_on = SlashDay(DAY, required=True)
    gross = LocalAmount(GROSS)
    fee = LocalAmount(FEE, negated=True)
    amount = LocalAmount(NET, required=True)
    currency = Currency(CURRENCY, required=True)
    description = Text("Movement")

    def study(self, table: Table, chunks: Chunks, chosen: Readings, habits: Habits) -> Study:
        usual = usual_days(table, _CONTINENTAL, DAY_FIRST, DAY)
        return super().study(table, chunks, {**usual, **chosen}, habits)

    def gather(self, records: Iterable[Record]) -> _Learned:
        learned = _Learned()
        for record in records:
            learned.currencies[record[REFERENCE]] = record[CURRENCY]
            learned.kinds[record[REFERENCE]] = record[KIND]
            if record[ABOUT]:
                learned.about[record[ABOUT]].add(record[CURRENCY])
        return learned

    def shape(self, record: Record, gathered: _Learned) -> tuple[str, ...]:
        if record[IMPACT].casefold() == "memo":
            raise PassedOver("is a memo that moved no money")
        if record[STATUS].casefold() in _UNSETTLED:
            raise PassedOver("is of a movement that is not settled")
        number, about = record[REFERENCE], record[ABOUT]
        if number and gathered.is_converted(number):
            raise PassedOver("is in a foreign currency: the row of what came of it counts")
        if not about or not gathered.is_converted(about):
            return (record[KIND],)
        if record[CURRENCY] == gathered.currencies[about]:
            raise PassedOver("is in a foreign currency: the row of what came of it counts")
        return (gathered.kinds[about] or record[KIND],)
