"""The list and the matrix of what is owed: who sees what, what the filters find, what the office decides there."""

import datetime as dt
from html import unescape

import pytest

from kontum04.accounts.choices import Role
from tests import factories as make
from tests.twinning.sheets import rows_of
from twinning.choices import PeriodKind, ReportStatus
from twinning.models import Extension, Obligation

LIST, MATRIX, DECIDE = "obligation-list", "obligation-matrix", "obligation-decide"


@pytest.fixture
def office(client_of):
    return client_of(Role.OFFICE)


def pairs(response) -> set[tuple[str, str]]:
    """Unit and kind of every row of the list."""
    return {(row.unit.name, row.period.kind) for row in response.context["table"].data}


def text(response) -> str:
    return unescape(response.content.decode())


# --- The list -----------------------------------------------------------------------------------------------------


def test_the_list_shows_what_is_owed_whether_filed_or_not(world, office):
    response = office.get(world.url(LIST))
    names = ("Sở Thử nghiệm", "Công ty Ví dụ", "Phòng Thử nghiệm huyện Đăk Glei")
    assert pairs(response) == {(name, kind) for name in names for kind in PeriodKind}
    assert "3 đơn vị, 3 chậm" in text(response)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=so+thu+nghiem", {("Sở Thử nghiệm", kind) for kind in PeriodKind}),
        ("q=S%E1%BB%9E+TN&period=plan", {("Sở Thử nghiệm", "plan")}),
        ("kind=enterprise&period=half", {("Công ty Ví dụ", "half")}),
        ("level=district&late=on", {("Phòng Thử nghiệm huyện Đăk Glei", kind) for kind in PeriodKind}),
        ("state=returned", {("Công ty Ví dụ", "plan")}),
        ("state=draft", {("Sở Thử nghiệm", "annual")}),
        ("state=not-begun&period=plan", {("Phòng Thử nghiệm huyện Đăk Glei", "plan")}),
        ("late=on&kind=enterprise", {("Công ty Ví dụ", "plan"), ("Công ty Ví dụ", "half")}),
        ("open=on&kind=department", {("Sở Thử nghiệm", "annual")}),
        ("late=on&open=on&kind=department", {("Sở Thử nghiệm", "annual")}),
        ("q=khong+co", set()),
    ],
)
def test_filters(world, office, query, expected):
    assert pairs(office.get(f"{world.url(LIST)}?{query}")) == expected


def test_the_district_filter_finds_its_units_and_those_that_help_there(world, office):
    response = office.get(f"{world.url(LIST)}?period=plan&district={world.places.district.pk}")
    assert {name for name, _kind in pairs(response)} == {"Sở Thử nghiệm", "Phòng Thử nghiệm huyện Đăk Glei"}
    response = office.get(f"{world.url(LIST)}?period=plan&district={world.places.other_district.pk}")
    assert {name for name, _kind in pairs(response)} == {"Công ty Ví dụ"}


def test_the_count_follows_the_filter(world, office):
    assert "1 đơn vị, 0 chậm" in text(office.get(f"{world.url(LIST)}?period=annual&kind=enterprise"))


def test_a_filter_without_rows_says_how_to_get_them_back(world, office):
    assert "Không có dòng nào khớp với bộ lọc" in text(office.get(f"{world.url(LIST)}?q=khong+co"))


def test_a_year_without_obligations_says_what_makes_them(world, office):
    url = world.url(LIST).replace("2018", "2017")
    assert "Chưa có nghĩa vụ báo cáo nào" in text(office.get(url))


def test_the_original_due_date_stays_beside_the_extension(world, office):
    obligation = world.obligation(world.unit, PeriodKind.ANNUAL)
    make.ExtensionFactory(obligation=obligation, new_due_on=dt.date(2018, 12, 15))
    page = text(office.get(f"{world.url(LIST)}?period=annual&kind=department"))
    assert "30/11/2018" in page
    assert "15/12/2018" in page
    assert "trễ 16 ngày" in page


def test_the_export_holds_the_rows_of_the_filter_as_typed_cells(world, office):
    response = office.get(f"{world.url(LIST)}?period=half&kind=department&format=xlsx")
    header, *rows = rows_of(response)
    assert header[:9] == [
        "Đơn vị", "Khối", "Kỳ", "Hạn gốc", "Gia hạn đến", "Trạng thái", "Số ngày trễ", "Ngày nộp", "Người nộp",
    ]  # fmt: skip
    assert rows == [
        [
            "Sở Thử nghiệm", "Sở, ban, ngành", "Báo cáo 6 tháng", dt.date(2018, 6, 15), None, "Đã nộp, chờ duyệt", 5,
            dt.date(2018, 6, 20), "Tài khoản unit",
        ]
    ]  # fmt: skip


def test_who_filed_names_both_when_the_office_entered_a_paper(world, office):
    report = world.filings.submitted
    report.paper_signer = "Trưởng phòng"
    report.save()
    assert "Trưởng phòng (bản giấy; Tài khoản office nhập)" in text(office.get(f"{world.url(LIST)}?level=district"))


@pytest.mark.parametrize(
    ("who", "units"),
    [
        (Role.LEADERSHIP, {"Sở Thử nghiệm", "Công ty Ví dụ", "Phòng Thử nghiệm huyện Đăk Glei"}),
        (Role.MEMBER, {"Sở Thử nghiệm", "Phòng Thử nghiệm huyện Đăk Glei"}),
        (Role.DISTRICT, {"Phòng Thử nghiệm huyện Đăk Glei"}),
        (Role.UNIT, {"Sở Thử nghiệm"}),
        ("unit_outsider", {"Công ty Ví dụ"}),
    ],
)
def test_rows_counts_and_exports_stay_within_the_scope(world, client_of, who, units):
    client = client_of(who)
    response = client.get(world.url(LIST))
    assert {name for name, _kind in pairs(response)} == units
    assert f"{len(units)} đơn vị" in text(response)
    exported = rows_of(client.get(world.url(LIST) + "?format=xlsx"))[1:]
    assert {row[0] for row in exported} == units


def test_a_commune_is_not_shown_what_units_owe(world, client_of):
    assert client_of(Role.COMMUNE).get(world.url(LIST)).status_code == 403


def test_only_those_who_decide_see_the_buttons(world, client_of):
    assert "Gia hạn<" in text(client_of(Role.OFFICE).get(world.url(LIST)))
    for who in (Role.UNIT, Role.LEADERSHIP, Role.DISTRICT):
        page = text(client_of(who).get(world.url(LIST)))
        assert "Gia hạn<" not in page
        assert "Miễn<" not in page


def many_obligations(world, **filing):
    """Makes rows of every kind that a list must fetch something for."""

    def rows(count: int) -> None:
        for unit in make.UnitFactory.create_batch(count):
            make.TwinningFactory(programme=world.programme, unit=unit, commune=world.commune)
            obligation = make.ObligationFactory(unit=unit, period=world.periods[PeriodKind.ANNUAL])
            make.ExtensionFactory(obligation=obligation)
            report = make.ReportFactory(obligation=obligation, filed=True, **filing)
            make.ReportVersionFactory(report=report)
            contribution = make.ContributionFactory(report=report, commune=world.commune, trips=10)
            make.ConfirmationFactory(contribution=contribution, verdict="disputed", reason="Chỉ có 5 lượt")

    return rows


@pytest.mark.parametrize("name", [LIST, MATRIX])
@pytest.mark.parametrize("who", [Role.OFFICE, Role.MEMBER])
def test_any_number_of_rows_costs_the_same_queries(world, constant_queries, name, who):
    constant_queries(world.url(name), many_obligations(world), who)


def test_any_number_of_waiting_reports_costs_the_same_queries(world, constant_queries):
    constant_queries(world.url("review-queue"), many_obligations(world), Role.OFFICE)


@pytest.mark.parametrize("who", [Role.OFFICE, Role.COMMUNE])
def test_any_number_of_claims_costs_the_same_queries(world, constant_queries, who):
    constant_queries(world.url("claim-list"), many_obligations(world), who)


# --- One obligation -----------------------------------------------------------------------------------------------


def test_extending_one_obligation(world, office):
    obligation = world.obligation(world.unit, PeriodKind.ANNUAL)
    url = world.url("obligation-extend", pk=obligation.pk)
    assert "Hạn gốc" in text(office.get(url))
    assert not Extension.objects.exists()
    refused = office.post(url, {"new_due_on": "30/11/2018", "reason": ""})
    assert refused.status_code == 422
    assert "hạn mới phải sau hạn gốc 30/11/2018" in text(refused)
    assert "phải ghi lý do" in text(refused)
    accepted = office.post(url, {"new_due_on": "15/12/2018", "reason": "Bão số 9"}, follow=True)
    assert "Đã gia hạn: Sở Thử nghiệm – Báo cáo năm 2018." in text(accepted)
    assert Extension.objects.get().new_due_on == dt.date(2018, 12, 15)
    assert "Bão số 9" in text(office.get(url))


def test_a_date_that_cannot_be_read_is_told_beside_the_field(world, office):
    url = world.url("obligation-extend", pk=world.obligation(world.unit, PeriodKind.ANNUAL).pk)
    refused = office.post(url, {"new_due_on": "31/02/2019", "reason": "Bão"})
    assert refused.status_code == 422
    assert refused.context["form"].errors["new_due_on"]


def test_waiving_and_taking_it_back(world, office):
    obligation = world.obligation(world.unit, PeriodKind.ANNUAL)
    office.post(world.url("obligation-waive", pk=obligation.pk), {"reason": "Đơn vị giải thể"})
    obligation.refresh_from_db()
    assert obligation.waived_reason == "Đơn vị giải thể"
    page = text(office.get(f"{world.url(LIST)}?state=waived"))
    assert "Được miễn" in page
    assert "Bỏ miễn" in page
    office.post(world.url("obligation-unwaive", pk=obligation.pk), {"reason": "Miễn nhầm"})
    obligation.refresh_from_db()
    assert obligation.waived_on is None


@pytest.mark.parametrize("name", ["obligation-extend", "obligation-waive", "obligation-unwaive"])
def test_an_obligation_of_another_year_is_not_found(world, office, name):
    obligation = world.obligation(world.unit, PeriodKind.ANNUAL)
    assert office.get(world.url(name, pk=obligation.pk).replace("2018", "2017")).status_code == 404


# --- The matrix ---------------------------------------------------------------------------------------------------


def cells(response) -> dict[tuple[str, str], tuple[str, bool]]:
    """State and match of every cell by unit and kind."""
    return {
        (line.unit.name, period.kind): (cell.state, cell.is_match)
        for line in response.context["lines"]
        for period, cell in line.cells
        if cell
    }


def test_the_matrix_shows_every_unit_and_period(world, office):
    found = cells(office.get(world.url(MATRIX)))
    assert len(found) == 9
    assert found["Sở Thử nghiệm", "plan"] == ("accepted", True)
    assert found["Công ty Ví dụ", "plan"] == ("returned", True)
    assert found["Phòng Thử nghiệm huyện Đăk Glei", "half"] == ("not-begun", True)


def test_a_unit_that_owes_no_period_has_an_empty_cell(world, office):
    obligation = world.obligation(world.district_unit, PeriodKind.HALF_YEAR)
    obligation.delete()
    response = office.get(world.url(MATRIX))
    assert ("Phòng Thử nghiệm huyện Đăk Glei", "half") not in cells(response)
    assert "không có nghĩa vụ" in text(response)


def test_a_filter_keeps_whole_lines_but_offers_only_what_fits(world, office):
    response = office.get(f"{world.url(MATRIX)}?state=returned")
    assert cells(response) == {
        ("Công ty Ví dụ", "plan"): ("returned", True),
        ("Công ty Ví dụ", "half"): ("not-begun", False),
        ("Công ty Ví dụ", "annual"): ("accepted", False),
    }
    assert 'name="pick-plan"' in text(response)
    assert 'name="pick-half"' not in text(response)


def test_many_are_extended_at_once_and_the_filter_stays(world, office):
    chosen = [world.obligation(unit, PeriodKind.ANNUAL) for unit in (world.unit, world.district_unit)]
    data = {"pick-annual": [row.pk for row in chosen], "new_due_on": "20/12/2018", "reason": "Lũ", "action": "extend"}
    response = office.post(f"{world.url(DECIDE)}?late=on", data, follow=True)
    assert response.redirect_chain == [(f"{world.url(MATRIX)}?late=on", 302)]
    assert "Đã gia hạn 2 nghĩa vụ đến 20/12/2018." in text(response)
    assert set(Extension.objects.values_list("obligation", flat=True)) == {row.pk for row in chosen}


def test_many_are_waived_at_once(world, office):
    chosen = [world.obligation(world.district_unit, kind).pk for kind in (PeriodKind.PLAN, PeriodKind.HALF_YEAR)]
    data = {"pick-plan": chosen[:1], "pick-half": chosen[1:], "reason": "Đơn vị mới lập", "action": "waive"}
    office.post(world.url(DECIDE), data)
    assert set(Obligation.objects.filter(waived_on__isnull=False).values_list("pk", flat=True)) == set(chosen)


def test_a_refused_decision_changes_nothing_and_keeps_what_was_typed(world, office):
    good = world.obligation(world.district_unit, PeriodKind.PLAN)
    filed = world.obligation(world.unit, PeriodKind.PLAN)
    data = {"pick-plan": [good.pk, filed.pk], "new_due_on": "", "reason": "Đơn vị mới lập", "action": "waive"}
    response = office.post(f"{world.url(DECIDE)}?period=plan", data)
    assert response.status_code == 422
    page = text(response)
    assert "Sở Thử nghiệm – Đăng ký kế hoạch 2018: đã nộp, không miễn được nữa." in " ".join(page.split())
    assert "Đơn vị mới lập" in page
    assert page.count(" checked") == 2
    assert not Obligation.objects.filter(waived_on__isnull=False).exists()


@pytest.mark.parametrize("picked", [[], ["x"], ["99999999999999999999"], ["-1"]])
def test_a_decision_about_nothing_is_refused(world, office, picked):
    response = office.post(world.url(DECIDE), {"pick-plan": picked, "reason": "Lũ", "action": "waive"})
    assert response.status_code == 422
    assert "Chưa chọn đơn vị, kỳ báo cáo nào." in text(response)


def test_obligations_of_another_year_cannot_be_slipped_in(world, office):
    foreign = make.ObligationFactory()
    data = {"pick-annual": [foreign.pk], "reason": "Lũ", "action": "waive"}
    assert office.post(world.url(DECIDE), data).status_code == 422
    foreign.refresh_from_db()
    assert foreign.waived_on is None


def test_the_address_of_a_decision_leads_back_to_the_matrix(world, office):
    assert office.get(f"{world.url(DECIDE)}?q=so").url == f"{world.url(MATRIX)}?q=so"


def test_readers_of_the_matrix_are_offered_no_decision(world, client_of):
    page = text(client_of(Role.LEADERSHIP).get(world.url(MATRIX)))
    assert "Sở Thử nghiệm" in page
    assert 'type="checkbox" name="pick' not in page
    assert DECIDE.split("-")[1] not in page


def test_the_matrix_is_exported_as_it_is_filtered(world, office):
    header, *rows = rows_of(office.get(f"{world.url(MATRIX)}?kind=enterprise&format=xlsx"))
    assert header[:4] == ["Đơn vị", "Khối", "Đăng ký kế hoạch", "Đăng ký kế hoạch: số ngày trễ"]
    assert [row[:8] for row in rows] == [
        ["Công ty Ví dụ", "Doanh nghiệp", "Trả lại để sửa", 334, "Chưa bắt đầu", 199, "Đã duyệt", 0]
    ]


def test_a_report_sent_back_counts_as_late_in_list_and_matrix(world, office):
    report = world.filings.accepted
    report.status = ReportStatus.RETURNED
    report.save()
    assert "trễ 31 ngày" in text(office.get(f"{world.url(LIST)}?kind=enterprise&period=annual"))
    assert "trễ 31 ngày" in text(office.get(f"{world.url(MATRIX)}?kind=enterprise"))


def test_a_unit_is_spared_what_only_helps_to_tell_units_apart(world, client_of):
    response = client_of(Role.UNIT).get(world.url(LIST))
    assert set(response.context["filter"].form.fields) == {"q", "period", "state", "late", "open"}
    assert "kind" not in response.context["table"].columns.names()


def test_readers_have_no_empty_column_of_actions(world, client_of):
    assert "actions" in client_of(Role.UNIT).get(world.url(LIST)).context["table"].columns.names()
    assert "actions" not in client_of(Role.LEADERSHIP).get(world.url(LIST)).context["table"].columns.names()
