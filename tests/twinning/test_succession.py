"""Units that merge, split, change their name or close: what moves, what stays, and that nothing else does."""

import contextlib
import datetime as dt
from dataclasses import replace
from html import unescape

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communes.models import Commune
from communes.services.decisions import Basis
from kontum04.accounts.choices import Role
from kontum04.core.problems import Problems
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.figures.unit_card import unit_card
from tests import factories as make
from twinning.choices import PeriodKind, UnitChange
from twinning.figures.beside import last_year
from twinning.figures.help import help_of
from twinning.figures.scoring.ratings import ratings
from twinning.figures.succession import Rearrangement, consequences
from twinning.figures.timeliness import obligation_rows
from twinning.figures.weakness import weak_units
from twinning.models import Membership, Obligation, Report, Request, Twinning, Unit, UnitSuccession
from twinning.services.periods import fill_period
from twinning.services.succession import Chosen, succeed

pytestmark = pytest.mark.django_db
BASIS = Basis("12-QĐ/TU", dt.date(2018, 6, 20), "Tỉnh ủy Kon Tum")
DAY, EVE = dt.date(2018, 7, 1), dt.date(2018, 6, 30)


def text(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def merger(world, **given) -> Rearrangement:
    given = {"predecessors": (world.unit,), "successors": (world.other_unit,), "effective_on": DAY} | given
    return Rearrangement(given.pop("kind", UnitChange.MERGE), **given)


def carry_out(world, change, basis=BASIS, **chosen) -> list[UnitSuccession]:
    if "heirs" not in chosen and len(change.heirs) == 1:
        chosen["heirs"] = dict.fromkeys((row.twinning.pk for row in consequences(change).endings), 0)
    if "people" in chosen:
        chosen["people"] = frozenset(chosen["people"])
    return succeed(change=change, chosen=Chosen(**chosen), basis=basis, by=world.people.office)


def refused(world, change, **chosen) -> list[str]:
    before = list(Twinning.objects.order_by("pk").values()), list(Unit.objects.order_by("pk").values())
    with pytest.raises(Problems) as refusal:
        carry_out(world, change, **chosen)
    assert (list(Twinning.objects.order_by("pk").values()), list(Unit.objects.order_by("pk").values())) == before
    assert not UnitSuccession.objects.exists()
    return [str(problem) for problem in refusal.value.problems]


def helped(unit, **where) -> list[tuple]:
    rows = Twinning.objects.filter(unit=unit, **where).order_by("commune", "starts_on")
    return list(rows.values_list("commune", "starts_on", "ends_on"))


class TestMerger:
    def test_the_old_unit_ends_and_the_new_one_goes_on_from_that_day(self, world):
        own = {world.commune.pk, world.places.second_commune.pk}
        [line] = carry_out(world, merger(world))
        world.unit.refresh_from_db()
        assert world.unit.valid_to == EVE
        assert str(line) == "Sở Thử nghiệm → Công ty Ví dụ"
        assert {(commune, end) for commune, _start, end in helped(world.unit)} == {(pk, EVE) for pk in own}
        begun = Twinning.objects.filter(unit=world.other_unit, starts_on=DAY)
        assert set(begun.values_list("commune", "ends_on")) == {(pk, None) for pk in own}
        assert {str(row.decision) for row in begun} == {"12-QĐ/TU (20/06/2018)"}
        [told] = world.twinning.history.filter(history_type="~")
        assert told.history_change_reason.startswith("Theo 12-QĐ/TU (20/06/2018): hợp nhất, sáp nhập Sở Thử nghiệm")
        assert told.history_user == world.people.office

    def test_what_was_filed_stays_and_only_what_is_open_moves(self, world):
        reports = list(Report.objects.order_by("pk").values())
        carry_out(world, merger(world))
        assert list(Report.objects.order_by("pk").values()) == reports
        waived = {row.period.kind for row in Obligation.objects.filter(unit=world.unit, waived_on__isnull=False)}
        assert waived == {PeriodKind.ANNUAL}  # plan and half-year were filed
        row = world.obligation(world.unit, PeriodKind.ANNUAL)
        assert row.waived_reason.startswith("Theo 12-QĐ/TU")
        assert Obligation.objects.filter(unit=world.other_unit).count() == 3  # it owed all of them before

    def test_a_new_unit_owes_what_is_still_to_come_with_its_extension(self, world):
        owed = world.obligation(world.unit, PeriodKind.ANNUAL)
        make.ExtensionFactory(obligation=owed, new_due_on=dt.date(2018, 12, 20), granted_by=world.people.office)
        change = merger(world, kind=UnitChange.RENAME, successors=(), new_names=("Sở Thí nghiệm",))
        carry_out(world, change)
        new = Unit.objects.get(name="Sở Thí nghiệm")
        assert (new.kind, new.level, new.valid_from, new.valid_to) == (world.unit.kind, world.unit.level, DAY, None)
        [row] = Obligation.objects.filter(unit=new)
        assert row.period.kind == PeriodKind.ANNUAL
        assert row.extensions.get().new_due_on == dt.date(2018, 12, 20)
        assert Unit.objects.get(pk=world.unit.pk).name == "Sở Thử nghiệm"

    def test_what_was_due_before_stays_with_the_old_unit(self, world):
        Report.objects.filter(pk=world.filings.half.pk).update(status="returned")
        carry_out(world, merger(world))
        row = world.obligation(world.unit, PeriodKind.HALF_YEAR)
        assert row.waived_on is None

    def test_a_commune_it_helps_already_is_not_assigned_twice(self, world):
        make.TwinningFactory(programme=world.programme, unit=world.other_unit, commune=world.commune)
        carry_out(world, merger(world))
        assert len(helped(world.other_unit, commune=world.commune)) == 1

    def test_two_units_with_one_commune_make_one_assignment(self, world):
        change = merger(world, predecessors=(world.unit, world.district_unit), successors=(), new_names=("Ban mới",))
        assert len(carry_out(world, change)) == 2
        assert len(helped(Unit.objects.get(name="Ban mới"), commune=world.commune)) == 1

    def test_a_request_that_waits_goes_along(self, world):
        waiting = make.RequestFactory(programme=world.programme, commune=world.commune, to_unit=world.unit)
        answered = world.steering.request
        carry_out(world, merger(world))
        assert Request.objects.get(pk=waiting.pk).to_unit == world.other_unit
        assert Request.objects.get(pk=answered.pk).to_unit == world.unit

    def test_twice_is_told_and_changes_nothing(self, world):
        change = merger(world)
        heirs = dict.fromkeys((row.twinning.pk for row in consequences(change).endings), 0)
        succeed(change=change, chosen=Chosen(heirs), basis=BASIS, by=world.people.office)
        before = list(Twinning.objects.values_list())
        with pytest.raises(Problems) as refusal:
            succeed(change=change, chosen=Chosen(heirs), basis=BASIS, by=world.people.office)
        assert "Sở Thử nghiệm: đã được sắp xếp từ ngày 01/07/2018." in map(str, refusal.value.problems)
        assert list(Twinning.objects.values_list()) == before

    def test_a_period_opened_later_is_owed_by_the_successor_alone(self, world):
        carry_out(world, merger(world))
        period = world.periods[PeriodKind.ANNUAL]
        period.obligations.filter(report__isnull=True).delete()
        Report.objects.filter(pk=world.filings.draft.pk).delete()
        period.obligations.filter(unit=world.unit).delete()
        fill_period(period=period, by=world.people.office)
        assert not period.obligations.filter(unit=world.unit).exists()
        assert period.obligations.filter(unit=world.other_unit).exists()
        assert Twinning.objects.in_year(world.programme, 2018).filter(unit=world.unit).exists()


class TestSplitAndClosure:
    def test_a_split_divides_the_communes(self, world):
        change = merger(world, kind=UnitChange.SPLIT, new_names=("Sở Một",))
        first, second = consequences(change).endings
        lines = carry_out(world, change, heirs={first.twinning.pk: 0, second.twinning.pk: 1})
        assert len(lines) == 2
        assert [row[0] for row in helped(world.other_unit, starts_on=DAY)] == [first.twinning.commune_id]
        assert [row[0] for row in helped(Unit.objects.get(name="Sở Một"))] == [second.twinning.commune_id]

    def test_a_closure_leaves_no_commune_alone_unless_that_is_meant(self, world):
        change = merger(world, kind=UnitChange.CLOSE, successors=())
        told = refused(world, change)
        [problem] = told
        assert problem.startswith("Xã Đăk Nhoong (huyện Đăk Glei): không còn đơn vị kết nghĩa nào; nếu đúng chủ trương")
        [line] = carry_out(world, change, leaves_alone=True)
        assert line.successor is None
        assert not Twinning.objects.filter(unit=world.unit, ends_on__isnull=True).exists()

    def test_a_unit_is_not_weak_because_it_closed(self, world):
        def weak() -> set[int]:
            rows = obligation_rows(world.programme_year, WHOLE_PROVINCE_READER)
            given = help_of(world.programme_year, WHOLE_PROVINCE_READER).by_unit
            return {row.unit_id for row in weak_units(rows, given, as_of=world.programme_year.as_of)}

        assert world.unit.pk in weak()  # the annual report is missing
        carry_out(world, merger(world, kind=UnitChange.CLOSE, successors=()), leaves_alone=True)
        assert world.unit.pk not in weak()
        [rating] = [row for row in ratings(world.programme_year, WHOLE_PROVINCE_READER) if row.unit_id == world.unit.pk]
        assert not rating.is_weak


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"kind": ""}, "Cách sắp xếp: hãy chọn một cách."),
        ({"kind": UnitChange.CLOSE}, "Đơn vị sau sắp xếp: giải thể thì không có đơn vị sau."),
        ({"kind": UnitChange.SPLIT}, "Đơn vị sau sắp xếp: chia, tách thành ít nhất hai đơn vị."),
        ({"kind": UnitChange.RENAME}, "Đơn vị sau sắp xếp: đổi tên thì ghi tên mới, không chọn đơn vị đã có."),
        ({"successors": ()}, "Đơn vị sau sắp xếp: hợp nhất, sáp nhập thành đúng một đơn vị."),
        ({"effective_on": None}, "Có hiệu lực từ: chưa ghi ngày."),
        ({"successors": (), "new_names": ("cong ty vi du",)}, "Đơn vị mới: đã có đơn vị mang tên “cong ty vi du”"),
        ({"note": "x" * 301}, "Ghi chú: dài quá 300 ký tự."),
        ({"effective_on": dt.date(2016, 7, 1)}, "mới được phân công từ 01/07/2016"),
    ],
)
def test_what_cannot_be(world, changes, told):
    change = merger(world, **changes)
    assert any(told in problem for problem in refused(world, change, heirs={}, leaves_alone=True))


def test_everything_wrong_is_told_at_once(world):
    change = Rearrangement("", (world.unit,), (world.unit,), ("a", "A"), None, "x" * 301)
    told = refused(world, change, basis=Basis("", None, ""))
    assert len(told) == 8


def test_a_unit_that_stands_no_longer_takes_nothing_over(world):
    Unit.objects.filter(pk=world.other_unit.pk).update(valid_to=EVE)
    assert "Công ty Ví dụ: không hoạt động vào ngày này." in refused(world, merger(world), heirs={}, leaves_alone=True)


def test_no_rights_grow_by_a_merger(world):
    people = Membership.objects.count()
    of_old, of_new = world.people.unit, world.people.unit_outsider
    seen_before = set(Unit.objects.visible_to(of_new).values_list("pk", flat=True))
    reports_before = set(Report.objects.visible_to(of_new).values_list("pk", flat=True))
    carry_out(world, merger(world))
    assert Membership.objects.count() == people
    assert set(Unit.objects.visible_to(of_new).values_list("pk", flat=True)) == seen_before
    assert set(Report.objects.visible_to(of_new).values_list("pk", flat=True)) == reports_before
    assert set(Unit.objects.visible_to(of_old)) == {world.unit}
    assert not Commune.objects.visible_to(of_old).filter(pk=world.foreign_commune.pk).exists()


def test_rights_are_given_by_name(world):
    carry_out(world, merger(world), people={(world.people.unit.pk, 0)})
    assert set(Unit.objects.visible_to(world.people.unit)) == {world.unit, world.other_unit}


def test_rights_go_to_nobody_who_was_not_of_the_unit(world):
    told = refused(world, merger(world), people={(world.people.commune_outsider.pk, 0)})
    assert told == ["Người của đơn vị: danh sách đã đổi; hãy xem lại."]


class TestPage:
    def asked(self, world, **given) -> dict:
        return {"kind": "merge", "successors": world.other_unit.pk, "effective_on": "01/07/2018"} | given

    def test_it_shows_what_follows_and_writes_nothing(self, world, client_of):
        url = world.url("unit-succeed", pk=world.unit.pk)
        page = client_of(Role.OFFICE).get(url, self.asked(world))
        assert "Phân công kết nghĩa sẽ hết" in text(page)
        assert "Sở Thử nghiệm – Báo cáo năm 2018, hạn 30/11/2018" in text(page)
        assert "bản đang soạn ở lại đơn vị cũ" in text(page)
        assert not UnitSuccession.objects.exists()

    def test_confirmed_it_is_done(self, world, client_of):
        url = world.url("unit-succeed", pk=world.unit.pk)
        heirs = {f"heir_{row.twinning.pk}": "0" for row in consequences(merger(world)).endings}
        decision = {"number": "12-QĐ/TU", "issued_on": "20/06/2018", "issuer": "Tỉnh ủy Kon Tum"}
        sent = self.asked(world, people=[f"{world.people.unit.pk}-0"]) | heirs | decision
        answer = client_of(Role.OFFICE).post(url, sent)
        assert answer.status_code == 302
        assert UnitSuccession.objects.get().predecessor == world.unit
        assert Membership.objects.filter(user=world.people.unit, unit=world.other_unit).exists()
        again = client_of(Role.OFFICE).post(url, sent)
        assert again.status_code == 422
        assert "đã được sắp xếp từ ngày 01/07/2018" in text(again)

    def test_a_row_left_unanswered_is_not_guessed(self, world, client_of):
        url = world.url("unit-succeed", pk=world.unit.pk)
        decision = {"number": "12-QĐ/TU", "issued_on": "20/06/2018", "issuer": "Tỉnh ủy Kon Tum"}
        answer = client_of(Role.OFFICE).post(url, self.asked(world) | decision)
        assert answer.status_code == 422
        assert not UnitSuccession.objects.exists()

    def test_nonsense_is_said(self, world, client_of):
        url = world.url("unit-succeed", pk=world.unit.pk)
        page = client_of(Role.OFFICE).get(url, {"kind": "merge", "successors": "0", "effective_on": "32/13/2018"})
        assert "lựa chọn không có trong danh sách." in text(page)

    def test_its_queries_do_not_grow(self, world, constant_queries):
        url = f"{world.url('unit-succeed', pk=world.unit.pk)}?kind=close&effective_on=01/07/2018"

        def more(count: int) -> None:
            for _number in range(count):
                make.TwinningFactory(programme=world.programme, unit=world.unit)
                make.MembershipFactory(unit=world.unit)

        constant_queries(url, more, Role.OFFICE)


class TestPast:
    @pytest.fixture
    def past(self, world):
        """`past(unit, commune, trips)`: what a unit filed for 2017."""
        period = make.ReportingPeriodFactory(programme_year=world.previous_year, kind=PeriodKind.ANNUAL)

        def file(unit, commune, **given) -> None:
            owed, _new = Obligation.objects.get_or_create(unit=unit, period=period)
            report = Report.objects.filter(obligation=owed).first() or make.ReportFactory(obligation=owed, filed=True)
            make.ContributionFactory(report=report, commune=commune, **given)

        return file

    @pytest.fixture
    def merged(self, world, past):
        """Both gave something to one commune in 2017 and became one in 2018."""
        past(world.unit, world.commune, trips=60, money_savings=5)
        past(world.other_unit, world.commune, trips=100)
        return carry_out(world, merger(world))

    def test_last_year_beside_the_fields_is_the_sum_and_says_so(self, world, merged):
        report = world.filings.accepted  # of the successor
        before = last_year(report, world.people.office)
        row = before.rows[world.commune.pk]
        assert (row.trips, row.money_total, row.workdays) == (160, 5, None)
        assert before.note == "Gồm số của tiền thân: Sở Thử nghiệm."
        assert row.pk is None  # never stored

    def test_nobody_is_shown_what_was_never_his(self, world, merged):
        before = last_year(world.filings.accepted, world.people.unit_outsider)
        assert before.rows[world.commune.pk].trips == 100
        assert before.note == "Không gồm số của tiền thân (Sở Thử nghiệm): ngoài phạm vi của anh/chị."

    def test_of_a_split_unit_nothing_is_added(self, world, past):
        past(world.unit, world.commune, trips=60)
        change = merger(world, kind=UnitChange.SPLIT, new_names=("Sở Một",))
        carry_out(world, change, heirs={row.twinning.pk: 1 for row in consequences(change).endings})
        before = last_year(world.filings.accepted, world.people.office)
        assert world.commune.pk not in before.rows
        assert before.note == "Lập từ một phần của Sở Thử nghiệm, không cộng được số cũ."

    def test_a_later_merger_does_not_reach_back(self, world, past):
        past(world.unit, world.commune, trips=60)
        carry_out(world, merger(world, effective_on=dt.date(2019, 1, 1)))
        assert last_year(world.filings.accepted, world.people.office).note == ""

    def test_the_page_tells_the_past_of_what_it_was_formed_from(self, world, merged, client_of):
        page = text(client_of(Role.OFFICE).get(world.url("unit-detail", pk=world.other_unit.pk)))
        assert "tiền thân: Sở TN" in page
        assert "Sở Thử nghiệm (tiền thân): được phân công giúp Xã Đăk Long" in page
        assert "Sở Thử nghiệm thành Công ty Ví dụ: hợp nhất, sáp nhập – 12-QĐ/TU (20/06/2018)" in page
        old = text(client_of(Role.OFFICE).get(world.url("unit-detail", pk=world.unit.pk)))
        assert "đến hết ngày 30/06/2018" in old
        assert world.url("unit-succeed", pk=world.unit.pk) not in old

    def test_the_successor_reads_the_name_of_its_predecessor_and_no_more(self, world, merged, client_of):
        page = text(client_of("unit_outsider").get(world.url("unit-detail", pk=world.other_unit.pk)))
        assert "Sở Thử nghiệm" in page
        assert "(tiền thân):" not in page
        assert "tiền thân: Sở TN" not in page
        assert client_of("unit_outsider").get(world.url("unit-detail", pk=world.unit.pk)).status_code == 404

    def test_the_card_names_the_predecessor(self, world, merged):
        card = unit_card(world.other_unit, world.programme_year, world.people.office)
        assert card.before.get("trips") == 160
        assert card.origin.note == "Gồm số của tiền thân: Sở Thử nghiệm."
        assert [row.predecessor for row in card.formed_from] == [world.unit]

    def test_a_unit_that_ended_in_the_year_has_no_score(self, world, merged):
        make.CriterionFactory(scheme__programme=world.programme, formula="trips")
        judged = {row.unit_id: row for row in ratings(world.programme_year, WHOLE_PROVINCE_READER)}
        assert judged[world.unit.pk].score is None
        assert judged[world.other_unit.pk].score is not None

    def test_queries_of_the_page_do_not_grow_with_predecessors(self, world, constant_queries):
        def more(count: int) -> None:
            for _number in range(count):
                make.UnitSuccessionFactory(successor=world.unit)

        constant_queries(world.url("unit-detail", pk=world.unit.pk), more, Role.OFFICE)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_sum_of_help_changes_whatever_becomes_of_whom(world, data):
    """By commune, by unit and overall: reports stay with the units that filed them."""
    with transaction.atomic():
        units = [world.unit, world.other_unit, world.district_unit, *make.UnitFactory.create_batch(2)]
        communes = [world.commune, world.places.second_commune, world.foreign_commune]
        period = make.ReportingPeriodFactory(programme_year=world.previous_year, kind=PeriodKind.ANNUAL)
        for unit in units:
            report = make.ReportFactory(obligation__unit=unit, obligation__period=period, filed=True)
            for commune in data.draw(st.lists(st.sampled_from(communes), unique=True)):
                make.ContributionFactory(report=report, commune=commune, trips=data.draw(st.integers(0, 99)))
        before = [sums(year) for year in (world.previous_year, world.programme_year)]
        for _step in range(data.draw(st.integers(1, 3))):
            try_one(world, data, units)
        assert [sums(year) for year in (world.previous_year, world.programme_year)] == before
        lines = UnitSuccession.objects.values_list("predecessor", flat=True)
        assert not Twinning.objects.filter(unit__in=lines, ends_on__isnull=True).exists()
        transaction.set_rollback(True)


def try_one(world, data, units) -> None:
    """Any rearrangement of any units; one that cannot be writes nothing."""
    one, other = data.draw(st.permutations(units))[:2]
    kind = data.draw(st.sampled_from(UnitChange.values))
    names = ("Đơn vị mới", "Đơn vị khác")[: data.draw(st.integers(0, 2))]
    change = merger(world, kind=kind, predecessors=(one,), successors=(other,) * data.draw(st.integers(0, 1)))
    change = replace(change, new_names=names)
    heirs = {}
    if change.heirs:
        heirs = {
            row.twinning.pk: data.draw(st.integers(0, len(change.heirs) - 1)) for row in consequences(change).endings
        }
    with contextlib.suppress(Problems):
        carry_out(world, change, heirs=heirs, leaves_alone=True)


def sums(programme_year) -> tuple:
    found = help_of(programme_year, WHOLE_PROVINCE_READER)
    return (
        found.total.sums,
        {unit: totals.sums for unit, totals in found.by_unit.items()},
        {commune: totals.sums for commune, totals in found.by_commune.items()},
    )
