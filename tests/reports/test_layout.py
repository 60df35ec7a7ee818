"""Rule-sets: which one applies when, the number and recipient forms, and the style sheet made from them."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from reports.documents.layout import HD05, HD36, ND30, RULE_SETS, Margins, Style, choose_rule_set, place_and_date
from reports.documents.render import STATIC
from reports.documents.stylesheet import css_text, css_variables

NB = "\u00a0"


@pytest.mark.parametrize(
    ("style", "day", "expected"),
    [
        (Style.PARTY, dt.date(2018, 4, 3), HD36),
        (Style.PARTY, dt.date(2019, 1, 2), HD36),
        ("party", dt.date(2026, 5, 26), HD36),
        ("party", dt.date(2026, 5, 27), HD05),
        (Style.PARTY, dt.date(2016, 8, 19), HD36),
        (Style.STATE, dt.date(2020, 3, 5), ND30),
        ("state", dt.date(2017, 5, 8), ND30),
    ],
)
def test_the_rule_set_follows_style_and_date(style, day, expected):
    assert choose_rule_set(style, day) is expected


def test_an_unknown_style_is_refused():
    with pytest.raises(ValueError, match="church"):
        choose_rule_set("church", dt.date(2019, 1, 2))


def test_only_the_rule_set_seen_in_copies_awaits_confirmation():
    assert [rule_set.code for rule_set in RULE_SETS if rule_set.awaits_confirmation] == ["hd05"]


@pytest.mark.parametrize(
    ("rule_set", "number", "expected"),
    [
        (HD36, 12, "Số 12-BC/BCĐ"),
        (HD36, 5, "Số 05-BC/BCĐ"),
        (HD36, 135, "Số 135-BC/BCĐ"),
        (HD36, None, f"Số {NB * 6}-BC/BCĐ"),
        (ND30, 5, "Số: 05/BC-BCĐ"),
        (ND30, None, f"Số: {NB * 6}/BC-BCĐ"),
    ],
)
def test_number_line(rule_set, number, expected):
    assert rule_set.number_line(number, "BC", "BCĐ") == expected


@pytest.mark.parametrize(
    ("rule_set", "day", "expected"),
    [
        (HD36, dt.date(2007, 6, 14), "14-6-2007"),
        (HD36, dt.date(2019, 1, 2), "02-01-2019"),
        (ND30, dt.date(2013, 10, 28), "28/10/2013"),
    ],
)
def test_dates_inside_the_text(rule_set, day, expected):
    assert rule_set.text_date(day) == expected


def test_place_and_date_pads_days_and_the_first_two_months():
    assert place_and_date("Kon Tum", dt.date(2019, 1, 2)) == "Kon Tum, ngày 02 tháng 01 năm 2019"
    assert place_and_date("Kon Tum", dt.date(2016, 8, 19)) == "Kon Tum, ngày 19 tháng 8 năm 2016"


@pytest.mark.parametrize(
    ("rule_set", "counters", "expected"),
    [
        (HD36, (1,), "I."),
        (HD36, (4,), "IV."),
        (HD36, (19,), "XIX."),
        (HD36, (3, 2), "2."),
        (HD36, (3, 2, 1), "2.1."),
        (HD05, (3,), "III-"),
        (HD05, (3, 2, 5), "đ)"),
        (ND30, (2, 1, 1), "a)"),
    ],
)
def test_heading_numbers(rule_set, counters, expected):
    assert rule_set.heading_number(counters) == expected


def test_recipients_end_with_the_separator_and_the_last_with_a_stop():
    names = ("Ban Thường vụ Tỉnh ủy (b/c)", "Các huyện ủy,", "Lưu Văn phòng Tỉnh ủy.")
    assert HD36.recipient_lines(names) == [
        "- Ban Thường vụ Tỉnh ủy (b/c),",
        "- Các huyện ủy,",
        "- Lưu Văn phòng Tỉnh ủy.",
    ]
    assert ND30.recipient_lines(names)[0].endswith("(b/c);")
    assert HD36.recipient_lines(()) == []


def test_a_turned_sheet_keeps_its_bound_edge():
    assert Margins(top=20, right=15, bottom=21, left=30).turned() == Margins(top=30, right=20, bottom=15, left=21)


def test_the_style_sheet_takes_its_measures_from_the_rule_set():
    changed = replace(HD36, margins=Margins(top=21, right=16, bottom=22, left=33), first_line=11, line_pitch_pt=19)
    assert "margin: 21mm 16mm 22mm 33mm;" in css_text(changed)
    assert "--first-line: 11mm;" in css_variables(changed)
    assert "--line-pitch: 19pt;" in css_variables(changed)


def test_no_other_place_repeats_a_measure():
    """document.css and the templates arrange; every millimetre and point is in the rule-set."""
    templates = STATIC.parent / "templates" / "documents"
    for path in [STATIC / "css" / "document.css", *templates.glob("*.html")]:
        assert not re.search(r"\d\s*(mm|cm|pt|in)\b", path.read_text()), path.name


@pytest.mark.parametrize("rule_set", RULE_SETS, ids=lambda rule_set: rule_set.code)
def test_every_property_that_the_arrangement_uses_is_made(rule_set):
    used = set(re.findall(r"var\((--[\w-]+)\)", (STATIC / "css" / "document.css").read_text()))
    made = set(re.findall(r"(--[\w-]+):", css_variables(rule_set)))
    assert used == made
