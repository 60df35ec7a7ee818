"""The year's figures, computed once from the floors below and printed on every screen and paper."""
