# shenbao: `make review` shows what it does, `make test` proves it.
# Each target sets up all that it needs: Python packages into .venv, system parts by apt-get.

PYTHON ?= python3
BIN := .venv/bin
INBOX ?= corpora/inbox
OUT ?= out
SYSTEM := libreoffice-writer-nogui libreoffice-calc-nogui fonts-noto-cjk fonts-arphic-uming fonts-arphic-ukai unar chromium

.PHONY: review test check gallery bench calibrate learn learn-figures lock system

review: .venv/installed system
	$(BIN)/shenbao review "$(INBOX)" --out "$(OUT)"

test: .venv/installed system
	$(BIN)/pytest -n auto

check: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/shenbao policy check

# Pictures of everything that is made of the sample inbox; needs chromium too.
gallery: .venv/installed system
	$(BIN)/python -m corpora.gallery docs/gallery

bench: .venv/installed system
	$(BIN)/python -m corpora.bench

calibrate: .venv/installed system
	$(BIN)/python -m corpora.scans.calibrate --write

learn: .venv/installed
	$(BIN)/python -m corpora.learn

# Teaches the reader of figures anew; more than an hour, and torch beside the rest.
learn-figures: .venv/installed system
	$(BIN)/pip install --quiet torch==2.13.0 onnx==1.23.2
	$(BIN)/python -m corpora.figures.learn

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "shenbao needs Python 3.11 or later (make PYTHON=python3.11 ...)")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# LibreOffice makes the test PDFs, Chromium opens the pages. Where they cannot be installed, the line to run is printed
# and the rest goes on.
system:
	@if command -v soffice >/dev/null && command -v unar >/dev/null && command -v chromium >/dev/null && fc-list ':lang=zh' | grep -q .; then :; \
	elif ! command -v apt-get >/dev/null; then echo "Please install LibreOffice (Writer and Calc) and Chinese fonts."; \
	elif [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(SYSTEM) >/dev/null; \
	elif sudo -n true 2>/dev/null; then sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(SYSTEM) >/dev/null; \
	else echo "LibreOffice or Chinese fonts are missing. Please run:"; echo "  sudo apt-get install --no-install-recommends $(SYSTEM)"; fi

lock:
	uv pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header pyproject.toml --output-file requirements.lock
