"""Communes leaving the list: step by step, by a decision, one proposal a year; what is refused changes nothing."""

import datetime as dt
from html import unescape

import pytest

from communes.choices import ExitStage
from communes.models import Decision, Designation, ExitProposal
from communes.services.decisions import Basis
from communes.services.exits import decline, mark_candidate, propose, recognise, watch
from kontum04.accounts.choices import Role
from kontum04.core import clock, formats
from kontum04.core.problems import Problems
from tests import factories as make

pytestmark = pytest.mark.django_db
BASIS = Basis("12-QĐ/TU", dt.date(2018, 12, 28), "Tỉnh ủy Kon Tum")
TOMORROW = formats.date(clock.today() + dt.timedelta(days=1))
LAST_DAY = dt.date(2018, 12, 31)


def text(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def refused(service, **kwargs) -> list[str]:
    with pytest.raises(Problems) as refusal:
        service(**kwargs)
    return [str(problem) for problem in refusal.value.problems]


@pytest.fixture
def proposed(world) -> ExitProposal:
    return propose(proposal=world.steering.exit, reason="Hộ nghèo còn 8 %.", by=world.people.office)


def test_recognition_ends_every_designation_by_its_decision(world, proposed):
    by = world.people.office
    recognise(proposal=proposed, basis=BASIS, ends_on=LAST_DAY, is_watched=True, by=by)
    row = ExitProposal.objects.get(pk=proposed.pk)
    assert (row.stage, str(row.decision), row.ends_on) == (ExitStage.RECOGNISED, "12-QĐ/TU (28/12/2018)", LAST_DAY)
    ended = world.commune.designations.values_list("ends_on", "end_decision__number")
    assert list(ended) == [(LAST_DAY, "12-QĐ/TU")] * 2  # ĐBKK and key
    others = Designation.objects.exclude(commune=world.commune)
    assert set(others.values_list("ends_on", flat=True)) == {None}
    assert world.commune.twinnings.filter(ends_on=None).count() == 2  # losing the twins is another thing
    assert ExitProposal.objects.watched().get() == row
    reasons = world.commune.designations.first().history.first()
    assert (reasons.history_user, reasons.history_change_reason) == (by, "Công nhận thoát diện")


def test_a_decision_on_record_is_used_again(world, proposed):
    known = make.DecisionFactory(number="12-QĐ/TU", issued_on=BASIS.issued_on)
    recognise(proposal=proposed, basis=BASIS, ends_on=LAST_DAY, is_watched=False, by=world.people.office)
    assert ExitProposal.objects.get(pk=proposed.pk).decision == known
    assert Decision.objects.filter(number="12-QĐ/TU").count() == 1


def test_all_that_is_wrong_with_a_recognition_is_told_and_nothing_is_kept(world, proposed):
    found = refused(
        recognise, proposal=proposed, basis=Basis(" ", None, ""), ends_on=dt.date(2016, 6, 30), is_watched=True,
        by=world.people.office,
    )  # fmt: skip
    assert found == [
        "Quyết định: phải ghi số, ký hiệu.",
        "Quyết định: phải ghi ngày ban hành.",
        "Quyết định: phải ghi cơ quan ban hành.",
        "Đến hết ngày: ở trước ngày xã vào danh sách 01/07/2016.",
    ]
    assert ExitProposal.objects.get(pk=proposed.pk).stage == ExitStage.PROPOSED
    assert not Designation.objects.filter(ends_on__isnull=False).exists()


def test_no_step_is_skipped_or_taken_twice(world, proposed):
    by = world.people.office
    assert refused(propose, proposal=proposed, reason="x", by=by) == [
        "Đề nghị đang ở bước “Đã đề nghị”, không làm được việc này."
    ]
    foreign = world.steering.foreign_exit
    [problem] = refused(recognise, proposal=foreign, basis=BASIS, ends_on=LAST_DAY, is_watched=False, by=by)
    assert "Dự kiến xét" in problem
    [problem] = refused(watch, proposal=foreign, is_watched=True, note="", by=by)
    assert "Dự kiến xét" in problem


def test_one_proposal_a_year_until_it_is_declined(world):
    by, commune = world.people.office, world.commune
    anew = {"programme_year": world.programme_year, "commune": commune, "reason": "Lần nữa", "by": by}
    assert refused(mark_candidate, **anew) == ["Xã: đã có đề nghị trong năm này."]
    decline(proposal=world.steering.exit, reason="Chưa đạt thu nhập.", by=by)
    assert mark_candidate(**anew).stage == ExitStage.CANDIDATE
    assert refused(mark_candidate, **anew) == ["Xã: đã có đề nghị trong năm này."]


def test_only_listed_communes_are_considered(world):
    [problem] = refused(
        mark_candidate, programme_year=world.programme_year, commune=make.CommuneFactory(), reason="x",
        by=world.people.office,
    )  # fmt: skip
    assert problem == "Xã: không có trong danh sách của năm này."


def test_the_office_goes_all_the_way_in_the_browser(world, client_of):
    office, row = client_of(Role.OFFICE), world.steering.exit
    assert "Dự kiến xét" in text(client_of(Role.COMMUNE).get(world.url("exit-detail", pk=row.pk)))
    office.post(world.url("exit-propose", pk=row.pk), {"reason": "Đạt đủ"})
    sent = {"number": "12-QĐ/TU", "issued_on": "28/12/2018", "issuer": "Tỉnh ủy", "ends_on": "31/12/2018"}
    page = office.post(world.url("exit-recognise", pk=row.pk), sent, follow=True)
    assert "12-QĐ/TU (28/12/2018), Tỉnh ủy" in text(page)
    assert "Thuộc danh sách đến hết ngày 31/12/2018" in text(page).replace("</dt> <dd>", " ").replace("<dt>", "")
    assert [step["label"] for step in page.context["steps"]] == ["Theo dõi sau công nhận"]
    watched = {"is_watched": "on", "note": "Còn 8 % hộ nghèo"}
    page = office.post(world.url("exit-watch", pk=row.pk), watched, follow=True)
    assert "Còn 8 % hộ nghèo" in text(page)
    unit = text(client_of(Role.UNIT).get(world.url("exit-list")))
    assert "12-QĐ/TU" in unit
    assert "1 xã, 1 đã công nhận" in unit


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"issued_on": "30/02/2018"}, "“30/02/2018” không phải là ngày"),
        ({"issued_on": TOMORROW}, "ngày ban hành ở sau hôm nay"),
        ({"number": "s" * 61}, "dài 61 ký tự; tối đa 60"),
        ({"ends_on": ""}, "chưa ghi ngày"),
    ],
)
def test_malformed_recognition(world, client_of, proposed, changes, told):
    sent = {"number": "12-QĐ/TU", "issued_on": "28/12/2018", "issuer": "Tỉnh ủy", "ends_on": "31/12/2018"} | changes
    response = client_of(Role.OFFICE).post(world.url("exit-recognise", pk=proposed.pk), sent)
    assert response.status_code == 422
    assert told in text(response)
    assert ExitProposal.objects.get(pk=proposed.pk).stage == ExitStage.PROPOSED
    assert not Designation.objects.filter(ends_on__isnull=False).exists()


@pytest.mark.parametrize(
    ("query", "found"),
    [("stage=candidate", 2), ("stage=recognised", 0), ("watched=on", 0), ("q=dak+long", 2), ("q=nhoong", 0)],
)
def test_filters(world, client_of, query, found):
    response = client_of(Role.OFFICE).get(f"{world.url('exit-list')}?{query}")
    assert len(response.context["table"].data) == found


@pytest.mark.parametrize("who", [Role.OFFICE, Role.DISTRICT])
def test_the_list_costs_the_same_at_any_length(world, constant_queries, who):
    def add(count):
        for commune in make.CommuneFactory.create_batch(count, district=world.places.district):
            make.ExitProposalFactory(programme=world.programme, commune=commune)

    constant_queries(world.url("exit-list"), add, who)
