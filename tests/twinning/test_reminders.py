"""Reminders: each once, however late, often or interrupted the sender runs; escalating; nobody stopped by another."""

import datetime as dt
from io import StringIO
from smtplib import SMTPException

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError

from kontum04.accounts.choices import Role
from kontum04.core import clock
from tests import factories as make
from twinning.choices import ReminderAudience, ReportStatus
from twinning.models import Notice
from twinning.services import notice_mail
from twinning.services.deadlines import extend, waive
from twinning.services.reminders import is_due, send_due

pytestmark = pytest.mark.django_db

DUE = dt.date(2018, 11, 30)
STEPS = {
    -3: ReminderAudience.UNIT,
    1: ReminderAudience.UNIT,
    4: ReminderAudience.UNIT_HEAD,
    8: ReminderAudience.OFFICE,
    16: ReminderAudience.MEMBER,
}


@pytest.fixture
def obligation():
    obligation = make.ObligationFactory(period__programme_year__cutoff_on=None, period__due_on=DUE)
    programme = obligation.period.programme_year.programme
    for days, audience in STEPS.items():
        make.ReminderStepFactory(programme=programme, days=days, audience=audience)
    return obligation


@pytest.fixture
def people(obligation):
    """One of each audience, with an address."""
    unit, head, office, member = (
        make.UserFactory(username=name, role=role, email=f"{name}@example.vn")
        for name, role in (
            ("nguoi", Role.UNIT),
            ("thu-truong", Role.UNIT),
            ("van-phong", Role.OFFICE),
            ("thanh-vien", Role.MEMBER),
        )
    )
    make.MembershipFactory(user=unit, unit=obligation.unit)
    make.MembershipFactory(user=head, unit=obligation.unit, is_head=True)
    twinning = make.TwinningFactory(unit=obligation.unit, programme=obligation.period.programme_year.programme)
    make.PostingFactory(user=member, commune=twinning.commune)
    return {"unit": unit, "head": head, "office": office, "member": member}


def run(day: str) -> list[str]:
    """Who was told on the day."""
    with time_machine.travel(dt.datetime.fromisoformat(f"{day}T07:00:00").replace(tzinfo=clock.ZONE), tick=False):
        return sorted(notice.user.username for notice in send_due().notices)


@pytest.mark.parametrize(
    ("days", "day", "due"),
    [
        (-3, dt.date(2018, 11, 26), False),
        (-3, dt.date(2018, 11, 27), True),
        (-3, dt.date(2018, 11, 30), True),
        (-3, dt.date(2018, 12, 1), False),
        (0, dt.date(2018, 11, 30), True),
        (0, dt.date(2018, 12, 1), False),
        (1, dt.date(2018, 11, 30), False),
        (1, dt.date(2018, 12, 1), True),
        (1, dt.date(2018, 12, 30), True),
    ],
)
def test_a_step_has_its_day(days, day, due):
    assert is_due(days, DUE, day) is due


def test_it_escalates_from_the_unit_to_its_head_the_office_and_the_member(people):
    assert run("2018-11-26") == []
    assert run("2018-11-27") == ["nguoi"]
    assert run("2018-12-01") == ["nguoi"]
    assert run("2018-12-04") == ["thu-truong"]
    assert run("2018-12-08") == ["van-phong"]
    assert run("2018-12-16") == ["thanh-vien"]
    assert run("2019-01-16") == []
    assert [len(message.to) for message in mail.outbox] == [1] * 5
    assert "quá hạn 16 ngày (hạn 30/11/2018)" in mail.outbox[-1].body


def test_missed_for_three_days_then_run_twice_each_notice_goes_once(people):
    assert run("2018-12-07") == ["nguoi", "thu-truong"]  # the steps of 1/12 and 4/12; the word before is past
    assert run("2018-12-07") == []
    assert run("2018-12-08") == ["van-phong"]
    assert Notice.objects.count() == len(mail.outbox) == 3


def test_what_is_filed_or_waived_needs_no_word_and_what_came_back_does(people, obligation):
    report = make.ReportFactory(
        obligation=obligation, filed=True, submitted_at=dt.datetime(2018, 11, 20, tzinfo=dt.UTC)
    )
    assert run("2018-12-07") == []
    report.status = ReportStatus.RETURNED
    report.save()
    assert run("2018-12-07") == ["nguoi", "thu-truong"]
    waive(obligations=[obligation.pk], reason="Đơn vị giải thể.", by=people["office"])
    assert run("2018-12-20") == []


def test_an_extension_begins_the_steps_anew(people, obligation):
    assert run("2018-12-01") == ["nguoi"]
    with time_machine.travel(dt.datetime(2018, 12, 2, tzinfo=clock.ZONE)):
        extend(obligations=[obligation.pk], new_due_on=dt.date(2018, 12, 10), reason="Lũ.", by=people["office"])
    assert run("2018-12-03") == []
    assert run("2018-12-08") == ["nguoi"]
    assert run("2018-12-11") == ["nguoi"]


def test_after_the_cut_off_nobody_is_chased(people, obligation):
    year = obligation.period.programme_year
    year.cutoff_on = dt.date(2018, 12, 5)
    year.save()
    assert run("2018-12-05") != []
    assert run("2018-12-20") == []


def test_one_mail_that_fails_stops_nobody_and_is_tried_again(people, obligation, monkeypatch):
    other = make.ObligationFactory(period=obligation.period)
    colleague = make.UserFactory(username="ban", email="ban@example.vn")
    make.MembershipFactory(user=colleague, unit=other.unit)
    send, broken = notice_mail.send_mail, [True]

    def send_mail(subject, body, sender, recipients, **options):
        if broken and recipients == ["nguoi@example.vn"]:
            raise SMTPException("hộp thư đầy")
        return send(subject, body, sender, recipients, **options)

    monkeypatch.setattr(notice_mail, "send_mail", send_mail)
    with time_machine.travel(dt.datetime(2018, 12, 1, 7, tzinfo=clock.ZONE)):
        outcome = send_due()
    assert [message.to for message in mail.outbox] == [["ban@example.vn"]]
    assert "hộp thư đầy" in outcome.problems[0]
    assert Notice.objects.get(user=people["unit"]).emailed_at is None
    broken.clear()
    with time_machine.travel(dt.datetime(2018, 12, 2, 7, tzinfo=clock.ZONE)):
        again = send_due()
    assert (again.notices, again.mailed) == ([], 1)
    assert [message.to for message in mail.outbox] == [["ban@example.vn"], ["nguoi@example.vn"]]


def test_without_an_address_the_notice_waits_in_the_portal(people, obligation, client_of):
    people["unit"].email = ""
    people["unit"].save()
    assert run("2018-12-01") == ["nguoi"]
    assert mail.outbox == []
    year = obligation.period.programme_year
    page = client_of(people["unit"]).get(f"/{year.programme.code}/{year.year}/notices/")
    assert "quá hạn 1 ngày" in page.content.decode()


def test_a_dry_run_sends_and_logs_nothing(people):
    out = StringIO()
    call_command("send_reminders", on="2018-12-01", dry_run=True, stdout=out)
    assert "quá hạn 1 ngày" in out.getvalue()
    assert not Notice.objects.exists()
    assert mail.outbox == []
    call_command("send_reminders", on="01/12/2018", stdout=out)
    assert Notice.objects.count() == 1


def test_a_day_that_is_none_is_refused():
    with pytest.raises(CommandError):
        call_command("send_reminders", on="hôm qua")


def test_the_office_reminds_all_late_units_by_one_button(world, client_of):
    with time_machine.travel(dt.datetime(2018, 12, 20, 7, tzinfo=clock.ZONE), tick=False):
        client = client_of(Role.OFFICE)
        answer = client.post(world.url("obligation-remind"), follow=True)
    told = set(Notice.objects.values_list("obligation__unit", flat=True))
    assert told
    assert "Đã nhắc" in answer.content.decode()
    assert all(notice.sent_by.role == Role.OFFICE for notice in Notice.objects.all())


def test_reading_marks_ones_own_alone(people, obligation, client_of):
    run("2018-12-07")
    year = obligation.period.programme_year
    client_of(people["unit"]).post(f"/{year.programme.code}/{year.year}/notices/read")
    assert Notice.objects.get(user=people["unit"]).read_at
    assert Notice.objects.get(user=people["head"]).read_at is None
