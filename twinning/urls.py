"""Addresses of the twinning floor. `year_urlpatterns` stand under /<programme>/<year>/."""

from twinning.views import (
    claims,
    decisions,
    evidence,
    filing,
    lists,
    matrix,
    obligations,
    periods,
    report_detail,
    review,
    units,
    versions,
)

urlpatterns: list = [*periods.global_urls]

year_urlpatterns: list = [
    *filing.urls,
    *evidence.urls,
    *report_detail.urls,
    *lists.urls,
    *units.urls,
    *obligations.urls,
    *matrix.urls,
    *periods.urls,
    *review.urls,
    *decisions.urls,
    *versions.urls,
    *claims.urls,
]
