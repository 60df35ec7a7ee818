"""Who files in time: sums by group hold for any obligations; page, workbook, command and lists behind agree."""

import datetime as dt
from decimal import Decimal
from statistics import mean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinning.choices import FILED, ObligationState, PeriodKind, UnitKind
from twinning.figures.timeliness import ObligationRow, timeliness
from twinning.figures.timeliness_counts import LateDays, count
from twinning.figures.timeliness_groups import Groups
from twinning.figures.timeliness_table import grouped

DUE_ON = dt.date(2018, 11, 30)
COUNTS = ("owed", "filed", "on_time", "filed_late", "missing", "overdue", "waived", "extended", "late_count")

rows_drawn = st.lists(
    st.builds(
        lambda unit, kind, state, late, extended: ObligationRow(
            pk=0,
            unit_id=unit,
            unit_name=f"Đơn vị {unit}",
            kind=kind,
            due_on=DUE_ON,
            effective_due_on=DUE_ON + dt.timedelta(days=extended),
            filed_on=None,
            state=state,
            days_late=0 if state == ObligationState.WAIVED else late,
            year=2016 + unit % 3,
            unit_kind=UnitKind.values[unit % len(UnitKind)],
            unit_district_id=None,
        ),
        st.integers(1, 9),
        st.sampled_from(PeriodKind.values),
        st.sampled_from(ObligationState.values),
        st.sampled_from([0, 0, 1, 5, 6, 15, 16, 30, 31, 400]),
        st.sampled_from([0, 0, 10]),
    ),
    max_size=40,
).map(lambda rows: [ObligationRow(**vars(row) | {"pk": pk}) for pk, row in enumerate(rows, start=1)])


@given(rows_drawn)
def test_counts_are_those_of_the_definitions(rows):
    """Written out by hand from the rows, without the words of the code that is tested."""
    found = count("", "", rows)
    owed = [row for row in rows if row.state != "waived"]
    filed = [row for row in owed if row.state in FILED]
    late = [row.days_late for row in owed if row.days_late > 0]
    assert (found.owed, found.waived) == (len(owed), len(rows) - len(owed))
    assert (found.filed, found.missing) == (len(filed), len(owed) - len(filed))
    assert found.on_time == sum(row.days_late == 0 for row in filed)
    assert found.filed_late == sum(row.days_late > 0 for row in filed)
    assert found.overdue == len(late) - found.filed_late
    assert found.extended == sum(row.effective_due_on > row.due_on for row in owed)
    assert found.late_count == len(late) == sum(found.steps.values())
    assert found.most_days == max(late, default=None)
    assert found.mean_days.value == (mean(map(Decimal, late)) if late else None)
    assert found.median_days.value == (median(late) if late else None)


@given(rows_drawn)
def test_no_rate_leaves_0_to_100_and_nothing_of_nothing_is_none(rows):
    found = count("", "", rows)
    for rate in (found.filed_rate, found.on_time_rate):
        if found.owed:
            assert 0 <= rate.value <= 100
            assert rate.value == rate.numerator * 100 / rate.denominator
        else:
            assert (rate.value, rate.text, rate.as_dict()["text"]) == (None, "không có nghĩa vụ", "không có nghĩa vụ")


@given(rows_drawn, st.sampled_from(["kind", "unit_kind", "year"]))
def test_disjoint_groups_add_up_to_the_whole(rows, name):
    labels = {str(getattr(row, name)): "" for row in rows}
    groups = grouped(rows, Groups(labels, lambda row: [str(getattr(row, name))]))
    whole = count("", "", rows)
    for counted in COUNTS:
        assert sum(getattr(group, counted) for group in groups) == getattr(whole, counted)
    assert sorted(days for group in groups for days in group.late) == list(whole.late)


@given(rows_drawn, st.data())
def test_helping_in_several_places_never_counts_twice_in_a_row_or_in_the_whole(rows, data):
    """Each unit helps in any of five places; a row of a place counts each of its obligations once."""
    places = {unit: data.draw(st.lists(st.sampled_from("abcde"), max_size=6)) for unit in {row.unit_id for row in rows}}
    groups = grouped(rows, Groups(dict.fromkeys("abcde", ""), lambda row: places[row.unit_id]))
    whole = count("", "", [*rows, *rows])
    assert whole.owed + whole.waived == len(rows)
    for group in groups:
        here = [row for row in rows if group.key in places[row.unit_id]]
        assert group.owed + group.waived == len(here)
        assert group.owed <= whole.owed
    assert {group.key for group in groups} == {place for unit in places for place in places[unit]}


@given(rows_drawn)
def test_the_review_counts_alike(rows):
    """By period, the page and the annual review say the same of the same year."""
    for period in timeliness(rows):
        ours = count("", "", [row for row in rows if row.kind == period.kind])
        theirs = (period.owed, period.waived, period.on_time, period.filed_late, period.missing)
        assert (ours.owed, ours.waived, ours.on_time, ours.filed_late, ours.missing) == theirs
        assert ours.on_time_rate.value == period.on_time_rate().value


@pytest.mark.parametrize(
    ("days", "step"),
    [(1, "1-5"), (5, "1-5"), (6, "6-15"), (15, "6-15"), (16, "16-30"), (30, "16-30"), (31, "31-"), (999, "31-")],
)
def test_a_step_of_lateness_holds_its_ends(days, step):
    assert LateDays.of(days) == step
