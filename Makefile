# The two that matter: `make demo` and `make test`. Both do all the set-up they need.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11,$(if $(shell $(p) -c 'import sys; sys.exit(not (sys.version_info >= (3, 11)))' 2>/dev/null && echo ok),$(p))))
VENV ?= .venv
BIN := $(VENV)/bin
CHROMIUM := $(firstword $(foreach c,chromium chromium-browser google-chrome,$(shell command -v $(c) 2>/dev/null)))

.PHONY: help demo test test-fast lint schema docs bench mutate lock clean python browser

help: ## say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: .make/demo ## set up, build the graph, explain one risk of one drug, write demo.html
	@$(BIN)/immunokg demo

test: .make/test browser ## set up and run all tests, the browser ones included
	@$(BIN)/python -m pytest --cov --cov-report=term:skip-covered

test-fast: .make/test ## the tests without the browser ones
	@$(BIN)/python -m pytest -m "not browser"

lint: .make/lint ## style, types, layers, generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy -p immunokg
	$(BIN)/mypy tests
	$(BIN)/lint-imports

schema: .make/schema ## make again what follows from ontology/schema
	$(BIN)/python -W ignore -m immunokg.ontology.generate

schema-check: .make/schema ## fail if a generated file is out of date
	$(BIN)/python -W ignore -m immunokg.ontology.generate --check

docs: .make/docs ## build the documentation into site/
	$(BIN)/mkdocs build --strict --quiet

bench: .make/test ## print speed ratios against the peers
	$(BIN)/python tests/benchmarks/run.py

# mutmut mutates a copy: it follows no symbolic links.
mutate: .make/mutate ## mutation score of signs, claim hash, paths, inheritance, confidence; some 10 minutes
	@rm -rf .make/mutants && mkdir -p .make/mutants
	@cp -rL immunokg tests pyproject.toml README.md .make/mutants/
	cd .make/mutants && $(CURDIR)/$(BIN)/mutmut run >log 2>&1 || (tail -20 log; false)
	@cd .make/mutants && $(CURDIR)/$(BIN)/mutmut results && $(CURDIR)/$(BIN)/mutmut export-cicd-stats && cat mutants/mutmut-cicd-stats.json

lock: ## write requirements.lock, with hashes
	$(PYTHON) -m venv .make/lock-venv && .make/lock-venv/bin/pip install -q pip-tools
	.make/lock-venv/bin/pip-compile -q --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--extra validate -o requirements.lock pyproject.toml

clean: ## remove what make made
	rm -rf $(VENV) .make site dist

python:
	@if [ -z "$(PYTHON)" ]; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -y -qq python3 python3-venv; \
	  else echo "immunokg needs Python 3.11 or newer: install it (Debian: sudo apt-get install python3 python3-venv; macOS: brew install python)"; exit 1; fi; fi
	@if ! $(or $(PYTHON),python3) -c 'import ensurepip' 2>/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq python3-venv; \
	  else echo "Python has no ensurepip: run  sudo apt-get install python3-venv"; exit 1; fi; fi

# A changed pyproject makes the environment anew where it matters: each stamp depends on it.
$(BIN)/python: | python
	@echo "setting up $(VENV)"
	@$(or $(PYTHON),python3) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --upgrade "pip>=25.1"

.make/demo: pyproject.toml $(BIN)/python
	@echo "installing immunokg"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	@mkdir -p .make && touch $@

.make/test: pyproject.toml .make/demo
	@echo "installing the test tools"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --group test --group schema
	@mkdir -p .make && touch $@

.make/lint: pyproject.toml .make/test
	@$(BIN)/python -m pip install -q --disable-pip-version-check --group lint
	@touch $@

.make/schema: pyproject.toml .make/demo
	@$(BIN)/python -m pip install -q --disable-pip-version-check --group schema
	@touch $@

.make/mutate: pyproject.toml .make/test
	@$(BIN)/python -m pip install -q --disable-pip-version-check --group mutate
	@touch $@

.make/docs: pyproject.toml .make/demo
	@$(BIN)/python -m pip install -q --disable-pip-version-check --group docs
	@touch $@

browser:
	@if [ -z "$(CHROMIUM)" ]; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then echo "installing Chromium" && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	  else echo "the browser tests need Chromium: run  sudo apt-get install chromium  (macOS: brew install --cask chromium)"; fi; fi
