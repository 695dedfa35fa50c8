"""Budgets of a ministry's unit, of counties and of a sub-district."""
from account_tables import budget_tables
from book import Book, D, rnd


def central():
    b = Book(31, "school", fund=False, grouped=False, scale=3_000_000, extra=("business", "other"))
    n, o = b.now, b.old
    total = n["public"] + n["others"]
    s = ["第三部分 2024年部门预算情况说明", f"一、关于2024年收支总表的说明\n按照综合预算的原则，本中心所有收入和支出均纳入部门预算管理。收入包括：一般公共预算拨款收入、事业收入、其他收入；支出包括：教育支出、社会保障和就业支出、卫生健康支出、住房保障支出。2024年收支总预算{b.a(total)}万元。",
         f"二、关于2024年收入总表的说明\n2024年收入预算{b.a(total)}万元，其中：一般公共预算拨款收入{b.w('public')}，占{b.pct(n['public'], total)}；事业收入{b.w('business')}，占{b.pct(n['business'], total)}；其他收入{b.w('other')}，占{b.pct(n['other'], total)}。",
         f"三、关于2024年支出总表的说明\n2024年支出预算{b.a(total)}万元，其中：基本支出{b.w('basic')}，占{b.pct(n['basic'], total)}；项目支出{b.a(total - n['basic'])}万元，占{b.pct(total - n['basic'], total)}。",
         f"四、关于2024年财政拨款收支总表的说明\n2024年财政拨款收支总预算{b.w('public')}。收入全部为一般公共预算拨款，其中：当年拨款收入{b.w('public')}、上年结转0万元；支出包括：" + "、".join(f"{c}{b.a(b.cls(i))}万元" for (_, c), i in b.classes().items()) + "。",
         f"五、关于2024年一般公共预算支出表的说明\n（一）一般公共预算当年拨款规模变化情况\n2024年一般公共预算当年拨款{b.w('public')}，比2023年执行数{b.diff('public', words='增加 增长 减少 下降')}。主要原因是过紧日子。\n（二）一般公共预算当年拨款结构情况\n" + "；".join(f"{c}（类）{b.a(b.cls(i))}万元，占{b.pct(b.cls(i), n['public'])}" for (_, c), i in b.classes().items()) + "。\n（三）一般公共预算当年拨款具体使用情况"]
    for k, i in enumerate(b.items):
        v, z = i["basic"] + i["project"], i["old"]
        s.append(f"{k + 1}.{i['c']}（类）{i['k']}（款）{i['x']}（项）2024年预算数为{b.a(v)}万元，比2023年执行数{'增加' if v > z else '减少'}{b.a(v - z)}万元，{'增长' if v > z else '下降'}{b.pct(v - z, z)}。主要是按规定安排。")
    s.append(f"六、关于2024年一般公共预算基本支出表的说明\n2024年一般公共预算基本支出{b.w('basic')}，其中：\n人员经费{b.w('people')}，主要包括：基本工资、津贴补贴、奖金、绩效工资、机关事业单位基本养老保险缴费、职工基本医疗保险缴费、住房公积金、退休费、生活补助。\n公用经费{b.w('running')}，主要包括：办公费、印刷费、水费、电费、差旅费、工会经费、公务接待费、公务用车运行维护费、其他交通费用、办公设备购置。")
    s.append(f"七、关于2024年“三公”经费支出表的说明\n2024年“三公”经费预算数为{b.w('three')}，其中：因公出国（境）费0万元；公务用车购置及运行费{b.w('car')}（其中，公务用车购置费0万元，公务用车运行费{b.w('car_run')}）；公务接待费{b.w('reception')}。2024年“三公”经费预算比2023年{b.diff('three')}。")
    s.append("八、其他重要事项的情况说明\n（一）政府采购情况\n2024年政府采购预算总额1,286.50万元，其中：政府采购货物预算386.20万元、政府采购工程预算0万元、政府采购服务预算900.30万元。\n（二）国有资产占有使用情况\n截至2023年7月31日，共有车辆5辆，其中，机要通信用车1辆、应急保障用车1辆、其他用车3辆；单位价值100万元（含）以上设备（不含车辆）2台（套）。2024年部门预算安排购置车辆0辆。\n（三）预算绩效情况\n2024年对项目支出全面实施绩效目标管理，涉及一般公共预算拨款" + f"{b.w('public_project')}。")
    return [*s, *budget_tables(b, "central", "测绘培训中心", 2024, "单位：万元")]


def guangxi_yuan():
    b = Book(32, "office", unit="元", fund=False, rate=2, scale=800_000)
    n, o = b.now, b.old
    d = lambda key: b.diff(key, words="增加 增长 减少 下降")
    s = ["三、2024年部门预算情况说明\n一、2024年收支预算总体情况\n（一）收入预算情况说明\n" + f"2024年收入总预算{b.w('public')}，同比{d('public')}。其中：一般公共预算拨款{b.w('public')}，占收入总预算的100%，同比{d('public')}；政府性基金预算拨款0元；上年结转0元。",
         f"（二）支出预算情况说明\n2024年支出总预算{b.w('public')}，同比{d('public')}。\n（一）按功能分类科目划分"]
    for k, ((_, c), items) in enumerate(b.classes().items()):
        s.append(f"{k + 1}. {c}类{b.a(b.cls(items))}元，占支出总预算的{b.pct(b.cls(items), n['public'])}。其中：" + f"基本支出 {b.a(b.cls(items, 'basic'))}元，项目支出 {b.a(b.cls(items, 'project'))}元。主要用于人员经费保障。")
    left, right = b.economic()
    wage, ret = (v for c, _, v in left if c in ("301", "303"))
    goods, cap = (v for c, _, v in right if c in ("302", "310"))
    s.append(f"（二）按支出结构分类划分，分为基本支出预算和项目支出预算。\n1. 基本支出预算 {b.w('basic')}，占一般公共预算支出\n的{b.share('basic', 'public')}，同比{d('basic')}。其中：\n工资福利支出预算 {b.a(wage)} 元，占基本支出预算\n{b.pct(wage, n['basic'])}。\n商品和服务支出预算 {b.a(goods)} 元，占基本支出预算\n{b.pct(goods, n['basic'])}。\n对个人和家庭补助支出预算 {b.a(ret)} 元，占基本支出预算\n{b.pct(ret, n['basic'])}。\n资本性支出预算 {b.a(cap)} 元，占基本支出预算\n{b.pct(cap, n['basic'])}。\n2. 项目支出 {b.w('public_project')}，占一般公共预算支出的{b.share('public_project', 'public')}，\n同比{d('public_project')}。")
    s.append(f"六、一般公共预算基本支出情况说明\n2024 年本年一般公共预算基本支出 {b.w('basic')}，较上年{'增加' if n['basic'] > o['basic'] else '减少'} {b.pct(n['basic'] - o['basic'], o['basic'])}。其中：\n人员经费 {b.w('people')}，主要包括：基本工资、津贴补贴等。\n公用经费 {b.w('running')}，主要包括：办公费等。")
    s.append(f"七、“三公”经费预算情况说明\n2024年“三公”经费预算{b.w('three')}，同比{d('three')}。其中：\n（一）因公出国（境）费预算0元，与上年持平。\n（二）公务接待费预算{b.w('reception')}，同比{d('reception')}。\n（三）公务用车购置及运行费预算{b.w('car')}，同比{d('car')}。其中：公务用车购置费0元，公务用车运行费{b.w('car_run')}。")
    return [*s, *budget_tables(b, "local", "港口区水利局", 2024, "单位：元")]


def street():
    """A sub-district's budget for 2025 with comparison to last year's in every part; amounts of one decimal."""
    b = Book(33, "office", places=2, fund=False, grouped=True, rate=1, scale=1_500_000, extra=("other",))
    n, o = b.now, b.old
    total, before = n["public"] + n["other"], o["public"] + o["other"]
    up = "增加" if total > before else "减少"
    s = ["新桥街道办事处2025年部门预算编制说明\n一、部门主要职责\n二、机构设置：街道内设8个办公室，分别是：党政办公室、党群工作办公室、社区管理办公室、社区服务办公室、社区平安办公室、社区自治办公室、社区发展办公室、司法所。",
         f"三、2025年部门预算编制说明\n2025年，新桥街道办事处收入预算{b.a(total)}万元，其中：财政拨款收入{b.w('public')}，比2024年预算{b.diff('public')}；其他收入{b.w('other')}，比2024年预算{b.diff('other')}。\n支出预算{b.a(total)}万元，比2024年预算{up}{b.a(total - before)}万元，{'增长' if up == '增加' else '下降'}{b.pct(total - before, before)}，其中：财政拨款支出预算{b.w('public')}。财政拨款支出主要内容如下："]
    for k, ((_, c), items) in enumerate(b.classes().items()):
        s.append(f"{k + 1}.“{c}”科目{b.a(b.cls(items))}万元，主要用于：" + "、".join(f"{i['x']}{b.a(i['basic'] + i['project'])}万元" for i in items) + "。")
    s.append(f"四、“三公”经费预算情况说明\n2025年“三公”经费预算数为{b.w('three')}，比2024年预算{b.diff('three')}。其中：\n（一）因公出国（境）费0.00万元，与2024年预算持平，主要原因是未安排因公出国。\n（二）公务用车购置及运行费{b.w('car')}，比2024年预算{b.diff('car')}。\n（三）公务接待费{b.w('reception')}，比2024年预算{b.diff('reception')}。")
    s.append(f"五、其他相关情况说明\n（一）机关运行经费预算\n2025年街道机关运行经费预算为{b.w('running')}。\n（二）政府采购预算情况\n2025年度政府采购预算2,316.85万元，其中：政府采购货物预算86.85万元、政府采购工程预算430.00万元、政府采购服务预算1,800.00万元。2025年度面向中小企业预留政府采购项目预算金额1,200.00万元，其中，预留给小型和微型企业的政府采购项目预算为850.00万元。\n（三）绩效目标设置情况\n2025年度，编报绩效目标的项目26个，涉及项目预算资金{b.a(total - n['basic'])}万元。\n（四）国有资产占有使用情况\n截至2024年8月31日，街道共有车辆7辆，其中：一般公务用车2辆、执法执勤用车4辆、其他用车1辆；单价100万元（含）以上设备0台（套）。2025年部门预算安排购置车辆0辆。")
    return [*s, *budget_tables(b, "local", "新桥街道办事处", 2025, "单位：万元")]


def province_budget():
    """A county's budget, percentage first, with 占 in brackets, tables as html."""
    b = Book(34, "office", fund=False, rate=2, scale=500_000)
    n, o = b.now, b.old
    s = ["庆林县林业局2022年部门预算公开", f"二、收支预算总体情况说明\n2022年部门预算收入{b.w('public')}，支出{b.w('public')}，收支平衡。与上年预算相比{b.diff('public')}，主要原因：人员增资。\n收入按来源分：一般公共预算收入{b.w('public')}（占100.00%）、政府性基金收入0万元（占0.00%）、事业收入0万元（占0.00%）。\n支出按性质分：基本支出{b.w('basic')}（占{b.share('basic', 'public')}）、项目支出{b.w('public_project')}（占{b.share('public_project', 'public')}）。\n支出按功能科目分：" + "；".join(f"{c}{b.a(b.cls(i))}万元（占{b.pct(b.cls(i), n['public'])}）" for (_, c), i in b.classes().items()) + "。",
         f"三、一般公共预算基本支出情况说明\n2022年一般公共预算基本支出{b.w('basic')}，其中：人员经费{b.w('people')}、公用经费{b.w('running')}，分别占基本支出的{b.share('people', 'basic')}和{b.share('running', 'basic')}。",
         f"四、“三公”经费预算情况说明\n2022年“三公”经费预算总额{b.w('three')}，较上年{b.diff('three')}。其中，因公出国（境）费用0万元，与上年预算持平；公务接待费{b.w('reception')}，较上年{b.diff('reception')}；公务用车购置费0万元，与上年预算持平；公务用车运行费{b.w('car_run')}，较上年{b.diff('car_run')}。"]
    return [*s, *budget_tables(b, "local", "庆林县林业局", 2022, "单位：万元")]


def kindergarten():
    b = Book(63, "school", fund=False, scale=900_000, extra=("business", "other"), rate=2)
    n, o = b.now, b.old
    t, u = n["public"] + n["others"], o["public"] + o["others"]
    w = "增加" if t > u else "减少"
    s = ["金坛区实验幼儿园2023年度单位预算公开", "第三部分 2023年度单位预算情况说明", f"一、收支预算总体情况说明\n金坛区实验幼儿园2023年度收入、支出预算总计{b.a(t)}万元，与上年相比收、支预算总计各{w}{b.a(t - u)}万元，{'增长' if w == '增加' else '减少'}{b.pct(t - u, u)}。其中：\n（一）收入预算总计{b.a(t)}万元。包括：\n1.本年收入合计{b.a(t)}万元。\n（1）一般公共预算拨款收入{b.w('public')}，与上年相比{b.diff('public', words='增加 增长 减少 减少')}。主要原因是人员增资。\n（2）政府性基金预算拨款收入0万元，与上年预算数相同。\n（3）事业收入{b.w('business')}，与上年相比{b.diff('business', words='增加 增长 减少 减少')}。\n（4）其他收入{b.w('other')}，与上年相比{b.diff('other', words='增加 增长 减少 减少')}。\n2.上年结转结余为0万元。与上年预算数相同。\n（二）支出预算总计{b.a(t)}万元。包括：\n1.本年支出合计{b.a(t)}万元。"]
    for k, ((_, c), i) in enumerate(b.classes().items()):
        v = b.cls(i) + (n["others"] if k == 0 else 0)
        s.append(f"（{k + 1}）{c}（类）支出{b.a(v)}万元，主要用于学校运转。")
    s.append("2.年终结转结余为0万元。")
    s.append(f"二、收入预算情况说明\n2023年收入预算合计{b.a(t)}万元，包括本年收入{b.a(t)}万元，上年结转结余0万元。其中：\n本年一般公共预算收入{b.w('public')}，占{b.pct(n['public'], t)}；\n本年事业收入{b.w('business')}，占{b.pct(n['business'], t)}；\n本年其他收入{b.w('other')}，占{b.pct(n['other'], t)}。")
    s.append(f"三、支出预算情况说明\n2023年支出预算合计{b.a(t)}万元，其中：\n基本支出{b.w('basic')}，占{b.pct(n['basic'], t)}；\n项目支出{b.a(t - n['basic'])}万元，占{b.pct(t - n['basic'], t)}。")
    s.append(f"四、一般公共预算“三公”经费预算情况\n2023年度一般公共预算拨款安排的“三公”经费预算支出中，因公出国（境）费支出0万元，占“三公”经费的0%；公务用车购置及运行维护费支出{b.w('car')}，占“三公”经费的{b.share('car', 'three')}；公务接待费支出{b.w('reception')}，占“三公”经费的{b.share('reception', 'three')}。")
    return [*s, *budget_tables(b, "local", "金坛区实验幼儿园", 2023, "单位：万元")]
