# make run | test | dev | bench | fmt | lint | tools
export LICENSING_TOOLS ?= $(HOME)/.cache/licensing-tools
export PATH := $(LICENSING_TOOLS)/bin:$(CURDIR)/end2end/node_modules/.bin:$(PATH)
MAKEFLAGS += --no-print-directory

.PHONY: run build test dev bench fmt lint tools

run: export LEPTOS_HASH_FILES = true
run: export LEPTOS_SITE_ROOT = target/site
run: build
	target/release/server demo
	target/release/server serve

test:
	.ci/tools test
	$(MAKE) lint
	.ci/with-postgres cargo nextest run --workspace --exclude frontend --no-fail-fast
	$(MAKE) build
	npm --prefix end2end test

# While watching, cargo-leptos renews only files without a hash in their name. A site of its own leaves the release alone.
dev: export LEPTOS_HASH_FILES = false
dev: export LEPTOS_SITE_ROOT = target/site-dev
dev: tools
	cargo leptos build && target/debug/server demo
	cargo leptos watch -- serve

bench: build
	cargo run --release -p bench

fmt:
	cargo fmt --all

# app is linted twice: as part of the server, and as part of the browser's program.
lint: tools
	cargo fmt --all --check
	cargo clippy --workspace --exclude frontend --all-targets -- -D warnings
	cargo clippy -p frontend --target wasm32-unknown-unknown -- -D warnings
	npm --prefix end2end run --silent check

tools:
	.ci/tools

build: target/site/.built

# cargo-leptos does its slow half at every build, changed or not, and empties the site first; so the mark of a finished one lives there.
target/site/.built: $(shell find Cargo.* rust-toolchain.toml app domain frontend public server services style -not -name '* *') | tools
	cargo leptos build --release --precompress
	touch $@
