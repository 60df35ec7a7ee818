"""Questions about signs of formality: each found and not found, answered, closed, opened again; never points."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontum04.accounts.choices import Role
from kontum04.core.problems import Problems
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from tests import factories as make
from twinning.choices import (
    MEASURES,
    SCORE_MEASURES,
    ItemKind,
    PeriodKind,
    ReportStatus,
    SignalKind,
    SignalState,
    Verdict,
)
from twinning.figures.scoring.ratings import ratings
from twinning.figures.signals.asked import Asked, asked
from twinning.figures.signals.numbers import all_round, judged_for_roundness
from twinning.figures.signals.presence import absence, whole_months
from twinning.figures.signals.rows import Filing
from twinning.figures.signals.texts import alike, runs, share
from twinning.models import Contribution, Report, SignalAnswer, SignalRule
from twinning.services.signals import answer, close

RULE = SignalRule()
LONG = (
    "Kinh phí của đơn vị còn hạn chế, chủ yếu dựa vào tiết kiệm chi thường xuyên, cán bộ tổ 04 đều kiêm nhiệm, địa bàn "
    "xa nên có lúc xuống cơ sở chưa đều, việc nhân rộng mô hình vì vậy còn chậm so với đăng ký."
)
WORDS = st.lists(st.sampled_from(["xã", "thôn", "Đăk", "làm", "đường", "hộ", "nghèo", "tặng", "12"]), max_size=40)


# --- Texts ------------------------------------------------------------------------------------------------------------


@given(WORDS)
def test_a_text_holds_itself_whole_and_nothing_holds_nothing(words):
    own = runs(" ".join(words))
    assert share(own, own) == (100 if own else 0)
    assert share(frozenset(), own) == 0


@given(st.lists(WORDS, max_size=8), st.integers(30, 100))
def test_the_short_cut_finds_what_comparing_every_pair_finds(texts, least):
    by_key = {number: runs(" ".join(words)) for number, words in enumerate(texts)}
    slow = {
        (key, other)
        for key, own in by_key.items()
        for other, found in by_key.items()
        if key != other and own and share(own, found) >= least - 1e-9
    }
    fast = {(key, other) for key, near in alike(by_key, least).items() for other, _percent in near}
    assert fast == slow


def test_marks_capitals_and_numbers_do_not_hide_a_copy():
    assert runs("Có 12 lượt Xuống Xã thôn") == runs("co 99 luot xuong xa thon")
    assert runs("thôn 1 xã", numbers=True) != runs("thôn 2 xã", numbers=True)


# --- Presence ---------------------------------------------------------------------------------------------------------


def filing(kind: str, due: dt.date, filed: dt.date | None = None, *, waived: bool = False) -> Filing:
    return Filing(1, 2018, kind, due, waived, 1 if filed else None, filed, None)


HALF, ANNUAL = dt.date(2018, 6, 15), dt.date(2018, 11, 30)
BEGINS, END = dt.date(2018, 1, 1), dt.date(2018, 12, 31)


@pytest.mark.parametrize(
    ("half", "annual", "months"),
    [
        ((HALF, {"trips": 5}), (ANNUAL, {"trips": 9}), 0),
        ((HALF, {"trips": 5}), (ANNUAL, {"trips": 5}), 5),  # nothing since the half-year report
        ((HALF, {"trips": 0}), (ANNUAL, {"trips": None}), 10),
        ((HALF, {"trips": None}), (ANNUAL, {"workdays": Decimal("0.5")}), 0),
        ((HALF, {"trips": 5}), (None, None), 6),  # overdue: known to nobody until the end of the year
        ((None, None), (ANNUAL, {"trips": 1}), 0),  # the annual report makes the half-year one good
        ((None, None), (None, None), 11),
        ((HALF, None), (ANNUAL, {}), 10),  # filed without a line for the commune
    ],
)
def test_months_without_a_sign(half, annual, months):
    told = [(filing("half", HALF, half[0]), half[1]), (filing("annual", ANNUAL, annual[0]), annual[1])]
    assert absence(BEGINS, told, END).months == months


def test_what_is_waived_or_not_due_yet_says_nothing():
    told = [(filing("half", HALF, waived=True), None), (filing("annual", ANNUAL), None)]
    assert absence(BEGINS, told, dt.date(2018, 11, 30)).months == 0
    assert absence(BEGINS, told, dt.date(2018, 12, 1)).months == 11
    assert absence(BEGINS, [], END).months == 0


@given(st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)), st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)))
def test_whole_months_lie_within_the_days_between(first, second):
    begins, ends = sorted((first, second))
    months = whole_months(begins, ends)
    assert 28 * months <= (ends - begins).days < 31 * (months + 1) + 1


# --- Round numbers ----------------------------------------------------------------------------------------------------


ROUND = {"trips": 50, "workdays": Decimal(30), "households_visited": 20, "in_kind": 20_000_000, "gifts_value": 10**7}


def claim(**numbers) -> Contribution:
    return Contribution(commune_id=1, **numbers)


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ({}, False),
        ({"trips": 10}, False),  # too few to ask
        ({"trips": 0, "workdays": 0, "money_savings": 0, "money_staff": 0, "in_kind": 0}, False),  # zero is not round
        ({"trips": 50, "workdays": 30, "households_visited": 20, "party_members": 3}, False),  # a 3 is not judged
        (ROUND, True),
        (ROUND | {"workdays": Decimal("30.5")}, False),
        (ROUND | {"in_kind": 20_500_000}, False),
        (ROUND | {"trips": 3}, False),  # only four are left to judge by
    ],
)  # fmt: skip
def test_only_round_numbers(numbers, found):
    assert all_round(judged_for_roundness([claim(**numbers)], RULE), RULE) is found


@given(st.lists(st.none() | st.integers(0, 10**9), min_size=12, max_size=12))
def test_blanks_and_zeros_never_make_a_question(values):
    told = dict(zip(MEASURES, values, strict=True))
    kept = {name: value for name, value in told.items() if value}
    assert judged_for_roundness([claim(**told)], RULE) == judged_for_roundness([claim(**kept)], RULE)


# --- In the database --------------------------------------------------------------------------------------------------


def found(world, kind: SignalKind, viewer=WHOLE_PROVINCE_READER) -> list[Asked]:
    return [row for row in asked(world.programme_year, viewer) if row.signal.kind == kind]


@pytest.mark.django_db
def test_an_empty_year_asks_nothing():
    assert asked(make.ProgrammeYearFactory(year=2031), WHOLE_PROVINCE_READER) == []


def test_absence_rests_on_the_reports_and_on_the_programmes_months(world):
    (row,) = [row for row in found(world, SignalKind.ABSENT) if row.signal.code == f"absent-{world.commune.pk}"]
    assert row.unit == world.unit
    assert "từ ngày 20/06/2018 đến ngày 31/12/2018 (6 tháng)" in row.signal.question.lower()
    assert "lượt người xuống cơ sở: 20" in row.signal.facts[0].text
    assert "chưa nộp, hạn 30/11/2018" in row.signal.facts[1].text
    make.SignalRuleFactory(programme=world.programme, months_absent=7)
    assert not [r for r in found(world, SignalKind.ABSENT) if r.signal.code == row.signal.code]


def written(world, report: Report, text: str) -> None:
    make.ReportSectionFactory(report=report, section=world.section, text=text)


def test_another_units_words_are_shown_to_the_office_and_veiled_from_the_unit(world):
    written(world, world.filings.accepted, LONG)
    written(world, world.filings.submitted, f"{LONG} Năm sau cố gắng hơn.")
    (row,) = found(world, SignalKind.COPIED_UNIT)
    assert row.unit == world.district_unit  # it filed later
    (passage,) = row.signal.passages
    assert passage.other == LONG
    assert passage.share >= 80
    user = make.UserFactory(role=Role.UNIT)
    make.MembershipFactory(user=user, unit=world.district_unit)
    (veiled,) = found(world, SignalKind.COPIED_UNIT, user)
    assert veiled.signal.passages[0].other == ""
    shown = [fact.text for fact in veiled.signal.facts] + [
        veiled.signal.question,
        veiled.signal.passages[0].other_title,
    ]
    assert not [text for text in shown if world.other_unit.name in text]
    assert veiled.signal.fingerprint == row.signal.fingerprint
    assert found(world, SignalKind.COPIED_UNIT, world.people.unit_outsider) == []


def test_short_or_different_texts_ask_nothing(world):
    written(world, world.filings.accepted, "Đơn vị phối hợp tốt với xã.")
    written(world, world.filings.submitted, "Đơn vị phối hợp tốt với xã.")
    assert found(world, SignalKind.COPIED_UNIT) == []


def test_last_years_words_are_shown_beside_this_years(world):
    period = make.ReportingPeriodFactory(programme_year=world.previous_year, kind=PeriodKind.ANNUAL)
    obligation = make.ObligationFactory(unit=world.other_unit, period=period)
    before = make.ReportFactory(
        obligation=obligation, status=ReportStatus.ACCEPTED, submitted_at=make.filed_at(2017, 11, 20)
    )
    written(world, before, LONG)
    written(world, world.filings.accepted, LONG.replace("04", "05"))
    (row,) = found(world, SignalKind.COPIED_YEAR)
    assert (row.unit, row.signal.passages[0].share) == (world.other_unit, 100)
    assert row.signal.passages[0].other == LONG


def test_money_asks_for_a_file_from_the_amount_on(world):
    rule = make.SignalRuleFactory(programme=world.programme, money_without_evidence=80_000_000)
    assert found(world, SignalKind.NO_EVIDENCE) == []  # the file of the cast is of this very commune
    world.filings.other_evidence.commune = world.commune
    world.filings.other_evidence.save()
    assert [row.unit for row in found(world, SignalKind.NO_EVIDENCE)] == [world.other_unit]
    rule.money_without_evidence = 80_000_001
    rule.save()
    assert found(world, SignalKind.NO_EVIDENCE) == []


def disputed(world) -> Asked:
    make.ConfirmationFactory(
        contribution=world.filings.accepted_contribution, claimed=100, verdict=Verdict.DISPUTED, reason="Ít hơn."
    )
    (row,) = found(world, SignalKind.DISPUTED)
    return row


def test_a_disputed_claim_is_told_with_the_communes_words_until_the_number_changes(world):
    row = disputed(world)
    assert "Ít hơn." in row.signal.facts[0].text
    world.filings.accepted_contribution.trips = 90
    world.filings.accepted_contribution.save()
    assert found(world, SignalKind.DISPUTED) == []


def test_a_work_told_by_two_units_is_asked_of_both_and_a_joint_one_of_nobody(world):
    work = {"commune": world.commune, "kind": ItemKind.WORK, "content": "Sửa nhà rông thôn 1", "is_completed": True}
    first = make.WorkResultFactory(report=world.filings.submitted, **work)
    second = make.WorkResultFactory(report=world.filings.accepted, **work)
    assert {row.unit for row in found(world, SignalKind.REPEATED)} == {world.district_unit, world.other_unit}
    second.joint_lead = world.district_unit
    second.save()
    assert found(world, SignalKind.REPEATED) == []
    second.joint_lead, second.content = None, "Sửa nhà rông thôn 2"
    second.save()
    assert found(world, SignalKind.REPEATED) == []
    assert first.content != second.content


def test_answered_closed_and_open_again_when_the_facts_change(world):
    row, where = disputed(world), {"programme_year": world.programme_year}
    with pytest.raises(Problems):  # nobody was heard yet
        close(**where, signal=row.signal, conclusion="Xong.", by=world.people.office)
    answer(**where, signal=row.signal, text="Sổ của đơn vị có đủ.", by=world.people.unit_outsider)
    assert found(world, SignalKind.DISPUTED)[0].state == SignalState.ANSWERED
    close(**where, signal=row.signal, conclusion="Đã đối chiếu.", by=world.people.office)
    assert found(world, SignalKind.DISPUTED)[0].state == SignalState.CLOSED
    make.ConfirmationFactory(
        contribution=world.filings.accepted_contribution, measure="workdays", claimed=Decimal("80.5"),
        verdict=Verdict.DISPUTED, reason="Không có.",
    )  # fmt: skip
    (again,) = found(world, SignalKind.DISPUTED)
    assert (again.state, again.is_stale, again.said) == (SignalState.OPEN, True, "")
    assert SignalAnswer.history.count() == 2


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_an_answer_has_words_and_an_end(world, text):
    with pytest.raises(Problems):
        answer(programme_year=world.programme_year, signal=disputed(world).signal, text=text, by=world.people.unit)


def test_questions_never_enter_the_scores(world):
    scheme = make.ScoreSchemeFactory(programme=world.programme)
    make.CriterionFactory(scheme=scheme)

    def judged() -> list[tuple]:
        rated = ratings(world.programme_year, WHOLE_PROVINCE_READER)
        return [(row.unit_id, row.score.value, row.is_weak, row.reasons) for row in rated]

    before = judged()
    row = disputed(world)
    written(world, world.filings.accepted, LONG)
    written(world, world.filings.submitted, LONG)
    assert judged() == before
    answer(programme_year=world.programme_year, signal=row.signal, text="Đúng số.", by=world.people.unit)
    assert judged() == before


def test_nothing_of_the_questions_can_be_named_in_a_formula():
    assert not {kind.value for kind in SignalKind} & set(SCORE_MEASURES)


# --- Pages ------------------------------------------------------------------------------------------------------------


def test_the_list_is_narrowed_and_exported_alike(world, client_of):
    disputed(world)
    client = client_of(Role.OFFICE)
    page = client.get(world.url("signal-list"), {"about": "disputed", "state": "open"})
    assert page.context["count"].startswith("1 câu hỏi, 1 chờ đơn vị trả lời")
    assert len(page.context["table"].rows) == 1
    assert (
        len(client.get(world.url("signal-list"), {"unit": world.unit.pk, "about": "disputed"}).context["table"].rows)
        == 0
    )
    sheet = client.get(world.url("signal-list"), {"about": "disputed", "format": "xlsx"})
    assert sheet["Content-Type"].startswith("application/vnd.openxmlformats")


def test_a_unit_answers_its_own_question_and_the_office_closes_it(world, client_of):
    row = disputed(world)
    where = {"pk": row.unit.pk, "code": row.signal.code}
    unit, office = client_of("unit_outsider"), client_of(Role.OFFICE)
    told = unit.post(world.url("signal-reply", **where), {"answer": "Đơn vị đã đối chiếu."}, follow=True)
    assert "Đơn vị đã đối chiếu." in told.content.decode()
    closed = office.post(world.url("signal-close", **where), {"conclusion": "Số của đơn vị đúng."}, follow=True)
    assert "Số của đơn vị đúng." in closed.content.decode()
    page = office.get(world.url("unit-detail", pk=row.unit.pk)).content.decode()
    assert "Đã khép lại" in page


def test_the_list_costs_the_same_for_any_number_of_questions(world, constant_queries):
    def more(count: int) -> None:
        for _number in range(count):
            commune = make.CommuneFactory()
            make.TwinningFactory(programme=world.programme, unit=world.unit, commune=commune)
            report = world.filings.half
            work = make.ContributionFactory(report=report, commune=commune, trips=3)
            make.ConfirmationFactory(contribution=work, claimed=3, verdict=Verdict.DISPUTED, reason="Không đúng.")

    constant_queries(world.url("signal-list") + "?about=disputed", more, Role.OFFICE)
