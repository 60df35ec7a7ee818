"""Addresses of the ground floor. `year_urlpatterns` stand under /<programme>/<year>/."""

urlpatterns: list = []

year_urlpatterns: list = []
