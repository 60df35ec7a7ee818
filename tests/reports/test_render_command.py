"""`manage.py render_document`: every kind by the names people know, and everything wrong told at once."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from reports.management.commands import render_document as command
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(world, tmp_path, monkeypatch):
    """Runs the command without drawing; answers the order it understood."""
    asked = []

    def draw(order, viewer, file_format):
        asked.append((order, file_format))
        return b"drawn"

    monkeypatch.setattr(command, "render_document", draw)

    def call(*args, output="a.pdf"):
        target = tmp_path / output
        call_command("render_document", *args, "--programme", world.programme.code, "--year", "2018", "-o", str(target))
        assert target.read_bytes() == b"drawn"
        return asked[-1][0]

    return call


def test_a_commune_by_the_code_of_its_year_or_by_name(world, run):
    make.CommuneFactory(code="23365", name="Tên Mới", valid_from=dt.date(2025, 7, 1), valid_to=None)
    for name in ("23365", "dak long (huyen dak glei)", "Xã Đăk Long (huyện Đắk Glei)"):
        assert run("commune", "--commune", name).commune == world.commune


def test_a_unit_by_name_short_name_or_number(world, run):
    for name in ("so thu nghiem", "Sở TN", str(world.unit.pk)):
        assert run("unit", "--unit", name).unit == world.unit


def test_a_village_in_its_commune_or_by_number(world, run):
    commune = ("--commune", "23365")
    assert run("village", *commune, "--village", "dak on").village == world.places.village
    order = run("village", "--village", str(world.places.village.pk))
    assert (order.village, order.commune) == (world.places.village, None)


def test_the_other_options_and_every_format(run):
    order = run("reminder", "--unit", "Sở TN", "--rule-set", "nd30", "--answer-by", "20/01/2019", output="a.docx")
    assert (order.rule_set, order.answer_by) == ("nd30", dt.date(2019, 1, 20))
    run("summary", output="a.XLSX")


def test_everything_wrong_at_once(run):
    with pytest.raises(CommandError) as refusal:
        run("bogus", "--commune", "Không Có", "--unit", "999999", "--village", "A", "--from", "2020", "--rule-set", "x",
            "--answer-by", "mai", output="khong/a.txt")  # fmt: skip
    lines = str(refusal.value).splitlines()
    begins = ("-o: Tên tệp", "-o: Không có thư mục", "--answer-by:", "KIND: Không có loại", "--rule-set:", "--from:",
              "--commune: Không tìm thấy xã", "--unit: Không có đơn vị số 999999")  # fmt: skip
    assert all(any(line.startswith(begin) for line in lines) for begin in begins), lines


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("unit",), "--unit: Loại văn bản này cần --unit."),
        (("summary", "--unit", "Sở TN"), "--unit: Loại văn bản này không dùng --unit."),
        (("village", "--village", "Đăk Ôn"), "--village: Tìm thôn (làng) theo tên cần thêm --commune."),
        (("commune", "--commune", "00001"), "--commune: Năm 2018 không có xã mang mã 00001."),
        (("commune", "--commune", "Đăk Long"), "--commune: “Đăk Long” có thể là"),
    ],
)
def test_one_thing_wrong(run, args, message):
    with pytest.raises(CommandError) as refusal:
        run(*args)
    assert str(refusal.value).startswith(message)


def test_an_unopened_year_names_those_that_are(world, tmp_path):
    with pytest.raises(CommandError, match="Các năm đã mở"):
        call_command("render_document", "summary", "--programme", "khac", "--year", "1999", "-o", tmp_path / "a.pdf")


def test_nothing_to_say_is_said(world, tmp_path):
    make.UnitFactory(name="Đơn vị Ngoan")
    with pytest.raises(CommandError, match="không còn kế hoạch, báo cáo nào quá hạn"):
        call_command("render_document", "reminder", "--programme", world.programme.code, "--year", "2018",
                     "--unit", "Đơn vị Ngoan", "-o", str(tmp_path / "a.pdf"))  # fmt: skip
    assert not (tmp_path / "a.pdf").exists()
