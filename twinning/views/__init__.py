"""Pages of the twinning floor, one module a subject, each with its own list of addresses."""
