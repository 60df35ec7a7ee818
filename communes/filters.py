"""Filters of the ground floor's lists. Choices offer only what the reader may see."""

import django_filters
from django.utils.translation import gettext_lazy as _

from communes.models import Commune, CommuneCategory, District, IndicatorPart
from kontum04.core.text import fold


def search(queryset, name: str, value: str):
    """Mark-blind search in a stored key."""
    return queryset.filter(**{f"{name}__contains": fold(value)})


def districts_in_scope(request):
    return District.objects.visible_to(request.user)


class CommuneFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Tìm xã"), field_name="search_key", method=search)
    district = django_filters.ModelChoiceFilter(
        label=_("Huyện"), queryset=districts_in_scope, empty_label=_("Tất cả các huyện")
    )
    category = django_filters.ModelChoiceFilter(
        label=_("Diện"), queryset=CommuneCategory.objects.none(), method="in_category", empty_label=_("Tất cả các diện")
    )

    class Meta:
        model = Commune
        fields = ()

    def __init__(self, *args, programme_year, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.programme_year = programme_year
        self.filters["category"].queryset = programme_year.programme.categories.all()

    def in_category(self, queryset, _name: str, category: CommuneCategory):
        rows = category.designations.in_year(self.programme_year.programme, self.programme_year.year)
        return queryset.filter(pk__in=rows.values("commune"))


class IndicatorFilter(django_filters.FilterSet):
    """Communes by one indicator part: the rows behind a figure."""

    part = django_filters.ModelChoiceFilter(
        label=_("Chỉ tiêu"),
        queryset=lambda request: IndicatorPart.objects.in_use(),
        to_field_name="code",
        method=lambda queryset, name, value: queryset,
        empty_label=None,
    )
    district = django_filters.ModelChoiceFilter(
        label=_("Huyện"), queryset=districts_in_scope, empty_label=_("Tất cả các huyện")
    )

    class Meta:
        model = Commune
        fields = ()
