"""Forms of the twinning floor, one module a subject."""
