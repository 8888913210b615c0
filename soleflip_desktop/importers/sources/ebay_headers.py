"""The headers of eBay's reports: what they are called in other versions, and which of them are personal.

American, British and Australian, German, older German, and the File Exchange of old.
"""

from collections.abc import Mapping

from soleflip_desktop.importers.headers import Aliases

# Only German reports have them; in these a comma stands before the decimals.
GERMAN_ONLY: Mapping[str, tuple[str, ...]] = {"Bestellnummer": (), "Artikelnummer": (), "Artikelnr.": ()}

ORDERS_ALIASES: Aliases = {
    "Sales Record Number": ("Verkaufsprotokollnummer", "Verkaufsprotokoll-Nr.", "Verkaufsprotokollnr."),
    "Order Number": ("Order ID", "Bestellnummer"),
    "Item Number": ("Item ID", "Artikelnummer"),
    "Item Title": ("Angebotstitel", "Artikelbezeichnung"),
    "Custom Label": ("Bestandseinheit", "Bestandseinheit (SKU)"),
    "Quantity": ("Anzahl", "Stückzahl"),
    "Sold For": ("Sale Price", "Verkauft für", "Verkaufspreis"),
    "Shipping And Handling": (
        *("Postage And Packaging", "Postage And Handling", "Verpackung und Versand"),
        *("Delivery And Packaging", "Versand und Bearbeitung"),
    ),
    "Seller Collected Tax": ("US Tax",),
    "eBay Collected Tax": ("Von eBay eingezogene Steuer",),
    "Included VAT rate": (
        *("Seller specified VAT rate", "Inklusive MwSt.-Satz", "Inklusive Mehrwertsteuersatz"),
        "Vom Verkäufer angegebener MwSt.-Satz",
    ),
    "Total Price": ("Gesamtbetrag", "Gesamtpreis"),
    "Sale Date": ("Sold On", "Verkauft am", "Verkaufsdatum"),
    "Paid On Date": ("Zahlungsdatum", "Bezahldatum"),
    "Ship To Country": (
        "Post To Country",
        "Versand nach - Land",
        "Versandziel - Land",
        "Buyer Country",
        "Land des Käufers",
    ),
    "Ship To City": (
        "Post To City",
        "Versand nach - Ort",
        "Versandziel - Ort",
        "Buyer City",
        "Wohnort des Käufers",
    ),
    "Tracking Number": ("Sendungsnummer",),
    "Transaction ID": ("Transaktionsnummer", "Transaktions-ID"),
    "Variation Details": ("Variantendetails",),
    **GERMAN_ONLY,
}
ORDERS_PERSONAL = (
    *("Buyer Username", "Buyer Name", "Buyer Email", "Buyer Note", "Buyer Address 1", "Buyer Address 2"),
    *("Buyer Zip", "Buyer Postcode", "Buyer Tax Identifier Name", "Buyer Tax Identifier Value"),
    *("Ship To Name", "Ship To Phone", "Ship To Address 1", "Ship To Address 2", "Ship To Zip"),
    *("Post To Name", "Post To Phone", "Post To Address 1", "Post To Address 2", "Post To Postcode"),
    *(
        "Ship To Postcode",
        "Post To Zip",
        "Tax Zip",
        "Tax Postcode",
        "PayPal Transaction ID",
        "My Item Note",
    ),
    *("User Id", "Buyer Fullname", "Buyer Phone Number", "Phone", "Notes to Yourself", "Private Notes"),
    *("Nutzername des Käufers", "Name des Käufers", "E-Mail des Käufers", "Hinweis des Käufers"),
    *("Adresse 1 des Käufers", "Adresse 2 des Käufers", "PLZ des Käufers", "Telefonnummer des Käufers"),
    *("Name des Empfängers", "Telefonnummer des Empfängers", "Telefon des Empfängers"),
    *("Adresse 1 des Empfängers", "Adresse 2 des Empfängers", "PLZ des Empfängers"),
    *("Versand nach - Name", "Versand nach - Telefon", "Versand nach - Adresse 1"),
    *("Versand nach - Adresse 2", "Versand nach - PLZ", "Versandziel - PLZ", "Steuernummer des Käufers"),
    *(
        "Käufer - Steuer-ID",
        "Mitgliedsname",
        "Vollständiger Name des Käufers",
        "E-Mail-Adresse des Käufers",
    ),
    *("Käuferadresse 1", "Käuferadresse 2", "Postleitzahl des Käufers", "Private Notizen", "Meine Notiz"),
)

TRANSACTIONS_ALIASES: Aliases = {
    "Transaction creation date": ("Datum der Transaktionserstellung",),
    "Type": ("Typ",),
    "Order number": ("Bestellnummer",),
    "Net amount": ("Betrag abzügl. Kosten", "Betrag abzüglich Kosten"),
    "Gross transaction amount": ("Transaktionsbetrag (inkl. Kosten)",),
    "Exchange rate": ("Wechselkurs", "Umrechnungskurs"),
    "Transaction currency": ("Transaktionswährung",),
    "Payout currency": ("Auszahlungswährung",),
    "Payout date": ("Auszahlungsdatum",),
    "Payout ID": ("Auszahlung Nr.", "Auszahlungsnummer"),
    "Item ID": ("Artikelnummer", "Artikelnr."),
    "Transaction ID": ("Transaktionsnummer", "Transaktions-ID"),
    "Item title": ("Angebotstitel",),
    "Custom label": ("Bestandseinheit",),
    "Quantity": ("Stückzahl", "Anzahl"),
    "Item subtotal": ("Zwischensumme Artikel",),
    "Shipping and handling": ("Postage and packaging", "Postage and handling", "Verpackung und Versand"),
    "Seller collected tax": ("Vom Verkäufer eingezogene Steuer",),
    "Final Value Fee - fixed": ("Final value fee – fixed", "Fixer Anteil der Verkaufsprovision"),
    "Final Value Fee - variable": ("Final value fee – variable", "Variabler Anteil der Verkaufsprovision"),
    'Very high "item not as described" fee': (
        "Very high 'item not as described' fee",
        "Gebühr für sehr hohe Quote an „nicht wie beschriebenen Artikeln“",
        'Gebühr für sehr hohe Quote an „nicht wie beschriebenen Artikeln"',
    ),
    "Below standard performance fee": ("Gebühr für unterdurchschnittlichen Servicestatus",),
    "International fee": ("Internationale Gebühr",),
    "Charity donation": ("Spende für wohltätige Zwecke", "Spende"),
    "Deposit processing fee": ("Gebühr für die Bearbeitung von Einzahlungen", "Einzahlungsgebühr"),
    "Seller specified VAT rate": (
        "Vom Verkäufer angegebener MwSt.-Satz",
        "Inklusive MwSt.-Satz",
        "Included VAT rate",
    ),
    "Ship to country": ("Post to country", "Versandziel - Land", "Versand nach - Land"),
    "Ship to city": ("Post to city", "Versandziel - Ort", "Versand nach - Ort"),
    **GERMAN_ONLY,
}
TRANSACTIONS_PERSONAL = (
    *(
        "Buyer username",
        "Buyer name",
        "Ship to zip",
        "Ship to postcode",
        "Post to postcode",
        "Post to zip",
    ),
    *("Nutzername des Käufers", "Name des Käufers", "Versandziel - PLZ", "Versand nach - PLZ"),
)

EARNINGS_ALIASES: Aliases = {
    **dict.fromkeys(("Item ID", "Transaction currency", "Payout currency"), ()),
    "Shipping and handling": ("Postage and packaging", "Postage and handling"),
    "Ship to country": ("Post to country",),
    "Ship to city": ("Post to city",),
    "Shipping labels": ("Postage labels",),
}
EARNINGS_PERSONAL = (
    *(
        "Buyer name",
        "Buyer username",
        "Ship to zip",
        "Post to postcode",
        "Ship to postcode",
        "Post to zip",
    ),
)
