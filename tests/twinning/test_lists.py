"""Lists of units, assignments, plans, help and works: whose rows, how many queries, and the same rows in Excel."""

import io

import pytest
from openpyxl import load_workbook

from kontum04.accounts.choices import Role
from tests import factories as make
from twinning.choices import ItemKind, PeriodKind, Verdict

pytestmark = pytest.mark.django_db

LISTS = ("plan-item-list", "contribution-list", "work-list", "unit-list", "twinning-list")


def rows_of(response) -> list[list]:
    """The data rows of an exported sheet, without title and headings."""
    sheet = load_workbook(io.BytesIO(response.content)).active
    lines = [list(line) for line in sheet.iter_rows(values_only=True)]
    start = next(number for number, line in enumerate(lines) if None not in line[:2])
    return lines[start + 1 :]


def exported(world, client_of, name: str, who, query: str = "") -> list[list]:
    response = client_of(who).get(world.url(name) + f"?format=xlsx{query}")
    assert response.status_code == 200
    return rows_of(response)


# --- Queries ------------------------------------------------------------------------------------------------------


def filed(world, unit, kind: PeriodKind):
    """A filed report of the unit in the cast's year."""
    return make.ReportFactory(obligation__unit=unit, obligation__period=world.periods[kind], filed=True)


def twins(world, count: int) -> list:
    """Further units that help the cast's commune."""
    units = make.UnitFactory.create_batch(count)
    for unit in units:
        make.TwinningFactory(programme=world.programme, unit=unit, commune=world.commune)
    return units


def add_units(world, count: int) -> None:
    for unit in twins(world, count):
        make.TwinningFactory(programme=world.programme, unit=unit, commune=world.foreign_commune)


def add_plan_items(world, count: int) -> None:
    for unit in twins(world, count):
        plan = filed(world, unit, PeriodKind.PLAN)
        make.PlanItemFactory(
            report=plan,
            commune=world.commune,
            village=world.places.village,
            work_group=world.work_group,
            cost=1_000_000,
        )


def add_contributions(world, count: int) -> None:
    for unit in twins(world, count):
        row = make.ContributionFactory(report=filed(world, unit, PeriodKind.ANNUAL), commune=world.commune, trips=1)
        make.ConfirmationFactory(contribution=row, claimed=1, given_by=world.people.commune)


def add_works(world, count: int) -> None:
    for unit in twins(world, count):
        item = make.PlanItemFactory(
            report=filed(world, unit, PeriodKind.PLAN), commune=world.commune, work_group=world.work_group
        )
        make.WorkResultFactory(
            report=filed(world, unit, PeriodKind.ANNUAL),
            plan_item=item,
            commune=world.commune,
            joint_lead=world.other_unit,
        )


@pytest.mark.parametrize(
    ("name", "add"),
    [
        ("unit-list", add_units),
        ("twinning-list", add_units),
        ("plan-item-list", add_plan_items),
        ("contribution-list", add_contributions),
        ("work-list", add_works),
    ],
)
@pytest.mark.parametrize("who", [Role.OFFICE, Role.MEMBER])
def test_a_list_costs_the_same_at_any_length(world, constant_queries, name, add, who):
    constant_queries(world.url(name), lambda count: add(world, count), who)


def test_the_page_of_a_draft_costs_the_same_at_any_length(world, constant_queries):
    plan = world.filings.other_plan

    def add(count):
        make.PlanItemFactory.create_batch(
            count, report=plan, commune=world.foreign_commune, work_group=world.work_group
        )

    constant_queries(world.url("report-edit", pk=plan.pk), add, "unit_outsider")


def test_the_page_of_a_filed_report_costs_the_same_at_any_length(world, constant_queries):
    report = world.filings.half

    def add(count):
        make.WorkResultFactory.create_batch(count, report=report, commune=world.commune, joint_lead=world.other_unit)
        make.EvidenceFactory.create_batch(count, report=report, commune=world.commune)

    constant_queries(world.url("report-detail", pk=report.pk), add, "unit")


def test_the_page_of_a_unit_costs_the_same_at_any_length(world, constant_queries):
    def add(count):
        for commune in make.CommuneFactory.create_batch(count):
            make.TwinningFactory(programme=world.programme, unit=world.unit, commune=commune)

    constant_queries(world.url("unit-detail", pk=world.unit.pk), add, Role.OFFICE)


# --- Scope --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "who", "units"),
    [
        ("unit-list", "office", {"Sở Thử nghiệm", "Công ty Ví dụ", "Phòng Thử nghiệm huyện Đăk Glei"}),
        ("unit-list", "unit", {"Sở Thử nghiệm"}),
        ("unit-list", "commune", {"Sở Thử nghiệm", "Phòng Thử nghiệm huyện Đăk Glei"}),
        ("unit-list", "district", {"Phòng Thử nghiệm huyện Đăk Glei"}),
        ("unit-list", "unposted", set()),
        ("twinning-list", "unit_outsider", {"Công ty Ví dụ"}),
        ("twinning-list", "unposted", set()),
        ("plan-item-list", "unit", {"Sở Thử nghiệm"}),
        ("plan-item-list", "unit_outsider", set()),  # its plan was sent back
        ("contribution-list", "office", {"Công ty Ví dụ", "Phòng Thử nghiệm huyện Đăk Glei"}),
        ("contribution-list", "commune", {"Phòng Thử nghiệm huyện Đăk Glei"}),
        ("contribution-list", "unit", set()),  # its annual report is a draft
        ("contribution-list", "commune_outsider", {"Công ty Ví dụ"}),
        ("work-list", "commune", {"Phòng Thử nghiệm huyện Đăk Glei"}),
        ("work-list", "unit", set()),
    ],
)
def test_a_list_shows_the_rows_of_the_readers_scope_only(world, client_of, name, who, units):
    assert {row[0] for row in exported(world, client_of, name, who)} == units


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_for_people_signed_in(world, client_of, name):
    assert client_of(None).get(world.url(name)).status_code == 302
    assert client_of("leadership").get(world.url(name)).status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_list_says_what_to_do(world, client_of, name):
    page = client_of("unposted").get(world.url(name)).content.decode()
    assert 'class="empty"' in page


def test_a_commune_gets_no_link_to_a_units_papers(world, client_of):
    link = world.url("report-detail", pk=world.filings.submitted.pk)
    assert link in client_of("office").get(world.url("contribution-list")).content.decode()
    assert link not in client_of("commune").get(world.url("contribution-list")).content.decode()


@pytest.mark.parametrize(
    ("who", "which", "status"),
    [
        ("unit", "unit", 200), ("unit", "other_unit", 404), ("commune", "district_unit", 200),
        ("commune", "other_unit", 404), ("district", "unit", 404), ("member", "unit", 200),
        ("unposted", "unit", 404), ("leadership", "other_unit", 200),
    ],
)  # fmt: skip
def test_the_page_of_a_unit_is_for_those_in_scope(world, client_of, who, which, status):
    assert client_of(who).get(world.url("unit-detail", pk=getattr(world, which).pk)).status_code == status


# --- What they say ------------------------------------------------------------------------------------------------


def test_numbers_are_exported_as_numbers_and_missing_ones_as_empty_cells(world, client_of):
    rows = exported(world, client_of, "contribution-list", "office")
    by_unit = {row[0]: row for row in rows}
    row = by_unit["Công ty Ví dụ"]
    assert row[3:6] == [100, 80.5, 50_000_000]
    assert row[7] is None  # raised in the province: not reported
    assert row[9] == 80_000_000  # the sources together


def test_totals_stand_below_and_leave_out_what_nobody_reported(world, client_of):
    page = client_of("office").get(world.url("contribution-list")).content.decode()
    foot = page[page.index("<tfoot") : page.index("</tfoot>")]
    assert "112" in foot  # 100 + 12 trips
    assert "85.000.000" in foot
    assert "chưa có số liệu" in foot


def test_half_year_rows_are_shown_on_demand_and_never_added(world, client_of):
    assert exported(world, client_of, "contribution-list", "unit") == []
    (row,) = exported(world, client_of, "contribution-list", "unit", "&period=half")
    assert row[3] == 20


def test_the_lists_search_without_marks_and_filter(world, client_of):
    assert len(exported(world, client_of, "contribution-list", "office", "&q=cong ty")) == 1
    assert len(exported(world, client_of, "contribution-list", "office", "&q=DAK LONG")) == 2
    assert exported(world, client_of, "plan-item-list", "office", f"&kind={ItemKind.VISIT}") == []
    assert len(exported(world, client_of, "plan-item-list", "office", f"&kind={ItemKind.WORK}")) == 1
    assert len(exported(world, client_of, "work-list", "office", "&done=True")) == 1
    assert exported(world, client_of, "work-list", "office", "&done=False") == []
    assert {row[0] for row in exported(world, client_of, "unit-list", "office", "&q=vi du")} == {"Công ty Ví dụ"}
    assert (
        len(exported(world, client_of, "twinning-list", "office", f"&district={world.places.other_district.pk}")) == 1
    )


def test_a_joint_work_is_left_to_its_lead(world, client_of):
    world.filings.work.joint_lead = world.unit
    world.filings.work.save()
    assert len(exported(world, client_of, "work-list", "office")) == 1
    assert exported(world, client_of, "work-list", "office", "&own=on") == []


def test_the_communes_word_can_be_asked_for(world, client_of):
    row = world.filings.submitted_contribution
    make.ConfirmationFactory(contribution=row, claimed=12, verdict=Verdict.DISPUTED, reason="Thiếu")
    found = exported(world, client_of, "contribution-list", "office", "&word=disputed")
    assert [line[0] for line in found] == ["Phòng Thử nghiệm huyện Đăk Glei"]


def test_the_page_of_a_unit_tells_its_years(world, client_of):
    page = client_of("office").get(world.url("unit-detail", pk=world.other_unit.pk)).content.decode()
    assert "80.000.000" in page
    assert "80,5" in page
    assert "0 / 0" in page  # works done and registered: its plan was sent back
    assert "Được phân công giúp Xã Đăk Long (huyện Đăk Hà)" in page
    assert "Nộp Báo cáo năm 2018" in page
    own = client_of("office").get(world.url("unit-detail", pk=world.unit.pk)).content.decode()
    assert "Nộp Báo cáo 6 tháng 2018, trễ 5 ngày" in own
