"""Proposed assignments: drafted, approved by a head, applied by a decision as a whole; nobody left alone unmeant."""

import datetime as dt
from html import unescape

import pytest

from communes.services.decisions import Basis
from kontum04.accounts.choices import Role
from kontum04.core.problems import Problems
from tests import factories as make
from twinning.choices import AssignmentChange, AssignmentStatus
from twinning.models import AssignmentProposal, Twinning
from twinning.services.assignments import Idea, apply, approve, decline, draft

pytestmark = pytest.mark.django_db
BASIS = Basis("7-QĐ/TU", dt.date(2018, 12, 28), "Tỉnh ủy Kon Tum")
DAY, EVE = dt.date(2019, 1, 1), dt.date(2018, 12, 31)
ADD, END, KEEP = AssignmentChange.ADD, AssignmentChange.END, AssignmentChange.KEEP


def text(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def refused(service, **kwargs) -> list[str]:
    with pytest.raises(Problems) as refusal:
        service(**kwargs)
    return [str(problem) for problem in refusal.value.problems]


@pytest.fixture
def proposed(world):
    """`proposed(unit, commune, change)`: an approved proposal."""
    AssignmentProposal.objects.all().delete()

    def make_one(unit, commune, change, **given) -> AssignmentProposal:
        given |= {"programme": world.programme, "status": AssignmentStatus.APPROVED}
        return make.AssignmentProposalFactory(unit=unit, commune=commune, change=change, **given)

    return make_one


def carry_out(world, *rows, on=DAY) -> int:
    return apply(proposals=[row.pk for row in rows], basis=BASIS, effective_on=on, by=world.people.office)


def cannot(world, *rows, on=DAY) -> list[str]:
    before = list(Twinning.objects.values_list("pk", "ends_on"))
    told = refused(
        apply, proposals=[row.pk for row in rows], basis=BASIS, effective_on=on, by=world.people.office
    )  # fmt: skip
    assert list(Twinning.objects.values_list("pk", "ends_on")) == before
    statuses = AssignmentProposal.objects.filter(pk__in=[row.pk for row in rows]).values_list("status", flat=True)
    assert AssignmentStatus.APPLIED not in statuses
    return told


def test_one_decision_moves_a_unit(world, proposed):
    end = proposed(world.other_unit, world.foreign_commune, END)
    add = proposed(world.unit, world.foreign_commune, ADD)
    keep = proposed(world.unit, world.commune, KEEP)
    assert carry_out(world, end, add, keep) == 3
    world.foreign_twinning.refresh_from_db()
    assert world.foreign_twinning.ends_on == EVE
    begun = Twinning.objects.get(unit=world.unit, commune=world.foreign_commune)
    assert (begun.starts_on, begun.ends_on, str(begun.decision)) == (DAY, None, "7-QĐ/TU (28/12/2018)")
    rows = AssignmentProposal.objects.in_bulk([end.pk, add.pk, keep.pk])
    assert {row.status for row in rows.values()} == {AssignmentStatus.APPLIED}
    kept = world.twinning
    assert [rows[row.pk].twinning for row in (end, add, keep)] == [world.foreign_twinning, begun, kept]
    assert kept.ends_on is None
    assert begun.history.get().history_change_reason == "Theo 7-QĐ/TU (28/12/2018)"


def test_a_commune_is_not_left_alone_unless_that_is_meant(world, proposed):
    end = proposed(world.other_unit, world.foreign_commune, END)
    [problem] = cannot(world, end)
    assert problem.startswith("Xã Đăk Long (huyện Đăk Hà): không còn đơn vị kết nghĩa nào")
    AssignmentProposal.objects.filter(pk=end.pk).update(leaves_alone=True)
    assert carry_out(world, end) == 1


def test_one_of_two_twins_may_go(world, proposed):
    row = proposed(world.unit, world.commune, END)
    if not Twinning.objects.filter(commune=world.commune, village=None).exclude(unit=world.unit).exists():
        make.TwinningFactory(programme=world.programme, unit=world.other_unit, commune=world.commune)
    assert carry_out(world, row) == 1


def test_overlaps_are_refused(world, proposed):
    add = proposed(world.unit, world.commune, ADD)
    [problem] = cannot(world, add)
    assert "đã được phân công từ" in problem
    assert "đến nay, chồng lên ngày này" in problem
    Twinning.objects.filter(pk=world.twinning.pk).update(ends_on=DAY)
    [problem] = cannot(world, add)
    assert "đến 01/01/2019" in problem
    Twinning.objects.filter(pk=world.twinning.pk).update(ends_on=EVE)
    assert carry_out(world, add) == 1


def test_every_problem_of_a_batch_is_told(world, proposed):
    rows = [
        proposed(world.unit, world.commune, ADD),
        proposed(world.other_unit, world.foreign_commune, END),
        proposed(world.other_unit, world.commune, END),
    ]
    told = refused(
        apply, proposals=[row.pk for row in rows], basis=Basis("", None, ""), effective_on=DAY, by=world.people.office
    )
    assert len(told) == 6
    assert any("đơn vị không còn được phân công xã này" in problem for problem in told)


def test_nothing_ends_before_it_began(world, proposed):
    row = proposed(world.other_unit, world.foreign_commune, END, leaves_alone=True)
    start = world.foreign_twinning.starts_on
    [problem] = cannot(world, row, on=start)
    assert "không thôi trước ngày đó được" in problem


def test_nothing_is_applied_that_no_head_approved(world):
    row = world.steering.assignment
    [problem] = cannot(world, row)
    assert "Dự kiến" in problem
    approve(proposals=[row.pk], by=world.people.head)
    assert carry_out(world, row) == 1
    assert "Đã thực hiện" in refused(approve, proposals=[row.pk], by=world.people.head)[0]
    assert "Đã thực hiện" in refused(decline, proposal=row, reason="x", by=world.people.head)[0]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"unit": None}, "Đơn vị: chưa chọn đơn vị."),
        ({"commune": None}, "Xã: chưa chọn xã."),
        ({"change": "move"}, "Đề xuất: chưa chọn thêm, thôi hay giữ nguyên."),
        ({"reason": " "}, "Lý do: chưa ghi nội dung."),
        ({"change": ADD}, "Xã: đơn vị đang được phân công xã này."),
        ({"unit": "other"}, "Xã: đơn vị không được phân công xã này."),
        ({"change": KEEP, "leaves_alone": True}, "Xã thôi được phân công: chỉ đề xuất thôi phân công"),
        ({}, "Xã: đã có đề xuất cho đơn vị và xã này đang chờ."),
    ],
)
def test_what_cannot_be_proposed(world, changes, told):
    idea = {"unit": world.unit, "commune": world.commune, "change": END, "reason": "x"} | changes
    if idea["unit"] == "other":
        idea["unit"] = world.other_unit
    before = AssignmentProposal.objects.count()
    [problem] = refused(draft, programme_year=world.programme_year, idea=Idea(**idea), by=world.people.office)
    assert problem.startswith(told)
    assert AssignmentProposal.objects.count() == before


@pytest.mark.parametrize("adds", [0, 2])
@pytest.mark.parametrize("ends", range(4))
def test_whatever_is_applied_no_commune_is_left_alone(world, proposed, ends, adds):
    """Three twins of one commune, of which some go and some come: refused exactly when nobody would be left."""
    commune = make.CommuneFactory()
    twins = make.TwinningFactory.create_batch(3, programme=world.programme, commune=commune)
    rows = [proposed(twin.unit, commune, END) for twin in twins[:ends]]
    rows += [proposed(unit, commune, ADD) for unit in make.UnitFactory.create_batch(adds)]
    left = 3 - ends + adds
    if not left:
        assert "không còn đơn vị kết nghĩa nào" in cannot(world, *rows)[0]
    elif rows:
        carry_out(world, *rows)
    in_force = Twinning.objects.filter(commune=commune, starts_on__lte=DAY).exclude(ends_on__lt=DAY)
    assert in_force.count() == (left or 3)


def test_from_draft_to_twinning_in_the_browser(world, client_of):
    office, head = client_of(Role.OFFICE), client_of(Role.HEAD)
    sent = {
        "change": "add", "unit": world.other_unit.pk, "commune": world.commune.pk, "reason": "Xã trọng điểm",
    }  # fmt: skip
    office.post(world.url("assignment-new"), sent)
    row = AssignmentProposal.objects.get(reason="Xã trọng điểm")
    page = head.post(world.url("assignment-approve"), {"proposals": [row.pk]}, follow=True)
    assert "Đã duyệt 1 đề xuất." in text(page)
    assert "1 đã duyệt" in text(page)
    applied = {
        "proposals": [row.pk], "number": "7-QĐ/TU", "issued_on": "28/12/2018", "issuer": "Tỉnh ủy",
        "effective_on": "01/01/2019",
    }  # fmt: skip
    page = office.post(world.url("assignment-apply"), applied, follow=True)
    assert "Đã thực hiện 1 đề xuất." in text(page)
    assert Twinning.objects.filter(unit=world.other_unit, commune=world.commune, starts_on=DAY).exists()
    again = office.post(world.url("assignment-apply"), applied)
    assert again.status_code == 422
    assert "có đề xuất không còn chờ việc này" in text(again)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"effective_on": "1/13/2019"}, "không phải là ngày"),
        ({"proposals": ["x"]}, "có đề xuất không còn chờ việc này"),
        ({"proposals": []}, "Chưa chọn đề xuất nào"),
        ({"number": ""}, "phải ghi số, ký hiệu"),
    ],
)
def test_malformed_application(world, client_of, proposed, changes, told):
    row = proposed(world.other_unit, world.commune, ADD)
    sent = {
        "proposals": [row.pk], "number": "7-QĐ/TU", "issued_on": "28/12/2018", "issuer": "Tỉnh ủy",
        "effective_on": "01/01/2019",
    } | changes  # fmt: skip
    response = client_of(Role.OFFICE).post(world.url("assignment-apply"), sent)
    assert response.status_code == 422
    assert told in text(response)
    assert AssignmentProposal.objects.get(pk=row.pk).status == AssignmentStatus.APPROVED


@pytest.mark.parametrize("who", [Role.OFFICE, Role.MEMBER])
def test_the_list_costs_the_same_at_any_length(world, constant_queries, who):
    def add(count):
        for unit in make.UnitFactory.create_batch(count):
            make.TwinningFactory(programme=world.programme, unit=unit, commune=world.commune)
            make.AssignmentProposalFactory(programme=world.programme, unit=unit, commune=world.commune, change=KEEP)

    constant_queries(world.url("assignment-list"), add, who)


@pytest.mark.parametrize("query", ["q=so+thu", "change=keep&q=thu", "status=draft&q=so+thu"])
def test_filters(world, client_of, query):
    response = client_of(Role.OFFICE).get(f"{world.url('assignment-list')}?{query}")
    assert list(response.context["table"].data) == [world.steering.assignment]
