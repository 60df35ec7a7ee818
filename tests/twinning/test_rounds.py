"""A filed round as people read it, and how two rounds differ; from the kept JSON alone."""

import copy

import pytest

from twinning.figures.rounds import blocks, differences

COMMUNE = {"id": 7, "name": "Xã Đăk Long (huyện Đăk Glei)"}
PLAN = {
    "paper": {"signer": "Phó Giám đốc", "received_on": "2018-01-25"},
    "items": [
        {
            "id": 1, "commune": COMMUNE, "village": "Thôn Đăk Ôn", "work_group": "Kinh tế", "kind": "work",
            "kind_label": "Công trình", "funding": "savings", "funding_label": "Tiết kiệm kinh phí cơ quan",
            "content": "Làm đường", "quantity": "1234.5", "unit_of_measure": "m", "cost": 200000000, "partner": "",
            "starts_on": "2018-03-01", "ends_on": None, "responsible": "Tổ trưởng",
        }
    ],
}  # fmt: skip
REPORT = {
    "contributions": [{"commune": COMMUNE, "trips": 0, "workdays": "80.5", "money_staff": None, "note": "Bão"}],
    "works": [
        {
            "id": 3, "plan_item": 1, "commune": COMMUNE, "kind": "work", "kind_label": "Công trình", "joint_lead": "",
            "content": "Làm đường", "progress": 80, "is_completed": False, "cost": 1500000, "note": "",
        }
    ],
    "sections": [{"id": 5, "number": "I", "title": "Tình hình", "text": "Ổn định"}],
    "evidence": [{"name": "ảnh.jpg", "title": "Nhà rông", "sha256": "ab", "size": 10}],
}  # fmt: skip


def test_numbers_and_days_are_read_as_vietnamese_write_them():
    paper, item = blocks(PLAN)
    assert paper.values == {"Người ký": "Phó Giám đốc", "Ngày nhận": "25/01/2018"}
    assert item.title == "Làm đường"
    assert item.values["Xã, thôn"] == "Xã Đăk Long (huyện Đăk Glei), Thôn Đăk Ôn"
    assert item.values["Chỉ tiêu"] == "1.234,5"
    assert item.values["Kinh phí (đồng)"] == "200.000.000"
    assert item.values["Bắt đầu"] == "01/03/2018"
    assert item.values["Hoàn thành"] == ""


def test_zero_stays_zero_and_missing_stays_missing():
    values = blocks(REPORT)[0].values
    assert values["Lượt người xuống cơ sở"] == "0"
    assert values["Ngày công"] == "80,5"
    assert values["CBCCVC, NLĐ đóng góp (đồng)"] == "chưa có số liệu"


@pytest.mark.parametrize("content", [{}, {"contributions": []}, {"paper": {"signer": "", "received_on": None}}])
def test_a_round_without_content_reads_as_nothing(content):
    assert blocks(content) == []
    assert differences(content, {}) == []


@pytest.mark.parametrize("content", [PLAN, REPORT])
def test_a_round_does_not_differ_from_itself(content):
    assert differences(content, copy.deepcopy(content)) == []


@pytest.mark.parametrize(
    ("rows", "field", "value", "expected"),
    [
        ("contributions", "trips", 5, ("Lượt người xuống cơ sở", "0", "5")),
        ("contributions", "trips", None, ("Lượt người xuống cơ sở", "0", "chưa có số liệu")),
        ("contributions", "workdays", "81", ("Ngày công", "80,5", "81")),
        ("contributions", "note", "", ("Ghi chú", "Bão", "")),
        ("works", "is_completed", True, ("Đã hoàn thành", "chưa xong", "đã xong")),
        ("works", "content", "Làm cầu", ("Nội dung", "Làm đường", "Làm cầu")),
        ("sections", "text", "Khó khăn", ("Nội dung", "Ổn định", "Khó khăn")),
        ("evidence", "title", "Cầu", ("Nội dung", "Nhà rông", "Cầu")),
    ],
)
def test_a_changed_value_is_told_from_and_to(rows, field, value, expected):
    after = copy.deepcopy(REPORT)
    after[rows][0][field] = value
    (change,) = differences(REPORT, after)
    assert (change.label, change.before, change.now) == expected


@pytest.mark.parametrize("rows", ["contributions", "works", "sections", "evidence"])
def test_rows_that_came_or_went_are_told_once(rows):
    without = REPORT | {rows: []}
    ((added,), (gone,)) = differences(without, REPORT), differences(REPORT, without)
    assert (added.label, added.now) == ("", "thêm")
    assert (gone.label, gone.now) == ("", "bỏ")
    assert added.title == gone.title


def test_a_work_that_moved_in_the_list_is_no_change():
    other = REPORT["works"][0] | {"id": 4, "content": "Làm cầu"}
    both = REPORT | {"works": [REPORT["works"][0], other]}
    assert differences(both, REPORT | {"works": [other, REPORT["works"][0]]}) == []
