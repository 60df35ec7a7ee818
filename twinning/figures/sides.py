"""One report to be read: each commune's numbers beside last year's, the plan's and the commune's own word."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from communes.models import Commune
from kontum04.core.scoping import Viewer
from twinning.choices import MEASURES, MONEY_MEASURES
from twinning.figures.beside import last_year, planned, registered_items, twinned_communes
from twinning.figures.claims import ClaimLine, claim_lines
from twinning.figures.help import MEASURE_UNITS, measure_label
from twinning.models import Contribution, Report

Number = Decimal | int | None


@dataclass(frozen=True)
class Side:
    """One measure: claimed, last year, planned; None is not reported or not planned. `word` is the commune's."""

    measure: str
    label: str
    unit: str
    value: Number
    last: Number
    plan: Number
    word: ClaimLine | None = None
    is_total: bool = False


@dataclass(frozen=True)
class CommuneSides:
    """Everything the unit says of one commune."""

    commune: Commune
    sides: tuple[Side, ...]
    note: str
    is_reported: bool


@dataclass(frozen=True)
class Sides:
    """The communes of a report; `note` says where last year's numbers hold those of the unit's predecessors."""

    communes: list[CommuneSides]
    note: str


def sides_of(report: Report, reader: Viewer) -> Sides:
    """The communes of the report in Vietnamese order; a twinned one without a row is there too, all missing."""
    rows = {
        row.commune_id: row
        for row in report.contributions.select_related("commune__district").prefetch_related("confirmations__given_by")
    }
    communes = dict.fromkeys((*twinned_communes(report), *(row.commune for row in rows.values())))
    before, plans = last_year(report, reader), planned(registered_items(report))
    sides = [
        _commune_sides(commune, rows.get(commune.pk), before.rows.get(commune.pk), plans.get(commune.pk, {}))
        for commune in communes
    ]
    return Sides(sides, before.note)


def _commune_sides(
    commune: Commune, row: Contribution | None, last: Contribution | None, plan: dict[str, Decimal]
) -> CommuneSides:
    words = {} if row is None else {line.measure: line for line in claim_lines(row, row.confirmations.all())}
    sides = []
    for measure in MEASURES:
        sides.append(
            Side(
                measure,
                measure_label(measure),
                MEASURE_UNITS[measure],
                getattr(row, measure, None),
                getattr(last, measure, None),
                plan.get(measure),
                words.get(measure),
            )
        )
        if measure == MONEY_MEASURES[-1]:
            sides.append(_money_total(row, last, plan))
    return CommuneSides(commune, tuple(sides), row.note if row else "", row is not None)


def _money_total(row: Contribution | None, last: Contribution | None, plan: dict[str, Decimal]) -> Side:
    return Side(
        "money_total",
        _("cộng bằng tiền (đồng)"),
        MEASURE_UNITS["money_total"],
        row.money_total if row else None,
        last.money_total if last else None,
        _sum(plan[name] for name in MONEY_MEASURES if name in plan),
        is_total=True,
    )


def _sum(values: Iterable[Decimal]) -> Decimal | None:
    amounts = list(values)
    return sum(amounts, Decimal(0)) if amounts else None
