#!/usr/bin/env python3
"""Writes the third lot of documents that were made after the engine had been fitted to the rest.

    python3 third.py [OUT]

Wordings and layouts follow published ones; units and amounts are invented, and every figure follows from the others.
Needs python-docx and openpyxl.
"""
import re
import sys
from datetime import datetime
from pathlib import Path

import third_again as a
import third_budgets as b
import third_county as c
import third_finals as f
import third_forms as o
import third_more as m
from account_tables import T, blocks
from layout import WRITERS, placed, size


def printed(content, path, width=38):
    """Text copied out of a printed report: lines of a width, rows with blanks between cells, page numbers between."""
    lines = []
    for block in blocks(content):
        if isinstance(block, str):
            line = "　　"
            for word in re.findall(r"[\d,.%]+|.", block):
                if len(line) + len(word) > width:
                    lines.append(line)
                    line = ""
                line += word
            lines.append(line)
        else:
            lines += [" ".join(str(x.text if hasattr(x, "text") else x).strip() for x in row if str(getattr(x, "text", x)).strip()) for row in block]
    out = []
    for k, line in enumerate(lines):
        out.append(line)
        if k % 42 == 41:
            out.append(f"— {k // 42 + 3} —")
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


def numbers(content, path, form="#,##0.00"):
    """A workbook with a sheet for every table, numbers kept as numbers and shown with a format."""
    import openpyxl

    stamp = datetime(2024, 9, 1)
    workbook = openpyxl.Workbook()
    workbook.properties.created = workbook.properties.modified = stamp
    workbook.remove(workbook.active)
    for table in content:
        rows = [[table.title], [table.number or "", table.unit or ""], *table.rows]
        sheet = workbook.create_sheet(re.sub(r"[“”]", "", table.title)[:28])
        for r, k, cell in placed(rows):
            own = sheet.cell(r + 1, k + 1)
            if re.fullmatch(r"-?[\d,]+\.\d+", cell.text):
                own.value, own.number_format = float(cell.text.replace(",", "")), form
            elif re.fullmatch(r"\d{1,2}", cell.text):
                own.value = int(cell.text)
            elif cell.text:
                own.value = cell.text
            if cell.rows > 1 or cell.cols > 1:
                sheet.merge_cells(start_row=r + 1, start_column=k + 1, end_row=r + cell.rows, end_column=k + cell.cols)
        size(rows)
    workbook.save(path)


def plain(extension):
    return lambda content, path: WRITERS[extension](blocks(content), path)


FORMS = {"txt": plain("txt"), "tsv": plain("tsv"), "html": plain("html"), "docx": plain("docx"), "xlsx": numbers, "pdf.txt": printed}
DOCUMENTS = {
    "report": [
        ("court", "html", f.court), ("police", "tsv", f.police), ("township", "docx", f.township), ("county-hospital", "txt", f.county_hospital), ("vocational", "pdf.txt", f.vocational),
        ("bureau", "tsv", f.bureau), ("academy", "xlsx", f.academy), ("corrected", "html", f.corrected),
        ("hunan", "docx", b.hunan), ("shandong", "html", b.shandong), ("three-only", "html", b.three_only), ("gansu", "tsv", b.gansu),
    ],
    "whole": [("county", "tsv", c.county), ("town", "html", c.town), ("district", "docx", c.district), ("debt", "tsv", c.debt), ("transfers", "html", c.transfers), ("insurance", "txt", c.insurance)],
    "again": [("tianshui", "docx", a.tianshui), ("county", "html", a.county_words), ("street", "html", a.street_lists), ("overall", "txt", a.target_form)],
    "last": [
        ("jiangsu", "docx", m.jiangsu), ("units", "html", m.units), ("adjusted", "tsv", m.adjusted), ("assets", "docx", m.assets), ("months", "html", m.months), ("survey", "docx", m.survey), ("stages", "txt", m.stages),
    ],
    "form": [
        ("special", "docx", o.special), ("department", "html", o.department), ("projects", "tsv", o.projects), ("rated", "docx", o.rated), ("paired", "html", o.paired), ("three-projects", "txt", o.three_projects), ("costs", "tsv", o.costs),
    ],
}

if __name__ == "__main__":
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "third"
    out.mkdir(parents=True, exist_ok=True)
    for kind, documents in DOCUMENTS.items():
        for name, extension, make in documents:
            FORMS[extension](make(), out / f"{kind}-{name}.{extension}")
