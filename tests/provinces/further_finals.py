"""Final accounts in the wordings of still more provinces, of a kindergarten and of a township."""
from account_tables import nine
from book import Book, D, item_head, rnd


def kindergarten():
    """Old, short 甘肃 text of 2017, everything in one piece, half-width commas."""
    b = Book(17, "school", fund=True, scale=500_000, extra=("business",))
    n, o, p = b.now, b.old, b.plan
    d = n["public"] - p["public"]
    s = ["清水市幼儿园2017年度部门决算公开\n一、清水市幼儿园概况\n(一)主要职能\n开展对3-6岁学龄前幼儿的保教工作。\n(二)机构设置情况\n在园幼儿915名,资金来源为财政补助收入,核定人员编制71人,实际正式教职工62人,其中副高级职称4人,中级职称25人,初级职称23人,管理人员3人,技师3人,高级工4人,退休职工28人。",
         f"二、清水市幼儿园2017年度部门决算情况说明\n(一)收入决算情况。\n2017年度,本单位收入为{b.w('income')},其中:财政拨款收入{b.w('f_income')},占{b.share('f_income', 'income')};事业收入{b.w('business')},占{b.share('business', 'income')};经营收入0万元,占0%;其他收入0万元,占0%。",
         f"(二)支出决算情况\n2017年度,本单位支出为{b.w('spent')}。其中:基本支出{b.w('basic')},占{b.share('basic', 'spent')};项目支出{b.w('project')},占{b.share('project', 'spent')};经营支出0万元,占0%。",
         f"(三)财政拨款收入决算情况。\n2017年度,本单位财政拨款收入总计{b.w('f_income')},与上年相比{b.diff('f_income', words='增加 增长 减少 降低', sep=',')}。其中:一般公共预算财政拨款收入{b.w('public_income')},政府性基金预算财政拨款收入{b.w('fund_income')}。",
         f"三、一般公共预算财政拨款支出决算情况。\n2017年度,本单位一般公共预算财政拨款支出总计{b.w('public')},与上年相比{b.diff('public', words='增加 增长 减少 降低', sep=',')};完成年初预算{b.done('public')},决算数{b.word(n['public'], p['public'])}预算数{b.a(d)}万元,主要原因:2017年度62名职工工资调标。其中:"]
    for k, ((_, c), i) in enumerate(b.classes().items()):
        x, y = b.cls(i), b.cls(i, "plan")
        s.append(f"{k + 1}. {c}{b.a(x)}万元,主要用于完成保教工作发生的人员经费和办公经费,完成年初预算{b.pct(x, y)},决算数{b.word(x, y)}预算数,主要原因:政策性调整。")
    s.append(f"四、一般公共预算基本支出决算情况\n2017年度一般公共预算财政拨款基本支出{b.w('basic')},其中:人员经费{b.w('people')},公用经费{b.w('running')}。")
    s.append(f"五、“三公”经费支出决算情况\n2017年度“三公”经费支出{b.w('three')},比年初预算{b.diff('three', 'plan', sep=',')},比上年{b.diff('three', sep=',')}。其中:因公出国(境)费用0万元,与上年一致;公务接待费{b.w('reception')},比上年{b.diff('reception', sep=',')};公务用车购置及运行维护费{b.w('car')},比上年{b.diff('car', sep=',')}。")
    return [*s, *nine(b, 2017, "清水市幼儿园", unit="单位:万元", numbered=False, notes=False)]


def hubei_notes():
    """曾都 style: one running text, total then share in brackets, 2021."""
    b = Book(18, "office", fund=False, scale=250_000, extra=("other",), rate=2)
    n, o, p = b.now, b.old, b.plan
    s = ["随河区河道堤防管理处 2021 年度决算公开说明\n三、人员构成情况\n编制数 20 人，其中：行政编制 0 人，参公编制 8 人，事业编制 12 人。年末实有在职人员 19 人，其中：参公人员 7 人，事业人员 12 人；退休人员 11 人。",
         f"第二部分：2021 年度部门决算情况说明\n一、2021 年度收入支出决算总体及增减变动情况\n2021 年收入总计 {b.w('total')}，其中：本年收入 {b.w('income')}，年初结转和结余 {b.w('carry_in')}；支出总计 {b.w('total')}，其中：本年支出 {b.w('spent')}，年末结转和结余 {b.w('carry_out')}。收支总计比上年{b.diff('total')}。\n（一）本年收入构成：财政拨款收入 {b.w('f_income')}（占本年收入 {b.share('f_income', 'income')}），其他收入 {b.w('other')}（占本年收入 {b.share('other', 'income')}）。\n（二）本年支出构成：基本支出 {b.w('basic')}（占本年支出 {b.share('basic', 'spent')}），项目支出 {b.w('project')}（占本年支出 {b.share('project', 'spent')}）。",
         f"二、2021 年度财政拨款支出决算情况\n2021 年度财政拨款支出决算 {b.w('public')}，比年初预算 {b.w('public', p)} {b.diff('public', 'plan')}，比上年支出 {b.w('public', o)} {b.diff('public')}。按支出功能分类：" + "，".join(f"{c} {b.a(b.cls(i))} 万元（占 {b.pct(b.cls(i), n['public'])}）" for (_, c), i in b.classes().items()) + f"。\n按支出性质分类：基本支出 {b.w('basic')}，占 {b.share('basic', 'public')}；项目支出 {b.w('public_project')}，占 {b.share('public_project', 'public')}。",
         f"三、2021 年度一般公共决算财政拨款安排的“三公”经费支出决算及增减变动情况说明\n2021 年度“三公”经费支出 {b.w('three')}，比上年决算{b.diff('three')}，比预算{b.diff('three', 'plan')}。其中：（1）因公出国（境）费 0 万元，与上年持平，与预算持平。（2）公务用车购置及运行维护费 {b.w('car')}，其中公务用车购置费 0 万元，公务用车运行维护费 {b.w('car_run')}，比上年{b.diff('car_run')}。（3）公务接待费 {b.w('reception')}，比上年{b.diff('reception')}，全年国内公务接待 12 批次、86 人次，人均 " + f"{rnd(n['reception'] / 86, 2)} 元。",
         f"第三部分：其他重要事项情况说明\n一、关于机关运行经费支出说明\n2021 年度机关运行经费支出 {b.w('running')}，比年初预算数 {b.w('running', p)} {b.diff('running', 'plan')}。\n三、关于国有资产占用情况说明\n截至 2021 年 12 月 31 日，共有车辆 1 辆，其中，其他用车 1 辆，其他用车主要是防汛巡查；单位价值 50 万元以上通用设备 0 台（套），单位价值 100 万元以上专用设备 0 台（套）。"]
    return [*s, *nine(b, 2021, "随河区河道堤防管理处", unit="金额单位：万元")]


def hainan():
    """Comparison with last year's accounts class by class, purchase and receptions long, 2022, docx."""
    b = Book(19, "office", fund=True, scale=600_000, grouped=True, extra=("superior", "other"), car_buy=True)
    n, o, p = b.now, b.old, b.plan
    s = ["海棠市农业服务局2022年度部门决算公开", "第三部分 海棠市农业服务局2022年度部门决算情况说明",
         f"一、2022年度收入支出决算总体情况说明\n2022年度收入总计{b.w('total')}，支出总计{b.w('total')}，与2021年度相比，收入总计{b.diff('total')}，支出总计{b.diff('total')}。",
         f"二、2022年度收入决算情况说明\n本年收入合计{b.w('income')}，其中：财政拨款收入{b.w('f_income')}，占{b.share('f_income', 'income')}；上级补助收入{b.w('superior')}，占{b.share('superior', 'income')}；事业收入0.00万元，占0.00%；经营收入0.00万元，占0.00%；附属单位上缴收入0.00万元，占0.00%；其他收入{b.w('other')}，占{b.share('other', 'income')}。",
         f"三、2022年度支出决算情况说明\n本年支出合计{b.w('spent')}，其中：基本支出{b.w('basic')}，占{b.share('basic', 'spent')}；项目支出{b.w('project')}，占{b.share('project', 'spent')}；经营支出0.00万元，占0.00%。",
         f"五、一般公共预算财政拨款支出决算情况说明\n（一）支出决算总体情况\n2022年度一般公共预算财政拨款支出{b.w('public')}，占本年支出合计的{b.share('public', 'spent')}。与2021年度相比，一般公共预算财政拨款支出{b.diff('public')}，主要原因是：追加乡村振兴项目资金。\n（二）支出决算结构情况\n2022年度一般公共预算财政拨款支出{b.w('public')}，主要用于以下方面："]
    for (_, c), i in b.classes().items():
        s.append(f"{c}支出{b.a(b.cls(i))}万元，占{b.pct(b.cls(i), n['public'])}；")
    s[-1] = s[-1][:-1] + "。"
    s.append(f"（三）支出决算具体情况\n2022年度一般公共预算财政拨款支出年初预算为{b.w('public', p)}，支出决算为{b.w('public')}，完成年初预算的{b.done('public')}。")
    for k, i in enumerate(b.items):
        v, z = i["basic"] + i["project"], i["plan"]
        d = v - z
        tail = "决算数与年初预算数持平" if b.a(v) == b.a(z) else f"比年初预算{'增加' if d > 0 else '减少'}{b.a(d)}万元，{'增长' if d > 0 else '下降'}{b.pct(d, z)}，主要原因是年中调整"
        s.append(f"{k + 1}、{i['c']}（类）{i['k']}（款）{i['x']}（项）年初预算{b.a(z)}万元，支出决算{b.a(v)}万元，{tail}。")
    s.append(f"六、一般公共预算财政拨款基本支出决算情况说明\n2022年度一般公共预算财政拨款基本支出{b.w('basic')}，其中，人员经费{b.w('people')}，占基本支出的{b.share('people', 'basic')}，主要包括基本工资等；公用经费{b.w('running')}，占基本支出的{b.share('running', 'basic')}，主要包括办公费等。")
    s.append(f"七、“三公”经费支出情况说明\n（一）2022年度“三公”经费支出预算{b.w('three', p)}，支出决算{b.w('three')}，完成预算的{b.done('three')}，比上年{b.diff('three')}。其中：公务用车购置支出{b.w('car_buy')}，公务用车运行维护费支出{b.w('car_run')}，公务接待费支出{b.w('reception')}，因公出国（境）费支出0.00万元。\n（二）公务用车购置及运行维护费支出{b.w('car')}，占“三公”经费支出的{b.share('car', 'three')}，其中：公务用车购置费支出{b.w('car_buy')}，更新公务用车1辆；公务用车运行维护费支出{b.w('car_run')}，年末公务用车保有量6辆，平均每辆{b.a(n['car_run'] / 6)}万元。\n（三）公务接待费支出{b.w('reception')}，占“三公”经费支出的{b.share('reception', 'three')}，共接待45批次，共308人次，其中外事接待0批次，0人次。")
    s.append(f"八、2022年度政府性基金预算财政拨款收入支出决算情况说明\n2022年度政府性基金预算财政拨款年初结转和结余0.00万元，本年收入{b.w('fund')}，本年支出{b.w('fund')}，年末结转和结余0.00万元。与2021年度相比，支出{b.diff('fund')}。")
    s.append("九、2022年度预算绩效情况说明\n（一）绩效评价工作开展情况\n组织对2022年度一般公共预算项目支出开展绩效自评，涉及项目12个，自评覆盖率100%。评价结果为“优”的项目10个，占比83.33%；评价结果为“良”的项目2个，占比16.67%。")
    return [*s, *nine(b, 2022, "海棠市农业服务局", unit="单位：万元")]


def bingtuan():
    """With 预决算差异率 and 结转 told at length, 2023, dump form."""
    b = Book(20, "school", fund=False, scale=700_000, grouped=True, extra=("other",))
    n, o, p = b.now, b.old, b.plan
    dd = lambda key: ("-" if n[key] < p[key] else "") + b.pct(n[key] - p[key], p[key])
    s = ["第三部分 部门决算情况说明", f"一、收入支出决算总体情况说明\n2023年度收入总计{b.w('total')}，其中：本年收入合计{b.w('income')}，使用非财政拨款结余（含专用结余）0.00万元，年初结转和结余{b.w('carry_in')}。\n2023年度支出总计{b.w('total')}，其中：本年支出合计{b.w('spent')}，结余分配0.00万元，年末结转和结余{b.w('carry_out')}。\n收入支出总计与上年相比，{b.diff('total')}，主要原因是：项目变化。",
         f"二、收入决算情况说明\n本年收入{b.w('income')}，其中：财政拨款收入{b.w('f_income')}，占{b.share('f_income', 'income')}；上级补助收入0.00万元，占0.00%；事业收入0.00万元，占0.00%；经营收入0.00万元，占0.00%；附属单位上缴收入0.00万元，占0.00%；其他收入{b.w('other')}，占{b.share('other', 'income')}。",
         f"三、支出决算情况说明\n本年支出{b.w('spent')}，其中：基本支出{b.w('basic')}，占{b.share('basic', 'spent')}；项目支出{b.w('project')}，占{b.share('project', 'spent')}；上缴上级支出0.00万元，占0.00%；经营支出0.00万元，占0.00%；对附属单位补助支出0.00万元，占0.00%。",
         f"四、财政拨款收入支出决算总体情况说明\n2023年度财政拨款收入总计{b.w('f_total')}，其中：年初财政拨款结转和结余{b.w('f_carry_in')}，本年财政拨款收入{b.w('f_income')}。财政拨款支出总计{b.w('f_total')}，其中：年末财政拨款结转和结余{b.w('f_carry_out')}，本年财政拨款支出{b.w('f_spent')}。\n财政拨款收入支出总计与上年相比，{b.diff('f_total')}。与年初预算相比，年初预算数{b.w('f_total', p)}，决算数{b.w('f_total')}，预决算差异率{dd('f_total')}，主要原因是：年中追加。",
         f"五、一般公共预算财政拨款支出决算情况说明\n（一）2023年度一般公共预算财政拨款支出{b.w('public')}，占本年支出合计的{b.share('public', 'spent')}。与上年相比，{b.diff('public')}。\n（二）一般公共预算财政拨款支出决算结构情况"]
    for k, ((_, c), i) in enumerate(b.classes().items()):
        s.append(f"{k + 1}.{c}（类）{b.a(b.cls(i))}万元，占{b.pct(b.cls(i), n['public'])}。")
    s.append("（三）一般公共预算财政拨款支出决算具体情况")
    for k, i in enumerate(b.items):
        v, z = i["basic"] + i["project"], i["old"]
        s.append(f"{k + 1}.{i['c']}（类）{i['k']}（款）{i['x']}（项）：支出决算数为{b.a(v)}万元，比上年决算{'增加' if v > z else '减少'}{b.a(v - z)}万元，{'增长' if v > z else '下降'}{b.pct(v - z, z)}，主要原因是：人员变动。")
    s.append(f"七、“三公”经费支出{b.w('three')}，比上年{b.diff('three')}。其中：因公出国（境）费支出0.00万元，占0.00%，比上年增加0.00万元，增长0.00%；公务用车购置及运行维护费支出{b.w('car')}，占{b.share('car', 'three')}，比上年{b.diff('car')}；公务接待费支出{b.w('reception')}，占{b.share('reception', 'three')}，比上年{b.diff('reception')}。\n与全年预算相比，“三公”经费全年预算数{b.w('three', p)}，决算数{b.w('three')}，预决算差异率{dd('three')}。")
    return [*s, *nine(b, 2023, "第九师某团学校", unit="金额单位：万元", split=True)]


def tables_only():
    """A workbook of the nine tables."""
    b = Book(21, "office", fund=True, scale=800_000, extra=("business", "other"))
    return nine(b, 2024, "赤水县水务局", unit="金额单位：万元", split=True)


def old_town():
    """A township's own accounts: classes listed with dashes, growth without amounts."""
    b = Book(22, "office", places=0, rate=2, scale=3_000_000)
    r = b.r
    own, up, carry, moved = 4402, 1884, 60, 103
    general, special = 1478, 406
    parts = [166, 968, 132, 212]
    assert sum(parts) == general and general + special == up
    spend = [("一般公共服务支出", 1650, 1172), ("文化旅游体育与传媒支出", 84, 86), ("社会保障和就业支出", 744, 652), ("卫生健康支出", 135, 134), ("节能环保支出", 185, 325), ("城乡社区支出", 193, 288), ("农林水支出", 1094, 1085), ("住房保障支出", 226, 161), ("资源勘探工业信息等支出", 1378, 361)]
    known = sum(v for _, v, _ in spend) + 3 + 83
    total = own + up + carry + moved
    left = total - known
    g = lambda v, z: ("增长" if v >= z else "下降") + f"{rnd(abs(D(v) - z) * 100 / z, 2)}%"
    s = ["百胜镇2023年财政决算\n一、全镇收支决算情况\n（一）一般公共预算", f"全镇一般公共预算收入{own}万元，加上级转移支付收入{up}万元，其中：一般性转移支付收入{general}万元（含均衡性转移支付收入{parts[0]}万元、基本财力保障机制奖补资金收入{parts[1]}万元、结算补助收入{parts[2]}万元、其他一般转移支付收入{parts[3]}万元），专项转移支付收入{special}万元，上年结转结余{carry}万元，基金调入{moved}万元，收入合计为{total}万元；2023年度本级财政一般公共预算支出合计{total}万元，其中："]
    s += [f"——{c}{v}万元，{g(v, z)}；" for c, v, z in spend]
    s += ["——国防支出3万元；", "——专项上解83万元；", f"——结转下年{left}万元。"]
    s.append("（二）政府性基金预算\n2023年我镇政府性基金收入总计3319万元，其中本级收入103万元，上级补助收入1331万元，上年结余1885万元；2023年政府性基金支出总计3319万元，其中本级支出1703万元，下降52.75%，主要用于后续项目建设，调出资金103万元用于预算财力统筹使用，结转下年使用1513万元。\n（三）国有资本经营预算\n2023年，全镇无国有资本经营预算收支。")
    return s


def xizang():
    b = Book(51, "office", fund=False, scale=350_000, extra=("other",), rate=2)
    n, o, p = b.now, b.old, b.plan
    s = ["2022年度日喀则市某县农牧局部门决算公开",
         f"三、2022年度部门决算情况说明\n（一）关于2022年度部门收支决算总体情况的说明\n2022年度部门决算收入总额{b.w('total')}，支出总额{b.w('total')}。收入总额中：本年收入{b.w('income')}，占总收入的{b.share('income', 'total')}；年初结转和结余{b.w('carry_in')}，占总收入的{b.share('carry_in', 'total')}。支出总额中：本年支出{b.w('spent')}，占总支出的{b.share('spent', 'total')}；年末结转和结余{b.w('carry_out')}，占总支出的{b.share('carry_out', 'total')}。收、支总额较2021年{b.diff('total')}，主要原因是强农惠农资金变动。",
         f"（二）关于2022年度收入决算情况的说明\n本年收入{b.w('income')}，较上年{b.diff('income')}。其中，财政拨款收入{b.w('f_income')}，占比{b.share('f_income', 'income')}；其他收入{b.w('other')}，占比{b.share('other', 'income')}。",
         f"（三）关于2022年度支出决算情况的说明\n本年支出{b.w('spent')}，较上年{b.diff('spent')}。其中，基本支出{b.w('basic')}，占比{b.share('basic', 'spent')}；项目支出{b.w('project')}，占比{b.share('project', 'spent')}。",
         f"（四）关于2022年度一般公共预算财政拨款支出决算情况的说明\n1.总体情况。一般公共预算财政拨款支出{b.w('public')}，占本年支出的{b.share('public', 'spent')}，较上年{b.diff('public')}，主要是年中追加项目资金。\n2.按支出功能分类，" + "，".join(f"{c}{b.a(b.cls(i))}万元、占{b.pct(b.cls(i), n['public'])}" for (_, c), i in b.classes().items()) + "。",
         "3.具体情况。"]
    for k, i in enumerate(b.items):
        v, z = i["basic"] + i["project"], i["plan"]
        s.append(f"（{k + 1}）{i['code']}{i['x']}：年初预算{b.a(z)}万元，决算支出{b.a(v)}万元，完成年初预算的{b.pct(v, z)}。" + ("" if b.a(v) == b.a(z) else f"决算数{b.word(v, z)}预算数的主要原因是政策性增支。"))
    s.append(f"（五）关于2022年度“三公”经费支出决算情况的说明\n2022年度“三公”经费财政拨款预算{b.w('three', p)}，决算支出{b.w('three')}，完成预算的{b.done('three')}，较上年{b.diff('three')}。1.因公出国（境）费无预算，无支出，与上年一致。2.公务用车购置及运行维护费预算{b.w('car', p)}，支出{b.w('car')}，完成预算的{b.done('car')}；其中公务用车购置0辆，支出0万元；年末保有量2辆，运行维护费支出{b.w('car_run')}。3.公务接待费预算{b.w('reception', p)}，支出{b.w('reception')}，完成预算的{b.done('reception')}，共接待18批次146人次。")
    s.append(f"（六）机关运行经费支出{b.w('running')}，较上年{b.diff('running')}。")
    return [*s, *nine(b, 2022, "某县农牧局", unit="单位：万元")]


def jilin():
    b = Book(52, "school", fund=False, scale=900_000, extra=("business",), rate=1, places=1)
    n, o, p = b.now, b.old, b.plan
    s = ["第二部分 2021年部门决算情况说明", f"一、部门收入支出总体情况\n2021年决算收入{b.a(n['income'])}万元，其中：一般公共预算拨款{b.a(n['public_income'])}万元，占收入的{b.share('public_income', 'income')}；事业收入{b.a(n['business'])}万元，占收入的{b.share('business', 'income')}。决算收入比2020年{b.diff('income')}。上年结转{b.a(n['carry_in'])}万元。\n2021年决算支出{b.a(n['spent'])}万元，其中：基本支出{b.a(n['basic'])}万元，占支出的{b.share('basic', 'spent')}；项目支出{b.a(n['project'])}万元，占支出的{b.share('project', 'spent')}。决算支出比2020年{b.diff('spent')}。结转下年{b.a(n['carry_out'])}万元。",
         f"二、一般公共预算财政拨款支出情况\n2021年一般公共预算财政拨款支出{b.a(n['public'])}万元，较2021年初预算数{b.diff('public', 'plan')}，较2020年决算数{b.diff('public')}。具体为："]
    for (_, c), items in b.classes().items():
        x, y = b.cls(items), b.cls(items, "old")
        s.append(f"{c}{b.a(x)}万元，占一般公共预算财政拨款支出的{b.pct(x, n['public'])}，较2020年{'增加' if x > y else '减少'}{b.a(x - y)}万元，{'增长' if x > y else '下降'}{b.pct(x - y, y)}；")
    s[-1] = s[-1][:-1] + "。"
    s.append(f"三、“三公”经费\n2021年“三公”经费支出共计{b.a(n['three'])}万元（其中：公务接待费{b.a(n['reception'])}万元，公务用车运行维护费{b.a(n['car_run'])}万元），比上年{b.diff('three')}，比年初预算{b.diff('three', 'plan')}。")
    s.append("四、绩效情况\n2021年对3个项目进行了绩效自评，涉及资金120.0万元，分别为：校舍维修60.0万元、设备购置40.0万元、培训20.0万元。")
    return [*s, *nine(b, 2021, "九台小学", unit="金额单位：万元", numbered=False)]


def shenzhen():
    b = Book(53, "office", fund=True, grouped=True, scale=2_500_000, extra=("other",), abroad=True, car_buy=True)
    n, o, p = b.now, b.old, b.plan
    up = lambda k: "增加" if n[k] > o[k] else "减少"
    s = ["2023年度鹏海区城市建设局部门决算", f"第三部分 部门决算情况说明\n一、收入支出决算总体情况说明\n2023年度总收入{b.w('total')}，其中本年收入{b.w('income')}，用非财政拨款结余0.00万元，年初结转和结余{b.w('carry_in')}；总支出{b.w('total')}，其中本年支出{b.w('spent')}，结余分配0.00万元，年末结转和结余{b.w('carry_out')}。与上年相比，总收入、总支出均{b.diff('total')}。",
         f"二、本年收入决算情况\n本年收入{b.w('income')}，与2022年度决算数相比，{b.diff('income')}。构成如下：\n1.一般公共预算财政拨款收入{b.w('public_income')}，占{b.share('public_income', 'income')}。\n2.政府性基金预算财政拨款收入{b.w('fund_income')}，占{b.share('fund_income', 'income')}。\n3.其他收入{b.w('other')}，占{b.share('other', 'income')}。",
         f"三、本年支出决算情况\n本年支出{b.w('spent')}，与2022年度决算数相比，{b.diff('spent')}。\n按支出性质划分：基本支出{b.w('basic')}（占{b.share('basic', 'spent')}），项目支出{b.w('project')}（占{b.share('project', 'spent')}）。",
         f"四、“三公”经费支出决算情况\n2023年度“三公”经费支出决算{b.w('three')}，完成年度预算{b.w('three', p)}的{b.done('three')}，{up('three')}{b.a(n['three'] - o['three'])}万元，主要原因是更新车辆。\n（一）因公出国（境）费支出{b.w('abroad')}，占“三公”经费的{b.share('abroad', 'three')}，完成预算{b.w('abroad', p)}的{b.done('abroad')}，比上年{b.diff('abroad')}。\n（二）公务用车购置及运行费支出{b.w('car')}，占“三公”经费的{b.share('car', 'three')}，其中公务用车购置费{b.w('car_buy')}，公务用车运行费{b.w('car_run')}。\n（三）公务接待费支出{b.w('reception')}，占“三公”经费的{b.share('reception', 'three')}，国内公务接待28批次、205人次。",
         f"五、政府性基金预算支出{b.w('fund')}，全部为城乡社区支出。与2022年相比{b.diff('fund')}。",
         f"六、会议费、培训费支出情况\n2023年度会议费支出8.50万元，比上年增加1.70万元，增长25.00%；培训费支出12.30万元，比上年减少2.70万元，下降18.00%。"]
    return [*s, *nine(b, 2023, "鹏海区城市建设局", unit="单位：万元")]


def heilongjiang():
    b = Book(54, "hospital", fund=False, unit="元", grouped=False, scale=3_000_000, extra=("superior", "business"))
    n, o, p = b.now, b.old, b.plan
    s = ["2023年度松北区疾控中心单位决算公开文本", f"一、收支总体情况。2023年收入、支出总计均为{b.w('total')}。收、支总计与上年相比分别{b.diff('total')}。原因：业务量变化。",
         f"二、收入情况。本年收入合计{b.w('income')}。其中：1.财政拨款收入{b.w('f_income')}，占本年收入合计的{b.share('f_income', 'income')}；2.上级补助收入{b.w('superior')}，占本年收入合计的{b.share('superior', 'income')}；3.事业收入{b.w('business')}，占本年收入合计的{b.share('business', 'income')}。",
         f"三、支出情况。本年支出合计{b.w('spent')}。其中：1.基本支出{b.w('basic')}，占本年支出合计的{b.share('basic', 'spent')}；2.项目支出{b.w('project')}，占本年支出合计的{b.share('project', 'spent')}。基本支出中，人员经费{b.w('people')}，日常公用经费{b.w('running')}。",
         "四、一般公共预算财政拨款支出决算具体情况。"]
    for k, i in enumerate(b.items):
        v, z = i["basic"] + i["project"], i["old"]
        s.append(f"{k + 1}.{i['c']}—{i['k']}—{i['x']}：支出决算{b.a(v)}元，占一般公共预算财政拨款支出的{b.pct(v, n['public'])}，比上年决算{b.a(z)}元{'增加' if v > z else '减少'}{b.a(v - z)}元，变动率{b.pct(v - z, z)}。")
    s.append(f"五、“三公”经费决算。全年支出{b.w('three')}，预算{b.w('three', p)}，节约（超支）原因为政策变化。其中公务用车运行维护费{b.w('car_run')}，公务接待费{b.w('reception')}，未发生因公出国（境）费和公务用车购置费。")
    return [*s, *nine(b, 2023, "松北区疾控中心", unit="单位：元", split=True, total_last=False)]


def chengdu():
    b = Book(61, "office", fund=True, scale=700_000, extra=("other",), grouped=False)
    n, o, p = b.now, b.old, b.plan
    s = ["2024年度锦东区水务局部门决算", "第三部分  2024年度部门决算情况说明",
         f"一、收入支出决算总体情况\n2024年度收入总计、支出总计均为{b.w('total')}，比2023年度{b.diff('total', sep='、')}，主要原因为项目经费变动。",
         f"二、收入决算情况\n2024年度收入合计{b.w('income')}，包括：一般公共预算财政拨款收入{b.w('public_income')}，占收入合计的{b.share('public_income', 'income')}；政府性基金预算财政拨款收入{b.w('fund_income')}，占收入合计的{b.share('fund_income', 'income')}；其他收入{b.w('other')}，占收入合计的{b.share('other', 'income')}。详见附表2。",
         f"三、支出决算情况\n2024年度支出合计{b.w('spent')}，包括：基本支出{b.w('basic')}，占支出合计的{b.share('basic', 'spent')}；项目支出{b.w('project')}，占支出合计的{b.share('project', 'spent')}；无上缴上级支出、经营支出和对附属单位补助支出。",
         f"四、一般公共预算财政拨款支出决算情况\n2024年度一般公共预算财政拨款支出{b.w('public')}，占支出合计的{b.share('public', 'spent')}。比2023年度{b.diff('public', sep='、')}。年初预算为{b.w('public', p)}，完成年初预算的{b.done('public')}。按支出功能分类科目如下："]
    for k, i in enumerate(b.items):
        v, z = i["basic"] + i["project"], i["plan"]
        s.append(f"{k + 1}. {i['k']}（款）{i['x']}（项）支出{b.a(v)}万元，年初预算{b.a(z)}万元，完成年初预算的{b.pct(v, z)}" + ("，与年初预算持平。" if b.a(v) == b.a(z) else f"，{'超' if v > z else '低于'}预算的主要原因是据实结算。"))
    s.append(f"五、“三公”经费\n“三公”经费支出{b.w('three')}，预算{b.w('three', p)}，完成预算的{b.done('three')}。其中，因公出国（境）费0.00万元，无预算；公务用车购置及运行维护费{b.w('car')}，预算{b.w('car', p)}，完成预算的{b.done('car')}；公务接待费{b.w('reception')}，预算{b.w('reception', p)}，完成预算的{b.done('reception')}。与上年相比，“三公”经费支出总额{b.diff('three', sep='、')}。")
    s.append(f"六、机关运行经费支出情况\n机关运行经费支出{b.w('running')}，比年初预算数{b.diff('running', 'plan')}，比上年决算数{b.diff('running')}。\n七、预算绩效管理情况\n全年预算项目15个，金额1,250.00万元，其中：完成绩效自评15个，占100%；自评为“优”的12个，占80%；自评为“良”的3个，占20%。")
    return [*s, *nine(b, 2024, "锦东区水务局", unit="金额单位：万元")]


def institute():
    """亿元 and 万元 mixed, 增减百分点, headings without numbers."""
    b = Book(62, "university", fund=False, scale=60_000_000, extra=("business", "other"), grouped=True)
    n, o, p = b.now, b.old, b.plan
    y = lambda v: f"{rnd(v / 100_000_000, 2)}亿元"
    s = ["国家海洋科学院2020年度部门决算说明", "收入支出总体情况", f"2020年度收入总计{b.w('total')}，其中本年收入合计{b.w('income')}，年初结转和结余{b.w('carry_in')}。支出总计{b.w('total')}，其中本年支出合计{b.w('spent')}，年末结转和结余{b.w('carry_out')}。",
         "收入情况", f"本年收入合计{b.w('income')}（约{y(n['income'])}），其中：财政拨款收入{b.w('f_income')}，占{b.share('f_income', 'income')}；事业收入{b.w('business')}，占{b.share('business', 'income')}；其他收入{b.w('other')}，占{b.share('other', 'income')}。",
         "支出情况", f"本年支出合计{b.w('spent')}，其中：基本支出{b.w('basic')}，占{b.share('basic', 'spent')}；项目支出{b.w('project')}，占{b.share('project', 'spent')}，比重较上年提高1.2个百分点。",
         "财政拨款支出情况", f"2020年度财政拨款支出{b.w('public')}，较2019年度{b.diff('public')}。其中："]
    for (_, c), i in b.classes().items():
        x, z = b.cls(i), b.cls(i, "old")
        s.append(f"{c}{b.a(x)}万元，占{b.pct(x, n['public'])}，较上年{'增加' if x > z else '减少'}{b.a(x - z)}万元，{'增长' if x > z else '下降'}{b.pct(x - z, z)}。")
    s.append(f"“三公”经费情况\n2020年度“三公”经费财政拨款支出{b.w('three')}，比2019年{b.diff('three')}，其中因公出国（境）费0万元、公务用车购置及运行费{b.w('car')}、公务接待费{b.w('reception')}，分别占0.00%、{b.share('car', 'three')}和{b.share('reception', 'three')}。")
    return [*s, *nine(b, 2020, "国家海洋科学院", unit="金额单位：万元", numbered=True)]
