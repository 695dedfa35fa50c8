#!/usr/bin/env python3
"""Seeds for the fuzz targets: small pieces of the fixtures, for small inputs are mutated often. Usage: fuzz-seeds.py INTO"""

import io
import pathlib
import re
import sys
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests/fixtures"
INTO = pathlib.Path(sys.argv[1])
MOST = 150_000  # bytes of a file that is taken whole


def seed(target, name, content):
    folder = INTO / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"seed-{name}").write_bytes(content)


def whole(target, pattern):
    for folder in (FIXTURES, FIXTURES / "hostile", FIXTURES / "made", ROOT / "tests/corpus"):
        for file in folder.glob(pattern):
            if 0 < file.stat().st_size <= MOST:
                seed(target, file.name, file.read_bytes())


def passages(text, lines=6):
    """Every few lines of a text, as many as make a mutation worth while."""
    kept = [line for line in text.splitlines() if line.strip()]
    return ["\n".join(kept[at : at + lines]) for at in range(0, len(kept), lines * 5)]


def part(file, member):
    with zipfile.ZipFile(file) as archive:
        return archive.read(member).decode("utf-8")


def slices(xml, container, child):
    """The part with only one of its children: what is mutated is then a paragraph, a table, a row."""
    head, rest = re.match(rf"(.*?<{container}(?:\s[^>]*)?>)(.*)", xml, re.S).groups()
    tail = f"</{container}>" + rest.split(f"</{container}>", 1)[1]
    children = re.findall(rf"<(?:{child})[ >].*?</(?:{child})>", rest, re.S)
    chosen = sorted(children, key=len)[:: max(1, len(children) // 24)]
    return [head + one + tail for one in chosen if len(one) < 20_000]


for file in [*(ROOT / "tests/corpus").glob("*.txt"), *(ROOT / "tests/provinces").glob("*.txt")]:
    for index, passage in enumerate(passages(file.read_text("utf-8"))):
        for target in ("text", "check", "narrative", "numbers"):
            seed(target, f"{file.stem}-{index}", passage.encode())
        seed("text", f"{file.stem}-{index}-gbk", passage.encode("gb18030"))
        seed("text", f"{file.stem}-{index}-utf16", passage.encode("utf-16"))
for file in [*(ROOT / "tests/provinces").glob("*.html"), FIXTURES / "paste-excel.html"]:
    seed("html", file.name, file.read_bytes())
web = (FIXTURES / "report.html").read_bytes()
for at in range(0, len(web), 40_000):
    seed("html", f"piece-{at}", web[at : at + 6_000])
message = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\n"
    "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: {}\r\n\r\n{}\r\n--b--\r\n"
)
seed("mht", "plain", message.format("8bit", "<table><tr><td>合计<td>1,234.50</table>").encode())
seed("mht", "quoted", message.format("quoted-printable", "<p>=E6=94=B6=E5=85=A51,200=E4=B8=87=\r\n</p>").encode())
seed("mht", "base64", message.format("base64", "PHA+5pS25YWlMSwyMDDkuIflhYM8L3A+").encode())
for pattern in ("*.csv", "*.tsv"):
    whole("csv", pattern)
for format in ("pdf", "mht", "docx", "doc", "rtf", "odt", "xlsx", "xls", "ods"):
    whole(format, f"*.{format}")
for encoding in ("utf-8", "gbk"):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.txt", (INTO / "text/seed-seed-report-0").read_bytes())
        archive.writestr("a/table.csv", "项目,金额\n合计,1,234.50\n".encode(encoding))
        archive.write(FIXTURES / "made/numbered.docx", "b/report.docx")
    seed("package", f"{encoding}.zip", buffer.getvalue())
for index, xml in enumerate(slices(part(FIXTURES / "report.docx", "word/document.xml"), "w:body", "w:p|w:tbl")):
    seed("docx_xml", f"{index}.xml", xml.encode())
seed(
    "xml_2003",
    "sheet",
    (
        '<Styles><Style ID="p"><NumberFormat Format="Percent"/></Style></Styles><Worksheet Name="S"><Table><Row Index="2">'
        '<Cell MergeAcross="1" StyleID="p"><Data Type="Number">0.5</Data></Cell><Cell Index="4"><Data Type="String">合计</Data></Cell>'
        "</Row></Table></Worksheet></Workbook>"
    ).encode(),
)
sheet = part(FIXTURES / "tables.xlsx", "xl/worksheets/sheet1.xml")
for index, xml in enumerate(slices(sheet, "sheetData", "row")):
    seed("xlsx_xml", f"{index}.xml", xml.encode())
