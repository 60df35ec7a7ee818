"""Commendations: proposed once a year and form, awarded by a decision, counted by form and status."""

import datetime as dt
from html import unescape

import pytest

from communes.services.decisions import Basis
from kontum04.accounts.choices import Role
from kontum04.core.problems import Problems
from tests import factories as make
from twinning.choices import CommendationStatus
from twinning.figures.commendations import commendation_counts
from twinning.models import Commendation
from twinning.services.commendations import Merit, award, change, decline, put_forward

pytestmark = pytest.mark.django_db
BASIS = Basis("50/QĐ-UBND", dt.date(2019, 1, 2), "UBND tỉnh Kon Tum")
FORM = "Bằng khen UBND tỉnh"


def text(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def refused(service, **kwargs) -> list[str]:
    with pytest.raises(Problems) as refusal:
        service(**kwargs)
    return [str(problem) for problem in refusal.value.problems]


@pytest.mark.parametrize(
    ("merit", "told"),
    [
        (
            ("unit", "Đội văn nghệ", FORM, "Tốt"),
            ["Tập thể: chọn một đơn vị hoặc ghi tên một tập thể khác, không cả hai."],
        ),
        (
            (None, "", "", " "),
            [f"{field}: chưa ghi nội dung." for field in ("Thành tích", "Hình thức", "Tập thể")],
        ),
        (("unit", "", FORM, "Tốt"), ["Tập thể: đã được đề nghị hình thức này trong năm."]),
        ((None, "t" * 201, FORM, "Tốt"), ["Tập thể: dài quá 200 ký tự."]),
    ],
)  # fmt: skip
def test_what_cannot_be_put_forward(world, merit, told):
    unit, *rest = merit
    merit = Merit(world.unit if unit else None, *rest)
    before = Commendation.objects.count()
    assert refused(put_forward, programme_year=world.programme_year, merit=merit, by=world.people.office) == told
    assert Commendation.objects.count() == before


def test_another_form_or_another_collective_may_be(world):
    by, year = world.people.office, world.programme_year
    put_forward(programme_year=year, merit=Merit(world.unit, "", "Giấy khen", "Tốt"), by=by)
    body = Merit(None, "Đội  công tác", FORM, "Tốt")
    row = put_forward(programme_year=year, merit=body, by=by)
    assert row.collective == "Đội công tác"
    assert refused(put_forward, programme_year=year, merit=body, by=by) == [
        "Tập thể: đã được đề nghị hình thức này trong năm."
    ]


def test_awarded_taken_back_and_awarded_again(world):
    row, by = world.steering.commendation, world.people.office
    award(commendation=row, basis=BASIS, by=by)
    kept = Commendation.objects.get(pk=row.pk)
    assert (kept.status, str(kept.decision)) == (CommendationStatus.AWARDED, "50/QĐ-UBND (02/01/2019)")
    merit = Merit(world.unit, "", FORM, "Khác")
    assert "Đã khen thưởng" in refused(change, commendation=row, merit=merit, by=by)[0]
    decline(commendation=row, reason="Ghi nhầm", by=by)
    assert Commendation.objects.get(pk=row.pk).decision is None
    put_forward(programme_year=world.programme_year, merit=merit, by=by)
    assert refused(award, commendation=row, basis=BASIS, by=by) == [
        "Đã có đề nghị khác cho tập thể này với cùng hình thức."
    ]
    assert refused(decline, commendation=row, reason="", by=by)[0] == "Lý do: chưa ghi nội dung."


def test_counts_by_form_and_status(world):
    by, rows = world.people.office, Commendation.objects.in_year(world.programme, world.year)
    award(commendation=world.steering.commendation, basis=BASIS, by=by)
    put_forward(programme_year=world.programme_year, merit=Merit(None, "Đội công tác", "Giấy khen", "Tốt"), by=by)
    counts = commendation_counts(rows)
    assert [(each.form, each.proposed, each.awarded) for each in counts] == [(FORM, 2, 1), ("Giấy khen", 1, 0)]


def test_a_unit_sees_its_own_and_a_commune_only_what_was_awarded(world, client_of):
    row = world.steering.commendation
    url = world.url("commendation-list")
    assert list(client_of(Role.UNIT).get(url).context["table"].data) == [row]
    assert list(client_of(Role.COMMUNE).get(url).context["table"].data) == []
    award(commendation=row, basis=BASIS, by=world.people.office)
    assert list(client_of(Role.COMMUNE).get(url).context["table"].data) == [row]
    assert client_of("unit_outsider").get(world.url("commendation-detail", pk=row.pk)).status_code == 404


def test_the_office_proposes_corrects_and_awards_in_the_browser(world, client_of):
    office = client_of(Role.OFFICE)
    sent = {"unit": world.district_unit.pk, "form": FORM, "reason": "Làm đường"}
    page = office.post(world.url("commendation-new"), sent, follow=True)
    row = Commendation.objects.get(unit=world.district_unit)
    assert "Làm đường" in text(page)
    office.post(world.url("commendation-edit", pk=row.pk), sent | {"reason": "Làm 500 m đường"})
    page = office.post(
        world.url("commendation-award", pk=row.pk),
        {"number": "50/QĐ-UBND", "issued_on": "02/01/2019", "issuer": "UBND tỉnh"}, follow=True,
    )  # fmt: skip
    assert "Làm 500 m đường" in text(page)
    assert "50/QĐ-UBND (02/01/2019), UBND tỉnh" in text(page)
    assert f"{FORM}: 3 đề nghị, 1 đã khen thưởng" in text(office.get(world.url("commendation-list")))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"unit": "x"}, "lựa chọn không có trong danh sách"),
        ({"reason": "đ" * 2001}, "dài 2.001 ký tự; tối đa 2.000"),
        ({"body_name": "a\x00b"}, "có ký tự không nhập được"),
        ({"form": ""}, "chưa ghi nội dung"),
    ],
)
def test_malformed_proposals_are_refused_whole(world, client_of, changes, told):
    before = Commendation.objects.count()
    sent = {"unit": world.district_unit.pk, "form": FORM, "reason": "Tốt"} | changes
    response = client_of(Role.OFFICE).post(world.url("commendation-new"), sent)
    assert response.status_code == 422
    assert told in text(response)
    assert Commendation.objects.count() == before


@pytest.mark.parametrize(("query", "found"), [("q=so+thu", 1), ("status=awarded", 0), ("kind=enterprise", 1)])
def test_filters(world, client_of, query, found):
    response = client_of(Role.OFFICE).get(f"{world.url('commendation-list')}?{query}")
    assert len(response.context["table"].data) == found


def test_the_list_costs_the_same_at_any_length(world, constant_queries):
    def add(count):
        make.CommendationFactory.create_batch(count, programme=world.programme)

    constant_queries(world.url("commendation-list"), add, Role.OFFICE)
