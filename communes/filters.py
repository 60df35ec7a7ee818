"""Filters of the ground floor's lists. Choices offer only what the reader may see."""

import django_filters
from django.utils.translation import gettext_lazy as _

from communes.models import Commune, CommuneCategory, District, IndicatorPart
from kontum04.core.filters import SearchFilter, SwitchFilter


def districts_in_scope(request):
    return District.objects.visible_to(request.user)


class CommuneFilter(django_filters.FilterSet):
    q = SearchFilter(label=_("Tìm xã"), field_name="search_key")
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


class IndicatorFilter(CommuneFilter):
    """Communes by one indicator part: the rows behind a figure."""

    part = django_filters.ModelChoiceFilter(
        label=_("Chỉ tiêu"),
        queryset=lambda request: IndicatorPart.objects.reported(),
        to_field_name="code",
        method=lambda queryset, name, value: queryset,
        empty_label=None,
    )
    some = SwitchFilter(label=_("Chỉ nơi có"), method=lambda queryset, name, value: queryset)
    """Only places with a number above zero; the page itself knows the numbers."""

    @property
    def form(self):
        """The indicator first: it is what the page is about."""
        form = super().form
        form.order_fields(["part"])
        return form
