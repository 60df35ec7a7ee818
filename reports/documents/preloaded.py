"""Imported once by the process from which drawing processes are forked, so that each of them starts within moments."""

import django

django.setup()

import reports.documents.output  # noqa: E402, F401 (what every drawing process needs)
