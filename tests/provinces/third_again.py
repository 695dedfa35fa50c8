"""Written after the third lot had been mended for: a school's items by nature, a district's whole accounts in words, a street's lists."""
from decimal import Decimal as D

import third_tables as t
from account_tables import T
from book import Book
from layout import C, half_up, levels
from third_county import County, bare, growth, pct
from third_finals import moved, value
from third_forms import got, q, total


def tianshui():
    """Comparison in brackets, shares before amounts, classes by 其中 within the kinds of expenditure."""
    b = Book(351, "town", fund=False, scale=510_000, extra=("superior",), rate=2)
    n, o, p = b.now, b.old, b.plan
    s = ["2023年度秦岭镇人民政府部门决算公开情况说明", "第二部分 部门决算情况", f"一、收支总体情况\n2023年收入总计{b.w('total')}，比上年{b.w('total', o)}{moved(b, n['total'], o['total'])}；支出总计{b.w('total')}。收入总计中，本年收入{b.w('income')}，占{b.share('income', 'total')}；年初结转结余{b.w('carry_in')}，占{b.share('carry_in', 'total')}。支出总计中，本年支出{b.w('spent')}，占{b.share('spent', 'total')}；年末结转结余{b.w('carry_out')}，占{b.share('carry_out', 'total')}。",
         f"二、收入决算情况\n2023年本年收入{b.w('income')}。其中：财政拨款收入占{b.share('f_income', 'income')}，为{b.w('f_income')}；上级补助收入占{b.share('superior', 'income')}，为{b.w('superior')}。",
         f"三、支出决算情况\n2023年本年支出{b.w('spent')}。其中：基本支出{b.w('basic')}，占本年支出的{b.share('basic', 'spent')}（其中：人员经费{b.w('people')}，占基本支出的{b.share('people', 'basic')}；公用经费{b.w('running')}，占基本支出的{b.share('running', 'basic')}）；项目支出{b.w('project')}，占本年支出的{b.share('project', 'spent')}。",
         f"四、一般公共预算财政拨款支出决算情况\n2023年一般公共预算财政拨款支出{b.w('public')}，较年初预算数{b.w('public', p)}{moved(b, n['public'], p['public'])}，完成年初预算的{b.done('public')}。按功能分类科目（类级）："]
    for (code, c), items in b.classes().items():
        v, z = b.cls(items), b.cls(items, "plan")
        s.append(f"（{code}）{c}{b.a(v)}万元，占{b.pct(v, n['public'])}，年初预算{b.a(z)}万元，较年初预算{moved(b, v, z)}。其中：" + "、".join(f"{i['x']}{b.a(value(i))}万元" for i in items) + "。")
    s.append(f"五、“三公”经费情况\n2023年“三公”经费支出{b.w('three')}，较上年{b.w('three', o)}{moved(b, n['three'], o['three'])}，较年初预算{b.w('three', p)}{moved(b, n['three'], p['three'])}。1.公务用车运行维护费{b.w('car_run')}，占“三公”经费的{b.share('car_run', 'three')}，公务用车保有量5辆，车均运行费{b.a(n['car_run'] / 5)}万元。2.公务接待费{b.w('reception')}，占“三公”经费的{b.share('reception', 'three')}，接待28批次256人次。")
    return [*s, t.three_sides(b, "收入支出决算总表", "单位：万元", "公开01表"), t.spending(b, "支出决算表", "单位：万元", "公开03表", every=True), t.stages(b, "一般公共预算财政拨款收入支出决算表", "单位：万元", "公开05表", split=True)]


def county_words():
    """A county's accounts with parts by level and the whole county beside the county proper."""
    c = County(452)
    i, e, x, o = c.income, c.spent, c.tax, c.other
    own = [v * 7 // 10 for v in i]
    own_e = [v * 8 // 10 for v in e]
    s = ["关于2022年全县财政决算的报告", f"一、全县一般公共预算收支决算\n全县一般公共预算收入决算数为{i[2]}万元，完成调整预算的{pct(i[2], i[1])}，较上年决算数{i[3]}万元{growth(i[2], i[3])}。其中：税收收入{x[2]}万元，完成调整预算的{pct(x[2], x[1])}，较上年决算数{x[3]}万元{growth(x[2], x[3])}；非税收入{o[2]}万元，完成调整预算的{pct(o[2], o[1])}，较上年决算数{o[3]}万元{growth(o[2], o[3])}。\n全县一般公共预算支出决算数为{e[2]}万元，完成调整预算的{pct(e[2], e[1])}，较上年决算数{e[3]}万元{growth(e[2], e[3])}。其中：县本级支出{own_e[2]}万元，占{pct(own_e[2], e[2])}；乡镇支出{e[2] - own_e[2]}万元，占{pct(e[2] - own_e[2], e[2])}。",
         f"二、县本级一般公共预算收支决算\n县本级一般公共预算收入决算数为{own[2]}万元，较上年{growth(own[2], own[3])}。县本级一般公共预算支出决算数为{own_e[2]}万元，较上年{growth(own_e[2], own_e[3])}。",
         f"三、转移支付情况\n2022年上级补助收入{c.upper}万元，其中：返还性收入{sum(c.back)}万元、一般性转移支付收入{sum(c.general)}万元、专项转移支付收入{sum(c.special)}万元，分别占{pct(sum(c.back), c.upper)}、{pct(sum(c.general), c.upper)}、{pct(sum(c.special), c.upper)}。\n四、预算稳定调节基金\n2022年初余额{c.stable_in + 320}万元，当年动用{c.stable_in}万元，年末补充{c.stable_out}万元，年末余额{320 + c.stable_out}万元。\n五、“三公”经费\n2022年全县“三公”经费支出1286.40万元，比上年减少98.60万元，下降7.12%。其中：因公出国（境）费0万元；公务用车购置及运行维护费932.15万元（公务用车购置费168.00万元、公务用车运行维护费764.15万元），比上年减少41.35万元，下降4.25%；公务接待费354.25万元，比上年减少57.25万元，下降13.91%。"]
    line = lambda n, v: [n, str(v[3]), str(v[1]), str(v[2]), bare(v[2], v[1]), str(v[2] - v[3]), bare(v[2] - v[3], v[3])]
    return [*s, T("2022年全县一般公共预算收入决算表", [[C("预算科目", rows=2), C("上年决算数", rows=2), C("2022年", cols=3), C("比上年增减", cols=2)], ["调整预算数", "决算数", "完成%", "金额", "%"], line("税收收入", x), *[line(r[0], r[1:]) for r in c.taxes], line("非税收入", o), *[line(r[0], r[1:]) for r in c.others], line("一般公共预算收入合计", i)], "单位：万元")]


def street_lists():
    """Projects of a street with budgets and reasons; people, equipment, lists with subtotals."""
    groups = [("社区建设", [("社区工作经费", "268.00", "261.35"), ("党群服务中心运维", "120.50", "118.20"), ("文体活动", "45.00", "38.64")]), ("城市管理", [("环卫保洁", "1,860.00", "1,844.73"), ("绿化养护", "356.20", "349.08"), ("市容整治", "210.00", "186.90")]), ("民生保障", [("居家养老", "412.00", "412.00"), ("残疾人帮扶", "86.40", "79.49")])]
    num = lambda v: D(v.replace(",", ""))
    f = lambda v: f"{v:,.2f}"
    rows = [["类别", "项目名称", "预算金额", "执行金额", "执行率", "结余金额"]]
    sums = []
    for g, items in groups:
        for n, b, e in items:
            rows.append([g, n, b, e, q(num(e), num(b)), f(num(b) - num(e))])
        b, e = sum(num(x[1]) for x in items), sum(num(x[2]) for x in items)
        sums.append((g, b, e, len(items)))
        rows.append([g, "小计", f(b), f(e), q(e, b), f(b - e)])
    b, e = sum(x[1] for x in sums), sum(x[2] for x in sums)
    rows.append(["合计", "", f(b), f(e), q(e, b), f(b - e)])
    s = [f"清河街道2024年项目支出绩效情况说明\n2024年街道安排项目{sum(x[3] for x in sums)}个，预算金额{f(b)}万元，执行金额{f(e)}万元，执行率{q(e, b)}，结余{f(b - e)}万元。\n按类别分：" + "；".join(f"{g}{k}个项目，预算金额{f(x)}万元，占{q(x, b)}，执行金额{f(y)}万元，执行率{q(y, x)}" for g, x, y, k in sums) + "。", "其中，环卫保洁项目预算1,860.00万元，执行1,844.73万元；绿化养护项目预算356.20万元，执行349.08万元。"]
    return [*s, T("2024年项目支出执行情况表", [rows[0], *levels(rows[1:-1], 1), rows[-1]], "单位：万元")]


def target_form():
    """An overall form with tasks and their money above the indicators, five columns of marks."""
    tasks = [("水质监测", "326.00", "318.45"), ("执法检查", "142.50", "139.08"), ("宣传教育", "38.00", "30.40")]
    items = [("产出指标", "数量指标", "监测点位", "≥86个", "86个", 10, "1", "1"), ("产出指标", "数量指标", "检查企业家次", "≥1500家次", "1425家次", 15, "1425", "1500"), ("产出指标", "质量指标", "数据有效率", "≥98%", "99.2%", 15, "1", "1"), ("产出指标", "时效指标", "任务按期完成率", "100%", "100%", 10, "1", "1"), ("效益指标", "生态效益指标", "优良天数比例", "≥85%", "87.4%", 30, "1", "1"), ("满意度指标", "服务对象满意度指标", "公众满意度", "≥85%", "84.15%", 10, "84.15", "85")]
    b, e = sum(D(x[1]) for x in tasks), sum(D(x[2]) for x in tasks)
    basic = (D("1862.40"), D("1851.77"))
    score = got(10, e + basic[1], b + basic[0])
    end = total([score, *(got(x[5], x[6], x[7]) for x in items)])
    rows = [[C("部门整体支出绩效自评表", cols=8)], [C("（2023年度）", cols=8)], ["部门名称", C("生态环境局", cols=7)], [C("年度主要任务完成情况", rows=len(tasks) + 2), C("任务名称", cols=3), C("预算数（万元）", cols=2), C("执行数（万元）", cols=2)], *[[C(n, cols=3), C(x, cols=2), C(y, cols=2)] for n, x, y in tasks], [C("金额合计", cols=3), C(f"{b}", cols=2), C(f"{e}", cols=2)], [C("预算执行情况（万元）", rows=4), C("", cols=2), "预算数", "执行数", "执行率", "分值", "得分"], [C("支出总额", cols=2), f"{b + basic[0]}", f"{e + basic[1]}", q(e + basic[1], b + basic[0]), "10", score], [C("基本支出", cols=2), f"{basic[0]}", f"{basic[1]}", q(basic[1], basic[0]), "—", "—"], [C("项目支出", cols=2), f"{b}", f"{e}", q(e, b), "—", "—"], ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分", "偏差说明"]]
    body = [[a, g, n, x, y, str(w), got(w, u, v), "" if u == v else "差距较小"] for a, g, n, x, y, w, u, v in items]
    return [T("", [*rows, *levels(body, 2), [C("总分", cols=5), "100", end, ""]])]
