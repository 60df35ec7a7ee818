"""Templates come back from other programs, which rewrite every part of a file when they save it."""

import subprocess
from pathlib import Path

import pytest

from tests.sheets.books import kind_of, told
from twinning.sheets.registry import KINDS

SAMPLE = Path(__file__).parent / "samples" / "libreoffice.xlsx"


def test_a_template_that_libreoffice_saved(world):
    """The cast's communes, filled in and saved by LibreOffice 7.4: a formula, a number as text, a decimal, a zero."""
    plan = kind_of(world, "commune-indicators").plan_file(SAMPLE.read_bytes())
    assert told(plan.errors) == []
    changes = [(change.cell, change.before, change.after) for change in plan.changes]
    assert changes == [("E7", "400", "410"), ("I7", "180", "175"), ("O7", "12,50", "13,25"), ("I8", "", "0")]


@pytest.mark.parametrize("kind", KINDS)
def test_every_template_survives_libreoffice(world, kind, tmp_path):
    path, out = tmp_path / "mẫu.xlsx", tmp_path / "lưu lại"
    path.write_bytes(kind_of(world, kind).template(filled=True))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, path]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    plan = kind_of(world, kind).plan_file(out / "mẫu.xlsx")
    assert (told(plan.errors), plan.changes) == ([], [])
    assert plan.unchanged
