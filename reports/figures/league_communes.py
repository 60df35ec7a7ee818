"""Communes of a year beside one another: poverty and its fall, help in all and by household, what the rules say."""

from decimal import Decimal

from django.utils.translation import gettext as _

from communes.figures.assessment import Assessment, Holds, assessments
from communes.figures.readings import Readings
from communes.models import ProgrammeYear, designated_communes
from communes.tables_assessment import VERDICTS
from kontum04.core.figure import DONG, PERCENT, Figure
from kontum04.core.scoping import Viewer
from reports.figures.league import Measure, Standing
from reports.figures.measures import twinned_communes
from reports.figures.rows import CommuneRow, commune_rows
from twinning.figures.help import help_of, per_household

HOUSEHOLDS = "DC01"
INDICATORS = ("NG03", "NG04", "DB03")
MAY_LEAVE, UNTWINNED, SHARED, KEY = "may_leave", "untwinned", "shared", "key"
"""Marks: all rules would let it go; no unit of the province is assigned; several units helped it; a key commune."""


def commune_measures() -> list[Measure]:
    """What communes can be ranked by, in the order of the columns; the first is ranked by unless asked otherwise."""
    return [
        Measure("NG04", _("Mức giảm tỷ lệ hộ nghèo (điểm %)"), _("điểm %"), 1),
        Measure("NG03", _("Tỷ lệ hộ nghèo (%)"), PERCENT, 1, lower_is_better=True),
        Measure("money_per_household", _("Kinh phí giúp mỗi hộ (đồng)"), DONG),
        Measure("money_total", _("Kinh phí giúp đỡ (đồng)"), DONG),
        Measure("workdays", _("Ngày công"), _("ngày công"), 1),
        Measure("trips", _("Lượt người"), _("lượt")),
        Measure("works_completed", _("Công trình xong"), _("công trình")),
        Measure("units", _("Đơn vị đã giúp"), _("đơn vị")),
        Measure("DB03", _("Đảng viên mới"), _("đảng viên")),
    ]


def commune_standings(programme_year: ProgrammeYear, viewer: Viewer) -> list[Standing]:
    """Every listed commune in scope, by district and name."""
    listed = designated_communes(programme_year.programme, programme_year.year).visible_to(viewer)
    readings = Readings(listed.values_list("pk", flat=True), (programme_year.year - 1, programme_year.year))
    rows = commune_rows(programme_year, viewer, readings, help_of(programme_year, viewer))
    judged = {found.commune.pk: found for found in assessments(programme_year, viewer)}
    twinned = set(twinned_communes(programme_year))
    measures = commune_measures()
    return [
        Standing(
            pk=row.commune_id,
            name=row.name,
            group=row.district,
            order=f"{at:05}",
            figures={measure.code: _figure(row, measure) for measure in measures},
            words={"category": row.category, "verdict": _verdict(judged.get(row.commune_id))},
            marks=frozenset(_marks(row, judged.get(row.commune_id), row.commune_id in twinned)),
        )
        for at, row in enumerate(rows)
    ]


def _figure(row: CommuneRow, measure: Measure) -> Figure:
    """One measure of one commune. Who reported nothing of a commune has helped it in no number, not in zero."""
    if measure.code in INDICATORS:
        found = row.figures.get(measure.code)
        return measure.figure(found.value if found else None)
    if measure.code == "money_per_household":
        found = row.figures.get(HOUSEHOLDS)
        households = found.value if found else None
        return measure.figure(per_household(row.help, households), row.help.money_total, households)
    if measure.code == "money_total":
        return measure.figure(row.help.money_total)
    if measure.code == "units":
        return measure.figure(Decimal(len(row.help.units)) if row.help.units else None)
    return measure.figure(row.help.get(measure.code))


def may_leave(found: Assessment) -> bool:
    """On the list, and by every rule set of the year it would be let go."""
    verdicts = [verdict.may_leave for verdict in found.verdicts]
    return not found.has_left and bool(verdicts) and all(verdict is Holds.YES for verdict in verdicts)


def _verdict(found: Assessment | None) -> str:
    """What each rule set of the year says, once where they agree."""
    said = [str(VERDICTS[verdict.may_leave]) for verdict in found.verdicts] if found else []
    return "; ".join(dict.fromkeys(said))


def _marks(row: CommuneRow, found: Assessment | None, is_twinned: bool) -> list[str]:
    held = {
        MAY_LEAVE: found is not None and may_leave(found),
        UNTWINNED: not is_twinned,
        SHARED: len(row.help.units) > 1,
        KEY: row.is_key,
    }
    return [mark for mark, holds in held.items() if holds]
