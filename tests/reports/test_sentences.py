"""The turns of phrase of the review, case by case."""

from decimal import Decimal

import pytest

from communes.choices import Qualifier
from kontum04.core.figure import Figure
from reports.documents import sentences
from reports.documents.live import Form, live, plain, runs_of, wording
from reports.documents.parts.words import facts, told
from reports.documents.sentences import DONG, POINTS
from reports.figures.published import Stated

NB = "\u00a0"
LONG = ["Sở Y tế", "Sở Nông nghiệp và Phát triển nông thôn", "Tỉnh đoàn"]


@pytest.mark.parametrize(
    ("old", "new", "unit", "decimals", "expected"),
    [
        (47.1, 41.5, POINTS, 1, "giảm 5,6 điểm phần trăm so với năm 2017"),
        (41.5, 47.1, POINTS, 1, "tăng 5,6 điểm phần trăm so với năm 2017"),
        (Decimal("47.14"), Decimal("41.46"), POINTS, 1, "giảm 5,7 điểm phần trăm so với năm 2017"),
        (41.5, 41.5, POINTS, 1, "không thay đổi so với năm 2017"),
        (41.52, 41.5, POINTS, 1, "gần như không thay đổi so với năm 2017"),
        (41.45, 41.5, POINTS, 1, "tăng 0,1 điểm phần trăm so với năm 2017"),
        (4680, 4800, "lượt", 0, "tăng 120 lượt so với năm 2017"),
        (0, 4800, "lượt", 0, "tăng 4.800 lượt so với năm 2017"),
        (335, 0, "đảng viên", 0, "giảm 335 đảng viên so với năm 2017"),
        (0, 0, "đảng viên", 0, "không thay đổi so với năm 2017"),
        (8_000_000_000, 8_250_000_000, DONG, 0, "tăng 250 triệu đồng so với năm 2017"),
        (9_500_000_000, 8_250_000_000, DONG, 0, "giảm 1,25 tỷ đồng so với năm 2017"),
        (None, 4800, "lượt", 0, "chưa có số liệu năm 2017 để so sánh"),
        (4800, None, "lượt", 0, "chưa có số liệu"),
        (None, None, "lượt", 0, "chưa có số liệu"),
    ],
)
def test_change(old, new, unit, decimals, expected):
    assert sentences.change(old, new, unit, since=2017, decimals=decimals) == expected


@pytest.mark.parametrize(
    ("old_standard", "new_standard", "expected"),
    [
        ("QĐ 59/2015", "QĐ 59/2015", "giảm 5,6 điểm phần trăm so với năm 2015"),
        ("QĐ 09/2011", "QĐ 59/2015", "không so sánh với năm 2015 vì khác chuẩn (QĐ 09/2011 và QĐ 59/2015)"),
        ("", "QĐ 59/2015", "không so sánh với năm 2015 vì khác chuẩn (không ghi chuẩn và QĐ 59/2015)"),
        ("QĐ 09/2011", "", "không so sánh với năm 2015 vì khác chuẩn (QĐ 09/2011 và không ghi chuẩn)"),
    ],
)
def test_change_stays_inside_one_standard(old_standard, new_standard, expected):
    words = sentences.change(
        47.1, 41.5, POINTS, since=2015, decimals=1, old_standard=old_standard, new_standard=new_standard
    )
    assert words == expected


def test_change_with_a_missing_figure_says_so_whatever_the_standards():
    words = sentences.change(None, 41.5, POINTS, since=2015, old_standard="QĐ 09/2011", new_standard="QĐ 59/2015")
    assert words == "chưa có số liệu năm 2015 để so sánh"


@pytest.mark.parametrize(
    ("count", "noun", "expected"),
    [
        (4800, "lượt người", "4.800 lượt người"),
        (1, "xã", "1 xã"),
        (0, "xã", "không có xã nào"),
        (None, "xã", "chưa có số liệu"),
    ],
)
def test_counted(count, noun, expected):
    assert sentences.counted(count, noun) == expected


def test_counted_refuses_a_negative_count():
    with pytest.raises(ValueError, match="-1"):
        sentences.counted(-1, "xã")


@pytest.mark.parametrize(
    ("dong", "expected"),
    [
        (8_250_000_000, "8,25 tỷ đồng"),
        (350_000_000, "350 triệu đồng"),
        (0, "không phát sinh kinh phí"),
        (None, "chưa có số liệu"),
    ],
)
def test_money(dong, expected):
    assert sentences.money(dong) == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (18, 53, f"18/53 xã (34,0{NB}%)"),
        (0, 53, f"0/53 xã (0,0{NB}%)"),
        (53, 53, f"53/53 xã (100,0{NB}%)"),
        (0, 0, "không có xã nào"),
        (None, 53, "chưa có số liệu"),
        (18, None, "chưa có số liệu"),
    ],
)
def test_share(part, whole, expected):
    assert sentences.share(part, whole, "xã") == expected


@pytest.mark.parametrize(
    ("names", "limit", "expected"),
    [
        ([], None, ""),
        (["A"], None, "A"),
        (["A", "B"], None, "A và B"),
        (["A", "B", "C"], None, "A, B và C"),
        (["A", "B", "C"], 3, "A, B và C"),
        (["A", "B", "C", "D"], 2, "A, B và 2 đơn vị khác"),
        (["A", "B"], 1, "A và 1 đơn vị khác"),
        ([f"Đơn vị {n}" for n in range(1203)], 1, "Đơn vị 0 và 1.202 đơn vị khác"),
        (LONG, None, "Sở Y tế; Sở Nông nghiệp và Phát triển nông thôn; và Tỉnh đoàn"),
        (LONG, 2, "Sở Y tế; Sở Nông nghiệp và Phát triển nông thôn; và 1 đơn vị khác"),
        (LONG[1:2], None, "Sở Nông nghiệp và Phát triển nông thôn"),
    ],
)
def test_listed(names, limit, expected):
    assert sentences.listed(names, "đơn vị", limit) == expected


@pytest.mark.parametrize(
    ("names", "limit", "expected"),
    [
        ([], None, "không có đơn vị nào"),
        (["Tỉnh đoàn"], None, "đơn vị Tỉnh đoàn"),
        (["A", "B", "C"], None, "3 đơn vị: A, B và C"),
        (["A", "B", "C"], 1, "3 đơn vị: A và 2 đơn vị khác"),
    ],
)
def test_named(names, limit, expected):
    assert sentences.named(names, "đơn vị", limit) == expected


@pytest.mark.parametrize(
    ("figure", "qualifier", "expected"),
    [
        ("8 tỷ đồng", Qualifier.OVER, "hơn 8 tỷ đồng"),
        ("7 %", Qualifier.NEARLY, "gần 7 %"),
        ("57 %", Qualifier.ABOVE, "trên 57 %"),
        ("35 %", "duoi", "dưới 35 %"),
        ("335 đảng viên", "", "335 đảng viên"),
    ],
)
def test_qualified(figure, qualifier, expected):
    assert sentences.qualified(figure, qualifier) == expected


def test_qualified_refuses_an_unknown_qualifier():
    with pytest.raises(ValueError, match="chừng"):
        sentences.qualified("8 tỷ đồng", "chừng")


@pytest.mark.parametrize(
    ("days", "expected"),
    [(None, "chưa nộp"), (-3, "đúng hạn"), (0, "đúng hạn"), (1, "chậm 1 ngày"), (16, "chậm 16 ngày")],
)
def test_lateness(days, expected):
    assert sentences.lateness(days) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đến nay có 12 xã thoát diện", "Đến nay có 12 xã thoát diện."),
        ("Kết quả như sau:", "Kết quả như sau:"),
        ("  đã đạt. ", "Đã đạt."),
        ("", ""),
    ],
)
def test_sentence(text, expected):
    assert sentences.sentence(text) == expected


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (3046, "ngày công", "hơn 3.000 ngày công"),
        (4987, "lượt", "gần 5.000 lượt"),
        (4800, "lượt", "4.800 lượt"),
        (Decimal("3046.5"), "ngày công", "hơn 3.000 ngày công"),
        (8_246_500_000, DONG, "hơn 8,2 tỷ đồng"),
        (7_990_000_000, DONG, "gần 8 tỷ đồng"),
        (8_000_000_000, DONG, "8 tỷ đồng"),
        (Decimal("57.2"), "%", f"trên 57{NB}%"),
        (Decimal("56.9"), "%", f"gần 57{NB}%"),
        (Decimal("6.97"), "%", f"gần 7{NB}%"),
        (57, "%", f"57{NB}%"),
        (80, "đơn vị", "80 đơn vị"),
        (1, "xã", "1 xã"),
        (0, "xã", "0 xã"),
        (99_999, "lượt", "gần 100.000 lượt"),
        (None, "lượt", "chưa có số liệu"),
    ],
)
def test_about(value, unit, expected):
    assert sentences.about(value, unit) == expected


def test_about_refuses_a_negative_number():
    with pytest.raises(ValueError, match="-5"):
        sentences.about(-5, "xã")


def figure(value, unit: str = "công trình", code: str = "works", label: str = "Công trình", **more) -> Figure:
    return Figure(code, label, unit, None if value is None else Decimal(str(value)), **more)


@pytest.mark.parametrize(
    ("told_of", "form", "expected"),
    [
        (figure(4800, "lượt"), Form.TEXT, "4.800"),
        (figure(4800, "lượt"), Form.UNIT, "4.800 lượt"),
        (figure("-5.6", "điểm %", decimals=1), Form.SIZE, "5,6"),
        (figure(None, "điểm %"), Form.SIZE, "chưa có số liệu"),
        (figure(0, "xã"), Form.COUNT, "không có xã nào"),
        (figure(0, DONG), Form.COUNT, "không phát sinh kinh phí"),
        (figure(1, "xã"), Form.COUNT, "1 xã"),
        (figure(None, "xã"), Form.COUNT, "chưa có số liệu"),
        (figure(3046, "ngày công"), Form.ABOUT, "hơn 3.000 ngày công"),
        (figure(None, "ngày công"), Form.ABOUT, "chưa có số liệu"),
        (figure(118, numerator=Decimal(118), denominator=Decimal(409)), Form.PART, "118"),
        (figure(118, numerator=Decimal(118), denominator=Decimal(409)), Form.WHOLE, "409"),
        (figure(118, numerator=Decimal(118), denominator=Decimal(409)), Form.SHARE, f"28,9{NB}%"),
        (figure(0, numerator=Decimal(0), denominator=Decimal(0)), Form.SHARE, "chưa có số liệu"),
        (figure(118), Form.PART, "chưa có số liệu"),
        (figure(118, reported=51, expected=53), Form.COVERAGE, "51/53"),
        (figure(118), Form.COVERAGE, "chưa có số liệu"),
    ],
)
def test_wording(told_of, form, expected):
    assert wording(told_of, form) == expected
    (run,) = runs_of(live(told_of, form))
    assert (run.text, run.figure, run.form) == (expected, "works", form)


@pytest.mark.parametrize(
    ("works", "models", "expected"),
    [
        (figure(46), figure(64, "mô hình"), "Đăng ký 46 công trình và xây dựng 64 mô hình."),
        (
            figure(46),
            figure(0, "mô hình", label="Mô hình mới"),
            "Công trình: 46 công trình; mô hình mới: không có mô hình nào.",
        ),
        (
            figure(None),
            figure(64, "mô hình", label="Mô hình mới"),
            "Công trình: chưa có số liệu; mô hình mới: 64 mô hình.",
        ),
        (
            Stated(figure(46), "hon", "nguồn"),
            figure(64, "mô hình"),
            "Đăng ký hơn 46 công trình và xây dựng 64 mô hình (theo số liệu đã công bố).",
        ),
        (
            Stated(figure(46), "gan", "nguồn"),
            figure(None, "mô hình", label="Mô hình mới"),
            "Công trình: gần 46 công trình (đã công bố); mô hình mới: chưa có số liệu.",
        ),
    ],
)
def test_told(works, models, expected):
    words = told("Đăng ký %(works)s và xây dựng %(models)s.", works=works, models=models)
    assert plain(words) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ((figure(8_250_000_000, DONG, label="Vận động trong tỉnh (đồng)"),), "Vận động trong tỉnh: 8,25 tỷ đồng."),
        ((figure(0, DONG, label="Hiện vật (đồng)"),), "Hiện vật: không phát sinh kinh phí."),
        (
            (figure(1, "xã", label="Số xã"), figure(None, "thôn", label="Số thôn")),
            "Số xã: 1 xã; số thôn: chưa có số liệu.",
        ),
        (
            (
                Stated(
                    figure(118, "thôn", label="Thôn đạt", numerator=Decimal(118), denominator=Decimal(409)), "", "nguồn"
                ),
            ),
            "Thôn đạt: 118/409 thôn (đã công bố).",
        ),
    ],
)
def test_facts(stated, expected):
    assert plain(facts(*stated)) == expected


def test_a_sentence_that_begins_with_a_figure_takes_its_capital_inside_the_mark():
    words = sentences.sentence(live(figure(0, "xã"), Form.COUNT))
    assert plain(words) == "Không có xã nào."
    first, _stop = runs_of(words)
    assert (first.text, first.figure) == ("Không có xã nào", "works")


def test_a_change_states_its_figure_where_it_is_given():
    fall = figure("5.6", "điểm %", code="NG04", decimals=1)
    words = sentences.change(5.6, 0, POINTS, since=2017, decimals=1, written=live(fall, Form.SIZE))
    assert plain(words) == "giảm 5,6 điểm phần trăm so với năm 2017"
    assert [run.figure for run in runs_of(words) if run.figure] == ["NG04"]
