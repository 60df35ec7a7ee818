"""Whom the plans name as partner and what these say; one pair of similar models that was brought together."""

import datetime as dt
import random

from kontum04.core import clock
from kontum04.core.recording import create_signed, sign
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from kontum04.core.text import fold
from reports.demo.cases import REVISING_UNIT
from reports.demo.scene import REASON, YEARS, Scene
from twinning.choices import ItemKind, PartnerWord, PeriodKind
from twinning.figures.overlaps import overlaps
from twinning.models import PlanItem, PlanPartner
from twinning.services.overlaps import settle
from twinning.services.partners import names_in, thing_asked, units_by_name

INVOLVED = 3
"""Works and models of the last year for which the unit of the example account is named, so that it is asked."""

CONFIRMED, DECLINED = 0.8, 0.04
REASONS = ("Không bố trí được cán bộ trong thời gian này.", "Việc không thuộc chức năng của đơn vị.")
AGREED = "Hai đơn vị làm chung một mô hình: một bên lo giống, một bên lo kỹ thuật; xã chọn hộ tham gia."


def involve(scene: Scene) -> None:
    """Name the example unit in plans of others, before these are filed."""
    items = PlanItem.objects.of_kind(PeriodKind.PLAN).in_year(scene.programme, YEARS[-1]).filter(partner="")
    built = items.filter(kind__in=[ItemKind.WORK, ItemKind.MODEL]).exclude(report__obligation__unit__name=REVISING_UNIT)
    for item in scene.dice("involved").sample(list(built.order_by("pk")), INVOLVED):
        item.partner = REVISING_UNIT
        sign(item, by=scene.office, why=REASON)
        item.save()


def answer(scene: Scene) -> None:
    """Read the names out of all filed plans, as filing does, and write down most answers."""
    units, rows = units_by_name(), []
    filed = PlanItem.objects.filed().select_related("commune__district", "village", "report__obligation__unit")
    for item in filed.filter(report__obligation__period__kind=PeriodKind.PLAN).order_by("pk"):
        for name in names_in(item.partner, units):
            unit = units.get(fold(name))
            own = unit is not None and unit.pk == item.report.obligation.unit_id
            rows.append(PlanPartner(item=item, name=name, unit=None if own else unit))
    _say(scene, rows)
    create_signed(rows, by=scene.office, why=REASON)
    _bring_together(scene)


def _say(scene: Scene, rows: list[PlanPartner]) -> None:
    chance = scene.dice("partners")
    asked = [row for row in rows if row.unit_id == scene.units[REVISING_UNIT].pk]
    for row in rows:
        drawn = chance.random()
        if row in asked:
            continue
        if drawn < CONFIRMED:
            _word(scene, row, PartnerWord.CONFIRMED, "", chance)
        elif drawn < CONFIRMED + DECLINED:
            _word(scene, row, PartnerWord.DECLINED, chance.choice(REASONS), chance)
    for row in asked[:1]:
        _word(scene, row, PartnerWord.CONFIRMED, "Thẩm tra dự toán, góp 5 triệu đồng.", chance)
        row.said_by = scene.people["donvi"]


def _word(scene: Scene, row: PlanPartner, word: PartnerWord, reason: str, chance: random.Random) -> None:
    day = dt.datetime(row.item.report.submitted_at.year, 3, chance.randint(1, 28), 9, tzinfo=clock.ZONE)
    row.word, row.reason, row.said_of = word, reason, thing_asked(row.item)
    row.said_by, row.said_at = scene.office, day


def _bring_together(scene: Scene) -> None:
    """The first models that are alike were agreed upon; the other groups are still asked about."""
    year = scene.years[YEARS[-1]]
    alike = (found for found in overlaps(year, WHOLE_PROVINCE_READER) if found.kind == ItemKind.MODEL)
    if found := next(alike, None):
        where = {"commune": found.commune, "kind": found.kind, "items": found.items}
        settle(programme_year=year, **where, note=AGREED, by=scene.office)
