"""What units registered: a few things for each commune, works and models with their cost."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kontum04.core.recording import create_signed
from reports.demo.cases import REVISING_UNIT
from reports.demo.papers import Paper
from reports.demo.scene import REASON, Scene
from twinning.choices import FundingSource, ItemKind
from twinning.models import PlanItem, WorkGroup

RESPONSIBLE = "Tổ trưởng tổ 04"
FUNDS = (FundingSource.SAVINGS, FundingSource.STAFF, FundingSource.IN_PROVINCE)
PARTNERS = ("Ủy ban nhân dân xã", "Ủy ban MTTQ Việt Nam xã", "Sở Nông nghiệp và Phát triển nông thôn", "Đoàn xã", "")


@dataclass(frozen=True)
class Sort:
    """One sort of thing to register: how often, what, how much of it, at what cost (triệu đồng) and in which months."""

    kind: ItemKind
    group: str
    chance: float
    contents: tuple[str, ...]
    quantity: tuple[int, int]
    measured_in: str
    cost: tuple[int, int] = (0, 0)
    months: tuple[int, int] = (1, 12)


SORTS = (
    Sort(
        ItemKind.PROPAGANDA,
        "tuyen-truyen",
        1,
        ("Tuyên truyền chủ trương, chính sách, pháp luật tại các thôn", "Nói chuyện chuyên đề với thanh niên trong xã"),
        (3, 8),
        "buổi",
    ),
    Sort(
        ItemKind.VISIT,
        "tham-hoi",
        1,
        ("Thăm, tặng quà gia đình chính sách, hộ nghèo dịp Tết", "Thăm, tặng quà dịp 27/7 và Tết cổ truyền"),
        (30, 90),
        "suất",
        (10, 45),
    ),
    Sort(
        ItemKind.MODEL,
        "mo-hinh",
        0.6,
        (
            "Mô hình trồng cà phê xen cây ăn quả",
            "Mô hình nuôi dê nhốt chuồng",
            "Mô hình trồng sâm dây dưới tán rừng",
            "Mô hình nuôi heo sọc dưa sinh sản",
            "Mô hình trồng bời lời trên đất dốc",
        ),
        (1, 1),
        "mô hình",
        (20, 80),
        (3, 10),
    ),
    Sort(
        ItemKind.WORK,
        "mo-hinh",
        0.65,
        (
            "Bê tông hóa đường nội thôn",
            "Sửa chữa nhà rông",
            "Sửa công trình nước tự chảy",
            "Nạo vét, sửa kênh thủy lợi nhỏ",
            "Làm sân sinh hoạt cộng đồng",
            "Sửa nhà ở cho hộ nghèo",
        ),
        (1, 2),
        "công trình",
        (60, 240),
        (3, 11),
    ),
    Sort(
        ItemKind.PARTY_MEMBER,
        "quy-che",
        0.5,
        ("Bồi dưỡng quần chúng ưu tú, tạo nguồn kết nạp đảng viên",),
        (3, 9),
        "người",
    ),
    Sort(
        ItemKind.GUIDANCE,
        "quy-che",
        0.35,
        ("Giúp Đảng ủy, Ủy ban nhân dân xã rà soát quy chế làm việc",),
        (1, 2),
        "quy chế",
        (0, 0),
        (2, 6),
    ),
)


def register(scene: Scene, papers: Iterable[Paper]) -> None:
    """Fill every plan."""
    groups = {group.code: group for group in WorkGroup.objects.filter(programme=scene.programme)}
    rows = [row for paper in papers if paper.is_plan for row in _items(scene, paper, groups)]
    create_signed(rows, by=scene.office, why=REASON)


def _items(scene: Scene, paper: Paper, groups: dict[str, WorkGroup]) -> Iterator[PlanItem]:
    chance = scene.dice(f"plan {paper.unit} {paper.year}")
    order = 0
    for code in paper.communes:
        for sort in SORTS:
            # drawn for everybody, so that the example unit, which registers one of each sort, shifts nobody's numbers
            if chance.random() >= sort.chance and paper.unit != REVISING_UNIT:
                continue
            order += 1
            item = _item(sort, chance, paper.year)
            item.report, item.commune, item.work_group, item.order = (
                paper.report,
                scene.communes[code],
                groups[sort.group],
                order,
            )
            yield item


def _item(sort: Sort, chance: random.Random, year: int) -> PlanItem:
    cost = chance.randint(*sort.cost) * 1_000_000
    first, last = sort.months
    return PlanItem(
        kind=sort.kind,
        content=chance.choice(sort.contents),
        quantity=chance.randint(*sort.quantity),
        unit_of_measure=sort.measured_in,
        cost=cost or None,
        funding=chance.choice(FUNDS) if cost else "",
        partner=chance.choice(PARTNERS),
        starts_on=date(year, chance.randint(first, first + 1), 5),
        ends_on=date(year, chance.randint(last - 1, last), 25),
        responsible=RESPONSIBLE,
    )
