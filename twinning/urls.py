"""Addresses of the twinning floor. `year_urlpatterns` stand under /<programme>/<year>/."""

urlpatterns: list = []

year_urlpatterns: list = []
