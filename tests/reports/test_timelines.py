"""The time lines of a commune and a unit: everything that happened, of all years, by kind, as far as one may know."""

import datetime as dt

import pytest

from communes.choices import ExitStage
from kontum04.accounts.choices import Role
from tests import factories as make
from twinning.choices import ItemKind, PeriodKind

pytestmark = pytest.mark.django_db


def told(client, url: str) -> list[tuple[str, str]]:
    response = client.get(url)
    assert response.status_code == 200
    return [(event.kind, event.text) for event in response.context["events"]]


@pytest.fixture
def commune_url(world) -> str:
    return world.url("commune-detail", pk=world.commune.pk)


def test_a_commune_has_every_kind_of_event_on_one_line(world, client_of, commune_url):
    report = world.filings.submitted
    make.WorkResultFactory(
        report=report, commune=world.commune, kind=ItemKind.WORK, is_completed=True, content="Cầu treo"
    )
    make.IssuedDocumentFactory(
        programme_year=world.programme_year, commune=world.commune, dated_on=dt.date(2018, 12, 5)
    )
    kinds = {kind for kind, _text in told(client_of(Role.OFFICE), commune_url)}
    assert {
        "Diện", "Kết nghĩa", "Kiến nghị", "Trả lời", "Kiểm tra", "Ý kiến", "Số liệu", "Báo cáo", "Công trình",
        "Xét thoát diện", "Văn bản",
    } <= kinds  # fmt: skip


def test_drafts_tell_nothing(world, client_of, commune_url):
    before = told(client_of(Role.OFFICE), commune_url)
    draft = make.ReportFactory(obligation__period=world.periods[PeriodKind.ANNUAL], obligation__unit=make.UnitFactory())
    make.ContributionFactory(report=draft, commune=world.commune, trips=99)
    assert told(client_of(Role.OFFICE), commune_url) == before


def test_each_step_of_an_exit_stands_once(world, client_of, commune_url):
    proposal = world.steering.exit
    proposal.reason = "Lý do khác."
    proposal.save()
    proposal.stage = ExitStage.PROPOSED
    proposal.save()
    steps = [text for kind, text in told(client_of(Role.OFFICE), commune_url) if kind == "Xét thoát diện"]
    assert steps == ["xét năm 2018: dự kiến xét", "xét năm 2018: đã đề nghị"]
    assert not [kind for kind, _text in told(client_of(Role.UNIT), commune_url) if kind == "Xét thoát diện"]


@pytest.mark.parametrize("name", ["commune-detail", "unit-detail"])
def test_a_kind_asked_for_stands_alone(world, client_of, name):
    url = world.url(name, pk=(world.commune if name == "commune-detail" else world.unit).pk)
    everything = told(client_of(Role.OFFICE), url)
    wanted = [event for event in everything if event[0] == "Kết nghĩa"]
    assert 0 < len(wanted) < len(everything)
    assert told(client_of(Role.OFFICE), f"{url}?kind=Kết+nghĩa") == wanted
    assert told(client_of(Role.OFFICE), f"{url}?kind=không+có") == everything


def test_a_unit_has_its_papers_and_the_word_on_its_rating(world, client_of):
    make.IssuedDocumentFactory(programme_year=world.programme_year, unit=world.unit)
    make.RatingOverruleFactory(programme_year=world.programme_year, unit=world.unit)
    filed = make.ReportFactory(
        obligation__unit=world.unit,
        obligation__period=make.ReportingPeriodFactory(programme_year=world.previous_year, kind=PeriodKind.ANNUAL),
        filed=True,
    )
    make.WorkResultFactory(report=filed, commune=world.commune, kind=ItemKind.WORK, is_completed=True)
    url = world.url("unit-detail", pk=world.unit.pk)
    kinds = {kind for kind, _text in told(client_of(Role.OFFICE), url)}
    assert {"Kết nghĩa", "Báo cáo", "Kiến nghị", "Trả lời", "Công trình", "Xếp loại", "Văn bản"} <= kinds


def test_what_is_issued_to_one_unit_is_not_told_to_another_ones_people(world, client_of):
    make.IssuedDocumentFactory(programme_year=world.programme_year, unit=world.unit)
    url = world.url("unit-detail", pk=world.unit.pk)
    assert "Văn bản" in {kind for kind, _text in told(client_of(Role.UNIT), url)}
    assert client_of("unit_outsider").get(url).status_code == 404
