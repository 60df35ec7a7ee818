"""Reference data of the ground floor: places, programmes, indicators. Values are only read here."""

from django.contrib import admin
from django.http import HttpRequest

from communes.models import (
    Commune,
    CommuneCategory,
    Decision,
    Designation,
    District,
    Indicator,
    IndicatorGroup,
    IndicatorPart,
    IndicatorValue,
    Posting,
    Programme,
    ProgrammeYear,
    PublishedFigure,
    Standard,
    Succession,
    Target,
    ValidationRule,
    Village,
    YearNote,
)
from kontum04.accounts.admin import PortalUserAdmin
from kontum04.core.admin import PortalAdmin, ReadOnlyAdmin, SheetsMixin, TrackedAdmin, sheet_of


@admin.register(Decision)
class DecisionAdmin(SheetsMixin, PortalAdmin):
    resource_classes = [sheet_of(Decision)]
    list_display = ["number", "issued_on", "issuer", "summary"]
    list_filter = ["issuer"]
    date_hierarchy = "issued_on"
    search_fields = ["search_key"]


@admin.register(District)
class DistrictAdmin(SheetsMixin, PortalAdmin):
    resource_classes = [sheet_of(District)]
    list_display = ["name", "gso_name", "code", "valid_from", "valid_to"]
    list_filter = ["valid_to"]
    search_fields = ["search_key", "code"]


class FormedFromInline(admin.TabularInline):
    model = Succession
    fk_name = "successor"
    autocomplete_fields = ["predecessor", "decision"]
    extra = 0


@admin.register(Commune)
class CommuneAdmin(SheetsMixin, TrackedAdmin):
    resource_classes = [sheet_of(Commune)]
    list_display = ["__str__", "gso_name", "code", "district", "valid_from", "valid_to"]
    list_filter = ["kind", "valid_to", "district"]
    list_select_related = ["district"]
    search_fields = ["search_key", "code", "district__search_key"]
    autocomplete_fields = ["district"]
    inlines = [FormedFromInline]

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).select_related("district")  # named by all who choose a commune


@admin.register(Village)
class VillageAdmin(SheetsMixin, PortalAdmin):
    resource_classes = [sheet_of(Village, key=("commune", "kind", "name"))]
    list_display = ["__str__", "commune", "valid_from", "valid_to", "is_illustrative"]
    list_filter = ["kind", "is_illustrative", "commune__district"]
    list_select_related = ["commune__district"]
    search_fields = ["search_key", "commune__search_key"]
    autocomplete_fields = ["commune"]


@admin.register(Succession)
class SuccessionAdmin(SheetsMixin, PortalAdmin):
    resource_classes = [sheet_of(Succession)]
    list_display = ["predecessor", "successor", "kind", "effective_on", "decision"]
    list_filter = ["kind", "effective_on"]
    list_select_related = ["predecessor", "successor", "decision"]
    search_fields = ["predecessor__search_key", "successor__search_key"]
    autocomplete_fields = ["predecessor", "successor", "decision"]


class CategoryInline(admin.TabularInline):
    model = CommuneCategory
    extra = 0


class TargetInline(admin.TabularInline):
    model = Target
    extra = 0


@admin.register(Programme)
class ProgrammeAdmin(SheetsMixin, TrackedAdmin):
    """`inlines` grows with what the room above attaches to a programme."""

    resource_classes = [sheet_of(Programme)]
    list_display = ["short_name", "code", "style", "decision", "first_year", "last_year"]
    list_filter = ["style"]
    list_select_related = ["decision"]
    search_fields = ["code"]
    autocomplete_fields = ["decision", "predecessor"]
    inlines = [CategoryInline, TargetInline]


@admin.register(ProgrammeYear)
class ProgrammeYearAdmin(TrackedAdmin):
    """Years are opened on the portal's own page, which makes what units owe; here only their settings are changed."""

    list_display = ["programme", "year", "cutoff_on", "is_illustrative"]
    list_filter = ["programme", "is_illustrative"]
    list_select_related = ["programme"]
    search_fields = ["programme__code", "year"]
    readonly_fields = ["programme", "year"]

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


@admin.register(CommuneCategory)
class CommuneCategoryAdmin(SheetsMixin, PortalAdmin):
    resource_classes = [sheet_of(CommuneCategory)]
    list_display = ["name", "short_name", "programme", "is_key", "order"]
    list_filter = ["programme", "is_key"]
    list_select_related = ["programme"]
    search_fields = ["code"]


@admin.register(Designation)
class DesignationAdmin(SheetsMixin, TrackedAdmin):
    resource_classes = [sheet_of(Designation, key=("programme", "commune", "category", "starts_on"))]
    list_display = ["commune", "category", "programme", "starts_on", "ends_on"]
    list_filter = ["programme", "category", "ends_on", "commune__district"]
    list_select_related = ["commune", "category", "programme"]
    search_fields = ["commune__search_key"]
    autocomplete_fields = ["commune", "category", "start_decision", "end_decision"]


@admin.register(Target)
class TargetAdmin(SheetsMixin, TrackedAdmin):
    resource_classes = [sheet_of(Target)]
    list_display = ["label", "programme", "measure", "comparator", "value", "value_upper", "unit", "due_year"]
    list_filter = ["programme", "every_year"]
    list_select_related = ["programme"]
    search_fields = ["measure"]


@admin.register(PublishedFigure)
class PublishedFigureAdmin(SheetsMixin, PortalAdmin):
    resource_classes = [sheet_of(PublishedFigure)]
    list_display = ["label", "year", "qualifier", "value", "unit", "source", "programme"]
    list_filter = ["programme", "year", "qualifier"]
    list_select_related = ["programme"]
    search_fields = ["search_key", "fact_id"]


@admin.register(Standard)
class StandardAdmin(SheetsMixin, PortalAdmin):
    resource_classes = [sheet_of(Standard)]
    list_display = ["name", "code", "family", "first_year", "last_year"]
    list_filter = ["family"]
    search_fields = ["code"]


@admin.register(IndicatorGroup)
class IndicatorGroupAdmin(SheetsMixin, PortalAdmin):
    resource_classes = [sheet_of(IndicatorGroup)]
    list_display = ["name", "code", "order"]
    search_fields = ["code"]


class PartInline(admin.StackedInline):
    model = IndicatorPart
    autocomplete_fields = ["numerator", "denominator"]
    extra = 0


class RuleInline(admin.TabularInline):
    model = ValidationRule
    extra = 0


@admin.register(Indicator)
class IndicatorAdmin(SheetsMixin, TrackedAdmin):
    """A new indicator with its parts appears in entry, workbooks, figures and annex at once."""

    resource_classes = [sheet_of(Indicator)]
    list_display = ["code", "name", "group", "is_active", "from_contributions", "order"]
    list_filter = ["group", "is_active", "from_contributions"]
    list_select_related = ["group"]
    search_fields = ["search_key"]
    inlines = [PartInline, RuleInline]


@admin.register(IndicatorPart)
class IndicatorPartAdmin(SheetsMixin, PortalAdmin):
    resource_classes = [sheet_of(IndicatorPart)]
    list_display = ["code", "label", "indicator", "kind", "unit", "aggregation", "at_commune", "at_village"]
    list_filter = ["kind", "aggregation", "at_commune", "at_village", "indicator__group"]
    list_select_related = ["indicator"]
    search_fields = ["code", "indicator__search_key"]
    autocomplete_fields = ["indicator", "numerator", "denominator"]


@admin.register(IndicatorValue)
class IndicatorValueAdmin(ReadOnlyAdmin):
    list_display = ["commune", "village", "year", "part", "value", "standard", "source", "updated_by", "updated_at"]
    list_filter = ["year", "part__indicator__group", "standard"]
    list_select_related = ["commune", "village", "part", "standard", "updated_by"]
    search_fields = ["commune__search_key", "village__search_key", "part__code"]


@admin.register(YearNote)
class YearNoteAdmin(ReadOnlyAdmin):
    list_display = ["commune", "year", "text"]
    list_filter = ["year"]
    list_select_related = ["commune"]
    search_fields = ["commune__search_key"]


@admin.register(Posting)
class PostingAdmin(TrackedAdmin):
    list_display = ["user", "commune", "district"]
    list_filter = ["user__role", "district"]
    list_select_related = ["user", "commune", "district"]
    search_fields = ["user__username", "commune__search_key", "district__search_key"]
    autocomplete_fields = ["user", "commune", "district"]


class PostingInline(admin.TabularInline):
    model = Posting
    autocomplete_fields = ["commune", "district"]
    extra = 0


PortalUserAdmin.inlines.append(PostingInline)
