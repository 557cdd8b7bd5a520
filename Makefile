# panelqa. 'make' alone lists the targets. Everything stays inside this folder: the environment in .venv,
# downloads and caches in .cache, the samples' store in panelqa-demo.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
DEMO := panelqa-demo
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup demo test test-browser test-slow lint types lock eval letters score bench bench-growth bench-app clean

export PIP_CACHE_DIR := $(CURDIR)/.cache/pip
export XDG_CACHE_HOME := $(CURDIR)/.cache
export HF_HOME := $(CURDIR)/.cache/huggingface
export MPLCONFIGDIR := $(CURDIR)/.cache/matplotlib
export RUSTUP_HOME := $(CURDIR)/.cache/rustup
export HF_HUB_OFFLINE := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export STREAMLIT_BROWSER_GATHER_USAGE_STATS := false

help:  ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

setup: $(STAMP)  ## Make the environment in .venv, with .venv/bin/panelqa

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "panelqa needs Python 3.11 or later; name one: make setup PYTHON=/path/to/python3.11" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps -e .
	@touch $@

demo: setup  ## Ingest the sample reports and print three cited answers
	@$(BIN)/panelqa ingest --store $(DEMO) evals/samples/*.txt
	@for question in "How did residential burglary perform in Q1 2022/23?" \
	    "Which measures were rated red in Q1 2023/24?" \
	    "What is being done about rural crime?"; do \
	  printf '\n\n=== %s\n\n' "$$question"; $(BIN)/panelqa ask --store $(DEMO) "$$question" || exit; \
	done
	@printf '\n\nAsk more:      %s\nOpen the app:  %s\n' \
	  '$(BIN)/panelqa ask --store $(DEMO) "..."' '$(BIN)/panelqa ui --store $(DEMO)'

test: setup  ## Run the tests (all but those in a browser and the slow ones)
	$(BIN)/pytest -n auto --dist loadfile
	@echo "Not run: the tests in a browser (make test-browser) and the slow ones (make test-slow)."

test-browser: setup  ## Run the app's tests in Chromium, which has to be installed
	@command -v chromium chromium-browser google-chrome >/dev/null || \
	  { echo "There is no Chromium; install it (Debian: apt-get install chromium)." >&2; exit 2; }
	$(BIN)/pytest -m browser

test-slow: setup  ## Run the tests that take minutes
	$(BIN)/pytest -m slow

lint: setup  ## Check style and common faults (ruff)
	$(BIN)/ruff check

types: setup  ## Check types (mypy)
	$(BIN)/mypy

eval: setup  ## Run the shipped question sets over the samples; fails where an answer broke
	$(BIN)/panelqa ingest --store $(DEMO) --quiet evals/samples/*.txt
	$(BIN)/panelqa eval run evals/sets/*.jsonl --store $(DEMO) --baseline evals/baseline/samples.json \
	  --gate evals/gate.yaml

letters: setup  ## Draft replies to the shipped letters over the samples; fails below 95% of their points
	$(BIN)/panelqa ingest --store $(DEMO) --quiet evals/samples/*.txt
	$(BIN)/python -m evals.letters --store $(DEMO)

score: setup  ## Score generated questions (two seeds) and the near misses by kind; kept in evals/scores
	$(BIN)/python -m evals.scorecard --out evals/scores

bench: setup  ## Measure questions and ingest beside the libraries underneath; kept in docs/measurements.md
	$(BIN)/python -m evals.bench --keep

bench-growth: setup  ## Measure the growth from 40 to 400 reports (takes about ten minutes)
	$(BIN)/python -m evals.bench --part growth --keep

bench-app: setup  ## Measure the app in Chromium beside a bare Streamlit chat app (takes about ten minutes)
	$(BIN)/python -m evals.bench --part app --keep

lock: setup  ## Write requirements.lock anew from what .venv holds
	$(BIN)/python .ci/lock.py > requirements.lock.new && mv requirements.lock.new requirements.lock && touch $(STAMP)

clean:  ## Remove the environment, the caches and the samples' store
	rm -rf $(VENV) .cache $(DEMO) .pytest_cache .ruff_cache .mypy_cache .hypothesis panelqa.egg-info
