"""The tables of final accounts and of a budget, from the accounts of a unit."""
from decimal import Decimal as D

from book import ORDER


class T:
    """A table: its title, the line with its number and unit, its rows, its notes."""

    def __init__(self, title, rows, unit=None, notes=(), number=None):
        self.title, self.rows, self.unit, self.notes, self.number = title, rows, unit, notes, number

    def blocks(self):
        above = [x for x in [*(self.number or "").split("\t"), self.unit] if x]
        return ([self.title] if self.title else []) + [([above] if above else []) + self.rows + [[n] for n in self.notes]]


def blocks(content):
    """Lines of text and tables, as the writers take them."""
    out = []
    for c in content:
        out += c.blocks() if isinstance(c, T) else [line for line in c.split("\n") if line]
    return out


def nine(b, year=2023, who="", style="决算", numbered=True, unit=None, split=False, total_last=False, notes=True, prefix="公开"):
    """The nine tables of the final accounts."""
    n, u = b.now, unit or f"金额单位：{b.unit}"
    dept = f"部门：{who}" if who else None

    def num(k):
        return f"{prefix}{k:02}表" + (f"\t{dept}" if dept else "")

    note = (lambda s: (s,)) if notes else (lambda s: ())
    head = ["功能分类科目编码", "科目名称"] if not split else ["类", "款", "项", "科目名称"]
    pad = [""] * (len(head) - 2)
    out = [T("收入支出决算总表", b.summary(numbered), u, note("注：1.本表反映部门本年度的总收支和年末结转结余情况。2.本套报表金额单位转换时可能存在尾数误差。"), num(1))]
    # income by class: fiscal income spread like spending, the rest in the first item
    first = b.items[0]

    def income(items, key):
        whole = n["f_income"] - 0
        if key == "f":
            v = sum(income_of[i["code"]] for i in items)
            return v + (n["fund"] if len(items) == len(b.items) else 0)
        return n[key] if first in items else D(0)

    income_of, left = {}, n["public_income"]
    for i in b.items[1:]:
        income_of[i["code"]] = i["basic"] + i["project"]
        left -= income_of[i["code"]]
    income_of[first["code"]] = left

    def fund_lines(values):
        if not n["fund"]:
            return []
        def line(code, name):
            h = [code[:3], code[3:5], code[5:7], name] if split else [code, name]
            return h + values
        return [line("212", "城乡社区支出"), line("21208", "国有土地使用权出让收入安排的支出"), line("2120804", "农村基础设施建设支出")]

    keys = ("superior", "business", "operating", "affiliated", "other")
    cols = [lambda s: income(s, "f") + sum(income(s, k) for k in keys), lambda s: income(s, "f")] + [lambda s, k=k: income(s, k) for k in keys]
    rows = b.coded(cols, split=split, total_last=total_last)
    f = b.blank(n["fund"])
    at = next((k for k, r in enumerate(rows) if "".join(r[:3]).startswith(("213", "221"))), len(rows))
    rows[at:at] = fund_lines([f, f] + [""] * 5)
    out.append(T("收入决算表", [head + ["本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"], *rows], u, note("注：本表反映部门本年度取得的各项收入情况。"), num(2)))
    extra = n["n_spent"]
    cols = [lambda s: b.cls(s) + (extra if first in s else 0) + (n["fund"] if len(s) == len(b.items) else 0), lambda s: b.cls(s, "basic"),
            lambda s: b.cls(s, "project") + (extra if first in s else 0) + (n["fund"] if len(s) == len(b.items) else 0)]
    rows = b.coded(cols, split=split, total_last=total_last)
    rows = [r + ["", "", ""] for r in rows]
    at = next((k for k, r in enumerate(rows) if "".join(r[:3]).startswith(("213", "221"))), len(rows))
    rows[at:at] = fund_lines([f, "", f, "", "", ""])
    out.append(T("支出决算表", [head + ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"], *rows], u, note("注：本表反映部门本年度各项支出情况。"), num(3)))
    out.append(T("财政拨款收入支出决算总表", b.fiscal(), u, note("注：本表反映部门本年度一般公共预算财政拨款、政府性基金预算财政拨款和国有资本经营预算财政拨款的总收支和年末结转结余情况。"), num(4)))
    out.append(T("一般公共预算财政拨款支出决算表", [head + ["小计", "基本支出", "项目支出"], *b.public_table(split=split, total_last=total_last)], u, note("注：本表反映部门本年度一般公共预算财政拨款支出情况。"), num(5)))
    out.append(T("一般公共预算财政拨款基本支出决算明细表", [["人员经费", "", "", "公用经费", "", ""], ["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"], *b.basic_table()], u, note("注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。"), num(6)))
    three = [["预算数"] + [""] * 5 + ["决算数"] + [""] * 5, ["合计", "因公出国（境）费", "公务用车购置及运行维护费", "", "", "公务接待费"] * 2,
             ["", "", "小计", "公务用车购置费", "公务用车运行维护费", ""] * 2, [str(k) for k in range(1, 13)], b.three_row(b.plan) + b.three_row(n)]
    out.append(T("财政拨款“三公”经费支出决算表", three, u, note("注：本表反映部门本年度“三公”经费支出预决算情况。其中，预算数为“三公”经费全年预算数，反映按规定程序调整后的预算数；决算数是包括当年财政拨款和以前年度结转资金安排的实际支出。"), num(7)))
    if n["fund"]:
        frow = [[*fund_lines(["", f, f, "", f, ""])[k]] for k in range(3)]
        tot = ["", "合计"] if not split else ["", "", "", "合计"]
        out.append(T("政府性基金预算财政拨款收入支出决算表", [head + ["年初结转和结余", "本年收入", "本年支出", "", "", "年末结转和结余"], ["", ""] + pad + ["", "", "小计", "基本支出", "项目支出", ""], tot + ["", f, f, "", f, ""], *frow], u, note("注：本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。"), num(8)))
    else:
        out.append(T("政府性基金预算财政拨款收入支出决算表", [head + ["年初结转和结余", "本年收入", "本年支出", "", "", "年末结转和结余"], ["", ""] + pad + ["", "", "小计", "基本支出", "项目支出", ""], ["", "合计"] + pad + [""] * 6], u, ("注：本部门本年度没有政府性基金预算财政拨款收入、支出，故本表无数据。",), num(8)))
    out.append(T("国有资本经营预算财政拨款支出决算表", [head + ["合计", "基本支出", "项目支出"], ["", "合计"] + pad + ["", "", ""]], u, ("注：本部门本年度没有国有资本经营预算财政拨款支出，故本表为空表。",), num(9)))
    return out


def budget_tables(b, style, who, year, unit):
    """The tables of a budget: the accounts' now is the budget, old the year before."""
    n = b.now
    f = b.blank
    cl = [(f"{ORDER[code]}、{name}", b.cls(i)) for (code, name), i in b.classes().items()]
    cl[0] = (cl[0][0], cl[0][1] + n["others"])
    left = [("一、一般公共预算拨款收入", n["public"]), ("二、政府性基金预算拨款收入", D(0)), ("三、国有资本经营预算拨款收入", D(0)), ("四、财政专户管理资金收入", D(0)), ("五、事业收入", n["business"]), ("六、其他收入", n["other"])]
    rows = []
    for k in range(max(len(left), len(cl))):
        l, r = left[k] if k < len(left) else ("", None), cl[k] if k < len(cl) else ("", None)
        rows.append([l[0], f(l[1]) if l[1] is not None else "", r[0], f(r[1]) if r[1] is not None else ""])
    total = n["public"] + n["others"]
    t1 = T(f"收支总表" if style == "central" else "部门收支总表", [["收  入", "", "支  出", ""], ["项  目", "预算数", "项  目", "预算数"], *rows, ["本年收入合计", b.a(total), "本年支出合计", b.a(total)], ["上年结转结余", "", "年终结转结余", ""], ["收入总计", b.a(total), "支出总计", b.a(total)]], unit, number=f"部门公开表1" if style == "central" else f"预算01表\t部门：{who}")
    first = b.items[0]
    more = n["others"]
    whole = len(b.items)
    cols = [lambda s: b.cls(s) + (more if first in s else 0), lambda s: b.cls(s, "basic"), lambda s: b.cls(s, "project") + (more if first in s else 0)]
    t2 = T("支出总表", [["科目编码", "科目名称", "合计", "基本支出", "项目支出", "上缴上级支出", "事业单位经营支出", "对附属单位补助支出"], *[r + ["", "", ""] for r in b.coded(cols)]], unit, number="部门公开表3" if style == "central" else "预算03表")
    t0 = T("收入总表", [["科目编码", "科目名称", "合计", "上年结转", "一般公共预算拨款收入", "事业收入", "其他收入"], *b.coded([lambda s: b.cls(s) + (more if first in s else 0), lambda s: D(0), lambda s: b.cls(s), lambda s: n["business"] if first in s else D(0), lambda s: n["other"] if first in s else D(0)])], unit, number="部门公开表2" if style == "central" else "预算02表")
    rows = []
    for k, ((code, name), i) in enumerate(b.classes().items()):
        l = [["一、本年收入", b.a(n["public"])], ["（一）一般公共预算拨款", b.a(n["public"])], ["（二）政府性基金预算拨款", ""], ["（三）国有资本经营预算拨款", ""], ["二、上年结转", ""], ["", ""]]
        rows.append((l[k + 0] if k < 6 else ["", ""]) + [f"（{'一二三四五六七八九'[k]}）{name}", b.a(b.cls(i)), b.a(b.cls(i)), "", ""])
    rows = [["一、本年收入", b.a(n["public"]), "一、本年支出", b.a(n["public"]), b.a(n["public"]), "", ""]] + [
        (x + r[2:]) for x, r in zip([["（一）一般公共预算拨款", b.a(n["public"])], ["（二）政府性基金预算拨款", ""], ["（三）国有资本经营预算拨款", ""], ["二、上年结转", ""], ["（一）一般公共预算拨款", ""], ["（二）政府性基金预算拨款", ""]], rows)]
    t4 = T("财政拨款收支总表", [["收入", "", "支出", "", "", "", ""], ["项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"], *rows, ["收入总计", b.a(n["public"]), "支出总计", b.a(n["public"]), b.a(n["public"]), "", ""]], unit, number="部门公开表4" if style == "central" else "预算04表")
    if style == "central":
        # last year's execution beside this year's budget
        def line(s):
            now, old = b.cls(s), b.cls(s, "old")
            return [b.a(old), b.a(now), b.blank(b.cls(s, "basic")), b.blank(b.cls(s, "project")), ("-" if now < old else "") + b.a(now - old), ("-" if now < old else "") + b.pct(now - old, old)]
        rows = [["", "合计", *line(b.items)]]
        for (code, name), items in b.classes().items():
            rows.append([code, name, *line(items)])
            groups = {}
            for i in items:
                groups.setdefault((i["code"][:5], i["k"]), []).append(i)
            for (kc, kn), members in groups.items():
                rows.append([kc, kn, *line(members)])
                rows += [[i["code"], i["x"], *line([i])] for i in members]
        t5 = T("一般公共预算支出表", [["功能分类科目", "", f"{year - 1}年执行数", f"{year}年预算数", "", "", f"{year}年预算数比{year - 1}年执行数", ""], ["科目编码", "科目名称", "", "小计", "基本支出", "项目支出", "增减额", "增减%"], *rows], unit, number="部门公开表5")
    else:
        t5 = T("一般公共预算支出表", [["科目编码", "科目名称", "合计", "基本支出", "", "", "项目支出"], ["", "", "", "小计", "人员经费", "公用经费", ""], *basic_split(b)], unit, number="预算05表")
    left_, right_ = b.economic()
    rows = [["", "合计", b.a(n["basic"]), b.a(n["people"]), b.a(n["running"])]]
    rows += [[c, x, b.a(v), b.a(v), ""] for c, x, v in left_] + [[c, x, b.a(v), "", b.a(v)] for c, x, v in right_]
    rows = [rows[0]] + sorted(rows[1:], key=lambda r: (r[0][:3], len(r[0]) > 3, r[0]))
    t6 = T("一般公共预算基本支出表", [["部门预算支出经济分类科目", "", f"{year}年基本支出", "", ""], ["科目编码", "科目名称", "合计", "人员经费", "公用经费"], *rows], unit, number="部门公开表6" if style == "central" else "预算06表")
    o = b.old
    t7 = T("一般公共预算“三公”经费支出表", [[f"{year - 1}年预算数", "", "", "", "", "", f"{year}年预算数", "", "", "", "", ""], ["合计", "因公出国（境）费", "公务用车购置及运行费", "", "", "公务接待费"] * 2, ["", "", "小计", "公务用车购置费", "公务用车运行费", ""] * 2, b.three_row(o) + b.three_row(n)], unit, number="部门公开表7" if style == "central" else "预算07表")
    t8 = T("政府性基金预算支出表", [["科目编码", "科目名称", "本年政府性基金预算支出", "", ""], ["", "", "合计", "基本支出", "项目支出"], ["", "", "", "", ""]], unit, ("注：本部门2024年没有政府性基金预算支出，故本表为空。",), "部门公开表8" if style == "central" else "预算08表")
    t9 = T("国有资本经营预算支出表", [["科目编码", "科目名称", "本年国有资本经营预算支出", "", ""], ["", "", "合计", "基本支出", "项目支出"], ["", "合计", "", "", ""]], unit, ("此表无数据",), "部门公开表9" if style == "central" else "预算09表")
    return [t1, t0, t2, t4, t5, t6, t7, t8, t9]


def basic_split(b):
    """Basic expenditure by people and running, item by item."""
    n = b.now
    left = n["running"]
    run = {}
    run[b.items[0]["code"]] = left
    cols = [lambda s: b.cls(s), lambda s: b.cls(s, "basic"), lambda s: b.cls(s, "basic") - sum(run.get(i["code"], D(0)) for i in s), lambda s: sum((run.get(i["code"], D(0)) for i in s), D(0)), lambda s: b.cls(s, "project")]
    return b.coded(cols)
