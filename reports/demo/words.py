"""The communes' word on what units claim: most agree, a few dispute, some have not looked yet."""

from collections.abc import Iterable

from kontum04.core.recording import create_signed
from reports.demo.papers import Paper
from reports.demo.scene import REASON, Scene
from twinning.choices import MEASURES, ReportStatus, Verdict
from twinning.models import Confirmation, Contribution

WAITING_COMMUNES = 6
"""Communes that have not answered for 2018, beside the example account's own."""
OWN_COMMUNE = "23365"

DISPUTED = {
    "Sở Công Thương": ("trips", "Sổ theo dõi của xã ghi ít lượt hơn."),
    "Sở Xây dựng": ("workdays", "Ngày công nhà ở hộ nghèo do dân tự làm, không phải của đơn vị."),
    "Cục Thống kê tỉnh": ("households_visited", "Xã không nhận được danh sách hộ được thăm."),
    "Công ty Cấp nước Kon Tum": ("money_savings", "Công trình chưa bàn giao, xã chưa xác nhận kinh phí."),
}
"""By unit: the number of 2018 that its commune does not agree with, and why."""


def answer(scene: Scene, papers: Iterable[Paper]) -> None:
    """Answer the accepted annual reports of both years. The office entered most answers from paper."""
    last = max(scene.years)
    others = [code for code in scene.communes if code != OWN_COMMUNE]
    silent = {OWN_COMMUNE, *scene.dice("silent communes").sample(others, WAITING_COMMUNES)}
    silent -= {code for unit, code in scene.pairs(last) if unit in DISPUTED}
    accepted = {
        paper.report.pk: paper for paper in papers if paper.is_annual and paper.course.status == ReportStatus.ACCEPTED
    }
    rows: list[Confirmation] = []
    for claim in Contribution.objects.filter(report__in=accepted).select_related("commune").order_by("pk"):
        paper = accepted[claim.report_id]
        if paper.year < last or claim.commune.code not in silent:
            rows += _words(scene, claim, paper.unit if paper.year == last else "")
    create_signed(rows, by=scene.office, why=REASON)


def _words(scene: Scene, claim: Contribution, unit: str) -> list[Confirmation]:
    disputed, reason = DISPUTED.get(unit, ("", ""))
    speaker = scene.people["xa"] if claim.commune.code == OWN_COMMUNE else scene.office
    return [
        Confirmation(
            contribution=claim,
            measure=measure,
            claimed=getattr(claim, measure),
            verdict=Verdict.DISPUTED if measure == disputed else Verdict.AGREED,
            reason=reason if measure == disputed else "",
            given_by=speaker,
        )
        for measure in MEASURES
        if getattr(claim, measure) is not None
    ]
