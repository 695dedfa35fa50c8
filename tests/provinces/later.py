#!/usr/bin/env python3
"""Writes the reports, forms and other documents that were made after the engine had been fitted to the rest.

    python3 later.py [OUT]

Wordings and layouts follow published ones; units and amounts are invented, and every figure follows from amounts in 元.
"""
import sys
from pathlib import Path

import budgets as b
import finals as f
import further_finals as g
import plain as p
import prose_forms as o
from account_tables import blocks
from layout import WRITERS

REPORTS = {
    "report": [
        ("ministry", "tsv", f.ministry), ("tianjin", "tsv", f.tianjin), ("gansu", "html", f.gansu), ("shanxi", "tsv", f.shanxi),
        ("university", "tsv", f.university), ("hospital", "html", f.hospital), ("kindergarten", "tsv", g.kindergarten),
        ("hubei", "tsv", g.hubei_notes), ("hainan", "tsv", g.hainan), ("bingtuan", "txt", g.bingtuan), ("town", "tsv", g.old_town),
        ("xizang", "tsv", g.xizang), ("jilin", "html", g.jilin), ("shenzhen", "tsv", g.shenzhen), ("heilongjiang", "tsv", g.heilongjiang),
        ("chengdu", "html", g.chengdu), ("institute", "tsv", g.institute), ("jintan", "tsv", b.kindergarten),
        ("central", "tsv", b.central), ("guangxi", "tsv", b.guangxi_yuan), ("street", "tsv", b.street), ("county", "html", b.province_budget),
    ],
    "form": [
        ("transfer", "txt", o.transfer), ("scoring", "html", o.shouxian), ("evaluation", "tsv", o.evaluation), ("overall", "tsv", o.overall_prose),
        ("monitoring", "tsv", o.monitoring), ("summary", "tsv", o.summary), ("policy", "tsv", o.policy), ("qinghai", "tsv", o.qinghai_form),
    ],
    "other": [
        ("bulletin", "tsv", lambda: [p.BULLETIN]), ("contract", "tsv", lambda: [p.CONTRACT]), ("notice", "html", lambda: [p.NOTICE]),
        ("county", "tsv", lambda: [p.COUNTY, p.COUNTY_TABLE]),
    ],
}

if __name__ == "__main__":
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "later"
    out.mkdir(parents=True, exist_ok=True)
    for kind, documents in REPORTS.items():
        for name, extension, make in documents:
            WRITERS[extension](blocks(make()), out / f"{kind}-{name}.{extension}")
