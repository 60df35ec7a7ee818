"""The 53 communes of the illustrative list and their 409 villages.

The true 53 and the 20 key ones were never published. Taken here: the communes of the national list of 2016 of
specially difficult communes (Quyết định 204/QĐ-TTg) that are not known to have left it in 2017; which of them are
key (*) is made up.
"""

from datetime import date

from communes.models import Commune, CommuneCategory, Designation, Village
from kontum04.core.recording import create_signed
from reports.demo.scene import BEGINS, REASON, Scene
from reports.demo.shares import shares

LISTED = {
    "huyện Đăk Glei": "23344* 23347 23350* 23356 23359* 23362* 23365* 23368 23371",
    "huyện Ngọc Hồi": "23380* 23383 23389 23395 23398",
    "huyện Đăk Tô": "23427* 23428 23430 23431",
    "huyện Kon Plông": "23452* 23455* 23458* 23461 23464* 23470 23476",
    "huyện Kon Rẫy": "23482* 23491 23494",
    "huyện Đăk Hà": "23503* 23504* 23509 23518",
    "huyện Sa Thầy": "23530 23534 23536* 23545 23548 23551 23554",
    "huyện Tu Mơ Rông": "23404 23407* 23410* 23413* 23416 23417 23419 23422 23425 23446* 23449",
    "huyện Ia H'Drai": "23535* 23537 23538",
}
VILLAGES = 409
SMALLEST_COMMUNE = 4  # villages

LEAVING = ("23389", "23395", "23494", "23545", "23554", "23398")
"""Communes whose last day on the list is 31/12/2018."""
LAST_DAY = date(2018, 12, 31)

VALID_UNTIL = date(2025, 6, 30)
"""The codes are those in force before the mergers of 1/7/2025."""


def place(scene: Scene) -> None:
    """Designate the communes and give each its villages, called by numbers so that nobody takes them for real."""
    marked = " ".join(LISTED.values()).split()
    scene.key_codes = frozenset(code.rstrip("*") for code in marked if code.endswith("*"))
    codes = [code.rstrip("*") for code in marked]
    found = Commune.objects.filter(code__in=codes, valid_to=VALID_UNTIL).select_related("district")
    by_code = {commune.code: commune for commune in found}
    scene.communes = {code: by_code[code] for code in codes}
    _designate(scene)
    _settle(scene)


def _designate(scene: Scene) -> None:
    """Every commune as specially difficult, the key ones as key besides."""
    categories = {row.is_key: row for row in CommuneCategory.objects.filter(programme=scene.programme)}
    rows = [
        Designation(
            programme=scene.programme,
            commune=commune,
            category=categories[is_key],
            starts_on=BEGINS,
            ends_on=LAST_DAY if code in LEAVING else None,
        )
        for is_key in (False, True)
        for code, commune in scene.communes.items()
        if code in scene.key_codes or not is_key
    ]
    create_signed(rows, by=scene.office, why=REASON)


def _settle(scene: Scene) -> None:
    chance = scene.dice("villages")
    weights = [chance.uniform(0.5, 1.5) for _code in scene.communes]
    sizes = shares(VILLAGES, weights, least=SMALLEST_COMMUNE)
    for (code, commune), size in zip(scene.communes.items(), sizes, strict=True):
        scene.villages[code] = [
            Village(commune=commune, name=str(number), is_illustrative=True) for number in range(1, size + 1)
        ]
    Village.objects.bulk_create([village for villages in scene.villages.values() for village in villages])
