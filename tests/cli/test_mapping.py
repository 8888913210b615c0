"""`soleflip import --mapping` and `soleflip profiles`, as a console does it."""

import json
from pathlib import Path

from sqlalchemy import Engine

from tests.cli.conftest import Soleflip, row_counts

SHEET = "Stock,,\nShoe,Paid,Bought\nDunk Low,110.50,2024-01-31\nJordan 4,210,2024-02-01\n"
COLUMNS = {"Shoe": "product_name", "Paid": "price", "Bought": "ordered_on"}


def _profile(folder: Path, **columns: str) -> Path:
    content = {"format": "soleflip column profile", "version": 1, "name": "Stock", "fingerprint": "0" * 64}
    mapping = {"rows": "purchases", "columns": COLUMNS | columns}
    path = folder / "profile.json"
    path.write_text(json.dumps({**content, "mapping": mapping}), encoding="utf-8")
    return path


def _sheet(folder: Path) -> Path:
    path = folder / "stock.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


def test_that_a_file_is_imported_by_a_profile_and_known_the_second_time(
    soleflip: Soleflip, tmp_path: Path, engine: Engine
) -> None:
    path, profile = _sheet(tmp_path), _profile(tmp_path)
    assert soleflip("import", path).status == 1
    first = soleflip("import", path, "--mapping", profile, "--json")
    assert (first.status, first.err) == (0, "")
    assert (first.file["source"], first.file["status"], first.file["new"]) == (
        "mapped_purchases",
        "imported",
        2,
    )
    assert row_counts(engine)["products.items"] == 2
    again = soleflip("import", path, "--mapping", profile, "--json")
    assert (again.status, again.file["status"]) == (0, "known")


def test_that_a_table_of_expenses_is_imported_and_taken_back(
    soleflip: Soleflip, tmp_path: Path, engine: Engine
) -> None:
    path, profile = tmp_path / "costs.csv", _profile(tmp_path)
    path.write_text("Day,What,Paid\n2024-01-31,Labels,4.99\n2024-02-01,Boxes,-1\n", encoding="utf-8")
    columns = {"Day": "spent_on", "What": "description", "Paid": "amount"}
    content = json.loads(profile.read_text(encoding="utf-8"))
    content["mapping"] = {"rows": "expenses", "columns": columns, "constants": {"expense_kind": "Porto"}}
    profile.write_text(json.dumps(content), encoding="utf-8")
    done = soleflip("import", path, "--mapping", profile, "--json")
    assert (done.status, done.file["source"], done.file["new"]) == (0, "mapped_expenses", 2)
    assert row_counts(engine)["sales.expenses"] == 2
    assert soleflip("undo").status == 0
    assert row_counts(engine)["sales.expenses"] == 0


def test_that_a_column_which_the_file_lacks_is_named(soleflip: Soleflip, tmp_path: Path) -> None:
    done = soleflip("import", _sheet(tmp_path), "--mapping", _profile(tmp_path, Sized="size"))
    assert done.status == 1
    assert 'stock.csv has no column "Sized"' in done.err


def test_that_a_file_that_is_no_profile_is_refused(soleflip: Soleflip, tmp_path: Path) -> None:
    path = _sheet(tmp_path)
    done = soleflip("import", path, "--mapping", path)
    assert done.status == 1
    assert "stock.csv is no column profile" in done.err


def test_that_profiles_are_listed(soleflip: Soleflip, tmp_path: Path) -> None:
    assert soleflip("profiles", "--json").json == []
    assert soleflip("profiles").out == "There are no column profiles yet\n"
    done = soleflip("profiles", "--export", "1", tmp_path / "profile.json")
    assert (done.status, "The profile is gone" in done.err) == (1, True)
