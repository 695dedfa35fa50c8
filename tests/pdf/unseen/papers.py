#!/usr/bin/env python3
"""Prints the sound reports of tests/provinces as PDF, in the layouts that published reports have.

    python3 papers.py OUT [PATTERN] [--plant SEED]

Needs python-docx, reportlab, pymupdf, LibreOffice, Chromium and a Chinese font. Every layout of a report is written beside the
docx that says the same, so that both can be compared. With --plant one digit of each report is changed first.
"""
import fnmatch
import html
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PROVINCES = Path(__file__).resolve().parents[2] / "provinces"
sys.path.insert(0, str(PROVINCES))
from layout import C, cell, placed, size  # noqa: E402

SERIF, SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"


# ---- reports: a list of paragraphs (str) and tables (rows of cells; `.heads` of them repeat) ----

class Grid:
    def __init__(self, rows, heads):
        self.rows, self.heads = rows, heads


def is_amount(text):
    return bool(re.fullmatch(r"-?[\d,]+(\.\d+)?%?", text))


def head_rows(lines):
    """Rows above the first one that shows an amount or the code of a class."""
    for i, row in enumerate(lines):
        if any(is_amount(t) for t in row) and not all(is_amount(t) or t in ("", "栏次") for t in row):
            return i
        if sum(is_amount(t) for t in row) >= 2 and any("." in t for t in row):
            return i
    return 0


def merged(lines):
    """Empty cells of the head join the one beside or above them, as published tables have it."""
    width = max(map(len, lines))
    lines = [row + [""] * (width - len(row)) for row in lines]
    heads = head_rows(lines)
    rows, taken = [], set()
    for r, row in enumerate(lines):
        out = []
        for c, text in enumerate(row):
            if (r, c) in taken:
                continue
            cols = rows_ = 1
            if r < heads and text:
                while c + cols < width and not row[c + cols] and (r, c + cols) not in taken and r + 1 < heads + 1 and any(
                    lines[r + 1][k] for k in range(c, c + cols + 1)) and lines[r + 1][c + cols]:
                    cols += 1
                while cols == 1 and r + rows_ < heads and not lines[r + rows_][c] and lines[r][c]:
                    rows_ += 1
                taken |= {(r + i, c + k) for i in range(rows_) for k in range(cols)}
            out.append(C(text, cols=cols, rows=rows_))
        rows.append(out)
    return Grid(rows, heads)


def of_text(text):
    blocks, table = [], []

    def end():
        if table:
            blocks.append(merged([row for row in table]))
            table.clear()

    for line in text.splitlines():
        if "\t" in line:
            table.append([t.strip() for t in line.split("\t")])
            continue
        end()
        if line.strip():
            blocks.append(line.strip())
    end()
    return blocks


def of_page(text):
    blocks = []
    for p, t in re.findall(r"<p>(.*?)</p>|<table[^>]*>(.*?)</table>", text, re.S):
        if t:
            lines = [[html.unescape(re.sub("<[^>]*>", "", d)).strip() for d in re.findall(r"<td[^>]*>(.*?)</td>", r, re.S)]
                     for r in re.findall(r"<tr>(.*?)</tr>", t, re.S)]
            blocks.append(merged(lines))
        elif html.unescape(re.sub("<[^>]*>", "", p)).strip():
            blocks.append(html.unescape(re.sub("<[^>]*>", "", p)).strip())
    return blocks


def reports():
    out = {}
    for path in sorted(PROVINCES.glob("*-0.*")):
        text = path.read_text(encoding="utf-8")
        out[path.stem.removesuffix("-0")] = of_text(text) if path.suffix == ".txt" else of_page(text)
    import forms
    try:
        import more_forms  # noqa: F401
    except ImportError:
        pass
    for name, (_, blocks) in forms.FORMS.items():
        out[f"form-{name}"] = [b if isinstance(b, str) else Grid([[cell(v) for v in row] for row in b], 0) for b in blocks]
    return out


def planted(blocks, seed):
    """One digit of one amount changed."""
    r = random.Random(seed)
    places = []
    for b, block in enumerate(blocks):
        if isinstance(block, str):
            places += [(b, None, m.start(1)) for m in re.finditer(r"(\d)[\d,]*\.\d+(?:万元|元|%)", block)]
        else:
            for i, row in enumerate(block.rows):
                for k, c in enumerate(row):
                    if is_amount(c.text) and "." in c.text and "0.00" != c.text:
                        places.append((b, (i, k), c.text.index(".") - 1))
    b, at, index = r.choice(places)
    change = lambda t: t[:index] + str((int(t[index]) + r.randint(1, 8)) % 10) + t[index + 1:]  # noqa: E731
    blocks = list(blocks)
    if at is None:
        blocks[b] = change(blocks[b])
    else:
        i, k = at
        rows = [list(row) for row in blocks[b].rows]
        own = rows[i][k]
        rows[i][k] = C(change(own.text), own.cols, own.rows)
        blocks[b] = Grid(rows, blocks[b].heads)
    return blocks


# ---- docx, printed by LibreOffice ----

def word(blocks, path, borders="all", landscape=True, font=SERIF, narrow=False, repeat=True, glue=False, small=9, split=True, justify=True):
    import docx
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, Cm

    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = font, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    footer(document, section)
    lying = False
    for n, block in enumerate(blocks):
        nxt = next((b for b in blocks[n:n + 4] if not isinstance(b, str)), None)
        is_caption = isinstance(block, str) and nxt is not None and (len(block) < 40)
        wants = landscape and (not isinstance(block, str) or (is_caption and block.endswith(("表", "）")) or lying and is_caption))
        if wants != lying:
            section = document.add_section(WD_SECTION.NEW_PAGE)
            w, h = (29.7, 21) if wants else (21, 29.7)
            section.orientation = WD_ORIENT.LANDSCAPE if wants else WD_ORIENT.PORTRAIT
            section.page_width, section.page_height = Cm(w), Cm(h)
            lying = wants
        if isinstance(block, str):
            p = document.add_paragraph()
            run = p.add_run(block)
            if n == 0 or (is_caption and block.endswith("表")):
                p.alignment = WD_ALIGN_PARAGRAPH.CENTER
                run.font.size, run.bold = Pt(18), True
            elif is_caption and "单位" in block:
                p.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                run.font.size = Pt(10)
            else:
                p.paragraph_format.first_line_indent = Pt(28)
                p.paragraph_format.line_spacing = Pt(28)
                if justify:
                    p.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            continue
        height, width = size(block.rows)
        if glue:
            block = glued(block)
            height, width = size(block.rows)
        table = document.add_table(height, width)
        if borders == "all":
            table.style = "Table Grid"
        table.autofit = False
        total = section.page_width - section.left_margin - section.right_margin
        widths = column_widths(block, width, narrow)
        for k, share in enumerate(widths):
            table.columns[k].width = int(total * share)
            for c in table.columns[k].cells:
                c.width = int(total * share)
        for r, k, c in placed(block.rows):
            own = table.cell(r, k)
            if c.rows > 1 or c.cols > 1:
                own = own.merge(table.cell(r + c.rows - 1, k + c.cols - 1))
            own.text = c.text
            for p in own.paragraphs:
                for run in p.runs:
                    run.font.size = Pt(small)
                if is_amount(c.text) and r >= block.heads:
                    p.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                elif r < block.heads:
                    p.alignment = WD_ALIGN_PARAGRAPH.CENTER
            own.vertical_alignment = 1
        for r, row in enumerate(table.rows):
            properties = row._tr.get_or_add_trPr()
            if repeat and r < block.heads:
                properties.append(OxmlElement("w:tblHeader"))
            if not split:
                properties.append(OxmlElement("w:cantSplit"))
        if borders == "three":
            rule(table, 0, "top"), rule(table, max(block.heads, 1) - 1, "bottom"), rule(table, height - 1, "bottom")
        document.add_paragraph()
    document.save(path)


def rule(table, row, edge):
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for c in table.rows[row].cells:
        properties = c._tc.get_or_add_tcPr()
        borders = properties.find(qn("w:tcBorders"))
        if borders is None:
            borders = OxmlElement("w:tcBorders")
            properties.append(borders)
        if borders.find(qn(f"w:{edge}")) is None:
            line = OxmlElement(f"w:{edge}")
            line.set(qn("w:val"), "single"), line.set(qn("w:sz"), "8")
            borders.append(line)


def footer(document, section):
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    p = section.footer.paragraphs[0]
    p.alignment = WD_ALIGN_PARAGRAPH.CENTER
    p.add_run("— ")
    run = p.add_run()
    for kind in ("begin", None, "end"):
        if kind:
            e = OxmlElement("w:fldChar")
            e.set(qn("w:fldCharType"), kind)
        else:
            e = OxmlElement("w:instrText")
            e.text = "PAGE"
        run._r.append(e)
    p.add_run(" —")


def column_widths(block, width, narrow):
    need = [2.0] * width
    for r, k, c in placed(block.rows):
        if c.cols == 1:
            text = max(c.text.split("\n"), key=len)
            units = sum(1.0 if ord(ch) > 255 else 0.55 for ch in text) + 1
            if is_amount(text):
                need[k] = max(need[k], units * (0.8 if narrow else 1.05))
            else:
                need[k] = max(need[k], min(units, 6 if narrow else 14))
    total = sum(need)
    return [n / total for n in need]


def glued(block):
    """Code and name in one cell: 2010301行政运行."""
    head = block.rows[0] if block.rows else []
    if len(head) < 3 or "编码" not in head[0].text or head[0].cols > 1 or any(
            re.search("编码", c.text) for c in head[1:]):
        return block
    rows = []
    for r, row in enumerate(block.rows):
        if len(row) < 2 or row[0].cols > 1 or row[1].cols > 1:
            return block
        first = "科目" if r == 0 else row[0].text + row[1].text
        rows.append([C(first, 1, row[0].rows), *row[2:]])
    return Grid(rows, block.heads)


def libreoffice(files, out):
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(["soffice", f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", "pdf", "--outdir", str(out),
                        *map(str, files)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


# ---- HTML, printed by Chromium ----

LOOKS = {
    "ruled": "td{border:1px solid #000}",
    "borderless": "td{border:0;padding:3px 8px}",
    "zebra": "td{border:0;padding:3px 8px} tr:nth-child(even){background:#e8eef5}",
    "dotted": "td{border:0;border-bottom:1px dotted #999;padding:3px 8px}",
    "columns": "td{border:1px solid #555} body>.text{column-count:2;column-gap:1.2cm}",
    "shadow": "td{border:1px solid #ccc;box-shadow:0 0 1px #888} table{border:2px solid #000} .amount{letter-spacing:.04em}",
    "spread": "td{border:1px solid #000} td:first-child{text-align-last:justify}",
}


def page(blocks, path, look):
    out = [f"<!DOCTYPE html><html lang='zh-CN'><head><meta charset='utf-8'><style>@page{{size:A4;margin:2cm}}@page lying{{size:A4 landscape}}"
           f"body{{font:14px/1.8 '{SANS}'}}p{{text-indent:2em;text-align:justify;margin:.3em 0}}.lying{{page:lying}}"
           f"table{{border-collapse:collapse;width:100%;font-size:11px;line-height:1.35}}h2,h1{{text-align:center}}"
           f".amount{{text-align:right}}{LOOKS[look]}</style></head><body>"]
    out.append("<div class='text'>")
    inside = True
    for n, block in enumerate(blocks):
        nxt = next((b for b in blocks[n:n + 4] if not isinstance(b, str)), None)
        if isinstance(block, str):
            caption = nxt is not None and len(block) < 40
            if caption and block.endswith("表") and inside:
                out.append("</div><div class='lying'>")
                inside = False
            elif not caption and not inside:
                out.append("</div><div class='text'>")
                inside = True
            tag = "h1" if n == 0 else "h2" if caption and block.endswith("表") else "p"
            style = " style='text-align:right'" if caption and "单位" in block else ""
            out.append(f"<{tag}{style}>{html.escape(block)}</{tag}>")
            continue
        out.append("<table>")
        for r, row in enumerate(block.rows):
            if r == 0 and block.heads:
                out.append("<thead>")
            if r == block.heads and block.heads:
                out.append("</thead>")
            cells = []
            for c in row:
                spans = (f" colspan='{c.cols}'" if c.cols > 1 else "") + (f" rowspan='{c.rows}'" if c.rows > 1 else "")
                kind = " class='amount'" if is_amount(c.text) else ""
                cells.append(f"<td{spans}{kind}>{html.escape(c.text).replace(chr(10), '<br>')}</td>")
            out.append("<tr>" + "".join(cells) + "</tr>")
        out.append("</table>")
    out.append("</div></body></html>")
    source = path.with_suffix(".print.html")
    source.write_text("\n".join(out), encoding="utf-8")
    with tempfile.TemporaryDirectory() as home:
        printed = Path(home) / "printed.pdf"
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--disable-pdf-tagging",
                        f"--user-data-dir={home}", f"--print-to-pdf={printed}", str(source)], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        packed(printed, path)
    source.unlink()


def packed(source, path):
    """Every glyph is a stream of its own as Chromium writes it; packed they take half the room."""
    import pymupdf

    with pymupdf.open(source) as document:
        document.save(path, garbage=4, deflate=True, use_objstms=1)


# ---- reportlab: fonts named, not embedded ----

def unembedded(blocks, path, encoding="UniGB-UCS2-H", rotate=0, turned=False):
    from reportlab.lib import colors
    from reportlab.lib.enums import TA_CENTER, TA_RIGHT
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase._cidfontdata import CIDFontInfo
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import (BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph, Spacer, Table)

    class Named(UnicodeCIDFont):
        """A font of the reader's machine, its characters written in one of the old encodings."""

        def __init__(self):
            super().__init__("STSong-Light")
            self.encodingName = encoding
            self.name = self.fontName = f"STSong-{encoding}"

        def stringWidth(self, text, size, encoding=None):
            if self.encodingName == "UniGB-UCS2-H":
                return super().stringWidth(text, size, encoding)
            return sum(0.5 if ord(c) < 128 else 1 for c in text) * size

        def addObjects(self, doc):
            """The ASCII of GBK is half as wide as a character."""
            descendant = CIDFontInfo["STSong-Light"]["DescendantFonts"][0]
            own, descendant["W"] = descendant["W"], [814, 939, 500] if encoding.startswith("GBK") else descendant["W"]
            super().addObjects(doc)
            descendant["W"] = own

        def formatForPdf(self, text):
            if encoding == "UniGB-UCS2-H":
                return super().formatForPdf(text)
            return "".join(f"\\{b:03o}" for b in text.encode("gbk"))

    own = Named()
    pdfmetrics.registerFont(own)
    font = own.name
    body = ParagraphStyle("body", fontName=font, fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK")
    title = ParagraphStyle("title", parent=body, fontSize=16, leading=28, alignment=TA_CENTER, firstLineIndent=0)
    unit = ParagraphStyle("unit", parent=body, fontSize=9, alignment=TA_RIGHT, firstLineIndent=0)
    word = ParagraphStyle("word", parent=body, fontSize=8, leading=10, firstLineIndent=0)
    amount = ParagraphStyle("amount", parent=word, alignment=TA_RIGHT)

    def foot(canvas, document):
        canvas.setFont(font, 9)
        canvas.drawCentredString(canvas._pagesize[0] / 2, 28, f"第 {document.page} 页")
        if rotate:
            canvas.setPageRotation(rotate)

    story, lying = [], False
    for n, block in enumerate(blocks):
        nxt = next((b for b in blocks[n:n + 4] if not isinstance(b, str)), None)
        caption = isinstance(block, str) and nxt is not None and len(block) < 40
        wants = not isinstance(block, str) or (caption and (lying or block.endswith("表")))
        if wants != lying:
            story += [NextPageTemplate("lying" if wants else "upright"), PageBreak()]
            lying = wants
        if isinstance(block, str):
            style = title if n == 0 or caption and block.endswith("表") else unit if caption and "单位" in block else body
            story.append(Paragraph(html.escape(block), style))
            continue
        height, width = size(block.rows)
        data = [[""] * width for _ in range(height)]
        style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("FONTNAME", (0, 0), (-1, -1), font)]
        for r, k, c in placed(block.rows):
            data[r][k] = Paragraph(html.escape(c.text).replace("\n", "<br/>"), amount if is_amount(c.text) else word)
            if c.rows > 1 or c.cols > 1:
                style.append(("SPAN", (k, r), (k + c.cols - 1, r + c.rows - 1)))
        total = A4[1] - 100
        story += [Table(data, [total * s for s in column_widths(block, width, False)], style=style, repeatRows=block.heads), Spacer(1, 12)]
    document = BaseDocTemplate(str(path), pagesize=A4, title="部门决算")
    w, h = A4
    document.addPageTemplates([
        PageTemplate("upright", [Frame(50, 50, w - 100, h - 100)], onPage=foot, pagesize=A4),
        PageTemplate("lying", [Frame(50, 50, h - 100, w - 100)], onPage=foot, pagesize=landscape(A4)),
    ])
    document.build(story)


# ---- changes to a printed file ----

def turned(source, path):
    """Landscape pages stored upright with their content turned, shown by /Rotate."""
    import pymupdf

    with pymupdf.open(source) as old, pymupdf.open() as new:
        for n, p in enumerate(old):
            w, h = p.rect.width, p.rect.height
            q = new.new_page(width=h, height=w)
            q.show_pdf_page(q.rect, old, n, rotate=90)
            q.set_rotation(90)
        new.save(path, garbage=4, deflate=True)


def lying_text(source, path):
    """Landscape pages turned onto upright ones, without /Rotate: the text runs up the page."""
    import pymupdf

    with pymupdf.open(source) as old, pymupdf.open() as new:
        for n, p in enumerate(old):
            w, h = p.rect.width, p.rect.height
            if w > h:
                q = new.new_page(width=h, height=w)
                q.show_pdf_page(q.rect, old, n, rotate=90)
            else:
                q = new.new_page(width=w, height=h)
                q.show_pdf_page(q.rect, old, n)
        new.save(path, garbage=4, deflate=True)


def scanned(source, path, dpi=60):
    """Pictures of the pages with the text invisible over them, as a scanner's recognition leaves it."""
    import pymupdf

    with pymupdf.open(source) as old, pymupdf.open() as new:
        font = pymupdf.Font("china-s")
        for p in old:
            q = new.new_page(width=p.rect.width, height=p.rect.height)
            q.insert_image(q.rect, stream=p.get_pixmap(dpi=dpi, colorspace="gray").tobytes("jpeg", 30))
            writer = pymupdf.TextWriter(q.rect)
            for block in p.get_text("dict")["blocks"]:
                for line in block.get("lines", []):
                    for span in line["spans"]:
                        writer.append(span["origin"], span["text"], font=font, fontsize=span["size"])
            writer.write_text(q, render_mode=3)
        new.subset_fonts()
        new.save(path, garbage=4, deflate=True)


WORDS = {
    "lo-ruled": {},
    "lo-three": dict(borders="three"),
    "lo-borderless": dict(borders="none"),
    "lo-narrow": dict(narrow=True, landscape=False, small=7.5),
    "lo-plain": dict(repeat=False, landscape=False, font=SANS, justify=False),
    "lo-glued": dict(glue=True, small=10.5),
}


def main():
    arguments = sys.argv[1:]
    seed = None
    if "--plant" in arguments:
        i = arguments.index("--plant")
        seed = int(arguments[i + 1])
        del arguments[i:i + 2]
    out = Path(arguments[0])
    pattern = arguments[1] if len(arguments) > 1 else "*"
    layouts = arguments[2].split(",") if len(arguments) > 2 else None
    wanted = lambda l: layouts is None or any(fnmatch.fnmatch(l, p) for p in layouts)  # noqa: E731
    out.mkdir(parents=True, exist_ok=True)
    docx_files = []
    for index, (name, blocks) in enumerate(reports().items()):
        if not fnmatch.fnmatch(name, pattern):
            continue
        if seed is not None:
            blocks = planted(blocks, f"{seed}-{name}")
        for layout, options in WORDS.items():
            path = out / f"{name}.{layout}.docx"
            if wanted(layout) or layout == "lo-ruled":
                word(blocks, path, **options)
            if wanted(layout):
                docx_files.append(path)
        for look in LOOKS:
            if wanted(f"cr-{look}"):
                page(blocks, out / f"{name}.cr-{look}.pdf", look)
        for encoding in ("UniGB-UCS2-H", "GBK-EUC-H"):
            if wanted(f"rl-{encoding}"):
                unembedded(blocks, out / f"{name}.rl-{encoding}.pdf", encoding)
    for start in range(0, len(docx_files), 40):
        libreoffice(docx_files[start:start + 40], out)
    for path in sorted(out.glob(f"{pattern}.lo-ruled.pdf")):
        base = path.name.removesuffix(".lo-ruled.pdf")
        for layout, change in (("turned", turned), ("lying", lying_text), ("scanned", scanned)):
            if wanted(layout):
                change(path, out / f"{base}.{layout}.pdf")


if __name__ == "__main__":
    main()
