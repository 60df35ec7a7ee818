"""What the Word template is filled with: the printed words, with the measures of Word."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reports.documents.context_types import Letterhead
from reports.documents.layout import Mark, RuleSet, Text
from reports.documents.live import Run
from reports.documents.printing import PrintedAnnex, PrintedBlock, PrintedSection
from reports.documents.word.measures import points, text_width, words_width
from reports.documents.word.styles import DASH_LIST, NUMBER_LIST
from reports.documents.word.tables import PlacedTable, placed

CLOSING_LEFT = 0.48  # of the text's width, as on paper
ADDRESSEE_LEFT = 0.28


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn rule: how far it stands in from both sides, and below the words."""

    indent: int
    above: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a style, an item of list `list_id`, or a table."""

    style: str = "BodyText"
    runs: tuple[Run, ...] = ()
    list_id: int = 0
    table: PlacedTable | None = None


def head(letterhead: Letterhead, rule_set: RuleSet) -> dict[str, Any]:
    """The columns of heading and closing, and the rules drawn under the lines of the heading."""
    width = text_width(rule_set.margins)
    left, right = _split(width, rule_set.left_share_percent / 100)
    motto = rule_set.motto
    return {
        "table_gap": points(rule_set.paragraph_gap_pt),
        "letterhead_widths": (left, right),
        "closing_widths": _split(width, CLOSING_LEFT),
        "addressee_widths": _split(width, ADDRESSEE_LEFT),
        "nation_rule": _rule(rule_set, rule_set.nation_mark, rule_set.nation_words, rule_set.nation, right),
        "motto_rule": _rule(rule_set, rule_set.motto_mark, rule_set.motto_words, motto, right) if motto else None,
        "issuer_rule": _rule(rule_set, rule_set.issuer_mark, letterhead.issuer, rule_set.issuer, left),
        "summary_rule": _rule(rule_set, rule_set.summary_mark, letterhead.summary, rule_set.summary, width),
    }


def _rule(rule_set: RuleSet, mark: Mark, words: str, text: Text, width: int) -> Rule | None:
    """The rule under words of a style that stand centred in a width; None where the mark is not drawn."""
    share = {Mark.FULL_RULE: 1.0, Mark.PART_RULE: rule_set.rule_share_percent / 100}.get(mark)
    if share is None:
        return None
    longest = max(words_width(line, text) for line in words.splitlines() or [""])
    length = min(longest, width) * share
    return Rule(indent=round((width - length) / 2), above=0 if mark is Mark.FULL_RULE else points(text.size / 4))


def section_content(sections: Iterable[PrintedSection], width: int) -> tuple[list[dict[str, Any]], int]:
    """The sections, and how many ordered lists they hold: each has a number of its own in the package."""
    ordered = 0
    result = []
    for section in sections:
        blocks = []
        for block in section.blocks:
            ordered += block.mark == "1. "
            blocks.append(_block(block, width, NUMBER_LIST + ordered - 1))
        level = section.section.level
        result.append(
            {
                "heading": section.heading,
                "style": f"Heading{level}" if level else "PlainHeading",
                "blocks": blocks,
            }
        )
    return result, ordered


def _block(block: PrintedBlock, width: int, ordered_list: int) -> Block:
    if block.table:
        return Block(table=placed(block.table, width, with_column_numbers=False))
    if not block.mark:
        return Block(runs=block.runs)
    if block.mark.startswith("-"):
        return Block("ListBullet", block.runs, DASH_LIST)
    return Block("ListNumber", block.runs, ordered_list)


def annex_content(annexes: Iterable[PrintedAnnex], rule_set: RuleSet) -> list[dict[str, Any]]:
    """The annexes with their tables across a landscape page."""
    width = text_width(rule_set.margins.turned(), turned=True)
    return [
        {
            "label": printed.label,
            "title": printed.title,
            "note": printed.annex.note,
            "has_missing": printed.table.has_missing,
            "style": "WideAnnex" if printed.is_wide else "Annex",
            "table": placed(printed.table, width, with_column_numbers=True),
        }
        for printed in annexes
    ]


def _split(width: int, share: float) -> tuple[int, int]:
    left = round(width * share)
    return left, width - left
