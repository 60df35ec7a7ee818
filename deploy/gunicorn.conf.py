"""Gunicorn for `make run` and for the service: the same processes on a trial machine and on the server."""

import os

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "sync"  # threads were slower and less steady with template and PDF work
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
timeout = 120  # seconds; a review of 200 pages renders in about 30
max_requests = 1000  # a worker that has rendered large documents gives its memory back
max_requests_jitter = 100
control_socket_disable = True
