"""The office's decisions: who may, from which state, with which reason, and only one of two at the same time."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from kontum04.accounts.choices import OFFICE_STAFF, Role
from kontum04.core.problems import Problems
from tests import factories as make
from twinning.choices import ReportStatus, ReviewOutcome
from twinning.models import Report
from twinning.services import review

DECISIONS = {
    "accept": review.accept,
    "return": lambda **options: review.return_report(**options, reason="Thiếu số liệu"),
    "reopen": lambda **options: review.reopen(**options, reason="Sai số tiền"),
}
SOURCES = {"accept": "submitted", "return": "submitted", "reopen": "accepted"}
TARGETS = {"accept": "accepted", "return": "returned", "reopen": "returned"}


def report_in(status: str) -> Report:
    version = make.ReportVersionFactory(report__filed=True, report__status=status, report__revision=4)
    return version.report


def decide(action: str, report: Report, by):
    return DECISIONS[action](report=report, by=by, revision=report.revision)


@pytest.mark.parametrize("action", DECISIONS)
@pytest.mark.parametrize("status", ReportStatus.values)
def test_a_decision_is_taken_from_its_state_only(db, action, status):
    report = report_in(status)
    office = make.UserFactory(role=Role.OFFICE)
    if status == SOURCES[action]:
        assert decide(action, report, office).status == TARGETS[action]
        return
    with pytest.raises(Problems, match=str(ReportStatus(status).label)):
        decide(action, report, office)
    report.refresh_from_db()
    assert (report.status, report.revision) == (status, 4)
    assert report.versions.get().outcome == ReviewOutcome.PENDING


@pytest.mark.parametrize("action", DECISIONS)
@pytest.mark.parametrize("role", [role for role in Role if role not in OFFICE_STAFF])
def test_only_the_office_decides(db, action, role):
    report = report_in(SOURCES[action])
    with pytest.raises(PermissionDenied):
        decide(action, report, make.UserFactory(role=role))
    report.refresh_from_db()
    assert report.status == SOURCES[action]


def test_a_return_is_written_to_the_round_and_the_history(world):
    report, office = world.filings.half, world.people.office
    sections = [("I. Tình hình xã", "chưa nêu số hộ nghèo"), ("V. Kiến nghị", "  ")]
    review.return_report(
        report=report, by=office, revision=report.revision, reason="Xem lại các mục sau:", sections=sections
    )
    expected = "Xem lại các mục sau:\n– I. Tình hình xã: chưa nêu số hộ nghèo"
    version = report.versions.get()
    assert (version.outcome, version.reason, version.reviewed_by) == (ReviewOutcome.RETURNED, expected, office)
    assert version.reviewed_at is not None
    change = report.history.first()
    assert (change.status, change.history_user, change.history_change_reason) == ("returned", office, expected)


def test_a_reason_for_one_section_is_reason_enough(world):
    report = world.filings.half
    returned = review.return_report(
        report=report, by=world.people.office, revision=report.revision, sections=[("I. Tình hình xã", "quá sơ sài")]
    )
    assert returned.versions.get().reason == "– I. Tình hình xã: quá sơ sài"


def test_a_long_reason_is_kept_whole(world):
    reason = "Số liệu chưa khớp với xác nhận của xã. " * 50
    report = world.filings.half
    review.return_report(report=report, by=world.people.office, revision=report.revision, reason=reason)
    assert report.versions.get().reason == report.history.first().history_change_reason == reason.strip()


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_sending_back_and_reopening_need_a_reason(world, reason):
    half, accepted = world.filings.half, world.filings.accepted
    for decision, report in ((review.return_report, half), (review.reopen, accepted)):
        with pytest.raises(Problems, match="phải ghi lý do"):
            decision(report=report, by=world.people.office, revision=report.revision, reason=reason)
    assert half.versions.get().outcome == ReviewOutcome.PENDING


def test_a_decision_on_an_old_page_is_refused(world):
    report = world.filings.half
    read_at = report.revision
    Report.objects.filter(pk=report.pk).update(revision=read_at + 2)
    with pytest.raises(Problems, match="đã thay đổi sau khi bạn mở trang này"):
        review.accept(report=report, by=world.people.office, revision=read_at)


def test_who_comes_second_learns_who_was_first(world):
    report, office = world.filings.half, world.people.office
    review.accept(report=report, by=office, revision=report.revision)
    with pytest.raises(Problems, match=f"“Đã duyệt” .{office} đã xử lý"):
        review.return_report(report=report, by=world.people.admin, revision=report.revision, reason="Thiếu")


def test_reopening_keeps_both_decisions_in_the_history(world):
    report, office = world.filings.half, world.people.office
    accepted = review.accept(report=report, by=office, revision=report.revision)
    review.reopen(report=report, by=world.people.admin, revision=accepted.revision, reason="Sai đơn vị tính")
    assert list(report.history.values_list("status", "history_change_reason")[:2]) == [
        ("returned", "Sai đơn vị tính"),
        ("accepted", "Duyệt"),
    ]
    assert report.versions.get().outcome == ReviewOutcome.REOPENED


def test_every_round_keeps_its_own_answer(world):
    report, office = world.filings.half, world.people.office
    returned = review.return_report(report=report, by=office, revision=report.revision, reason="Thiếu minh chứng")
    Report.objects.filter(pk=report.pk).update(status=ReportStatus.SUBMITTED)
    make.ReportVersionFactory(report=returned, number=2, submitted_by=world.people.unit)
    review.accept(report=returned, by=office, revision=returned.revision)
    assert list(report.versions.values_list("number", "outcome", "reason")) == [
        (1, "returned", "Thiếu minh chứng"),
        (2, "accepted", ""),
    ]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="an SQLite in memory has one connection")
@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_the_same_time_one_is_taken():
    report = report_in("submitted")
    people = make.UserFactory.create_batch(2, role=Role.OFFICE)
    start, outcomes = Barrier(2), {}

    def act(action: str, by) -> None:
        start.wait()
        try:
            decide(action, report, by)
            outcomes[action] = "done"
        except Problems as refusal:
            outcomes[action] = str(refusal)
        finally:
            connection.close()

    threads = [Thread(target=act, args=pair) for pair in zip(("accept", "return"), people, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report.refresh_from_db()
    (winner,) = [action for action, outcome in outcomes.items() if outcome == "done"]
    (refusal,) = [outcome for outcome in outcomes.values() if outcome != "done"]
    assert report.status == TARGETS[winner]
    assert "đã xử lý" in refusal
    assert report.revision == 5
    assert report.history.filter(status=TARGETS[winner]).count() == 1
