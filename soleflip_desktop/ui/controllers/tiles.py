"""Fills the tiles of a dashboard: each figure, how it has changed, and on what it rests."""

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from soleflip_desktop.ui.formats import UNKNOWN, Formats
from soleflip_desktop.ui.models.figure_words import (
    change,
    change_words,
    percent,
    period_words,
    points_words,
    ratio,
)
from soleflip_desktop.ui.tabs.analytics_tab import AnalyticsTab
from soleflip_desktop.ui.widgets.figure_tile import FigureTile

if TYPE_CHECKING:
    from soleflip_desktop.services.figures import Dashboard, StockFigures, Sums


class TilesPresenter(QObject):
    """Words for seven tiles."""

    def __init__(self, tab: AnalyticsTab, formats: Formats) -> None:
        super().__init__(tab)
        self._tab, self._formats = tab, formats

    def show_sums(self, answer: "Dashboard") -> None:
        tab, formats, sums, before = self._tab, self._formats, answer.sums, answer.sums_before
        why, currency = self._compared(answer), answer.currency
        tab.payout.show_value(formats.money(sums.payout, currency), self._payouts(sums), why=why)
        self._change(tab.payout, sums.payout, before.payout if before else None, coloured=True)
        # A period without sales has a profit of 0, but no sum without a known one is a profit that is known.
        profit, earlier = _profit(sums), _profit(before) if before else None
        known = self.tr("on {known} of {all} sales").format(
            known=formats.count(sums.profit_known), all=formats.count(sums.sales)
        )
        shown = UNKNOWN if profit is None else formats.money(profit, currency)
        tab.profit.show_value(shown, known, why=why)
        self._change(tab.profit, profit, earlier, coloured=True)
        self._show_roi(answer)
        tab.sold.show_value(formats.count(sums.sales), self.tr("sales"), why=why)
        self._change(tab.sold, Decimal(sums.sales), Decimal(before.sales) if before else None, coloured=True)
        self._show_coverage(answer)

    def show_stock(self, answer: "Dashboard", stock: "StockFigures") -> None:
        tab, formats = self._tab, self._formats
        one, many = self.tr("1 pair on hand today"), self.tr("{n} pairs on hand today")
        notes = [(one if stock.now.pairs == 1 else many).format(n=formats.count(stock.now.pairs))]
        if stock.now.unpriced:
            notes.append(self.tr("cost unknown for {n}").format(n=formats.count(stock.now.unpriced)))
        tab.stock.show_value(formats.money(stock.now.cost, answer.currency), notes[0], why="; ".join(notes))
        self._change(tab.stock, stock.now.cost, stock.cost_before)
        self._show_sell_through(answer, stock)

    def _show_roi(self, answer: "Dashboard") -> None:
        sums, before = answer.sums, answer.sums_before
        roi, earlier = _roi(sums), _roi(before) if before else None
        tile = self._tab.roi
        why = self.tr("Profit divided by landed cost, of the sales whose profit is known")
        tile.show_value(
            UNKNOWN if roi is None else percent(roi, self._formats),
            self.tr("profit on cost"),
            why=f"{why}. {self._compared(answer)}".strip(),
        )
        self._points(tile, roi, earlier, coloured=True)

    def _show_coverage(self, answer: "Dashboard") -> None:
        sums, before = answer.sums, answer.sums_before
        known, earlier = _coverage(sums), _coverage(before) if before else None
        self._tab.coverage.show_value(
            UNKNOWN if known is None else percent(known, self._formats),
            self.tr("{known} of {all} sales").format(
                known=self._formats.count(sums.cost_known), all=self._formats.count(sums.sales)
            ),
            why=self.tr("Opens the sales whose cost is missing"),
        )
        self._points(self._tab.coverage, known, earlier)

    def _show_sell_through(self, answer: "Dashboard", stock: "StockFigures") -> None:
        tile = self._tab.sell_through
        if answer.question.platforms:
            why = self.tr("Stock belongs to no platform, so it cannot be said for some of them")
            tile.show_value(UNKNOWN, self.tr("not by platform"), why=why)
            tile.show_change("")
            return
        now = ratio(answer.sums.sales, answer.sums.sales + stock.at_end.pairs)
        earlier = None
        if stock.before and answer.sums_before:
            earlier = ratio(answer.sums_before.sales, answer.sums_before.sales + stock.before.pairs)
        why = self.tr("Sold in the period, divided by sold plus on hand at its end ({n})").format(
            n=self._formats.count(stock.at_end.pairs)
        )
        if stock.at_end.undated:
            one = self.tr("; 1 pair without a day bought is left out")
            many = self.tr("; {n} pairs without a day bought are left out")
            undated = stock.at_end.undated
            why += (one if undated == 1 else many).format(n=self._formats.count(undated))
        shown = UNKNOWN if now is None else percent(now, self._formats)
        tile.show_value(shown, self.tr("of sold and on hand"), why=why)
        self._points(tile, now, earlier, coloured=True)

    def _payouts(self, sums: "Sums") -> str:
        missing = sums.sales - sums.payout_known
        if not missing:
            return ""
        return self.tr("unknown for {n} sales").format(n=self._formats.count(missing))

    def _compared(self, answer: "Dashboard") -> str:
        if answer.before is None:
            return ""
        words = self.tr("Compared with {period}")
        return words.format(period=period_words(answer.before, self._formats))

    def _change(
        self, tile: FigureTile, now: Decimal | None, before: Decimal | None, *, coloured: bool = False
    ) -> None:
        share = change(now, before)
        if share is None:
            tile.show_change("" if before is None else self.tr("change unknown"))
        else:
            tile.show_change(change_words(share, self._formats), _ink(share) if coloured else "")

    def _points(
        self, tile: FigureTile, now: Decimal | None, before: Decimal | None, *, coloured: bool = False
    ) -> None:
        if now is None or before is None:
            tile.show_change("")
        else:
            ink = _ink(now - before) if coloured else ""
            tile.show_change(points_words(now - before, self._formats), ink)


def _ink(difference: Decimal) -> str:
    return "profit" if difference > 0 else "loss" if difference < 0 else ""


def _profit(sums: "Sums") -> Decimal | None:
    return sums.profit if sums.profit_known or not sums.sales else None


def _roi(sums: "Sums") -> Decimal | None:
    return ratio(sums.profit, sums.cost)


def _coverage(sums: "Sums") -> Decimal | None:
    return ratio(sums.cost_known, sums.sales)
