"""Partners of registered things: read from the plan's text, asked, answered; and what they see of the plan."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontum04.accounts.choices import Role
from kontum04.core.problems import Problems
from kontum04.core.text import fold
from tests import factories as make
from twinning.choices import PartnerWord
from twinning.models import PlanItem, PlanPartner, Report
from twinning.services.partners import choose_unit, name_partners, names_in, say, units_by_name

pytestmark = pytest.mark.django_db
UNITS = {fold(name): None for name in ("Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế", "Công an tỉnh")}


def text(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


@pytest.fixture
def named(world):
    """The district unit's filed plan with one thing for the own commune; the test says whom it names."""

    def make_item(partner: str) -> PlanItem:
        obligation = world.obligation(world.district_unit, "plan")
        plan = Report.objects.filter(obligation=obligation).first() or make.ReportFactory(
            obligation=obligation, filed=True
        )
        item = make.PlanItemFactory(
            report=plan, commune=world.commune, work_group=world.work_group, content="Sửa nhà rông", partner=partner
        )
        name_partners(report=plan, by=world.people.office)
        return item

    return make_item


# --- Names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("", []),
        ("Đoàn xã", ["Đoàn xã"]),
        ("Sở  Y tế ; UBND xã", ["Sở Y tế", "UBND xã"]),
        (
            "UBND xã, Sở Văn hóa, Thể thao và Du lịch, Đoàn xã",
            ["UBND xã", "Sở Văn hóa, Thể thao và Du lịch", "Đoàn xã"],
        ),
        ("công an tỉnh, sở y tế", ["công an tỉnh", "sở y tế"]),
        (" ;, ", []),
    ],
)
def test_a_comma_parts_names_unless_a_unit_has_it(written, names):
    assert list(names_in(written, UNITS)) == names


@given(st.text(alphabet="aăâ,; \nSở", max_size=60))
def test_no_word_of_the_column_is_lost_or_made_up(written):
    def words(texts):
        return "".join("".join(texts).replace(",", "").split())

    assert words(names_in(written, UNITS)) == words([written.replace(";", "").replace("\n", " ")])


def test_a_name_becomes_the_unit_of_that_name_or_of_that_short_name(world, named):
    rows = {row.name: row.unit for row in named("so thu nghiem; Công ty Ví dụ, Đoàn xã").partners.all()}
    assert rows == {"so thu nghiem": world.unit, "Công ty Ví dụ": world.other_unit, "Đoàn xã": None}
    assert named("Sở TN").partners.get().unit == world.unit


def test_a_short_name_of_two_units_means_neither(world, named):
    make.UnitFactory(name="Sở Tài nguyên", short_name="Sở TN")
    assert named("Sở TN").partners.get().unit is None


def test_nobody_is_his_own_partner(world, named):
    assert named(world.district_unit.name).partners.get().unit is None


# --- Filing again -----------------------------------------------------------------------------------------------------


def test_filing_again_keeps_what_stands_and_asks_about_what_changed(world, named):
    item = named("Sở Thử nghiệm; Công ty Ví dụ")
    kept, gone = item.partners.order_by("pk")
    say(partner=kept, word="confirmed", reason="", by=world.people.unit)
    PlanItem.objects.filter(pk=item.pk).update(partner="Sở Thử nghiệm; Đoàn xã")
    name_partners(report=item.report, by=world.people.office)
    assert {row.name: row.word for row in item.partners.all()} == {"Sở Thử nghiệm": "confirmed", "Đoàn xã": "waiting"}
    PlanItem.objects.filter(pk=item.pk).update(cost=90_000_000)
    name_partners(report=item.report, by=world.people.office)
    kept.refresh_from_db()
    assert (kept.word, kept.said_by) == (PartnerWord.WAITING, None)
    assert kept.history.first().history_change_reason == "Kế hoạch nộp lại có thay đổi, hỏi lại"
    assert not PlanPartner.objects.filter(pk=gone.pk).exists()
    assert PlanPartner.history.filter(id=gone.pk, history_type="-").exists()


def test_filing_a_plan_reads_its_partners(world, client_of):
    item = world.filings.plan_item
    PlanItem.objects.filter(pk=item.pk).update(partner="Công ty Ví dụ")
    client_of(Role.OFFICE).post(world.url("plan-partner-read"))
    assert item.partners.get().unit == world.other_unit


# --- Words ------------------------------------------------------------------------------------------------------------


def test_the_office_writes_for_a_partner_and_both_are_named(world, named, client_of):
    row = named("Đoàn xã").partners.get()
    answered = client_of(Role.OFFICE).post(
        world.url("plan-partner-say", pk=row.pk), {"word": "declined", "reason": "Bận mùa vụ"}
    )
    assert answered.status_code == 302
    row.refresh_from_db()
    assert (row.word, row.reason, row.said_by, row.is_on_behalf) == (
        "declined",
        "Bận mùa vụ",
        world.people.office,
        True,
    )
    assert row.history.first().history_change_reason == "Cơ quan thường trực ghi thay Đoàn xã"
    page = text(client_of(Role.OFFICE).get(world.url("plan-partner-detail", pk=row.pk)))
    assert f"{world.people.office} ghi thay Đoàn xã" in page


@pytest.mark.parametrize(("word", "reason"), [("declined", " "), ("", ""), ("waiting", "x"), ("maybe", "x")])
def test_a_refusal_keeps_nothing(world, named, word, reason):
    row = named("Sở Thử nghiệm").partners.get()
    with pytest.raises(Problems):
        say(partner=row, word=word, reason=reason, by=world.people.unit)
    row.refresh_from_db()
    assert row.word == PartnerWord.WAITING


def test_a_plan_sent_back_waits_for_its_unit(world, named):
    row = named("Sở Thử nghiệm").partners.get()
    Report.objects.filter(pk=row.item.report_id).update(status="returned")
    with pytest.raises(Problems, match="đang được sửa"):
        say(partner=row, word="confirmed", reason="", by=world.people.office)


def test_the_office_says_which_unit_a_name_means_before_it_answers(world, named):
    row = named("Sở TN cũ").partners.get()
    assert choose_unit(partner=row, unit=world.unit, by=world.people.office).unit == world.unit
    name_partners(report=row.item.report, by=world.people.office)
    row.refresh_from_db()
    assert row.unit == world.unit
    with pytest.raises(Problems, match="chính mình"):
        choose_unit(partner=row, unit=world.district_unit, by=world.people.office)
    say(partner=row, word="confirmed", reason="", by=world.people.unit)
    with pytest.raises(Problems, match="đã có ý kiến"):
        choose_unit(partner=row, unit=None, by=world.people.office)


# --- Who sees what ----------------------------------------------------------------------------------------------------


def test_a_named_unit_sees_that_line_and_nothing_else_of_the_plan(world, named, client_of):
    item = named("Công ty Ví dụ")
    other = make.PlanItemFactory(
        report=item.report, commune=world.commune, work_group=world.work_group, content="Việc riêng", partner="Sở TN"
    )
    name_partners(report=item.report, by=world.people.office)
    mine, foreign = item.partners.get(), other.partners.get()
    outsider = client_of("unit_outsider")
    assert set(PlanPartner.objects.visible_to(world.people.unit_outsider)) == {mine}
    assert not PlanItem.objects.visible_to(world.people.unit_outsider).filter(report=item.report).exists()
    page = text(outsider.get(world.url("plan-partner-detail", pk=mine.pk)))
    assert "Sửa nhà rông" in page
    assert "Việc riêng" not in page
    assert world.url("commune-detail", pk=world.commune.pk) not in page
    assert outsider.get(world.url("plan-partner-detail", pk=foreign.pk)).status_code == 404
    assert outsider.get(world.url("report-detail", pk=item.report_id)).status_code == 404
    home = text(outsider.get(world.url("year-home")))
    assert "Được ghi tên phối hợp, chờ trả lời" in home
    assert "Sửa nhà rông" in home
    outsider.post(world.url("plan-partner-say", pk=mine.pk), {"word": "confirmed", "reason": "Góp 2 xe cát"})
    mine.refresh_from_db()
    assert (mine.word, mine.said_by, mine.is_on_behalf) == ("confirmed", world.people.unit_outsider, False)
    assert "Sửa nhà rông" not in text(outsider.get(world.url("year-home")))


def test_a_registering_unit_reads_the_answers_but_does_not_give_them(world, client_of):
    item = world.filings.plan_item
    row = make.PlanPartnerFactory(item=item, unit=world.other_unit)
    unit = client_of(Role.UNIT)
    assert unit.get(world.url("plan-partner-detail", pk=row.pk)).status_code == 200
    sent = unit.post(world.url("plan-partner-say", pk=row.pk), {"word": "confirmed"})
    assert sent.status_code == 404
    row.refresh_from_db()
    assert row.word == PartnerWord.WAITING


def test_a_plan_not_filed_names_nobody_yet(world, named):
    row = named("Công ty Ví dụ").partners.get()
    Report.objects.filter(pk=row.item.report_id).update(status="returned")
    assert not PlanPartner.objects.visible_to(world.people.unit_outsider).exists()
    assert not PlanPartner.objects.visible_to(world.people.commune).exists()


def test_units_are_read_in_one_query(django_assert_num_queries, world):
    with django_assert_num_queries(1):
        units_by_name()
