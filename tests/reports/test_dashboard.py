"""The dashboard: each number leads to a list with exactly the rows it was made of, within the reader's scope."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils.translation import override

from communes.figures.aggregate import figure_of
from kontum04.accounts.choices import Role
from kontum04.accounts.models import User
from kontum04.core.figure import Figure
from reports.board import Board, Line
from tests import factories as make
from tests.conftest import sign_in
from twinning.choices import MONEY_MEASURES

pytestmark = pytest.mark.django_db

READERS = ("lanhdao", "thanhvien", "huyen")
"""Who sees everything, and two who see some communes."""
COUNTED = ("communes", "units", "filing.", "requests.", "inspections.", "exits.", "assignments.", "DB03.places")
WORKS = ("help.works_registered", "help.works_completed")


def board_page(client: Client, year) -> tuple[Board, str]:
    response = client.get(f"/{year.programme.code}/{year.year}/dashboard/")
    assert response.status_code == 200
    return response.context["board"], response.content.decode()


def numbers(board: Board) -> list[tuple[Figure, str]]:
    """Every number of the board with its address."""
    lines: list[Line] = [*board.tiles, *board.waiting, *board.works, *board.sources, board.money]
    for period in board.periods:
        lines += [*period.counts, period.rate]
    cells = [cell for _standard, years in board.poverty.blocks for _year, of_year in years for cell in of_year]
    targets = [(target.result, href) for target, href in board.targets]
    found = [(line.figure, line.href) for line in lines] + targets
    return found + [(cell.figure, cell.href) for cell in cells if cell.href]


def check(figure: Figure, response) -> None:
    """The list holds as many rows as were counted, or they sum up to the figure, or are what the rate was made of."""
    table = response.context["table"]
    rows = [row.record for row in table.rows] if table.page is None else list(table.data)
    code = figure.code
    if code in WORKS or (code.startswith(COUNTED) and not code.endswith("_rate")):
        assert len(rows) == figure.value, code
    elif code.startswith("help."):
        measures = MONEY_MEASURES if code == "help.money_total" else (code.removeprefix("help."),)
        given = [value for row in rows for name in measures if (value := getattr(row, name)) is not None]
        assert (sum(given) if given else None) == figure.value, code
    elif code.endswith("on_time_rate"):
        assert len(rows) == figure.denominator, code
    elif code == "exit_share":
        assert len(rows) == figure.denominator
        assert sum(row.has_left for row in rows) == figure.numerator
    elif code == "untwinned_share":
        assert len(rows) == figure.numerator
    else:
        check_indicator(figure, response, table)


def check_indicator(figure: Figure, response, table) -> None:
    """The foot of the list tells the same number for the same places."""
    code, _colon, year = figure.code.partition(":")
    shown = {each.part.code: each for each in response.context["view"].shown if str(each.year) == year or not year}
    total = figure_of(
        table.readings, shown[code.removesuffix(".share")].part, int(year or response.context["view"].year)
    )
    if code.endswith(".share"):
        assert total.value == figure.numerator, code
    else:
        assert total.text == figure.text, code


@pytest.mark.parametrize("username", READERS)
def test_every_number_opens_exactly_its_rows(demo_year, username):
    client = sign_in(User.objects.get(username=username))
    board, _html = board_page(client, demo_year)
    found = numbers(board)
    assert len(found) > 40
    answers = {}
    for figure, href in found:
        if href not in answers:
            answers[href] = client.get(href)
        response = answers[href]
        assert response.status_code == 200, (figure.code, href)
        with override("vi"):
            check(figure, response)


def test_every_link_of_the_page_opens(demo_year):
    client = sign_in(User.objects.get(username="lanhdao"))
    _board, html = board_page(client, demo_year)
    main = html[html.index('class="board"') : html.index("</main>")]
    links = {unescape(link) for link in re.findall(r'<a [^>]*href="(/[^"]+)"', main)}
    assert len(links) > 30
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_the_counts_of_late_and_weak_are_those_of_their_lists(demo_year):
    client = sign_in(User.objects.get(username="lanhdao"))
    board, html = board_page(client, demo_year)
    for words, total in (("late=on", board.late_count), ("weak=on", board.weak_count)):
        [href] = {unescape(href) for href in re.findall(r'board__more" href="([^"]+)"', html) if words in href}
        assert len(client.get(href).context["table"].rows) == total
        assert total > 0


def test_the_home_of_those_who_read_shows_the_same_board(demo_year):
    client = sign_in(User.objects.get(username="lanhdao"))
    board, _html = board_page(client, demo_year)
    home = client.get(f"/{demo_year.programme.code}/{demo_year.year}/")
    assert numbers(home.context["board"]) == numbers(board)
    assert "css/board.css" in home.content.decode()


def test_a_year_without_rows_says_what_is_missing_and_breaks_nowhere(demo_year):
    """Missing is not zero: no rate, no bar, no place, and words instead."""
    empty = make.ProgrammeYearFactory(programme=demo_year.programme, year=2020)
    client = sign_in(User.objects.get(username="vanphong"))
    board, html = board_page(client, empty)
    assert board.periods == []
    assert board.money.figure.value is None
    text = unescape(html)
    assert "Năm này chưa mở kỳ báo cáo nào" in text
    assert "Chưa có báo cáo năm nào được nộp" in text
    for figure, href in numbers(board):
        assert client.get(href).status_code == 200, (figure.code, urlsplit(href).path)


def test_the_page_costs_the_same_for_1_3_and_70_units(world, constant_queries):
    def make_rows(count: int) -> None:
        for unit in make.UnitFactory.create_batch(count, head_count=30):
            make.TwinningFactory(programme=world.programme, unit=unit, commune=world.commune)
            report = make.ReportFactory(obligation__unit=unit, obligation__period=world.periods["annual"], filed=True)
            make.ContributionFactory(report=report, commune=world.commune, trips=3, money_savings=5_000_000)

    def trips(response) -> int:
        """Read off the page: it sums the rows up, and its length says nothing of how many they are."""
        return next(
            int(line.figure.value) for line in response.context["board"].tiles if line.figure.code == "help.trips"
        )

    constant_queries(world.url("dashboard"), make_rows, Role.OFFICE, trips)
