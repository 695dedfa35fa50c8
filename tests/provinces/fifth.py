#!/usr/bin/env python3
"""Writes the fifth lot: ordinary published final accounts, ten units of ten provinces, some as workbooks.

    python3 fifth.py [OUT]

Wordings and layouts follow published ones; units and amounts are invented, and every figure follows from the others.
"""
import re
import sys
from datetime import datetime
from pathlib import Path

import fifth_texts as t
from account_tables import T
from layout import placed
from third import FORMS


def workbook(content, path, form="#,##0.00"):
    """The narrative down the first sheet, every table on a sheet of its own, numbers kept as numbers and shown with a format."""
    import openpyxl

    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = datetime(2024, 9, 1)
    first = book.active
    first.title = "情况说明"
    for line in [x for c in content if isinstance(c, str) for x in c.split("\n")]:
        first.append([line])
    for k, table in enumerate(c for c in content if isinstance(c, T)):
        rows = [[table.title], (table.number or "").split("\t") + ["", table.unit or ""], *table.rows, *[[n] for n in table.notes]]
        sheet = book.create_sheet(f"{k + 1}{re.sub('[“”/]', '', table.title)}"[:28])
        for r, c, cell in placed(rows):
            own = sheet.cell(r + 1, c + 1)
            if re.fullmatch(r"-?[\d,]+\.\d+", cell.text):
                own.value, own.number_format = float(cell.text.replace(",", "")), form
            elif re.fullmatch(r"\d{1,2}", cell.text):
                own.value = int(cell.text)
            elif cell.text:
                own.value, own.data_type = cell.text, "s"
            if cell.rows > 1 or cell.cols > 1:
                sheet.merge_cells(start_row=r + 1, start_column=c + 1, end_row=r + cell.rows, end_column=c + cell.cols)
    book.save(path)


FORMS = {**FORMS, "xlsx": workbook}
DOCUMENTS = [("tourism", "xlsx", t.sichuan), ("finance", "html", t.guangdong), ("school", "docx", t.zhejiang), ("archives", "html", t.fujian), ("forestry", "docx", t.hunan), ("veterans", "xlsx", t.guangxi), ("statistics", "html", t.hebei), ("union", "xlsx", t.liaoning), ("grassland", "docx", t.neimenggu), ("institute", "html", t.beijing)]

if __name__ == "__main__":
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "fifth"
    out.mkdir(parents=True, exist_ok=True)
    for name, extension, make in DOCUMENTS:
        FORMS[extension](make(), out / f"{name}.{extension}")
