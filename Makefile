# make demo | make neo4j | make neo4j-stop | make test | make dev | make lint | make bench | make docs | make lock
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
DEMO   ?= demo
# make neo4j NEO4J='--version newest --port 7688 --home DIR'
NEO4J  ?=
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo neo4j neo4j-stop test deps dev lint bench docs lock wheel clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.installed
	@$(BIN)/cluegraph demo --output $(DEMO)

neo4j: $(VENV)/.installed
	@$(BIN)/python -m server start $(NEO4J)

neo4j-stop: $(VENV)/.installed
	@$(BIN)/python -m server stop $(NEO4J)

test: deps dev lint
	$(BIN)/python -m pytest -n 2 --dist loadgroup

deps:
	@sh tools/debian-packages

dev: $(VENV)/.dev
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable . -C editable_mode=strict

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: dev
	@$(BIN)/python -m bench

docs: dev
	@$(BIN)/python -m cluegraph.graph.pages docs
	@$(BIN)/python -m cluegraph.queries.pages docs

lock: $(VENV)/.dev
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  pyproject.toml tools/build.in --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  pyproject.toml tools/build.in --extra dev --output-file requirements-dev.lock

wheel: dev
	$(BIN)/python -m build --wheel --no-isolation

clean:
	rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "需要 Python 3.11 或更高版本：请用 make PYTHON=python3.12 指定。 Python 3.11 or later is needed: name it with make PYTHON=python3.12." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "无法建立 Python 环境：请安装 python3-venv（Debian：apt-get install python3-venv）后再试。 No Python environment could be made: install python3-venv, then try again." >&2; rm -rf $(VENV); exit 1; }

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "正在安装依赖（首次需要几分钟）… Installing what it needs (some minutes the first time) …" >&2
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable . -C editable_mode=strict
	@touch $@

$(VENV)/.dev: requirements-dev.lock tools/datasets.lock $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r tools/datasets.lock
	@touch $@
