#!/usr/bin/env python3
"""Turns one run of the benchmarks into the table of the README.

Reads what criterion measured, measures the batch and the memory through the command line, and, where they are installed,
lets other programs read the same files in the same run. Only what was measured is written; nothing is carried over.
"""
import importlib
import json
import math
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
CORPUS = ROOT / "tests" / "corpus"
GOUJI = ROOT / "target" / "release" / "gouji"
BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"


def measured(group, name):
    """Median of a benchmark in milliseconds, or nothing if it was not run."""
    path = ROOT / "target" / "criterion" / group / name / "new" / "estimates.json"
    if not path.exists():
        return None
    return json.loads(path.read_text())["median"]["point_estimate"] / 1e6


def milliseconds(value):
    return "—" if value is None else f"{value:.1f} ms" if value < 100 else f"{value:.0f} ms"


def median_time(work, rounds=5):
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        times.append((time.perf_counter() - begin) * 1e3)
    return statistics.median(times)


def peers():
    """Programs that only read the file, in which Gouji also checks it: name, benchmark, median in ms."""
    def python_docx(module):
        document = module.Document(FIXTURES / "report.docx")
        return [c.text for t in document.tables for r in t.rows for c in r.cells] + [p.text for p in document.paragraphs]

    def openpyxl(module):
        book = module.load_workbook(FIXTURES / "tables.xlsx", read_only=True, data_only=True)
        return [v for sheet in book for row in sheet.iter_rows(values_only=True) for v in row]

    def pdfplumber(module):
        with module.open(FIXTURES / "report.pdf") as pdf:
            return [page.extract_tables() for page in pdf.pages]

    def pymupdf(module):
        with module.open(FIXTURES / "report.pdf") as pdf:
            return [page.get_text("words") for page in pdf]

    for label, module, work, benchmark in [
        ("python-docx", "docx", python_docx, "seed.docx"),
        ("openpyxl", "openpyxl", openpyxl, "tables.xlsx"),
        ("pdfplumber", "pdfplumber", pdfplumber, "seed.pdf"),
        ("PyMuPDF", "pymupdf", pymupdf, "seed.pdf"),
    ]:
        try:
            loaded = importlib.import_module(module)
        except ImportError:
            continue
        yield label, benchmark, median_time(lambda: work(loaded), 3)


def batch(count=1000):
    """Reports a second through `gouji check` on all cores: the seed's docx, over and over."""
    with tempfile.TemporaryDirectory() as folder:
        for i in range(count):
            os.link(FIXTURES / "report.docx", pathlib.Path(folder) / f"{i:04}.docx") if same_device(folder) else \
                shutil.copy(FIXTURES / "report.docx", pathlib.Path(folder) / f"{i:04}.docx")
        begin = time.perf_counter()
        run = subprocess.run([GOUJI, "check", "--format", "json", folder], stdout=subprocess.PIPE, check=False)
        seconds = time.perf_counter() - begin
    lines = run.stdout.count(b"\n")
    return lines / seconds if lines == count and b'"error":"' not in run.stdout else None


def same_device(folder):
    return os.stat(folder).st_dev == os.stat(FIXTURES).st_dev


def peak_memory(times):
    """Most memory in MB while checking the seed's text so many times over, in a process of its own."""
    text = (CORPUS / "seed-report.txt").read_bytes() * times
    code = ("import resource, subprocess, sys; subprocess.run([sys.argv[1], 'check', '--format', 'json', '-'], "
            "stdin=sys.stdin, stdout=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    out = subprocess.run([sys.executable, "-c", code, GOUJI], input=text, stdout=subprocess.PIPE, check=True)
    return int(out.stdout) / 1024


def exponent(values):
    """The slope of log(value) over log(length) from the first to the last."""
    known = [(n, v) for n, v in values if v]
    if len(known) < 2:
        return None
    (n0, v0), (n1, v1) = known[0], known[-1]
    return math.log(v1 / v0) / math.log(n1 / n0)


def size_of_page():
    """Bytes of the built page, compressed with brotli: loaded at once, the large engine and the sample, the drawing of PDF pages."""
    dist = ROOT / "dist"
    if not (dist / "index.html").exists() or not shutil.which("brotli"):
        return None
    first = large = drawing = 0
    for path in dist.rglob("*"):
        # The one-file edition is another way of getting the same page, not a part of it.
        if path.is_file() and path.name != "gouji.html":
            size = len(subprocess.run(["brotli", "-q", "11", "-c", path], stdout=subprocess.PIPE, check=True).stdout)
            if "full" in path.name or path.parts[-2:] == ("sample", "report.docx"):
                large += size
            elif "drawing" in path.name:
                drawing += size
            else:
                first += size
    return first, large, drawing


PEERS = ["pdfjs-dist@6.5.438", "mammoth@1.13.0", "xlsx@0.18.5"]


def browser():
    """What the built site takes in Chromium, and other programs of the web that only read the same files there."""
    if not ((ROOT / "dist" / "index.html").exists() and shutil.which("node") and shutil.which("npm")):
        return None
    peers, driver = ROOT / "target" / "peers", ROOT / "tests" / "browser"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    peers.mkdir(parents=True, exist_ok=True)
    install = ["npm", "install", "--no-save", "--no-audit", "--no-fund"]
    subprocess.run([*install, "--prefix", peers, *PEERS], check=False, **quiet)
    if not (driver / "node_modules").exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=driver, check=False, **quiet)
    names = ["chromium", "chromium-browser", "google-chrome"]
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found:
        return None
    run = subprocess.run(["node", ROOT / "scripts" / "bench-browser.mjs", peers], env={**os.environ, "CHROMIUM": found},
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return json.loads(run.stdout) if run.returncode == 0 else None


def browser_rows(found):
    page = found["page"]
    yield "Chromium：打开页面到可以交文件 From opening the page until it takes a file", \
        f"{milliseconds(page['interactive'])}，{page['bytes'] / 1000:.0f} kB（brotli）"
    for name, times in found["engine"].items():
        yield f"Chromium：{name} 从文件到结果 from file to report in the worker", \
            f"{milliseconds(times['median'])}（首次 first {milliseconds(times['first'])}）"
    for peer, files in found["peers"].items():
        for name, times in files.items():
            own = found["engine"][name]["median"]
            yield f"Chromium：{peer} {found['versions'][peer]} 只读取 merely reading {name}", \
                f"{milliseconds(times['median'])} = {times['median'] / own:.1f}×"


def rows():
    seed = milliseconds(measured("whole", "seed.txt"))
    yield "种子报告（文本）全部核对 The seed report as text, whole check", seed
    for name, label in [
        ("seed.docx", "docx"), ("seed.doc", "doc"), ("seed.rtf", "rtf"), ("seed.odt", "odt"), ("seed.html", "html"),
        ("seed.mht", "mht"), ("seed.pdf", "pdf（43 页 pages）"), ("tables.xlsx", "xlsx（27 张表 sheets）"),
        ("tables.xls", "xls"), ("tables.ods", "ods"),
        ("final-accounts-2024-planning.pdf", "另一份决算 pdf another report"),
    ]:
        whole, read = measured("whole", name), measured("import", name)
        if whole is not None:
            yield f"{label}：全部核对（其中读取）whole check (reading)", f"{milliseconds(whole)}（{milliseconds(read)}）"
    lengths = [(n, measured("length", str(n))) for n in (1, 10, 100)]
    slope = exponent(lengths)
    if slope is not None:
        yield "1×／10×／100× 种子报告 of the seed's text", \
            "／".join(milliseconds(v) for _, v in lengths) + f"，时间指数 exponent of time {slope:.2f}"
    memory = [(n, peak_memory(n)) for n in (1, 10, 100)]
    yield "同上，内存峰值 the same, peak memory", \
        "／".join(f"{v:.0f} MB" for _, v in memory) + f"，指数 exponent {exponent(memory):.2f}"
    rate = batch()
    if rate:
        yield f"批量：1,000 份 docx，{os.cpu_count()} 核 Batch on {os.cpu_count()} cores", f"{rate:.0f} 份每秒 a second"
    for label, benchmark, peer in peers():
        own = measured("whole", benchmark)
        if own:
            yield f"{label} 只读取同一文件 merely reading the same {benchmark}", f"{milliseconds(peer)} = {peer / own:.1f}×"
    found = browser()
    if found:
        yield from browser_rows(found)
    size = size_of_page()
    if size:
        yield "页面大小（brotli）＋用到时才取的其余格式与导出＋PDF 版面 Size of the page + other formats and exports + PDF pages", \
            " + ".join(f"{part / 1000:.0f} kB" for part in size)


def main():
    table = ["| 项目 What | `make bench` |", "|---|---|"]
    for what, value in rows():
        table.append(f"| {what} | {value} |")
        print(f"{what}: {value}", flush=True)
    cpu = platform.processor() or platform.machine()
    for line in open("/proc/cpuinfo", encoding="utf-8") if os.path.exists("/proc/cpuinfo") else []:
        if line.startswith("model name"):
            cpu = line.split(":", 1)[1].strip()
            break
    table.append("")
    table.append(f"{cpu}，{os.cpu_count()} 核 cores，{platform.system()}；{time.strftime('%Y-%m-%d')}。")
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    if BEGIN in text and END in text:
        head, rest = text.split(BEGIN, 1)
        tail = rest.split(END, 1)[1]
        readme.write_text(f"{head}{BEGIN}\n" + "\n".join(table) + f"\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
