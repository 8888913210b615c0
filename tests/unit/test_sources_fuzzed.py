"""Any text in the columns of every source, and golden files with bytes gone wrong: only our own errors."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soleflip_desktop.errors import UserError
from soleflip_desktop.importers.registry import SOURCES
from tests.golden.inputs import INPUTS
from tests.sources import claims_of, drafted
from tests.unit.bad_files import write
from tests.unit.broken_sources import NAME, outcome_of, sound_file

# What looks like a number, a day or a mark of our own, and is none.
TRAPS = st.sampled_from(
    [
        *("NaN", "Infinity", "-0", "1e999999", "9" * 40, "0x10", "1_000", "\u0661\u0662", "\u00bd", "\u00b2"),
        *(
            "1.2.3",
            ",",
            ".",
            "-",
            "--",
            "€",
            "$-",
            "(1",
            "1)",
            "=1+1",
            '="',
            '="-"',
            "#REF!",
            "{}",
            "[",
            '{"',
        ),
        *(
            "0000-00-00",
            "31.02.2024",
            "2024-02-30 25:61",
            "99999",
            "00/00/00",
            "Feb-30-24",
            "24:00",
            "+99:99",
        ),
        *(
            "\x1f",
            "\x1fa\x1fb\x1fc",
            "\x1a",
            "\x1b",
            "\ufeff",
            "\u2028",
            "\u0130",
            "\ufb03",
            "/" * 60,
            "A" * 600,
        ),
        *("Total", "N/A", "none", "Order", "Refund", "EUR", "usd", "0", "1001", "-1", "10 1/2", "W" * 30),
    ]
)
CELLS = st.one_of(TRAPS, st.text(max_size=40))
SEEDS = st.integers(0, 2**32)
SMALL = [path for path in INPUTS if path.stat().st_size < 20_000]


@pytest.mark.parametrize("slug", [source.slug for source in SOURCES])
@given(filled=st.lists(CELLS, min_size=12, max_size=12), seed=SEEDS)
@settings(max_examples=8, deadline=None)
def test_that_any_text_in_any_column_is_a_draft_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, slug: str, filled: list[str], seed: int
) -> None:
    sound = sound_file(slug)
    chance = random.Random(seed)
    rows = [list(cells) for cells in sound.rows]
    for row in rows[:6]:
        for at in sound.read:
            if at < len(row) and chance.random() < chance.choice((0.1, 0.9)):
                row[at] = chance.choice(filled)
    found = outcome_of(sound.write(tmp_path_factory.getbasetemp(), rows), slug)
    if found.refusal is not None:
        assert NAME in found.refusal.what
        assert found.refusal.next_step
    assert all(problem.message and problem.next_step for problem in found.problems)


@given(path=st.sampled_from(SMALL), cuts=st.lists(st.binary(max_size=6), min_size=1, max_size=5), seed=SEEDS)
@settings(max_examples=150, deadline=None)
def test_that_a_golden_file_with_bytes_gone_wrong_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, path: Path, cuts: list[bytes], seed: int
) -> None:
    chance = random.Random(seed)
    content = path.read_bytes()
    for inserted in cuts:
        at = chance.randrange(len(content) + 1)
        content = content[:at] + inserted + content[at + chance.choice((0, 1, len(inserted), 40)) :]
    broken = write(tmp_path_factory.getbasetemp() / f"broken{path.suffix}", content)
    try:
        for claim in claims_of(broken):
            drafted(claim)
    except UserError as error:
        assert error.what  # noqa: PT017 - that it is ours is what counts
        assert error.next_step  # noqa: PT017
