#!/bin/sh
# The annotated originals, opened by other programs: python-docx and openpyxl, and LibreOffice where it is installed.
set -eu
cd "$(dirname "$0")/.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
GOUJI_ANNOTATED=$out cargo test -q --test annotated samples_for_other_programs
python3 - "$out" <<'PY'
import sys, pathlib
folder = pathlib.Path(sys.argv[1])
try:
    import docx, openpyxl
    enough = hasattr(docx.document.Document, "comments")
except ImportError:
    enough = False
if not enough:
    sys.exit("skipped: python-docx 1.2 and openpyxl are needed")
for name, others in [("one.docx", 0), ("commented.docx", 1)]:
    document = docx.Document(folder / name)
    own = [c for c in document.comments if c.author == "勾稽"]
    assert len(document.comments) == len(own) + others, name
    wanted = [c for c in own if "GJ103" in c.text]
    assert len(wanted) == 1, name
    start = document.element.xpath(f'//w:commentRangeStart[@w:id="{wanted[0].comment_id}"]')[0]
    covered = ""
    for node in document.element.iter():
        if node is start:
            covered = ""
        elif node.tag.endswith("}commentRangeEnd") and node.values() == start.values():
            break
        elif node.tag.endswith("}t"):
            covered += node.text or ""
    assert covered == "26.22%", (name, covered)
for name in ["one.xlsx", "commented.xlsx"]:
    sheet = openpyxl.load_workbook(folder / name).active
    assert "71.31" in sheet["C4"].comment.text, name
    assert sheet["C4"].fill.fill_type == "solid" and sheet["C4"].number_format == "0.00", name
    assert sheet["A1"].comment is not None and sheet["D4"].comment is None, name
    assert (sheet["C5"].comment is not None) == (name == "commented.xlsx"), name
print("python-docx and openpyxl find each comment at its number")
PY
if ! command -v soffice > /dev/null; then
    echo "skipped: LibreOffice is not installed"
    exit 0
fi
for name in one commented; do
    soffice --headless --convert-to odt --outdir "$out" "$out/$name.docx" > /dev/null
    unzip -p "$out/$name.odt" content.xml | python3 -c '
import re, sys
text = sys.stdin.read()
mark = re.search(r"<office:annotation [^>]*office:name=\"([^\"]*)\"(?:(?!</office:annotation>).)*GJ103", text, re.S)
assert mark, "no comment of GJ103"
own_end = "<office:annotation-end office:name=\"" + mark.group(1)
after = text[mark.end():].split("</office:annotation>", 1)[1].split(own_end, 1)[0]
assert re.sub(r"<[^>]*>", "", after) == "26.22%", after
'
done
echo "LibreOffice finds each comment at its number"
