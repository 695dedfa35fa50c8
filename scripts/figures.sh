#!/usr/bin/env bash
# Compares the figures that Gouji reads in the PDFs of the corpus with those that PyMuPDF sees (pip install pymupdf).
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$ROOT"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 - "$folder" tests/corpus/*.pdf <<'PYTHON'
import sys
from pathlib import Path

import pymupdf

folder, *files = sys.argv[1:]
for file in map(Path, files):
    with pymupdf.open(file) as document:
        text = "\f".join(page.get_text() for page in document)
    (Path(folder) / f"{file.stem}.raw.txt").write_text(text, encoding="utf-8")
PYTHON
GOUJI_RAW_TEXT=$folder cargo test --quiet --test pdf every_figure_once -- --nocapture
