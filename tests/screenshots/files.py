"""What files bring with them: mappings, questions, notices, conflicts, rates, payouts, a watched folder."""

import csv
import json
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from soleflip_desktop.ui.controllers.jobs import Stage
from soleflip_desktop.ui.dialogs.mapping import MappingDialog
from soleflip_desktop.ui.dialogs.settings import SettingsDialog
from tests.benchmarks.rates_files import write_history
from tests.benchmarks.stockx_files import write_report
from tests.golden.inputs import FOLDER
from tests.screenshots.camera import ANIMATED, Photographer, let_pass, until

IMPORT = 2
Rows = Sequence[Sequence[str]]
RESTING = (Stage.UNKNOWN, Stage.ASKING, Stage.REVIEW, Stage.FAILED)


def photograph_files(camera: Photographer, place: Path) -> None:
    """Drops a file of every kind, and looks at what the window makes of it."""
    folder = place / "files"
    folder.mkdir()
    camera.tab(IMPORT)
    _mapping(camera, folder)
    _readings(camera, folder)
    _notices(camera, folder)
    _conflicts(camera, folder)
    _rates_and_payouts(camera, folder)
    _watching(camera, folder)


def _mapping(camera: Photographer, folder: Path) -> None:
    stock = _write(folder / "Mein Lager.csv", _stock(days="{:%d.%m.%Y}"), ";")
    _drop(camera, stock, Stage.UNKNOWN)
    camera.take_open("8-mapping")
    camera.take("8-mapping-waits")
    _dismiss(camera)
    unclear = _write(folder / "Verkäufe und Einkäufe 2024.csv", _stock(days="{:%m/%d/%Y}", most=20), ";")
    _drop(camera, unclear, Stage.UNKNOWN)
    camera.take_open("8-mapping-question")
    _dismiss(camera)
    _drop(camera, stock, Stage.UNKNOWN)
    [dialog] = camera.session.window.findChildren(MappingDialog)
    dialog.read.click()
    until(lambda: camera.session.window.imports.review.isVisible())
    camera.take("8-mapping-review")
    _discard(camera)


def _stock(*, days: str, most: int = 60) -> Rows:
    """A stock list as people keep it in German, with a total below."""
    goods = (
        ("Nike Dunk Low Panda", "DD1391-100", "Nike"),
        ("Jordan 4 Retro Military Blue (2024)", "FV5029-141", "Jordan"),
        ("adidas Samba OG Cloud White Core Black", "B75806", "adidas"),
        ("ASICS Gel-Kayano 14 Cream Black", "1201A019-108", "ASICS"),
    )
    rows = [["Artikel", "Artikelnummer", "Marke", "Größe", "EK", "Kaufdatum", "Händler", "Käufer", "Zustand"]]
    for at in range(most):  # until the 12th of a month, if there are few
        name, code, brand = goods[at % len(goods)]
        day = days.format(date(2024, 1 + at % 12, 1 + at // 4 + at % 8))
        size, price = f"{40 + at % 6}", f"{1000 + at if at % 5 == 0 else 89 + at}".replace("1000", "1.000")
        rows.append([name, code, brand, size, f"{price},50 €", day, "BSTN", f"Buyer {at}", "neu"])
    return [*rows, ["Summe", "", "", "", "9.999,00 €", "", "", "", ""]]


def _readings(camera: Photographer, folder: Path) -> None:
    header = "USERNAME,ORDER_NUMBER,SKU,SIZE,NAME,PRODUCT_PRICE_CENTS_SALE_PRICE,CREDIT_DATE,PURCHASED_DATE"
    rows = [
        f"seller1,58661{at:04d},DD1391 100,{8 + at / 2:g},Dunk Low 'Panda',{95 + at},{at + 3}/5/24,4/5/24"
        for at in range(8)
    ]
    path = folder / "alias_sales.csv"
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    _drop(camera, path, *RESTING)
    if camera.session.imports.jobs[0].stage is Stage.ASKING:
        camera.take_open("8-readings")
        camera.take("8-readings-waits")
    _dismiss(camera)
    _drop(camera, FOLDER / "alias_sales" / "whole_dollars.csv", Stage.REVIEW)
    camera.take("8-review-read-as")
    camera.session.window.imports.review.notes.change_button().click()
    camera.take_open("8-readings-change")
    _discard(camera)


def _notices(camera: Photographer, folder: Path) -> None:
    report = folder / "report.csv"
    write_report(report, 40, styles=12)
    _drop(camera, _drifted(report, folder / "stockx_2026.csv"), Stage.REVIEW)
    camera.take("8-review-drifted")
    _discard(camera)
    _drop(camera, FOLDER / "ebay_orders" / "de_cp1252.csv", Stage.REVIEW)
    camera.take("8-review-described")
    _discard(camera)


def _drifted(report: Path, path: Path) -> Path:
    """The report with a column renamed, one gone and one more."""
    with report.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    gone = header.index("Buyer Tracking Number")
    header = ["Sold Date" if name == "Sale Date" else name for name in header]
    header[gone] = "Carbon footprint"
    rows = [[*row[:gone], "", *row[gone + 1 :]] for row in rows]
    return _write(path, [header, *rows], ",")


def _conflicts(camera: Photographer, folder: Path) -> None:
    report = folder / "report.csv"
    _drop(camera, report, Stage.REVIEW)
    camera.session.window.imports.review.import_button().click()
    camera.rest()
    _drop(camera, _history(report, folder / "orders.json"), Stage.REVIEW)
    camera.take("8-review-conflicts")
    camera.session.window.imports.review.notes.compare_button().click()
    dialog = camera.session.imports.review.conflicts.dialog
    assert dialog is not None, "what differs is compared"
    dialog.table.selectRow(1)
    dialog.take.click()
    camera.rest()
    camera.take_open("8-conflicts")
    _discard(camera)


def _history(report: Path, path: Path) -> Path:
    """The first sales of the report as StockX's API tells them, some with another payout or size."""
    with report.open(encoding="utf-8", newline="") as file:
        sales = list(csv.DictReader(file))[:9]
    path.write_text(json.dumps({"orders": [_order(at, sale) for at, sale in enumerate(sales)]}), "utf-8")
    return path


def _order(at: int, sale: dict[str, str]) -> dict[str, object]:
    payout = Decimal(sale["Total Gross Amount (Total Payout)"]) + (Decimal("1.5") if at % 2 else 0)
    size = sale["Sku Size"] if at % 3 else "11.5"
    moment = sale["Sale Date"].replace(" +00", "Z").replace(" ", "T")
    return {
        "orderNumber": sale["Order Number"],
        "createdAt": moment,
        "currencyCode": "EUR",
        "amount": sale["Listing Price"],
        "status": "COMPLETED",
        "variant": {"variantValue": size},
        "product": {"productName": sale["Item"], "styleId": sale["Style"]},
        "payout": {"totalPayout": str(payout), "salePrice": sale["Listing Price"], "currencyCode": "EUR"},
    }


def _rates_and_payouts(camera: Photographer, folder: Path) -> None:
    rates = write_history(folder / "eurofxref-hist.csv", 500, last_day=date(2026, 4, 13))
    _drop(camera, rates, Stage.REVIEW)
    camera.take("8-review-rates")
    _discard(camera)
    _drop(camera, FOLDER / "paypal_activity" / "german.csv", Stage.REVIEW)
    camera.take("8-review-payouts")
    _discard(camera)


def _watching(camera: Photographer, folder: Path) -> None:
    camera.session.window.menus.settings.trigger()
    camera.rest()
    [dialog] = camera.session.window.findChildren(SettingsDialog)
    dialog._show_watched(str(Path.home() / "Downloads" / "SoleFlip"))
    camera.take_open("8-settings-watching")


def _drop(camera: Photographer, path: Path, *stages: Stage) -> None:
    """Until the file waits for somebody; notices of files before it would hide some of it."""
    for notice in camera.session.window.notices.notices():
        notice.dismiss()
    camera.session.window.files_dropped.emit([path])
    jobs = camera.session.imports
    until(lambda: bool(jobs.jobs) and jobs.jobs[0].stage in RESTING)
    assert jobs.jobs[0].stage in stages, f"{path.name} is {jobs.jobs[0].stage.name}: {jobs.jobs[0].error}"
    camera.rest()


def _dismiss(camera: Photographer) -> None:
    [job] = camera.session.imports.jobs
    if job.stage is Stage.REVIEW:
        _discard(camera)
    else:
        camera.session.window.imports.queue.row(job).button("dismiss").click()
        _until_done(camera, lambda: not camera.session.imports.jobs)


def _discard(camera: Photographer) -> None:
    camera.session.window.imports.review.discard_button().click()
    _until_done(camera, lambda: not camera.session.imports.jobs)


def _until_done(camera: Photographer, done: Callable[[], bool]) -> None:
    until(done)
    camera.rest()
    camera.session.window.notices.hide()
    let_pass(ANIMATED)


def _write(path: Path, rows: Rows, delimiter: str) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return path
