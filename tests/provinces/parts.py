"""What the generators share: files and seeds, rates, scores, the budget part of a form, the ministry's layout."""
import sys
from decimal import Decimal as D
from pathlib import Path

from layout import C, levels, rnd, short


def write_reports(provinces, base, render=lambda n, lines: (".txt", lines)):
    """OUT [SEEDS]: every province's report for each seed, as lines of text."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    for seed in range(int(sys.argv[2]) if len(sys.argv) > 2 else 1):
        for n, province in enumerate(provinces):
            suffix, lines = render(n, province(base + 1000 * (n + 1) + seed))
            (out / f"{province.__name__}-{seed}{suffix}").write_text("\n".join(lines) + "\n", encoding="utf-8")


HEAD = ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
FORMS = {}


def form(extension):
    def keep(function):
        FORMS[function.__name__] = (extension, function())
        return function

    return keep


def rate(a, t, places=2):
    return rnd(D(a) * 100 / D(t), places) + "%"


def part(w, a, t, places=2):
    """Weight times the share reached, never more than the weight."""
    return short(min(D(w), D(w) * D(a) / D(t)), places)


def add(values):
    return str(sum(D(v) for v in values))


def funds(rows, weight, label="项目资金\n（万元）", dash="—", places=2, score=None, wide=1, pct=2):
    """The budget part: rows of (label, initial, full, executed); the first one is scored."""
    head = [C(label, rows=len(rows) + 1), C("", cols=wide), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    out = [head]
    for n, (name, initial, full, executed) in enumerate(rows):
        tail = [dash] * 3
        if n == 0:
            tail = [weight, rate(executed, full, pct), score or part(weight, executed, full, places)]
        out.append([C(name, cols=wide), initial, full, executed, *tail])
    return out


def national(title, year, name, unit, money, goals, rows, total, note=None, scale="（万元）", dash="—", label="绩效指标", pct=2):
    """The ministry's layout of 2018: eight columns, indicators under their levels."""
    width = 9
    top = [
        [C(title, cols=width)],
        [C(f"（{year}年度）", cols=width)],
        ["项目名称", C(name, cols=width - 1)],
        ["主管部门", C(unit, cols=4), "实施单位", C(unit, cols=3)],
    ]
    budget = funds(money, 10, "项目资金" + scale, dash, wide=2, pct=pct)
    target = [
        [C("年度总体目标", rows=2), C("预期目标", cols=4), C("实际完成情况", cols=4)],
        [C(goals[0], cols=4), C(goals[1], cols=4)],
    ]
    body = levels([[label, *row] for row in [["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"], *rows]], 3)
    end = [[C("总分", cols=6), *total, ""]]
    out = [top + budget + target + body + end]
    return out + ([note] if note else [])
