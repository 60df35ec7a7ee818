"""The written sections of reports: plain sentences around the report's own numbers."""

import random
from collections.abc import Iterable, Iterator
from string import Template

from kontum04.core import formats
from kontum04.core.recording import create_signed
from reports.demo.cases import SAME_AS_LAST_YEAR, SAME_WORDS
from reports.demo.papers import Paper
from reports.demo.scene import REASON, Scene
from twinning.choices import ReportStatus
from twinning.models import Contribution, FormSection, ReportSection

WRITTEN_IN_DRAFTS = ("I", "II.1")

TEXTS = {
    "I": (
        "Đời sống Nhân dân $communes cơ bản ổn định; sản xuất nông nghiệp là chính, giao thông mùa mưa còn khó khăn.",
        "Tình hình $communes ổn định; mùa vụ đạt khá, một số hộ còn thiếu vốn và kỹ thuật sản xuất.",
    ),
    "II.1": (
        "Thủ trưởng đơn vị trực tiếp chỉ đạo; tổ 04 được kiện toàn, có $trips lượt người xuống cơ sở trong kỳ.",
        "Đơn vị phân công một lãnh đạo phụ trách, duy trì tổ 04 bám cơ sở với $trips lượt người trong kỳ.",
    ),
    "II.2": (
        "Phối hợp với cấp ủy, chính quyền xã tuyên truyền chủ trương, chính sách tại các thôn; Nhân dân đồng thuận.",
        "Tổ chức các buổi tuyên truyền pháp luật, phòng chống cháy rừng, an toàn giao thông tại thôn.",
    ),
    "II.3": (
        "Góp $workdays ngày công cùng Nhân dân sửa đường, nhà ở, công trình nước; hướng dẫn các hộ làm mô hình.",
        "Tập trung các công trình đã đăng ký, góp $workdays ngày công; theo dõi, hỗ trợ kỹ thuật cho các mô hình.",
    ),
    "II.4": (
        "Thăm hỏi, tặng quà $visits lượt hộ chính sách, hộ nghèo; tặng sách vở cho học sinh đầu năm học.",
        "Thăm $visits lượt hộ; vận động học sinh ra lớp, giữ gìn nếp sống văn hóa ở thôn.",
    ),
    "II.5": ("Cùng xã nắm tình hình địa bàn; an ninh trật tự được giữ vững.",),
    "II.6": (
        "Dự sinh hoạt cùng chi bộ thôn, giúp xã thực hiện quy chế làm việc; kết nạp mới $members đảng viên.",
        "Giúp xã tạo nguồn phát triển Đảng, kết nạp mới $members đảng viên; củng cố hoạt động đoàn thể.",
    ),
    "II.7": ("Tổng kinh phí huy động $money.",),
    "II.8": (
        "Phối hợp chặt chẽ với Đảng ủy, Ủy ban nhân dân xã; trao đổi thường kỳ với cơ quan cấp huyện.",
        "Phối hợp tốt với xã; việc phối hợp với các đơn vị cùng giúp xã chưa thường xuyên.",
    ),
    "III": (
        "Kinh phí còn hạn chế, cán bộ tổ 04 kiêm nhiệm nên có lúc xuống cơ sở chưa đều.",
        "Một số việc đăng ký triển khai chậm do thời tiết và thiếu vốn đối ứng.",
    ),
    "IV": (
        "Đăng ký sớm công trình năm sau; nhân rộng mô hình có hiệu quả; duy trì tổ 04 bám cơ sở.",
        "Tiếp tục thực hiện các việc còn dở dang, bồi dưỡng nguồn kết nạp đảng viên.",
    ),
    "V": ("", "Đề nghị Ban Chỉ đạo tỉnh hướng dẫn sớm việc lồng ghép nguồn vốn trên cùng địa bàn xã."),
}


LONG_SECTION = "III"

REPEATED = (
    "Kinh phí của đơn vị còn hạn chế, chủ yếu dựa vào tiết kiệm chi thường xuyên và đóng góp của cán bộ, công chức; "
    "cán bộ tổ 04 đều kiêm nhiệm, địa bàn xa nên có lúc xuống cơ sở chưa đều; một số hộ còn trông chờ, chưa chủ động "
    "làm ăn, việc nhân rộng mô hình vì vậy còn chậm so với đăng ký đầu năm."
)
"""Written word for word in two years by one unit."""

SHARED = (
    "Việc phối hợp giữa tổ 04 với các ban, ngành, đoàn thể của xã có lúc chưa thường xuyên; nội dung đăng ký đầu năm "
    "còn dàn trải, chưa tập trung vào những việc xã cần nhất; thời tiết mưa kéo dài làm chậm tiến độ các công trình, "
    "trong khi vốn đối ứng của địa phương bố trí muộn, chưa đủ so với nhu cầu."
)
"""Written in the same words by two units in one year."""


def write(scene: Scene, papers: Iterable[Paper]) -> None:
    """Write the sections that each report's form has; a draft stops after the first ones."""
    sections = list(FormSection.objects.filter(programme=scene.programme))
    reports = [paper for paper in papers if not paper.is_plan]
    told: dict[int, list[Contribution]] = {}
    for row in Contribution.objects.filter(report__in=[paper.report for paper in reports]):
        told.setdefault(row.report_id, []).append(row)
    rows = [row for paper in reports for row in _sections(scene, paper, sections, told.get(paper.report.pk, []))]
    create_signed(rows, by=scene.office, why=REASON)


def _sections(
    scene: Scene, paper: Paper, sections: list[FormSection], told: list[Contribution]
) -> Iterator[ReportSection]:
    chance = scene.dice(f"texts {paper.unit} {paper.year} {paper.kind}")
    words = _words(scene, paper, told)
    for section in sections:
        text = _text(section, words, chance)
        if paper.is_annual and section.number == LONG_SECTION:
            text = _formal(scene, paper) or text
        is_left_out = paper.course.status == ReportStatus.DRAFT and section.number not in WRITTEN_IN_DRAFTS
        if text and not is_left_out and (paper.is_annual or section.in_half_year):
            yield ReportSection(report=paper.report, section=section, text=text)


def _text(section: FormSection, words: dict[str, str], chance: random.Random) -> str:
    """Sections the office added in the admin have no ready sentence and stay empty."""
    variants = TEXTS.get(section.number, ("",))
    return Template(chance.choice(variants)).substitute(words)


def _words(scene: Scene, paper: Paper, told: list[Contribution]) -> dict[str, str]:
    def total(measure: str) -> int:
        return sum(getattr(row, measure) or 0 for row in told)

    return {
        "communes": formats.join(f"xã {scene.communes[code].name}" for code in paper.communes),
        "trips": formats.number(total("trips")),
        "workdays": formats.number(total("workdays")),
        "visits": formats.number(total("households_visited")),
        "members": formats.number(total("party_members")),
        "money": formats.money_short(total("money_total")),
    }


def _formal(scene: Scene, paper: Paper) -> str:
    """The words of those who copy; empty for everybody else."""
    if paper.unit == SAME_AS_LAST_YEAR:
        return REPEATED
    return SHARED if paper.unit in SAME_WORDS and paper.year == max(scene.years) else ""
