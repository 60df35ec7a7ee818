"""Every row of the format, measured on drawn papers of the three rule-sets, and the written table of it."""

import pytest

from reports.documents.layout import HD36, ND30, RULE_SETS
from reports.documents.measure_list import MEASURES
from reports.documents.measures import with_measure
from tests.reports.conformity import CHECKS, TABLE, asked_of, document, result

ROWS = [(rule_set, check) for rule_set in RULE_SETS for check in asked_of(rule_set)]


@pytest.mark.parametrize(
    ("rule_set", "check"), ROWS, ids=[f"{rule_set.code}-{check.part}-{check.what}" for rule_set, check in ROWS]
)
def test_paper_is_as_the_format_asks(rule_set, check):
    found = result(check, rule_set)
    assert found.is_met, f"{found.required.shown(found.measured)} instead of {found.required}"


def test_every_check_asks_something_of_a_rule_set_that_exists():
    codes = {rule_set.code for rule_set in RULE_SETS}
    assert all(check.required and set(check.required) <= codes for check in CHECKS)


def test_the_written_table_is_what_is_measured():
    assert TABLE.read_text(encoding="utf-8") == document(), "run `make conformity`"


@pytest.mark.parametrize(
    ("rule_set", "path", "typed", "failing"),
    [
        (HD36, "margins.left", "32", "Lề trang: trái"),
        (HD36, "margins.bottom", "22", "Lề trang: dưới"),
        (HD36, "nation.size", "14,5", "Tiêu đề bên phải: cỡ chữ"),
        (HD36, "nation_mark", "không có", "Tiêu đề bên phải: đường kẻ so với dòng chữ"),
        (ND30, "issuer_mark", "đường kẻ dài bằng dòng chữ", "Cơ quan ban hành: đường kẻ so với dòng chữ"),
        (HD36, "number_digits", "1", "Số, ký hiệu: số 1"),
        (HD36, "letter_summary.italic", "không", "Trích yếu công văn: kiểu chữ"),
        (HD36, "line_pitch_pt", "17", "Nội dung: khoảng cách dòng"),
        (HD36, "paragraph_gap_pt", "3", "Nội dung: thêm giữa hai đoạn"),
        (HD36, "heading_forms.0", "I-", "Đề mục: cách đánh"),
        (ND30, "sign_position.bold", "không", "Chức vụ: kiểu chữ"),
        (HD36, "signature_gap_lines", "3", "Họ tên người ký: số dòng chừa để ký"),
        (HD36, "recipients_title.underlined", "không", "Nơi nhận: kiểu chữ"),
        (HD36, "recipients_separator", ";", "Danh sách nơi nhận: gạch đầu dòng, dấu cuối dòng, dòng Lưu"),
        (HD36, "page_number_from_edge", "8", "Số trang: cách mép trên"),
        (ND30, "annex_own_page_numbers", "không", "Phụ lục: đánh số trang riêng"),
    ],
)
def test_a_wrong_paper_is_noticed(rule_set, path, typed, failing):
    wrong = with_measure(rule_set, path, MEASURES[path].value(typed))
    check = next(check for check in CHECKS if check.id == failing)
    assert result(check, rule_set).is_met
    assert not result(check, wrong).is_met
