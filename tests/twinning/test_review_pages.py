"""Reviewing in the browser: the queue, one report beside all that helps to judge it, the decision, the rounds."""

from html import unescape

import pytest

from kontum04.accounts.choices import OFFICE_STAFF, Role
from tests import factories as make
from tests.factories import filed_at
from twinning.choices import FundingSource, PeriodKind, ReportStatus
from twinning.models import Report
from twinning.services.snapshot import snapshot

ACTIONS = ("report-accept", "report-return", "report-reopen")


@pytest.fixture
def office(client_of):
    return client_of(Role.OFFICE)


def text(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def reload(report: Report) -> Report:
    return Report.objects.get(pk=report.pk)


def decide(world, client, name: str, report: Report, **data):
    data = {"revision": report.revision, "reason": "Thiếu minh chứng"} | data
    return client.post(world.url(name, pk=report.pk), data)


# --- The queue ----------------------------------------------------------------------------------------------------


def test_the_queue_shows_what_waits_oldest_first(world, office):
    response = office.get(world.url("review-queue"))
    assert [row.report for row in response.context["table"].data] == [world.filings.half, world.filings.submitted]
    assert "2 báo cáo, kế hoạch chờ duyệt" in text(response)
    assert world.url("review-report", pk=world.filings.half.pk) in text(response)


def test_the_queue_tells_what_the_commune_disputed(world, office):
    make.ConfirmationFactory(
        contribution=world.filings.half_contribution, measure="trips", claimed=20, verdict="disputed", reason="12 lượt"
    )
    make.ConfirmationFactory(
        contribution=world.filings.half_contribution, measure="workdays", claimed=99, verdict="disputed", reason="cũ"
    )
    rows = {row.report: row for row in office.get(world.url("review-queue")).context["table"].data}
    assert (rows[world.filings.half].disputed, rows[world.filings.submitted].disputed) == (1, 0)


def test_an_empty_queue_says_so(world, office):
    Report.objects.filter(status=ReportStatus.SUBMITTED).update(status=ReportStatus.ACCEPTED)
    assert "Không có báo cáo nào chờ duyệt" in text(office.get(world.url("review-queue")))


# --- Side by side -------------------------------------------------------------------------------------------------


def test_one_report_stands_beside_plan_last_year_word_and_evidence(world, office):
    half, place = world.filings.half, world.commune
    item = world.filings.plan_item
    item.funding, item.cost = FundingSource.SAVINGS, 77_000_000
    item.save()
    before = make.ReportFactory(
        filed=True,
        obligation__unit=world.unit,
        obligation__period__kind=PeriodKind.HALF_YEAR,
        obligation__period__programme_year=world.previous_year,
    )
    make.ContributionFactory(report=before, commune=place, trips=18)
    make.ConfirmationFactory(
        contribution=world.filings.half_contribution, measure="trips", claimed=20, verdict="disputed", reason="Chỉ 12"
    )
    make.EvidenceFactory(report=half, commune=place, original_name="Ảnh nhà rông.jpg")
    response = office.get(world.url("review-report", pk=half.pk))
    (commune,) = [each for each in response.context["communes"] if each.commune == place]
    trips = next(side for side in commune.sides if side.measure == "trips")
    assert (trips.value, trips.last, trips.word.verdict, trips.word.reason) == (20, 18, "disputed", "Chỉ 12")
    assert next(side for side in commune.sides if side.measure == "money_savings").plan == 77_000_000
    page = text(response)
    for seen in ("Ảnh nhà rông.jpg", "Chỉ 12", "77.000.000", "1/2 chờ duyệt"):
        assert seen in page


def test_a_plan_stands_beside_last_years(world, office):
    plan = world.filings.plan
    Report.objects.filter(pk=plan.pk).update(status=ReportStatus.SUBMITTED)
    before = make.ReportFactory(
        filed=True,
        obligation__unit=world.unit,
        obligation__period__kind=PeriodKind.PLAN,
        obligation__period__programme_year=world.previous_year,
    )
    make.PlanItemFactory(report=before, commune=world.commune, work_group=world.work_group, content="Sửa cầu treo")
    page = text(office.get(world.url("review-report", pk=plan.pk)))
    assert "Làm 500 m đường bê tông" in page
    assert "Sửa cầu treo" in page


def test_the_next_report_is_one_key_away(world, office):
    first, last = world.filings.half, world.filings.submitted
    response = office.get(world.url("review-report", pk=first.pk))
    assert response.context["previous_url"] is None
    assert response.context["next_url"] == world.url("review-report", pk=last.pk)
    assert "data-next" in text(response)
    response = office.get(world.url("review-report", pk=last.pk))
    assert response.context["previous_url"] == world.url("review-report", pk=first.pk)
    assert response.context["next_url"] is None


def test_looking_at_a_report_changes_nothing(world, office):
    before = (reload(world.filings.half).revision, world.filings.half.history.count())
    office.get(world.url("review-report", pk=world.filings.half.pk))
    assert (reload(world.filings.half).revision, world.filings.half.history.count()) == before


# --- Decisions ----------------------------------------------------------------------------------------------------


def test_accepting_leads_on_to_the_next_report_and_then_back_to_the_queue(world, office):
    response = decide(world, office, "report-accept", world.filings.half, then="next")
    assert response.url == world.url("review-report", pk=world.filings.submitted.pk)
    response = decide(world, office, "report-accept", world.filings.submitted, then="next")
    assert response.url == world.url("review-queue")
    assert reload(world.filings.half).status == reload(world.filings.submitted).status == ReportStatus.ACCEPTED


def test_from_the_reports_own_page_a_decision_leads_back_there(world, office):
    response = decide(world, office, "report-accept", world.filings.half)
    assert response.url == world.url("report-detail", pk=world.filings.half.pk)


def test_sending_back_with_a_reason_for_a_section(world, office):
    half = world.filings.half
    data = {"reason": "", f"section-{world.section.pk}": "chưa nêu số hộ nghèo"}
    assert decide(world, office, "report-return", half, **data).status_code == 302
    assert reload(half).status == ReportStatus.RETURNED
    assert half.versions.get().reason == "– I. Tình hình xã: chưa nêu số hộ nghèo"


def test_sending_back_without_any_reason_is_refused_beside_the_report(world, office):
    response = decide(world, office, "report-return", world.filings.half, reason="  ")
    assert response.status_code == 422
    assert "phải ghi lý do" in text(response)
    assert reload(world.filings.half).status == ReportStatus.SUBMITTED


def test_a_refused_decision_keeps_what_was_typed_and_shows_the_report_as_it_is_now(world, office):
    half = world.filings.half
    data = {f"section-{world.section.pk}": "viết quá ngắn", "reason": "Xem lại số ngày công", "revision": 7}
    response = decide(world, office, "report-return", half, **data)
    assert response.status_code == 422
    page = text(response)
    assert "đã thay đổi sau khi bạn mở trang này" in page
    assert "Xem lại số ngày công" in page
    assert "viết quá ngắn" in page
    assert f'name="revision" value="{half.revision}"' in page
    assert reload(half).status == ReportStatus.SUBMITTED


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 30])
def test_a_decision_that_names_no_revision_counts_as_stale(world, office, revision):
    assert decide(world, office, "report-accept", world.filings.half, revision=revision).status_code == 422


def test_reopening_an_accepted_report(world, office):
    accepted = world.filings.accepted
    assert "Mở lại" in text(office.get(world.url("report-detail", pk=accepted.pk)))
    assert decide(world, office, "report-reopen", accepted, reason="").status_code == 422
    decide(world, office, "report-reopen", accepted)
    assert reload(accepted).status == ReportStatus.RETURNED


@pytest.mark.parametrize("name", ACTIONS)
def test_a_decision_in_the_wrong_state_is_explained(world, office, name):
    draft = world.filings.draft
    response = decide(world, office, name, draft)
    assert response.status_code == 422
    assert "“Đang soạn”" in text(response)


@pytest.mark.parametrize("name", ACTIONS)
def test_decisions_are_closed_to_everybody_else(world, client_of, name):
    report = world.filings.accepted if name == "report-reopen" else world.filings.half
    for role in set(Role) - OFFICE_STAFF:
        assert decide(world, client_of(role), name, report).status_code == 403
    assert reload(report).status == report.status


@pytest.mark.parametrize("name", ACTIONS)
def test_a_link_decides_nothing(world, office, name):
    assert office.get(world.url(name, pk=world.filings.half.pk)).status_code == 405
    assert reload(world.filings.half).status == ReportStatus.SUBMITTED


@pytest.mark.parametrize("name", [*ACTIONS, "review-report"])
def test_a_report_of_another_year_is_not_found(world, office, name):
    url = world.url(name, pk=world.filings.half.pk).replace("2018", "2017")
    method = office.get if name == "review-report" else office.post
    assert method(url).status_code == 404


def test_the_panel_offers_what_may_be_done_now(world, client_of):
    def panel(report: Report, who=Role.OFFICE) -> set[str]:
        page = text(client_of(who).get(world.url("report-detail", pk=report.pk)))
        return {name for name in ACTIONS if f'action="{world.url(name, pk=report.pk)}"' in page}

    assert panel(world.filings.half) == {"report-accept", "report-return"}
    assert panel(world.filings.accepted) == {"report-reopen"}
    assert panel(world.filings.draft) == panel(world.filings.other_plan) == set()
    assert panel(world.filings.half, Role.UNIT) == panel(world.filings.half, Role.LEADERSHIP) == set()


# --- Rounds -------------------------------------------------------------------------------------------------------


@pytest.fixture
def second_round(world):
    """The half-year report filed twice: fewer trips, a work taken out, a section added."""
    half, contribution = world.filings.half, world.filings.half_contribution
    work = make.WorkResultFactory(report=half, commune=world.commune, content="Sửa nhà rông")
    first = half.versions.get()
    first.content, first.outcome, first.reason = snapshot(half), "returned", "Số lượt quá cao"
    first.save()
    work.delete()
    contribution.trips = 12
    contribution.save()
    make.ReportSectionFactory(report=half, section=world.section, text="Đời sống ổn định.")
    content = snapshot(reload(half))
    return make.ReportVersionFactory(report=half, number=2, content=content, submitted_at=filed_at(2018, 6, 25))


def test_a_round_shows_what_was_filed_then(world, client_of, second_round):
    page = text(client_of(Role.UNIT).get(world.url("report-version", pk=world.filings.half.pk, n=1)))
    assert "Sửa nhà rông" in page
    assert "Số lượt quá cao" in page
    assert "<dt>Lượt người xuống cơ sở</dt><dd>20</dd>" in page


def test_a_round_shows_what_changed_since_the_one_before(world, office, second_round):
    response = office.get(world.url("report-version", pk=world.filings.half.pk, n=2))
    changes = {(each.title, each.label, each.before, each.now) for each in response.context["differences"]}
    assert changes == {
        ("Xã Đăk Long (huyện Đăk Glei)", "Lượt người xuống cơ sở", "20", "12"),
        ("Sửa nhà rông", "", "đã có ở lần trước", "bỏ"),
        ("I. Tình hình xã", "", "", "thêm"),
    }
    assert "3 chỗ khác lần 1" in text(response)


def test_a_round_that_was_never_filed_is_not_found(world, office):
    assert office.get(world.url("report-version", pk=world.filings.half.pk, n=2)).status_code == 404


def test_a_round_of_another_unit_is_not_found(world, client_of):
    url = world.url("report-version", pk=world.filings.half.pk, n=1)
    assert client_of("unit_outsider").get(url).status_code == 404
    assert client_of(Role.COMMUNE).get(url).status_code == 403
