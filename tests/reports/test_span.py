"""The review over several years: missing stays missing, two standards are not subtracted, bounds are not added."""

import datetime as dt

import pytest
import time_machine

from kontum04.core import clock
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.documents.kinds import multi_year
from reports.documents.live import plain, runs_of
from reports.documents.orders import DocumentOrder
from reports.figures.span import span_of
from tests import factories as make
from twinning.choices import CommendationStatus

pytestmark = pytest.mark.django_db

JUDGED_ON = dt.datetime(2018, 12, 20, 12, tzinfo=clock.ZONE)


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel(JUDGED_ON, tick=False):
        yield


def said(context) -> dict[str, str]:
    """Every section's words by its key, without marks."""
    return {section.key: plain("\n".join((*section.paragraphs, *section.bullets))) for section in context.sections}


def made(programme_year, first: int, viewer=WHOLE_PROVINCE_READER):
    return multi_year.make(DocumentOrder("multi-year", programme_year, from_year=first), viewer)


@pytest.fixture
def context(world):
    return made(world.programme_year, 2016)


def test_every_section_has_a_key_of_its_own_and_figures_are_live(context):
    keys = [section.key for section in context.sections]
    assert all(keys)
    assert len(set(keys)) == len(keys)
    named = [run.figure for section in context.sections for text in section.paragraphs for run in runs_of(text)]
    assert {"2018:communes", "2017:NG03", "2018:NG03"} <= set(named)


def test_sums_name_the_years_they_are_made_of_and_those_without_data(context):
    words = said(context)["resources"]
    assert "Lượt người xuống cơ sở: 112 lượt (năm 2018)." in words
    assert "Năm 2016 và 2017 chưa có số liệu trên cổng" in words


def test_a_sum_without_any_year_is_missing(world):
    span = span_of(world.previous_year, 2016, WHOLE_PROVINCE_READER)
    total = span.total("help.trips")
    assert (total.value, total.coverage, total.text) == (None, "0/2", "chưa có số liệu")


def test_a_year_never_opened_is_missing_in_the_table(context):
    (annex,) = context.annexes
    labels = [column.label for column in annex.columns]
    communes = next(row for row in annex.rows if row[1] == "Số xã thuộc chương trình")
    assert communes[labels.index("Năm 2016")] is None
    assert communes[labels.index("Năm 2018")] == "3"


def test_rates_of_one_standard_are_compared(context):
    # 2017: 350/900; 2018: 280/900
    assert "Năm 2018, tỷ lệ hộ nghèo giảm 7,8 điểm phần trăm so với năm 2017." in said(context)["situation"]


def test_rates_of_two_standards_are_not(world):
    world.parts.standard.first_year = 2018
    world.parts.standard.save()
    words = said(made(world.programme_year, 2017))["situation"]
    assert "Không tính mức giảm giữa năm 2017 và năm 2018 vì hai năm theo hai chuẩn nghèo" in words
    assert "điểm phần trăm" not in words


def test_published_figures_are_told_with_their_qualifier_and_added_to_nothing(world):
    make.PublishedFigureFactory(
        programme=world.programme, code="ngay-cong", year=2016, qualifier="gan", value=5000, unit="ngày công",
        measure="workdays", label="Ngày công",
    )  # fmt: skip
    context = made(world.programme_year, 2016)
    words = said(context)["resources"]
    assert "Ngày công: 80,5 ngày công (năm 2018)." in words
    assert "Ngày công: gần 5.000 ngày công (đã công bố), năm 2016." in words
    row = next(row for row in context.annexes[0].rows if row[1] == "Ngày công")
    assert row[3:] == ("gần 5.000*", None, "80,5")


def test_published_figures_are_of_the_whole_programme_and_not_told_to_a_part_of_it(world):
    make.PublishedFigureFactory(programme=world.programme, code="x", year=2016, value=5000, measure="workdays")
    context = made(world.programme_year, 2016, world.people.district)
    assert "5.000" not in said(context)["resources"]
    assert "published" not in said(context)


@pytest.mark.parametrize(
    ("last_year", "successor_from", "title"),
    [
        (None, None, "sơ kết"),
        (2025, None, "sơ kết"),
        (2018, None, "tổng kết"),
        (2019, 2019, "tổng kết"),  # the year of change belongs to the successor
        (2025, 2020, "sơ kết"),
    ],
)
def test_it_is_interim_while_the_programme_runs_and_final_at_its_end(world, last_year, successor_from, title):
    world.programme.last_year = last_year
    world.programme.save()
    if successor_from:
        make.ProgrammeFactory(predecessor=world.programme, first_year=successor_from, last_year=None)
    assert made(world.programme_year, 2017).letterhead.summary.startswith(title)


def test_a_commune_that_left_is_named_with_its_day_and_one_that_changed_category_is_not(world):
    gone = world.places.second_commune.designations.get()
    gone.ends_on = dt.date(2017, 12, 31)
    gone.save()
    changed = world.places.commune.designations.filter(category=world.category).get()
    changed.ends_on = dt.date(2017, 6, 30)
    changed.save()
    words = said(made(world.programme_year, 2016))["left"]
    assert words.startswith("1 xã ra khỏi danh sách:")
    assert "Đăk Nhoong" in words
    assert "hết ngày 31/12/2017" in words
    assert "Đăk Long" not in words


def test_weak_units_are_named_with_the_year_and_the_reason(world, context):
    words = said(context)["weak"]
    assert f"{world.unit.name}: năm 2018: chưa nộp báo cáo năm, trễ 20 ngày" in words


def test_commendations_are_named_where_names_are_recorded_else_counted(world):
    make.PublishedFigureFactory(
        programme=world.programme, code="bang-khen", year=2016, value=22, unit="tập thể",
        measure="commendations.awarded", label="Tập thể được tặng Bằng khen",
    )  # fmt: skip
    make.CommendationFactory(
        programme=world.programme, unit=world.unit, year=2018, form="Giấy khen", status=CommendationStatus.AWARDED,
        decision=make.DecisionFactory(number="99/QĐ-UBND"),
    )  # fmt: skip
    words = said(made(world.programme_year, 2016))["commended"]
    assert "Năm 2016: 22 tập thể được khen thưởng" in words
    assert "Giấy khen năm 2018 (" in words
    assert "99/QĐ-UBND" in words


def test_a_span_never_begins_before_the_programme_or_after_the_year(world):
    assert made(world.programme_year, 1).letterhead.summary.endswith(f"{world.programme.first_year}–2018")
    assert made(world.programme_year, 2030).letterhead.summary.endswith("2018–2018")


def test_a_record_year_tells_what_was_published_before_what_it_counts(world):
    world.previous_year.is_record = True
    world.previous_year.save()
    make.PublishedFigureFactory(
        programme=world.programme, code="xa", year=2017, qualifier="hon", value=50, unit="xã", measure="communes",
        label="Số xã được kết nghĩa",
    )  # fmt: skip
    words = said(made(world.previous_year, 2017))["situation"]
    assert "số xã được kết nghĩa: hơn 50 xã (đã công bố)" in words
