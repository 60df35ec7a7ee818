"""The peak memory of a process that draws one long document. Run by itself, it draws and says what it took."""

import resource
import subprocess
import sys
from io import BytesIO

from benchmarks.ground import ROOT, Line, ratio

ANNEXES = {"60": 10, "200": 34}
"""Annexes of a review of about so many pages."""


def memory() -> Line:
    (few, small), (many, large) = (_measured(annexes) for annexes in ANNEXES.values())
    remark = f"{large} MiB for {many} pages, {small} MiB for {few}"
    return Line(f"Peak memory, {many} pages : {few} pages", ratio(large / small), "", remark)


def _measured(annexes: int) -> tuple[int, int]:
    command = [sys.executable, "-m", "benchmarks.memory", str(annexes)]
    pages, peak = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    return int(pages), int(peak)


def draw(annexes: int) -> tuple[int, int]:
    """Pages, and MiB at the peak."""
    import django

    django.setup()
    from pypdf import PdfReader

    from benchmarks.papers import review_of
    from reports.documents.render import document_pdf

    content = document_pdf("review", review_of(annexes))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return len(PdfReader(BytesIO(content)).pages), peak


if __name__ == "__main__":
    print(*draw(int(sys.argv[1])))
