"""Which headers are of columns that say who somebody is or how to reach them, in five languages."""

import re
from typing import Final

from soleflip_desktop.importers.headers import header_words


def _words(*texts: str) -> frozenset[str]:
    return frozenset(header_words(word) for text in texts for word in text.split())


# Whoever buys, gets or writes something; a shop and a maker are none.
_PERSONS: Final = _words(
    "buyer buyers customer customers client clients recipient recipients addressee consignee purchaser",
    "contact person owner assignee employee",
    "käufer käufers käuferin kunde kunden kundin empfänger empfängers empfängerin ansprechpartner",
    "acheteur acheteurs destinataire comprador compradora cliente clientes destinatario",
    "acquirente acquirenti compratore",
)
_NAMES: Final = _words("name names nom nombre nome nominativo")
_SAYINGS: Final = _words(
    "id ids no n number nr nummer handle info information",
    "note notes message comment comments notiz notizen hinweis hinweise nachricht kommentar remarque",
    "nota notas mensaje messaggio messaggi commento",
)
# Where something is sent: "Ship to name", "Rechnung Name".
_TO_SOMEBODY: Final = _words(
    "ship shipping shipped post delivery billing sold versand versandziel lieferung rechnung livraison",
    "facturation envío facturación spedizione fatturazione",
)
# What may stand around a name, and says nothing itself.
_ABOUT: Final = _words(
    "to of from the for by and your my postage deliver bill gift invoice full legal property",
    "des der die den dem von vom an und für nach verkauft vollständiger",
    "de du la le les l d à a pour expédition el los las del al para y entrega",
    "i gli il lo per di dell consegna",
)
_PLACES: Final = _words(
    "city town country state province county region code",
    "stadt ort land bundesland wohnort ville pays ciudad país provincia región estado",
    "città paese regione stato comune",
)
_GOODS: Final = _words(
    "item items product products brand supplier suppliers vendor store shop listing sku style tracking",
    "artikel produkt marke lieferant lieferanten hersteller händler",
    "article produit marque fournisseur artículo producto marca proveedor articolo prodotto fornitore",
)
_ALONE: Final = frozenset(
    ("mail", "mobile", "portable", "via", "cap", "ship to", "shipped to", "deliver to", "bill to")
)
# Each names a person or the way to one, whatever stands around it.
_TELLING: Final = re.compile(
    r"\b(?:"
    r"e ?mails?|courriel|correo|posta elettronica|"
    r"(?:tele|smart|mobile ?)?(?:phone|fon|fono)s?|tel|telef\w*|mobilnummer|handy\w*|fax|cellulare|movil|"
    r"street\w*|\w*strasse|hausn(?:umme)?r|house number|ru|calle|"
    r"zip\w*|post ?code|postal ?code|plz|postleitzahl\w*|code postal|codigo postal|codice postale|"
    r"user ?(?:names?|ids?)?|screen ?name|(?:be)?nutzername|mitgliedsname|utilisateur|usuario|utente|pseudo|"
    r"(?:full|first|last|given|family|sur|middle) ?name|(?:vor|nach|familien)name|prenom|nom de famille|"
    r"apellidos?|cognome|"
    r"(?:tax|vat|gst|personal) (?:id\w*|number|no)|vatid|taxid|u?st ?id ?n\w*|steure? ?(?:id|nummer|nr)\w*|"
    r"numero de tva|tva intracommunautair\w*|nif|dni|codice fiscale|partita iva|"
    r"iban|bic|bank ?(?:account|konto|verbindung|name)|kontonummer|kontoinhaber|account (?:holder|number)|"
    r"titulaire|titular|"
    r"birthda(?:y|te)|date of birth|geburts(?:tag|datum)|date de naissance|fecha de nacimiento|"
    r"data di nascita|ip address|"
    r"(?:created|edited) by|(?:erstellt|bearbeitet) von|"
    r"(?:kunden|kaufer|empfanger)(?:name|nummer|nr|email|mail|notiz|hinweis)|"
    r"sold to|verkauft an|vendido a|vendu a nom"
    r")\b"
)
# Notes of and to persons, about an item as well.
_PRIVATE: Final = re.compile(
    r"\b(?:private? not\w+|notes? to \w+|my (?:item )?note|note attributes|gift (?:message|note)|"
    r"meine notiz|(?:nachricht|hinweis) an \w+|note (?:au|pour le) vendeur|nota (?:al|per il) \w+)\b"
)
# A part of an address may be a place, which may stay: "Shipping address, city".
_ADDRESS: Final = re.compile(
    r"\b(?:\w*address(?:es)?[0-9]?|adress\w*|\w*adresses?[0-9]?|\w*anschrift|direccion|indirizzo|domicilio|"
    r"billing company)\b"
)


def looks_personal(header: str) -> bool:
    """Whether a column with this header is likely to name people: buyers, their addresses, numbers, notes.

    Names of goods, makers and shops are none, nor are cities and countries.
    """
    text = header_words(header)
    words = set(text.split())
    if text in _ALONE or _PRIVATE.search(text):
        return True
    if words & _GOODS:
        return False
    if _TELLING.search(text) or (_ADDRESS.search(text) and not words & _PLACES):
        return True
    is_of_somebody = words & _PERSONS or (words & _TO_SOMEBODY and words & _NAMES)
    return bool(is_of_somebody) and words <= _PERSONS | _NAMES | _SAYINGS | _TO_SOMEBODY | _ABOUT
