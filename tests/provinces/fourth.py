#!/usr/bin/env python3
"""Writes the fourth lot: ordinary published final accounts, twelve bureaus of twelve provinces.

    python3 fourth.py [OUT]

Wordings and layouts follow published ones; units and amounts are invented, and every figure follows from the others.
"""
import sys
from pathlib import Path

import fourth_texts as t
from third import FORMS

DOCUMENTS = [("water", "html", t.shandong), ("market", "docx", t.jiangsu), ("culture", "pdf.txt", t.hubei), ("science", "tsv", t.jiangxi), ("civil", "html", t.anhui), ("land", "tsv", t.shaanxi), ("safety", "html", t.guizhou), ("roads", "tsv", t.yunnan), ("farms", "docx", t.henan), ("justice", "txt", t.shanxi), ("nature", "pdf.txt", t.gansu), ("health", "html", t.heilongjiang)]

if __name__ == "__main__":
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "fourth"
    out.mkdir(parents=True, exist_ok=True)
    for name, extension, make in DOCUMENTS:
        FORMS[extension](make(), out / f"{name}.{extension}")
