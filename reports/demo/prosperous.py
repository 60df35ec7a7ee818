"""Made-up figures behind no đủ – vững mạnh – an toàn: land of villages, hunger, safety. They come after all others.

They are chosen to suit the state that was reported, so that most places agree and a few raise a question."""

from decimal import Decimal
from random import Random

from communes.models import Commune, IndicatorPart, IndicatorValue, Village
from communes.services.values import ValueChange, save_values
from reports.demo.scene import REASON, Scene
from reports.demo.shares import shares

Numbers = dict[str, int]
"""Values by part code, of one place and year; what was not reported is absent."""

STATE_OF = {True: "ND01.1", False: "ND01.2"}
SAFE_OF = {True: "ND01.4", False: "ND01.5"}
"""Of a village, of a commune."""
FULL, NEARLY = 2, 1


def tell_parts(scene: Scene) -> None:
    """What was not asked before, for both years; a place that reported nothing stays silent."""
    parts = {part.code: part for part in IndicatorPart.objects.in_use()}
    communes = {commune.pk: commune for commune in scene.communes.values()}
    villages: dict[int | None, Village] = {row.pk: row for rows in scene.villages.values() for row in rows}
    for year in scene.years:
        told = _reported(year)
        land = _land_of_villages(scene, year, told)
        changes = []
        for (commune, village), numbers in sorted(told.items(), key=lambda item: (item[0][0], item[0][1] or 0)):
            found = land.get((commune, village), {})
            chance = scene.dice(f"parts {year} {_name(communes[commune], villages.get(village))}")
            found |= _chosen(chance, numbers | found, of_village=village is not None)
            changes += [
                ValueChange(parts[code], communes[commune], Decimal(value), villages.get(village))
                for code, value in found.items()
            ]
        save_values(year=year, changes=changes, by=scene.office, source=REASON, reason=REASON)


Place = tuple[int, int | None]


def _name(commune: Commune, village: Village | None) -> str:
    return f"{commune.code} {village.name if village else ''}"


def _reported(year: int) -> dict[Place, Numbers]:
    found: dict[Place, Numbers] = {}
    rows = IndicatorValue.objects.filter(year=year, part__code__in=("DC01", "NG01", "DD01.2", "DB01.2", "DB04.1",
                                         "DB04.3", "ND01.1", "ND01.2"))  # fmt: skip
    for commune, village, code, value in rows.values_list("commune_id", "village_id", "part__code", "value"):
        found.setdefault((commune, village), {})[code] = int(value)
    return found


def _land_of_villages(scene: Scene, year: int, told: dict[Place, Numbers]) -> dict[Place, Numbers]:
    """Households without farmland add up to the commune's own number."""
    found: dict[Place, Numbers] = {}
    for (commune, village), numbers in told.items():
        if village is not None or "DD01.2" not in numbers:
            continue
        own = sorted(place for of, place in told if of == commune and place is not None)
        if own:
            chance = scene.dice(f"land {year} {len(own)} {numbers['DD01.2']}")
            each = shares(numbers["DD01.2"], [chance.uniform(0.2, 1.8) for _place in own])
            found |= {(commune, place): {"DD01.2": count} for place, count in zip(own, each, strict=True)}
    return found


def _chosen(chance: Random, numbers: Numbers, *, of_village: bool) -> Numbers:
    """Hunger and safety as they suit the reported state; not reported where nothing would."""
    state = numbers.get(STATE_OF[of_village])
    safe = SAFE_OF[of_village]
    strong = numbers.get("DB04.3" if of_village else "DB04.1", 0) >= 2 and (not of_village or numbers["DB01.2"] == 2)
    homes = numbers["DC01"]
    could_be_fed = numbers["NG01"] < 0.3 * homes and numbers.get("DD01.2", homes) <= 0.05 * homes
    if state is None:
        return {}
    if state == FULL:
        return {"ND01.3": 0, safe: 1}
    if state == NEARLY:
        return {"ND01.3": 0, safe: int(not (strong and could_be_fed))}
    hunger = {} if strong and could_be_fed else {"ND01.3": 0}
    return hunger | ({safe: 0} if chance.random() < 0.5 else {})
