"""What was written last: accounts by unit, an adjusted budget, a statement of assets, months of execution, evaluations with surveys."""
from decimal import Decimal as D

import third_tables as t
from account_tables import T
from book import Book
from layout import C, half_up, levels, rnd
from third_county import bare, growth, pct
from third_finals import moved
from third_forms import got, q, total


def jiangsu():
    """Totals with their kinds in numbered paragraphs, every kind against last year."""
    b = Book(341, "police", fund=True, scale=420_000, extra=("business", "other"), rate=2)
    n, o = b.now, b.old
    m = lambda k: moved(b, n[k], o[k], "增加 减少 增长 减少")
    s = ["海陵区市场监管局2024年度部门决算公开", "第三部分 2024年度部门决算情况说明", f"一、收入支出决算总体情况说明\n2024年度收入、支出决算总计{b.w('total')}。与上年相比，收、支总计各{m('total')}。其中：\n（一）收入决算总计{b.w('total')}。包括：\n1.本年收入决算合计{b.w('income')}。与上年相比，{m('income')}，变动原因：业务调整。\n2.使用非财政拨款结余（含专用结余）0万元。与上年决算数相同。\n3.年初结转和结余{b.w('carry_in')}。与上年相比，{m('carry_in')}。\n（二）支出决算总计{b.w('total')}。包括：\n1.本年支出决算合计{b.w('spent')}。与上年相比，{m('spent')}。\n2.结余分配0万元。与上年决算数相同。\n3.年末结转和结余{b.w('carry_out')}。结转和结余事项：项目未完工。与上年相比，{m('carry_out')}。",
         f"二、收入决算情况说明\n2024年度本年收入决算合计{b.w('income')}，其中：财政拨款收入{b.w('f_income')}，占{b.share('f_income', 'income')}；上级补助收入0万元，占0%；财政专户管理教育收费0万元，占0%；事业收入（不含专户管理教育收费）{b.w('business')}，占{b.share('business', 'income')}；经营收入0万元，占0%；附属单位上缴收入0万元，占0%；其他收入{b.w('other')}，占{b.share('other', 'income')}。",
         f"三、支出决算情况说明\n2024年度本年支出决算合计{b.w('spent')}，其中：基本支出{b.w('basic')}，占{b.share('basic', 'spent')}；项目支出{b.w('project')}，占{b.share('project', 'spent')}；经营支出0万元，占0%；对附属单位补助支出0万元，占0%。",
         f"五、财政拨款支出决算情况说明\n财政拨款支出决算反映的是一般公共预算、政府性基金预算和国有资本经营预算财政拨款支出的总体情况，既包括使用本年从本级财政取得的财政拨款发生的支出，也包括使用上年度财政拨款结转资金发生的支出。\n2024年度财政拨款支出决算{b.w('f_spent')}，占本年支出合计的{b.share('f_spent', 'spent')}。与2024年度财政拨款支出年初预算{b.a(b.plan['f_spent'])}万元相比，完成年初预算的{b.done('f_spent')}。其中："]
    for k, ((_, c), items) in enumerate(b.classes().items()):
        s.append(f"（{'一二三四五六七'[k]}）{c}（类）")
        for j, i in enumerate(items):
            v, z = i["basic"] + i["project"], i["plan"]
            s.append(f"{j + 1}.{i['k']}（款）{i['x']}（项）。年初预算{b.a(z)}万元，支出决算{b.a(v)}万元，" + ("与年初预算数相同。" if b.a(v) == b.a(z) else f"完成年初预算的{b.pct(v, z)}。决算数与年初预算数的差异原因：年中调整。"))
    s.append(f"十、财政拨款“三公”经费、会议费和培训费支出决算情况说明\n（一）“三公”经费支出总体情况说明。\n2024年度财政拨款“三公”经费支出决算{b.w('three')}（其中：一般公共预算支出{b.w('three')}；政府性基金预算支出0万元；国有资本经营预算支出0万元）。与上年相比，{m('three')}。其中，因公出国（境）费支出0万元，占“三公”经费的0%；公务用车购置及运行维护费支出{b.w('car')}，占“三公”经费的{b.share('car', 'three')}；公务接待费支出{b.w('reception')}，占“三公”经费的{b.share('reception', 'three')}。\n（二）财政拨款会议费支出预算6.50万元，支出决算5.20万元，完成全年预算的80%。2024年度全年召开会议14个，参加会议520人次，开支内容：工作会议。\n（三）财政拨款培训费支出预算8万元，支出决算8万元，完成全年预算的100%。2024年度全年组织培训9个，组织培训386人次。")
    return [*s, t.two_sides(b, "收入支出决算总表", "金额单位：万元", "公开01表"), t.spending(b, "财政拨款支出决算表（功能科目）", "金额单位：万元", "公开05表", people=False, last=False), t.economic(b, "财政拨款基本支出决算表（经济科目）", "金额单位：万元", "公开06表")]


def units():
    """A ministry's accounts by unit: rows of units, columns of income and expenditure, last year beside."""
    names = ["机关本级", "信息中心", "监测总站", "科学研究院", "宣传教育中心"]
    rows = []
    for k, n in enumerate(names):
        a = [D("2386.41") + D("117.3") * k * k, D("0") if k == 0 else D("412.66") * k, D("3.08") * (k + 1)]
        spent = [D("1502.77") + D("80.15") * k, sum(a) - D("1502.77") - D("80.15") * k - D("6.5")]
        rows.append((n, a, spent, (D("12.5"), D("19"))))
    f = lambda v: f"{v:,.2f}"
    line = lambda n, a, e, c: [n, f(c[0]), f(sum(a)), *map(f, a), f(sum(e)), *map(f, e), f(c[1])]
    add = lambda k: [sum(x) for x in zip(*(r[k] for r in rows))]
    body = [line(*r) for r in rows]
    all_ = ("合计", add(1), add(2), add(3))
    head = [[C("单位名称", rows=2), C("年初结转", rows=2), C("本年收入", cols=4), C("本年支出", cols=3), C("年末结转", rows=2)], ["小计", "财政拨款收入", "事业收入", "其他收入", "小计", "基本支出", "项目支出"]]
    a, e = all_[1], all_[2]
    s = [f"生态监测局2023年度部门决算汇总说明\n纳入2023年度部门决算编制范围的单位共5个，其中：行政单位1个，事业单位4个。2023年度部门本年收入{f(sum(a))}万元，其中：财政拨款收入{f(a[0])}万元，占{q(a[0], sum(a))}；事业收入{f(a[1])}万元，占{q(a[1], sum(a))}；其他收入{f(a[2])}万元，占{q(a[2], sum(a))}。本年支出{f(sum(e))}万元，其中：基本支出{f(e[0])}万元，占{q(e[0], sum(e))}；项目支出{f(e[1])}万元，占{q(e[1], sum(e))}。年初结转{f(all_[3][0])}万元，年末结转{f(all_[3][1])}万元。\n分单位情况："]
    s += [f"{k + 1}.{n}本年收入{f(sum(x))}万元，本年支出{f(sum(y))}万元。" for k, (n, x, y, _) in enumerate(rows)]
    return [*s, T("2023年度分单位收入支出决算表", [*head, *body, line(*all_)], "金额单位：万元")]


def adjusted():
    """A budget adjusted in the course of the year: what was planned, the change with its sign, what it is now."""
    lines = [("一般公共服务支出", 40_126, -1_240), ("教育支出", 88_540, 3_655), ("社会保障和就业支出", 70_310, 5_120), ("卫生健康支出", 45_180, 0), ("节能环保支出", 9_860, 2_300), ("城乡社区支出", 18_420, -2_115), ("农林水支出", 80_075, 7_410), ("预备费", 4_200, -4_200)]
    a, d = sum(x[1] for x in lines), sum(x[2] for x in lines)
    inc = [("地方一般公共预算收入", 96_500, -3_500), ("上级补助收入", 231_470, 9_830), ("一般债务转贷收入", 8_600, 4_600), ("上年结转收入", 20_141, 0)]
    ia, id_ = sum(x[1] for x in inc), sum(x[2] for x in inc)
    assert ia == a and id_ == d, (ia - a, id_ - d)
    sign = lambda v: f"{v}"
    s = ["关于柏川县2024年县级预算调整方案（草案）的报告", f"一、一般公共预算调整情况\n（一）收入调整。一般公共预算收入总计由{ia}万元调整为{ia + id_}万元，净增加{id_}万元。其中：" + "；".join(f"{n}由{v}万元调整为{v + x}万元，{'增加' if x > 0 else '减少'}{abs(x)}万元" if x else f"{n}{v}万元，不作调整" for n, v, x in inc) + "。",
         f"（二）支出调整。一般公共预算支出总计由{a}万元调整为{a + d}万元，净增加{d}万元，增长{pct(d, a)}。其中：" + "；".join(f"{n}{'增加' if x > 0 else '减少'}{abs(x)}万元，调整为{v + x}万元" for n, v, x in lines if x and v + x) + "；预备费全部动支。",
         "二、政府性基金预算调整情况\n新增专项债券32000万元，政府性基金预算收入总计由61500万元调整为93500万元，支出总计相应由61500万元调整为93500万元。调整后收支平衡。\n三、政府债务情况\n2024年省财政厅下达我县新增政府债务限额36600万元，其中：一般债务限额4600万元，专项债务限额32000万元。调整后，全县政府债务限额由418200万元增加到454800万元。"]
    table = [["收入项目", "年初预算数", "调整数", "调整后预算数", "支出项目", "年初预算数", "调整数", "调整后预算数"]]
    for k in range(len(lines)):
        l = inc[k] if k < len(inc) else None
        r = lines[k]
        table.append([*([l[0], str(l[1]), sign(l[2]), str(l[1] + l[2])] if l else [""] * 4), r[0], str(r[1]), sign(r[2]), str(r[1] + r[2])])
    table.append(["收入总计", str(ia), sign(id_), str(ia + id_), "支出总计", str(a), sign(d), str(a + d)])
    return [*s, T("2024年县级一般公共预算调整表", table, "单位：万元")]


def assets():
    """A report on state assets: totals, kinds, ratios, in 亿元."""
    kinds = [("流动资产", "38.42", "35.10"), ("固定资产净值", "61.27", "58.93"), ("在建工程", "22.15", "24.86"), ("无形资产净值", "7.36", "6.90"), ("其他资产", "4.18", "3.77")]
    now, old = (sum(D(x[k]) for x in kinds) for k in (1, 2))
    debt, debt0 = D("29.64"), D("27.81")
    s = ["东安区2023年度行政事业性国有资产管理情况的专项报告", f"一、资产负债总体情况\n截至2023年底，全区行政事业性国有资产总额{now}亿元，较上年增加{now - old}亿元，增长{pct(now - old, old)}；负债总额{debt}亿元，较上年增加{debt - debt0}亿元，增长{pct(debt - debt0, debt0)}；净资产{now - debt}亿元，较上年增加{(now - debt) - (old - debt0)}亿元，增长{pct((now - debt) - (old - debt0), old - debt0)}。资产负债率{pct(debt, now)}。",
         "二、资产构成情况\n从资产构成看：" + "；".join(f"{n}{v}亿元，占{pct(D(v), now)}" for n, v, _ in kinds) + "。从单位性质看：行政单位资产48.26亿元，占" + pct(D("48.26"), now) + f"；事业单位资产{now - D('48.26')}亿元，占" + pct(now - D("48.26"), now) + "。",
         "三、资产使用情况\n2023年，全区行政事业单位自用资产占比96.20%，出租出借资产账面价值1.86亿元，取得收益0.1243亿元。处置资产账面原值2.35亿元，其中报废1.52亿元，无偿划转0.71亿元，出售0.12亿元。全区公务用车共326辆，其中机要通信用车41辆、应急保障用车58辆、执法执勤用车193辆、特种专业技术用车22辆、其他用车12辆。"]
    rows = [["资产类别", "2023年末", "2022年末", "增减额", "增减%", "占资产总额比重%"]]
    for n, v, z in [("资产总额", str(now), str(old)), *kinds]:
        rows.append([n, v, z, f"{D(v) - D(z)}", bare(D(v) - D(z), D(z)), bare(D(v), now)])
    return [*s, T("行政事业性国有资产构成表", rows, "单位：亿元")]


def months():
    """Execution from January to September: accumulated amounts, share of the year's budget, growth."""
    tax = [("增值税", 8_412, 11_900, 7_986), ("企业所得税", 3_106, 4_200, 3_455), ("个人所得税", 987, 1_300, 942), ("城市维护建设税", 1_254, 1_700, 1_180), ("契税", 2_640, 4_100, 3_912), ("其他税收", 2_871, 3_900, 2_760)]
    t1, t2, t3 = (sum(x[k] for x in tax) for k in (1, 2, 3))
    n1, n2, n3 = 9_630, 12_400, 8_215
    i1, i2, i3 = t1 + n1, t2 + n2, t3 + n3
    spend = [("教育支出", 41_260, 39_870), ("社会保障和就业支出", 36_540, 35_012), ("卫生健康支出", 20_118, 22_430), ("农林水支出", 38_926, 36_105), ("其他支出", 60_310, 59_204)]
    e1, e3 = (sum(x[k] for x in spend) for k in (1, 2))
    e2 = 275_000
    s = ["2024年1-9月财政预算执行情况", f"一、一般公共预算收入情况\n1-9月，全县一般公共预算收入累计完成{i1}万元，占年初预算{i2}万元的{pct(i1, i2)}，同比{'增收' if i1 > i3 else '减收'}{abs(i1 - i3)}万元，{growth(i1, i3)}。其中：税收收入完成{t1}万元，{growth(t1, t3)}，占一般公共预算收入的{pct(t1, i1)}；非税收入完成{n1}万元，{growth(n1, n3)}，占一般公共预算收入的{pct(n1, i1)}。主要税种完成情况：" + "；".join(f"{n}{v}万元，{growth(v, z)}" for n, v, _, z in tax) + "。",
         f"二、一般公共预算支出情况\n1-9月，全县一般公共预算支出累计完成{e1}万元，占年初预算{e2}万元的{pct(e1, e2)}，同比增支{e1 - e3}万元，{growth(e1, e3)}。其中：" + "；".join(f"{n}{v}万元，占一般公共预算支出的{pct(v, e1)}，{growth(v, z)}" for n, v, z in spend) + "。\n三、库款情况\n9月末，库款余额1.36亿元，库款保障水平0.42。"]
    row = lambda n, v, b, z: [n, str(b), str(v), bare(v, b), str(z), str(v - z), bare(v - z, z)]
    return [*s, T("2024年1-9月一般公共预算收入完成情况表", [["项目", "年初预算", "1-9月累计", "完成预算%", "上年同期", "增减额", "增减%"], row("一般公共预算收入合计", i1, i2, i3), row("一、税收收入", t1, t2, t3), *[row(f"    {n}", v, b, z) for n, v, b, z in tax], row("二、非税收入", n1, n2, n3)], "单位：万元")]


def survey():
    """A hospital's project evaluated: prose, a table of answers with shares, weights of four digits, deductions told."""
    answers = [("挂号便捷程度", 168, 96, 30, 6), ("候诊时间", 121, 104, 52, 23), ("医护服务态度", 204, 71, 20, 5), ("就诊环境", 187, 88, 22, 3)]
    rows = [["调查内容", "非常满意", "占比", "满意", "占比", "一般", "占比", "不满意", "占比", "合计"]]
    for n, *v in answers:
        rows.append([n, *sum(([str(x), pct(x, sum(v), 1)] for x in v), []), str(sum(v))])
    marks = [("决策", "决策依据充分", 5, "5"), ("决策", "绩效目标合理", 5, "4"), ("决策", "预算编制科学", 5, "4.5"), ("过程", "资金到位率", 5, "5"), ("过程", "预算执行率", 10, "9.27"), ("过程", "制度执行有效", 10, "8"), ("产出", "设备购置完成率", 15, "15"), ("产出", "验收合格率", 10, "10"), ("产出", "采购及时率", 5, "3"), ("效益", "设备利用率", 15, "13.5"), ("效益", "患者满意度", 15, "14.1")]
    by = {}
    for a, _, w, v in marks:
        x = by.setdefault(a, [0, D(0)])
        x[0], x[1] = x[0] + w, x[1] + D(v)
    mark = total(v for *_, v in marks)
    s = ["医疗设备购置项目绩效评价报告摘要", f"一、项目概况\n项目预算1680万元，其中：省级财政补助1000万元，医院自筹680万元。截至2023年12月31日，实际支出1557.36万元，预算执行率{pct(D('1557.36'), 1680)}，结余122.64万元。实际购置设备42台（套），其中：影像设备6台（套）、检验设备11台（套）、手术设备9台（套）、康复设备16台（套）。",
         f"二、评价结论\n本项目绩效评价综合得分{mark}分，等级为“良”。其中：" + "；".join(f"{a}类指标分值{w}分，得分{short_(x)}分，得分率{pct(x, w)}" for a, (w, x) in by.items()) + "。",
         "三、满意度调查情况\n本次共发放问卷310份，回收有效问卷300份，问卷有效率" + pct(300, 310) + "。各项调查结果见下表。", T("患者满意度调查统计表", rows),
         "四、主要扣分原因\n1.绩效目标合理：分值5分，扣1分，得4分。\n2.采购及时率：计划6月底前完成采购，实际9月完成，分值5分，扣2分，得3分。",
         T("绩效评价指标得分表", [["一级指标", "二级指标", "分值", "得分", "得分率"], *levels([[a, n, str(w), v, q(v, w)] for a, n, w, v in marks], 1), [C("合计", cols=2), "100", mark, q(mark, 100)]])]
    return s


def short_(v):
    return total([str(v)])


def stages():
    """A form of several years: the whole period beside this year, targets and actuals of both, grade at the end."""
    items = [("产出指标", "数量指标", "新建管网长度", "≥120公里", "≥45公里", "43.2公里", 20, "43.2", "45"), ("产出指标", "质量指标", "工程合格率", "=100%", "=100%", "100%", 15, "1", "1"), ("产出指标", "时效指标", "年度任务完成率", "≥95%", "≥95%", "96%", 15, "1", "1"), ("效益指标", "社会效益指标", "受益户数", "≥8000户", "≥3000户", "3120户", 20, "1", "1"), ("效益指标", "生态效益指标", "污水收集率", "≥85%", "≥70%", "66.5%", 10, "66.5", "70"), ("满意度指标", "服务对象满意度", "居民满意度", "≥90%", "≥90%", "91%", 10, "1", "1")]
    score = got(10, "5862.4", "6240")
    rows = [["项目名称", C("老旧管网改造（2022-2024年）", cols=8)], ["主管部门", C("住房和城乡建设局", cols=4), "实施单位", C("排水中心", cols=3)], [C("资金情况（万元）", rows=4), "", "实施期总预算", "年度预算数", "年度执行数", "执行率", "分值", "得分", "备注"], ["资金总额", "18200.0", "6240.0", "5862.4", q("5862.4", "6240", 1), "10", score, ""], ["其中：财政拨款", "14000.0", "4800.0", "4560.0", q("4560", "4800", 1), "—", "—", ""], ["其他资金", "4200.0", "1440.0", "1302.4", q("1302.4", "1440", 1), "—", "—", ""]]
    body = [[a, b, n, z, y, v, str(w), got(w, x, u), "" if x == u else "征地影响"] for a, b, n, z, y, v, w, x, u in items]
    end = total([score, *(r[7] for r in body)])
    rows += [["一级指标", "二级指标", "三级指标", "实施期目标值", "年度指标值", "年度完成值", "分值", "得分", "偏差原因"], *levels(body, 2), [C("总分", cols=6), "100", end, ""], ["自评等级", C("优", cols=8)]]
    return ["项目支出绩效自评表", "（2023年度）", T("", rows), f"注：本项目自评得分{end}分。实施期总预算18200万元，2022年已执行5100万元，2023年执行5862.4万元，累计执行10962.4万元，占实施期总预算的{q('10962.4', '18200')}。"]
