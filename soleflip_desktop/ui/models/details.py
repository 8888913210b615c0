"""All that is known of one row, as the panel beside the table says it."""

from typing import TYPE_CHECKING

from soleflip_desktop.ui.formats import UNKNOWN, Formats
from soleflip_desktop.ui.models.history_words import entry_words, source_text
from soleflip_desktop.ui.models.item_columns import state_words
from soleflip_desktop.ui.models.life_words import moments
from soleflip_desktop.ui.models.money_facts import money_facts
from soleflip_desktop.ui.models.panel_text import DetailsText, NotesText
from soleflip_desktop.ui.models.particulars import particulars
from soleflip_desktop.ui.models.sale_columns import status_words

if TYPE_CHECKING:
    from soleflip_desktop.domain.biography import Biography
    from soleflip_desktop.services.details import Everything


def details_text(everything: "Everything", formats: Formats) -> DetailsText:
    told = everything.biography
    return DetailsText(
        title=told.goods.product,
        subtitle=_subtitle(told),
        life=moments(told, formats),
        money=money_facts(told, formats),
        particulars=particulars(told, formats),
        notes=None if told.pair is None else NotesText(told.pair.id, told.goods.product, told.pair.notes),
        sources=[source_text(source, formats) for source in everything.sources],
        history=[entry_words(entry, formats) for entry in everything.history],
    )


def _subtitle(told: "Biography") -> str:
    goods = told.goods
    what = [goods.style_codes, "" if goods.size == UNKNOWN else goods.size]
    if told.sale is not None:
        what += [status_words(told.sale.status), told.sale.platform]
    elif told.pair is not None:
        what.append(state_words(told.pair.status))
    return " · ".join(filter(None, what))
