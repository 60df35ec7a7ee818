"""What changes a status or several rows: each whole or not at all, with its reason in the history."""
