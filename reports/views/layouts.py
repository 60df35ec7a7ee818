"""The rule-sets of official documents, to be read: what each says, where it is from, what the office changed."""

from dataclasses import dataclass

from django.urls import path
from django.views.generic import TemplateView

from communes.yearly import YearMixin
from kontum04.accounts.choices import OFFICE_STAFF
from kontum04.core import clock
from kontum04.core.access import EVERYONE, RoleRequiredMixin, may
from reports.documents.described import compared
from reports.documents.layout import RULE_SETS, RuleSet, choose_rule_set
from reports.documents.rules import rule_set_for


@dataclass(frozen=True)
class Column:
    """One rule-set as the programme uses it."""

    rule_set: RuleSet
    is_in_force: bool


class Layouts(YearMixin, RoleRequiredMixin, TemplateView):
    """The three rule-sets side by side, with this programme's own changes."""

    roles = EVERYONE
    template_name = "reports/layouts.html"

    def get_context_data(self, **kwargs) -> dict:
        today = clock.today()
        used = [rule_set_for(self.programme, today, rule_set.code) for rule_set in RULE_SETS]
        in_force = choose_rule_set(self.programme.style, today).code
        return super().get_context_data(**kwargs) | {
            "columns": [Column(rule_set, rule_set.code == in_force) for rule_set in used],
            "notices": [rule_set.notice for rule_set in used if rule_set.notice],
            "rows": compared(list(zip(RULE_SETS, used, strict=True))),
            "may_change": may(self.request.user, OFFICE_STAFF),
        }


urls = [path("documents/layouts/", Layouts.as_view(), name="document-layouts")]
