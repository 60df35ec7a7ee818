"""Ratings of the illustrative year: a score recomputed from raw rows, and the words people add to it."""

import json
from decimal import ROUND_HALF_UP, Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from kontum04.accounts.choices import Role
from kontum04.accounts.models import User
from kontum04.core.problems import Problems
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from tests import factories as make
from tests.conftest import sign_in
from twinning.choices import ItemKind, ReportStatus
from twinning.figures.scoring.ratings import Rating, ratings
from twinning.figures.scoring.trial import differences, trial
from twinning.models import (
    Contribution,
    Criterion,
    Membership,
    Obligation,
    PlanItem,
    RatingOverrule,
    RatingReply,
    ScoreScheme,
    Twinning,
    Unit,
    WorkResult,
)
from twinning.services.rating import overrule, withdraw_overrule

pytestmark = pytest.mark.django_db


def tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


NOTHING = Decimal(0)


def share(part, whole) -> Decimal:
    return min(Decimal(1), Decimal(part) / Decimal(whole))


def of_unit(judged: list[Rating], unit: Unit) -> Rating:
    return next(rating for rating in judged if rating.unit_id == unit.pk)


def filed_late(unit: Unit, year: int) -> dict[str, int]:
    """Days late of each filing of the year, by hand: the local day it was filed less the day it was due."""
    late = {}
    for row in Obligation.objects.filter(unit=unit, period__programme_year__year=year).select_related(
        "period", "report"
    ):
        extended = row.extensions.order_by("-pk").first()
        due = extended.new_due_on if extended else row.period.due_on
        late[row.period.kind] = max(0, (row.report.submitted_at.astimezone().date() - due).days)
    return late


@pytest.fixture
def unit(demo_year) -> Unit:
    """A unit that filed everything and reported every number its score asks for."""
    filed = Obligation.objects.filter(
        period__programme_year=demo_year, report__status__in=[ReportStatus.SUBMITTED, ReportStatus.ACCEPTED]
    )
    units = Unit.objects.filter(head_count__isnull=False)
    complete = [unit for unit in units if filed.filter(unit=unit).count() == 3]
    return next(
        unit
        for unit in complete
        if WorkResult.objects.filter(report__obligation__unit=unit, kind=ItemKind.WORK).exists()
        and Twinning.objects.filter(unit=unit).count() == 1
    )


def test_a_score_is_what_the_raw_rows_say(demo_year, unit):
    year = {"report__obligation__unit": unit, "report__obligation__period__programme_year": demo_year}
    items = PlanItem.objects.filter(**year)
    annual = {**year, "report__obligation__period__kind": "annual"}
    done = WorkResult.objects.filter(**annual, is_completed=True, joint_lead=None)
    given = list(Contribution.objects.filter(**annual))
    communes = (
        Twinning.objects.in_year(demo_year.programme, 2018).filter(unit=unit).values("commune").distinct().count()
    )
    late = filed_late(unit, 2018)

    def total(name: str) -> Decimal:
        return sum((Decimal(getattr(row, name)) for row in given if getattr(row, name) is not None), Decimal(0))

    money = sum(total(f"money_{source}") for source in ("savings", "staff", "in_province", "out_province"))
    words = (ItemKind.PROPAGANDA, ItemKind.GUIDANCE, ItemKind.PARTY_MEMBER)
    things = (ItemKind.WORK, ItemKind.MODEL)

    def delivered(kinds) -> Decimal | None:
        registered = items.filter(kind__in=kinds).count()
        return share(done.filter(kind__in=kinds).count(), registered) if registered else None

    expected = {
        "plan": max(Decimal(0), Decimal(15) - late["plan"]),
        "guidance": tenth(20 * (delivered(words) or NOTHING)),
        "presence": tenth(15 * share(total("trips"), 48 * communes)),
        "reporting": max(Decimal(0), Decimal(15) - late["annual"] - late["half"]),
        "works": tenth(15 * (delivered(things) or NOTHING)),
        "resources": tenth(15 * share(money + total("in_kind"), 1_000_000 * unit.head_count)),
        "visits": tenth(5 * share(total("households_visited"), 60 * communes)),
    }
    rating = of_unit(ratings(demo_year, WHOLE_PROVINCE_READER), unit)
    assert {line.code: line.points for line in rating.score.lines} == expected
    assert rating.score.value == sum(expected.values())


def test_every_unit_of_the_year_is_judged_and_the_places_are_whole(demo_year):
    judged = ratings(demo_year, WHOLE_PROVINCE_READER)
    assert len(judged) == Unit.objects.filter(obligations__period__programme_year=demo_year).distinct().count()
    by_place = sorted(judged, key=lambda rating: rating.order)
    assert by_place[0].place.overall == 1
    values = [rating.score.value for rating in by_place if rating.score.value is not None]
    assert values == sorted(values, reverse=True)


def test_a_weight_changes_the_rank_through_data_only(demo_year, unit):
    scheme = ScoreScheme.objects.in_force(demo_year.programme, 2018)
    before = trial(scheme)
    resources = Criterion.objects.get(scheme=scheme, code="resources")
    presence = Criterion.objects.get(scheme=scheme, code="presence")
    resources.max_points, resources.formula = Decimal(0), "0"
    presence.max_points, presence.formula = Decimal(30), "30 * share(trips, 480 * communes)"
    resources.save()
    presence.save()
    changed = differences(before, trial(ScoreScheme.objects.get(pk=scheme.pk)))
    assert changed
    assert any(was.rank != now.rank for was, now in changed)
    assert any(was.place != now.place for was, now in changed)


def test_a_unit_below_the_threshold_is_weak_and_says_by_what(demo_year):
    low = [rating for rating in ratings(demo_year, WHOLE_PROVINCE_READER) if rating.score.value < 50]
    assert low
    for rating in low:
        assert rating.is_weak
        assert rating.reasons[-1] == f"{rating.score.text} điểm, dưới 50"


def test_a_programme_without_a_scheme_names_its_weak_units_all_the_same(demo_year):
    ScoreScheme.objects.all().delete()
    judged = ratings(demo_year, WHOLE_PROVINCE_READER)
    assert {rating.score for rating in judged} == {None}
    assert any(rating.is_weak for rating in judged)


def test_the_head_overrules_with_a_reason_and_the_rule_stays_visible(demo_year, unit):
    head = User.objects.get(username="truongban")
    ruled = of_unit(ratings(demo_year, WHOLE_PROVINCE_READER), unit)
    overrule(
        programme_year=demo_year,
        unit=unit,
        rank="Không hoàn thành nhiệm vụ",
        is_weak=True,
        reason="Số liệu sai.",
        by=head,
    )
    now = of_unit(ratings(demo_year, WHOLE_PROVINCE_READER), unit)
    assert (now.rank, now.is_weak, now.rule_rank) == ("Không hoàn thành nhiệm vụ", True, ruled.rank)
    assert now.score == ruled.score
    withdraw_overrule(programme_year=demo_year, unit=unit, reason="Đã kiểm tra lại.", by=head)
    assert of_unit(ratings(demo_year, WHOLE_PROVINCE_READER), unit).rank == ruled.rank
    reasons = list(RatingOverrule.history.filter(unit=unit).values_list("history_change_reason", flat=True))
    assert (reasons[0], reasons[-1]) == ("Đã kiểm tra lại.", "Số liệu sai.")


@pytest.mark.parametrize(("rank", "reason"), [("Tuyệt vời", "Vì thế."), ("Hoàn thành nhiệm vụ", "  "), ("", "")])
def test_an_overrule_without_rank_or_reason_is_refused_and_nothing_kept(demo_year, unit, rank, reason):
    head = User.objects.get(username="truongban")
    with pytest.raises(Problems):
        overrule(programme_year=demo_year, unit=unit, rank=rank, is_weak=False, reason=reason, by=head)
    assert not RatingOverrule.objects.filter(unit=unit).exists()


def test_the_unit_replies_and_its_word_stands_beside_the_rating(demo_year):
    unit = Membership.objects.get(user__username="donvi").unit
    url = reverse("rating-reply", args=(demo_year.programme.code, 2018, unit.pk))
    client = sign_in(User.objects.get(username="donvi"))
    assert client.post(url, {"text": " "}).status_code == 422
    assert client.post(url, {"text": "Đơn vị nộp bản giấy đúng hạn."}).status_code == 302
    assert RatingReply.objects.get(unit=unit).text == "Đơn vị nộp bản giấy đúng hạn."
    page = client.get(reverse("rating-detail", args=(demo_year.programme.code, 2018, unit.pk))).content.decode()
    assert "Đơn vị nộp bản giấy đúng hạn." in page
    assert "thứ 1 trên" not in page  # a unit is shown no place among others


def test_the_command_says_what_the_page_says(demo_year, unit):
    out = StringIO()
    call_command("score", programme=demo_year.programme.code, year=2018, json=True, stdout=out)
    row = next(row for row in json.loads(out.getvalue()) if row["unit"] == unit.name)
    rating = of_unit(ratings(demo_year, WHOLE_PROVINCE_READER), unit)
    assert row["score"] == str(rating.score.value)
    assert [line["points"] for line in row["criteria"]] == [str(line.points) for line in rating.score.lines]


def test_the_league_table_costs_the_same_for_1_3_and_70_units(world, constant_queries):
    scheme = make.ScoreSchemeFactory(programme=world.programme)
    make.CriterionFactory(scheme=scheme)
    make.RankBandFactory(scheme=scheme, at_least=0)

    def make_rows(count):
        for _ in range(count):
            make.TwinningFactory(programme=world.programme, commune=world.commune)

    constant_queries(world.url("rating-list"), make_rows, Role.OFFICE)


def test_trying_a_scheme_in_the_admin_shows_who_would_move_and_keeps_nothing(demo_year):
    scheme = ScoreScheme.objects.in_force(demo_year.programme, 2018)
    client = sign_in(User.objects.get(username="quantri"))
    url = reverse("admin:twinning_scorescheme_change", args=(scheme.pk,))
    form = client.get(url).context["adminform"].form
    posted = {name: form[name].value() for name in form.fields}
    for formset in client.get(url).context["inline_admin_formsets"]:
        for each in (formset.formset.management_form, *formset.formset.initial_forms):
            posted |= {each.add_prefix(name): each[name].value() for name in each.fields}
    posted = {name: "" if value is None else value for name, value in posted.items()}
    assert client.post(url, posted | {"_try": "1"}).context["changes"] == []
    other = next(name for name, value in posted.items() if value == "15 * share(trips, 48 * communes)")
    tried = client.post(url, posted | {other: "15 * share(trips, 480 * communes)", "_try": "1"})
    assert tried.context["changes"]
    assert "Chưa lưu gì" in tried.content.decode()
    assert Criterion.objects.get(scheme=scheme, code="presence").formula == "15 * share(trips, 48 * communes)"
    refused = client.post(url, posted | {other: "15 * lượt", "_try": "1"})
    assert "Không" in refused.content.decode()
    saved = client.post(url, posted | {other: "15 * share(trips, 480 * communes)", "_save": "1"})
    assert saved.status_code == 302
    assert Criterion.objects.get(scheme=scheme, code="presence").formula == "15 * share(trips, 480 * communes)"
