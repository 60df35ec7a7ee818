"""When something is late: to the end of the day in Kon Tum, extensions, waivers, cut-off, filings sent back."""

import datetime as dt
from html import unescape

import pytest
import time_machine

from kontum04.accounts.choices import Role
from kontum04.core import clock
from kontum04.core.problems import Problems
from tests import factories as make
from twinning.choices import ObligationState, ReportStatus
from twinning.models import Extension, Obligation
from twinning.services.deadlines import close_period, extend, reopen_period, unwaive, waive
from twinning.services.reminders import text_of

DUE_ON = dt.date(2018, 11, 30)


def local(day: str, time: str = "12:00:00") -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=clock.ZONE)


@pytest.fixture
def obligation(db) -> Obligation:
    """Annual report 2018, due 30/11, with no cut-off."""
    return make.ObligationFactory(period__programme_year__cutoff_on=None, period__due_on=DUE_ON)


@pytest.fixture
def office(db):
    return make.UserFactory(role="office")


def days_late(obligation: Obligation, at: dt.datetime | None = None) -> int:
    with time_machine.travel(at or local("2019-03-01"), tick=False):
        return Obligation.objects.with_state().with_timeliness().get(pk=obligation.pk).days_late.days


def state(obligation: Obligation) -> str:
    return Obligation.objects.with_state().get(pk=obligation.pk).state


def file(obligation: Obligation, at: dt.datetime, status: str = ReportStatus.SUBMITTED):
    return make.ReportFactory(obligation=obligation, filed=True, status=status, submitted_at=at)


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        (local("2018-11-29", "09:00:00"), 0),
        (local("2018-11-30", "00:00:00"), 0),
        (local("2018-11-30", "23:59:59"), 0),
        (local("2018-12-01", "00:00:00"), 1),
        (local("2018-12-01", "23:59:59"), 1),
        (local("2018-12-02", "00:00:00"), 2),
    ],
)
def test_a_due_date_is_the_end_of_that_day_in_kon_tum(obligation, moment, late):
    assert days_late(obligation, at=moment) == late
    file(obligation, at=moment)
    assert days_late(obligation) == late


@pytest.mark.parametrize(("utc", "late"), [("16:59:59", 0), ("17:00:00", 1)])
def test_the_day_ends_at_five_in_the_afternoon_of_greenwich(obligation, utc, late):
    moment = dt.datetime.fromisoformat(f"2018-11-30T{utc}").replace(tzinfo=dt.UTC)
    assert days_late(obligation, at=moment) == late
    file(obligation, at=moment)
    assert days_late(obligation) == late


def test_what_was_filed_stays_as_late_as_it_was(obligation):
    file(obligation, at=local("2018-12-05"))
    assert {days_late(obligation, at=local(day)) for day in ("2018-12-05", "2018-12-31", "2026-01-01")} == {5}


def test_an_extension_moves_lateness_and_keeps_the_original_date(obligation, office):
    extend(obligations=[obligation.pk], new_due_on=dt.date(2018, 12, 10), reason="Bão số 9", by=office)
    assert days_late(obligation, at=local("2018-12-10", "23:59:59")) == 0
    assert days_late(obligation, at=local("2018-12-11", "00:00:00")) == 1
    obligation.period.refresh_from_db()
    assert obligation.period.due_on == DUE_ON
    extension = Extension.objects.get()
    assert (extension.reason, extension.granted_by) == ("Bão số 9", office)


def test_the_newest_extension_counts_even_when_it_is_shorter(obligation, office):
    for day in (20, 10):
        extend(obligations=[obligation.pk], new_due_on=dt.date(2018, 12, day), reason="Sửa lại", by=office)
    assert days_late(obligation, at=local("2018-12-12")) == 2


def test_a_report_sent_back_is_late_again_until_it_is_filed_anew(obligation):
    report = file(obligation, at=local("2018-11-25"), status=ReportStatus.RETURNED)
    assert days_late(obligation, at=local("2018-11-30", "23:59:59")) == 0
    assert days_late(obligation, at=local("2018-12-03")) == 3
    report.status, report.submitted_at = ReportStatus.SUBMITTED, local("2018-12-04")
    report.save()
    assert days_late(obligation) == 4


def test_a_draft_is_as_late_as_nothing_at_all(obligation):
    make.ReportFactory(obligation=obligation)
    assert days_late(obligation, at=local("2018-12-08")) == 8
    assert state(obligation) == ObligationState.DRAFT


def test_a_waived_obligation_is_never_late(obligation, office):
    with time_machine.travel(local("2018-12-20")):
        waive(obligations=[obligation.pk], reason="Đơn vị giải thể", by=office)
    assert days_late(obligation) == 0
    assert state(obligation) == ObligationState.WAIVED
    obligation.refresh_from_db()
    assert obligation.waived_on == dt.date(2018, 12, 20)


def test_a_waiver_can_be_taken_back_with_its_history(obligation, office):
    waive(obligations=[obligation.pk], reason="Nhầm đơn vị", by=office)
    unwaive(obligation=obligation, reason="Miễn nhầm", by=office)
    assert days_late(obligation, at=local("2018-12-02")) == 2
    assert state(obligation) == ObligationState.NOT_BEGUN
    reasons = list(obligation.history.values_list("history_change_reason", flat=True))
    assert reasons[:2] == ["Miễn nhầm", "Nhầm đơn vị"]
    assert set(obligation.history.all()[:2].values_list("history_user", flat=True)) == {office.pk}


def test_the_cut_off_stops_counting_what_was_never_filed(obligation):
    year = obligation.period.programme_year
    year.cutoff_on = dt.date(2018, 12, 31)
    year.save()
    days = ("2018-12-05", "2018-12-31", "2019-01-01", "2026-11-22")
    assert [days_late(obligation, at=local(day)) for day in days] == [5, 31, 31, 31]
    file(obligation, at=local("2019-02-01"))
    assert days_late(obligation) == 31


def test_a_period_that_does_not_count_lateness_makes_nobody_late(obligation):
    obligation.period.counts_lateness = False
    obligation.period.save()
    assert days_late(obligation) == 0


def test_a_closed_period_goes_on_counting(obligation, office):
    close_period(period=obligation.period, by=office)
    assert days_late(obligation, at=local("2018-12-02")) == 2


def test_nothing_is_late_where_nothing_is_owed(db):
    assert not Obligation.objects.with_state().with_timeliness().late().exists()


@pytest.mark.parametrize(
    ("new_due_on", "reason", "expected"),
    [
        (None, "Bão", ["Hạn mới: hãy nhập ngày."]),
        (dt.date(2018, 11, 30), "Bão", ["hạn mới phải sau hạn gốc 30/11/2018"]),
        (dt.date(2018, 11, 1), "", ["phải ghi lý do", "hạn mới phải sau hạn gốc"]),
        (dt.date(2108, 12, 15), "Bão", ["quá một năm sau hạn gốc"]),
    ],
)
def test_an_extension_that_cannot_be_is_refused_with_all_reasons(obligation, office, new_due_on, reason, expected):
    with pytest.raises(Problems) as error:
        extend(obligations=[obligation.pk], new_due_on=new_due_on, reason=reason, by=office)
    assert len(error.value.problems) == len(expected)
    assert all(part in str(problem) for part, problem in zip(expected, error.value.problems, strict=True))
    assert not Extension.objects.exists()


def test_extending_many_is_all_or_nothing(obligation, office):
    other = make.ObligationFactory(period=obligation.period, waived_on=DUE_ON, waived_reason="Giải thể")
    with pytest.raises(Problems, match="đã được miễn, không cần gia hạn"):
        extend(obligations=[obligation.pk, other.pk], new_due_on=dt.date(2018, 12, 10), reason="Bão", by=office)
    assert not Extension.objects.exists()


def test_waiving_many_names_every_unit_that_cannot_be(obligation, office):
    filed, waived = make.ObligationFactory.create_batch(2, period=obligation.period)
    file(filed, at=local("2018-11-20"))
    waive(obligations=[waived.pk], reason="Giải thể", by=office)
    with pytest.raises(Problems) as error:
        waive(obligations=[obligation.pk, filed.pk, waived.pk], reason="", by=office)
    said = " | ".join(str(problem) for problem in error.value.problems)
    assert "phải ghi lý do" in said
    assert f"{filed}: đã nộp, không miễn được nữa." in said
    assert f"{waived}: đã được miễn từ ngày" in said
    obligation.refresh_from_db()
    assert obligation.waived_on is None


def test_a_decision_about_nothing_is_refused(office):
    with pytest.raises(Problems, match="Chưa chọn đơn vị"):
        waive(obligations=[], reason="Giải thể", by=office)


def test_what_is_not_waived_cannot_be_put_in_force_again(obligation, office):
    with pytest.raises(Problems, match="không được miễn"):
        unwaive(obligation=obligation, reason="Nhầm", by=office)


def test_closing_and_opening_is_recorded_and_not_done_twice(obligation, office):
    period = obligation.period
    close_period(period=period, by=office)
    with pytest.raises(Problems, match="đã được đóng"):
        close_period(period=period, by=office)
    reopen_period(period=period, by=office)
    with pytest.raises(Problems, match="đang mở"):
        reopen_period(period=period, by=office)
    reasons = list(period.history.values_list("history_change_reason", flat=True))
    assert reasons[:2] == ["Mở lại biểu", "Đóng biểu"]
    period.refresh_from_db()
    assert period.is_closed is False


@pytest.mark.parametrize("name", ["report-detail", "review-report", "review-queue", "obligation-list"])
def test_the_original_due_date_stays_visible_beside_an_extension(world, client_of, name):
    """Wherever the office reads the new date of a filing, it reads the old one too."""
    report = world.filings.submitted
    make.ExtensionFactory(obligation=report.obligation, new_due_on=dt.date(2018, 12, 3))
    kwargs = {"pk": report.pk} if name in ("report-detail", "review-report") else {}
    page = unescape(client_of(Role.OFFICE).get(world.url(name, **kwargs)).content.decode())
    assert ("03/12/2018" in page, "30/11/2018" in page) == (True, True)


def test_the_office_home_names_the_original_due_date_of_what_is_late_beyond_its_extension(world, client_of):
    make.ExtensionFactory(obligation=world.filings.draft.obligation, new_due_on=dt.date(2018, 12, 3))
    page = unescape(client_of(Role.OFFICE).get(world.url("year-home")).content.decode())
    assert "hạn gốc 30/11/2018" in page


def test_a_reminder_names_the_original_due_date_beside_an_extension(obligation, office):
    extend(obligations=[obligation.pk], new_due_on=dt.date(2018, 12, 10), reason="Bão số 9", by=office)
    row = Obligation.objects.with_timeliness().select_related("unit", "period__programme_year").get()
    assert text_of(row, dt.date(2018, 12, 13)).endswith("quá hạn 3 ngày (hạn 10/12/2018, hạn gốc 30/11/2018).")
    row.extensions.all().delete()
    row = Obligation.objects.with_timeliness().get()
    assert text_of(row, dt.date(2018, 12, 3)).endswith("quá hạn 3 ngày (hạn 30/11/2018).")
