"""The pages of a Word file: portrait for the text, landscape for annexes."""

from dataclasses import dataclass

from reports.documents.layout import RuleSet
from reports.documents.word.measures import A4, twips


@dataclass(frozen=True, slots=True)
class Sheet:
    """A run of pages of one size, in twips. `head` names its running head."""

    head: str
    width: int
    height: int
    orientation: str
    top: int
    right: int
    bottom: int
    left: int
    header: int
    restarts: bool = False
    hides_first_number: bool = False


def sheets(rule_set: RuleSet) -> dict[str, Sheet]:
    """The portrait pages of the text and the landscape pages of an annex."""
    return {
        "text_sheet": _sheet(rule_set, turned=False, restarts=False, hides_first_number=True),
        "annex_sheet": _sheet(
            rule_set,
            turned=True,
            restarts=rule_set.annex_own_page_numbers,
            hides_first_number=rule_set.annex_own_page_numbers,
        ),
    }


def _sheet(rule_set: RuleSet, *, turned: bool, restarts: bool, hides_first_number: bool) -> Sheet:
    margins = rule_set.margins.turned() if turned else rule_set.margins
    width, height = A4[::-1] if turned else A4
    return Sheet(
        head="rIdLandscape" if turned else "rIdPortrait",
        width=twips(width),
        height=twips(height),
        orientation="landscape" if turned else "portrait",
        top=twips(margins.top),
        right=twips(margins.right),
        bottom=twips(margins.bottom),
        left=twips(margins.left),
        header=twips(rule_set.page_number_from_edge),
        restarts=restarts,
        hides_first_number=hides_first_number,
    )
