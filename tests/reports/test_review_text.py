"""What the annual review says: keys, live figures, names, and the rows behind every figure."""

import datetime as dt

import pytest
import time_machine

from kontum04.core import clock
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.documents.annexes.units import unit_annex
from reports.documents.kinds import multi_year, review, summary
from reports.documents.live import plain, runs_of
from reports.documents.orders import DocumentOrder
from reports.figures.review import review_figures
from reports.links import rows_behind
from tests import factories as make
from tests.conftest import sign_in

pytestmark = pytest.mark.django_db

JUDGED_ON = dt.datetime(2018, 12, 20, 12, tzinfo=clock.ZONE)


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel(JUDGED_ON, tick=False):
        yield


def said(context) -> dict[str, str]:
    return {section.key: plain("\n".join((*section.paragraphs, *section.bullets))) for section in context.sections}


def made(programme_year, viewer=WHOLE_PROVINCE_READER, kind=review):
    return kind.make(DocumentOrder(kind.KIND.code, programme_year), viewer)


@pytest.mark.parametrize("kind", [review, summary])
def test_every_section_has_a_key_of_its_own(world, kind):
    keys = [section.key for section in made(world.programme_year, kind=kind).sections]
    assert all(keys)
    assert len(set(keys)) == len(keys)


def test_every_figure_in_the_text_is_one_of_the_years_and_says_its_words(world):
    figures = review_figures(world.programme_year, WHOLE_PROVINCE_READER)
    runs = [
        run
        for section in review.review_sections(figures, world.programme_year, WHOLE_PROVINCE_READER)
        for text in (*section.paragraphs, *section.bullets)
        for run in runs_of(text)
        if run.figure
    ]
    assert len(runs) > 30
    assert {figures.figure(run.figure).code for run in runs} == {run.figure for run in runs}


def test_a_missing_figure_stays_a_live_one(world):
    context = made(world.programme_year)
    (resources,) = [section for section in context.sections if section.key == "resources"]
    missing = [run for text in resources.bullets for run in runs_of(text) if run.figure == "help.money_in_province"]
    assert [run.text for run in missing] == ["chưa có số liệu"]


def test_what_nobody_owes_is_unknown_and_not_in_order():
    empty = made(make.ProgrammeYearFactory(year=2031))
    words = said(empty)
    assert words["late"] == "Việc nộp kế hoạch, báo cáo của năm: chưa có số liệu."
    assert words["weak"] == "Chưa có số liệu để xác định đơn vị yếu."
    assert "chưa có số liệu" in words["cooperation"]


def test_changed_assignments_and_exits_of_the_year_are_named(world):
    world.twinning.ends_on = dt.date(2018, 6, 30)
    world.twinning.save()
    words = said(made(world.programme_year))
    assert "Sở Thử nghiệm thôi giúp xã Đăk Long (huyện Đăk Glei), hết ngày 30/06/2018" in words["reassigned"]
    assert words["left"] == "Chưa ghi nhận xã nào ra khỏi danh sách."


def test_a_published_figure_stands_in_where_the_year_has_none(world):
    make.PublishedFigureFactory(
        programme=world.programme, code="trong-tinh", year=world.year, qualifier="hon", value=2_000_000_000,
        unit="đồng", measure="money_in_province", label="Vận động trong tỉnh",
    )  # fmt: skip
    assert "Vận động trong tỉnh: hơn 2 tỷ đồng (đã công bố)." in said(made(world.programme_year))["resources"]
    assert "hơn 2 tỷ" not in said(made(world.programme_year, world.people.district))["resources"]


def test_points_and_ranks_stand_only_where_the_programme_scores(world):
    figures = review_figures(world.programme_year, WHOLE_PROVINCE_READER)
    plain_labels = [column.label for column in unit_annex(figures).columns]
    assert "Điểm" not in plain_labels
    scheme = make.ScoreSchemeFactory(programme=world.programme)
    make.CriterionFactory(scheme=scheme)
    annex = unit_annex(review_figures(world.programme_year, WHOLE_PROVINCE_READER))
    assert [column.label for column in annex.columns][-2:] == ["Điểm", "Xếp loại"]
    assert {len(row) for row in annex.rows} == {len(annex.columns)} == {len(annex.totals)}


def test_the_heads_word_decides_who_is_named_as_weak(world):
    make.RatingOverruleFactory(
        programme_year=world.programme_year, unit=world.unit, is_weak=False, reason="Thiên tai, nộp bù sau."
    )
    weak = review_figures(world.programme_year, WHOLE_PROVINCE_READER).weak
    assert [unit.unit_name for unit in weak] == [world.other_unit.name, world.district_unit.name]


@pytest.mark.parametrize("kind", [review, summary])
def test_the_units_reply_and_the_heads_word_stand_beside_the_weak(world, kind):
    told = {"programme_year": world.programme_year, "unit": world.unit}
    make.RatingReplyFactory(**told, text="Đơn vị nộp\nbản giấy đúng hạn")
    make.RatingOverruleFactory(**told, rank="Hoàn thành", is_weak=True, reason="Đã nhắc hai lần.")
    words = said(made(world.programme_year, kind=kind))["weak"]
    (line,) = [line for line in words.splitlines() if line.startswith(f"{world.unit.name}:")]
    assert "chưa nộp báo cáo năm, trễ 20 ngày" in line
    assert "Trưởng ban kết luận: " in line
    assert "xếp loại “Hoàn thành”, là đơn vị yếu" in line.replace("Xếp", "xếp")
    assert kind is summary or "lý do: Đã nhắc hai lần." in line
    assert "Đơn vị nộp bản giấy đúng hạn" in line


def test_who_is_weak_by_rule_and_not_by_the_head_is_named_with_both(world):
    told = {"programme_year": world.programme_year, "unit": world.unit}
    make.RatingOverruleFactory(**told, is_weak=False, reason="Thiên tai, nộp bù sau.")
    context = made(world.programme_year)
    words = said(context)["weak"]
    assert f"Không xếp yếu: {world.unit.name}: chưa nộp báo cáo năm, trễ 20 ngày. Trưởng ban kết luận" in words
    assert "không thuộc diện yếu; lý do: Thiên tai, nộp bù sau." in words
    (annex,) = [annex for annex in context.annexes if annex.number == "Biểu 6"]
    (row,) = [row for row in annex.rows if "Không xếp yếu" in row]
    assert "Thiên tai, nộp bù sau." in row[-1]


def test_a_reply_is_printed_in_every_form_of_annex_six_and_over_the_years(world):
    make.RatingReplyFactory(programme_year=world.programme_year, unit=world.unit, text="Bản giấy đã nộp.")
    context = made(world.programme_year)
    (annex,) = [annex for annex in context.annexes if annex.number == "Biểu 6"]
    (row,) = [row for row in annex.rows if world.unit.name in row and "Đơn vị yếu" in row]
    assert row[-1] == "Ý kiến của đơn vị: Bản giấy đã nộp."
    assert {len(row) for row in annex.rows} == {len(annex.columns)}
    over_years = multi_year.make(
        DocumentOrder("multi-year", world.programme_year, from_year=2016), WHOLE_PROVINCE_READER
    )
    assert "Bản giấy đã nộp." in said(over_years)["weak"]


def test_the_ranking_names_every_scored_unit_once_under_the_rank_that_stands(world):
    scheme = make.ScoreSchemeFactory(programme=world.programme)
    make.CriterionFactory(scheme=scheme)
    make.RankBandFactory(scheme=scheme, label="Hoàn thành", at_least=0)
    make.RatingOverruleFactory(programme_year=world.programme_year, unit=world.unit, rank="Yếu", reason="Nhắc mãi.")
    words = said(made(world.programme_year))["ranking"]
    rated = review_figures(world.programme_year, WHOLE_PROVINCE_READER).ratings
    assert [words.count(rating.unit_name) for rating in rated] == [1] * len(rated)
    (weak,) = [line for line in words.splitlines() if line.startswith("Yếu (1 đơn vị): ")]
    assert world.unit.name in weak


def test_a_programme_without_points_has_no_ranking(world):
    assert "ranking" not in said(made(world.programme_year))


def test_where_nobody_owes_anything_nobody_is_scored_or_weak(world):
    scheme = make.ScoreSchemeFactory(programme=world.programme, weak_below=50)
    make.CriterionFactory(scheme=scheme)
    figures = review_figures(world.previous_year, WHOLE_PROVINCE_READER)
    assert (figures.weak, figures.ratings) == ((), ())
    assert said(made(world.previous_year))["weak"] == "Chưa có số liệu để xác định đơn vị yếu."


def test_every_figure_opens_its_rows(world):
    figures = review_figures(world.programme_year, WHOLE_PROVINCE_READER)
    client = sign_in(world.people.office)
    addresses = {rows_behind(figure.code, figures, world.programme_year) for figure in figures.all()}
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


@pytest.mark.parametrize(
    ("code", "address"),
    [
        ("filing.annual.late", "obligations/?period=annual&standing=filed_late"),
        ("filing.plan.missing", "obligations/?period=plan&open=on"),
        ("filing.late_units", "units/?late=on"),
        ("timeliness.half.on_time_rate", "obligations/?period=half&standing=owed"),
        ("help.works_completed", "works/?kind=work&done=True&own=on"),
        ("NG03.key", "indicators/?part=NG03"),
        ("requests.late", "requests/?state=late"),
        ("requests.overdue", "requests/?state=overdue"),
    ],
)
def test_the_rows_are_narrowed_to_the_figure(world, code, address):
    figures = review_figures(world.programme_year, WHOLE_PROVINCE_READER)
    assert rows_behind(code, figures, world.programme_year).endswith(f"/{world.year}/{address}")
