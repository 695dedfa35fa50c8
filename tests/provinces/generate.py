#!/usr/bin/env python3
"""Writes sound reports in the wordings of several provinces, with invented units and seeded figures.

    python3 generate.py OUT [SEEDS]

Every figure follows from amounts in 元, rounded half up when it is written, so that a checker must not find an
arithmetic error in any of them. The wordings follow published reports; unit names and amounts are invented.
"""
import random
from decimal import Decimal as D

from layout import half_up as rnd
from parts import write_reports


def compared(final, budget):
    final, budget = rnd(final / 10000, 2), rnd(budget / 10000, 2)
    return "大于" if final > budget else "小于" if final < budget else "等于"


class Figures:
    """Amounts of one unit, in 元, and how they are written."""

    def __init__(self, seed, grouped=False, places=2, rate_places=2):
        self.r = random.Random(seed)
        self.grouped, self.places, self.rate_places = grouped, places, rate_places

    def amount(self, low, high):
        return D(self.r.randint(low * 100, high * 100)) / 100

    def w(self, yuan):
        """In 万元."""
        v = rnd(abs(yuan) / 10000, self.places)
        return f"{v:,}" if self.grouped else f"{v}"

    def y(self, yuan):
        """In 元."""
        return f"{rnd(yuan, 2):,}"

    def pct(self, part, whole):
        if whole == 0:
            return f"{D(0):.{self.rate_places}f}%"
        return f"{rnd(abs(part) * 100 / whole, self.rate_places)}%"

    def split(self, total, n):
        cuts = sorted(self.r.random() for _ in range(n - 1))
        parts, last = [], D(0)
        for c in cuts:
            at = rnd(total * D(repr(c)), 2)
            parts.append(at - last)
            last = at
        parts.append(total - last)
        return parts

    def change(self, now, words=("增加", "增长", "减少", "下降"), unit="万元", sep="，"):
        """A sentence part on the change against last year; the same amount always has the same year before."""
        before = self.before[now]
        d = now - before
        a, b = (words[0], words[1]) if d >= 0 else (words[2], words[3])
        return f"{a}{self.w(d)}{unit}{sep}{b}{self.pct(d, before)}"

    def other_year(self, now):
        return rnd(now * D(self.r.randint(60, 150)) / 100, 2) + D(self.r.randint(1, 99)) / 100


CLASSES = [
    ("201", "一般公共服务支出", [("20103", "政府办公厅（室）及相关机构事务", [("2010301", "行政运行"), ("2010302", "一般行政管理事务")])]),
    ("208", "社会保障和就业支出", [("20805", "行政事业单位养老支出", [("2080501", "行政单位离退休"), ("2080505", "机关事业单位基本养老保险缴费支出")]),
                           ("20808", "抚恤", [("2080801", "死亡抚恤")])]),
    ("210", "卫生健康支出", [("21011", "行政事业单位医疗", [("2101101", "行政单位医疗"), ("2101103", "公务员医疗补助")])]),
    ("221", "住房保障支出", [("22102", "住房改革支出", [("2210201", "住房公积金")])]),
]


class Unit:
    """The accounts of one unit."""

    def __init__(self, f):
        self.f = f
        self.items = {}
        for code, _, groups in CLASSES:
            for _, _, items in groups:
                for item, _ in items:
                    scale = 9_000_000 if code == "201" else 1_200_000
                    basic = f.amount(scale // 3, scale) if item != "2010302" else D(0)
                    project = f.amount(scale // 3, scale * 2) if item in ("2010302", "2080801") else D(0)
                    self.items[item] = (basic, project)
        self.public = sum(a + b for a, b in self.items.values())
        self.basic = sum(a for a, _ in self.items.values())
        self.project = sum(b for _, b in self.items.values())
        self.fund = f.amount(1_000_000, 4_000_000)
        self.fiscal_spent = self.public + self.fund
        self.other_spent = f.amount(500_000, 900_000)
        self.spent = self.fiscal_spent + self.other_spent
        self.project_all = self.spent - self.basic
        self.carried_in = f.amount(300_000, 700_000)
        self.fiscal_carried_in = rnd(self.carried_in / 2, 2)
        self.carried_out = f.amount(100_000, 900_000)
        self.fiscal_carried_out = rnd(self.carried_out / 2, 2)
        self.total = self.spent + self.carried_out
        self.income = self.total - self.carried_in
        self.fiscal_total = self.fiscal_spent + self.fiscal_carried_out
        self.fiscal_income = self.fiscal_total - self.fiscal_carried_in
        self.fund_income = self.fund
        self.public_income = self.fiscal_income - self.fund_income
        self.other_income = self.income - self.fiscal_income
        self.running = rnd(self.basic * D("0.15"), 2)
        self.people = self.basic - self.running
        self.reception = f.amount(2_000, 9_000)
        self.car = f.amount(20_000, 60_000)
        self.abroad = D(0)
        self.three = self.reception + self.car
        self.goods, self.works, self.services = f.amount(10_000, 99_000), f.amount(0, 50_000), f.amount(90_000, 900_000)
        self.purchase = self.goods + self.works + self.services
        self.sme = rnd(self.purchase * D("0.83"), 2)
        self.micro = rnd(self.sme * D("0.61"), 2)
        # Last year: parts and wholes agree there too, and what was left over then is what was carried in now.
        people, running, project = (f.other_year(v) for v in (self.people, self.running, self.project_all))
        car, reception = f.other_year(self.car), f.other_year(self.reception)
        spent = people + running + project
        total = spent + self.carried_in
        carried_in = f.other_year(self.carried_in)
        income, other = total - carried_in, f.other_year(self.other_income)
        f.before = {
            self.people: people, self.running: running, self.basic: people + running, self.project_all: project,
            self.spent: spent, self.carried_out: self.carried_in, self.total: total, self.carried_in: carried_in,
            self.income: income, self.other_income: other, self.fiscal_income: income - other,
            self.fiscal_total: f.other_year(self.fiscal_total), self.public: f.other_year(self.public),
            self.car: car, self.reception: reception, self.three: car + reception,
        }

    def of_class(self, code):
        return sum(a + b for k, (a, b) in self.items.items() if k.startswith(code))


def item_lines(u, write):
    lines, n = [], 0
    for code, cname, groups in CLASSES:
        for gcode, gname, items in groups:
            for icode, iname in items:
                n += 1
                lines.append(write(n, cname, gname, iname, sum(u.items[icode])))
    return lines


def tables(u, title_suffix="决算表", unit="万元", three_columns=False):
    """Account tables as tab separated text. Amounts in 万元 or 元."""
    f = u.f
    a = (lambda v: f.w(v)) if unit == "万元" else (lambda v: f.y(v))
    out = []

    def table(title, rows):
        out.append(title)
        out.append("\t".join(["单位：" + unit]))
        out.append("")
        out.extend("\t".join(r) for r in rows)
        out.append("")

    names = ["一、一般公共预算财政拨款收入", "二、政府性基金预算财政拨款收入", "三、国有资本经营预算财政拨款收入", "四、上级补助收入",
             "五、事业收入", "六、经营收入", "七、附属单位上缴收入", "八、其他收入"]
    values = [u.public_income, u.fund_income, None, None, None, None, None, u.other_income]
    right = [("一、一般公共服务支出", u.of_class("201")), ("八、社会保障和就业支出", u.of_class("208")),
             ("九、卫生健康支出", u.of_class("210")), ("十一、城乡社区支出", u.fund + u.other_spent),
             ("十九、住房保障支出", u.of_class("221"))]
    rows = [["收入", "", "支出", ""], ["项目", "决算数", "项目", "决算数"]]
    for i, name in enumerate(names):
        r = right[i] if i < len(right) else ("", None)
        rows.append([name, a(values[i]) if values[i] is not None else "", r[0], a(r[1]) if r[1] is not None else ""])
    rows.append(["本年收入合计", a(u.income), "本年支出合计", a(u.spent)])
    rows.append(["使用非财政拨款结余", "", "结余分配", ""])
    rows.append(["年初结转和结余", a(u.carried_in), "年末结转和结余", a(u.carried_out)])
    rows.append(["总计", a(u.total), "总计", a(u.total)])
    table("收入支出决算总表", rows)

    def coded(code, name, values):
        blank = [a(v) if v is not None else "" for v in values]
        if three_columns:
            cells = [code[:3], code[3:5], code[5:7]]
            return cells + [name] + blank
        return [code, name] + blank

    head = ["类", "款", "项", "科目名称"] if three_columns else ["功能分类科目编码", "科目名称"]
    rows = [head + ["合计", "基本支出", "项目支出"]]
    rows.append(([""] * (len(head) - 1)) + ["合计"] + [a(u.public), a(u.basic), a(u.project)])
    for code, cname, groups in CLASSES:
        ours = [(x, y) for k, (x, y) in u.items.items() if k.startswith(code)]
        b, p = sum(x for x, _ in ours), sum(y for _, y in ours)
        rows.append(coded(code, cname, [b + p, b, p]))
        for gcode, gname, items in groups:
            ours = [(x, y) for k, (x, y) in u.items.items() if k.startswith(gcode)]
            b, p = sum(x for x, _ in ours), sum(y for _, y in ours)
            rows.append(coded(gcode, gname, [b + p, b, p]))
            for icode, iname in items:
                b, p = u.items[icode]
                rows.append(coded(icode, iname, [b + p, b, p]))
    table("一般公共预算财政拨款支出" + title_suffix, rows)
    rows = [["“三公”经费合计", "因公出国（境）费", "公务用车购置及运行维护费", "", "", "公务接待费"],
            ["", "", "小计", "公务用车购置费", "公务用车运行维护费", ""],
            [a(u.three), a(D(0)), a(u.car), a(D(0)), a(u.car), a(u.reception)]]
    table("财政拨款“三公”经费支出" + title_suffix, rows)
    return out


def sichuan(seed):
    f = Figures(seed)
    u = Unit(f)
    y = 2023
    L = [f"青河县商务和经济合作局{y}年度部门决算", "第二部分 部门决算情况说明", "一、收入支出决算总体情况说明",
         f"{y}年度收、支总计均为{f.w(u.total)}万元。与{y-1}年度相比，收、支总计各{f.change(u.total)}。主要变动原因是项目经费变化。",
         "二、收入决算情况说明",
         f"{y}年度本年收入合计{f.w(u.income)}万元，其中：一般公共预算财政拨款收入{f.w(u.public_income)}万元，占{f.pct(u.public_income, u.income)}；政府性基金预算财政拨款收入{f.w(u.fund_income)}万元，占{f.pct(u.fund_income, u.income)}；国有资本经营预算财政拨款收入0.00万元，占0.00%；事业收入0.00万元，占0.00%；其他收入{f.w(u.other_income)}万元，占{f.pct(u.other_income, u.income)}。",
         "三、支出决算情况说明",
         f"{y}年度本年支出合计{f.w(u.spent)}万元，其中：基本支出{f.w(u.basic)}万元，占{f.pct(u.basic, u.spent)}；项目支出{f.w(u.project_all)}万元，占{f.pct(u.project_all, u.spent)}；上缴上级支出0.00万元，占0.00%；经营支出0.00万元，占0.00%；对附属单位补助支出0.00万元，占0.00%。",
         "四、财政拨款收入支出决算总体情况说明",
         f"{y}年度财政拨款收、支总计均为{f.w(u.fiscal_total)}万元。与{y-1}年度相比，财政拨款收、支总计各{f.change(u.fiscal_total)}。主要变动原因是人员变动。",
         "五、一般公共预算财政拨款支出决算情况说明", "（一）一般公共预算财政拨款支出决算总体情况",
         f"{y}年度一般公共预算财政拨款支出{f.w(u.public)}万元，占本年支出合计的{f.pct(u.public, u.spent)}。与{y-1}年度相比，一般公共预算财政拨款支出{f.change(u.public)}。主要变动原因是新增项目。",
         "（二）一般公共预算财政拨款支出决算结构情况",
         f"{y}年度一般公共预算财政拨款支出{f.w(u.public)}万元，主要用于以下方面：" + "；".join(f"{n}{f.w(u.of_class(c))}万元，占{f.pct(u.of_class(c), u.public)}" for c, n, _ in CLASSES) + "。",
         "（三）一般公共预算财政拨款支出决算具体情况",
         f"{y}年度一般公共预算支出决算数为{f.w(u.public)}万元，完成预算100.00%。其中："]
    L += item_lines(u, lambda n, c, g, i, v: f"{n}.{c}（类）{g}（款）{i}（项）：支出决算为{f.w(v)}万元，完成预算100.00%，决算数等于预算数。")
    L += ["六、一般公共预算财政拨款基本支出决算情况说明",
          f"{y}年度一般公共预算财政拨款基本支出{f.w(u.basic)}万元，其中：", f"人员经费{f.w(u.people)}万元，主要包括：基本工资、津贴补贴、奖金、住房公积金等。", f"公用经费{f.w(u.running)}万元，主要包括：办公费、印刷费、水费、电费等。",
          "七、“三公”经费财政拨款支出决算情况说明", "（一）“三公”经费财政拨款支出决算总体情况说明",
          f"{y}年度“三公”经费财政拨款支出决算为{f.w(u.three)}万元，完成预算100.00%，较上年度{f.change(u.three)}。决算数与预算数持平。",
          "（二）“三公”经费财政拨款支出决算具体情况说明",
          f"{y}年度“三公”经费财政拨款支出决算中，因公出国（境）费支出决算0.00万元，占0.00%；公务用车购置及运行维护费支出决算{f.w(u.car)}万元，占{f.pct(u.car, u.three)}；公务接待费支出决算{f.w(u.reception)}万元，占{f.pct(u.reception, u.three)}。具体情况如下：",
          "1.因公出国（境）经费支出0.00万元，完成预算0.00%。全年安排因公出国（境）团组0次，出国（境）0人。",
          f"2.公务用车购置及运行维护费支出{f.w(u.car)}万元,完成预算100.00%。其中：公务用车购置支出0.00万元。公务用车运行维护费支出{f.w(u.car)}万元。截至{y}年12月31日，单位共有公务用车2辆，其中：轿车1辆、越野车1辆。",
          f"3.公务接待费支出{f.w(u.reception)}万元，完成预算100.00%。国内公务接待12批次，96人次。",
          "八、政府性基金预算支出决算情况说明", f"{y}年度政府性基金预算财政拨款支出{f.w(u.fund)}万元。",
          "十、其他重要事项的情况说明", "（一）机关运行经费支出情况",
          f"{y}年度，青河县商务和经济合作局机关运行经费支出{f.w(u.running)}万元，比{y-1}年度{f.change(u.running)}。主要原因是压减开支。",
          "（二）政府采购支出情况",
          f"{y}年度，青河县商务和经济合作局政府采购支出总额{f.w(u.purchase)}万元，其中：政府采购货物支出{f.w(u.goods)}万元、政府采购工程支出{f.w(u.works)}万元、政府采购服务支出{f.w(u.services)}万元。授予中小企业合同金额{f.w(u.sme)}万元，占政府采购支出总额的{f.pct(u.sme, u.purchase)}，其中：授予小微企业合同金额{f.w(u.micro)}万元，占政府采购支出总额的{f.pct(u.micro, u.purchase)}。",
          "（三）国有资产占有使用情况",
          f"截至{y}年12月31日，青河县商务和经济合作局共有车辆2辆，其中：主要负责人用车0辆、机要通信用车1辆、应急保障用车0辆、其他用车1辆，其他用车主要是用于日常公务。单价100万元以上设备（不含车辆）0台（套）。"]
    return L + tables(u)


def guangxi(seed):
    f = Figures(seed, grouped=True)
    u = Unit(f)
    y = 2022
    q = ("增加", "增长", "减少", "下降")
    L = [f"云岭市城市管理监督局{y}年度部门决算", "第三部分 部门决算情况说明", "一、收入支出决算情况说明",
         f"（一）收入决算情况。本部门{y}年度总收入{f.w(u.total)}万元，其中本年收入{f.w(u.income)}万元，年初结转和结余{f.w(u.carried_in)}万元。总收入较{y-1}年度决算数{f.change(u.total, q)}，主要原因是项目资金变化。",
         f"1.财政拨款收入{f.w(u.fiscal_income)}万元，为当年从财政取得的资金，占本年收入的{f.pct(u.fiscal_income, u.income)}，较{y-1}年度决算数{f.change(u.fiscal_income, q)}，主要原因是人员调整。",
         "2.事业收入0.00万元，占本年收入的0.00%，与上年持平。",
         f"3.其他收入{f.w(u.other_income)}万元，占本年收入的{f.pct(u.other_income, u.income)}，较{y-1}年度决算数{f.change(u.other_income, q)}，主要原因是利息收入变化。",
         f"（二）支出决算情况。本部门{y}年度总支出{f.w(u.total)}万元，其中本年支出{f.w(u.spent)}万元，结余分配0.00万元，年末结转和结余{f.w(u.carried_out)}万元。",
         f"1.基本支出{f.w(u.basic)}万元，占本年支出的{f.pct(u.basic, u.spent)}，较{y-1}年度决算数{f.change(u.basic, q)}。",
         f"2.项目支出{f.w(u.project_all)}万元，占本年支出的{f.pct(u.project_all, u.spent)}，较{y-1}年度决算数{f.change(u.project_all, q)}。",
         "二、一般公共预算财政拨款支出决算情况说明",
         f"{y}年度一般公共预算财政拨款支出{f.w(u.public)}万元，占本年支出合计的{f.pct(u.public, u.spent)}。按功能分类科目分，包括：" + "，".join(f"{n}{f.w(u.of_class(c))}万元，占{f.pct(u.of_class(c), u.public)}" for c, n, _ in CLASSES) + "。"]

    def line(n, c, g, i, v):
        budget = rnd(v * D(f.r.randint(80, 130)) / 100, 2)
        word = compared(v, budget)
        return f"{n}.{i}（项）年初预算为{f.w(budget)}万元，支出决算为{f.w(v)}万元，完成年初预算的{f.pct(v, budget)}。决算数{word}年初预算数的主要原因是年中调整。"

    L += item_lines(u, line)
    L += ["三、一般公共预算财政拨款基本支出决算情况说明",
          f"{y}年度一般公共预算财政拨款基本支出{f.w(u.basic)}万元，其中：人员经费{f.w(u.people)}万元，占基本支出的{f.pct(u.people, u.basic)}，主要包括：基本工资、津贴补贴等；公用经费{f.w(u.running)}万元，占基本支出的{f.pct(u.running, u.basic)}，主要包括：办公费、水费等。",
          "四、财政拨款“三公”经费支出决算情况说明",
          f"{y}年度财政拨款“三公”经费支出决算数为{f.w(u.three)}万元，较{y-1}年度决算数{f.change(u.three, q)}。其中：因公出国（境）费支出决算0.00万元，占“三公”经费支出的0.00%，与上年持平；公务用车购置及运行费支出决算{f.w(u.car)}万元，占“三公”经费支出的{f.pct(u.car, u.three)}，较{y-1}年度决算数{f.change(u.car, q)}；公务接待费支出决算{f.w(u.reception)}万元，占“三公”经费支出的{f.pct(u.reception, u.three)}，较{y-1}年度决算数{f.change(u.reception, q)}。",
          f"公务用车购置及运行费支出{f.w(u.car)}万元，其中：公务用车购置支出0.00万元，购置车辆0辆；公务用车运行支出{f.w(u.car)}万元，公务用车保有量3辆。",
          f"公务接待费支出{f.w(u.reception)}万元。其中：国内接待费{f.w(u.reception)}万元，国内公务接待批次20次，人次160人；国（境）外接待费0.00万元。",
          "五、其他重要事项情况说明", "（一）政府采购支出情况",
          f"{y}年度政府采购支出总额{f.w(u.purchase)}万元，其中：政府采购货物支出{f.w(u.goods)}万元，占政府采购支出总额的{f.pct(u.goods, u.purchase)}；政府采购工程支出{f.w(u.works)}万元，占政府采购支出总额的{f.pct(u.works, u.purchase)}；政府采购服务支出{f.w(u.services)}万元，占政府采购支出总额的{f.pct(u.services, u.purchase)}。授予中小企业合同金额{f.w(u.sme)}万元，占政府采购支出总额的{f.pct(u.sme, u.purchase)}；其中，授予小微企业合同金额{f.w(u.micro)}万元，占授予中小企业合同金额的{f.pct(u.micro, u.sme)}。",
          f"（二）截至{y}年12月31日，本部门共有车辆3辆，其中，副部（省）级及以上领导用车0辆、执法执勤用车2辆、其他用车1辆。"]
    return L + tables(u, unit="元")


def chongqing(seed):
    f = Figures(seed, grouped=True)
    u = Unit(f)
    y = 2022
    L = [f"江源县水务局{y}年度部门决算情况说明", "二、部门决算情况说明", "（一）收入支出决算总体情况说明",
         f"1.总体情况。{y}年度收入总计{f.w(u.total)}万元，支出总计{f.w(u.total)}万元。收支较上年决算数{f.change(u.total, sep='、')}，主要原因是项目变动。",
         f"2.收入情况。{y}年度收入合计{f.w(u.income)}万元，较上年决算数{f.change(u.income)}，主要原因是拨款变动。其中：财政拨款收入{f.w(u.fiscal_income)}万元，占{f.pct(u.fiscal_income, u.income)}；其他收入{f.w(u.other_income)}万元，占{f.pct(u.other_income, u.income)}。此外，使用非财政拨款结余0.00万元，年初结转和结余{f.w(u.carried_in)}万元。",
         f"3.支出情况。{y}年度支出合计{f.w(u.spent)}万元，较上年决算数{f.change(u.spent)}，主要原因是支出变动。其中：基本支出{f.w(u.basic)}万元，占{f.pct(u.basic, u.spent)}；项目支出{f.w(u.project_all)}万元，占{f.pct(u.project_all, u.spent)}；经营支出0.00万元，占0.00%。此外，结余分配0.00万元。",
         f"4.结转结余情况。{y}年度年末结转和结余{f.w(u.carried_out)}万元，较上年决算数{f.change(u.carried_out)}，主要原因是项目结转。",
         "（二）财政拨款收入支出决算总体情况说明",
         f"{y}年度财政拨款收、支总计{f.w(u.fiscal_total)}万元。与{y-1}年相比，财政拨款收、支总计各{f.change(u.fiscal_total)}。主要原因是项目安排变化。",
         "（三）一般公共预算财政拨款支出决算情况说明",
         f"1.总体情况。{y}年度一般公共预算财政拨款支出{f.w(u.public)}万元，较上年决算数{f.change(u.public)}。"]
    budgets = {c: rnd(u.of_class(c) * D(f.r.randint(85, 115)) / 100, 2) for c, _, _ in CLASSES}
    budget = sum(budgets.values())
    d = u.public - budget
    L[-1] += f"较年初预算数{'增加' if d >= 0 else '减少'}{f.w(d)}万元，{'增长' if d >= 0 else '下降'}{f.pct(d, budget)}。主要原因是追加预算。"
    L += ["2.比较情况。本部门%d年度一般公共预算财政拨款支出主要用途如下：" % y]
    for n, (c, name, _) in enumerate(CLASSES, 1):
        v = u.of_class(c)
        b = budgets[c]
        d = v - b
        L.append(f"（{n}）{name}{f.w(v)}万元，占{f.pct(v, u.public)}，较年初预算数{'增加' if d >= 0 else '减少'}{f.w(d)}万元，{'增长' if d >= 0 else '下降'}{f.pct(d, b)}，主要原因是据实调整。")
    L += ["（四）一般公共预算财政拨款基本支出决算情况说明",
          f"{y}年度一般公共预算财政拨款基本支出{f.w(u.basic)}万元。其中：人员经费{f.w(u.people)}万元，较上年决算数{f.change(u.people)}，主要原因是人员变动。人员经费用途主要包括基本工资、津贴补贴等。公用经费{f.w(u.running)}万元，较上年决算数{f.change(u.running)}，主要原因是厉行节约。公用经费用途主要包括办公费、差旅费等。",
          "三、财政拨款“三公”经费情况说明", "（一）“三公”经费支出总体情况说明",
          f"{y}年度“三公”经费支出共计{f.w(u.three)}万元，较上年支出数{f.change(u.three)}，主要原因是用车变化。",
          "（二）“三公”经费分项支出情况",
          f"{y}年度本部门因公出国（境）费用0.00万元。公务车购置费0.00万元。公务车运行维护费{f.w(u.car)}万元，主要用于机要文件交换等工作。公务接待费{f.w(u.reception)}万元，主要用于接待学习考察。",
          "（三）“三公”经费实物量情况",
          f"{y}年度本部门因公出国（境）共计0个团组，0人；公务用车购置0辆，公务车保有量为2辆；国内公务接待12批次150人，其中：国内外事接待0批次，0人；国（境）外公务接待0批次，0人。{y}年本部门人均接待费{rnd(u.reception / 150, 2)}元，车均购置费0.00万元，车均维护费{f.w(u.car / 2)}万元。",
          "四、其他需要说明的事项", "（三）政府采购支出情况说明",
          f"{y}年度本部门政府采购支出总额{f.w(u.purchase)}万元，其中：政府采购货物支出{f.w(u.goods)}万元、政府采购工程支出{f.w(u.works)}万元、政府采购服务支出{f.w(u.services)}万元。授予中小企业合同金额{f.w(u.sme)}万元，占政府采购支出总额的{f.pct(u.sme, u.purchase)}，其中：授予小微企业合同金额{f.w(u.micro)}万元，占政府采购支出总额的{f.pct(u.micro, u.purchase)}。"]
    return L + tables(u, three_columns=True)


def jiangsu(seed):
    f = Figures(seed)
    u = Unit(f)
    y = 2023
    L = [f"东屿区市场监督局{y}年度部门决算公开", "第三部分 部门决算情况说明", "一、收入支出决算总体情况说明",
         f"{y}年度收入、支出决算总计{f.w(u.total)}万元。与上年相比，收、支总计各{f.change(u.total)}。其中：",
         f"（一）收入决算总计{f.w(u.total)}万元。包括：",
         f"1．本年收入决算合计{f.w(u.income)}万元。与上年相比，{f.change(u.income)}，变动原因：项目收入变化。",
         "2．使用非财政拨款结余（含专用结余）0.00万元。与上年决算数相同。",
         f"3．年初结转和结余{f.w(u.carried_in)}万元。与上年相比，{f.change(u.carried_in)}，变动原因：上年结转。",
         f"（二）支出决算总计{f.w(u.total)}万元。包括：",
         f"1．本年支出决算合计{f.w(u.spent)}万元。与上年相比，{f.change(u.spent)}，变动原因：支出变化。",
         "2．结余分配0.00万元。与上年决算数相同。",
         f"3．年末结转和结余{f.w(u.carried_out)}万元。结转和结余事项：项目尾款。与上年相比，{f.change(u.carried_out)}，变动原因：项目结转。",
         "二、收入决算情况说明",
         f"{y}年度本年收入决算合计{f.w(u.income)}万元，其中：财政拨款收入{f.w(u.fiscal_income)}万元，占{f.pct(u.fiscal_income, u.income)}；上级补助收入0.00万元，占0.00%；事业收入0.00万元，占0.00%；经营收入0.00万元，占0.00%；附属单位上缴收入0.00万元，占0.00%；其他收入{f.w(u.other_income)}万元，占{f.pct(u.other_income, u.income)}。",
         "三、支出决算情况说明",
         f"{y}年度本年支出决算合计{f.w(u.spent)}万元，其中：基本支出{f.w(u.basic)}万元，占{f.pct(u.basic, u.spent)}；项目支出{f.w(u.project_all)}万元，占{f.pct(u.project_all, u.spent)}；上缴上级支出0.00万元，占0.00%。",
         "四、财政拨款收入支出决算总体情况说明",
         f"{y}年度财政拨款收入、支出决算总计{f.w(u.fiscal_total)}万元。与上年相比，收、支总计各{f.change(u.fiscal_total)}，变动原因：拨款变化。",
         "五、财政拨款支出决算情况说明",
         f"{y}年度财政拨款支出决算{f.w(u.fiscal_spent)}万元，占本年支出合计的{f.pct(u.fiscal_spent, u.spent)}。其中："]
    cn = "一二三四五六"
    for k, (code, cname, groups) in enumerate(CLASSES):
        L.append(f"（{cn[k]}）{cname}（类）")
        n = 0
        for gcode, gname, items in groups:
            for icode, iname in items:
                n += 1
                v = sum(u.items[icode])
                b = rnd(v * D(f.r.randint(70, 140)) / 100, 2)
                L.append(f"{n}．{gname}（款）{iname}（项）。年初预算{f.w(b)}万元，支出决算{f.w(v)}万元，完成年初预算的{f.pct(v, b)}。决算数与年初预算数的差异原因：年中调整。")
    L += ["六、财政拨款基本支出决算情况说明",
          f"{y}年度财政拨款基本支出决算{f.w(u.basic)}万元，其中：", f"（一）人员经费{f.w(u.people)}万元。主要包括：基本工资、津贴补贴、奖金。", f"（二）公用经费{f.w(u.running)}万元。主要包括：办公费、邮电费。",
          "七、一般公共预算支出决算情况说明", f"{y}年度一般公共预算财政拨款支出决算{f.w(u.public)}万元，与上年相比，{f.change(u.public)}，变动原因：项目变化。",
          "九、财政拨款“三公”经费、会议费和培训费支出情况说明",
          f"{y}年度财政拨款“三公”经费支出决算{f.w(u.three)}万元（其中：一般公共预算支出{f.w(u.three)}万元；政府性基金预算支出0.00万元；国有资本经营预算支出0.00万元）。与上年相比，{f.change(u.three)}，变动原因：用车变化。其中，因公出国（境）费支出0.00万元，占“三公”经费的0.00%；公务用车购置及运行维护费支出{f.w(u.car)}万元，占“三公”经费的{f.pct(u.car, u.three)}；公务接待费支出{f.w(u.reception)}万元，占“三公”经费的{f.pct(u.reception, u.three)}。",
          "十二、政府采购支出决算情况说明",
          f"{y}年度政府采购支出总额{f.w(u.purchase)}万元，其中：政府采购货物支出{f.w(u.goods)}万元、政府采购工程支出{f.w(u.works)}万元、政府采购服务支出{f.w(u.services)}万元。政府采购授予中小企业合同金额{f.w(u.sme)}万元，占政府采购支出总额的{f.pct(u.sme, u.purchase)}，其中：授予小微企业合同金额{f.w(u.micro)}万元，占授予中小企业合同金额的{f.pct(u.micro, u.sme)}；货物采购授予中小企业合同金额占货物支出金额的100.00%。"]
    return L + tables(u)


def zhejiang(seed):
    f = Figures(seed, grouped=True, rate_places=1)
    u = Unit(f)
    y = 2022
    L = [f"南湾市档案馆{y}年度单位决算", "三、单位决算情况说明", "（一）收入支出决算总体情况说明",
         f"{y}年度收、支总计各{f.w(u.total)}万元，与{y-1}年度相比，各{f.change(u.total)}。主要原因：项目变化。",
         "（二）收入决算情况说明",
         f"本年收入合计{f.w(u.income)}万元，包括财政拨款收入{f.w(u.fiscal_income)}万元（其中：一般公共预算{f.w(u.public_income)}万元，政府性基金预算{f.w(u.fund_income)}万元，国有资本经营预算0.00万元），占收入合计{f.pct(u.fiscal_income, u.income)}；事业收入0.00万元，占收入合计0.0%；其他收入{f.w(u.other_income)}万元，占收入合计{f.pct(u.other_income, u.income)}。",
         "（三）支出决算情况说明",
         f"本年支出合计{f.w(u.spent)}万元，其中基本支出{f.w(u.basic)}万元，占{f.pct(u.basic, u.spent)}；项目支出{f.w(u.project_all)}万元，占{f.pct(u.project_all, u.spent)}；经营支出0.00万元，占0.0%。",
         "（四）财政拨款收入支出决算总体情况说明",
         f"{y}年度财政拨款收、支总计各{f.w(u.fiscal_total)}万元，与{y-1}年度相比，各{f.change(u.fiscal_total)}。主要原因：拨款调整。",
         "（五）一般公共预算财政拨款支出决算情况说明", "1.一般公共预算财政拨款支出决算总体情况。",
         f"{y}年度一般公共预算财政拨款支出{f.w(u.public)}万元，占本年支出合计的{f.pct(u.public, u.spent)}。与{y-1}年度相比，一般公共预算财政拨款支出{f.change(u.public)}，主要原因：人员变化。",
         "2.一般公共预算财政拨款支出决算结构情况。",
         f"{y}年度一般公共预算财政拨款支出{f.w(u.public)}万元，主要用于以下方面：" + "；".join(f"{n}（{c}类）{f.w(u.of_class(c))}万元，占{f.pct(u.of_class(c), u.public)}" for c, n, _ in CLASSES) + "。",
         "3.一般公共预算财政拨款支出决算具体情况。"]
    budgets = {}

    def line(n, c, g, i, v):
        budgets[i] = rnd(v * D(f.r.randint(80, 125)) / 100, 2)
        word = compared(v, budgets[i])
        return f"（{n}）{c}（类）{g}（款）{i}（项）。年初预算为{f.w(budgets[i])}万元，支出决算为{f.w(v)}万元，完成年初预算的{f.pct(v, budgets[i])}，决算数{word}预算数的主要原因是据实支出。"

    lines = item_lines(u, line)
    b = sum(budgets.values())
    L.append(f"{y}年度一般公共预算财政拨款支出年初预算为{f.w(b)}万元，支出决算为{f.w(u.public)}万元，完成年初预算的{f.pct(u.public, b)}，主要用于以下方面：")
    L += lines
    L += ["（六）一般公共预算财政拨款基本支出决算情况说明",
          f"{y}年度一般公共预算财政拨款基本支出{f.w(u.basic)}万元，其中：", f"人员经费{f.w(u.people)}万元，主要包括：基本工资、津贴补贴、奖金；", f"公用经费{f.w(u.running)}万元，主要包括：办公费、印刷费、咨询费。",
          "（九）“三公”经费支出决算情况说明", "1.“三公”经费支出决算总体情况说明。",
          f"“三公”经费支出年初预算为{f.w(u.three)}万元，支出决算为{f.w(u.three)}万元，完成预算的100.0%，{y}年度“三公”经费支出决算数等于预算数。其中：因公出国（境）费用支出决算为0.00万元，与上年持平；公务用车购置及运行维护费支出决算为{f.w(u.car)}万元，占{f.pct(u.car, u.three)}，与{y-1}年度相比，{f.change(u.car)}；公务接待费支出决算为{f.w(u.reception)}万元，占{f.pct(u.reception, u.three)}，与{y-1}年度相比，{f.change(u.reception)}。",
          "（十）其他重要事项的情况说明", "1.机关运行经费支出情况",
          f"{y}年度机关运行经费年初预算为{f.w(u.running)}万元，支出决算为{f.w(u.running)}万元，完成年初预算的100.0%，比{y-1}年度{f.change(u.running)}，主要原因是节约开支。",
          "2.政府采购支出情况",
          f"{y}年度本级政府采购支出总额{f.w(u.purchase)}万元，其中：政府采购货物支出{f.w(u.goods)}万元、政府采购工程支出{f.w(u.works)}万元、政府采购服务支出{f.w(u.services)}万元。授予中小企业合同金额{f.w(u.sme)}万元，占政府采购支出总额的{f.pct(u.sme, u.purchase)}。其中，授予小微企业合同金额{f.w(u.micro)}万元，占授予中小企业合同金额的{f.pct(u.micro, u.sme)}。"]
    return L + tables(u)


def hunan(seed):
    f = Figures(seed)
    u = Unit(f)
    y = 2021
    L = [f"清溪县审计服务中心{y}年度部门决算", "第三部分 部门决算情况说明", "一、收入支出决算总体情况说明",
         f"{y}年收入总计{f.w(u.total)}万元，与上年相比，{f.change(u.total, ('增加', '增长', '减少', '下降'))}，主要是因为项目变化；{y}年支出总计{f.w(u.total)}万元。",
         "二、收入决算情况说明",
         f"{y}年收入合计{f.w(u.income)}万元，其中：财政拨款收入{f.w(u.fiscal_income)}万元，占{f.pct(u.fiscal_income, u.income)}；上级补助收入0万元，占0%；其他收入{f.w(u.other_income)}万元，占{f.pct(u.other_income, u.income)}。",
         "三、支出决算情况说明",
         f"{y}年支出合计{f.w(u.spent)}万元，其中：基本支出{f.w(u.basic)}万元，占{f.pct(u.basic, u.spent)}；项目支出{f.w(u.project_all)}万元，占{f.pct(u.project_all, u.spent)}。",
         "四、财政拨款收入支出决算总体情况说明",
         f"{y}年财政拨款收入总计{f.w(u.fiscal_total)}万元，支出总计{f.w(u.fiscal_total)}万元，同比上年度{f.change(u.fiscal_total, ('增加', '增加', '减少', '减少'))}，主要是因为拨款变化。",
         "五、一般公共预算财政拨款支出决算情况说明", "（一）财政拨款支出决算总体情况",
         f"{y}年财政拨款支出{f.w(u.public)}万元，占本年支出合计的{f.pct(u.public, u.spent)}，与上年相比，财政拨款支出{f.change(u.public)}，主要是因为项目变化。",
         "（二）财政拨款支出决算结构情况",
         f"{y}年财政拨款支出{f.w(u.public)}万元，主要用于以下方面：" + "；".join(f"{n}（类）支出{f.w(u.of_class(c))}万元，占{f.pct(u.of_class(c), u.public)}" for c, n, _ in CLASSES) + "。",
         "（三）财政拨款支出决算具体情况"]
    budgets = {}

    def line(n, c, g, i, v):
        budgets[i] = rnd(v * D(f.r.randint(60, 125)) / 100, 2)
        return f"{n}、{c}（类）{g}（款）{i}（项）。\n年初预算为{f.w(budgets[i])}万元，支出决算为{f.w(v)}万元，完成年初预算的{f.pct(v, budgets[i])}，主要是因为据实支出。"

    lines = item_lines(u, line)
    b = sum(budgets.values())
    L.append(f"{y}年财政拨款支出年初预算数为{f.w(b)}万元，支出决算数为{f.w(u.public)}万元，完成年初预算的{f.pct(u.public, b)}，其中：")
    L += lines
    L += ["六、一般公共预算财政拨款基本支出决算情况说明",
          f"{y}年度财政拨款基本支出{f.w(u.basic)}万元，其中：人员经费{f.w(u.people)}万元，占基本支出的{f.pct(u.people, u.basic)}，主要包括基本工资、津贴补贴；公用经费{f.w(u.running)}万元，占基本支出的{f.pct(u.running, u.basic)}，主要包括办公费、印刷费。",
          "七、“三公”经费支出决算情况说明", "（一）“三公”经费财政拨款支出决算总体情况说明",
          f"“三公”经费财政拨款支出预算为{f.w(u.three)}万元，支出决算为{f.w(u.three)}万元，完成预算的100%，其中：",
          "因公出国（境）费支出预算为0万元，支出决算为0万元，完成预算的0%，决算数与预算数持平。",
          f"公务接待费支出预算为{f.w(u.reception)}万元，支出决算为{f.w(u.reception)}万元，完成预算的100%，与上年相比{f.change(u.reception)}，主要原因是厉行节约。",
          f"公务用车购置费及运行维护费支出预算为{f.w(u.car)}万元，支出决算为{f.w(u.car)}万元，完成预算的100%，与上年相比{f.change(u.car)}，主要原因是维修变化。",
          "（二）“三公”经费财政拨款支出决算具体情况说明",
          f"{y}年度“三公”经费财政拨款支出决算中，公务接待费支出决算{f.w(u.reception)}万元，占{f.pct(u.reception, u.three)}，因公出国（境）费支出决算0万元，占0%，公务用车购置费及运行维护费支出决算{f.w(u.car)}万元，占{f.pct(u.car, u.three)}。其中："
          , "1、因公出国（境）费支出决算为0万元，全年安排因公出国（境）团组0个，累计0人次。", f"2、公务接待费支出决算为{f.w(u.reception)}万元，全年共接待来访团组18个、来宾120人次。", f"3、公务用车购置费及运行维护费支出决算为{f.w(u.car)}万元，其中：公务用车购置费0万元，公务用车运行维护费{f.w(u.car)}万元，截止{y}年12月31日，我单位开支财政拨款的公务用车保有量为1辆。"]
    return L + tables(u, unit="元", three_columns=True)


def guangdong(seed):
    f = Figures(seed, grouped=True)
    u = Unit(f)
    y = 2023
    L = [f"海宁市博物馆（本级）{y}年度单位决算", "第三部分 单位决算情况说明", "一、收入支出决算总体情况说明",
         f"{y}年度总收入{f.w(u.total)}万元，其中本年收入{f.w(u.income)}万元，年初结转和结余{f.w(u.carried_in)}万元；总支出{f.w(u.total)}万元，其中本年支出{f.w(u.spent)}万元，年末结转和结余{f.w(u.carried_out)}万元。",
         f"与上年决算数相比，收入总计{f.change(u.total)}，主要变动情况：项目调整。",
         "二、收入决算情况说明",
         f"{y}年度收入合计{f.w(u.income)}万元，比上年决算数{f.change(u.income)}。具体情况如下：",
         f"（一）财政拨款收入{f.w(u.fiscal_income)}万元，占{f.pct(u.fiscal_income, u.income)}，比上年决算数{f.change(u.fiscal_income)}。其中：1．一般公共预算财政拨款收入{f.w(u.public_income)}万元；2．政府性基金预算财政拨款收入{f.w(u.fund_income)}万元。",
         f"（二）其他收入{f.w(u.other_income)}万元，占{f.pct(u.other_income, u.income)}，比上年决算数{f.change(u.other_income)}。",
         "三、支出决算情况说明",
         f"{y}年度支出合计{f.w(u.spent)}万元，比上年决算数{f.change(u.spent)}。具体情况如下：",
         f"（一）基本支出{f.w(u.basic)}万元，占{f.pct(u.basic, u.spent)}，比上年决算数{f.change(u.basic)}。其中，人员经费{f.w(u.people)}万元，公用经费{f.w(u.running)}万元。",
         f"（二）项目支出{f.w(u.project_all)}万元，占{f.pct(u.project_all, u.spent)}，比上年决算数{f.change(u.project_all)}。",
         "四、财政拨款支出说明",
         f"{y}年度财政拨款支出合计{f.w(u.fiscal_spent)}万元，其中：一般公共预算财政拨款支出{f.w(u.public)}万元，政府性基金预算财政拨款支出{f.w(u.fund)}万元。",
         f"一般公共预算财政拨款支出按用途划分：基本支出{f.w(u.basic)}万元，占{f.pct(u.basic, u.public)}；项目支出{f.w(u.project)}万元，占{f.pct(u.project, u.public)}。",
         "五、“三公”经费支出决算说明",
         f"{y}年度“三公”经费支出决算为{f.w(u.three)}万元，比上年决算数{f.change(u.three)}。其中：因公出国（境）支出0.00万元，占0.00%；公务用车购置及运行维护费支出{f.w(u.car)}万元，占{f.pct(u.car, u.three)}；公务接待费支出{f.w(u.reception)}万元，占{f.pct(u.reception, u.three)}。",
         "六、政府采购情况",
         f"{y}年度政府采购支出总额{f.w(u.purchase)}万元，其中：政府采购货物支出{f.w(u.goods)}万元，政府采购工程支出{f.w(u.works)}万元，政府采购服务支出{f.w(u.services)}万元。授予中小企业合同金额{f.w(u.sme)}万元，占政府采购支出总额的{f.pct(u.sme, u.purchase)}，其中：授予小微企业合同金额{f.w(u.micro)}万元，占政府采购支出总额的{f.pct(u.micro, u.purchase)}。"]
    return L + tables(u, three_columns=True)


PROVINCES = [sichuan, guangxi, chongqing, jiangsu, zhejiang, hunan, guangdong]

if __name__ == "__main__":
    write_reports(PROVINCES, 0)
