# Two commands for people: `make demo` and `make test`. Both fill .venv from
# requirements.lock by themselves and need only python3.11, pip, venv and git.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
READY := .venv/.ready
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
DEMO := build/demo
PEERS := .venv/peers

.PHONY: demo demo-simple test soak mutants bench lint types layers check lock clean

demo: $(READY)
	@$(BIN)/gronatraden demo --dir $(DEMO)

# The simple lifecycle, apart so that `make demo` keeps its time.
demo-simple: $(READY)
	@$(BIN)/gronatraden demo --simple --dir $(DEMO)-simple

# One process a core; a file stays together, so that its servers and databases do. Both
# processes have to name the same tests, hence one seed for the order of sets.
test: $(READY)
	@PYTHONHASHSEED=0 $(BIN)/pytest -n 2 --dist loadfile

# Whole lives of projects, new ones each round, for some minutes; docs/quality.md.
soak: $(READY)
	@$(BIN)/python -m tests.services.soak --minutes $(or $(MINUTES),10)

# Rules broken one at a time, a sample of them: do the tests see it? docs/quality.md.
mutants: $(READY)
	@PYTHONHASHSEED=0 $(BIN)/python -m tests.mutation --sample $(or $(SAMPLE),300) --seed $(or $(SEED),1)

# Ratios against floors and peers in one run; some minutes, most of them for 100,000 projects.
# Not part of the tests. Peers lie in a folder of their own, so that nothing else ever sees
# them; without them their rows are skipped.
bench: $(READY) $(PEERS)/.ready
	@$(BIN)/python -m benchmarks.run

$(PEERS)/.ready: benchmarks/peers.lock | $(READY)
	@echo "Preparing $(PEERS) from benchmarks/peers.lock" >&2
	@rm -rf $(PEERS)
	@$(BIN)/uv pip install --quiet --target $(PEERS) --require-hashes \
	    --requirement benchmarks/peers.lock && touch $@ \
	    || echo "they could not be had; their rows are skipped" >&2

check: lint types layers

lint: $(READY)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: $(READY)
	@$(BIN)/mypy

layers: $(READY)
	@$(BIN)/lint-imports

# The resolver is the locked uv itself. Pass UPGRADE=--upgrade to move every pin.
# pip before 23.3 takes `name[extra]` and `name` for two packages, so both are written.
lock: $(READY)
	@$(BIN)/uv pip compile pyproject.toml --quiet --universal $(UPGRADE) \
	    --extra postgresql --group dev --generate-hashes --no-strip-extras \
	    --no-emit-index-url --no-emit-find-links --no-annotate \
	    --custom-compile-command "make lock" --output-file requirements.lock
	@awk '/^[^ ]/ { printf "%s", twin; twin = ""; extra = /\[/ } { print } \
	    extra { sub(/\[[^]]*\]/, ""); twin = twin $$0 "\n" } END { printf "%s", twin }' \
	    requirements.lock > .venv/both.lock && mv .venv/both.lock requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --quiet --universal $(UPGRADE) \
	    --group bench --constraint requirements.lock --generate-hashes --no-strip-extras \
	    --no-emit-index-url --no-emit-find-links --no-annotate \
	    --custom-compile-command "make lock" --output-file benchmarks/peers.lock

clean:
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# uv fills the environment in seconds; it is itself installed by pip, at the version
# and hashes of the lock. Where it cannot be had, pip does the same work, slower.
# Compiling once spares every command seconds, even where Python may not write.
$(READY): requirements.lock pyproject.toml
	@echo "Preparing .venv from requirements.lock" >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > .venv/uv.lock
	@{ $(PIP) --no-deps --require-hashes --requirement .venv/uv.lock \
	    && $(BIN)/uv pip sync --quiet --require-hashes --compile-bytecode requirements.lock \
	    && $(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .; \
	} || { echo "uv could not; pip prepares .venv instead" >&2 \
	    && $(PIP) --no-deps --require-hashes --requirement requirements.lock \
	    && $(PIP) --no-deps --no-build-isolation --editable .; }
	@$(BIN)/python -m compileall -q gronatraden flows
	@touch $@
