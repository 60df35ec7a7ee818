"""What the committee remarks on communes: written once, kept inside unless sent, answered or taken back."""

from html import unescape

import pytest
from django.db import IntegrityError, transaction

from communes.choices import RemarkState
from communes.models import Remark
from communes.services.remarks import Words, answer, rewrite, withdraw, write
from kontum04.accounts.choices import Role
from kontum04.core import clock
from kontum04.core.problems import Problems
from tests import factories as make

pytestmark = pytest.mark.django_db
TEXT = "Xã cần chốt sớm danh sách hộ được giúp."
COMMITTEE = (Role.ADMIN, Role.OFFICE, Role.MEMBER, Role.HEAD, Role.DISTRICT, Role.LEADERSHIP)


def text(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def refused(service, **kwargs) -> list[str]:
    with pytest.raises(Problems) as refusal:
        service(**kwargs)
    return [str(problem) for problem in refusal.value.problems]


def row(world, **given) -> Remark:
    """A remark of the member on the own commune."""
    return make.RemarkFactory(
        **{"programme": world.programme, "commune": world.commune, "written_by": world.people.member} | given
    )


def answered(world, **given) -> Remark:
    return row(world, answer="Đã rõ.", answered_by=world.people.office, answered_at=clock.now(), **given)


# --- States and scope -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("needs_answer", [True, False])
def test_a_state_follows_and_the_list_finds_the_same(world, needs_answer):
    rows = {
        RemarkState.WAITING if needs_answer else RemarkState.NOTED: row(world, needs_answer=needs_answer),
        RemarkState.ANSWERED: answered(world, needs_answer=needs_answer),
        RemarkState.WITHDRAWN: row(world, needs_answer=needs_answer, withdrawn_at=clock.now()),
    }
    for state, remark in rows.items():
        assert remark.state == state
        assert [each for each in RemarkState if remark in Remark.objects.in_state(each)] == [state]


def test_who_reads_what_was_kept_inside_sent_and_taken_back(world):
    kept = row(world)
    sent = row(world, to_commune=True)
    back = row(world, to_commune=True, withdrawn_at=clock.now())
    for role in COMMITTEE:
        assert {kept, sent, back} <= set(Remark.objects.visible_to(world.people.of(role))), role
    assert set(Remark.objects.visible_to(world.people.commune)) == {sent, world.steering.remark}
    assert not Remark.objects.visible_to(world.people.unit).exists()
    assert not Remark.objects.visible_to(world.people.unposted).exists()
    assert set(Remark.objects.visible_to(world.people.commune_outsider)) == {world.steering.foreign_remark}
    assert world.steering.foreign_remark not in Remark.objects.visible_to(world.people.member)


def test_the_time_line_and_the_page_tell_each_what_he_may_read(world, client_of):
    row(world, text="Chỉ để trong Ban Chỉ đạo.")
    row(world, text="Đã rút lại.", to_commune=True, withdrawn_at=clock.now())
    told = {
        role: text(client_of(role).get(world.url("commune-detail", pk=world.commune.pk)))
        for role in (Role.MEMBER, Role.COMMUNE, Role.UNIT)
    }
    assert [TEXT in told[role] for role in told] == [True, True, False]
    assert ["Chỉ để trong Ban Chỉ đạo." in told[role] for role in told] == [True, False, False]
    assert not any("Đã rút lại." in page for page in told.values())
    link = world.url("remark-new") + f"?commune={world.commune.pk}"
    assert [link in told[role] for role in told] == [True, False, False]


# --- Writing, changing, taking back, answering ------------------------------------------------------------------------


def test_a_member_writes_the_commune_answers_and_the_member_reads(world, client_of):
    member, commune = client_of(Role.MEMBER), client_of(Role.COMMUNE)
    new = member.get(f"{world.url('remark-new')}?commune={world.commune.pk}")
    form = new.context["form"]
    assert [label for _key, label in form.fields["commune"].choices[1:]] == ["Xã Đăk Long (huyện Đăk Glei)"]
    assert f'<option value="{world.commune.pk}" selected>' in new.content.decode()
    assert "Không đánh dấu: chỉ Ban Chỉ đạo" in text(new)
    sent = {
        "commune": world.commune.pk, "text": "Đường thôn 3 làm đến đâu?", "needs_answer": "on", "to_commune": "on",
        "row_key": form.initial["row_key"],
    }  # fmt: skip
    for _twice in range(2):
        page = member.post(world.url("remark-new"), sent, follow=True)
    remark = Remark.objects.get(text="Đường thôn 3 làm đến đâu?")
    assert (remark.written_by, remark.year, remark.state) == (world.people.member, 2018, RemarkState.WAITING)
    assert [step["label"] for step in page.context["steps"]] == ["Sửa", "Rút ý kiến"]
    theirs = commune.get(world.url("remark-detail", pk=remark.pk))
    assert [step["label"] for step in theirs.context["steps"]] == ["Trả lời"]
    assert theirs.context["history"] == []
    commune.post(world.url("remark-answer", pk=remark.pk), {"text": "Đã xong 400 m."})
    page = member.get(world.url("remark-detail", pk=remark.pk))
    assert "Đã xong 400 m." in text(page)
    assert page.context["steps"] == []
    assert [change.reason for change in page.context["history"]][-1] == "Ghi ý kiến"


def test_one_changes_and_takes_back_only_ones_own_while_nobody_answered(world):
    by, remark = world.people.member, world.steering.remark
    rewrite(remark=remark, words=Words("Viết lại.", needs_answer=True), by=by)
    remark.refresh_from_db()
    assert (remark.text, remark.to_commune) == ("Viết lại.", False)
    assert refused(withdraw, remark=remark, by=world.people.head) == ["Chỉ người viết mới sửa, rút được ý kiến."]
    answer(remark=remark, text="Đã rõ.", by=world.people.office)
    told = ["Ý kiến đã được trả lời, không sửa, không rút nữa."]
    assert refused(rewrite, remark=remark, words=Words("a"), by=by) == told
    assert refused(withdraw, remark=remark, by=by) == told
    answer(remark=remark, text="Đã rõ, sẽ làm.", by=world.people.office)
    assert Remark.objects.get(pk=remark.pk).answer == "Đã rõ, sẽ làm."
    other = refused(answer, remark=remark, text="Khác", by=world.people.commune)
    assert other == ["Ý kiến đã được người khác trả lời; chỉ người đó sửa được câu trả lời."]


def test_what_was_taken_back_is_over(world):
    remark, by = world.steering.remark, world.people.member
    withdraw(remark=remark, by=by)
    assert refused(withdraw, remark=remark, by=by) == ["Ý kiến đã được rút."]
    told = refused(answer, remark=remark, text="", by=world.people.office)
    assert told == ["Trả lời: chưa ghi nội dung.", "Ý kiến đã được rút, không trả lời nữa."]


def test_everything_wrong_is_told_at_once(world):
    told = refused(write, programme_year=world.programme_year, commune=None, words=Words(" "), by=world.people.member)
    assert told == ["Ý kiến: chưa ghi nội dung.", "Xã: chưa chọn xã."]


@pytest.mark.parametrize(
    "broken",
    [
        {"answer": "Đã rõ."},
        {"answered_at": clock.now()},
        {"answer": "Đã rõ.", "answered_at": clock.now()},
        {"answer": "Đã rõ.", "answered_at": clock.now(), "who": True, "withdrawn_at": clock.now()},
    ],
)
def test_the_database_refuses_half_an_answer(world, broken):
    given = dict(broken)
    if given.pop("who", False):
        given["answered_by"] = world.people.office
    with pytest.raises(IntegrityError), transaction.atomic():
        row(world, **given)


# --- Pages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"text": ""}, "chưa ghi nội dung"),
        ({"text": "đ" * 2001}, "dài 2.001 ký tự; tối đa 2.000"),
        ({"text": "a\x00"}, "có ký tự không nhập được"),
        ({"commune": ""}, "chưa chọn xã"),
        ({"commune": "foreign"}, "lựa chọn không có trong danh sách"),
        ({"commune": "1'--"}, "lựa chọn không có trong danh sách"),
        ({"row_key": "k" * 41}, "40"),
    ],
)
def test_malformed_remarks_are_refused_whole(world, client_of, changes, told):
    before = Remark.objects.count()
    sent = {"commune": world.commune.pk, "text": "Tốt"} | changes
    if sent["commune"] == "foreign":
        sent["commune"] = world.foreign_commune.pk
    response = client_of(Role.MEMBER).post(world.url("remark-new"), sent)
    assert response.status_code == 422
    assert told in text(response)
    assert Remark.objects.count() == before


@pytest.mark.parametrize("commune", ["x", "999999", "<b>"])
def test_a_malformed_address_chooses_nothing(world, client_of, commune):
    response = client_of(Role.MEMBER).get(world.url("remark-new"), {"commune": commune})
    assert response.status_code == 200
    assert "selected" not in response.content.decode().split('name="commune"')[1].split("</select>")[0]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=danh+sach+ho", 2),
        ("q=DAK+LONG", 3),
        ("state=waiting", 2),
        ("state=answered", 1),
        ("state=noted", 0),
        ("commune={own}", 2),
        ("mine=on", 0),
        ("district=x", 3),
    ],
)
def test_filters(world, client_of, query, found):
    answered(world, text="Tốt")
    response = client_of(Role.OFFICE).get(f"{world.url('remark-list')}?{query.format(own=world.commune.pk)}")
    assert len(response.context["table"].data) == found


def test_the_sheet_holds_what_is_shown(world, client_of):
    own = f"{world.url('remark-list')}?mine=on"
    page = client_of(Role.MEMBER).get(own)
    assert "1 ý kiến, 1 chờ trả lời" in text(page)
    sheet = client_of(Role.MEMBER).get(f"{own}&format=xlsx")
    assert sheet["Content-Type"].startswith("application/vnd.openxmlformats")


@pytest.mark.parametrize("who", [Role.OFFICE, Role.MEMBER, Role.COMMUNE])
@pytest.mark.parametrize("page", ["remark-list", "commune-detail"])
def test_pages_cost_the_same_at_any_length(world, constant_queries, who, page):
    def add(count):
        filled = {"programme": world.programme, "commune": world.commune, "to_commune": True}
        make.RemarkFactory.create_batch(count, **filled, written_by=world.people.member)

    kwargs = {"pk": world.commune.pk} if page == "commune-detail" else {}
    constant_queries(world.url(page, **kwargs), add, who)
