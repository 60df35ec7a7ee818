"""Numbers computed from filings and obligations: pure functions from rows to frozen rows and figures."""
