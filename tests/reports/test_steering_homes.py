"""What waits on each role's first page of requests, visits and proposed assignments."""

from html import unescape

import pytest

from kontum04.accounts.choices import Role
from tests import factories as make
from twinning.models import AssignmentProposal

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


@pytest.mark.parametrize("who", [Role.OFFICE, Role.COMMUNE, Role.MEMBER])
def test_a_first_page_costs_the_same_at_any_length(world, constant_queries, who):
    filled = {"programme": world.programme, "commune": world.commune}
    more = {1: 5, 2: 11, 67: 90}  # lines at first, then a count of two digits, then of three: the lists show eight

    def add(count):
        make.RequestFactory.create_batch(more[count], **filled)
        make.InspectionFactory.create_batch(more[count], **filled, agreed="Sửa sổ", recorded_by=world.people.member)

    constant_queries(world.url("year-home"), add, who)
