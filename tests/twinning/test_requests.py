"""Requests of communes: filed, passed on, answered, rated; each refusal names everything wrong and keeps nothing."""

import datetime as dt
from html import unescape

import pytest
import time_machine

from kontum04.accounts.choices import Role
from kontum04.core import formulas
from kontum04.core.problems import Problems
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.figures.steering import request_figures
from tests import factories as make
from twinning.choices import SCORE_MEASURES, RequestState
from twinning.figures.scoring.measures import unit_measures
from twinning.models import Request
from twinning.services.requests import Addressee, address, answer, file_request, proposed_due_date, rate

pytestmark = pytest.mark.django_db
DAY = dt.date(2018, 5, 10)


def text(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


@pytest.fixture
def request_of(world):
    """A request of the own commune, with what the test says of it."""
    return lambda **given: make.RequestFactory(programme=world.programme, commune=world.commune, **given)


# --- States -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "on", "state", "days_late"),
    [
        ({}, DAY, RequestState.OPEN, 0),
        ({"due_on": DAY}, DAY, RequestState.OPEN, 0),
        ({"due_on": DAY}, DAY + dt.timedelta(days=1), RequestState.OVERDUE, 1),
        ({"due_on": DAY, "answered_on": DAY, "answer": "Có"}, dt.date(2019, 1, 1), RequestState.ANSWERED, 0),
        ({"due_on": DAY, "answered_on": dt.date(2018, 5, 21), "answer": "Có"}, DAY, RequestState.ANSWERED, 11),
    ],
)
def test_a_state_is_computed_and_the_list_finds_the_same(world, request_of, given, on, state, days_late):
    row = request_of(**given)
    assert (row.state_on(on), row.days_late_on(on)) == (state, days_late)
    assert [each for each in RequestState if row in Request.objects.in_state(each, on)] == [state]


def test_late_means_after_the_end_of_the_due_day(request_of):
    row = request_of(due_on=DAY)
    with time_machine.travel(dt.datetime(2018, 5, 10, 16, 59, 59, tzinfo=dt.UTC), tick=False):  # 23:59:59 in Kon Tum
        assert (row.state, row.days_late) == (RequestState.OPEN, 0)
    with time_machine.travel(dt.datetime(2018, 5, 10, 17, 0, 0, tzinfo=dt.UTC), tick=False):
        assert (row.state, row.days_late) == (RequestState.OVERDUE, 1)


# --- Services ---------------------------------------------------------------------------------------------------------


def test_the_due_date_is_proposed_by_the_programme(world, request_of):
    assert proposed_due_date(request_of()) == DAY + dt.timedelta(days=30)
    world.programme.request_days = 10
    world.programme.save()
    assert proposed_due_date(Request.objects.get(pk=request_of().pk)) == DAY + dt.timedelta(days=10)


def test_from_filing_to_rating_with_every_step_in_the_history(world):
    people = world.people
    row = file_request(
        programme_year=world.programme_year, commune=world.commune, text="Xin  giống lúa", filed_on=DAY,
        by=people.commune, row_key="a",
    )  # fmt: skip
    address(request=row, to=Addressee(world.unit), due_on=dt.date(2018, 6, 1), reason="", by=people.office)
    answer(request=row, text="Đã cấp.", answered_on=dt.date(2018, 6, 3), by=people.unit)
    rate(request=row, rating=4, note="", by=people.commune)
    row.refresh_from_db()
    assert (row.text, row.to_unit, row.answered_by, row.rating) == ("Xin giống lúa", world.unit, people.unit, 4)
    assert row.days_late == 2
    told = [(each.history_user, each.history_change_reason) for each in row.history.order_by("history_id")]
    assert told == [
        (people.commune, "Xã gửi kiến nghị"),
        (people.office, "Chuyển kiến nghị để giải quyết"),
        (people.unit, "Trả lời kiến nghị"),
        (people.commune, "Xã đánh giá câu trả lời"),
    ]


def test_the_same_page_sent_twice_makes_one_request(world):
    before = Request.objects.count()
    kept = [
        file_request(
            programme_year=world.programme_year, commune=world.commune, text="Xin giống", filed_on=DAY,
            by=world.people.commune, row_key="cùng một trang",
        )
        for _time in range(2)
    ]  # fmt: skip
    assert kept[0] == kept[1]
    assert Request.objects.count() == before + 1


def refused(service, **kwargs) -> list[str]:
    with pytest.raises(Problems) as refusal:
        service(**kwargs)
    return [str(problem) for problem in refusal.value.problems]


def test_everything_wrong_is_told_at_once(world):
    found = refused(
        file_request, programme_year=world.programme_year, commune=None, text=" ", filed_on=None, by=world.people.office
    )
    assert found == [
        "Nội dung kiến nghị: chưa ghi nội dung.",
        "Ngày gửi: chưa ghi ngày.",
        "Xã: chưa chọn xã.",
    ]


def test_passing_on_again_needs_a_reason_and_no_answer_yet(world, request_of):
    by, due = world.people.office, dt.date(2018, 6, 1)
    row = request_of(to_unit=world.unit)
    to = Addressee(world.other_unit)
    assert refused(address, request=row, to=to, due_on=due, reason="", by=by) == [
        "Lý do: chuyển lại hoặc đổi hạn phải ghi lý do."
    ]
    address(request=row, to=to, due_on=due, reason="Không thuộc thẩm quyền", by=by)
    answer(request=row, text="Đã làm.", answered_on=due, by=by)
    again = refused(address, request=row, to=to, due_on=due, reason="x", by=by)
    assert again == ["Kiến nghị đã được trả lời, không chuyển nữa."]


@pytest.mark.parametrize(
    ("to", "due_on", "told"),
    [
        (Addressee(), DAY, "hãy chọn đơn vị hoặc ghi tên cơ quan"),
        ("both", DAY, "không cả hai"),
        ("unit", dt.date(2018, 5, 9), "trong vòng một năm kể từ ngày gửi 10/05/2018"),
        ("unit", dt.date(2019, 5, 12), "trong vòng một năm"),
        ("unit", None, "chưa ghi hạn"),
    ],
)
def test_what_cannot_be_passed_on(world, request_of, to, due_on, told):
    if to == "unit":
        to = Addressee(world.unit)
    if to == "both":
        to = Addressee(world.unit, "UBND huyện")
    row = request_of()
    [problem] = refused(address, request=row, to=to, due_on=due_on, reason="", by=world.people.office)
    assert told in problem
    row.refresh_from_db()
    assert not row.addressee


def test_an_answer_needs_an_addressee_a_past_day_and_no_rating(world, request_of):
    by = world.people.office
    row = request_of()
    future = dt.date(2999, 1, 1)
    assert refused(answer, request=row, text="", answered_on=future, by=by) == [
        "Nội dung trả lời: chưa ghi nội dung.",
        "Ngày trả lời: ở sau hôm nay.",
        "Kiến nghị chưa được chuyển cho đơn vị, cơ quan nào.",
    ]
    early = refused(answer, request=request_of(to_body="UBND huyện"), text="a", answered_on=dt.date(2018, 5, 9), by=by)
    assert early == ["Ngày trả lời: ở trước ngày gửi 10/05/2018."]
    row = world.steering.request
    answer(request=row, text="Sửa lại.", answered_on=dt.date(2018, 6, 21), by=by)
    rate(request=row, rating=5, note="", by=world.people.commune)
    assert refused(answer, request=row, text="b", answered_on=dt.date(2018, 6, 21), by=by) == [
        "Xã đã đánh giá câu trả lời này, không sửa được nữa."
    ]


def test_a_rating_stays_after_some_days(world):
    row, by = world.steering.request, world.people.commune
    with time_machine.travel(dt.datetime(2018, 7, 1, 3, tzinfo=dt.UTC)):
        rate(request=row, rating=2, note="Chưa đủ", by=by)
    with time_machine.travel(dt.datetime(2018, 7, 8, 3, tzinfo=dt.UTC)):
        rate(request=row, rating=3, note="", by=by)
    with time_machine.travel(dt.datetime(2018, 7, 9, 3, tzinfo=dt.UTC)):
        assert refused(rate, request=row, rating=5, note="", by=by) == ["Đã hết thời gian sửa đánh giá."]
    row.refresh_from_db()
    assert (row.rating, row.rated_on) == (3, dt.date(2018, 7, 1))


@pytest.mark.parametrize(
    ("rating", "note", "told"),
    [
        (None, "", "hãy chọn từ 1 đến 5"),
        (6, "", "hãy chọn từ 1 đến 5"),
        (1, " ", "đánh giá 1 hoặc 2 thì phải ghi vì sao"),
        (4, "n" * 501, "dài quá 500 ký tự"),
    ],
)
def test_what_is_no_rating(world, rating, note, told):
    [problem] = refused(rate, request=world.steering.request, rating=rating, note=note, by=world.people.commune)
    assert told in problem


def test_nothing_unanswered_is_rated(world, request_of):
    row = request_of(to_unit=world.unit)
    [problem] = refused(rate, request=row, rating=5, note="", by=world.people.commune)
    assert "chưa được trả lời" in problem


# --- Pages ------------------------------------------------------------------------------------------------------------


def test_a_commune_asks_the_office_passes_on_the_unit_answers_the_commune_rates(world, client_of):
    commune, office, unit = (client_of(role) for role in (Role.COMMUNE, Role.OFFICE, Role.UNIT))
    new = world.url("request-new")
    form = commune.get(new).context["form"]
    assert "commune" not in form.fields  # posted to one commune: nothing to choose
    sent = {"text": "Xin máy bơm", "filed_on": "10/05/2018", "row_key": form.initial["row_key"]}
    page = commune.post(new, sent, follow=True)
    row = Request.objects.get(text="Xin máy bơm")
    assert row.commune == world.commune
    assert "chưa chuyển" in text(page)
    assert unit.get(world.url("request-detail", pk=row.pk)).status_code == 404
    given = {"to_unit": world.unit.pk, "due_on": "09/06/2018"}
    office.post(world.url("request-address", pk=row.pk), given)
    assert "Xin máy bơm" in text(unit.get(world.url("request-list")))
    unit.post(world.url("request-answer", pk=row.pk), {"text": "Đã mua.", "answered_on": "12/06/2018"})
    page = commune.get(world.url("request-detail", pk=row.pk))
    assert "Đã mua." in text(page)
    assert "trễ 3 ngày" in text(page)
    page = commune.post(world.url("request-rate", pk=row.pk), {"rating": "5", "note": ""}, follow=True)
    assert "5 – Giải quyết tốt" in text(page)
    assert unit.get(world.url("request-detail", pk=row.pk)).context["steps"] == []


def test_the_office_asks_in_the_name_of_a_listed_commune(world, client_of):
    stranger = make.CommuneFactory()
    office, url = client_of(Role.OFFICE), world.url("request-new")
    wrong = office.post(url, {"text": "Xin máy", "filed_on": "10/05/2018", "commune": stranger.pk})
    assert wrong.status_code == 422
    assert "lựa chọn không có trong danh sách" in text(wrong)
    office.post(url, {"text": "Xin máy", "filed_on": "10/05/2018", "commune": world.foreign_commune.pk})
    assert Request.objects.get(text="Xin máy").commune == world.foreign_commune


MALFORMED = {
    "no day": ({"filed_on": "31/02/2018"}, "“31/02/2018” không phải là ngày"),
    "another year": ({"filed_on": "10/05/2017"}, "phải trong năm 2018"),
    "empty": ({"text": " \n "}, "chưa ghi nội dung"),
    "too long": ({"text": "đ" * 2001}, "dài 2.001 ký tự; tối đa 2.000"),
    "zero byte": ({"text": "a\x00b"}, "có ký tự không nhập được"),
    "a key of a page": ({"row_key": "k" * 41}, "40"),
}


@pytest.mark.parametrize(("changes", "told"), MALFORMED.values(), ids=MALFORMED)
def test_malformed_requests_are_refused_whole(world, client_of, changes, told):
    before = Request.objects.count()
    sent = {"text": "Xin máy bơm", "filed_on": "10/05/2018"} | changes
    response = client_of(Role.COMMUNE).post(world.url("request-new"), sent)
    assert response.status_code == 422
    assert told in text(response)
    assert Request.objects.count() == before


@pytest.mark.parametrize(
    ("name", "who", "sent", "told"),
    [
        ("request-address", Role.OFFICE, {"to_unit": "x", "due_on": "9.6.18"}, "lựa chọn không có trong danh sách"),
        ("request-answer", Role.UNIT, {"text": "Có", "answered_on": "hôm qua"}, "“hôm qua” không phải là ngày"),
        ("request-rate", Role.COMMUNE, {"rating": "năm"}, "hãy chọn từ 1 đến 5"),
        ("request-rate", Role.COMMUNE, {"rating": "7"}, "hãy chọn từ 1 đến 5"),
    ],
)
def test_malformed_steps_are_refused(world, client_of, name, who, sent, told):
    row = world.steering.request
    response = client_of(who).post(world.url(name, pk=row.pk), sent)
    assert response.status_code == 422
    assert told in text(response)
    assert Request.objects.get(pk=row.pk).answer == row.answer
    assert Request.objects.get(pk=row.pk).rating is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=xi+mang", {"request"}),
        ("q=DAK+LONG", {"request", "foreign_request"}),
        ("state=overdue", {"foreign_request"}),
        ("state=answered", {"request"}),
        ("state=late", {"request"}),
        ("state=unaddressed", set()),
    ],
)
def test_filters(world, client_of, query, found):
    response = client_of(Role.OFFICE).get(f"{world.url('request-list')}?{query}")
    assert set(response.context["table"].data) == {getattr(world.steering, name) for name in found}


def test_the_count_tells_how_many_are_late(world, client_of):
    page = text(client_of(Role.OFFICE).get(world.url("request-list")))
    assert "2 kiến nghị, 1 quá hạn chưa trả lời, 1 trả lời trễ" in page


@pytest.mark.parametrize("who", [Role.OFFICE, Role.COMMUNE, Role.MEMBER])
def test_the_list_costs_the_same_at_any_length(world, constant_queries, request_of, who):
    constant_queries(
        world.url("request-list"), lambda count: [request_of(to_unit=world.unit) for _ in range(count)], who
    )


def test_the_list_is_exported_as_shown(world, client_of):
    rate(request=world.steering.request, rating=4, note="", by=world.people.commune)
    shown = client_of(Role.OFFICE).get(world.url("request-list")).context["table"]
    assert [row.get_cell("rating") for row in shown.rows if row.record == world.steering.request] == [4]
    response = client_of(Role.OFFICE).get(f"{world.url('request-list')}?format=xlsx&state=answered")
    assert response["Content-Disposition"].endswith('kien-nghi-cua-xa.xlsx"')


# --- What it says of the unit -----------------------------------------------------------------------------------------


def measures_of(world, unit, viewer=WHOLE_PROVINCE_READER) -> dict[str, str]:
    found = unit_measures(world.programme_year, viewer)[unit.pk]
    return {name: found[f"requests_{name}"].text for name in ("asked", "due", "in_time", "late", "rating")}


def test_late_answers_count_for_the_unit_that_was_asked(world, request_of):
    """Beside the cast's request, answered 11 days late: two in time, one overdue, one not due at the year's end."""
    given = {"to_unit": world.unit, "due_on": DAY}
    reply = {"answer": "Có", "answered_by": world.people.unit}
    request_of(**given, **reply, answered_on=DAY, filed_on=DAY, rating=4, rated_on=DAY)
    request_of(**given, **reply, answered_on=DAY, filed_on=DAY, rating=5, rated_on=DAY)
    request_of(**given, filed_on=DAY)
    request_of(to_unit=world.unit, filed_on=dt.date(2018, 12, 30), due_on=world.programme_year.as_of)
    request_of(to_body="UBND huyện Đăk Glei", filed_on=DAY, due_on=DAY)
    expected = {"asked": "5", "due": "4", "in_time": "2", "late": "2", "rating": "4,5"}
    assert measures_of(world, world.unit) == expected
    assert measures_of(world, world.unit, world.people.unit) == expected
    assert measures_of(world, world.other_unit) == {
        "asked": "1", "due": "1", "in_time": "0", "late": "1", "rating": "chưa có số liệu",
    }  # fmt: skip


def test_of_whom_nobody_asked_nothing_is_held_against(world):
    missing = "chưa có số liệu"
    assert measures_of(world, world.district_unit) == {
        "asked": "0", "due": "0", "in_time": missing, "late": missing, "rating": missing,
    }  # fmt: skip
    formula = "10 * share(requests_in_time, requests_due)"
    formulas.check(formula, SCORE_MEASURES)


def test_the_review_counts_late_answers_apart_from_those_that_are_missing(world):
    told = {figure.code: figure.text for figure in request_figures(world.programme_year, WHOLE_PROVINCE_READER)}
    assert told == {"requests.filed": "2", "requests.answered": "1", "requests.late": "1", "requests.overdue": "1"}
