"""Rule-sets in words: what each says of every part of a document, for people to read beside one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.documents.layout import RuleSet
from reports.documents.measure_list import MEASURES, PARTS, SINGLE
from reports.documents.measures import held

_EXAMPLES = ("deputy", "collective", "order", "mandate")


@dataclass(frozen=True, slots=True)
class Said:
    """What one rule-set says of one part, and whether the office changed it."""

    title: str
    words: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One part of a document and what the rule-sets say of it, in their order."""

    part: str
    said: list[Said]


def compared(rule_sets: Sequence[tuple[RuleSet, RuleSet]]) -> list[Row]:
    """Every part, each rule-set given as it stands in its source and as the office uses it."""
    columns = [(used.title, dict(described(source)), dict(described(used))) for source, used in rule_sets]
    parts = columns[0][1]
    return [
        Row(part, [Said(title, now[part], now[part] != was[part]) for title, was, now in columns]) for part in parts
    ]


def described(rule_set: RuleSet) -> Iterator[tuple[str, str]]:
    """Each part with its words: type first, then measures, then the forms in which numbers and signatures stand."""
    for path, part in PARTS.items():
        yield str(part), _type_words(rule_set, path)
    for measure in SINGLE:
        yield measure.label, measure.words(held(rule_set, measure.path))
    yield (
        _("Số của báo cáo, của công văn"),
        "; ".join(rule_set.number_line(1, code, _("KÝ HIỆU")) for code in ("BC", "CV")),
    )
    forms = (rule_set.authority_form(capacity) for capacity in _EXAMPLES)
    yield _("Ký thay, thay mặt, thừa lệnh, thừa ủy quyền"), "; ".join(form.format(whom="…") for form in forms if form)
    yield _("Nơi nhận"), " ".join(rule_set.recipient_lines((_("Cơ quan nhận"), _("Lưu …"))))


def _type_words(rule_set: RuleSet, path: str) -> str:
    """Return "14 pt, chữ đậm, chữ in hoa"."""
    if held(rule_set, path) is None:
        return _("không có")
    size = MEASURES[f"{path}.size"]
    faces = [
        str(measure.aspect)
        for name in ("bold", "italic", "capitals", "underlined")
        if held(rule_set, (measure := MEASURES[f"{path}.{name}"]).path)
    ]
    return ", ".join([f"{size.words(held(rule_set, size.path))} pt", *(faces or [_("chữ đứng")])])
