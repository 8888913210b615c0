"""Words for platforms, currencies and the status of a sale in tables kept by hand, in five languages."""

import re
from collections.abc import Mapping
from typing import Final

from soleflip_desktop.domain.text import text_key

_NO_LETTERS = re.compile(r"[^a-z0-9]+")

PLATFORM_SLUGS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("stock x", "stockx", "sx"), "stockx"),
    **dict.fromkeys(("alias", "goat", "goat alias", "alias goat"), "alias"),
    **dict.fromkeys(("ebay", "ebay de", "ebay kleinanzeigen alt", "ebay uk", "ebay us"), "ebay"),
    **dict.fromkeys(("kleinanzeigen", "ebay kleinanzeigen", "kleinanzeigen de"), "kleinanzeigen"),
    **dict.fromkeys(("wtn", "wethenew", "we the new"), "wtn"),
    **dict.fromkeys(("flight club", "flightclub", "fc"), "flight_club"),
    **{
        name: name
        for name in (
            *("vinted", "depop", "etsy", "grailed", "klekt", "laced", "mercari", "poshmark"),
            *("restocks", "whatnot", "shopify", "woocommerce", "amazon", "novelship", "wallapop"),
        )
    },
}
# A word of a status column -> the status of the sale, or empty for a pair that is not sold.
STATUS_WORDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        (
            "",
            "in stock",
            "available",
            "unsold",
            "unlisted",
            "listed",
            "stock",
            "incoming",
            "ordered",
            "consigned",
        ),
        "",
    ),
    **dict.fromkeys(("auf lager", "lager", "bestand", "verfugbar", "bestellt", "unterwegs", "gelistet"), ""),
    **dict.fromkeys(("en stock", "disponible", "en vente", "commande", "invendu", "en venta"), ""),
    **dict.fromkeys(("in magazzino", "disponibile", "in vendita", "ordinato", "pedido", "reserviert"), ""),
    **dict.fromkeys(
        ("completed", "complete", "sale completed", "sold", "paid", "paid out", "done"), "completed"
    ),
    **dict.fromkeys(
        ("delivered", "verkauft", "abgeschlossen", "bezahlt", "ausgezahlt", "erledigt"), "completed"
    ),
    **dict.fromkeys(("vendu", "paye", "termine", "livre", "vendido", "pagado", "completado"), "completed"),
    **dict.fromkeys(
        ("entregado", "venduto", "pagato", "completato", "consegnato", "zugestellt"), "completed"
    ),
    **dict.fromkeys(("pending", "open", "processing", "need shipping", "needsshipping", "packed"), "pending"),
    **dict.fromkeys(
        ("to ship", "offen", "ausstehend", "zu versenden", "verpackt", "in bearbeitung"), "pending"
    ),
    **dict.fromkeys(
        ("en attente", "a expedier", "pendiente", "por enviar", "in attesa", "da spedire"), "pending"
    ),
    **dict.fromkeys(("shipped", "sent", "in transit", "outgoing", "versendet", "verschickt"), "shipped"),
    **dict.fromkeys(("versandt", "expedie", "envoye", "enviado", "spedito", "inviato"), "shipped"),
    **dict.fromkeys(
        ("authenticated", "verified", "verifiziert", "authentifie", "autenticado"), "authenticated"
    ),
    **dict.fromkeys(
        ("cancelled", "canceled", "storniert", "abgebrochen", "annule", "cancelado"), "cancelled"
    ),
    **dict.fromkeys(("annullato", "cancellato", "anulado"), "cancelled"),
    **dict.fromkeys(("returned", "return", "refunded", "retoure", "retourniert", "erstattet"), "returned"),
    **dict.fromkeys(("zuruckgegeben", "retourne", "rembourse", "devuelto", "reembolsado"), "returned"),
    **dict.fromkeys(("reso", "rimborsato", "restituito"), "returned"),
    **dict.fromkeys(
        ("failed verification", "authfailed", "rejected", "durchgefallen"), "failed_verification"
    ),
}
CURRENCY_NAMES: Final = {
    **dict.fromkeys(("euro", "euros", "eur"), "EUR"),
    **dict.fromkeys(("dollar", "dollars", "us dollar", "us-dollar", "dolar"), "USD"),
    **dict.fromkeys(("pound", "pounds", "pfund", "livre", "libra", "sterlina"), "GBP"),
    **dict.fromkeys(("franken", "franc", "francs", "chf", "fr"), "CHF"),
}


def name_key(text: str) -> str:
    """How the names of platforms are compared."""
    return _NO_LETTERS.sub(" ", text_key(text)).strip()


def platform_slug(text: str) -> str:
    """The slug of a platform by any of its names; one made of the name if it is not known, or empty."""
    key = name_key(text)
    return PLATFORM_SLUGS.get(key) or key.replace(" ", "_")


def status_key(text: str) -> str:
    """How words of a status are compared."""
    return text_key(text).replace("_", " ").strip(" .!")
