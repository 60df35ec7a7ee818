"""Biểu 3 to 6 on the cast: one row for each thing, in the reader's scope, and words where there is none."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kontum04.core import clock
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.documents.annexes.judged import judged_annex
from reports.documents.annexes.requests import request_annex
from reports.documents.annexes.villages import village_annex
from reports.documents.annexes.works import work_annex
from reports.figures.review import review_figures
from tests import factories as make
from twinning.choices import CommendationStatus, FundingSource

pytestmark = pytest.mark.django_db

JUDGED_ON = dt.datetime(2018, 12, 20, 12, tzinfo=clock.ZONE)


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel(JUDGED_ON, tick=False):
        yield


def labels(annex) -> list[str]:
    return [column.label for column in annex.columns]


def column(annex, label: str) -> list:
    at = labels(annex).index(label)
    return [row[at] for row in annex.rows]


def row_with(annex, cell) -> dict:
    """The one row that holds `cell`, by column labels."""
    (found,) = [row for row in annex.rows if cell in row]
    return dict(zip(labels(annex), found, strict=True))


def test_villages_stand_by_district_commune_and_name_with_what_they_reported(world):
    make.IndicatorValueFactory(
        part=world.parts.households, commune=world.commune, village=world.places.village, value=80
    )
    annex = village_annex(world.programme_year, WHOLE_PROVINCE_READER)
    assert column(annex, "Thôn (làng)") == ["Thôn Đăk Ôn", "Thôn Đăk Tu", "Thôn Kon Teo"]
    assert annex.number == "Biểu 3"
    first, second = annex.rows[:2]
    assert first[4] == 80
    assert second[4] is None  # not reported, never 0


def test_villages_of_which_nothing_is_known_are_told_in_words(world):
    world.commune.values.filter(village__isnull=False).delete()
    annex = village_annex(world.programme_year, WHOLE_PROVINCE_READER)
    assert (annex.rows, annex.note) == ((), "Chưa có số liệu thôn (làng) của năm.")


def test_a_villages_level_is_written_in_words(world):
    part = make.IndicatorPartFactory(
        indicator=make.IndicatorFactory(code="DB04"), code="DB04.3", kind="choice", choices=[[0, "kém"], [1, "tốt"]],
        at_commune=False, at_village=True, aggregation="distribution", label="Xếp loại chi bộ thôn",
    )  # fmt: skip
    make.IndicatorValueFactory(part=part, commune=world.commune, village=world.places.village, value=1)
    annex = village_annex(world.programme_year, WHOLE_PROVINCE_READER)
    assert column(annex, "Xếp loại chi bộ thôn") == ["tốt", None, None]


def test_a_work_shows_what_was_registered_and_what_became_of_it(world):
    item = world.filings.plan_item
    item.funding, item.partner, item.village = FundingSource.SAVINGS, "Đoàn xã", world.places.village
    item.save()
    annex = work_annex(world.programme_year, WHOLE_PROVINCE_READER)
    row = row_with(annex, "Làm 500 m đường bê tông")
    assert (row["Đơn vị"], row["Xã"], row["Thôn (làng)"]) == ("Sở Thử nghiệm", "Đăk Long", "Thôn Đăk Ôn")
    assert (row["Nguồn"], row["Đơn vị phối hợp"]) == ("Tiết kiệm kinh phí cơ quan", "Đoàn xã")
    assert row["Tiến độ"] == "chưa báo cáo kết quả"  # the annual report is still a draft
    assert 200_000_000 in annex.rows[column(annex, "Công trình").index("Làm 500 m đường bê tông")]


def test_a_work_beyond_the_plan_says_so_with_the_communes_word_and_no_photo(world):
    annex = work_annex(world.programme_year, WHOLE_PROVINCE_READER)
    row = row_with(annex, "Sửa nhà rông")
    assert row["Tiến độ"] == "hoàn thành, ngoài kế hoạch"
    assert (row["Duyệt"], row["Ý kiến của xã"], row["Ảnh"]) == ("chờ duyệt", "Chờ xã xác nhận", "không")


def test_a_picture_filed_for_the_commune_counts_as_photo(world):
    make.EvidenceFactory(report=world.filings.submitted, commune=world.commune, content_type="image/jpeg")
    annex = work_annex(world.programme_year, WHOLE_PROVINCE_READER)
    assert row_with(annex, "Sửa nhà rông")["Ảnh"] == "có"


def test_a_unit_sees_its_own_works_only(world):
    assert column(work_annex(world.programme_year, world.people.unit), "Đơn vị") == ["Sở Thử nghiệm"]


def test_a_request_shows_its_state_on_the_day_the_figures_count_to(world):
    make.RequestFactory(
        programme=world.programme, commune=world.commune, text="Đề nghị sửa cầu treo", to_unit=world.unit,
        filed_on=dt.date(2018, 10, 1), due_on=dt.date(2018, 12, 10),
    )  # fmt: skip
    row = row_with(request_annex(world.programme_year, WHOLE_PROVINCE_READER), "Đề nghị sửa cầu treo")
    assert (row["Nơi giải quyết"], row["Trạng thái"], row["Trễ (ngày)"]) == (
        "Sở Thử nghiệm",
        "Quá hạn trả lời",
        10,
    )
    assert row["Ngày trả lời"] == ""  # nothing to fill in yet: blank, not missing


def test_a_request_of_another_year_stands_in_that_years_annex(world):
    make.RequestFactory(
        programme=world.programme, commune=world.commune, text="Năm trước", filed_on=dt.date(2017, 3, 1)
    )
    assert "Năm trước" not in column(request_annex(world.programme_year, WHOLE_PROVINCE_READER), "Nội dung kiến nghị")


def test_commended_and_weak_units_stand_with_their_figures_and_reasons(world):
    make.CommendationFactory(programme=world.programme, unit=world.other_unit, form="Giấy khen", reason="Giúp tốt.")
    figures = review_figures(world.programme_year, WHOLE_PROVINCE_READER)
    annex = judged_annex(figures, world.programme_year, WHOLE_PROVINCE_READER)
    row = row_with(annex, "Giấy khen (đề nghị)")
    assert (row["Lượt người"], row["Kinh phí"], row["Thành tích, lý do"]) == (100, 80_000_000, "Giúp tốt.")
    weak = [row[-2] for row in annex.rows if "Đơn vị yếu" in row]
    assert weak == ["; ".join(unit.reasons) for unit in figures.weak]


def test_a_declined_proposal_is_not_printed_and_a_collective_has_no_figures(world):
    make.CommendationFactory(
        programme=world.programme, unit=None, body_name="Tổ làm đường thôn Đăk Ôn", form="Giấy khen"
    )
    make.CommendationFactory(
        programme=world.programme, unit=None, body_name="Tập thể bị từ chối",
        status=CommendationStatus.DECLINED, declined_reason="Chưa đủ thành tích.",
    )  # fmt: skip
    figures = review_figures(world.programme_year, WHOLE_PROVINCE_READER)
    annex = judged_annex(figures, world.programme_year, WHOLE_PROVINCE_READER)
    assert "Tập thể bị từ chối" not in column(annex, "Đơn vị, tập thể")
    assert row_with(annex, "Tổ làm đường thôn Đăk Ôn")["Lượt người"] == ""


def test_an_annex_without_rows_says_so_in_words():
    empty = make.ProgrammeYearFactory(year=2031)
    figures = review_figures(empty, WHOLE_PROVINCE_READER)
    notes = [
        village_annex(empty, WHOLE_PROVINCE_READER).note,
        work_annex(empty, WHOLE_PROVINCE_READER).note,
        request_annex(empty, WHOLE_PROVINCE_READER).note,
        judged_annex(figures, empty, WHOLE_PROVINCE_READER).note,
    ]
    assert notes == [
        "Chưa có số liệu thôn (làng) của năm.",
        "Trong năm chưa ghi nhận công trình nào.",
        "Trong năm chưa ghi nhận kiến nghị nào của xã.",
        "Trong năm chưa ghi nhận khen thưởng và đơn vị yếu nào.",
    ]


def test_the_cost_does_not_grow_with_the_rows(world):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            for annex in (village_annex, work_annex, request_annex):
                annex(world.programme_year, WHOLE_PROVINCE_READER)
        return len(seen)

    few = queries()
    for number in range(5):
        make.VillageFactory(commune=world.commune, name=f"Thôn thêm {number}")
        make.PlanItemFactory(report=world.filings.plan, commune=world.commune, work_group=world.work_group)
        make.RequestFactory(programme=world.programme, commune=world.commune, to_unit=world.unit)
    assert queries() == few
