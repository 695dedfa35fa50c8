"""Budgets with purchases, assets and services item by item, and “三公” budgets on their own."""
from decimal import Decimal as D

import third_tables as t
from account_tables import T
from book import Book
from layout import C, half_up as rnd
from third_finals import moved, value


def hunan():
    """The change without its rate; income and expenditure told once each, tables with change columns."""
    b = Book(321, "town", fund=False, scale=280_000, rate=2)
    n, o = b.now, b.old
    only = lambda k: ("增加" if n[k] > o[k] else "减少") + b.a(n[k] - o[k]) + "万元"
    s = ["白沙乡人民政府2024年部门预算公开说明", "第一部分 2024年部门预算说明",
         f"三、部门收支总体情况\n（一）收入预算：包括一般公共预算、政府性基金、国有资本经营预算等财政预算收入，以及经营收入、事业收入等单位资金。2024年部门预算收入{b.w('public')}，其中，一般公共预算拨款{b.w('public')}，政府性基金预算拨款0万元，国有资本经营预算拨款0万元，纳入专户管理的非税收入拨款0万元，上级补助收入0万元，其他收入0万元。收入较去年{only('public')}，主要是人员经费变动。",
         f"（二）支出预算：2024年部门预算支出{b.w('public')}，其中：" + "，".join(f"{c}{b.a(b.cls(i))}万元" for (_, c), i in b.classes().items()) + f"。支出较去年{only('public')}，其中：基本支出{only('basic')}，项目支出{only('public_project')}。",
         "四、一般公共预算拨款支出\n" + f"2024年一般公共预算拨款支出{b.w('public')}，其中：" + "；".join(f"{c}支出{b.a(b.cls(i))}万元，占{b.pct(b.cls(i), n['public'])}" for (_, c), i in b.classes().items()) + f"。具体安排情况如下：\n（一）基本支出：2024年基本支出年初预算数为{b.w('basic')}，占{b.share('basic', 'public')}，主要是为保障部门正常运转、完成日常工作任务而发生的各项支出，其中：人员经费{b.w('people')}，公用经费{b.w('running')}。\n（二）项目支出：2024年项目支出年初预算数为{b.w('public_project')}，占{b.share('public_project', 'public')}，主要是乡村振兴、村级运转等方面的支出。",
         f"六、其他重要事项的情况说明\n（一）机关运行经费：2024年本部门机关运行经费当年一般公共预算拨款{b.w('running')}，比上年预算{moved(b, n['running'], o['running'])}。\n（二）“三公”经费预算：2024年“三公”经费预算数为{b.w('three')}，其中，公务接待费{b.w('reception')}，公务用车购置及运行费{b.w('car')}（其中，公务用车购置费0万元，公务用车运行费{b.w('car_run')}），因公出国（境）费0万元。2024年“三公”经费预算较上年{only('three')}，主要是压缩公务接待。\n（三）一般性支出情况：2024年会议费预算4.50万元，拟召开会议6次，人数480人；培训费预算3.20万元，拟开展培训4次，人数260人。\n（四）政府采购情况：2024年政府采购预算总额86.40万元，其中，货物类采购预算21.60万元；工程类采购预算50.00万元；服务类采购预算14.80万元。"]
    return [*s, t.budget_lines(b, "一般公共预算支出表", "单位：万元", "部门公开表7"), assets()]


def assets(year=2024):
    """新增资产配置预算表: number times price."""
    rows, total, count = [], D(0), 0
    for name, kind, number, price in (("台式计算机", "通用设备", 12, "0.5000"), ("便携式计算机", "通用设备", 4, "0.6500"), ("多功能一体机", "通用设备", 3, "0.3200"), ("空调机", "通用设备", 6, "0.4150"), ("会议桌", "家具用具", 2, "1.2800"), ("执法记录仪", "专用设备", 15, "0.2360")):
        v = D(price) * number
        total += v
        count += number
        rows.append([str(len(rows) + 1), name, kind, "台（套）", str(number), price, f"{rnd(v, 2)}"])
    shown = sum(D(r[6]) for r in rows)
    return T("新增资产配置预算表", [["序号", "资产名称", "资产类别", "计量单位", "数量", "单价", "金额"], *rows, [C("合计", cols=4), str(count), "", f"{shown}"]], "单位：万元", number="预算公开12表")


def shandong():
    """Purchases and bought services line by line; income by unit."""
    b = Book(322, "office", fund=False, scale=700_000, rate=2, grouped=True, extra=("business",))
    n, o = b.now, b.old
    total, before = n["public"] + n["business"], o["public"] + o["business"]
    goods = [("A02010105", "台式计算机", "货物", "6.25"), ("A02021003", "激光打印机", "货物", "1.48"), ("A05010201", "办公桌", "货物", "3.60"), ("B08010000", "修缮工程", "工程", "118.00"), ("C21040000", "物业管理服务", "服务", "64.80"), ("C16070100", "信息系统运维", "服务", "42.50")]
    kinds = {k: sum(D(v) for _, _, x, v in goods if x == k) for k in ("货物", "工程", "服务")}
    bought = sum(kinds.values())
    s = ["荣滨市海洋发展局2025年部门预算公开", "第二部分 2025年部门预算情况说明", f"一、关于2025年部门预算收支增减变化情况的说明\n2025年部门收入预算为{b.a(total)}万元，比上年{moved(b, total, before)}。其中：一般公共预算拨款{b.w('public')}，占{b.pct(n['public'], total)}；事业收入{b.w('business')}，占{b.pct(n['business'], total)}。\n2025年部门支出预算为{b.a(total)}万元，比上年{moved(b, total, before)}。其中：基本支出{b.w('basic')}，占{b.pct(n['basic'], total)}，项目支出{b.a(total - n['basic'])}万元，占{b.pct(total - n['basic'], total)}。",
         f"二、关于一般公共预算拨款支出的说明\n2025年一般公共预算拨款支出{b.w('public')}，较2024年{moved(b, n['public'], o['public'])}。按功能科目："]
    for k, i in enumerate(b.items):
        v, z = value(i), i["old"]
        s.append(f"{k + 1}、{i['c']}（类）{i['k']}（款）{i['x']}（项）预算数为{b.a(v)}万元，上年预算数为{b.a(z)}万元，{moved(b, v, z)}。")
    s.append(f"三、关于政府采购的说明\n2025年政府采购预算{bought}万元，其中：政府采购货物预算{kinds['货物']}万元，占{rnd(kinds['货物'] * 100 / bought, 2)}%；政府采购工程预算{kinds['工程']}万元，占{rnd(kinds['工程'] * 100 / bought, 2)}%；政府采购服务预算{kinds['服务']}万元，占{rnd(kinds['服务'] * 100 / bought, 2)}%。")
    s.append(f"四、关于“三公”经费的说明\n2025年“三公”经费预算{b.w('three')}，比上年{moved(b, n['three'], o['three'])}。其中：因公出国（境）费0万元，与上年持平；公务用车购置及运行维护费{b.w('car')}，比上年{moved(b, n['car'], o['car'])}（公务用车购置费0万元，公务用车运行维护费{b.w('car_run')}）；公务接待费{b.w('reception')}，比上年{moved(b, n['reception'], o['reception'])}。")
    s.append("五、关于国有资产占用情况的说明\n截至2024年12月31日，本部门共有车辆9辆，其中：执法执勤用车6辆、特种专业技术用车2辆、其他用车1辆；单价50万元以上通用设备1台（套），单价100万元以上专用设备0台（套）。\n六、关于重点项目绩效目标的说明\n2025年预算安排50万元以上项目3个，资金312.60万元，其中：海域使用动态监管120.00万元、海洋牧场建设补助132.60万元、海洋灾害预警60.00万元。")
    purchase = T("政府采购预算表", [[C("采购品目", cols=2), C("采购类别", rows=2), C("资金来源", cols=3)], ["编码", "名称", "总计", "一般公共预算", "事业收入"], *[[c, x, k, v, v if k != "服务" else "", "" if k != "服务" else v] for c, x, k, v in goods], [C("合计", cols=3), f"{bought}", f"{bought - kinds['服务']}", f"{kinds['服务']}"]], "单位：万元", number="公开10表")
    lines = [("公共服务", "海洋环境监测", "18.60"), ("公共服务", "渔民技能培训", "12.40"), ("政府履职所需辅助性服务", "法律服务", "8.00"), ("政府履职所需辅助性服务", "会计审计服务", "15.50")]
    services = T("政府购买服务支出预算表", [["序号", "一级目录", "购买服务项目", "预算金额"], *[[str(k + 1), *x] for k, x in enumerate(lines)], ["", "合计", "", f"{sum(D(v) for _, _, v in lines)}"]], "单位：万元", number="公开11表")
    return [*s, t.budget_lines(b, "一般公共预算支出表", "单位：万元", "公开05表", 2025), purchase, services, assets(2025)]


def three_only():
    """“三公” budgets of a county's departments: a matrix, with the year before."""
    names = ["县委办公室", "县人大办公室", "县政府办公室", "县公安局", "县教育局", "县农业农村局", "城关镇", "东坝镇"]
    rows, totals = [], [D(0)] * 10
    for k, name in enumerate(names):
        def line(f):
            abroad, buy, run, rec = (rnd(D(v) * f, 2) for v in ((k % 3 == 2) * D("3.20"), (k == 3) * D("36.50"), D("6.35") + 3 * k, D("8.15") - D("0.6") * k))
            return [abroad + buy + run + rec, abroad, buy + run, buy, run, rec]
        a, c = line(D(1)), line(D("0.9"))
        rows.append([str(k + 1), name, a, c])
    both = [[sum(r[j][i] for r in rows) for i in range(6)] for j in (2, 3)]
    show = lambda v: [f"{x}" for x in v]
    table = [[C("序号", rows=3), C("单位名称", rows=3), C("2024年预算数", cols=6), C("2025年预算数", cols=6)], [C("合计", rows=2), C("因公出国（境）费", rows=2), C("公务用车购置及运行费", cols=3), C("公务接待费", rows=2)] * 2, ["小计", "公务用车购置费", "公务用车运行费"] * 2, ["", "合计", *show(both[0]), *show(both[1])], *[[r[0], r[1], *show(r[2]), *show(r[3])] for r in rows]]
    x, y = both
    cut = lambda i: f"{'减少' if y[i] < x[i] else '增加'}{abs(y[i] - x[i])}万元，{'下降' if y[i] < x[i] else '增长'}{rnd(abs(y[i] - x[i]) * 100 / x[i], 1)}%"
    return [f"关于永和县2025年县级“三公”经费预算安排情况的说明", f"经汇总，2025年县级各部门、单位一般公共预算安排的“三公”经费预算{y[0]}万元，比2024年预算{cut(0)}。其中：\n（一）因公出国（境）费{y[1]}万元，比2024年预算{cut(1)}；\n（二）公务接待费{y[5]}万元，比2024年预算{cut(5)}；\n（三）公务用车购置及运行费{y[2]}万元，比2024年预算{cut(2)}，其中：公务用车购置费{y[3]}万元，比2024年预算{cut(3)}；公务用车运行费{y[4]}万元，比2024年预算{cut(4)}。", T("永和县2025年县级部门“三公”经费预算汇总表", table, "单位：万元")]


def gansu():
    """In 元; the budget's income and expenditure with last year's columns; people counted at length."""
    b = Book(323, "court", fund=False, unit="元", scale=610_000, rate=2, grouped=True)
    n, o = b.now, b.old
    s = ["静河县人民检察院2023年部门预算公开情况说明", f"四、部门预算收支情况\n2023年收入预算{b.w('public')}，较上年预算{b.w('public', o)}{moved(b, n['public'], o['public'])}。按来源划分：一般公共预算拨款收入{b.w('public')}，占100%。\n2023年支出预算{b.w('public')}，其中基本支出{b.w('basic')}，占支出预算的{b.share('basic', 'public')}，较上年{moved(b, n['basic'], o['basic'])}；项目支出{b.w('public_project')}，占支出预算的{b.share('public_project', 'public')}，较上年{moved(b, n['public_project'], o['public_project'])}。",
         f"五、“三公”经费、会议费、培训费预算\n“三公”经费预算{b.w('three')}，较上年{moved(b, n['three'], o['three'])}。其中公务接待费{b.w('reception')}，公务用车运行维护费{b.w('car_run')}；会议费预算25,000.00元，培训费预算38,600.00元。\n六、人员情况\n编制48名，其中行政编制43名、工勤编制5名；实有46人，其中行政人员42人、工勤人员4人。"]
    rows = [["一、一般公共预算拨款收入", b.a(o["public"]), b.a(n["public"]), "一、基本支出", b.a(o["basic"]), b.a(n["basic"])], ["二、政府性基金预算拨款收入", "", "", "（一）人员经费", b.a(o["people"]), b.a(n["people"])], ["三、国有资本经营预算拨款收入", "", "", "（二）公用经费", b.a(o["running"]), b.a(n["running"])], ["", "", "", "二、项目支出", b.a(o["public_project"]), b.a(n["public_project"])], ["收入合计", b.a(o["public"]), b.a(n["public"]), "支出合计", b.a(o["public"]), b.a(n["public"])]]
    return [*s, T("部门收支总体情况表", [["收入", "", "", "支出", "", ""], ["项目", "上年预算数", "本年预算数", "项目", "上年预算数", "本年预算数"], *rows], "单位：元", number="表1"), t.budget_lines(b, "一般公共预算支出情况表", "单位：元", "表5", 2023)]
