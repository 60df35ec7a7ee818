"""The commune's word: line by line, of the number it saw, and asked again when that number changes."""

from decimal import Decimal

import pytest

from kontum04.accounts.choices import Role
from kontum04.core.problems import Problems
from tests import factories as make
from twinning.choices import MEASURES, ClaimState, ReportStatus, Verdict
from twinning.figures.claims import claim_lines, state_of, with_word
from twinning.models import Confirmation, Contribution
from twinning.services.claims import Answer, agree_to_rest, confirm

STATED = {"trips": 20, "workdays": Decimal("80.1"), "money_staff": 30_000_000, "party_members": 0}


@pytest.fixture
def officer(db):
    return make.UserFactory(role=Role.COMMUNE)


@pytest.fixture
def contribution(db) -> Contribution:
    return make.ContributionFactory(report__filed=True, **STATED)


def agree(measure: str, seen) -> Answer:
    return Answer(measure, Verdict.AGREED, Decimal(seen))


def dispute(measure: str, seen, reason: str = "Xã chỉ ghi nhận 12 lượt") -> Answer:
    return Answer(measure, Verdict.DISPUTED, Decimal(seen), reason)


def agree_to_all(contribution: Contribution) -> list[Answer]:
    return [agree(measure, value) for measure, value in STATED.items()]


def word(contribution: Contribution) -> str:
    """The state over the claim: the database and the page must say the same."""
    in_database = with_word(Contribution.objects.all()).get(pk=contribution.pk).word
    contribution.refresh_from_db()
    assert state_of(claim_lines(contribution, contribution.confirmations.all())) == in_database
    return in_database


def change(contribution: Contribution, **values) -> None:
    Contribution.objects.filter(pk=contribution.pk).update(**values)


def test_a_claim_is_what_was_stated_and_zero_is_stated(contribution):
    lines = claim_lines(contribution, [])
    assert [line.measure for line in lines] == list(STATED)
    assert [line.shown for line in lines] == ["20", "80,1", "30.000.000", "0"]


def test_the_word_over_the_whole_claim(contribution, officer):
    assert word(make.ContributionFactory(report__filed=True)) == ClaimState.EMPTY
    assert word(contribution) == ClaimState.WAITING
    confirm(contribution=contribution, answers=[agree("trips", 20)], by=officer)
    assert word(contribution) == ClaimState.PARTLY
    confirm(contribution=contribution, answers=agree_to_all(contribution), by=officer)
    assert word(contribution) == ClaimState.AGREED
    confirm(contribution=contribution, answers=[dispute("trips", 20)], by=officer)
    assert word(contribution) == ClaimState.DISPUTED


@pytest.mark.parametrize("measure", STATED)
def test_a_word_is_stale_when_its_number_changes(contribution, officer, measure):
    confirm(contribution=contribution, answers=agree_to_all(contribution), by=officer)
    change(contribution, **{measure: STATED[measure] + 1})
    assert word(contribution) == ClaimState.PARTLY
    line = next(line for line in claim_lines(contribution, contribution.confirmations.all()) if line.measure == measure)
    assert (line.is_stale, line.verdict, line.said_of) == (True, "", Decimal(STATED[measure]))
    change(contribution, **{measure: STATED[measure]})
    assert word(contribution) == ClaimState.AGREED


def test_a_dispute_falls_silent_when_the_unit_corrects_itself(contribution, officer):
    confirm(contribution=contribution, answers=[dispute("trips", 20)], by=officer)
    change(contribution, trips=12)
    assert word(contribution) == ClaimState.WAITING


def test_a_number_taken_back_is_no_claim_any_more(contribution, officer):
    confirm(contribution=contribution, answers=agree_to_all(contribution), by=officer)
    change(contribution, trips=None)
    assert word(contribution) == ClaimState.AGREED


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_can_be_confirmed(officer, measure):
    contribution = make.ContributionFactory(report__filed=True, **{measure: 7})
    assert word(contribution) == ClaimState.WAITING
    confirm(contribution=contribution, answers=[agree(measure, 7)], by=officer)
    assert word(contribution) == ClaimState.AGREED


def test_the_word_names_who_when_and_why(contribution, officer):
    confirm(contribution=contribution, answers=[dispute("trips", 20, "  Chỉ có   12 lượt ")], by=officer)
    said = Confirmation.objects.get()
    assert (said.reason, said.given_by, said.claimed) == ("Chỉ có 12 lượt", officer, 20)
    change = said.history.get()
    assert (change.history_user, change.history_change_reason) == (officer, "Xã xác nhận số liệu")


def test_the_same_word_again_is_not_written_twice(contribution, officer):
    assert confirm(contribution=contribution, answers=agree_to_all(contribution), by=officer) == 4
    assert confirm(contribution=contribution, answers=agree_to_all(contribution), by=officer) == 0
    assert Confirmation.history.count() == 4


def test_agreement_carries_no_reason(contribution, officer):
    confirm(contribution=contribution, answers=[dispute("trips", 20)], by=officer)
    confirm(contribution=contribution, answers=[Answer("trips", Verdict.AGREED, Decimal(20), "Nhầm")], by=officer)
    assert Confirmation.objects.get().reason == ""


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (dispute("trips", 20, " "), "không đồng ý thì phải ghi lý do"),
        (dispute("trips", 20, "x" * 301), "dài quá 300 ký tự"),
        (agree("trips", 19), "đơn vị vừa đổi thành 20"),
        (Answer("trips", Verdict.AGREED, None), "đơn vị vừa đổi thành 20"),
        (agree("in_kind", 5), "đơn vị không báo số này"),
        (agree("id", 1), "đơn vị không báo số này"),
        (Answer("trips", "maybe", Decimal(20)), "hãy chọn đồng ý hoặc không đồng ý"),
    ],
)
def test_an_answer_that_cannot_be_kept_is_refused_with_all_others(contribution, officer, answer, expected):
    with pytest.raises(Problems, match=expected):
        confirm(contribution=contribution, answers=[agree("party_members", 0), answer], by=officer)
    assert not Confirmation.objects.exists()


def test_no_answer_at_all_is_said(contribution, officer):
    with pytest.raises(Problems, match="Chưa chọn dòng nào"):
        confirm(contribution=contribution, answers=[], by=officer)


@pytest.mark.parametrize("status", [ReportStatus.DRAFT, ReportStatus.RETURNED])
def test_a_claim_that_is_not_filed_cannot_be_confirmed(officer, status):
    contribution = make.ContributionFactory(report__filed=True, report__status=status, trips=20)
    with pytest.raises(Problems, match="Đơn vị đang sửa báo cáo"):
        confirm(contribution=contribution, answers=[agree("trips", 20)], by=officer)


def test_agreeing_to_the_rest_leaves_what_was_said_before(contribution, officer):
    confirm(contribution=contribution, answers=[dispute("trips", 20)], by=officer)
    lines = claim_lines(contribution, contribution.confirmations.all())
    answers = agree_to_rest(lines, [dispute("workdays", "80.1", "Chỉ 50 công")], dict(STATED))
    confirm(contribution=contribution, answers=answers, by=officer)
    verdicts = dict(contribution.confirmations.values_list("measure", "verdict"))
    assert verdicts == {
        "trips": "disputed", "workdays": "disputed", "money_staff": "agreed", "party_members": "agreed",
    }  # fmt: skip
