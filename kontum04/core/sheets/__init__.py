"""Workbooks: read the office's own sheets, write templates and lists. Knows nothing about any model."""
