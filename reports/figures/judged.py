"""What stands beside the name of a unit that is called weak, or would be but for the head's word."""

from django.utils.translation import gettext as _

from twinning.figures.scoring.ratings import Rating
from twinning.figures.weakness import WeakUnit


def judged(row: Rating) -> WeakUnit:
    """The reasons by rule, what the head ruled and why, what the unit replied."""
    reply = row.reply.text if row.reply else ""
    return WeakUnit(row.unit_id, row.unit_name, row.reasons, _ruling(row), " ".join(reply.split()))


def weak_dict(unit: WeakUnit) -> dict[str, object]:
    """For JSON."""
    return {"unit": unit.unit_name, "reasons": list(unit.reasons), "ruling": unit.ruling, "reply": unit.reply}


def _ruling(row: Rating) -> str:
    """“xếp loại “Hoàn thành”, không thuộc diện yếu; lý do: …”; empty while the rules stand."""
    if row.overrule is None:
        return ""
    return _("xếp loại “%(rank)s”, %(weak)s; lý do: %(reason)s") % {
        "rank": row.overrule.rank,
        "weak": _("là đơn vị yếu") if row.overrule.is_weak else _("không thuộc diện yếu"),
        "reason": " ".join(row.overrule.reason.split()).rstrip(" ."),
    }
