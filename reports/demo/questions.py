"""What units answered to the questions of the last year, and one that the office closed."""

import datetime as dt

from kontum04.core import clock
from kontum04.core.recording import create_signed
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.demo.scene import REASON, YEARS, Scene
from twinning.choices import SignalKind
from twinning.figures.signals.asked import asked
from twinning.models import SignalAnswer

ANSWERS = {
    SignalKind.NO_EVIDENCE: ("Đơn vị đang tập hợp chứng từ, sẽ bổ sung tệp trong tháng.", ""),
    SignalKind.REPEATED: (
        "Hai đơn vị làm hai mô hình ở hai thôn khác nhau, hộ tham gia khác nhau.",
        "Đã đối chiếu với xã: hai mô hình khác nhau, không báo trùng.",
    ),
}
"""By kind: what the first unit asked about it answered, and how the office concluded (empty: not yet)."""

ANSWERED_AT = dt.datetime(YEARS[-1] + 1, 1, 4, 9, tzinfo=clock.ZONE)


def answer_questions(scene: Scene) -> None:
    """Answer the first question of each kind named above; the others wait."""
    year = scene.years[YEARS[-1]]
    waiting = dict(ANSWERS)
    rows = []
    for row in asked(year, WHOLE_PROVINCE_READER):
        if row.signal.kind not in waiting:
            continue
        answer, conclusion = waiting.pop(row.signal.kind)
        found = SignalAnswer(programme_year=year, unit=row.unit, code=row.signal.code, answer=answer)
        found.fingerprint, found.answered_by, found.answered_at = row.signal.fingerprint, scene.office, ANSWERED_AT
        if conclusion:
            found.conclusion, found.closed_by, found.closed_at = conclusion, scene.office, ANSWERED_AT
        rows.append(found)
    create_signed(rows, by=scene.office, why=REASON)
