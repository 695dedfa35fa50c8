"""Tables with merged cells, written as the formats that reports come in."""
import html
from decimal import ROUND_HALF_UP, Decimal as D


def half_up(value, places):
    return D(value).quantize(D(1).scaleb(-places), rounding=ROUND_HALF_UP)


def rnd(value, places):
    """Rounded half up, as a number is written."""
    return f"{half_up(value, places)}"


def short(value, places=2):
    """Rounded half up, trailing zeros left out."""
    text = rnd(value, places)
    return text.rstrip("0").rstrip(".") if "." in text else text


class C:
    """A cell: its text, the columns and rows that it covers."""

    def __init__(self, text="", cols=1, rows=1):
        self.text, self.cols, self.rows = str(text), cols, rows


def cell(value):
    return value if isinstance(value, C) else C(value)


def placed(rows):
    """(row, column, cell) of every cell, as HTML lays them out."""
    taken, out = set(), []
    for r, row in enumerate(rows):
        column = 0
        for c in map(cell, row):
            while (r, column) in taken:
                column += 1
            taken |= {(r + i, column + j) for i in range(c.rows) for j in range(c.cols)}
            out.append((r, column, c))
            column += c.cols
    return out


def size(rows):
    cells = placed(rows)
    return max(r + c.rows for r, _, c in cells), max(k + c.cols for _, k, c in cells)


def grid(rows):
    """Cell and whether it begins there, by row and column."""
    height, width = size(rows)
    out = [[(None, False)] * width for _ in range(height)]
    for r, k, c in placed(rows):
        for i in range(c.rows):
            for j in range(c.cols):
                out[r + i][k + j] = (c, i == 0 and j == 0)
    return out


def dump(blocks):
    """A converter's text: a cell a line after a TAB, a row ends at an empty line."""
    out = []
    for block in blocks:
        if isinstance(block, str):
            out.append(block + "\n")
            continue
        for row in grid(block):
            last, lines = None, []
            for c, begins in row:
                if c is not None and c is last:
                    continue
                last = c
                lines.append("\t" + (c.text if begins else ""))
            out.append("\n".join(lines) + "\n")
        out.append("")
    return "\n".join(out)


def tabs(blocks, gap=True):
    """A row a line, cells with a TAB between; merged cells leave empty ones (a spreadsheet's clipboard)."""
    out = []
    for block in blocks:
        if isinstance(block, str):
            out.append(block)
            continue
        for row in grid(block):
            out.append("\t".join(c.text.replace("\n", "") if begins else "" for c, begins in row))
        if gap:
            out.append("")
    return "\n".join(out) + "\n"


def page(blocks):
    out = ["<!DOCTYPE html><html><head><meta charset='utf-8'><title>绩效自评表</title></head><body>"]
    for block in blocks:
        if isinstance(block, str):
            out.append(f"<p>{html.escape(block)}</p>")
            continue
        out.append("<table border='1'>")
        for row in block:
            cells = []
            for c in map(cell, row):
                spans = (f" colspan='{c.cols}'" if c.cols > 1 else "") + (f" rowspan='{c.rows}'" if c.rows > 1 else "")
                cells.append(f"<td{spans}>{html.escape(c.text).replace(chr(10), '<br>')}</td>")
            out.append("<tr>" + "".join(cells) + "</tr>")
        out.append("</table>")
    return "\n".join(out) + "</body></html>\n"


def word(blocks, path):
    import docx

    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        height, width = size(block)
        table = document.add_table(height, width)
        for r, k, c in placed(block):
            own = table.cell(r, k)
            if c.rows > 1 or c.cols > 1:
                own = own.merge(table.cell(r + c.rows - 1, k + c.cols - 1))
            own.text = c.text
    document.save(path)


def book(blocks, path):
    import openpyxl

    workbook = openpyxl.Workbook()
    sheet, at = workbook.active, 1
    sheet.title = "自评表"
    for block in blocks:
        if isinstance(block, str):
            sheet.cell(at, 1, block)
            at += 1
            continue
        for r, k, c in placed(block):
            text = c.text
            try:
                value = float(text) if "." in text else int(text)
                value = value if str(value) == text else text
            except ValueError:
                value = text
            own = sheet.cell(at + r, k + 1)
            own.value = None if value == "" else value
            if isinstance(value, str) and value:
                own.data_type = "s"  # not a formula
            if c.rows > 1 or c.cols > 1:
                sheet.merge_cells(
                    start_row=at + r, start_column=k + 1, end_row=at + r + c.rows - 1, end_column=k + c.cols
                )
        at += size(block)[0]
    workbook.save(path)


def levels(rows, depth):
    """Merges equal neighbours of the first `depth` cells downwards, each within the one before it."""
    out = [[C(v) if not isinstance(v, C) else v for v in row] for row in rows]
    keep = [[True] * len(row) for row in out]
    for k in range(depth):
        r = 0
        while r < len(out):
            to = r + 1
            while to < len(out) and all(rows[to][j] == rows[r][j] for j in range(k + 1)):
                keep[to][k] = False
                to += 1
            out[r][k] = C(rows[r][k], rows=to - r)
            r = to
    return [[c for c, kept in zip(row, flags) if kept] for row, flags in zip(out, keep)]


WRITERS = {
    "txt": lambda blocks, path: path.write_text(dump(blocks), encoding="utf-8"),
    "tsv": lambda blocks, path: path.write_text(tabs(blocks), encoding="utf-8"),
    "html": lambda blocks, path: path.write_text(page(blocks), encoding="utf-8"),
    "docx": lambda blocks, path: word(blocks, path),
    "xlsx": lambda blocks, path: book(blocks, path),
}
