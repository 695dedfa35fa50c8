"""Account tables in layouts of their own: three sides, all four stages of a fund, upright “三公”, the operating statement."""
from decimal import Decimal as D

from account_tables import T
from book import ITEMS, ORDER
from layout import C, rnd

ORDER |= {"204": "四", "207": "七", "211": "十", "212": "十一", "214": "十三"}
ITEMS |= {
    "court": [
        ("2040501", "公共安全支出", "法院", "行政运行", 9, 0), ("2040502", "公共安全支出", "法院", "一般行政管理事务", 0, 3),
        ("2040504", "公共安全支出", "法院", "案件审判", 0, 4), ("2040506", "公共安全支出", "法院", "“两庭”建设", 0, 2),
        ("2080501", "社会保障和就业支出", "行政事业单位养老支出", "行政单位离退休", 1, 0),
        ("2080505", "社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出", 2, 0),
        ("2101101", "卫生健康支出", "行政事业单位医疗", "行政单位医疗", 1, 0), ("2210201", "住房保障支出", "住房改革支出", "住房公积金", 2, 0),
    ],
    "police": [
        ("2040201", "公共安全支出", "公安", "行政运行", 30, 0), ("2040219", "公共安全支出", "公安", "信息化建设", 0, 6),
        ("2040220", "公共安全支出", "公安", "执法办案", 0, 8), ("2040299", "公共安全支出", "公安", "其他公安支出", 2, 5),
        ("2080505", "社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出", 5, 0),
        ("2080801", "社会保障和就业支出", "抚恤", "死亡抚恤", 1, 0), ("2101101", "卫生健康支出", "行政事业单位医疗", "行政单位医疗", 2, 0),
        ("2140106", "交通运输支出", "公路水路运输", "公路养护", 0, 1), ("2210201", "住房保障支出", "住房改革支出", "住房公积金", 4, 0),
    ],
    "town": [
        ("2010101", "一般公共服务支出", "人大事务", "行政运行", 1, 0), ("2010104", "一般公共服务支出", "人大事务", "人大会议", 0, 1),
        ("2010301", "一般公共服务支出", "政府办公厅（室）及相关机构事务", "行政运行", 9, 0), ("2010399", "一般公共服务支出", "政府办公厅（室）及相关机构事务", "其他政府办公厅（室）及相关机构事务支出", 1, 2),
        ("2013101", "一般公共服务支出", "党委办公厅（室）及相关机构事务", "行政运行", 2, 0), ("2070109", "文化旅游体育与传媒支出", "文化和旅游", "群众文化", 1, 0),
        ("2080505", "社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出", 2, 0), ("2082102", "社会保障和就业支出", "特困人员救助供养", "农村特困人员救助供养支出", 0, 2),
        ("2100717", "卫生健康支出", "计划生育事务", "计划生育服务", 0, 1), ("2101101", "卫生健康支出", "行政事业单位医疗", "行政单位医疗", 1, 0),
        ("2110402", "节能环保支出", "自然生态保护", "农村环境保护", 0, 2), ("2130104", "农林水支出", "农业农村", "事业运行", 4, 0),
        ("2130705", "农林水支出", "农村综合改革", "对村民委员会和村党支部的补助", 0, 6), ("2210201", "住房保障支出", "住房改革支出", "住房公积金", 2, 0),
    ],
}


def classes_with_rest(b, key=None):
    """(name, amount) of every class of all expenditure: the fund as 城乡社区支出, what is not fiscal in the first."""
    out = [(code, name, b.cls(items, key)) for (code, name), items in b.classes().items()]
    d = {None: b.now, "plan": b.plan, "old": b.old}[key]
    out[0] = (out[0][0], out[0][1], out[0][2] + d["n_spent"])
    if d["fund"]:
        out.append(("212", "城乡社区支出", d["fund"]))
    return sorted(out)


def three_sides(b, title, unit, number=None):
    """The summary with income, expenditure by function and by nature side by side, each with its budget."""
    n, p, f = b.now, b.plan, b.blank
    left = [(t, p[k], n[k]) for t, k in (("一、一般公共预算财政拨款收入", "public_income"), ("二、政府性基金预算财政拨款收入", "fund_income"), ("三、国有资本经营预算财政拨款收入", "capital"), ("四、上级补助收入", "superior"), ("五、事业收入", "business"), ("六、经营收入", "operating"), ("七、附属单位上缴收入", "affiliated"), ("八、其他收入", "other"))]
    planned = {c: v for c, _, v in classes_with_rest(b, "plan")}
    middle = [(f"{ORDER[c]}、{name}", planned.get(c, D(0)), v) for c, name, v in classes_with_rest(b)]
    right = [("一、基本支出", p["basic"], n["basic"]), ("    人员经费", p["people"], n["people"]), ("    日常公用经费", p["running"], n["running"]), ("二、项目支出", p["project"], n["project"]), ("    其中：基本建设类项目", D(0), D(0)), ("三、上缴上级支出", D(0), D(0)), ("四、经营支出", D(0), D(0)), ("五、对附属单位补助支出", D(0), D(0))]
    side = lambda rows, k: [rows[k][0], f(rows[k][1]), f(rows[k][2])] if k < len(rows) else ["", "", ""]
    body = [side(left, k) + side(middle, k) + side(right, k) for k in range(max(map(len, (left, middle, right))))]
    total = lambda text, x, y: [text, f(x), f(y)]
    body += [total("本年收入合计", p["income"], n["income"]) + total("本年支出合计", p["spent"], n["spent"]) * 2,
             total("使用非财政拨款结余", D(0), D(0)) + total("结余分配", D(0), D(0)) * 2,
             total("年初结转和结余", p["carry_in"], n["carry_in"]) + total("年末结转和结余", p["carry_out"], n["carry_out"]) * 2,
             total("总计", p["total"], n["total"]) + total("总计", p["total"], n["total"]) * 2]
    head = [[C("收入", cols=3), C("支出", cols=6)], ["项目", "年初预算数", "决算数", "项目（按功能分类）", "年初预算数", "决算数", "项目（按支出性质）", "年初预算数", "决算数"]]
    return T(title, head + body, unit, number=number)


def two_sides(b, title, unit, number=None, last=False):
    """The summary with this year's and last year's accounts on both sides."""
    n, o, f = b.now, b.old, b.blank
    left = [(t, n[k], o[k]) for t, k in (("一、一般公共预算财政拨款收入", "public_income"), ("二、政府性基金预算财政拨款收入", "fund_income"), ("三、上级补助收入", "superior"), ("四、事业收入", "business"), ("五、经营收入", "operating"), ("六、附属单位上缴收入", "affiliated"), ("七、其他收入", "other"))]
    before = {c: v for c, _, v in classes_with_rest(b, "old")}
    right = [(name, v, before.get(c, D(0))) for c, name, v in classes_with_rest(b)]
    side = lambda rows, k: [rows[k][0], f(rows[k][1]), *([f(rows[k][2])] if last else [])] if k < len(rows) else [""] * (3 if last else 2)
    body = [side(left, k) + side(right, k) for k in range(max(len(left), len(right)))]
    total = lambda text, k: [text, f(n[k]), *([f(o[k])] if last else [])]
    body += [total("本年收入合计", "income") + total("本年支出合计", "spent"), total("上年结转和结余", "carry_in") + total("结转下年", "carry_out"), total("收入总计", "total") + total("支出总计", "total")]
    wide = 3 if last else 2
    head = [[C("收    入", cols=wide), C("支    出", cols=wide)], ["项    目", "本年决算数", *(["上年决算数"] if last else [])] * 2]
    return T(title, head + body, unit, number=number)


def income_of(b):
    """Income from the public budget, item by item: what is not spent falls to the largest project."""
    out = {i["code"]: i["basic"] + i["project"] for i in b.items}
    out[largest(b, "project")["code"]] += b.now["public_income"] - b.now["public"]
    return out


def largest(b, key):
    return max(b.items, key=lambda i: i[key])


def stages(b, title, unit, number=None, split=False):
    """Carried in, income, expenditure and carried out of the public budget, item by item."""
    came = income_of(b)
    first = largest(b, "project")
    n = b.now
    only = lambda s, v: v if first in s else D(0)
    project = lambda s: b.cls(s, "project")
    basic = lambda s: b.cls(s, "basic")
    income = lambda s: sum(came[i["code"]] for i in s)
    cols = [lambda s: only(s, n["f_carry_in"]), lambda s: D(0), lambda s: only(s, n["f_carry_in"]), income, basic, lambda s: income(s) - basic(s), lambda s: b.cls(s), basic, project, lambda s: only(s, n["f_carry_out"]), lambda s: D(0), lambda s: only(s, n["f_carry_out"])]
    assert came[first["code"]] > 0
    codes = ["类", "款", "项", "科目名称"] if split else ["支出功能分类科目编码", "科目名称"]
    head = [[C("项  目", cols=len(codes)), C("年初结转和结余", cols=3), C("本年收入", cols=3), C("本年支出", cols=3), C("年末结转和结余", cols=3)], [*codes, *["合计", "基本支出结转", "项目支出结转和结余"], *["合计", "基本支出", "项目支出"] * 2, *["合计", "基本支出结转", "项目支出结转和结余"]]]
    return T(title, head + b.coded(cols, split=split), unit, number=number)


def spending(b, title, unit, number=None, last=True, people=True, every=False):
    """The public expenditure, basic split by people and running, the total at the foot."""
    n = b.now
    run = largest(b, "basic")
    assert run["basic"] > n["running"]
    running = lambda s: n["running"] if run in s else D(0)
    more = (lambda s: (n["n_spent"] if b.items[0] in s else D(0)) + (n["fund"] if len(s) == len(b.items) else 0)) if every else (lambda s: D(0))
    cols = [lambda s: b.cls(s) + more(s), lambda s: b.cls(s, "basic"), *([lambda s: b.cls(s, "basic") - running(s), running] if people else []), lambda s: b.cls(s, "project") + more(s)]
    head = [[C("科目编码", rows=2), C("科目名称", rows=2), C("合计", rows=2), C("基本支出", cols=3), C("项目支出", rows=2)], ["小计", "人员经费", "公用经费"]] if people else [["科目编码", "科目名称", "合计", "基本支出", "项目支出"]]
    rows = b.coded(cols, total_last=last)
    if every and n["fund"]:
        f = b.blank(n["fund"])
        pad = [""] * (3 if people else 1)
        fund = [[c, name, f, *pad, f] for c, name in (("212", "城乡社区支出"), ("21208", "国有土地使用权出让收入安排的支出"), ("2120801", "征地和拆迁补偿支出"))]
        at = next((k for k, r in enumerate(rows) if r[0] > "212"), len(rows) - 1 if last else len(rows))
        rows[at:at] = fund
    return T(title, head + rows, unit, number=number)


def economic(b, title, unit, number=None):
    """Basic expenditure by economic class in three groups of three columns."""
    left, right = b.economic()
    half = (len(right) + 1) // 2
    groups = [left, right[:half], right[half:]]
    cells = lambda g, k: [g[k][0], g[k][1], b.a(g[k][2])] if k < len(g) else ["", "", ""]
    body = [sum((cells(g, k) for g in groups), []) for k in range(max(map(len, groups)))]
    head = [[C("人员经费", cols=3), C("公用经费", cols=6)], ["经济分类科目编码", "科目名称", "决算数"] * 3]
    return T(title, head + body + [[C("人员经费合计", cols=2), b.a(b.now["people"]), C("公用经费合计", cols=5), b.a(b.now["running"])]], unit, number=number)


THREE = [("一、因公出国（境）费", "abroad"), ("二、公务用车购置及运行维护费", "car"), ("其中：1.公务用车购置费", "car_buy"), ("      2.公务用车运行维护费", "car_run"), ("三、公务接待费", "reception")]


def upright(b, title, unit, number=None, year=2023, against="old", first="合计"):
    """“三公” with a row for every kind: budget, accounts, last year, change and rate of change."""
    n, p, o = b.now, b.plan, b.old
    def row(text, k):
        d = n[k] - o[k]
        sign = "-" if d < 0 else ""
        return [text, b.a(p[k]), b.a(n[k]), b.a(o[k]), sign + b.a(d), sign + b.pct(d, o[k]) if o[k] else "—"]
    head = [["项目", f"{year}年预算数", f"{year}年决算数", f"{year - 1}年决算数", "比上年增减额", "比上年增减%"]]
    return T(title, head + [row(first, "three")] + [row(t, k) for t, k in THREE], unit, number=number)


def operating(b, title, unit, number=None, cars=(1, 0, 2, 1), counts=(0, 0, 1, 4, 38, 412)):
    """机构运行信息表: “三公” with its counts on the left, running costs, vehicles and purchases on the right."""
    n, p = b.now, b.plan
    groups, people, bought, kept, batches, persons = counts
    left = [("一、“三公”经费支出", "—", "—"), ("（一）支出合计", b.a(p["three"]), b.a(n["three"])), ("1．因公出国（境）费", b.a(p["abroad"]), b.a(n["abroad"])), ("2．公务用车购置及运行维护费", b.a(p["car"]), b.a(n["car"])), ("（1）公务用车购置费", b.a(p["car_buy"]), b.a(n["car_buy"])), ("（2）公务用车运行维护费", b.a(p["car_run"]), b.a(n["car_run"])), ("3．公务接待费", b.a(p["reception"]), b.a(n["reception"])), ("（1）国内接待费", "—", b.a(n["reception"])), ("其中：外事接待费", "—", b.a(D(0))), ("（2）国（境）外接待费", "—", b.a(D(0))), ("（二）相关统计数", "—", "—"), ("1．因公出国（境）团组数（个）", "—", str(groups)), ("2．因公出国（境）人次数（人）", "—", str(people)), ("3．公务用车购置数（辆）", "—", str(bought)), ("4．公务用车保有量（辆）", "—", str(kept)), ("5．国内公务接待批次（个）", "—", str(batches)), ("6．国内公务接待人次（人）", "—", str(persons))]
    right = [("二、机关运行经费", b.a(n["running"])), ("（一）行政单位", b.a(n["running"])), ("（二）参照公务员法管理事业单位", b.a(D(0))), ("三、国有资产占用情况", "—"), ("（一）车辆数合计（辆）", str(sum(cars))), ("1．副部（省）级及以上领导用车", "0"), ("2．主要负责人用车", "0"), ("3．机要通信用车", str(cars[0])), ("4．应急保障用车", str(cars[1])), ("5．执法执勤用车", str(cars[2])), ("6．其他用车", str(cars[3])), ("（二）单价100万元（含）以上设备（不含车辆）（台，套）", "3"), ("四、政府采购支出信息", "—"), ("（一）政府采购支出合计", b.a(n["purchase"])), ("1．政府采购货物支出", b.a(n["goods"])), ("2．政府采购工程支出", b.a(n["works"])), ("3．政府采购服务支出", b.a(n["services"])), ("（二）政府采购授予中小企业合同金额", b.a(n["sme"])), ("其中：授予小微企业合同金额", b.a(n["micro"]))]
    rows = [[*(left[k] if k < len(left) else ("", "", "")), *(right[k] if k < len(right) else ("", ""))] for k in range(max(len(left), len(right)))]
    return T(title, [["项  目", "预算数", "决算统计数", "项  目", "决算统计数"], *rows], unit, number=number)


def fund_stages(b, title, unit, number=None):
    n, f = b.now, b.a
    z, v = f(D(0)), f(n["fund"])
    line = lambda code, name: [code, name, z, v, v, z, v, z]
    head = [["科目编码", "科目名称", "年初结转和结余", "本年收入", C("本年支出", cols=3), "年末结转和结余"], ["", "", "", "", "小计", "基本支出", "项目支出", ""]]
    return T(title, [*head, line("", "合计"), line("212", "城乡社区支出"), line("21208", "国有土地使用权出让收入安排的支出"), line("2120801", "征地和拆迁补偿支出")], unit, number=number)


def budget_lines(b, title, unit, number=None, year=2024):
    """This year's budget beside last year's, change and rate of change."""
    def line(s):
        v, z = b.cls(s, "now") if False else b.cls(s), b.cls(s, "old")
        d = v - z
        return [b.a(z), b.a(v), b.a(b.cls(s, "basic")), b.a(b.cls(s, "project")), ("-" if d < 0 else "") + b.a(d), ("-" if d < 0 else "") + b.pct(d, z)]
    rows = [["合计", "", *line(b.items)]]
    for (code, name), items in b.classes().items():
        rows.append([code, name, *line(items)])
        groups = {}
        for i in items:
            groups.setdefault((i["code"][:5], i["k"]), []).append(i)
        for (kc, kn), members in groups.items():
            rows.append([kc, kn, *line(members)])
            rows += [[i["code"], i["x"], *line([i])] for i in members]
    head = [[C("功能分类科目", cols=2), C(f"{year - 1}年预算数", rows=2), C(f"{year}年预算数", cols=3), C("增减变化情况", cols=2)], ["科目编码", "科目名称", "合计", "基本支出", "项目支出", "增减额", "增减幅度"]]
    return T(title, head + rows, unit, number=number)
