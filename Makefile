# One command sets up and runs; nothing but Python 3.11+, make and a package index is needed.
UV := .venv/bin/uv
DATELINE := .venv/bin/dateline

.PHONY: demo test lint setup benchmarks clean

setup: .venv/.ready

.venv/.ready: pyproject.toml uv.lock
	@test -x $(UV) || { python3 -m venv .venv && .venv/bin/python -m pip install --quiet uv==0.13.9; }
	$(UV) sync --frozen --inexact --quiet
	@touch $@

demo: setup
	@rm -f out/demo.duckdb && mkdir -p out
	$(DATELINE) run samples --to out/demo.duckdb || test $$? -eq 1 # one sample is a consent wall: rejected
	$(DATELINE) show out/demo.duckdb events --limit 15

lint: setup
	.venv/bin/ruff check src tests benchmarks training
	.venv/bin/mypy
	.venv/bin/lint-imports

test: lint
	.venv/bin/pytest -n 2

benchmarks: setup
	$(UV) sync --frozen --inexact --quiet --group benchmarks
	for b in benchmarks/bench_*.py; do .venv/bin/python $$b; done

clean:
	rm -rf .venv out dist
