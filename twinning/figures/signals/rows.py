"""The rows the questions are made from: two years of filings, each table read once whatever the number of units."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from communes.models import Commune, ProgrammeYear
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from twinning.choices import ItemKind, PeriodKind, Verdict
from twinning.figures.claims import words_that_count
from twinning.figures.help import measure_label
from twinning.models import (
    Confirmation,
    Contribution,
    Evidence,
    Obligation,
    ReportSection,
    SignalRule,
    Twinning,
    Unit,
    WorkResult,
)

REPORT = "report__obligation"
SIZABLE = (ItemKind.WORK, ItemKind.MODEL)


@dataclass(frozen=True, slots=True)
class Filing:
    """One obligation and what was filed for it; `filed_on` None is not filed (or sent back)."""

    unit_id: int
    year: int
    kind: str
    due_on: dt.date
    is_waived: bool
    report_id: int | None
    filed_on: dt.date | None
    filed_at: dt.datetime | None

    @property
    def label(self) -> str:
        """“Báo cáo năm 2018”, “Báo cáo 6 tháng 2018”."""
        return f"{PeriodKind(self.kind).label} {self.year}"


@dataclass(frozen=True)
class Rows:
    """Two years of one programme, of the whole province: whom a question may be shown is decided afterwards."""

    year: int
    as_of: dt.date
    rule: SignalRule
    units: dict[int, str]
    filings: list[Filing]
    twinnings: list[Twinning]
    contributions: dict[int, list[Contribution]] = field(default_factory=dict)
    sections: list[ReportSection] = field(default_factory=list)
    works: list[WorkResult] = field(default_factory=list)
    evidence: dict[int, set[int | None]] = field(default_factory=dict)
    disputes: list[Confirmation] = field(default_factory=list)
    communes: dict[int, Commune] = field(default_factory=dict)

    def filed(self, year: int, kind: str = PeriodKind.ANNUAL) -> list[Filing]:
        return [row for row in self.filings if row.report_id and row.filed_on and (row.year, row.kind) == (year, kind)]


def rows_of(programme_year: ProgrammeYear) -> Rows:
    """Read the year and the one before (ten queries)."""
    programme, year = programme_year.programme, programme_year.year
    obligations = _filings(programme_year)
    filed = {row.report_id: row for row in obligations if row.report_id and row.filed_on}
    this_year = [pk for pk, row in filed.items() if row.year == year]
    twinnings = Twinning.objects.in_year(programme, year)
    contributions: dict[int, list[Contribution]] = defaultdict(list)
    for row in Contribution.objects.filter(report__in=filed):
        contributions[row.report_id].append(row)
    evidence: dict[int, set[int | None]] = defaultdict(set)
    for report, commune in Evidence.objects.filter(report__in=this_year).values_list("report", "commune"):
        evidence[report].add(commune)
    told = WorkResult.objects.of_kind(PeriodKind.ANNUAL).filter(report__in=filed, kind__in=SIZABLE, is_completed=True)
    disputes = words_that_count().filter(contribution__report__in=this_year, verdict=Verdict.DISPUTED)
    works = list(told.select_related("plan_item").order_by("pk"))
    named = {row.commune_id for rows in contributions.values() for row in rows}
    named |= {row.commune_id for row in (*twinnings, *works)}
    return Rows(
        year=year,
        as_of=programme_year.as_of,
        rule=SignalRule.of(programme),
        units=dict(Unit.objects.filter(obligations__in=_owed(programme_year)).distinct().values_list("pk", "name")),
        filings=obligations,
        twinnings=list(twinnings),
        contributions=contributions,
        sections=list(ReportSection.objects.filter(report__in=filed).exclude(text="").select_related("section")),
        works=works,
        evidence=evidence,
        disputes=list(disputes.select_related("contribution").order_by("contribution", "pk")),
        communes=Commune.objects.select_related("district").in_bulk(named),
    )


def label(measure: str) -> str:
    """The label of a measure without the unit that its numbers bring along."""
    return measure_label(measure).removesuffix(_(" (đồng)"))


def _owed(programme_year: ProgrammeYear) -> Any:
    rows = Obligation.objects.visible_to(WHOLE_PROVINCE_READER)
    return rows.in_years(programme_year.programme, programme_year.year - 1, programme_year.year)


def _filings(programme_year: ProgrammeYear) -> list[Filing]:
    owed = _owed(programme_year).exclude(period__kind=PeriodKind.PLAN).with_timeliness()
    rows = owed.select_related("period__programme_year", "report").order_by("period__due_on", "unit__sort_key")
    return [
        Filing(
            unit_id=row.unit_id,
            year=row.period.programme_year.year,
            kind=row.period.kind,
            due_on=row.effective_due_on,
            is_waived=row.waived_on is not None,
            report_id=row.report.pk if hasattr(row, "report") else None,
            filed_on=row.filed_on,
            filed_at=row.report.submitted_at if hasattr(row, "report") else None,
        )
        for row in rows
    ]
