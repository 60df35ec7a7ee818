"""The page of timeliness: every number opens its rows; page, workbook and command agree; deadlines as they are seen."""

import datetime as dt
import json
from html import unescape
from io import StringIO
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import RequestFactory
from django.urls import resolve
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kontum04.accounts.choices import Role
from kontum04.core import clock
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from tests import factories as make
from tests.conftest import sign_in
from tests.twinning.random_years import YEARS, build, units
from tests.twinning.sheets import rows_of
from twinning.choices import FILED, PeriodKind, ReportStatus
from twinning.figures.timeliness_groups import Grouping
from twinning.figures.timeliness_table import TimelinessTable, timeliness_by
from twinning.models import Obligation
from twinning.services.deadlines import extend
from twinning.services.review import return_report
from twinning.tables.timeliness import CountColumn, DaysColumn, ShareColumn, TimelinessByGroup
from twinning.views.obligations import ObligationList

PAGE = "timeliness"
FEW = settings(max_examples=10, deadline=None)


def behind(href: str, viewer) -> list[Obligation]:
    """The obligations that the list at an address shows to somebody."""
    view = ObligationList()
    request = RequestFactory().get(href)
    request.user = viewer
    view.setup(request, **resolve(urlsplit(href).path).kwargs)
    found = view.get_filterset(view.get_filterset_class())
    assert not found.form.errors, href
    return list(found.qs)


def numbers(table: TimelinessByGroup, row):
    """Every number of a line with the list that it opens; a nought opens none."""
    for column in table.columns:
        value = column.accessor.resolve(row)
        if isinstance(column.column, CountColumn) and value:
            yield column.column, value, table.href(row, column.column.query)


def command(programme, *options: str) -> dict:
    out = StringIO()
    call_command("timeliness", "--programme", programme.code, "--year", "2018", "--json", *options, stdout=out)
    return json.loads(out.getvalue())


class AnyYears(TestCase):
    """Whatever units, assignments, filings, extensions, waivers and returns there are."""

    asked = st.tuples(st.sampled_from(Grouping), st.sampled_from(YEARS), st.sampled_from(["", "annual"]))

    def table(self, stored, viewer, asked) -> TimelinessTable:
        by, since, period = asked
        return timeliness_by(stored.year, viewer, by, since=since, period=period)

    @given(drawn=units, asked=asked, who=st.sampled_from(["office", "member", "district"]))
    @FEW
    def test_every_number_opens_exactly_the_rows_it_counts(self, drawn, asked, who):
        stored = build(drawn)
        viewer = stored.people[who]
        shown = self.table(stored, viewer, asked)
        table = TimelinessByGroup(shown=shown, programme_year=stored.year)
        for row in (shown.whole, *shown.groups):
            for column, value, href in numbers(table, row):
                rows = behind(href, viewer)
                late = sorted(found.days_late.days for found in rows)
                if isinstance(column, ShareColumn):
                    assert len(rows) == value.numerator
                elif isinstance(column, DaysColumn) or "sort" in column.query:
                    assert late == list(row.late), href
                else:
                    assert len(rows) == value, href

    @given(drawn=units, asked=asked, who=st.sampled_from(["office", "member", "district"]))
    @FEW
    def test_the_whole_counts_each_obligation_once_and_disjoint_rows_add_up(self, drawn, asked, who):
        stored = build(drawn)
        viewer = stored.people[who]
        by, since, period = asked
        shown = self.table(stored, viewer, asked)
        owed = Obligation.objects.visible_to(viewer).filter(
            period__programme_year__programme=stored.programme, period__programme_year__year__gte=since
        )
        if period:
            owed = owed.filter(period__kind=period)
        assert shown.whole.owed == owed.filter(waived_on__isnull=True).count()
        assert shown.whole.filed == owed.filter(waived_on__isnull=True, report__status__in=FILED).count()
        assert shown.whole.waived == owed.filter(waived_on__isnull=False).count()
        total = sum(row.owed + row.waived for row in shown.groups)
        if by.overlaps:
            assert total >= shown.whole.owed + shown.whole.waived
        else:
            assert total == shown.whole.owed + shown.whole.waived
        for row in (shown.whole, *shown.groups):
            assert all(rate.value is None or 0 <= rate.value <= 100 for rate in (row.filed_rate, row.on_time_rate))

    @given(drawn=units, asked=asked)
    @FEW
    def test_page_workbook_and_command_say_the_same(self, drawn, asked):
        stored = build(drawn)
        by, since, period = asked
        told = command(stored.programme, "--by", by, "--from", str(since), *(["--period", period] if period else []))
        client = sign_in(stored.people["office"])
        url = f"/{stored.programme.code}/2018/timeliness/?by={by}&since={since}&period={period}"
        response = client.get(url)
        assert response.context["shown"].as_dict() == {
            key: told[key] for key in ("by", "from", "year", "period", "rows_add_up", "whole", "groups")
        }
        _head, *lines = rows_of(client.get(f"{url}&format=xlsx"))
        rows = [*told["groups"], told["whole"]]
        assert [line[0] for line in lines] == [row["label"] for row in rows]
        for line, row in zip(lines, rows, strict=True):
            assert line[1:] == as_cells(row)


def as_cells(row: dict) -> list:
    """A line of the command as the workbook holds it."""

    def rate(name):
        return float(row[name]["value"]) if row["owed"] else "không có nghĩa vụ"

    def days(name):
        return "–" if row[name] is None else float(row[name])

    return [
        row["owed"], row["filed"], rate("filed_rate"), row["on_time"], rate("on_time_rate"), row["filed_late"],
        row["missing"], row["overdue"], row["waived"], row["extended"], *row["late_by_days"].values(),
        days("mean_days_late"), days("median_days_late"), days("most_days_late"),
    ]  # fmt: skip


# --- A unit that helps several communes ---------------------------------------------------------------------------


@pytest.fixture
def office(client_of):
    return client_of(Role.OFFICE)


def text(response) -> str:
    return unescape(response.content.decode())


def line(response, label: str):
    shown = response.context["shown"]
    return next(row for row in (shown.whole, *shown.groups) if row.label == label)


def test_a_unit_that_helps_three_communes_counts_once_overall(world, office):
    third = make.CommuneFactory(name="Thứ ba", district=world.places.district)
    make.TwinningFactory(programme=world.programme, unit=world.unit, commune=third)
    response = office.get(f"{world.url(PAGE)}?by=commune&period=annual")
    names = (world.commune.full_name, world.places.second_commune.full_name, third.full_name)
    assert [line(response, name).owed for name in names] == [2, 1, 1]  # the district unit helps the first one too
    assert line(response, "Toàn bộ").owed == 3
    assert "các dòng không cộng lại thành dòng Toàn bộ" in text(response)
    assert "không cộng lại" not in text(office.get(f"{world.url(PAGE)}?by=kind"))


def test_nothing_owed_is_neither_0_nor_100_percent(world, office):
    Obligation.objects.filter(period__kind=PeriodKind.PLAN).update(waived_on=dt.date(2018, 2, 1), waived_reason="Lũ")
    response = office.get(world.url(PAGE))
    row = line(response, "Đăng ký kế hoạch")
    assert (row.owed, row.waived, row.on_time_rate.value) == (0, 3, None)
    assert text(response).count("không có nghĩa vụ") == 2
    assert rows_of(office.get(f"{world.url(PAGE)}?format=xlsx"))[1][:6] == [
        "Đăng ký kế hoạch", 0, 0, "không có nghĩa vụ", 0, "không có nghĩa vụ",
    ]  # fmt: skip


def test_the_page_is_one_tab_among_the_others(world, office):
    tabs = office.get(world.url(PAGE)).context["tabs"]
    assert [tab["label"] for tab in tabs if tab["active"]] == ["Tỷ lệ đúng hạn"]
    assert len({tab["url"] for tab in tabs}) == len(tabs)


def test_a_year_without_obligations_says_what_makes_them(world, office):
    page = text(office.get(world.url(PAGE).replace("2018", "2017") + "?by=kind"))
    assert "Không có nghĩa vụ báo cáo nào" in page


# --- Deadlines as the page shows them -----------------------------------------------------------------------------


DUE_ON = dt.date(2018, 11, 30)


def local(day: str, time: str = "12:00:00") -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=clock.ZONE)


@pytest.fixture
def draft(world):
    """The unit's annual report, due on 30/11/2018; nobody else owes one."""
    Obligation.objects.filter(period=world.periods[PeriodKind.ANNUAL]).exclude(unit=world.unit).filter(
        report__isnull=True
    ).delete()
    return world.filings.draft


def file(report, moment: dt.datetime) -> None:
    report.status, report.submitted_at = ReportStatus.SUBMITTED, moment
    report.save()


def of_the_unit(world, client, at: str = "2019-03-01"):
    """The line of the unit's kind of unit, and what the list behind shows of it."""
    with time_machine.travel(local(at), tick=False):
        response = client.get(f"{world.url(PAGE)}?by=kind&period=annual")
        listed = text(client.get(f"{world.url('obligation-list')}?period=annual&kind=department"))
    return line(response, "Sở, ban, ngành"), listed


@pytest.mark.parametrize(
    ("moment", "on_time", "late"),
    [(local("2018-11-30", "23:59:59"), 1, ()), (local("2018-12-01", "00:00:00"), 0, (1,))],
)
def test_the_last_second_of_the_day_is_in_time_and_the_next_is_not(world, office, draft, moment, on_time, late):
    file(draft, moment)
    row, listed = of_the_unit(world, office)
    assert (row.owed, row.filed, row.on_time, row.late) == (1, 1, on_time, late)
    assert ("trễ 1 ngày" in listed) is bool(late)


def test_an_extension_makes_it_timely_and_the_original_date_stays_beside_it(world, office, draft):
    file(draft, local("2018-12-10", "23:59:59"))
    assert of_the_unit(world, office)[0].late == (10,)
    extend(obligations=[draft.obligation_id], new_due_on=dt.date(2018, 12, 10), reason="Bão", by=world.people.office)
    row, listed = of_the_unit(world, office)
    assert (row.on_time, row.extended, row.late) == (1, 1, ())
    assert "30/11/2018" in listed
    assert "10/12/2018" in listed


def test_a_report_sent_back_is_missing_and_late_again_until_it_is_filed_anew(world, office, draft):
    file(draft, local("2018-11-20"))
    make.ReportVersionFactory(report=draft, submitted_by=world.people.unit)
    assert of_the_unit(world, office, at="2018-12-03")[0].on_time == 1
    with time_machine.travel(local("2018-11-29"), tick=False):
        draft.refresh_from_db()
        return_report(report=draft, by=world.people.office, revision=draft.revision, reason="Thiếu mục II")
    assert of_the_unit(world, office, at="2018-11-30")[0].overdue == 0
    row, listed = of_the_unit(world, office, at="2018-12-03")
    assert (row.owed, row.filed, row.missing, row.overdue, row.late) == (1, 0, 1, 1, (3,))
    assert "trễ 3 ngày" in listed
    draft.refresh_from_db()
    file(draft, local("2018-12-04"))
    row, _listed = of_the_unit(world, office)
    assert (row.filed, row.filed_late, row.missing, row.late) == (1, 1, 0, (4,))


# --- Who sees what, and at what cost ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "units_owing"), [(Role.LEADERSHIP, 3), (Role.MEMBER, 2), (Role.DISTRICT, 1), (Role.OFFICE, 3)]
)
def test_the_page_counts_within_the_scope(world, client_of, who, units_owing):
    client = client_of(who)
    for by in Grouping.values:
        response = client.get(f"{world.url(PAGE)}?by={by}&period=annual&since=2018")
        assert line(response, "Toàn bộ").owed == units_owing
    communes = {row.label for row in client.get(f"{world.url(PAGE)}?by=commune").context["shown"].groups}
    assert (world.places.foreign_commune.full_name in communes) is (who in (Role.LEADERSHIP, Role.OFFICE))


def many_communes(world):
    def rows(count: int) -> None:
        for unit in make.UnitFactory.create_batch(count):
            commune = make.CommuneFactory()
            make.TwinningFactory(programme=world.programme, unit=unit, commune=commune)
            obligation = make.ObligationFactory(unit=unit, period=world.periods[PeriodKind.ANNUAL])
            make.ExtensionFactory(obligation=obligation)
            make.ReportFactory(obligation=obligation, filed=True)

    return rows


@pytest.mark.parametrize("by", ["commune", "district"])
def test_any_number_of_groups_costs_the_same_queries(world, constant_queries, by):
    constant_queries(f"{world.url(PAGE)}?by={by}", many_communes(world), Role.OFFICE)


def test_the_list_behind_several_years_costs_the_same_queries(world, constant_queries):
    constant_queries(f"{world.url('obligation-list')}?since=2017&standing=filed", many_communes(world), Role.OFFICE)


# --- What is asked for --------------------------------------------------------------------------------------------


def test_what_cannot_be_read_in_the_address_is_as_if_it_were_not_there(world, office):
    response = office.get(f"{world.url(PAGE)}?by=x&since=abc&period=y")
    assert response.status_code == 200
    shown = response.context["shown"]
    assert (shown.by, shown.since, shown.period) == (Grouping.PERIOD, 2018, "")


def test_years_side_by_side_begin_with_the_first(world, office):
    response = office.get(f"{world.url(PAGE)}?by=year")
    assert [row.label for row in response.context["shown"].groups] == ["2017", "2018"]
    assert line(response, "2017").on_time_rate.text == "không có nghĩa vụ"


def test_a_list_of_several_years_names_the_year_and_leads_into_it(world, office):
    earlier = make.ReportingPeriodFactory(programme_year=world.previous_year, kind=PeriodKind.ANNUAL)
    report = make.ReportFactory(obligation__unit=world.unit, obligation__period=earlier, filed=True)
    page = text(office.get(f"{world.url('obligation-list')}?since=2017&period=annual&kind=department"))
    assert f"/{world.programme.code}/2017/reports/{report.pk}/" in page
    assert f"/{world.programme.code}/2018/reports/{world.filings.draft.pk}/" in page
    header, *rows = rows_of(
        office.get(f"{world.url('obligation-list')}?since=2017&period=annual&kind=department&format=xlsx")
    )
    assert [row[header.index("Năm")] for row in rows] == [2017, 2018]
    assert "Năm" not in rows_of(office.get(f"{world.url('obligation-list')}?format=xlsx"))[0]


def test_rows_can_be_put_in_order_of_their_rates(world, office):
    response = office.get(f"{world.url(PAGE)}?by=kind&sort=on_time_rate")
    rates = [row.record.on_time_rate.value for row in response.context["table"].rows]
    assert rates == sorted(rates)
    assert len(set(rates)) > 1


def test_the_command_reads_for_people_too(world):
    out = StringIO()
    call_command("timeliness", "--programme", world.programme.code, "--year", "2018", "--by", "kind", stdout=out)
    whole = timeliness_by(world.programme_year, WHOLE_PROVINCE_READER, Grouping.KIND).whole
    assert out.getvalue().splitlines()[0].startswith(f"Toàn bộ\tphải nộp {whole.owed}, đã nộp {whole.filed}")


def test_the_command_refuses_a_span_that_ends_before_it_begins(world):
    with pytest.raises(CommandError, match="không sau năm 2018"):
        call_command("timeliness", "--programme", world.programme.code, "--year", "2018", "--from", "2019")


def test_links_carry_what_the_page_was_narrowed_to(world, office):
    response = office.get(f"{world.url(PAGE)}?by=kind&since=2017&period=annual")
    table = response.context["table"]
    row = line(response, "Doanh nghiệp")
    query = parse_qs(urlsplit(table.href(row, {"open": "on"})).query)
    assert query == {"period": ["annual"], "since": ["2017"], "kind": ["enterprise"], "open": ["on"]}
