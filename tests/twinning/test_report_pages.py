"""The pages of plans and reports: who opens them, what they keep, what they answer to the script that saves them."""

import html
from decimal import Decimal

import pytest
from django.urls import reverse

from tests import factories as make
from tests.twinning.pages import dump, fields_of
from twinning.choices import PeriodKind, ReportStatus, ReviewOutcome
from twinning.models import Report

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def address(world, name: str, which: str) -> str:
    return world.url(name, pk=getattr(world.filings, which).pk)


# --- Who ----------------------------------------------------------------------------------------------------------

READING = [
    ("unit", "draft", 200), ("unit", "plan", 200), ("unit", "accepted", 404), ("unit", "submitted", 404),
    ("unit_outsider", "draft", 404), ("office", "draft", 200), ("admin", "accepted", 200), ("head", "draft", 200),
    ("leadership", "accepted", 200), ("member", "draft", 200), ("member", "accepted", 404),
    ("district", "submitted", 200), ("district", "draft", 404), ("commune", "submitted", 403), (None, "draft", 302),
]  # fmt: skip
WRITING = [
    ("unit", "draft", 200), ("unit", "other_plan", 404), ("unit_outsider", "draft", 404), ("office", "draft", 200),
    ("admin", "draft", 200), ("head", "draft", 403), ("leadership", "draft", 403), ("member", "draft", 403),
    ("district", "submitted", 403), ("commune", "draft", 403), (None, "draft", 302),
]  # fmt: skip


@pytest.mark.parametrize(("who", "which", "status"), READING)
def test_reading_is_for_those_in_scope(world, client_of, who, which, status):
    assert client_of(who).get(address(world, "report-detail", which)).status_code == status


@pytest.mark.parametrize(("who", "which", "status"), WRITING)
def test_writing_is_for_the_unit_and_the_office(world, client_of, who, which, status):
    client = client_of(who)
    assert client.get(address(world, "report-edit", which)).status_code == status
    if status != 200:
        before = dump()
        for name in ("report-edit", "report-save", "report-submit", "plan-copy", "evidence-upload"):
            assert client.post(address(world, name, which)).status_code == status
        assert dump() == before


@pytest.mark.parametrize("name", ["report-save", "report-submit", "plan-copy", "evidence-upload"])
def test_reading_an_action_does_nothing(world, client_of, name):
    client = client_of("unit")
    before = dump()
    assert client.get(address(world, name, "draft")).status_code == 405
    assert dump() == before


def test_a_report_is_found_in_its_own_year_only(world, client_of):
    kwargs = {"programme": world.programme.code, "year": world.year - 1, "pk": world.filings.draft.pk}
    for name in ("report-detail", "report-edit"):
        assert client_of("office").get(reverse(name, kwargs=kwargs)).status_code == 404


# --- Beginning ----------------------------------------------------------------------------------------------------


def test_beginning_leads_to_the_page_and_again_to_the_same(world, client_of):
    obligation = world.obligation(world.district_unit, PeriodKind.PLAN)
    url = world.url("obligation-begin", pk=obligation.pk)
    client = client_of("office")
    first, second = client.post(url), client.post(url)
    report = Report.objects.get(obligation=obligation)
    assert first.url == second.url == world.url("report-edit", pk=report.pk)


@pytest.mark.parametrize(("who", "status"), [("unit", 404), ("unit_outsider", 404), ("leadership", 403), (None, 302)])
def test_beginning_for_others_is_refused(world, client_of, who, status):
    obligation = world.obligation(world.district_unit, PeriodKind.PLAN)
    assert client_of(who).post(world.url("obligation-begin", pk=obligation.pk)).status_code == status
    assert not Report.objects.filter(obligation=obligation).exists()


def test_beginning_in_a_closed_period_is_explained(world, client_of):
    obligation = world.obligation(world.district_unit, PeriodKind.PLAN)
    obligation.period.is_closed = True
    obligation.period.save()
    response = client_of("office").post(world.url("obligation-begin", pk=obligation.pk), follow=True)
    assert "đã đóng biểu" in text_of(response)


# --- The page -----------------------------------------------------------------------------------------------------


def test_the_plan_offers_only_its_own_communes_and_villages(world, client_of):
    world.filings.plan.status = ReportStatus.RETURNED
    world.filings.plan.save()
    page = text_of(client_of("unit").get(address(world, "report-edit", "plan")))
    assert f'<option value="{world.commune.pk}"' in page
    assert f'<option value="{world.foreign_commune.pk}"' not in page
    assert str(world.places.village) in page
    assert str(world.places.foreign_village) not in page


def test_figures_stand_beside_last_year_and_the_plan(world, client_of):
    period = make.ReportingPeriodFactory(programme_year=world.previous_year, kind=PeriodKind.ANNUAL)
    last = make.ReportFactory(obligation__unit=world.unit, obligation__period=period, filed=True)
    make.ContributionFactory(report=last, commune=world.commune, trips=1234)
    make.PlanItemFactory(
        report=world.filings.plan, commune=world.commune, work_group=world.work_group, funding="staff", cost=5_000_000
    )
    for name in ("report-edit", "report-detail"):
        page = text_of(client_of("unit").get(address(world, name, "draft")))
        assert "1.234" in page
        assert "5.000.000" in page


def test_a_half_year_report_has_the_sections_meant_for_it(world, client_of):
    world.filings.half.status = ReportStatus.RETURNED
    world.filings.half.save()
    page = text_of(client_of("unit").get(address(world, "report-edit", "half")))
    assert "I. Tình hình xã" in page
    assert "V. Kiến nghị" not in page


def test_a_returned_report_says_why(world, client_of):
    page = text_of(client_of("unit_outsider").get(address(world, "report-edit", "other_plan")))
    assert "Văn phòng trả lại để sửa" in page
    assert "Chưa ghi nguồn kinh phí." in page


@pytest.mark.parametrize(("which", "message"), [("half", "đang chờ duyệt"), ("plan", "Đã được duyệt")])
def test_a_filed_report_cannot_be_opened_for_writing(world, client_of, which, message):
    response = client_of("unit").get(address(world, "report-edit", which))
    assert response.status_code == 409
    assert message in text_of(response)


def test_a_paper_filing_names_both_on_its_page(world, client_of):
    report = world.filings.half
    report.paper_signer, report.submitted_by = "Phó Giám đốc", world.people.office
    report.save()
    page = text_of(client_of("unit").get(address(world, "report-detail", "half")))
    assert "Phó Giám đốc" in page
    assert "Tài khoản office" in page
    assert "paper-paper_signer" in client_of("office").get(address(world, "report-edit", "draft")).content.decode()
    assert "paper-paper_signer" not in client_of("unit").get(address(world, "report-edit", "draft")).content.decode()


def test_only_the_office_sees_its_own_buttons(world, client_of):
    action = world.url("report-accept", pk=world.filings.half.pk)
    assert action in text_of(client_of("office").get(address(world, "report-detail", "half")))
    assert action not in text_of(client_of("unit").get(address(world, "report-detail", "half")))


def test_the_commune_s_word_stands_beside_the_number(world, client_of):
    make.ConfirmationFactory(
        contribution=world.filings.half_contribution, claimed=20, verdict="disputed", reason="Chỉ có 15 lượt"
    )
    page = text_of(client_of("unit").get(address(world, "report-detail", "half")))
    assert "Chỉ có 15 lượt" in page


# --- Saving without scripts ---------------------------------------------------------------------------------------


def test_saving_without_scripts(world, client_of):
    client, url = client_of("unit"), address(world, "report-edit", "draft")
    fields = fields_of(client.get(url))
    fields |= {
        f"c{world.commune.pk}-money_savings": "1.234.000",
        "extra-0-commune": str(world.commune.pk),
        "extra-0-content": "Sửa nhà rông",
        f"s{world.section.pk}-text": "Đời sống\nổn định",
    }
    assert client.post(url, fields).url == url
    draft = world.filings.draft
    assert draft.contributions.get().money_savings == 1_234_000
    assert draft.works.get().content == "Sửa nhà rông"
    assert draft.sections.get().text == "Đời sống\nổn định"
    again = fields_of(client.get(url))
    assert again[f"c{world.commune.pk}-money_savings"] == "1.234.000"
    assert again["extra-TOTAL_FORMS"] == "2"  # the stored row and a blank one


def test_saving_what_cannot_all_be_read_keeps_the_rest(world, client_of):
    client, url = client_of("unit"), address(world, "report-edit", "draft")
    fields = fields_of(client.get(url))
    fields |= {f"c{world.commune.pk}-trips": "nhiều", f"c{world.commune.pk}-workdays": "7,5"}
    response = client.post(url, fields)
    assert response.status_code == 200
    assert "“nhiều” không phải là số" in text_of(response)
    assert fields_of(response)[f"c{world.commune.pk}-trips"] == "nhiều"
    assert fields_of(response)["revision"] == "1"
    row = world.filings.draft.contributions.get()
    assert (row.trips, str(row.workdays)) == (60, "7.5")


def test_a_stale_page_keeps_its_own_text_and_may_be_sent_again(world, client_of):
    client, url = client_of("unit"), address(world, "report-edit", "draft")
    mine = fields_of(client.get(url)) | {f"c{world.commune.pk}-trips": "80"}
    theirs = fields_of(client.get(url)) | {f"c{world.commune.pk}-trips": "75"}
    client_of("office").post(url, theirs)
    response = client.post(url, mine)
    page = text_of(response)
    assert response.status_code == 409
    assert "Tài khoản office" in page
    assert "75" in page
    again = fields_of(response)
    assert again[f"c{world.commune.pk}-trips"] == "80"
    assert client.post(url, again).status_code == 302
    assert world.filings.draft.contributions.get().trips == 80


def test_a_plan_is_written_row_by_row(world, client_of):
    client, url = client_of("unit_outsider"), address(world, "report-edit", "other_plan")
    fields = fields_of(client.get(url))
    row = {
        "work_group": str(world.work_group.pk), "commune": str(world.foreign_commune.pk), "kind": "model",
        "village": str(world.places.foreign_village.pk), "content": "Trồng cà phê", "quantity": "12,5",
        "unit_of_measure": "ha", "cost": "1.234.000", "funding": "savings", "partner": "UBND xã",
        "starts_on": "01/03/2018", "ends_on": "30/11/2018", "responsible": "Phó Giám đốc",
    }  # fmt: skip
    fields |= {f"items-1-{name}": value for name, value in row.items()} | {"items-0-DELETE": "on"}
    assert client.post(url, fields).status_code == 302
    item = world.filings.other_plan.items.get()
    assert (item.content, item.cost, item.quantity, item.order) == ("Trồng cà phê", 1_234_000, Decimal("12.5"), 2)
    assert item.village == world.places.foreign_village
    shown = fields_of(client.get(url))
    assert {name: shown[f"items-0-{name}"] for name in row} == row


# --- Saving by the script -----------------------------------------------------------------------------------------


def test_the_script_is_told_the_revision_and_the_doubts(world, client_of):
    client = client_of("unit")
    fields = fields_of(client.get(address(world, "report-edit", "draft")))
    fields |= {f"c{world.commune.pk}-trips": "70", f"c{world.commune.pk}-workdays": "bảy"}
    response = client.post(address(world, "report-save", "draft"), fields)
    answer = response.json()
    assert (response.status_code, answer["revision"]) == (200, 1)
    assert [problem["href"] for problem in answer["problems"]] == [f"#id_c{world.commune.pk}-workdays"]
    doubts = [problem["label"] for problem in answer["doubts"]]
    assert world.filings.plan_item.content in doubts  # nothing was told of it yet
    assert answer["saved_at"]


def test_a_lost_answer_is_no_conflict(world, client_of):
    client = client_of("unit")
    fields = fields_of(client.get(address(world, "report-edit", "draft")))
    fields |= {"extra-0-commune": str(world.commune.pk), "extra-0-content": "Sửa nhà rông"}
    url = address(world, "report-save", "draft")
    first, again = client.post(url, fields).json(), client.post(url, fields).json()
    assert first["revision"] == again["revision"] == 1
    assert world.filings.draft.works.count() == 1


def test_the_script_is_told_who_saved_meanwhile(world, client_of):
    client, url = client_of("unit"), address(world, "report-save", "draft")
    page = fields_of(client.get(address(world, "report-edit", "draft")))
    name = f"c{world.commune.pk}-trips"
    client_of("office").post(url, page | {name: "75"})
    response = client.post(url, page | {name: "80"})
    answer = response.json()
    assert response.status_code == 409
    assert answer["who"] == "Tài khoản office"
    assert answer["revision"] == 1
    assert answer["fields"][name]["theirs"] == "75"
    assert "lượt người" in answer["fields"][name]["label"]
    assert world.filings.draft.contributions.get().trips == 75


def test_the_script_is_told_that_the_report_is_locked(world, client_of):
    client = client_of("unit")
    before = dump()
    response = client.post(address(world, "report-save", "half"), {"revision": "0"})
    assert response.status_code == 422
    assert "đang chờ duyệt" in response.json()["problems"][0]["message"]
    assert dump() == before


# --- Filing -------------------------------------------------------------------------------------------------------


def test_filing_the_page_twice_makes_one_version(world, client_of):
    client, url = client_of("unit"), address(world, "report-submit", "draft")
    fields = fields_of(client.get(address(world, "report-edit", "draft")))
    fields |= {"no_classified": "1", f"c{world.places.second_commune.pk}-trips": "0"}
    first, second = client.post(url, fields), client.post(url, fields)
    assert first.url == second.url == address(world, "report-detail", "draft")
    version = world.filings.draft.versions.get()
    assert version.outcome == ReviewOutcome.PENDING
    assert client.get(first.url).status_code == 200


# --- Last year's plan ---------------------------------------------------------------------------------------------


@pytest.fixture
def last_plan(world) -> Report:
    """What the unit registered the year before: two things for its commune, one for a commune it has lost since."""
    period = make.ReportingPeriodFactory(programme_year=world.previous_year, kind=PeriodKind.PLAN)
    report = make.ReportFactory(obligation__unit=world.unit, obligation__period=period, filed=True)
    common = {"report": report, "work_group": world.work_group}
    make.PlanItemFactory(commune=world.commune, content="Một", starts_on="2017-02-01", order=1, **common)
    make.PlanItemFactory(commune=world.commune, content="Hai", cost=5, funding="staff", order=2, **common)
    make.PlanItemFactory(commune=world.foreign_commune, content="Ba", order=3, **common)
    plan = world.filings.plan
    plan.status = ReportStatus.DRAFT
    plan.save()
    plan.items.all().delete()
    return plan


def test_last_years_plan_fills_an_empty_one(world, client_of, last_plan):
    client, url = client_of("unit"), address(world, "plan-copy", "plan")
    assert "Chép từ kế hoạch năm trước" in text_of(client.get(address(world, "report-edit", "plan")))
    page = text_of(client.post(url, follow=True))
    assert "Đã chép 2 việc" in page
    assert "Bỏ lại 1 việc" in page
    first, second = last_plan.items.all()
    assert (first.content, str(first.starts_on)) == ("Một", "2018-02-01")
    assert (second.content, second.cost, second.funding) == ("Hai", 5, "staff")
    assert second.history.get().history_user == world.people.unit
    again = text_of(client.post(url, follow=True))
    assert "chỉ chép được vào kế hoạch còn trống" in again
    assert last_plan.items.count() == 2


def test_copying_is_not_offered_without_a_filed_plan(world, client_of, last_plan):
    Report.objects.filter(obligation__period__programme_year=world.previous_year).update(status="draft")
    client = client_of("unit")
    assert "Chép từ kế hoạch năm trước" not in text_of(client.get(address(world, "report-edit", "plan")))
    page = text_of(client.post(address(world, "plan-copy", "plan"), follow=True))
    assert "Không có kế hoạch năm trước" in page
