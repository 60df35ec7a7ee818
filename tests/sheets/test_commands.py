"""The commands: counts on success, `Sheet!Cell: message` and exit code 1 on error."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from communes.models import IndicatorValue
from tests.core.workbooks import xlsx
from tests.sheets.books import table_of
from tests.twinning.pages import dump
from twinning.sheets.registry import KINDS

KIND = "commune-indicators"
YEAR = ("--programme", "nq04-2016", "--year", "2018")


@pytest.fixture
def run(world):
    def call(name, *arguments):
        out, err = StringIO(), StringIO()
        try:
            call_command(name, *map(str, arguments), *YEAR, stdout=out, stderr=err)
        except CommandError as error:
            return error.returncode, out.getvalue(), err.getvalue() + str(error)
        return 0, out.getvalue(), err.getvalue()

    return call


def poor(world):
    return IndicatorValue.objects.get(part=world.parts.poor, commune=world.commune, year=2018)


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "số liệu.xlsx"
    path.write_bytes(xlsx([["Mã xã", "Xã", "NG01", "DC03"], ["23365", "Đăk Long", 170, 1900]], sheet="Biểu"))
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_exported_comes_back_unchanged(run, tmp_path, kind):
    path = tmp_path / "ra.xlsx"
    assert run("export_sheet", kind, "-o", path)[0] == 0
    before = dump()
    code, out, err = run("import_sheet", kind, path)
    assert (code, err) == (0, "")
    count = len(table_of(path.read_bytes()))
    unchanged = {KIND: 8, "village-indicators": 1}.get(kind, count)
    assert out == f"Đã nhập: 0 mới, 0 thay đổi, {unchanged} không đổi.\n"
    assert dump() == before


def test_import_says_who_and_from_which_file(world, run, sheet):
    assert run("import_sheet", KIND, sheet, "--by", "office") == (0, "Đã nhập: 0 mới, 1 thay đổi, 1 không đổi.\n", "")
    record = poor(world).history.first()
    assert (record.history_user, record.history_change_reason) == (world.people.office, "Nhập từ tệp số liệu.xlsx")


def test_without_a_person_it_works_for_the_office(world, run, sheet):
    assert run("import_sheet", KIND, sheet)[0] == 0
    assert poor(world).history.first().history_user is None


def test_a_dry_run_tells_and_saves_nothing(run, sheet):
    before = dump()
    assert run("import_sheet", KIND, sheet, "--dry-run") == (0, "Thử, chưa lưu: 0 mới, 1 thay đổi, 1 không đổi.\n", "")
    assert dump() == before


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_errors_are_lines_with_their_cells(run, tmp_path, dry):
    path = tmp_path / "sai.xlsx"
    path.write_bytes(xlsx([["Xã", "DC01"], ["Ia Tơi", 5], ["Đăk Nhoong", "nhiều"]], sheet="Biểu 2"))
    before = dump()
    code, out, err = run("import_sheet", KIND, path, *dry)
    lines = err.splitlines()
    assert code == 1
    assert lines[0].startswith("Biểu 2!A2: Không tìm thấy xã “Ia Tơi”")
    assert lines[1].startswith("Biểu 2!B3: “nhiều” không phải là số")
    assert lines[2] == "Có 2 lỗi, chưa lưu gì."
    assert "Đã nhập" not in out
    assert dump() == before


def test_a_persons_scope_holds(run, tmp_path):
    path = tmp_path / "xã.xlsx"
    path.write_bytes(xlsx([["Xã", "DC01"], ["Đăk Nhoong", 310]]))
    code, _out, err = run("import_sheet", KIND, path, "--by", "commune")
    assert code == 1
    assert "thuộc phạm vi của anh/chị" in err
    assert run("import_sheet", KIND, path, "--by", "district")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("units", "--by", "unit"), "không được nhập biểu này"),
        (("units", "--by", "ai-do"), "Không có tài khoản “ai-do”"),
        (("units", "--by", "inactive"), "không được nhập biểu này"),
        (("units",), "Không tìm thấy hàng tiêu đề"),
    ],
)
def test_what_cannot_be_done_is_said(run, sheet, arguments, message):
    kind, *rest = arguments
    code, _out, err = run("import_sheet", kind, sheet, *rest)
    assert code == 1
    assert message in err


def test_a_missing_file_is_named(run, tmp_path):
    code, _out, err = run("import_sheet", KIND, tmp_path / "không có.xlsx")
    assert code == 1
    assert "Không mở được tệp “không có.xlsx”" in err
