#!/usr/bin/env python3
"""Writes beside every PDF of the corpus the figures that PyMuPDF sees in it, each with how often it stands there.

    python3 scripts/figures.py tests/corpus/*.pdf          (pip install pymupdf)

The page numbers of the contents are left out: they are no figures of the report.
"""
import re
import sys
from collections import Counter
from pathlib import Path

import pymupdf


def body(pages):
    """The pages without those of the contents, which run up to the first page with a sentence."""
    squeezed = [re.sub(r"\s", "", page) for page in pages]
    begin = next((i for i, page in enumerate(squeezed) if page.startswith("目录")), None)
    if begin is None:
        return pages
    end = next((i for i in range(begin + 1, len(pages)) if "。" in pages[i]), begin + 1)
    return pages[:begin] + pages[end:]


for file in map(Path, sys.argv[1:]):
    with pymupdf.open(file) as document:
        pages = body([page.get_text() for page in document])
    counts = Counter(m.rstrip(".,") for m in re.findall(r"[0-9][0-9.,]*", "\n".join(pages)))
    lines = [f"{figure}\t{count}" for figure, count in sorted(counts.items())]
    file.with_suffix(".figures.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
