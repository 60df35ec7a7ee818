"""What units did, by sheet: into the annual draft, begun if need be; what was filed stays as it was filed."""

from decimal import Decimal

import pytest

from tests import factories as make
from tests.core.workbooks import xlsx
from tests.sheets.books import filled, kind_of, table_of, told
from tests.twinning.pages import dump
from twinning.choices import PeriodKind, ReportStatus
from twinning.models import Contribution, Report

CODE = "contributions"
BIEU_1 = [
    "TT",
    "Đơn vị",
    "Huyện",
    "Xã",
    "Lượt người",
    "Ngày công",
    "Kinh phí",
    None,
    None,
    None,
    None,
    "Hiện vật quy đổi",
]
SOURCES = [None] * 6 + ["Tiết kiệm cơ quan", "CBCCVC đóng góp", "Vận động trong tỉnh", "Vận động ngoài tỉnh", "Cộng"]


@pytest.fixture
def sheet(world):
    return kind_of(world, CODE)


def bieu_1(*rows):
    return xlsx([BIEU_1, SOURCES, *rows], sheet="Biểu 1")


def own(world, commune=None) -> Contribution:
    return Contribution.objects.get(report=world.filings.draft, commune=commune or world.commune)


def test_a_template_has_a_row_per_unit_and_commune(world, sheet):
    make.ContributionFactory(
        report__filed=True,
        report__obligation=make.ObligationFactory(
            unit=world.unit, period=make.ReportingPeriodFactory(programme_year=world.previous_year)
        ),
        commune=world.commune,
        trips=44,
    )
    rows = table_of(sheet.template(filled=False))
    assert [(row["Đơn vị"], row["Xã"]) for row in rows] == [
        ("Công ty Ví dụ", "Xã Đăk Long (huyện Đăk Hà)"),
        ("Phòng Thử nghiệm huyện Đăk Glei", "Xã Đăk Long (huyện Đăk Glei)"),
        ("Sở Thử nghiệm", "Xã Đăk Long (huyện Đăk Glei)"),
        ("Sở Thử nghiệm", "Xã Đăk Nhoong (huyện Đăk Glei)"),
    ]
    assert rows[2]["Tham khảo: Lượt người xuống cơ sở – năm 2017"] == 44
    assert rows[2]["Lượt người xuống cơ sở"] is None
    assert table_of(kind_of(world, CODE).template(filled=True))[2]["Lượt người xuống cơ sở"] == 60


def test_handing_an_export_back_changes_nothing_filed_or_not(sheet):
    plan = sheet.plan_file(sheet.template(filled=True))
    assert (plan.new, plan.changed, plan.unchanged, plan.errors) == (0, 0, 4, [])


def test_an_empty_template_says_nothing(sheet):
    before = dump()
    assert sheet.import_file(sheet.template(filled=False), by=None, name="a.xlsx").saved
    assert dump() == before


def test_the_offices_form_goes_into_the_draft(world, sheet):
    report, office = world.filings.draft, world.people.office
    content = bieu_1(
        [
            1,
            "SỞ THỬ NGHIỆM",
            "Đăk Glei",
            "Đắk Long",
            "1.065",
            "80,5",
            50_000_000,
            "30.000.000",
            None,
            0,
            80_000_000,
            None,
        ],
        [2, "Sở TN", None, "Xã Đăk Nhoong", 12, None, None, None, None, None, None, "2.500.000"],
        [None, "Cộng", None, None, 1077, None, None, None, None, None, 80_000_000, None],
    )
    outcome = sheet.import_file(content, by=office, name="biểu 1.xlsx")
    assert told(outcome.plan.errors) == []
    assert (outcome.plan.new, outcome.plan.changed) == (1, 1)
    row = own(world)
    assert (row.trips, row.workdays, row.money_savings, row.money_staff) == (
        1065,
        Decimal("80.5"),
        50_000_000,
        30_000_000,
    )
    assert (row.money_in_province, row.money_out_province) == (None, 0)
    assert own(world, world.places.second_commune).in_kind == 2_500_000
    record = row.history.first()
    assert (record.history_user, record.history_change_reason) == (office, "Nhập từ tệp biểu 1.xlsx")
    saved = Report.objects.get(pk=report.pk)
    assert (saved.status, saved.revision, saved.updated_by) == (ReportStatus.DRAFT, report.revision + 1, office)


def test_a_draft_is_begun_where_there_was_none(world):
    unit = make.UnitFactory(name="Sở Mới")
    make.TwinningFactory(programme=world.programme, unit=unit, commune=world.foreign_commune)
    obligation = make.ObligationFactory(unit=unit, period=world.periods[PeriodKind.ANNUAL])
    sheet = kind_of(world, CODE)
    content = xlsx([["Đơn vị", "Xã", "Lượt người"], ["Sở Mới", "Đăk Long", 5]])  # its only Đăk Long
    assert sheet.plan_file(content).errors == []
    assert not Report.objects.filter(obligation=obligation).exists()  # planning makes nothing
    assert kind_of(world, CODE).import_file(content, by=world.people.office, name="a.xlsx").saved
    report = Report.objects.get(obligation=obligation)
    assert (report.status, report.contributions.get().trips) == (ReportStatus.DRAFT, 5)


def test_what_was_filed_is_refused_naming_the_report(world, sheet):
    content = filled(sheet.template(filled=True), 0, {"Lượt người xuống cơ sở": 101})
    content = filled(content, 1, {"Lượt người xuống cơ sở": 13})
    before = dump()
    errors = told(sheet.import_file(content, by=world.people.office, name="a.xlsx").plan.errors)
    assert len(errors) == 2
    assert "Công ty Ví dụ – Báo cáo năm 2018: Đã được duyệt" in errors[0]
    assert "Phòng Thử nghiệm huyện Đăk Glei – Báo cáo năm 2018: Đã nộp" in errors[1]
    assert dump() == before


@pytest.mark.parametrize("hindrance", ["closed", "waived"])
def test_a_closed_form_or_a_waived_report_takes_nothing(world, hindrance):
    if hindrance == "closed":
        world.periods[PeriodKind.ANNUAL].is_closed = True
        world.periods[PeriodKind.ANNUAL].save()
    else:
        obligation = world.filings.draft.obligation
        obligation.waived_on, obligation.waived_reason = "2018-10-01", "Sáp nhập"
        obligation.save()
    content = xlsx([["Đơn vị", "Xã", "Lượt người"], ["Sở TN", "Đăk Nhoong", 5]])
    errors = told(kind_of(world, CODE).plan_file(content).errors)
    assert len(errors) == 1
    assert ("đã đóng biểu" if hindrance == "closed" else "được miễn") in errors[0]


@pytest.mark.parametrize(
    ("sources", "total", "message"),
    [
        ((50, 30, None, None), 81, "Cộng bốn nguồn là 80, ô này ghi 81"),
        ((None, None, None, None), 5, "Cộng bốn nguồn là chưa có số liệu, ô này ghi 5"),
        ((50, 30, None, None), "tám mươi", "“tám mươi” không phải là số"),
    ],
)
def test_sources_must_add_up_to_a_given_total(sheet, sources, total, message):
    errors = told(sheet.plan_file(bieu_1([1, "Sở TN", None, "Đăk Nhoong", 1, None, *sources, total])).errors)
    assert len(errors) == 1
    assert errors[0].startswith("Biểu 1!K3: ")
    assert message in errors[0]


def test_a_total_is_held_against_what_a_blank_cell_keeps(world, sheet):
    world.filings.draft_contribution.money_savings = 7
    world.filings.draft_contribution.save()
    row = [1, "Sở TN", "Đăk Glei", "Đăk Long", None, None, None, 3, None, None, 10]
    assert kind_of(world, CODE).plan_file(bieu_1(row)).errors == []
    unchanged = [1, "Sở TN", "Đăk Glei", "Đăk Long", None, None, None, None, None, None, 10]
    assert "Cộng bốn nguồn là 7" in told(kind_of(world, CODE).plan_file(bieu_1(unchanged)).errors)[0]


@pytest.mark.parametrize(
    ("row", "cell", "message"),
    [
        ([1, "Sở Lạ", None, "Đăk Nhoong", 1], "B3", "Không tìm thấy đơn vị “Sở Lạ”"),
        ([1, "Sở TN", None, "Ia Tơi", 1], "D3", "trong các xã phân công cho Sở Thử nghiệm năm 2018"),
        ([1, "Công ty Ví dụ", "Đăk Glei", "Đăk Long", 1], "C3", "Không tìm thấy xã “Đăk Long” ở “Đăk Glei”"),
        ([1, "Sở TN", None, "Đăk Nhoong", 1.5], "E3", "không phải là số nguyên"),
        ([1, "Sở TN", None, "Đăk Nhoong", "-3"], "E3", "từ 0 trở lên"),
        ([1, "Sở TN", None, "Đăk Nhoong", 5_000_000_000], "E3", "lớn bất thường"),
        ([1, "Sở TN", None, "Đăk Nhoong", 1, "12.5"], "F3", "hãy viết 12,5"),
        ([1, "Sở TN", None, "Đăk Nhoong", 1, "12,55"], "F3", "thập phân"),
        ([1, "Sở TN", None, "Đăk Nhoong", 1, None, 1_500_000.5], "G3", "không phải là số nguyên"),
    ],
)
def test_wrong_rows(sheet, row, cell, message):
    before = dump()
    errors = told(sheet.plan_file(bieu_1(row)).errors)
    assert len(errors) == 1
    assert errors[0].startswith(f"Biểu 1!{cell}: ")
    assert message in errors[0]
    assert dump() == before


def test_a_unit_that_owes_no_report(world):
    make.UnitFactory(name="Sở Mới")
    content = xlsx([["Đơn vị", "Xã", "Lượt người"], ["Sở Mới", "Đăk Long", 5]])
    assert "không có nghĩa vụ báo cáo năm 2018" in told(kind_of(world, CODE).plan_file(content).errors)[0]


def test_money_in_millions_is_not_taken_for_dong(sheet):
    content = xlsx([["Đơn vị", "Xã", "Tiết kiệm cơ quan (triệu đồng)"], ["Sở TN", "Đăk Nhoong", 5]])
    plan = sheet.plan_file(content)
    assert plan.changes == []
    assert "“Tiết kiệm cơ quan (triệu đồng)”" in told(plan.warnings)[0]
