# 勾稽 Gouji. Every target does its own set-up. 每个目标都会自己准备环境。
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PORT ?= 8080
export PORT

.PHONY: help serve build single-file test lint doc bench fuzz plant quality
help: ## 列出可用的命令 List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: ## 打开页面 Serve the page on http://127.0.0.1:8080 (PORT=)
	scripts/setup.sh page
	scripts/site.sh serve

build: ## 编译静态网站到 dist/ Build the static site
	scripts/setup.sh page
	scripts/site.sh build

single-file: build ## 编译成一个文件 One file that opens by double click: dist/gouji.html
	node scripts/single-file.mjs

test: ## 通过全部测试，包括浏览器 Pass all tests, the browser's included
	scripts/setup.sh browser
	cargo test --quiet
	scripts/site.sh build
	scripts/browser-tests.sh

lint: ## 格式与静态检查 Formatting and static checks
	scripts/setup.sh lint
	scripts/lint.sh

doc: ## 代码文档，不许有警告 Documentation of the code, no warnings
	scripts/setup.sh native
	RUSTDOCFLAGS="-Dwarnings -Arustdoc::private_intra_doc_links" cargo doc --no-deps --document-private-items

bench: ## 测速，写入 README 的表 Measure, and write the table of the README
	scripts/setup.sh native
	cargo bench --bench check
	cargo build --release --quiet --bin gouji
	python3 scripts/bench.py

fuzz: ## 模糊测试，每个目标 EACH=60 秒 Fuzz each target for EACH seconds
	scripts/setup.sh native
	scripts/fuzz.sh

CORPUS := tests/corpus/seed-report.txt tests/corpus/final-accounts-2024-planning.pdf tests/corpus/budget-2025-office.pdf tests/corpus/budget-2025-subdistrict.pdf

plant: ## 在报告中埋入 COUNT=500 个错误，看能否发现 Plant errors and see whether they are found
	scripts/setup.sh native
	cargo run --release --quiet -- plant --count $${COUNT:-500} $(CORPUS)

quality: ## 一张表：核对率、发现、埋入的错误 One table: coverage, findings, planted errors
	scripts/setup.sh native
	cargo run --release --quiet -- quality $(CORPUS)
