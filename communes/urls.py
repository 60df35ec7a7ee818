"""Addresses of the ground floor. `year_urlpatterns` stand under /<programme>/<year>/."""

from django.urls import path

from communes.views import assessment, exits, inspections, prosperity, remarks
from communes.views.entry import CommuneFigures, VillageFigures
from communes.views.places import CommuneList, IndicatorList
from communes.views.profile import CommuneDetail, CommuneHistory
from communes.views.year_grid import YearGrid

urlpatterns: list = []

year_urlpatterns = [
    path("communes/", CommuneList.as_view(), name="commune-list"),
    path("communes/grid/", YearGrid.as_view(), name="year-grid"),
    path("communes/<int:pk>/", CommuneDetail.as_view(), name="commune-detail"),
    path("communes/<int:pk>/figures/", CommuneFigures.as_view(), name="commune-figures"),
    path("communes/<int:pk>/villages/", VillageFigures.as_view(), name="village-figures"),
    path("communes/<int:pk>/history/", CommuneHistory.as_view(), name="commune-history"),
    path("indicators/", IndicatorList.as_view(), name="indicator-list"),
    *assessment.urls,
    *prosperity.urls,
    *exits.urls,
    *inspections.urls,
    *remarks.urls,
]
