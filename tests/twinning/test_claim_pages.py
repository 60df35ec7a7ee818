"""The commune's side in the browser: what is claimed for it, and its word line by line."""

from html import unescape

import pytest

from kontum04.accounts.choices import Role
from tests import factories as make
from tests.factories import filed_at
from tests.twinning.sheets import rows_of
from twinning.choices import PeriodKind, ReportStatus, Verdict
from twinning.models import Confirmation, Contribution, Report


@pytest.fixture
def commune(client_of):
    return client_of(Role.COMMUNE)


def text(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def claims(response) -> set[Contribution]:
    return set(response.context["table"].data)


def answer(world, client, contribution: Contribution, **data):
    return client.post(world.url("claim-answer", pk=contribution.pk), data)


def test_a_commune_sees_what_was_filed_for_it_and_nothing_else(world, commune, client_of):
    filings = world.filings
    response = commune.get(world.url("claim-list"))
    assert claims(response) == {filings.half_contribution, filings.submitted_contribution}
    assert "2 kết quả, 2 chờ xã xác nhận" in text(response)
    assert claims(client_of("commune_outsider").get(world.url("claim-list"))) == {filings.accepted_contribution}
    empty = client_of("unposted").get(world.url("claim-list"))
    assert claims(empty) == set()
    assert "Chưa có kết quả nào để xác nhận" in text(empty)


@pytest.mark.parametrize("status", [ReportStatus.DRAFT, ReportStatus.RETURNED])
def test_what_is_not_filed_is_not_shown(world, commune, status):
    Report.objects.filter(pk=world.filings.half.pk).update(status=status)
    assert claims(commune.get(world.url("claim-list"))) == {world.filings.submitted_contribution}
    assert commune.get(world.url("claim-confirm", pk=world.filings.half_contribution.pk)).status_code == 404


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=phong+thu", {"submitted_contribution"}),
        ("period=half", {"half_contribution"}),
        ("verdict=disputed", {"half_contribution"}),
        ("verdict=waiting", {"submitted_contribution", "accepted_contribution"}),
    ],
)
def test_filters(world, client_of, query, expected):
    make.ConfirmationFactory(
        contribution=world.filings.half_contribution, measure="trips", claimed=20, verdict="disputed", reason="12 lượt"
    )
    response = client_of(Role.OFFICE).get(f"{world.url('claim-list')}?{query}")
    assert claims(response) == {getattr(world.filings, name) for name in expected}


def test_the_filter_by_commune_offers_only_own_communes(world, commune):
    response = commune.get(world.url("claim-list"))
    assert list(response.context["filter"].form.fields["commune"].queryset) == [world.commune]
    foreign = commune.get(f"{world.url('claim-list')}?commune={world.foreign_commune.pk}")
    assert world.filings.accepted_contribution not in claims(foreign)


def test_the_export_counts_numbers_as_numbers(world, commune):
    header, *rows = rows_of(commune.get(f"{world.url('claim-list')}?period=half&format=xlsx"))
    assert header[-4:] == ["Ý kiến của xã", "Số liệu đơn vị báo", "Xã đồng ý", "Xã không đồng ý"]
    assert [row[-4:] for row in rows] == [["Chờ xã xác nhận", 2, 0, 0]]


def test_every_stated_number_stands_on_the_page_with_works_and_files(world, commune):
    contribution = world.filings.submitted_contribution
    make.EvidenceFactory(report=contribution.report, commune=world.commune, original_name="Biên bản nhà rông.pdf")
    make.EvidenceFactory(report=contribution.report, commune=world.foreign_commune, original_name="Xã khác.pdf")
    page = text(commune.get(world.url("claim-confirm", pk=contribution.pk)))
    for seen in (
        "Phòng Thử nghiệm huyện Đăk Glei",
        "Lượt người xuống cơ sở",
        "5.000.000",
        "Sửa nhà rông",
        "nhà rông.pdf",
    ):
        assert seen in page
    assert "Ngày công" not in page
    assert "Xã khác.pdf" not in page


def test_agreeing_and_disputing_line_by_line(world, commune):
    contribution = world.filings.half_contribution
    response = answer(
        world, commune, contribution,
        seen_trips="20", verdict_trips="disputed", reason_trips="Xã ghi nhận 12 lượt",
        seen_workdays="15", verdict_workdays="agreed",
    )  # fmt: skip
    assert response.url == world.url("claim-confirm", pk=contribution.pk)
    words = dict(contribution.confirmations.values_list("measure", "verdict"))
    assert words == {"trips": Verdict.DISPUTED, "workdays": Verdict.AGREED}
    page = text(commune.get(response.url))
    assert "Đã lưu ý kiến của xã về 2 số liệu." in page
    assert "Xã ghi nhận 12 lượt" in page
    assert "Xã không đồng ý" in page


def test_agreeing_to_all_the_rest(world, commune):
    contribution = world.filings.half_contribution
    data = {"seen_trips": "20", "seen_workdays": "15", "verdict_trips": "disputed", "reason_trips": "12 lượt"}
    answer(world, commune, contribution, action="agree-rest", **data)
    assert dict(contribution.confirmations.values_list("measure", "verdict")) == {
        "trips": "disputed",
        "workdays": "agreed",
    }


def test_a_decimal_number_survives_the_way_through_the_page(world, client_of):
    client = client_of("commune_outsider")
    contribution = world.filings.accepted_contribution
    page = client.get(world.url("claim-confirm", pk=contribution.pk)).content.decode()
    seen = page.split('name="seen_workdays" value="')[1].split('"')[0]
    answer(world, client, contribution, seen_workdays=seen, verdict_workdays="agreed")
    assert Confirmation.objects.get().claimed == contribution.workdays


def test_a_refused_answer_keeps_what_was_typed(world, commune):
    data = {"seen_trips": "20", "verdict_trips": "disputed", "reason_trips": "", "seen_workdays": "15"}
    data |= {"verdict_workdays": "disputed", "reason_workdays": "Chỉ có 3 công"}
    response = answer(world, commune, world.filings.half_contribution, **data)
    assert response.status_code == 422
    page = text(response)
    assert 'href="#id_reason_trips"' in page
    assert 'value="Chỉ có 3 công"' in page
    assert not Confirmation.objects.exists()


def test_a_claim_that_changed_meanwhile_is_told(world, commune):
    contribution = world.filings.half_contribution
    contribution.trips = 25
    contribution.save()
    response = answer(world, commune, contribution, seen_trips="20", verdict_trips="agreed")
    assert response.status_code == 422
    assert "đơn vị vừa đổi thành 25" in text(response)


@pytest.mark.parametrize("data", [{}, {"verdict_trips": "agreed"}, {"verdict_trips": "agreed", "seen_trips": "x"}])
def test_an_answer_without_a_number_or_a_verdict_is_refused(world, commune, data):
    assert answer(world, commune, world.filings.half_contribution, **data).status_code == 422
    assert not Confirmation.objects.exists()


def test_a_stale_word_says_so_and_is_asked_again(world, commune):
    contribution = world.filings.half_contribution
    make.ConfirmationFactory(contribution=contribution, measure="trips", claimed=18)
    response = commune.get(world.url("claim-confirm", pk=contribution.pk))
    assert "Đơn vị đã đổi số sau khi xã có ý kiến về số 18" in text(response)
    assert "checked" not in text(response)


@pytest.mark.parametrize("who", [Role.OFFICE, Role.LEADERSHIP, Role.UNIT, Role.MEMBER])
def test_others_read_the_word_but_cannot_give_it(world, client_of, who):
    contribution = world.filings.half_contribution
    make.ConfirmationFactory(
        contribution=contribution, measure="trips", claimed=20, verdict="disputed", reason="Chỉ có 12 lượt"
    )
    page = text(client_of(who).get(world.url("claim-confirm", pk=contribution.pk)))
    assert "Chỉ có 12 lượt" in page
    assert world.url("claim-answer", pk=contribution.pk) not in page
    assert answer(world, client_of(who), contribution, seen_trips="20", verdict_trips="agreed").status_code == 403


def test_a_foreign_claim_is_not_found(world, commune):
    foreign = world.filings.accepted_contribution
    assert commune.get(world.url("claim-confirm", pk=foreign.pk)).status_code == 404
    assert answer(world, commune, foreign, seen_trips="100", verdict_trips="agreed").status_code == 404


def test_the_word_is_asked_again_after_the_unit_filed_other_numbers(world, commune):
    """From dispute to a corrected report to agreement."""
    report, contribution = world.filings.half, world.filings.half_contribution
    data = {"seen_trips": "20", "verdict_trips": "disputed", "reason_trips": "12 lượt", "seen_workdays": "15"}
    answer(world, commune, contribution, verdict_workdays="agreed", **data)
    contribution.trips = 12
    contribution.save()
    report.submitted_at = filed_at(2018, 7, 1)
    report.save()
    url = f"{world.url('claim-list')}?verdict=partly&period={PeriodKind.HALF_YEAR}"
    assert claims(commune.get(url)) == {contribution}
    answer(world, commune, contribution, seen_trips="12", verdict_trips="agreed")
    assert claims(commune.get(url.replace("partly", "agreed"))) == {contribution}
