"""Advice on who should help whom: need against capacity, an optimum under stated rules, each change with its reason."""
