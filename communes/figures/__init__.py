"""Numbers computed from the communes' values: pure functions from rows to figures."""
