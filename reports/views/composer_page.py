"""What the composer shows: the document as paper, and beside it what moved, what is missing and what was said."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kontum04.accounts.choices import OFFICE_STAFF
from kontum04.core import formats
from kontum04.core.access import may
from kontum04.core.figure import Figure
from kontum04.core.problems import Problem
from reports import workflow
from reports.access import COMMENTERS
from reports.choices import AnswerKind, CompositionStatus
from reports.documents.library import KINDS
from reports.documents.live import Form, Run
from reports.documents.output import FORMATS
from reports.documents.printing import numbered, printed
from reports.documents.richtext import blocks_of, html_of
from reports.links import rows_behind
from reports.models import ComposedSection, Composition, SectionComment
from reports.services.approval import to_confirm
from reports.services.comments import comments_of
from reports.services.composing import composed, section_of
from reports.services.present import Present, present
from reports.services.refreshing import Standing, standings
from reports.views.compositions import COMMENT_READERS, composition_url


class Tokens:
    """Writes the figures of a text as links to the rows behind them, within the reader's own scope."""

    def __init__(self, composition: Composition, now: Present) -> None:
        self.composition, self.now = composition, now
        self.labels = {figure.code: figure.label for figure in now.figures.all()}

    def href(self, code: str) -> str:
        return rows_behind(code, self.now.figures, self.composition.programme_year)

    def label(self, code: str) -> str:
        return self.labels.get(code, code)

    def html(self, body: str) -> SafeString:
        """A stored text for the page. It is read anew, so that nothing but the small HTML ever gets there."""
        return mark_safe(html_of(blocks_of(body), self.link))  # noqa: S308 (made of parsed blocks, every text escaped)

    def link(self, run: Run) -> str:
        now = self.now.words.get((run.figure, run.form), run.text)
        state = "is-missing" if run.text == formats.MISSING else "is-moved" if now != run.text else ""
        return format_html(
            '<a class="token {}" href="{}" title="{}" data-figure="{}" data-form="{}">{}</a>',
            state, self.href(run.figure), self.label(run.figure), run.figure, run.form, run.text,
        )  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A section on the page."""

    row: ComposedSection
    heading: str
    html: SafeString
    remarks: list[SectionComment]


@dataclass(frozen=True)
class Choice:
    """A figure that can be put into a text: its words as a number, and with its unit where that says more."""

    figure: Figure
    href: str
    forms: list[tuple[Form, str]]


def composer_page(
    request: HttpRequest, composition: Composition, *, problems: Iterable[Problem] = (), status: int = 200
) -> HttpResponse:
    """The page. Refused, it shows the document as it is by now, with what was typed."""
    return render(request, "reports/composer.html", composer_context(request, composition, problems), status=status)


def composer_context(request: HttpRequest, composition: Composition, problems: Iterable[Problem]) -> dict[str, Any]:
    """Everything on the page of one document."""
    user, now = request.user, present(composition)
    rows = list(composition.sections.select_related("updated_by"))
    tokens = Tokens(composition, now)
    remarks = comments_of(composition)
    is_writer = may(user, OFFICE_STAFF)
    found = standings(rows, now)
    return {
        "composition": composition,
        "programme_year": composition.programme_year,
        "kind": KINDS[composition.kind],
        "paper": printed(composed(composition, now.context, rows)),
        "parts": _parts(rows, tokens, remarks, composition, now),
        "may_edit": is_writer and composition.is_editable,
        "may_comment": may(user, COMMENTERS) and composition.status == CompositionStatus.COMMENTED,
        "standings": [_told(each, tokens) for each in found if each.moved or each.changes],
        "moved_count": sum(len(each.moved) for each in found),
        "missing": [_missing(each, tokens) for each in found if each.missing or each.plain_missing],
        "to_confirm": to_confirm(found, now),
        "remarks": remarks,
        "unanswered": sum(not remark.answer_kind for remark in remarks),
        "answer_kinds": AnswerKind.choices,
        "steps": workflow.open_to(user, composition.status),
        "choices": _choices(now, tokens) if is_writer and composition.is_editable else [],
        "files": [(name, composition_url("composition-file", composition, file_format=name)) for name in FORMATS],
        "may_print_comments": bool(remarks) and may(user, COMMENT_READERS),
        "problems": list(problems),
        "typed": request.POST,
    }


def _parts(
    rows: list[ComposedSection], tokens: Tokens, remarks: list[SectionComment], composition: Composition, now: Present
) -> list[Part]:
    by_section = defaultdict(list)
    for remark in remarks:
        by_section[remark.section_id].append(remark)
    shown = [row for row in rows if not row.is_hidden]
    rule_set = composed(composition, now.context, rows).letterhead.rule_set
    headings = dict(zip(shown, (each.heading for each in numbered(map(section_of, shown), rule_set)), strict=True))
    return [Part(row, headings.get(row, row.heading), tokens.html(row.body), by_section[row.pk]) for row in rows]


def _told(each: Standing, tokens: Tokens) -> dict[str, Any]:
    return {
        "standing": each,
        "section": each.section,
        "moved": [(moved, tokens.label(moved.code), tokens.href(moved.code)) for moved in each.moved],
        "changes": [(change, tokens.html(change.old_html), tokens.html(change.new_html)) for change in each.changes],
    }


def _missing(each: Standing, tokens: Tokens) -> dict[str, Any]:
    figures = [(tokens.label(run.figure), tokens.href(run.figure)) for run in each.missing]
    return {"section": each.section, "figures": figures, "plain": each.plain_missing}


def _choices(now: Present, tokens: Tokens) -> list[Choice]:
    choices = []
    for figure in now.figures.all():
        texts = {form: now.words.get((figure.code, form), "") for form in (Form.TEXT, Form.UNIT)}
        forms = [(form, text) for form, text in texts.items() if form is Form.TEXT or text != texts[Form.TEXT]]
        choices.append(Choice(figure, tokens.href(figure.code), forms))
    return choices
