"""What waits on each role's first page of requests, visits and proposed assignments."""

import datetime as dt
from html import unescape

import pytest

from communes.services.remarks import answer
from kontum04.accounts.choices import Role
from tests import factories as make
from twinning.models import AssignmentProposal, Obligation

pytestmark = pytest.mark.django_db


def tasks(client, world) -> dict[str, list[tuple[str, str]]]:
    lists = client.get(world.url("year-home")).context["task_lists"]
    return {str(each.title): [(task.title, str(task.label)) for task in each.tasks] for each in lists}


def test_each_role_finds_its_own_step(world, client_of):
    rows = world.steering
    new = make.RequestFactory(programme=world.programme, commune=world.commune, text="Xin giống lúa")
    office = tasks(client_of(Role.OFFICE), world)["Kiến nghị chờ chuyển, quá hạn"]
    assert office == [("Xin giống lúa", "Đang giải quyết"), (rows.foreign_request.text, "Quá hạn trả lời")]
    commune = tasks(client_of(Role.COMMUNE), world)["Kiến nghị của xã"]
    assert commune == [(rows.request.text, "chờ xã đánh giá"), (new.text, "Đang giải quyết")]
    assert tasks(client_of(Role.UNIT), world)["Kiến nghị của xã chờ trả lời"] == []
    outsider = tasks(client_of("unit_outsider"), world)["Kiến nghị của xã chờ trả lời"]
    assert outsider == [(rows.foreign_request.text, "Quá hạn trả lời")]
    [(title, label)] = tasks(client_of(Role.MEMBER), world)["Việc đã hẹn khi kiểm tra"]
    assert (title, label) == ("Xã Đăk Long (huyện Đăk Glei): Rà soát lại danh sách hộ nghèo.", "Quá hẹn")


def test_the_head_is_told_what_waits_for_approval_and_then_the_office_what_to_decide(world, client_of):
    head, office = client_of(Role.HEAD), client_of(Role.OFFICE)
    page = unescape(head.get(world.url("year-home")).content.decode())
    assert "2 đề xuất phân công chờ duyệt" in page
    assert tasks(office, world)["Phân công chờ quyết định"] == []
    AssignmentProposal.objects.update(status="approved")
    assert "đề xuất phân công chờ duyệt" not in unescape(head.get(world.url("year-home")).content.decode())
    assert len(tasks(office, world)["Phân công chờ quyết định"]) == 2


def test_remarks_wait_for_the_office_and_for_the_commune_they_were_sent_to(world, client_of):
    own, foreign = world.steering.remark, world.steering.foreign_remark
    kept = make.RemarkFactory(programme=world.programme, commune=world.commune, text="Nội bộ", needs_answer=True)
    office = tasks(client_of(Role.OFFICE), world)["Ý kiến thành viên chờ trả lời"]
    assert [title.rpartition(": ")[2] for title, _label in office] == [own.text, foreign.text, kept.text]
    commune = tasks(client_of(Role.COMMUNE), world)["Ý kiến của Ban Chỉ đạo chờ xã trả lời"]
    assert [title.rpartition(": ")[2] for title, _label in commune] == [own.text]
    answer(remark=own, text="Đã rõ.", by=world.people.commune)
    assert tasks(client_of(Role.COMMUNE), world)["Ý kiến của Ban Chỉ đạo chờ xã trả lời"] == []


def test_a_member_finds_each_commune_with_what_is_late_there(world, client_of):
    def told() -> tuple[str, str]:
        [first, *_others] = client_of(Role.MEMBER).get(world.url("year-home")).context["task_lists"]
        [task] = first.tasks  # one commune is assigned to him
        assert (str(first.title), task.title) == ("Xã được giao theo dõi", world.commune.full_name)
        return str(task.label), task.detail

    late = Obligation.objects.filter(unit__in=[world.unit, world.district_unit]).with_state().with_timeliness()
    papers = [row for row in late if row.days_late.days and row.state not in ("submitted", "accepted", "waived")]
    assert papers
    expected = f"{len(papers)} báo cáo trễ của đơn vị kết nghĩa; 1 việc quá hẹn sau kiểm tra"
    assert told() == ("có việc trễ", expected)
    asked = {"programme": world.programme, "commune": world.commune, "to_unit": world.unit}
    make.RequestFactory(**asked, filed_on=dt.date(2018, 3, 1), due_on=dt.date(2018, 3, 31))
    answer(remark=world.steering.remark, text="Đã rõ.", by=world.people.office)
    assert told()[1] == f"{expected}; 1 kiến nghị quá hạn trả lời; 1 ý kiến của tôi đã được trả lời"


def test_a_member_is_led_to_the_drafts_he_is_asked_about(world, client_of):
    row = make.CompositionFactory(programme_year=world.programme_year, status="commented", summary="Tổng kết năm")
    make.CompositionFactory(programme_year=world.programme_year, summary="Còn đang viết")
    assert tasks(client_of(Role.MEMBER), world)["Dự thảo chờ góp ý"] == [("Tổng kết năm", "đang lấy ý kiến")]
    assert (
        world.url("composition-detail", pk=row.pk)
        in client_of(Role.MEMBER).get(world.url("year-home")).content.decode()
    )


@pytest.mark.parametrize("who", [Role.OFFICE, Role.COMMUNE, Role.MEMBER])
def test_a_first_page_costs_the_same_at_any_length(world, constant_queries, who):
    filled = {"programme": world.programme, "commune": world.commune}
    more = {1: 5, 2: 11, 67: 90}  # lines at first, then a count of two digits, then of three: the lists show eight

    def add(count):
        make.RequestFactory.create_batch(more[count], **filled)
        make.RemarkFactory.create_batch(more[count], **filled, needs_answer=True, to_commune=True)
        make.InspectionFactory.create_batch(more[count], **filled, agreed="Sửa sổ", recorded_by=world.people.member)

    constant_queries(world.url("year-home"), add, who)
