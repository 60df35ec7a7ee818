"""Reference data of the twinning floor: units, assignments, forms and calendar. Filings are only read here."""

from django.contrib import admin

from communes.admin import ProgrammeAdmin
from kontum04.accounts.admin import PortalUserAdmin
from kontum04.core.admin import PortalAdmin, ReadOnlyAdmin, ReadOnlyInline, SheetsMixin, TrackedAdmin, sheet_of
from twinning.models import (
    Confirmation,
    Contribution,
    DefaultDueDate,
    Extension,
    FormSection,
    Membership,
    Obligation,
    Report,
    ReportingPeriod,
    ReportVersion,
    Twinning,
    Unit,
    WorkGroup,
)


@admin.register(Unit)
class UnitAdmin(SheetsMixin, TrackedAdmin):
    resource_classes = [sheet_of(Unit, key=("name",))]
    list_display = ["name", "short_name", "kind", "level", "district", "head_count", "valid_to"]
    list_filter = ["kind", "level", "district"]
    list_select_related = ["district"]
    search_fields = ["search_key"]
    autocomplete_fields = ["district"]


@admin.register(Twinning)
class TwinningAdmin(TrackedAdmin):
    list_display = ["unit", "commune", "village", "programme", "starts_on", "ends_on", "decision"]
    list_filter = ["programme", "unit__kind", "ends_on", "commune__district"]
    list_select_related = ["unit", "commune", "village", "programme", "decision"]
    search_fields = ["unit__search_key", "commune__search_key"]
    autocomplete_fields = ["unit", "commune", "village", "decision"]


@admin.register(Membership)
class MembershipAdmin(TrackedAdmin):
    list_display = ["user", "unit"]
    list_filter = ["unit__kind"]
    list_select_related = ["user", "unit"]
    search_fields = ["user__username", "unit__search_key"]
    autocomplete_fields = ["user", "unit"]


@admin.register(WorkGroup)
class WorkGroupAdmin(SheetsMixin, PortalAdmin):
    resource_classes = [sheet_of(WorkGroup)]
    list_display = ["short_name", "name", "programme", "order"]
    list_filter = ["programme"]
    list_select_related = ["programme"]
    search_fields = ["code"]


@admin.register(FormSection)
class FormSectionAdmin(SheetsMixin, PortalAdmin):
    resource_classes = [sheet_of(FormSection)]
    list_display = ["number", "title", "programme", "in_half_year", "is_required", "order"]
    list_filter = ["programme", "is_required", "in_half_year"]
    list_select_related = ["programme"]
    search_fields = ["number"]


@admin.register(DefaultDueDate)
class DefaultDueDateAdmin(SheetsMixin, PortalAdmin):
    resource_classes = [sheet_of(DefaultDueDate)]
    list_display = ["programme", "kind", "day", "month"]
    list_filter = ["programme", "kind"]
    list_select_related = ["programme"]


@admin.register(ReportingPeriod)
class ReportingPeriodAdmin(ReadOnlyAdmin):
    """Periods are changed on the portal's own page, which keeps their obligations in step."""

    list_display = ["programme_year", "kind", "due_on", "counts_lateness", "is_closed"]
    list_filter = ["programme_year__programme", "kind", "is_closed"]
    list_select_related = ["programme_year__programme"]


class ExtensionInline(ReadOnlyInline):
    model = Extension


@admin.register(Obligation)
class ObligationAdmin(ReadOnlyAdmin):
    list_display = ["unit", "period", "waived_on", "waived_reason"]
    list_filter = ["period__programme_year__programme", "period__programme_year__year", "period__kind", "unit__kind"]
    list_select_related = ["unit", "period__programme_year__programme"]
    search_fields = ["unit__search_key"]
    inlines = [ExtensionInline]


class VersionInline(ReadOnlyInline):
    model = ReportVersion
    fields = ["number", "submitted_at", "submitted_by", "paper_signer", "outcome", "reason", "reviewed_by"]


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    list_display = ["obligation", "status", "submitted_at", "submitted_by", "updated_at"]
    list_filter = ["status", "obligation__period__programme_year__year", "obligation__period__kind"]
    list_select_related = ["obligation__unit", "obligation__period__programme_year__programme", "submitted_by"]
    search_fields = ["obligation__unit__search_key"]
    inlines = [VersionInline]


@admin.register(ReportVersion)
class ReportVersionAdmin(ReadOnlyAdmin):
    list_display = ["report", "number", "submitted_at", "submitted_by", "outcome", "reviewed_by"]
    list_filter = ["outcome", "report__obligation__period__programme_year__year"]
    list_select_related = [
        "report__obligation__unit",
        "report__obligation__period__programme_year__programme",
        "submitted_by",
        "reviewed_by",
    ]
    search_fields = ["report__obligation__unit__search_key"]


@admin.register(Contribution)
class ContributionAdmin(ReadOnlyAdmin):
    list_display = ["report", "commune", "trips", "workdays", "in_kind", "party_members"]
    list_filter = ["report__obligation__period__programme_year__year", "report__status", "commune__district"]
    list_select_related = [
        "commune",
        "report__obligation__unit",
        "report__obligation__period__programme_year__programme",
    ]
    search_fields = ["report__obligation__unit__search_key", "commune__search_key"]


@admin.register(Confirmation)
class ConfirmationAdmin(ReadOnlyAdmin):
    list_display = ["contribution", "measure", "claimed", "verdict", "reason", "given_by", "given_at"]
    list_filter = ["verdict", "contribution__report__obligation__period__programme_year__year"]
    list_select_related = [
        "contribution__commune",
        "contribution__report__obligation__unit",
        "contribution__report__obligation__period__programme_year__programme",
        "given_by",
    ]
    search_fields = ["contribution__commune__search_key", "contribution__report__obligation__unit__search_key"]


class WorkGroupInline(admin.TabularInline):
    model = WorkGroup
    extra = 0


class FormSectionInline(admin.TabularInline):
    model = FormSection
    extra = 0


class DueDateInline(admin.TabularInline):
    model = DefaultDueDate
    extra = 0


class MembershipInline(admin.TabularInline):
    model = Membership
    autocomplete_fields = ["unit"]
    extra = 0


ProgrammeAdmin.inlines += [WorkGroupInline, FormSectionInline, DueDateInline]
PortalUserAdmin.inlines.append(MembershipInline)
