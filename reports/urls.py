"""Addresses of the top floor. `year_urlpatterns` stand under /<programme>/<year>/."""

from django.urls import path

from reports.views import composer, compositions
from reports.views.commune_map import urls as commune_map_urls
from reports.views.documents import document_file
from reports.views.figures import Dashboard, FigureList
from reports.views.history import history
from reports.views.home import YearHome, home
from reports.views.issue_composition import urls as issue_composition_urls
from reports.views.issued import urls as issued_urls
from reports.views.issued_lists import urls as issued_list_urls
from reports.views.issuing import urls as issuing_urls
from reports.views.jobs import urls as job_urls
from reports.views.layouts import urls as layout_urls
from reports.views.league import urls as league_urls
from reports.views.search import search
from reports.views.shelf import urls as shelf_urls
from reports.views.targets import urls as target_urls
from reports.views.verifying import urls as verifying_urls

urlpatterns = [
    path("", home, name="home"),
    path("search/", search, name="search"),
    path("history/<str:model>/<int:pk>/", history, name="history"),
    *issued_list_urls,
    *issued_urls,
    *verifying_urls,
]

year_urlpatterns = [
    path("", YearHome.as_view(), name="year-home"),
    path("dashboard/", Dashboard.as_view(), name="dashboard"),
    path("figures/", FigureList.as_view(), name="figure-list"),
    *target_urls,
    *league_urls,
    *commune_map_urls,
    *shelf_urls,
    *layout_urls,
    path("documents/<slug:kind>.<slug:file_format>", document_file, name="document-file"),
    *job_urls,
    *compositions.urls,
    *composer.urls,
    *issuing_urls,
    *issue_composition_urls,
]
