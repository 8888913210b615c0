"""Words for kinds of expenses in tables kept by hand, in five languages."""

from collections.abc import Mapping
from typing import Final

from soleflip_desktop.domain.text import text_key

# What an expense is that nobody calls anything.
OTHER: Final = "other"

_WORDS: Final[Mapping[str, str]] = {
    "shipping": """shipping, postage, shipping cost, shipping costs, shipping label, label, labels, delivery,
        versand, versandkosten, porto, frankierung, versandlabel, paketmarke, lieferung,
        expédition, livraison, frais de port, affranchissement, frais d'envoi,
        envío, envíos, gastos de envío, franqueo, portes, spedizione, spedizioni, spese di spedizione""",
    "packaging": """packaging, packing, packaging material, boxes, box, tape, packing material,
        verpackung, verpackungsmaterial, kartons, karton, klebeband, füllmaterial,
        emballage, emballages, cartons, embalaje, embalajes, cajas, imballaggio, imballaggi, scatole""",
    "fees": """fees, fee, platform fees, selling fees, bank fees, bank charges, transaction fees,
        gebühr, gebühren, bankgebühren, kontoführung, verkaufsgebühren, transaktionsgebühren,
        frais, commission, commissions, frais bancaires, comisión, comisiones, tarifas,
        commissione, commissioni, spese bancarie""",
    "authentication": """authentication, legit check, verification, authentifizierung, echtheitsprüfung,
        authentification, autenticación, autenticazione""",
    "customs": """customs, duty, duties, import duty, import tax, zoll, zölle, einfuhrabgaben, zollgebühren,
        douane, droits de douane, aduana, aduanas, aranceles, dogana, dazi""",
    "storage": """storage, warehouse, rent, lager, lagerung, lagermiete, miete, lagerkosten,
        stockage, entrepôt, loyer, almacén, almacenamiento, alquiler, magazzino, affitto, deposito""",
    "travel": """travel, fuel, gas, mileage, parking, train, transport, fahrtkosten, reisekosten, benzin,
        tanken, fahrt, parken, bahn, déplacement, déplacements, essence, carburant, viaje, viajes, gasolina,
        combustible, viaggio, viaggi, benzina, carburante, trasporto""",
    "advertising": """advertising, ads, ad, marketing, promotion, promoted listings, werbung, anzeigen,
        anzeige, publicité, pub, publicidad, anuncios, promoción, pubblicità, annunci, promozione""",
    "software": """software, subscription, subscriptions, tools, tool, bot, proxies, proxy, app, abo, abos,
        abonnement, abonnements, logiciel, logiciels, suscripción, suscripciones, abbonamento, abbonamenti""",
    "equipment": """equipment, printer, scale, camera, ausstattung, ausrüstung, drucker, waage, kamera,
        matériel, équipement, equipo, equipamiento, impresora, attrezzatura, attrezzature, stampante""",
    "office": """office, office supplies, stationery, büro, bürobedarf, büromaterial, bureau,
        fournitures de bureau, fournitures, oficina, material de oficina, ufficio, cancelleria""",
    "telephone": """telephone, phone, internet, mobile, telefon, handy, mobilfunk, téléphone, teléfono,
        telefono, cellulare""",
    "cleaning": """cleaning, restoration, repair, repairs, care, reinigung, aufbereitung, reparatur, pflege,
        nettoyage, réparation, limpieza, reparación, pulizia, riparazione""",
    "insurance": """insurance, versicherung, versicherungen, assurance, seguro, seguros, assicurazione""",
    "advice": """accounting, accountant, tax advice, legal, steuerberater, steuerberatung, buchhaltung,
        beratung, comptable, comptabilité, contable, contabilidad, asesoría, commercialista, contabilità""",
    OTHER: """other, others, misc, miscellaneous, sundry, various, sonstiges, sonstige, andere, anderes,
        verschiedenes, diverses, divers, autre, autres, otro, otros, otras, varios, altro, altri,
        varie, vario""",
}
EXPENSE_KINDS: Final[Mapping[str, str]] = {
    text_key(word): kind for kind, words in _WORDS.items() for word in words.split(",")
} | {kind: kind for kind in _WORDS}


def kind_of_expense(text: str) -> str:
    """The kind that a word of the user means, or the word as it is."""
    return EXPENSE_KINDS.get(text_key(text).strip(" .!"), text)
