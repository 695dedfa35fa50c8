# 勾稽 Gouji. Every target does its own set-up. 每个目标都会自己准备环境。
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PORT ?= 8080
export PORT

.PHONY: help test lint doc
help: ## 列出可用的命令 List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

test: ## 通过全部测试 Pass all tests
	scripts/setup.sh native
	cargo test

lint: ## 格式与静态检查 Formatting and static checks
	scripts/setup.sh lint
	scripts/lint.sh

doc: ## 代码文档，不许有警告 Documentation of the code, no warnings
	scripts/setup.sh native
	RUSTDOCFLAGS=-Dwarnings cargo doc --no-deps --document-private-items
