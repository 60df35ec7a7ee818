"""What reports tell: help per commune, what became of the registered works, the written sections, a few photographs."""

import io
import random

from django.core.files.base import ContentFile
from PIL import Image

from kontum04.core.recording import create_signed
from kontum04.core.uploads import check_upload
from reports.demo.cases import NOTHING_DONE, WITHOUT_PLAN
from reports.demo.help import Numbers, Pair, annual_help, half_of, new_members, uncounted_help
from reports.demo.papers import Paper
from reports.demo.rounded import round_off
from reports.demo.scene import REASON, Scene
from twinning.choices import MEASURES, ItemKind, ReportStatus
from twinning.models import Contribution, PlanItem, Unit, WorkResult
from twinning.services.evidence import add_evidence

FINISHED = 0.78
JOINT = 0.4
"""Chance that a work in a commune of several units was led by another of them."""

UNFINISHED = ("Mưa kéo dài, phải dời sang quý I năm sau.", "Đang chờ vốn đối ứng.", "Vật liệu lên xã chậm.")
PHOTOGRAPHS = 12
"""Annual reports that carry a photograph."""


def tell_help(scene: Scene, papers: list[Paper]) -> dict[int, dict[str, int]]:
    """Write the contributions. Return the party members admitted, by year and commune code."""
    members, rows = {}, []
    for year in scene.years:
        counted = [
            (paper.unit, code)
            for paper in papers
            if paper.year == year and paper.is_annual and paper.course.counts and not _did_nothing(scene, paper)
            for code in paper.communes
        ]
        members[year] = new_members(scene, year, {code for _unit, code in counted})
        given = annual_help(scene, year, counted, members[year])
        if year == max(scene.years):
            round_off(given)
        for paper in papers:
            if paper.year == year and not paper.is_plan:
                rows += [_contribution(scene, paper, code, given) for code in paper.communes]
    create_signed(rows, by=scene.office, why=REASON)
    return members


def _did_nothing(scene: Scene, paper: Paper) -> bool:
    return paper.unit == NOTHING_DONE and paper.year == max(scene.years)


def _contribution(scene: Scene, paper: Paper, code: str, given: dict[Pair, Numbers]) -> Contribution:
    pair = (paper.unit, code)
    numbers = given.get(pair) or uncounted_help(scene, paper.year, pair)
    if _did_nothing(scene, paper):
        numbers = dict.fromkeys(MEASURES) | {"trips": 0, "money_savings": 0}
    if not paper.is_annual:
        numbers = half_of(numbers, scene.dice(f"half {paper.year} {pair}"))
    return Contribution(report=paper.report, commune=scene.communes[code], **numbers)


def tell_works(scene: Scene, papers: list[Paper]) -> None:
    """Write what became of every registered item, and one work beyond the plan."""
    items: dict[tuple[str, int], list[PlanItem]] = {}
    plans = {paper.report.pk: paper for paper in papers if paper.is_plan}
    for item in PlanItem.objects.filter(report__in=plans).select_related("commune").order_by("report", "order"):
        plan = plans[item.report_id]
        items.setdefault((plan.unit, plan.year), []).append(item)
    rows = []
    for paper in papers:
        if paper.is_plan or _did_nothing(scene, paper):
            continue
        chance = scene.dice(f"works {paper.unit} {paper.year} {paper.kind}")
        rows += [_result(scene, paper, item, chance) for item in items.get((paper.unit, paper.year), [])]
        if paper.unit == WITHOUT_PLAN and paper.is_annual:
            rows.append(_beyond_plan(scene, paper))
    create_signed(rows, by=scene.office, why=REASON)


def _result(scene: Scene, paper: Paper, item: PlanItem, chance: random.Random) -> WorkResult:
    done = paper.is_annual and chance.random() < FINISHED
    progress = 100 if done else chance.randrange(20, 90 if paper.is_annual else 60, 5)
    is_building = item.kind in (ItemKind.WORK, ItemKind.MODEL)
    lead = _lead(scene, paper, item, chance) if item.kind == ItemKind.WORK else None
    return WorkResult(
        report=paper.report,
        commune=item.commune,
        plan_item=item,
        kind=item.kind,
        content=item.content,
        progress=progress,
        is_completed=done,
        cost=item.cost if done and is_building else None,
        joint_lead=lead,
        note="" if done else chance.choice(UNFINISHED) if paper.is_annual else "Đang thực hiện.",
    )


def _lead(scene: Scene, paper: Paper, item: PlanItem, chance: random.Random) -> Unit | None:
    """The first of the commune's units leads what several build together; it counts once, with the lead."""
    helpers = [unit for unit, code in scene.pairs(paper.year) if code == item.commune.code]
    joint = chance.random() < JOINT
    return scene.units[helpers[0]] if joint and helpers[0] != paper.unit else None


def _beyond_plan(scene: Scene, paper: Paper) -> WorkResult:
    return WorkResult(
        report=paper.report,
        commune=scene.communes[paper.communes[0]],
        kind=ItemKind.WORK,
        content="Lắp đường truyền, tặng máy tính cho trường học của xã",
        progress=100,
        is_completed=True,
        cost=85_000_000,
    )


def enclose_photographs(scene: Scene, papers: list[Paper]) -> None:
    """Enclose a small picture with some accepted annual reports of the last year."""
    year = max(scene.years)
    filed = [p for p in papers if p.is_annual and p.year == year and p.course.status == ReportStatus.ACCEPTED]
    for number, paper in enumerate(filed[:PHOTOGRAPHS], start=1):
        file = ContentFile(_picture(number), name=f"anh-minh-hoa-{number:02}.png")
        add_evidence(
            report=paper.report,
            by=paper.report.updated_by,
            file=file,
            checked=check_upload(file),
            title="Ảnh công trình (minh họa)",
            commune=scene.communes[paper.communes[0]],
        )


def _picture(number: int) -> bytes:
    """A plain coloured card, another one for each number."""
    out = io.BytesIO()
    Image.new("RGB", (96, 64), (120 + number * 8, 96, 60 + number * 10)).save(out, "PNG")
    return out.getvalue()
