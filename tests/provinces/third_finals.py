"""Final accounts of a court, a police station, a township, hospitals and schools, in wordings of their own."""
from decimal import Decimal as D

import third_tables as t
from account_tables import T
from book import Book, rnd


def moved(b, now, old, words="增加 减少 增长 下降", same="与上年持平", sep="，"):
    up, down, rate_up, rate_down = words.split()
    if b.a(now) == b.a(old):
        return same
    a, c = (up, rate_up) if now > old else (down, rate_down)
    return f"{a}{b.a(now - old)}{b.unit}{sep}{c}{b.pct(now - old, old)}"


def value(i):
    return i["basic"] + i["project"]


def court():
    """Income with what was carried in, expenditure without what is carried on; all in numbered lines."""
    b = Book(301, "court", fund=False, scale=900_000, extra=("other",), rate=2)
    n, o, p = b.now, b.old, b.plan
    left, right = b.economic()
    wages, retired = (next(v for c, _, v in left if c == k) for k in ("301", "303"))
    goods, capital = (next(v for c, _, v in right if c == k) for k in ("302", "310"))
    s = ["海城市人民法院2023年度部门决算", "第二部分 2023年度部门决算情况说明", "一、收入支出决算总体情况说明",
         f"（一）收入总计{b.w('total')}，包括：\n1.财政拨款收入{b.w('f_income')}，占收入总计的{b.share('f_income', 'total')}。其中：一般公共预算财政拨款收入{b.w('public_income')}，政府性基金预算财政拨款收入0万元。\n2.上级补助收入0万元。\n3.事业收入0万元。\n4.经营收入0万元。\n5.附属单位上缴收入0万元。\n6.其他收入{b.w('other')}，占收入总计的{b.share('other', 'total')}，主要是诉讼费退费利息等。\n7.使用非财政拨款结余0万元。\n8.上年结转和结余{b.w('carry_in')}，占收入总计的{b.share('carry_in', 'total')}，主要是审判业务用房维修项目结转。\n与上年相比，今年收入{moved(b, n['total'], o['total'])}，主要原因：一是聘用制书记员人数变化；二是业务装备经费变化。",
         f"（二）支出总计{b.w('total')}，包括：\n1.基本支出{b.w('basic')}，占支出总计的{b.share('basic', 'total')}，主要是为保障机构正常运转、完成日常工作任务而发生的各项支出，其中：工资福利支出{b.a(wages)}万元，对个人和家庭的补助支出{b.a(retired)}万元，商品和服务支出{b.a(goods)}万元，资本性支出{b.a(capital)}万元。\n2.项目支出{b.w('project')}，占支出总计的{b.share('project', 'total')}，主要包括办案业务、法庭维修。\n3.年末结转和结余{b.w('carry_out')}，占支出总计的{b.share('carry_out', 'total')}。\n与上年相比，今年支出{moved(b, n['total'], o['total'])}。",
         f"二、财政拨款支出决算情况说明\n（一）总体情况。\n2023年度财政拨款支出{b.w('public')}，其中：基本支出{b.w('basic')}，项目支出{b.w('public_project')}。与上年相比，财政拨款支出{moved(b, n['public'], o['public'])}，主要原因：据实结算。与年初预算相比，2023年度财政拨款支出完成年初预算的{b.done('public')}，其中：基本支出完成年初预算的{b.done('basic')}，项目支出完成年初预算的{b.done('public_project')}。",
         "（二）具体情况。\n2023年度财政拨款支出按支出功能分类科目分，包括："]
    for k, ((_, c), items) in enumerate(b.classes().items()):
        s.append(f"{k + 1}.{c}{b.a(b.cls(items))}万元，占{b.pct(b.cls(items), n['public'])}。具体包括：")
        for j, i in enumerate(items):
            v, z = value(i), i["plan"]
            tail = "决算数与年初预算数持平" if b.a(v) == b.a(z) else f"决算数{b.word(v, z)}年初预算数的主要原因是按规定调整"
            s.append(f"（{j + 1}）{i['k']}（款）{i['x']}（项）{b.a(v)}万元，主要是保障审判执行工作，完成年初预算的{b.pct(v, z)}，{tail}。")
    s.append(f"三、“三公”经费财政拨款支出决算情况说明\n2023年度“三公”经费财政拨款支出{b.w('three')}，完成年初预算的{b.done('three')}，决算数{b.word(n['three'], p['three'])}年初预算数的主要原因是从严控制；与上年相比{moved(b, n['three'], o['three'])}。其中：因公出国（境）费支出0万元，公务用车购置及运行维护费支出{b.w('car')}，占{b.share('car', 'three')}；公务接待费支出{b.w('reception')}，占{b.share('reception', 'three')}。具体情况如下：\n1.因公出国（境）费0万元，完成年初预算的0%，与上年持平。2023年组织因公出国（境）团组0个，参加其他单位组织的因公出国（境）团组0个，累计0人次。\n2.公务用车购置及运行维护费{b.w('car')}，完成年初预算的{b.done('car')}，比上年{moved(b, n['car'], o['car'])}。其中：公务用车购置费0万元，当年购置公务用车0辆；公务用车运行维护费{b.w('car_run')}，年末公务用车保有量14辆。\n3.公务接待费{b.w('reception')}，完成年初预算的{b.done('reception')}，比上年{moved(b, n['reception'], o['reception'])}。共接待国内来访团组26个、来宾193人次。")
    s.append(f"四、其他重要事项的情况说明\n（一）机关运行经费支出情况。2023年度机关运行经费支出{b.w('running')}，比上年{moved(b, n['running'], o['running'])}。\n（二）政府采购支出情况。2023年度政府采购支出总额{b.w('purchase')}，其中：政府采购货物支出{b.w('goods')}、政府采购工程支出{b.w('works')}、政府采购服务支出{b.w('services')}。授予中小企业合同金额{b.w('sme')}，占政府采购支出总额的{b.share('sme', 'purchase')}，其中：授予小微企业合同金额{b.w('micro')}，占政府采购支出总额的{b.share('micro', 'purchase')}。\n（三）国有资产占用情况。截至2023年12月31日，共有车辆14辆，其中，副部（省）级及以上领导用车0辆、主要负责人用车0辆、机要通信用车1辆、应急保障用车1辆、执法执勤用车11辆、特种专业技术用车0辆、离退休干部服务用车0辆、其他用车1辆；单价100万元（含）以上设备（不含车辆）2台（套）。")
    u = "单位：万元"
    return [*s, t.two_sides(b, "收入支出决算总表", u, "公开01表"), t.spending(b, "支出决算表", u, "公开03表", last=False, people=False, every=True), t.spending(b, "一般公共预算财政拨款支出决算表", u, "公开05表", people=True), t.economic(b, "一般公共预算财政拨款基本支出决算表", u, "公开06表"), t.upright(b, "财政拨款“三公”经费支出决算表", u, "公开09表")]


def police():
    """Amounts of six decimals, comparison before the amount, items with codes in brackets."""
    b = Book(302, "police", fund=True, scale=1_300_000, places=6, rate=2, car_buy=True)
    n, o, p = b.now, b.old, b.plan
    s = ["莆江县公安局2022年度单位决算说明", "一、收入支出决算总体情况",
         f"2022年度莆江县公安局年初结转和结余{b.w('carry_in')}，本年收入{b.w('income')}，本年支出{b.w('spent')}，结余分配0万元，年末结转和结余{b.w('carry_out')}。\n（一）2022年收入{b.w('income')}，比2021年决算数{moved(b, n['income'], o['income'])}，具体情况如下：\n1.财政拨款收入{b.w('f_income')}，其中政府性基金{b.w('fund')}。\n2.事业收入0万元。\n3.经营收入0万元。\n4.上级补助收入0万元。\n5.附属单位上缴收入0万元。\n6.其他收入0万元。\n（二）2022年支出{b.w('spent')}，比2021年决算数{moved(b, n['spent'], o['spent'])}，具体情况如下：\n1.基本支出{b.w('basic')}。其中，人员支出{b.w('people')}，公用支出{b.w('running')}。\n2.项目支出{b.w('project')}。\n3.上缴上级支出0万元。\n4.经营支出0万元。\n5.对附属单位补助支出0万元。",
         f"二、一般公共预算财政拨款支出决算情况\n2022年一般公共预算财政拨款支出{b.w('public')}，比2021年决算数{moved(b, n['public'], o['public'])}，具体情况如下（按项级科目分类统计）："]
    for k, i in enumerate(b.items):
        v, z = value(i), i["old"]
        s.append(f"（{'一二三四五六七八九十'[k]}）{i['code']}-{i['x']}{b.a(v)}万元，较2021年决算数{moved(b, v, z)}。主要原因是工作需要。")
    s.append(f"三、政府性基金支出决算情况\n2022年政府性基金支出{b.w('fund')}，比2021年决算数{moved(b, n['fund'], o['fund'])}，具体情况如下：\n2120801-征地和拆迁补偿支出{b.w('fund')}，较2021年决算数{moved(b, n['fund'], o['fund'])}。")
    s.append(f"四、一般公共预算财政拨款基本支出决算情况\n2022年一般公共预算财政拨款基本支出{b.w('basic')}，其中：\n（一）人员经费{b.w('people')}，主要包括：基本工资、津贴补贴、奖金。\n（二）公用经费{b.w('running')}，主要包括：办公费、印刷费、水费。")
    s.append(f"五、一般公共预算“三公”经费支出决算情况\n2022年一般公共预算“三公”经费支出决算数为{b.w('three')}，比年初预算数{b.w('three', p)}{moved(b, n['three'], p['three'])}；比2021年决算数{b.w('three', o)}{moved(b, n['three'], o['three'])}。具体情况如下：\n（一）因公出国（境）费支出0万元。\n（二）公务用车购置及运行费支出{b.w('car')}，其中：公务用车购置费{b.w('car_buy')}，2022年公务用车购置2辆；公务用车运行费{b.w('car_run')}，年末公务用车保有量86辆。与2021年相比，公务用车购置及运行费支出{moved(b, n['car'], o['car'])}。\n（三）公务接待费支出{b.w('reception')}，累计接待112批次、接待总人数1,043人次。与2021年相比，公务接待费支出{moved(b, n['reception'], o['reception'])}。")
    u = "单位：万元"
    return [*s, t.three_sides(b, "收入支出决算总表", u, "财决公开01表"), t.stages(b, "一般公共预算财政拨款收入支出决算表", u, "财决公开05表"), t.fund_stages(b, "政府性基金预算财政拨款收入支出决算表", u, "财决公开07表"), t.economic(b, "一般公共预算财政拨款基本支出决算表", u, "财决公开06表"), t.operating(b, "机构运行信息表", u, "财决公开09表", cars=(2, 5, 70, 9), counts=(0, 0, 2, 86, 112, 1043))]


def township():
    """A township as a unit: sums in a sentence of comparison with last year's amounts given, table of last year beside."""
    b = Book(303, "town", fund=True, scale=330_000, extra=("other",), rate=1, places=2)
    n, o, p = b.now, b.old, b.plan
    s = ["双江口镇人民政府2021年度部门决算公开", "四、关于2021年度决算收支情况说明",
         f"（一）收支总体情况\n2021年总收入{b.w('total')}，上年{b.w('total', o)}，同比{moved(b, n['total'], o['total'], '增加 减少 增幅 降幅')}；总支出{b.w('total')}，上年{b.w('total', o)}，同比{moved(b, n['total'], o['total'], '增加 减少 增幅 降幅')}。",
         f"（二）本年收入情况\n2021年本年收入{b.w('income')}，较上年{b.w('income', o)}{moved(b, n['income'], o['income'])}。其中：一般公共预算财政拨款收入{b.w('public_income')}（占{b.share('public_income', 'income')}）、政府性基金预算财政拨款收入{b.w('fund_income')}（占{b.share('fund_income', 'income')}）、其他收入{b.w('other')}（占{b.share('other', 'income')}）。",
         f"（三）本年支出情况\n2021年本年支出{b.w('spent')}，较上年{b.w('spent', o)}{moved(b, n['spent'], o['spent'])}。其中：基本支出{b.w('basic')}（占{b.share('basic', 'spent')}）、项目支出{b.w('project')}（占{b.share('project', 'spent')}）。基本支出中人员经费{b.w('people')}、日常公用经费{b.w('running')}，分别占{b.share('people', 'basic')}、{b.share('running', 'basic')}。",
         "（四）一般公共预算财政拨款支出按功能分类情况\n" + f"2021年一般公共预算财政拨款支出{b.w('public')}，其中："]
    for (_, c), items in b.classes().items():
        v, z = b.cls(items), b.cls(items, "old")
        s.append(f"{c}{b.a(v)}万元，占{b.pct(v, n['public'])}，上年{b.a(z)}万元，{moved(b, v, z, '增支 减支 增长 下降')}；")
    s[-1] = s[-1][:-1] + "。"
    s.append(f"（五）“三公”经费情况\n2021年全镇“三公”经费支出{b.w('three')}（预算{b.w('three', p)}），占预算的{b.done('three')}，其中公务接待费{b.w('reception')}（预算{b.w('reception', p)}），占预算的{b.done('reception')}；公务用车运行维护费{b.w('car_run')}（预算{b.w('car_run', p)}），占预算的{b.done('car_run')}。")
    s.append("（六）人员情况\n核定编制66名（行政编制32名、事业编制34名），年末在职人员61人（公务员30人、事业人员29人、工勤人员2人），退休人员45人，遗属人员6人，村（社区）干部78人。全镇辖14个行政村、2个社区，村民小组211个，总人口3.86万人。")
    s.append(f"（七）其他情况\n政府采购支出总额{b.w('purchase')}，其中货物类{b.w('goods')}、工程类{b.w('works')}、服务类{b.w('services')}。机关运行经费{b.w('running')}，较上年{b.w('running', o)}{moved(b, n['running'], o['running'])}。")
    u = "金额单位：万元"
    return [*s, t.two_sides(b, "收支决算总表", u, last=True), t.spending(b, "一般公共预算支出决算明细表", u), t.upright(b, "“三公”经费支出决算表", u, year=2021, first="“三公”经费合计")]


def comparison(b, unit, year):
    """A table of comparison within the text."""
    n, o = b.now, b.old
    def row(text, k):
        d = n[k] - o[k]
        sign = "-" if d < 0 else ""
        return [text, b.a(n[k]), b.a(o[k]), sign + b.a(d), sign + b.pct(d, o[k]) if o[k] else "—"]
    names = [("收入总计", "total"), ("本年收入", "income"), ("其中：财政拨款收入", "f_income"), ("事业收入", "business"), ("其他收入", "other"), ("本年支出", "spent"), ("其中：基本支出", "basic"), ("项目支出", "project"), ("年末结转和结余", "carry_out")]
    return T(f"表1  {year}年度收支决算与上年对比表", [["项目", f"{year}年", f"{year - 1}年", "增减额", "增减率"], *[row(x, k) for x, k in names]], unit)


def county_hospital():
    """In 元, a table of comparison in the text, short sentences that point to it."""
    b = Book(304, "hospital", fund=False, unit="元", grouped=True, scale=6_000_000, extra=("business", "other"), rate=2)
    n, o, p = b.now, b.old, b.plan
    s = ["门源县人民医院2023年度决算公开", "第三部分 决算情况说明", "一、收入支出决算总体情况",
         f"2023年度收支总计{b.w('total')}，较2022年度{moved(b, n['total'], o['total'])}。收支与上年对比情况见表1。", comparison(b, "单位：元", 2023),
         f"二、收入决算情况\n本年收入{b.w('income')}。按来源分：\n——财政拨款收入{b.w('f_income')}，占本年收入{b.share('f_income', 'income')}；\n——事业收入{b.w('business')}，占本年收入{b.share('business', 'income')}，其中医疗收入{b.w('business')}；\n——其他收入{b.w('other')}，占本年收入{b.share('other', 'income')}。",
         f"三、支出决算情况\n本年支出{b.w('spent')}。按性质分：\n——基本支出{b.w('basic')}，占本年支出{b.share('basic', 'spent')}；\n——项目支出{b.w('project')}，占本年支出{b.share('project', 'spent')}。",
         f"四、财政拨款支出决算情况\n财政拨款支出{b.w('f_spent')}，较年初预算{moved(b, n['f_spent'], p['f_spent'], same='持平')}，较上年{moved(b, n['f_spent'], o['f_spent'])}。按功能分："]
    for (code, c), items in b.classes().items():
        v, z = b.cls(items), b.cls(items, "plan")
        s.append(f"——{c}（{code}类）{b.a(v)}元，占{b.pct(v, n['public'])}，年初预算{b.a(z)}元，完成{b.pct(v, z)}；")
    s[-1] = s[-1][:-1] + "。"
    s.append(f"五、财政拨款基本支出情况\n财政拨款基本支出{b.w('basic')}，其中人员经费{b.w('people')}，占{b.share('people', 'basic')}；公用经费{b.w('running')}，占{b.share('running', 'basic')}。")
    s.append(f"六、“三公”经费情况\n“三公”经费决算{b.w('three')}，为预算{b.w('three', p)}的{b.done('three')}，其中公务用车运行维护费{b.w('car_run')}，公务接待费{b.w('reception')}，无因公出国（境）费和公务用车购置费。")
    s.append("七、资产情况\n年末固定资产原值186,532,410.55元，其中房屋98,112,300.00元、车辆3,215,800.00元、专用设备72,004,310.55元、其他固定资产13,200,000.00元。车辆7辆，其中救护车5辆、其他用车2辆。单价100万元以上设备18台（套）。编制床位300张，实际开放床位286张，全年门急诊152,318人次，出院9,866人次。")
    u = "单位：元"
    return [*s, t.two_sides(b, "收入支出决算总表", u), t.spending(b, "支出决算表", u, every=True, people=False), t.spending(b, "一般公共预算财政拨款支出决算表", u, last=False), t.economic(b, "一般公共预算财政拨款基本支出决算表", u)]


def vocational():
    """A school's accounts copied out of a PDF: lines of forty characters, tables with blanks between, page numbers."""
    b = Book(305, "school", fund=False, scale=2_600_000, extra=("business", "other"), grouped=True, rate=2)
    n, o, p = b.now, b.old, b.plan
    s = ["福州第三职业技术学校2024年度单位决算", "第三部分 2024年度单位决算情况说明", "一、收入支出决算总体情况说明",
         f"本单位2024年度收、支总计{b.w('total')}。与2023年度相比，收、支总计各{moved(b, n['total'], o['total'])}，主要是由于实训基地建设。",
         f"二、收入决算情况说明\n本单位2024年度本年收入合计{b.w('income')}，与2023年度相比，{moved(b, n['income'], o['income'])}。其中：财政拨款收入{b.w('f_income')}，占{b.share('f_income', 'income')}；事业收入{b.w('business')}，占{b.share('business', 'income')}；其他收入{b.w('other')}，占{b.share('other', 'income')}。",
         f"三、支出决算情况说明\n本单位2024年度本年支出合计{b.w('spent')}，与2023年度相比，{moved(b, n['spent'], o['spent'])}。其中：基本支出{b.w('basic')}，占{b.share('basic', 'spent')}，人员经费{b.w('people')}，公用经费{b.w('running')}；项目支出{b.w('project')}，占{b.share('project', 'spent')}。",
         f"四、一般公共预算财政拨款支出决算情况说明\n2024年度一般公共预算财政拨款支出{b.w('public')}，占本年支出合计的{b.share('public', 'spent')}。与2023年度相比，{moved(b, n['public'], o['public'])}。支出决算数为年初预算数{b.w('public', p)}的{b.done('public')}，主要用于以下方面：" + "、".join(f"{c}（类）{b.a(b.cls(i))}万元（占{b.pct(b.cls(i), n['public'])}）" for (_, c), i in b.classes().items()) + "。"]
    for k, i in enumerate(b.items):
        v, z = value(i), i["plan"]
        s.append(f"{k + 1}. {i['c']}（类）{i['k']}（款）{i['x']}（项）。年初预算{b.a(z)}万元，支出决算{b.a(v)}万元，完成年初预算的{b.pct(v, z)}。")
    s.append(f"五、“三公”经费支出决算情况说明\n2024年度“三公”经费支出{b.w('three')}，完成全年预算{b.w('three', p)}的{b.done('three')}；比2023年度{moved(b, n['three'], o['three'])}。其中：公务用车购置及运行维护费支出{b.w('car')}，完成全年预算{b.w('car', p)}的{b.done('car')}；公务接待费支出{b.w('reception')}，完成全年预算{b.w('reception', p)}的{b.done('reception')}。")
    u = "单位：万元"
    return [*s, t.two_sides(b, "收入支出决算总表", u, "公开01表"), t.spending(b, "一般公共预算财政拨款支出决算表", u, "公开05表", people=False), t.upright(b, "“三公”经费支出决算表", u, "公开07表", year=2024)]


def bureau():
    """Old wording of 2016 in 元 without groups; income and expenditure against the budget; a single list of economic items."""
    b = Book(306, "office", fund=False, unit="元", scale=420_000, rate=2)
    n, o, p = b.now, b.old, b.plan
    left, right = b.economic()
    s = ["平凉市崆峒区档案局2016年度决算说明", f"一、收入支出与预算对比分析\n2016年预算安排收入{b.w('f_income', p)}，决算收入{b.w('f_income')}，决算比预算{moved(b, n['f_income'], p['f_income'], '增加 减少 增长 下降')}；预算安排支出{b.w('spent', p)}，决算支出{b.w('spent')}，决算比预算{moved(b, n['spent'], p['spent'])}。",
         f"二、收入支出与上年度对比分析\n2016年决算收入{b.w('income')}，上年决算收入{b.w('income', o)}，{moved(b, n['income'], o['income'], '增加 减少 增长率 下降率')}；决算支出{b.w('spent')}，上年决算支出{b.w('spent', o)}，{moved(b, n['spent'], o['spent'], '增加 减少 增长率 下降率')}。",
         f"三、支出结构分析\n（一）基本支出{b.w('basic')}，占总支出的{b.share('basic', 'spent')}，上年基本支出{b.w('basic', o)}，占上年总支出的{b.pct(o['basic'], o['spent'])}；项目支出{b.w('project')}，占总支出的{b.share('project', 'spent')}，上年项目支出{b.w('project', o)}，占上年总支出的{b.pct(o['project'], o['spent'])}。"]
    parts = [(x, v) for c, x, v in left + right if len(c) == 3]
    s.append("（二）按经济分类，基本支出中" + "，".join(f"{x}{b.a(v)}元，占基本支出的{b.pct(v, n['basic'])}" for x, v in parts) + "。其中：" + "、".join(f"{x}{b.a(v)}元" for c, x, v in left if c.startswith("301") and len(c) == 5) + f"。\n（三）“三公”经费支出{b.w('three')}，其中：公务接待费{b.w('reception')}，同比{moved(b, n['reception'], o['reception'])}；公务用车运行维护费{b.w('car_run')}，同比{moved(b, n['car_run'], o['car_run'])}。")
    s.append(f"四、结转结余情况\n上年结转{b.w('carry_in')}，本年收入{b.w('income')}，本年支出{b.w('spent')}，年末结转{b.w('carry_out')}。")
    u = "单位：元"
    rows = [[c, x, b.a(v)] for c, x, v in left + right]
    return [*s, T("基本支出决算明细表", [["经济科目编码", "经济科目名称", "决算数"], ["", "合计", b.a(n["basic"])], *rows], u), t.stages(b, "公共预算财政拨款收入支出决算表", u, split=True), t.two_sides(b, "收入支出决算总表", u, last=True)]


def academy():
    """A workbook: numbers as numbers, shown with two decimals and groups, one table a sheet."""
    b = Book(307, "university", fund=True, scale=3_500_000, extra=("business", "other"), abroad=True, places=6)
    u = "单位：万元"
    return [t.three_sides(b, "收入支出决算总表", u, "财决01表"), t.spending(b, "支出决算表", u, "财决04表", every=True), t.stages(b, "一般公共预算财政拨款收入支出决算表", u, "财决07表"), t.economic(b, "一般公共预算财政拨款基本支出决算明细表", u, "财决08表"), t.fund_stages(b, "政府性基金预算财政拨款收入支出决算表", u, "财决09表"), t.upright(b, "“三公”经费公共预算财政拨款支出决算表", u, "附03表"), t.operating(b, "机构运行信息表", u, "附05表")]


def corrected():
    """A corrected report: what was wrong is told, then the text as it should be."""
    b = Book(308, "office", fund=False, scale=260_000, rate=2)
    n, o, p = b.now, b.old, b.plan
    s = ["关于更正2023年度部门决算公开内容的说明", "我局于2024年9月20日公开的2023年度部门决算，经自查和财政部门复核发现部分数据有误，现更正如下：",
         f"1.第8页“2023年度收、支总计{b.a(n['total'] + 12_340)}万元”，更正为“2023年度收、支总计{b.w('total')}”。\n2.第12页“公务接待费支出决算为{b.a(n['reception'] + 5_000)}万元”，更正为“公务接待费支出决算为{b.w('reception')}”。\n3.第15页机关运行经费比上年增减幅度原为“{rnd(D('31.26'), 2)}%”，现更正为“{b.pct(n['running'] - o['running'], o['running'])}”。\n其他内容不变。更正后的全文如下。特此说明。",
         "三、2023年度部门决算情况说明", f"（一）收支总体情况：2023年度收、支总计{b.w('total')}。与上年度相比，收、支总计各{moved(b, n['total'], o['total'])}。\n（二）收入情况：2023年度收入合计{b.w('income')}，全部为财政拨款收入，占100%。\n（三）支出情况：2023年度支出合计{b.w('spent')}，其中：基本支出{b.w('basic')}，占{b.share('basic', 'spent')}；项目支出{b.w('project')}，占{b.share('project', 'spent')}。",
         f"（四）机关运行经费情况：2023年度机关运行经费支出{b.w('running')}，比上年度{moved(b, n['running'], o['running'])}。\n（五）三公经费情况：2023年度三公经费支出决算为{b.w('three')}，完成预算的{b.done('three')}，其中：因公出国（境）费支出决算为0万元；公务用车购置及运行费支出决算为{b.w('car')}，完成预算的{b.done('car')}；公务接待费支出决算为{b.w('reception')}，完成预算的{b.done('reception')}。"]
    u = "单位：万元"
    return [*s, t.two_sides(b, "收入支出决算总表", u, "公开01表"), t.spending(b, "一般公共预算财政拨款支出决算表", u, "公开05表", people=False, last=False)]
