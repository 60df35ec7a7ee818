"""Addresses of the top floor. `year_urlpatterns` stand under /<programme>/<year>/."""

urlpatterns: list = []

year_urlpatterns: list = []
