"""What members find at communes: recorded once, followed until it is done, told on the commune's time line."""

import datetime as dt
from html import unescape

import pytest

from communes.choices import InspectionState
from communes.models import Inspection
from communes.services.inspections import Findings, confirm_done, correct, record
from kontum04.accounts.choices import Role
from kontum04.core import clock, formats
from kontum04.core.problems import Problems
from tests import factories as make

pytestmark = pytest.mark.django_db
TOMORROW = formats.date(clock.today() + dt.timedelta(days=1))
DAY = dt.date(2018, 5, 10)


def text(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def refused(service, **kwargs) -> list[str]:
    with pytest.raises(Problems) as refusal:
        service(**kwargs)
    return [str(problem) for problem in refusal.value.problems]


@pytest.mark.parametrize(
    ("given", "on", "state"),
    [
        ({}, DAY, InspectionState.NOTED),
        ({"agreed": "Sửa sổ"}, dt.date(2020, 1, 1), InspectionState.OPEN),
        ({"agreed": "Sửa sổ", "due_on": DAY}, DAY, InspectionState.OPEN),
        ({"agreed": "Sửa sổ", "due_on": DAY}, dt.date(2018, 5, 11), InspectionState.OVERDUE),
        ({"agreed": "Sửa sổ", "due_on": DAY, "done_on": DAY}, dt.date(2018, 5, 11), InspectionState.DONE),
    ],
)
def test_a_state_is_computed_and_the_list_finds_the_same(world, given, on, state):
    row = make.InspectionFactory(commune=world.commune, **given)
    assert row.state_on(on) == state
    assert [each for each in InspectionState if row in Inspection.objects.in_state(each, on)] == [state]


def test_a_member_records_and_the_commune_reads(world, client_of):
    member, commune = client_of(Role.MEMBER), client_of(Role.COMMUNE)
    form = member.get(world.url("inspection-new")).context["form"]
    assert [label for _key, label in form.fields["commune"].choices[1:]] == ["Xã Đăk Long (huyện Đăk Glei)"]
    sent = {
        "commune": world.commune.pk, "visited_on": "20/09/2018", "found": "Sổ theo dõi chưa đủ.",
        "agreed": "Bổ sung sổ.", "due_on": "30/09/2018", "row_key": form.initial["row_key"],
    }  # fmt: skip
    for _twice in range(2):
        page = member.post(world.url("inspection-new"), sent, follow=True)
    assert "Sổ theo dõi chưa đủ." in text(page)
    row = Inspection.objects.get(found="Sổ theo dõi chưa đủ.")
    assert row.recorded_by == world.people.member
    assert "Quá hẹn" in text(commune.get(world.url("inspection-list")))
    profile = text(commune.get(world.url("commune-detail", pk=world.commune.pk)))
    assert "Sổ theo dõi chưa đủ." in profile
    page = member.post(
        world.url("inspection-done", pk=row.pk), {"done_on": "29/09/2018", "note": "Đã có sổ."}, follow=True
    )
    assert "Đã có sổ." in text(page)
    assert page.context["steps"] == []
    assert commune.get(world.url("inspection-detail", pk=row.pk)).context["steps"] == []


def test_what_is_not_for_the_twins(world, client_of):
    profile = text(client_of(Role.UNIT).get(world.url("commune-detail", pk=world.commune.pk)))
    assert world.steering.inspection.found not in profile


def test_everything_wrong_is_told_at_once(world):
    found = refused(
        record, programme_year=world.programme_year, commune=None,
        findings=Findings(dt.date(2017, 5, 1), "", "", DAY), by=world.people.member,
    )  # fmt: skip
    assert found == [
        "Kết quả kiểm tra: chưa ghi nội dung.",
        "Ngày kiểm tra: phải trong năm 2018 đang mở ở đầu trang.",
        "Việc đã thống nhất: có hạn thì phải ghi việc đã thống nhất.",
        "Xã: chưa chọn xã.",
    ]


def test_what_is_done_is_not_rewritten(world):
    row, by = world.steering.inspection, world.people.member
    correct(inspection=row, findings=Findings(DAY, "Đã xem lại.", "Sửa sổ"), by=by)
    assert Inspection.objects.get(pk=row.pk).found == "Đã xem lại."
    early = refused(confirm_done, inspection=row, done_on=dt.date(2018, 5, 9), note="", by=by)
    assert early == ["Ngày thực hiện xong: phải từ ngày kiểm tra đến hôm nay."]
    confirm_done(inspection=row, done_on=DAY, note="", by=by)
    assert refused(correct, inspection=row, findings=Findings(DAY, "a"), by=by) == [
        "Việc đã thống nhất đã được xác nhận thực hiện xong, không sửa nữa."
    ]
    plain = make.InspectionFactory(commune=world.commune, programme=world.programme)
    assert refused(confirm_done, inspection=plain, done_on=DAY, note="", by=by) == [
        "Lần kiểm tra này không hẹn việc nào."
    ]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"visited_on": "32/05/2018"}, "“32/05/2018” không phải là ngày"),
        ({"visited_on": TOMORROW}, "ở sau hôm nay"),
        ({"found": "đ" * 4001}, "dài 4.001 ký tự; tối đa 4.000"),
        ({"commune": "foreign"}, "lựa chọn không có trong danh sách"),
        ({"due_on": "09/05/2018"}, "ở trước ngày kiểm tra"),
        ({"found": "a\x00"}, "có ký tự không nhập được"),
    ],
)
def test_malformed_visits_are_refused_whole(world, client_of, changes, told):
    before = Inspection.objects.count()
    sent = {"commune": world.commune.pk, "visited_on": "10/05/2018", "found": "Tốt", "agreed": "Sửa sổ"} | changes
    if sent["commune"] == "foreign":
        sent["commune"] = world.foreign_commune.pk
    response = client_of(Role.MEMBER).post(world.url("inspection-new"), sent)
    assert response.status_code == 422
    assert told in text(response)
    assert Inspection.objects.count() == before


@pytest.mark.parametrize(
    ("query", "found"), [("q=ho+ngheo", 2), ("q=DAK+LONG", 2), ("state=overdue", 2), ("state=done", 0)]
)
def test_filters(world, client_of, query, found):
    response = client_of(Role.OFFICE).get(f"{world.url('inspection-list')}?{query}")
    assert len(response.context["table"].data) == found


@pytest.mark.parametrize("who", [Role.OFFICE, Role.MEMBER])
def test_the_list_costs_the_same_at_any_length(world, constant_queries, who):
    def add(count):
        make.InspectionFactory.create_batch(
            count, programme=world.programme, commune=world.commune, recorded_by=world.people.member
        )

    constant_queries(world.url("inspection-list"), add, who)


@pytest.mark.parametrize("who", [Role.OFFICE, Role.MEMBER])
def test_the_time_line_costs_the_same_at_any_length(world, constant_queries, who):
    def add(count):
        of_commune = {"programme": world.programme, "commune": world.commune}
        make.InspectionFactory.create_batch(count, **of_commune, recorded_by=world.people.member)
        make.RequestFactory.create_batch(count, **of_commune, to_unit=world.unit)
        for unit in make.UnitFactory.create_batch(count):
            make.TwinningFactory(**of_commune, unit=unit)

    constant_queries(world.url("commune-detail", pk=world.commune.pk), add, who)
