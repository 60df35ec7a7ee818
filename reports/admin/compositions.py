"""Composed documents in the admin: only read. Their own page changes them, where figures and way are known."""

from django.contrib import admin

from kontum04.core.admin import ReadOnlyAdmin, ReadOnlyInline
from reports.models import ComposedSection, Composition, SectionComment


class SectionInline(ReadOnlyInline):
    model = ComposedSection
    fields = ["order", "heading", "is_hidden", "revision", "updated_by", "updated_at"]


@admin.register(Composition)
class CompositionAdmin(ReadOnlyAdmin):
    list_display = ["summary", "kind", "programme_year", "status", "dated_on", "made_by", "approved_by"]
    list_filter = ["status", "kind", "programme_year__programme"]
    list_select_related = ["programme_year__programme", "made_by", "approved_by"]
    search_fields = ["kind"]
    inlines = [SectionInline]


@admin.register(ComposedSection)
class ComposedSectionAdmin(ReadOnlyAdmin):
    list_display = ["heading", "composition", "order", "is_hidden", "revision", "updated_by", "updated_at"]
    list_select_related = ["composition", "updated_by"]
    search_fields = ["key"]


@admin.register(SectionComment)
class SectionCommentAdmin(ReadOnlyAdmin):
    list_display = ["section", "author", "made_at", "answer_kind", "answered_by", "answered_at"]
    list_filter = ["answer_kind"]
    list_select_related = ["section", "author", "answered_by"]
    search_fields = ["section__key"]
