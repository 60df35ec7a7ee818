"""Addresses of the twinning floor. `year_urlpatterns` stand under /<programme>/<year>/."""

from twinning.views import (
    assignments,
    claims,
    commendations,
    deadlines,
    decisions,
    evidence,
    filing,
    lists,
    matrix,
    notices,
    obligations,
    open_year,
    periods,
    ratings,
    report_detail,
    requests,
    review,
    sheets,
    units,
    versions,
)

urlpatterns: list = [*open_year.global_urls]

year_urlpatterns: list = [
    *filing.urls,
    *evidence.urls,
    *report_detail.urls,
    *lists.urls,
    *units.urls,
    *ratings.urls,
    *obligations.urls,
    *deadlines.urls,
    *matrix.urls,
    *notices.urls,
    *periods.urls,
    *review.urls,
    *decisions.urls,
    *versions.urls,
    *claims.urls,
    *requests.urls,
    *commendations.urls,
    *assignments.urls,
    *sheets.urls,
]
