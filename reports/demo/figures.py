"""Figures of communes and villages for both years: sums of the villages, the communes' own, and the holes."""

import random
from decimal import Decimal

from communes.models import IndicatorPart, YearNote
from communes.services.values import ValueChange, save_values
from kontum04.core.recording import create_signed
from reports.demo.scene import REASON, Scene
from reports.demo.villages import Numbers, YearNumbers, village_numbers
from reports.demo.words import OWN_COMMUNE

NEVER_MISSING = ("DC01", "NG01", "DB03")
"""Reported by every commune in both years: the published totals rest on them."""
MISSING_PART = 0.02
MISSING_VILLAGES = 0.05

NOT_YET_ENTERED = ("TN01", "GD04.1", "GD04.2", "LD01.1", "LD01.2", "LD01.3", "AN01.1", "AN01.2")
"""What the example commune still owes for the last year."""

OFF_BALANCE = {
    "23404": (-7, "Bảy hộ chuyển đi nơi khác trong năm, không tính là hộ thoát nghèo."),
    "23509": (40, "Tách thôn, nhận 40 hộ nghèo từ xã khác theo kết quả rà soát cuối năm."),
}
"""Communes whose poor households do not balance (real published figures are off by 40), and what they say of it."""

SUMMED = ("DC01", "DC02", "DC03", "NG01", "NG02", "HT02.1", "HT02.2", "VH01.1", "DB03")


def report_figures(scene: Scene, members: dict[int, dict[str, int]]) -> None:
    """Save every figure of both years, with history, and two communes' notes."""
    villages = village_numbers(scene, members)
    communes = _commune_numbers(scene, villages)
    parts = {part.code: part for part in IndicatorPart.objects.in_use()}
    for year in scene.years:
        changes = [
            ValueChange(parts[code], scene.communes[commune], Decimal(value))
            for commune, numbers in communes[year].items()
            for code, value in _reported(scene, commune, year, numbers)
        ]
        silent = _silent_villages(scene, year)
        changes += [
            ValueChange(parts[code], scene.communes[commune], Decimal(value), scene.villages[commune][place])
            for (commune, place), numbers in villages[year].items()
            if commune not in silent
            for code, value in numbers.items()
            if value is not None
        ]
        save_values(year=year, changes=changes, by=scene.office, source=REASON, reason=REASON)
    notes = [
        YearNote(commune=scene.communes[code], year=max(scene.years), text=text)
        for code, (_off, text) in OFF_BALANCE.items()
    ]
    create_signed(notes, by=scene.office, why=REASON)


def _reported(scene: Scene, commune: str, year: int, numbers: Numbers):
    chance = scene.dice(f"holes {commune} {year}")
    own_gaps = NOT_YET_ENTERED if (commune, year) == (OWN_COMMUNE, max(scene.years)) else ()
    for code, value in numbers.items():
        is_missing = chance.random() < MISSING_PART and code not in NEVER_MISSING
        if value is not None and not is_missing and code not in own_gaps:
            yield code, value


def _silent_villages(scene: Scene, year: int) -> set[str]:
    """Communes of which no village reported: all or none, so that villages add up to their commune where given."""
    chance = scene.dice(f"silent villages {year}")
    return {code for code in scene.communes if chance.random() < MISSING_VILLAGES and code != OWN_COMMUNE}


def _commune_numbers(scene: Scene, villages: YearNumbers) -> dict[int, dict[str, Numbers]]:
    numbers: dict[int, dict[str, Numbers]] = {}
    for year in scene.years:
        numbers[year] = {}
        for code, own in scene.villages.items():
            rows = [villages[year][code, place] for place in range(len(own))]
            numbers[year][code] = {part: sum(row[part] or 0 for row in rows) for part in SUMMED}
    for code in scene.communes:
        of_years = [numbers[year][code] for year in scene.years]
        _fill(scene.dice(f"commune {code}"), of_years)
        _balance(scene.dice(f"balance {code}"), of_years, OFF_BALANCE.get(code, (0, ""))[0])
    return numbers


def _balance(chance: random.Random, years: list[Numbers], off: int) -> None:
    """Poor households this year are those of last year, less the escaped, plus the new ones."""
    for later, numbers in enumerate(years):
        poor = int(numbers["NG01"] or 0)
        before = int(years[later - 1]["NG01"] or 0) if later else int(poor * 1.14)
        slip = off if later else 0
        new = chance.randint(0, 6) + max(poor - before - slip, 0)  # nobody escapes in the negative
        numbers["NG06"] = new
        numbers["NG05"] = before + new - poor + slip
        numbers["NG07"] = min(int(poor * 0.95), int(numbers["DC02"] or 0))


def _fill(chance: random.Random, years: list[Numbers]) -> None:
    """What only the commune reports; drawn once, a little better each year."""
    water, homes, fields = chance.uniform(0.7, 0.9), chance.uniform(0.01, 0.05), chance.uniform(0.02, 0.09)
    health, lower_secondary, state = chance.random(), chance.random(), chance.random()
    school, trained, income = chance.uniform(0.95, 0.985), chance.uniform(0.02, 0.06), chance.uniform(14, 22)
    criteria, canals = chance.randint(6, 13), chance.randint(2, 9)
    for later, numbers in enumerate(years):
        households, people = int(numbers["DC01"] or 0), int(numbers["DC03"] or 0)
        children, workers, leavers = int(people * 0.22), int(people * 0.52), int(people * 0.015)
        complaints, models = chance.randint(0, 12), chance.randint(1, 4)
        numbers |= {
            "HT01": 1,
            "HT05.1": int(households * (water + 0.03 * later)),
            "HT07": canals + later,
            "DD01.1": int(households * homes),
            "DD01.2": int(households * fields),
            "YT01": int(health < 0.58 + 0.14 * later),
            "GD01.1": int(children * (school + 0.01 * later)),
            "GD01.2": children,
            "GD02": chance.randint(0, 6),
            "GD03.1": 1,
            "GD03.2": int(lower_secondary < 0.85 + 0.07 * later),
            "GD04.1": int(leavers * chance.uniform(0.1, 0.3)),
            "GD04.2": leavers,
            "LD01.1": int(workers * trained),
            "LD01.2": int(workers * chance.uniform(0.02, 0.05)),
            "LD01.3": workers,
            "TN01": Decimal(round(income * 10) + 18 * later) / 10,
            "MH01.1": models,
            "MH01.2": chance.randint(0, models),
            "ND01.2": 0 if state < 0.6 - 0.08 * later else 1 if state < 0.88 - 0.03 * later else 2,
            "DB04.1": chance.choice((1, 2, 2, 2, 3)),
            "DB04.2": chance.choice((1, 2, 2, 2, 3)),
            "AN01.1": complaints,
            "AN01.2": complaints - chance.randint(0, complaints // 4),
            "NTM1": min(criteria + later * chance.randint(0, 2), 19),
        }
