"""Which unit helps which commune: one unit to several communes, several units to one, and offices to villages."""

from datetime import date
from itertools import cycle

from kontum04.core.recording import create_signed
from reports.demo.cases import NOTHING_DONE, REVISING_UNIT, UNFILED
from reports.demo.scene import BEGINS, REASON, Scene
from reports.demo.units import OF_DISTRICTS
from twinning.choices import UnitLevel
from twinning.models import Twinning

FIXED = {
    # documented pairs
    "Công ty Cao su Chư Mom Ray": ("23538",),
    "Công ty Cao su Sa Thầy": ("23537",),
    "Chi nhánh 716 Binh đoàn 15": ("23535",),
    # what the example accounts need: Ngọc Linh is helped by three, one of them helps two communes
    "Công an tỉnh": ("23365",),
    "Bệnh viện Đa khoa tỉnh": ("23365", "23362"),
    REVISING_UNIT: ("23365", "23362"),
}
SEVERAL = (
    "Bộ Chỉ huy Quân sự tỉnh",
    "Bộ Chỉ huy Bộ đội Biên phòng tỉnh",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Giao thông vận tải",
    "Văn phòng Ủy ban nhân dân tỉnh",
    "Ngân hàng Nông nghiệp và Phát triển nông thôn chi nhánh tỉnh",
    "Công ty Xổ số kiến thiết Kon Tum",
    "Tỉnh đoàn",
)
"""Units strong enough for a second commune."""

MOVED = ("Sở Ngoại vụ", "Thanh tra tỉnh", "Cục Thuế tỉnh")
"""Units that were assigned another commune on 1/1/2018."""
MOVED_ON = date(2017, 12, 31)

RELEASED = 5
"""Communes still on the list whose last twin of the province was withdrawn on 30/11/2018."""
RELEASED_ON = date(2018, 11, 30)


def assign(scene: Scene) -> None:
    """Create the twinnings of both years. Every commune keeps a unit that files, so that its help is known."""
    plan = _provincial_plan(scene)
    rows = [
        Twinning(programme=scene.programme, unit=scene.units[unit], commune=scene.communes[code], starts_on=BEGINS)
        for unit, codes in plan.items()
        for code in codes
    ]
    rows += _moves(scene, rows)
    _release(scene, rows)
    rows += _village_offices(scene)
    create_signed(rows, by=scene.office, why=REASON)
    scene.twinnings = rows


def _provincial_plan(scene: Scene) -> dict[str, list[str]]:
    """Communes by unit: first a unit that files for every commune, then further units where help is needed most."""
    plan = {unit: list(codes) for unit, codes in FIXED.items()}
    provincial = [unit.name for unit in scene.units.values() if unit.level == UnitLevel.PROVINCE]
    free = [name for name in provincial if name not in FIXED]
    scene.dice("assignments").shuffle(free)
    helpers_only = (*UNFILED, NOTHING_DONE, *MOVED)
    free.sort(key=lambda name: name in helpers_only)  # stable: only these go to the end
    uncovered = [code for code in scene.communes if not any(code in codes for codes in plan.values())]
    first, further = free[: len(uncovered)], free[len(uncovered) :]
    plan |= {name: [code] for name, code in zip(first, uncovered, strict=True)}
    hardest = cycle(code for code in scene.communes if code in scene.key_codes and code != "23365")
    plan |= {name: [next(hardest)] for name in further}
    for name in SEVERAL:
        plan[name].append(next(code for code in hardest if code not in plan[name]))
    return plan


def _moves(scene: Scene, rows: list[Twinning]) -> list[Twinning]:
    """A few units helped another commune in 2017: beside its own unit, so that nobody was left alone."""
    moved = []
    shared = cycle(code for code in scene.communes if code not in scene.key_codes)
    for row in rows:
        if row.unit.name in MOVED:
            before = scene.communes[next(shared)]
            moved.append(
                Twinning(
                    programme=scene.programme, unit=row.unit, commune=before, starts_on=row.starts_on, ends_on=MOVED_ON
                )
            )
            row.starts_on = date(2018, 1, 1)
    return moved


def _release(scene: Scene, rows: list[Twinning]) -> None:
    """Withdraw the only twin of some communes: a goal of its own, apart from leaving the list."""
    in_force = [row for row in rows if row.ends_on is None]
    alone = [row for row in in_force if sum(other.commune == row.commune for other in in_force) == 1]
    chosen = [row for row in alone if row.commune.code not in scene.key_codes and row.unit.name not in MOVED]
    for row in chosen[:: len(chosen) // RELEASED][:RELEASED]:
        row.ends_on = RELEASED_ON


def _village_offices(scene: Scene) -> list[Twinning]:
    """Each office of a district helps two villages of one of the district's communes."""
    rows = []
    for district in OF_DISTRICTS:
        codes = [code for code, commune in scene.communes.items() if str(commune.district) == district]
        offices = [unit for unit in scene.units.values() if unit.district and unit.district.name == district]
        for unit, code in zip(offices, codes, strict=False):
            rows += [
                Twinning(
                    programme=scene.programme,
                    unit=unit,
                    commune=scene.communes[code],
                    village=village,
                    starts_on=BEGINS,
                )
                for village in scene.villages[code][:2]
            ]
    return rows
