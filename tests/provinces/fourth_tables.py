"""The nine tables in the ministry's own layout, line numbers on both sides, and self-evaluation forms, from the accounts of a unit."""
from decimal import Decimal as D

from account_tables import T
from book import ITEMS, Book, rnd
from layout import C, levels, short

CLASSES = {"201": "一般公共服务支出", "202": "外交支出", "203": "国防支出", "204": "公共安全支出", "205": "教育支出", "206": "科学技术支出", "207": "文化旅游体育与传媒支出", "208": "社会保障和就业支出", "210": "卫生健康支出", "211": "节能环保支出", "212": "城乡社区支出", "213": "农林水支出", "214": "交通运输支出", "215": "资源勘探工业信息等支出", "216": "商业服务业等支出", "217": "金融支出", "219": "援助其他地区支出", "220": "自然资源海洋气象等支出", "221": "住房保障支出", "222": "粮油物资储备支出", "223": "国有资本经营预算支出", "224": "灾害防治及应急管理支出", "229": "其他支出", "231": "债务还本支出", "232": "债务付息支出", "234": "抗疫特别国债安排的支出"}
TENS = "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十 二十一 二十二 二十三 二十四 二十五 二十六".split()
COMMON = [
    ("2080501", "社会保障和就业支出", "行政事业单位养老支出", "行政单位离退休", 1, 0),
    ("2080505", "社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出", 2, 0),
    ("2080506", "社会保障和就业支出", "行政事业单位养老支出", "机关事业单位职业年金缴费支出", 1, 0),
    ("2101101", "卫生健康支出", "行政事业单位医疗", "行政单位医疗", 1, 0),
    ("2101103", "卫生健康支出", "行政事业单位医疗", "公务员医疗补助", 1, 0),
    ("2210201", "住房保障支出", "住房改革支出", "住房公积金", 2, 0),
]


def kind(name, code, cls, items):
    own = [(code + c, cls, k, x, b, q) for c, k, x, b, q in items]
    ITEMS[name] = sorted(own + COMMON)


kind("water", "213", "农林水支出", [("0301", "水利", "行政运行", 7, 0), ("0305", "水利", "水利工程建设", 0, 14), ("0306", "水利", "水利工程运行与维护", 1, 6), ("0314", "水利", "防汛", 0, 3), ("0311", "水利", "水资源节约管理与保护", 0, 2)])
kind("market", "201", "一般公共服务支出", [("3801", "市场监督管理事务", "行政运行", 12, 0), ("3804", "市场监督管理事务", "经营主体管理", 0, 2), ("3816", "市场监督管理事务", "食品安全监管", 0, 3), ("3850", "市场监督管理事务", "事业运行", 3, 0)])
kind("culture", "207", "文化旅游体育与传媒支出", [("0101", "文化和旅游", "行政运行", 5, 0), ("0104", "文化和旅游", "图书馆", 2, 1), ("0109", "文化和旅游", "群众文化", 1, 2), ("0205", "文物", "博物馆", 2, 2), ("0204", "文物", "文物保护", 0, 3)])
kind("science", "206", "科学技术支出", [("0101", "科学技术管理事务", "行政运行", 5, 0), ("0404", "技术研究与开发", "科技成果转化与扩散", 0, 9), ("0702", "科学技术普及", "科普活动", 0, 1), ("9999", "其他科学技术支出", "其他科学技术支出", 0, 4)])
kind("civil", "208", "社会保障和就业支出", [("0201", "民政管理事务", "行政运行", 4, 0), ("0208", "民政管理事务", "基层政权建设和社区治理", 0, 2), ("1002", "社会福利", "老年福利", 0, 8), ("1901", "最低生活保障", "城市最低生活保障金支出", 0, 9), ("1902", "最低生活保障", "农村最低生活保障金支出", 0, 22)])
kind("land", "220", "自然资源海洋气象等支出", [("0101", "自然资源事务", "行政运行", 8, 0), ("0106", "自然资源事务", "自然资源利用与保护", 0, 5), ("0114", "自然资源事务", "地质勘查与矿产资源管理", 0, 2), ("0150", "自然资源事务", "事业运行", 4, 0)])
kind("safety", "224", "灾害防治及应急管理支出", [("0101", "应急管理事务", "行政运行", 6, 0), ("0106", "应急管理事务", "安全监管", 0, 2), ("0109", "应急管理事务", "应急管理", 0, 1), ("0703", "自然灾害救灾及恢复重建支出", "自然灾害救灾补助", 0, 3)])
kind("roads", "214", "交通运输支出", [("0101", "公路水路运输", "行政运行", 6, 0), ("0104", "公路水路运输", "公路建设", 0, 20), ("0106", "公路水路运输", "公路养护", 2, 9), ("0112", "公路水路运输", "公路运输管理", 1, 1)])
kind("farms", "213", "农林水支出", [("0101", "农业农村", "行政运行", 9, 0), ("0104", "农业农村", "事业运行", 6, 0), ("0108", "农业农村", "病虫害控制", 0, 2), ("0122", "农业农村", "农业生产发展", 0, 11), ("0153", "农业农村", "耕地建设与利用", 0, 15)])
kind("justice", "204", "公共安全支出", [("0601", "司法", "行政运行", 8, 0), ("0604", "司法", "基层司法业务", 0, 2), ("0605", "司法", "普法宣传", 0, 1), ("0607", "司法", "公共法律服务", 0, 2), ("0610", "司法", "社区矫正", 0, 1)])
kind("nature", "211", "节能环保支出", [("0101", "环境保护管理事务", "行政运行", 7, 0), ("0301", "污染防治", "大气", 0, 6), ("0302", "污染防治", "水体", 0, 9), ("1101", "污染减排", "生态环境监测与信息", 1, 3)])
kind("health", "210", "卫生健康支出", [("0101", "卫生健康管理事务", "行政运行", 6, 0), ("0408", "公共卫生", "基本公共卫生服务", 0, 18), ("0409", "公共卫生", "重大公共卫生服务", 0, 4), ("0717", "计划生育事务", "计划生育服务", 0, 5)])


class Unit(Book):
    """A unit's accounts; `unplanned`: the items that the budget did not foresee."""

    def __init__(self, seed, kind, unplanned=(), **kw):
        super().__init__(seed, kind, **kw)
        p = self.plan
        for k in unplanned:
            i = self.items[k]
            for keys, v in (("basic people", i["plan_b"]), ("public_project project", i["plan_q"]), ("public f_spent spent f_total total f_income public_income income", i["plan"])):
                for key in keys.split():
                    p[key] -= v
            i["plan_b"] = i["plan_q"] = i["plan"] = D(0)

    def to(self, now, old, words="增加 增长 减少 下降", same="与上年持平", sep="，"):
        up, rate_up, down, rate_down = words.split()
        if self.a(now) == self.a(old):
            return same
        a, c = (up, rate_up) if now > old else (down, rate_down)
        return f"{a}{self.a(now - old)}{self.unit}" + (f"{sep}{c}{self.pct(now - old, old)}" if old else "")

    def go(self, key, other="old", **kw):
        return self.to(self.now[key], getattr(self, other)[key], **kw)


def value(i):
    return i["basic"] + i["project"]


def by_class(b, everything=True):
    """code → (public, fund, other) expenditure."""
    out = {code: [b.cls(s), D(0), D(0)] for (code, _), s in b.classes().items()}
    out[b.items[0]["code"][:3]][2] += b.now["n_spent"]
    if b.now["fund"]:
        out.setdefault("212", [D(0)] * 3)[1] += b.now["fund"]
    return out


FUND = [("212", "城乡社区支出"), ("21208", "国有土地使用权出让收入安排的支出"), ("2120804", "农村基础设施建设支出")]


def lines(b, columns, codes, fund=None, zero=""):
    """Rows of class, group, item. codes: one · span (a code over three cells) · split · name · slash."""
    def head(code, name):
        if codes == "one":
            return [code, name]
        if codes == "span":
            return [C(code, cols=3), name]
        if codes == "split":
            return [code[:3], code[3:5], code[5:7], name]
        return [{3: "", 5: "  ", 7: "    "}[len(code)] + name]
    rows, seen = [], set()
    for i in b.items:
        for size, name in ((3, "c"), (5, "k"), (7, "x")):
            code = i["code"][:size]
            if code not in seen:
                seen.add(code)
                s = [j for j in b.items if j["code"].startswith(code)]
                rows.append((code, [*head(code, i[name]), *[b.blank(f(s), zero) for f in columns]]))
    if fund and b.now["fund"]:
        rows += [(code, [*head(code, name), *fund]) for code, name in FUND]
        rows.sort(key=lambda r: r[0])
    return [r for _, r in rows]


def total_row(codes, text="合计"):
    return {"one": ["", text], "span": [C(text, cols=4)], "split": ["", "", "", text], "name": [text]}[codes]


def heads(codes, columns, numbers):
    n = [str(k + 1) for k in range(len(columns))]
    if codes == "one":
        out = [["科目编码", "科目名称", *columns]]
        return out + ([["栏次", "", *n]] if numbers else [])
    if codes == "name":
        return [["项目", *columns]] + ([["栏次", *n]] if numbers else [])
    if codes == "split":
        return [[C("科目编码", cols=3), C("科目名称", rows=2), *[C(c, rows=2) for c in columns]], ["类", "款", "项"]] + ([["", "", "", "栏次", *n]] if numbers else [])
    out = [[C("项目", cols=4), *[C(c, rows=2) for c in columns]], [C("功能分类科目编码", cols=3), "科目名称"]]
    return out + ([[C("类"), C("款"), C("项"), "栏次", *n]] if numbers else [])


def nine(b, year, who, codes="span", numbers=True, zero="", order=(1, 2, 3, 4, 5, 6, 7, 8, 9), prefix="公开", empty="本部门本年度无此项收支，故本表为空表。", unit=None, notes=True, last=False):
    n, f = b.now, lambda v: b.blank(v, zero)
    u = unit or f"金额单位：{b.unit}"
    num = lambda k: f"{prefix}{k:02}表\t部门：{who}"
    note = (lambda s: (s,)) if notes else (lambda s: ())
    cl = by_class(b)
    first = b.items[0]
    out = {}
    left = [("一、一般公共预算财政拨款收入", n["public_income"]), ("二、政府性基金预算财政拨款收入", n["fund_income"]), ("三、国有资本经营预算财政拨款收入", D(0)), ("四、上级补助收入", n["superior"]), ("五、事业收入", n["business"]), ("六、经营收入", n["operating"]), ("七、附属单位上缴收入", n["affiliated"]), ("八、其他收入", n["other"])]
    names = [(f"{t}、{CLASSES[c]}", cl.get(c, [D(0)] * 3)) for t, c in zip(TENS, CLASSES)]
    if not numbers:
        names = [x for x in names if sum(x[1])]
    end = [("本年收入合计", n["income"], "本年支出合计", n["spent"]), ("使用非财政拨款结余（含专用结余）", D(0), "结余分配", D(0)), ("年初结转和结余", n["carry_in"], "年末结转和结余", n["carry_out"]), ("总计", n["total"], "总计", n["total"])]
    rows = [[*((left[k][0], f(left[k][1])) if k < len(left) else ("", "")), *((names[k][0], f(sum(names[k][1]))) if k < len(names) else ("", ""))] for k in range(max(len(left), len(names)))] + [[a, f(x), c, f(y)] for a, x, c, y in end]
    if numbers:
        rows = [[C("收入", cols=3), C("支出", cols=3)], ["项目", "行次", "金额", "项目", "行次", "金额"], ["栏次", "", "1", "栏次", "", "2"]] + [[r[0], str(k + 1), r[1], r[2], str(k + 1 + len(rows)), r[3]] for k, r in enumerate(rows)]
    else:
        rows = [[C("收入", cols=2), C("支出", cols=2)], ["项目", "决算数", "项目", "决算数"], *rows]
    out[1] = T("收入支出决算总表", rows, u, note("注：1.本表反映部门本年度的总收支和年末结转结余情况。2.本套报表金额单位转换时可能存在尾数误差。"), num(1))

    def coded(title, columns, functions, k, fund, remark, nine_=None):
        body = lines(b, functions, codes, fund, zero)
        tot = [*total_row(codes), *[f(g(b.items) + (n["fund"] if fund and fund[j] == b.a(n["fund"]) else 0)) for j, g in enumerate(functions)]]
        body = body + [tot] if last else [tot] + body
        return T(title, heads(codes, columns, numbers) + body, u, note(remark), num(k))
    v = b.a(n["fund"])
    rest = n["public_income"] - n["public"]
    only = lambda s, x: x if first in s else D(0)
    fis = lambda s: b.cls(s) + only(s, rest)
    kinds = ("superior", "business", "operating", "affiliated", "other")
    z = zero
    out[2] = coded("收入决算表", ["本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"], [lambda s: fis(s) + only(s, n["others"]), fis, *[lambda s, k=k: only(s, n[k]) for k in kinds]], 2, [v, v, z, z, z, z, z], "注：本表反映部门本年度取得的各项收入情况。")
    out[3] = coded("支出决算表", ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"], [lambda s: b.cls(s) + only(s, n["n_spent"]), lambda s: b.cls(s, "basic"), lambda s: b.cls(s, "project") + only(s, n["n_spent"]), *[lambda s: D(0)] * 3], 3, [v, z, v, z, z, z], "注：本表反映部门本年度各项支出情况。")
    left = [("一、一般公共预算财政拨款", n["public_income"]), ("二、政府性基金预算财政拨款", n["fund_income"]), ("三、国有资本经营预算财政拨款", D(0))]
    rows = []
    for k in range(len(names)):
        l = [left[k][0], f(left[k][1])] if k < 3 else ["", ""]
        p, g, _ = names[k][1]
        rows.append(l + [names[k][0], f(p + g), f(p), f(g), z])
    rows += [["本年收入合计", f(n["f_income"]), "本年支出合计", f(n["f_spent"]), f(n["public"]), f(n["fund"]), z], ["年初财政拨款结转和结余", f(n["f_carry_in"]), "年末财政拨款结转和结余", f(n["f_carry_out"]), f(n["f_carry_out"]), z, z], ["一、一般公共预算财政拨款", f(n["f_carry_in"]), "", "", "", "", ""], ["二、政府性基金预算财政拨款", z, "", "", "", "", ""], ["三、国有资本经营预算财政拨款", z, "", "", "", "", ""], ["总计", f(n["f_total"]), "总计", f(n["f_total"]), f(n["public"] + n["f_carry_out"]), f(n["fund"]), z]]
    names4 = ["合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]
    if numbers:
        rows = [[C("收入", cols=3), C("支出", cols=6)], ["项目", "行次", "金额", "项目", "行次", *names4], ["栏次", "", "1", "栏次", "", "2", "3", "4", "5"]] + [[r[0], str(k + 1), r[1], r[2], str(k + 1 + len(rows)), *r[3:]] for k, r in enumerate(rows)]
    else:
        rows = [[C("收入", cols=2), C("支出", cols=5)], ["项目", "金额", "项目", *names4], *rows]
    out[4] = T("财政拨款收入支出决算总表", rows, u, note("注：本表反映部门本年度一般公共预算财政拨款、政府性基金预算财政拨款和国有资本经营预算财政拨款的总收支和年末结转结余情况。"), num(4))
    out[5] = coded("一般公共预算财政拨款支出决算表", ["小计", "基本支出", "项目支出"], [lambda s: b.cls(s), lambda s: b.cls(s, "basic"), lambda s: b.cls(s, "project")], 5, None, "注：本表反映部门本年度一般公共预算财政拨款支出情况。")
    left, right = b.economic()
    half = (len(right) + 1) // 2
    parts = [left, right[:half], right[half:]]
    side = lambda s, k: [s[k][0], s[k][1], b.a(s[k][2])] if k < len(s) else ["", "", ""]
    rows = [[C("人员经费", cols=3), C("公用经费", cols=6)], [*["科目编码", "科目名称", "决算数"] * 3]] + [sum((side(s, k) for s in parts), []) for k in range(max(map(len, parts)))] + [[C("人员经费合计", cols=2), b.a(n["people"]), C("公用经费合计", cols=5), b.a(n["running"])]]
    out[6] = T("一般公共预算财政拨款基本支出决算明细表", rows, u, note("注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。"), num(6))
    head = lambda c: [C(c, cols=6)]
    rows = [head("预算数") + head("决算数"), [C("合计", rows=2), C("因公出国（境）费", rows=2), C("公务用车购置及运行维护费", cols=3), C("公务接待费", rows=2)] * 2, ["小计", "公务用车购置费", "公务用车运行维护费"] * 2] + ([[str(k) for k in range(1, 13)]] if numbers else []) + [b.three_row(b.plan, zero) + b.three_row(n, zero)]
    out[7] = T("财政拨款“三公”经费支出决算表", rows, u, note("注：本表反映部门本年度“三公”经费支出预决算情况。其中，预算数为“三公”经费全年预算数，反映按规定程序调整后的预算数；决算数是包括当年财政拨款和以前年度结转资金安排的实际支出。"), num(7))
    cols = ["年初结转和结余", "本年收入", "小计", "基本支出", "项目支出", "年末结转和结余"]
    tot = total_row(codes)
    wide = {"one": 2, "span": 4, "split": 4, "name": 1}[codes]
    h = [[C("项目", cols=wide), C("年初结转和结余", rows=2), C("本年收入", rows=2), C("本年支出", cols=3), C("年末结转和结余", rows=2)], [*{"one": ["科目编码", "科目名称"], "span": [C("功能分类科目编码", cols=3), "科目名称"], "split": ["类", "款", "项", "科目名称"], "name": [""]}[codes], "小计", "基本支出", "项目支出"]]
    if numbers:
        h.append([*total_row(codes, "栏次"), *map(str, range(1, 7))])
    if n["fund"]:
        mark = {"one": lambda c: [c], "span": lambda c: [C(c, cols=3)], "split": lambda c: [c[:3], c[3:5], c[5:7]], "name": lambda c: []}[codes]
        body = [[*tot, z, v, v, z, v, z]] + [[*mark(c), x, z, v, v, z, v, z] for c, x in FUND]
        out[8] = T("政府性基金预算财政拨款收入支出决算表", h + body, u, note("注：本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。"), num(8))
    else:
        out[8] = T("政府性基金预算财政拨款收入支出决算表", h + [[*tot, *[z] * 6]], u, ("注：" + empty,), num(8))
    out[9] = T("国有资本经营预算财政拨款支出决算表", heads(codes, ["合计", "基本支出", "项目支出"], numbers) + [[*tot, z, z, z]], u, ("注：" + empty,), num(9))
    return [out[k] for k in order]


# Self-evaluation

INDICATORS = [
    [("产出指标", "数量指标", "开展专项检查次数", "≥12次", "14次", 10, 1, 1), ("产出指标", "数量指标", "培训业务人员", "≥300人次", "276人次", 10, 276, 300), ("产出指标", "质量指标", "验收合格率", "=100%", "100%", 15, 1, 1), ("产出指标", "时效指标", "按时完成率", "=100%", "95%", 10, 95, 100), ("产出指标", "成本指标", "控制在预算内", "≤100%", "98%", 5, 1, 1), ("效益指标", "社会效益指标", "服务能力提升", "明显提升", "明显提升", 20, 1, 1), ("效益指标", "可持续影响指标", "长效机制", "逐步健全", "基本健全", 10, 9, 10), ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "94.5%", 10, 1, 1)],
    [("产出指标", "数量指标", "维修养护里程", "≥86.5公里", "86.5公里", 20, 1, 1), ("产出指标", "质量指标", "设施完好率", "≥95%", "97.2%", 15, 1, 1), ("产出指标", "时效指标", "项目完工时间", "2023年12月31日前", "2023年11月28日", 15, 1, 1), ("效益指标", "经济效益指标", "节约管护支出", "≥20万元", "21.3万元", 15, 1, 1), ("效益指标", "生态效益指标", "环境改善程度", "有所改善", "有所改善", 15, 1, 1), ("满意度指标", "服务对象满意度指标", "受益群众满意度", "≥85%", "88%", 10, 1, 1)],
    [("产出指标", "数量指标", "发放补助人数", "≥1280人", "1280人", 20, 1, 1), ("产出指标", "质量指标", "补助对象准确率", "100%", "100%", 15, 1, 1), ("产出指标", "时效指标", "资金拨付及时率", "100%", "100%", 15, 1, 1), ("效益指标", "社会效益指标", "困难群众生活水平", "得到改善", "得到改善", 30, 1, 1), ("满意度指标", "服务对象满意度指标", "补助对象满意度", "≥95%", "95%", 10, 1, 1)],
]


def form(name, unit, start, full, spent, which, year=2023, layout="national", places=2):
    """A form and its total; amounts in 万元 as text."""
    rate = rnd(D(spent) * 100 / D(full), places)
    score = short(D(10) * D(spent) / D(full))
    rows = [[a, k, x, t, v, str(w), short(D(w) * D(r) / D(q)), "" if r == q else "部分工作受客观因素影响，下一步加强统筹。"] for a, k, x, t, v, w, r, q in INDICATORS[which]]
    end = f"{sum(D(r[6]) for r in rows) + D(score)}"
    money = [("年度资金总额", start, full, spent), ("其中：财政拨款", start, full, spent), ("上年结转资金", "0.00", "0.00", "0.00"), ("其他资金", "0.00", "0.00", "0.00")]
    aim = ("按照年度工作计划完成各项任务，保障资金规范使用。", "已按计划完成年度各项任务，资金使用规范。")
    if layout == "national":
        head = [[C("项目支出绩效自评表", cols=9)], [C(f"（{year}年度）", cols=9)], ["项目名称", C(name, cols=8)], ["主管部门", C(unit, cols=4), "实施单位", C(unit, cols=3)]]
        cash = [[C("项目资金（万元）", rows=5), C("", cols=2), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]] + [[C(t, cols=2), x, y, s, *(["10", f"{rate}%", score] if k == 0 else ["—", f"{rate}%" if k == 1 else "—", "—"])] for k, (t, x, y, s) in enumerate(money)]
        goal = [[C("年度总体目标", rows=2), C("预期目标", cols=4), C("实际完成情况", cols=4)], [C(aim[0], cols=4), C(aim[1], cols=4)]]
        body = levels([["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"], *[["绩效指标", *r] for r in rows]], 3)
        return [T("", head + cash + goal + body + [[C("总分", cols=6), "100", end, ""]])], end, f"{rate}%"
    if layout == "weights":
        total = {a: sum(x[5] for x in INDICATORS[which] if x[0] == a) for a in ("产出指标", "效益指标", "满意度指标")}
        head = [["项目名称", C(name, cols=3), "自评得分", C(end, cols=3)], ["主管部门", C(unit, cols=3), "实施单位", C(unit, cols=3)], [C("预算执行情况（10分）", rows=4), "资金来源", "年初预算", "调整后预算", "实际支出", "执行率", "分值", "得分"]] + [[t, x, y, s, f"{rate}%" if k < 2 else "0.00%", "10" if k == 0 else "-", score if k == 0 else "-"] for k, (t, x, y, s) in enumerate(money[:3])]
        body = levels([[f"{r[0]}（{total[r[0]]}分）", r[1], r[2], r[3], r[4], r[5], r[6], r[7]] for r in rows], 2)
        return ["项目支出绩效自评表", f"（{year}年度）", T("", head + [["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分", "未完成原因及改进措施"]] + body + [[C("合计", cols=5), "100", end, ""]], "单位：万元")], end, f"{rate}%"
    head = [["项目名称", C(name, cols=6)], ["项目资金", "预算数（万元）", full, "执行数（万元）", spent, "执行率", f"{rate}%"], ["指标类型", "指标名称", "目标值", "完成值", "权重", "自评分", "备注"], ["预算执行", "预算执行率", "100%", f"{rate}%", "10", score, ""]]
    return [f"{year}年度{name}绩效自评表", T("", head + [[r[1], r[2], r[3], r[4], r[5], r[6], r[7]] for r in rows] + [["总分", "", "", "", "100", end, ""]])], end, f"{rate}%"
