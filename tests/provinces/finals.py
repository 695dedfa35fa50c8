"""Final accounts in the wordings of ministries, universities, hospitals and further provinces."""
from account_tables import nine
from book import Book, D, item_head, rnd


def ministry():
    """A unit of a central ministry, 2023."""
    b = Book(11, "school", extra=("business", "other"), fund=False, grouped=True, abroad=True, scale=2_000_000)
    n, p, o = b.now, b.plan, b.old
    s = [f"第三部分 国家测绘培训中心2023年度部门决算情况说明",
         f"一、收入支出决算总体情况说明\n国家测绘培训中心2023年度收、支总计均为{b.w('total')}，与2022年度相比，收、支总计各{b.diff('total')}，主要原因是：一是本年度培训业务逐步恢复；二是上年结转资金减少。",
         f"二、收入决算情况说明\n2023年度收入合计{b.w('income')}，其中：财政拨款收入{b.w('f_income')}，占{b.share('f_income', 'income')}；事业收入{b.w('business')}，占{b.share('business', 'income')}；其他收入{b.w('other')}，占{b.share('other', 'income')}。",
         f"三、支出决算情况说明\n2023年度支出合计{b.w('spent')}，其中：基本支出{b.w('basic')}，占{b.share('basic', 'spent')}；项目支出{b.w('project')}，占{b.share('project', 'spent')}。",
         f"四、财政拨款收入支出决算总体情况说明\n2023年度财政拨款收、支总计均为{b.w('f_total')}，与2022年度相比，财政拨款收、支总计各{b.diff('f_total')}。",
         f"五、一般公共预算财政拨款支出决算情况说明\n（一）一般公共预算财政拨款支出决算总体情况。\n2023年度一般公共预算财政拨款支出{b.w('public')}，占本年支出合计的{b.share('public', 'spent')}。与2022年度相比，一般公共预算财政拨款支出{b.diff('public')}。",
         "（二）一般公共预算财政拨款支出决算结构情况。\n2023年度一般公共预算财政拨款支出主要用于以下方面：" + "；".join(f"{c}（类）支出{b.a(b.cls(i))}万元，占{b.pct(b.cls(i), n['public'])}" for (_, c), i in b.classes().items()) + "。",
         f"（三）一般公共预算财政拨款支出决算具体情况。\n2023年度一般公共预算财政拨款支出年初预算为{b.w('public', p)}，支出决算为{b.w('public')}，完成年初预算的{b.done('public')}。其中："]
    for k, i in enumerate(b.items):
        v = i["basic"] + i["project"]
        s.append(f"{k + 1}. {item_head(i)}。2023年年初预算为{b.a(i['plan'])}万元，支出决算为{b.a(v)}万元，完成年初预算的{b.pct(v, i['plan'])}。决算数{b.word(v, i['plan'])}年初预算数" + ("。" if b.a(v) == b.a(i["plan"]) else "的主要原因是：根据实际工作需要，按规定程序调整了预算。"))
    s.append(f"六、一般公共预算财政拨款基本支出决算情况说明\n2023年度一般公共预算财政拨款基本支出{b.w('basic')}，其中：\n人员经费{b.w('people')}，主要包括：基本工资、津贴补贴、奖金、绩效工资、机关事业单位基本养老保险缴费、职工基本医疗保险缴费、住房公积金、退休费、生活补助。\n公用经费{b.w('running')}，主要包括：办公费、印刷费、水费、电费、差旅费、工会经费、其他交通费用、办公设备购置。")
    s.append(f"七、财政拨款“三公”经费支出决算情况说明\n（一）“三公”经费财政拨款支出决算总体情况说明。\n2023年度“三公”经费财政拨款支出预算为{b.w('three', p)}，支出决算为{b.w('three')}，完成预算的{b.done('three')}；较2022年度决算数{b.diff('three')}。决算数与预算数存在差异的主要原因是厉行节约。")
    s.append("（二）“三公”经费财政拨款支出决算具体情况说明。\n" + f"2023年度“三公”经费财政拨款支出决算中，因公出国（境）费支出决算{b.w('abroad')}，占{b.share('abroad', 'three')}；公务用车购置及运行维护费支出决算{b.w('car')}，占{b.share('car', 'three')}；公务接待费支出决算{b.w('reception')}，占{b.share('reception', 'three')}。具体情况如下：")
    s.append(f"1.因公出国（境）费预算为{b.w('abroad', p)}，支出决算为{b.w('abroad')}，完成预算的{b.done('abroad')}。全年使用财政拨款安排的因公出国（境）团组2个，累计7人次。开支内容主要包括：国际旅费、住宿费、伙食费等。\n2.公务用车购置及运行维护费预算为{b.w('car', p)}，支出决算为{b.w('car')}，完成预算的{b.done('car')}。其中：\n公务用车购置支出为0万元。\n公务用车运行维护费支出{b.w('car_run')}，主要用于车辆燃料费、维修费、过桥过路费、保险费等。截至2023年12月31日，开支财政拨款的公务用车保有量为3辆。\n3.公务接待费预算为{b.w('reception', p)}，支出决算为{b.w('reception')}，完成预算的{b.done('reception')}。其中：国内公务接待支出{b.w('reception')}，2023年共接待国内来访团组15个、来宾126人次（不包括陪同人员）。")
    s.append(f"八、政府采购支出说明\n2023年度政府采购支出总额{b.w('purchase')}，其中：政府采购货物支出{b.w('goods')}、政府采购工程支出{b.w('works')}、政府采购服务支出{b.w('services')}。授予中小企业合同金额{b.w('sme')}，占政府采购支出总额的{b.share('sme', 'purchase')}，其中：授予小微企业合同金额{b.w('micro')}，占授予中小企业合同金额的{b.share('micro', 'sme')}；货物采购授予中小企业合同金额占货物支出金额的{b.share('goods_sme', 'goods')}，工程采购授予中小企业合同金额占工程支出金额的{b.share('works_sme', 'works')}，服务采购授予中小企业合同金额占服务支出金额的{b.share('services_sme', 'services')}。")
    s.append("九、国有资产占有使用情况说明\n截至2023年12月31日，国家测绘培训中心共有车辆3辆，其中，机要通信用车1辆、应急保障用车1辆、其他用车1辆，其他用车主要是业务用车；单位价值100万元（含）以上设备（不含车辆）5台（套）。")
    t = [D("812.30"), D("121.55"), D("40")]
    s.append(f"十、预算绩效管理工作开展情况\n根据预算绩效管理要求，国家测绘培训中心对2023年度项目支出开展绩效自评，其中，一级项目2个，二级项目3个，共涉及资金{sum(t)}万元，占一般公共预算项目支出总额的{b.pct(sum(t) * 10000, n['public_project'])}。共有3个项目自评得分在90分以上，占参加自评项目数的100%。")
    return [*s, *nine(b, 2023, "国家测绘培训中心")]


def tianjin():
    """In 元, with tables by unit and a paragraph on people's livelihood, 2023."""
    b = Book(12, "office", unit="元", grouped=True, rate=2, reception=False, scale=1_000_000)
    n, o = b.now, b.old
    s = ["第三部分 2023年度部门决算情况说明",
         f"一、收支决算总体情况说明\n天津市滨城区渔业局2023年度收入、支出决算总计{b.w('total')}。与2022年度相比，收、支总计各{b.diff('total')}，主要原因是人员经费及项目经费变动。",
         f"二、收入决算情况说明\n天津市滨城区渔业局2023年度本年收入合计{b.w('income')}，与2022年度相比{b.diff('income')}，主要原因是财政拨款收入变动。其中：财政拨款收入{b.w('f_income')}，占{b.share('f_income', 'income')}；上级补助收入0元，占0.00%；事业收入0元，占0.00%；经营收入0元，占0.00%；附属单位上缴收入0元，占0.00%；其他收入0元，占0.00%。",
         f"三、支出决算情况说明\n2023年度本年支出合计{b.w('spent')}，与2022年度相比{b.diff('spent')}，主要原因是压减一般性支出。其中：基本支出{b.w('basic')}，占{b.share('basic', 'spent')}；项目支出{b.w('project')}，占{b.share('project', 'spent')}；上缴上级支出0元，占0.00%；经营支出0元，占0.00%；对附属单位补助支出0元，占0.00%。",
         f"四、财政拨款收支决算总体情况说明\n2023年度财政拨款收入、支出决算总计{b.w('f_total')}。与2022年度相比，财政拨款收、支总计各{b.diff('f_total')}，主要原因是机构调整。",
         f"五、一般公共预算财政拨款支出决算情况说明\n（一）总体情况\n2023年度部门决算一般公共预算财政拨款支出合计{b.w('public')}，与2022年度相比{b.diff('public')}，主要原因是项目支出变动。\n（二）结构情况\n按支出功能分类科目，包括：" + "；".join(f"“{c}”{b.a(b.cls(i))}元，占{b.pct(b.cls(i), n['public'])}" for (_, c), i in b.classes().items()) + "。\n（三）具体情况"]
    k = 0
    for (_, c), items in b.classes().items():
        k += 1
        s.append(f"{k}.{c}（类）支出年初预算为{b.a(b.cls(items, 'plan'))}元，支出决算为{b.a(b.cls(items))}元，完成年初预算的{b.pct(b.cls(items), b.cls(items, 'plan'))}，决算数{b.word(b.cls(items), b.cls(items, 'plan'))}年初预算数，主要原因是年中调整预算。其中：")
        for j, i in enumerate(items):
            v = i["basic"] + i["project"]
            s.append(f"（{j + 1}）{i['k']}（款）{i['x']}（项）支出年初预算为{b.a(i['plan'])}元，支出决算为{b.a(v)}元，完成年初预算的{b.pct(v, i['plan'])}，" + ("决算数与年初预算数持平。" if b.a(v) == b.a(i["plan"]) else f"决算数{b.word(v, i['plan'])}年初预算数，主要原因是年中调整预算。"))
    s.append(f"六、一般公共预算财政拨款基本支出决算情况说明\n2023年度一般公共预算财政拨款基本支出{b.w('basic')}，与2022年度相比{b.diff('basic')}，主要原因是人员变动。其中：\n人员经费{b.w('people')}，主要包括基本工资、津贴补贴、奖金等。\n公用经费{b.w('running')}，主要包括办公费、印刷费、水费等。")
    s.append(f"七、政府性基金预算财政拨款收支决算情况说明\n2023年度政府性基金预算财政拨款收入{b.w('fund')}，年初结转和结余0元，支出{b.w('fund')}，年末结转和结余0元。")
    s.append("八、国有资本经营预算财政拨款收支决算情况说明\n2023年度国有资本经营预算财政拨款收入0元，支出0元。")
    p = b.plan
    s.append(f"九、财政拨款“三公”经费支出决算情况说明\n（一）“三公”经费支出决算总体情况\n2023年度财政拨款“三公”经费支出决算{b.w('three')}，与2023年预算相比{b.diff('three', 'plan')}，主要原因是严格控制；与2022年度决算相比{b.diff('three')}，主要原因是车辆老化。\n（二）具体情况\n1.因公出国（境）费支出预算0元，支出决算0元。与2023年预算数相比无变化，与2022年度决算数相比无变化。2023年度本部门组织因公出国（境）团组0个，0人次。\n2.公务用车购置及运行维护费支出预算{b.w('car', p)}，支出决算{b.w('car')}，与2023年预算数相比{b.diff('car', 'plan')}；与2022年度决算数相比{b.diff('car')}。其中：公务用车购置费支出预算0元，支出决算0元；公务用车运行维护费支出预算{b.w('car_run', p)}，支出决算{b.w('car_run')}。截至2023年12月31日，开支财政拨款的公务用车保有量为4辆。\n3.公务接待费支出预算0元，支出决算0元，与2023年预算数相比无变化。国内公务接待0批次，0人次。")
    s.append(f"十、机关运行经费支出情况说明\n2023年度机关运行经费支出{b.w('running')}，与2022年度相比{b.diff('running')}，主要原因是办公费变动。\n十一、政府采购支出情况说明\n2023年度政府采购支出总额{b.w('purchase')}，其中：政府采购货物支出{b.w('goods')}、政府采购工程支出{b.w('works')}、政府采购服务支出{b.w('services')}。授予中小企业合同金额{b.w('sme')}，占政府采购支出总额的{b.share('sme', 'purchase')}，其中：授予小微企业合同金额{b.w('micro')}，占政府采购支出总额的{b.share('micro', 'purchase')}。\n十二、国有资产占有使用情况说明\n截至2023年12月31日，共有车辆4辆，其中：副部（省）级及以上领导用车0辆、主要负责人用车0辆、机要通信用车1辆、应急保障用车0辆、执法执勤用车2辆、特种专业技术用车0辆、离退休干部服务用车0辆、其他用车1辆。单价100万元（含）以上设备0台（套）。")
    s.append("十三、预算绩效情况说明\n根据预算绩效管理要求，本部门2023年度开展绩效自评项目6个，涉及金额4,180,000.00元，自评结果已随部门决算一并公开。其中：90分（含）以上的项目5个，80分（含）至90分的项目1个，80分以下的项目0个。\n十四、教育、医疗卫生、社会保障和就业、住房保障、涉农补贴等民生支出情况说明\n2023年度本部门民生支出共计" + b.a(sum(b.cls(i) for (c, _), i in b.classes().items() if c in ("208", "210", "221"))) + "元，其中：社会保障和就业支出" + b.a(b.cls(b.classes()[("208", "社会保障和就业支出")])) + "元，卫生健康支出" + b.a(b.cls(b.classes()[("210", "卫生健康支出")])) + "元，住房保障支出" + b.a(b.cls(b.classes()[("221", "住房保障支出")])) + "元。")
    return [*s, *nine(b, 2023, "天津市滨城区渔业局", split=True, unit="单位：元")]


def gansu():
    """陇 style: income and spending told apart, one place of rate, amounts with spaces, blank tables, 2024."""
    b = Book(13, "office", fund=False, rate=2, scale=300_000)
    n, o, p = b.now, b.old, b.plan
    s = ["第三部分 2024年度部门决算情况说明", "一、收入支出决算总体情况说明",
         f"2024 年度收入总计 {b.w('total')}，支出总计 {b.w('total')}。与 2023 年度决算数相比，收、支总计均{b.diff('total')}，主要原因：一是工资调标；二是新增人员 3 名。",
         "二、收入决算情况说明", f"2024 年度收入合计 {b.w('income')}，其中：财政拨款收入 {b.w('f_income')}，占 {b.share('f_income', 'income')}；上级补助收入 0.00 万元，占 0.00%；事业收入 0.00 万元，占 0.00%；经营收入 0.00 万元，占 0.00%；附属单位上缴收入 0.00 万元，占 0.00%；其他收入 0.00 万元，占 0.00%。",
         "三、支出决算情况说明", f"2024 年度支出合计 {b.w('spent')}，其中：基本支出 {b.w('basic')}，占 {b.share('basic', 'spent')}；项目支出 {b.w('project')}，占 {b.share('project', 'spent')}；上缴上级支出 0.00 万元，占 0.00%；经营支出 0.00 万元，占 0.00%；对附属单位补助支出 0.00 万元，占 0.00%。",
         "四、财政拨款收入支出决算总体情况说明", f"2024 年度财政拨款收、支总计均为 {b.w('f_total')}。与上年决算数相比，财政拨款收、支总计各{b.diff('f_total')}。主要原因：人员增资。",
         "五、一般公共预算财政拨款支出决算情况说明", f"2024 年度一般公共预算财政拨款支出 {b.w('public')}，较上年决算数{b.diff('public')}。主要原因：项目变动。一般公共预算财政拨款支出主要用于以下方面："]
    for k, ((_, c), i) in enumerate(b.classes().items()):
        x, y = b.cls(i), b.cls(i, "plan")
        s.append(f"{k + 1}．{c}年初预算数为 {b.a(y)} 万元，支出决算为 {b.a(x)} 万元，完成年初预算的 {b.pct(x, y)}，决算数{b.word(x, y)}年初预算数的主要原因：年中追加（调减）预算。")
    s.append("六、一般公共预算财政拨款基本支出决算情况说明")
    s.append(f"2024 年度一般公共预算财政拨款基本支出 {b.w('basic')}。其中：人员经费 {b.w('people')}，较上年决算数{b.diff('people')}，主要原因：工资调标。人员经费用途主要包括：基本工资、津贴补贴、奖金等。公用经费 {b.w('running')}，较上年决算数{b.diff('running')}，主要原因：厉行节约。公用经费用途主要包括：办公费、印刷费等。")
    s.append("七、政府性基金预算财政拨款收支决算情况说明\n本部门 2024 年度没有政府性基金预算财政拨款收入，也没有政府性基金预算财政拨款支出。\n八、国有资本经营预算财政拨款支出情况说明\n本部门 2024 年度没有国有资本经营预算财政拨款支出。")
    s.append(f"九、财政拨款“三公”经费支出决算情况说明\n（一）“三公”经费财政拨款支出决算总体情况说明\n2024 年度“三公”经费财政拨款支出全年预算为 {b.w('three', p)}，支出决算为 {b.w('three')}，完成全年预算的 {b.done('three')}。较上年决算数{b.diff('three')}，主要原因：车辆维修费变动。\n（二）“三公”经费财政拨款支出决算具体情况说明\n1. 因公出国（境）费用全年预算为 0.00 万元，支出决算为 0.00 万元，完成全年预算的 0.00%；较上年决算数增加 0.00 万元，增长 0.00%。\n2. 公务用车购置及运行维护费全年预算为 {b.w('car', p)}，支出决算为 {b.w('car')}，完成全年预算的 {b.done('car')}；较上年决算数{b.diff('car')}。其中：公务用车购置费 0.00 万元，公务用车运行维护费 {b.w('car_run')}。\n3. 公务接待费全年预算为 {b.w('reception', p)}，支出决算为 {b.w('reception')}，完成全年预算的 {b.done('reception')}；较上年决算数{b.diff('reception')}。其中：外宾接待支出 0.00 万元，国内接待支出 {b.w('reception')}。\n（三）“三公”经费财政拨款支出决算实物量情况\n2024 年度本部门因公出国（境）共计 0 个团组，0 人；公务用车购置 0 辆，公务用车保有量为 2 辆；国内公务接待 21 批次，其中：外事接待 0 批次；国内公务接待 164 人次，其中：外事接待 0 人次；国（境）外公务接待 0 批次，0 人次。")
    s.append(f"十、机关运行经费支出情况说明\n2024 年度机关运行经费支出 {b.w('running')}，机关运行经费主要用于办公费、印刷费、水电费、差旅费等。机关运行经费较上年决算数{b.diff('running')}，主要原因：厉行节约。")
    s.append(f"十一、政府采购支出情况说明\n2024 年度政府采购支出合计 {b.w('purchase')}，其中：政府采购货物支出 {b.w('goods')}，政府采购工程支出 {b.w('works')}，政府采购服务支出 {b.w('services')}。授予中小企业合同金额 {b.w('sme')}，占政府采购支出总额的 {b.share('sme', 'purchase')}；其中：授予小微企业合同金额 {b.w('micro')}，占授予中小企业合同金额的 {b.share('micro', 'sme')}；货物采购授予中小企业合同金额占货物支出金额的 {b.share('goods_sme', 'goods')}，工程采购授予中小企业合同金额占工程支出金额的 {b.share('works_sme', 'works')}，服务采购授予中小企业合同金额占服务支出金额的 {b.share('services_sme', 'services')}。")
    s.append("十二、国有资产占用情况说明\n截至 2024 年 12 月 31 日，本部门共有车辆 2 辆，其中：副部（省）级及以上领导用车 0 辆，主要领导干部用车 0 辆，机要通信用车 0 辆，应急保障用车 1 辆，执法执勤用车 1 辆，特种专业技术用车 0 辆，离退休干部用车 0 辆，其他用车 0 辆，单价 100 万元以上专用设备 0 台（套）。\n十三、其他需要说明的情况\n无。")
    s.append("第四部分 预算绩效情况说明\n根据预算绩效管理要求，本部门组织对 2024 年度一般公共预算项目支出全面开展绩效自评，共涉及项目 4 个，其中：一级项目 1 个，二级项目 3 个，共涉及资金 312.40 万元，占一般公共预算项目支出总额的 " + b.pct(D("3124000"), n["public_project"]) + "。从评价情况来看，4 个项目支出绩效自评结果为“优”的 3 个，为“良”的 1 个，平均得分 94.25 分。各项目自评得分分别为：办公楼维修项目 96 分，下乡工作经费 98 分，防汛值班经费 95 分，信息化运维 88 分。")
    return [*s, *nine(b, 2024, "临渭区某某局", unit="金额单位：万元")]


def shanxi():
    """2021, amounts without unit spaces, 比上年, one decimal rate, whole tables with 行次."""
    b = Book(14, "office", fund=True, rate=1, scale=150_000, extra=("other",))
    n, o, p = b.now, b.old, b.plan
    s = ["北石区财政局\n2021年部门决算及“三公”经费信息\n公开说明\n根据《中华人民共和国预算法》《北石区人民政府办公室关于做好全区预（决）算和“三公”经费信息公开工作的通知》（北政办发〔2014〕130号）《北石区财政局关于批复2021年度部门决算的通知》（北财库〔2022〕4003号）文件的要求，现将我单位2021年决算信息公开如下：",
         "第三部分 2021年度部门决算情况说明",
         f"一、收入支出决算总体情况说明\n2021年度收入总计{b.w('total')}、支出总计{b.w('total')}。与2020年相比，收、支总计各{b.diff('total', words='增加 增长 减少 降低')}。主要原因是项目资金变化。",
         f"二、收入决算情况说明\n2021年度收入合计{b.w('income')}，其中：财政拨款收入{b.w('f_income')}，占比{b.share('f_income', 'income')}；其他收入{b.w('other')}，占比{b.share('other', 'income')}。",
         f"三、支出决算情况说明\n2021年度支出合计{b.w('spent')}，其中：基本支出{b.w('basic')}，占比{b.share('basic', 'spent')}；项目支出{b.w('project')}，占比{b.share('project', 'spent')}。",
         f"四、财政拨款收入支出决算总体情况说明\n2021年度财政拨款收入总计{b.w('f_total')}、支出总计{b.w('f_total')}。与2020年相比，财政拨款收、支总计各{b.diff('f_total', words='增加 增长 减少 降低')}。",
         f"五、财政拨款支出决算情况说明\n（一）财政拨款支出决算总体情况\n2021年度财政拨款支出{b.w('f_spent')}，占本年支出合计的{b.share('f_spent', 'spent')}。其中：一般公共预算财政拨款支出{b.w('public')}，政府性基金预算财政拨款支出{b.w('fund')}。与2020年相比，财政拨款支出{b.diff('f_spent', words='增加 增长 减少 降低')}。其中，人员经费{b.w('people')}，占财政拨款支出的比重为{b.share('people', 'f_spent')}；日常公用经费{b.w('running')}，占财政拨款支出的比重为{b.share('running', 'f_spent')}。",
         f"（二）财政拨款支出决算结构情况\n2021年度财政拨款支出{b.w('f_spent')}，主要用于以下方面：" + "；".join(f"{c}（类）支出{b.a(b.cls(i))}万元，占{b.pct(b.cls(i), n['f_spent'])}" for (_, c), i in b.classes().items()) + f"；城乡社区支出（类）支出{b.w('fund')}，占{b.share('fund', 'f_spent')}。",
         f"（三）财政拨款支出决算具体情况\n2021年度财政拨款支出年初预算{b.w('f_spent', p)}，支出决算{b.w('f_spent')}，完成年初预算的{b.done('f_spent')}。其中：一般公共预算财政拨款支出年初预算{b.w('public', p)}，支出决算{b.w('public')}，完成年初预算的{b.done('public')}；政府性基金预算财政拨款支出年初预算{b.w('fund', p)}，支出决算{b.w('fund')}，完成年初预算的{b.done('fund')}。"]
    for k, ((_, c), items) in enumerate(b.classes().items()):
        x, y, z = b.cls(items), b.cls(items, "plan"), b.cls(items, "old")
        s.append(f"{k + 1}.{c}（类）支出年初预算{b.a(y)}万元，支出决算{b.a(x)}万元，完成年初预算的{b.pct(x, y)}，用于机关运转。较2020年决算{'增加' if x > z else '减少'}{b.a(x - z)}万元，{'增长' if x > z else '降低'}{b.pct(x - z, z)}，主要原因是政策性调整。")
    s.append(f"（四）财政拨款基本支出决算情况\n2021年度一般公共预算财政拨款基本支出{b.w('basic')}，其中：人员经费{b.w('people')}，主要包括：基本工资、津贴补贴等；公用经费{b.w('running')}，主要包括：办公费、印刷费等。")
    s.append(f"六、“三公”经费财政拨款支出决算情况说明\n（一）“三公”经费财政拨款支出决算总体情况\n2021年度“三公”经费财政拨款支出预算{b.w('three', p)}，支出决算{b.w('three')}，完成预算的{b.done('three')}，比上年{b.diff('three', words='增加 增长 减少 降低')}。其中：因公出国（境）费0万元，完成预算的0%；公务用车购置费0万元，完成预算的0%；公务用车运行维护费{b.w('car_run')}，完成预算的{b.done('car_run')}；公务接待费{b.w('reception')}，完成预算的{b.done('reception')}。\n（二）具体情况\n2021年度“三公”经费财政拨款支出决算中，因公出国（境）费支出决算0万元，占0%，团组数0个，人次数0人；公务用车购置及运行维护费支出决算{b.w('car')}，占{b.share('car', 'three')}；公务接待费支出决算{b.w('reception')}，占{b.share('reception', 'three')}。其中：国内接待批次33批，国内接待人数271人。公务用车购置数0辆，保有量2辆。")
    s.append(f"七、机关运行经费支出情况说明\n2021年机关运行经费支出{b.w('running')}，比2020年{b.diff('running', words='增加 增长 减少 降低')}，主要原因是压缩开支。\n八、政府采购情况说明\n2021年政府采购支出总额{b.w('purchase')}，其中：政府采购货物支出{b.w('goods')}、政府采购工程支出{b.w('works')}、政府采购服务支出{b.w('services')}。授予中小企业合同金额{b.w('sme')}，占政府采购支出总额的{b.share('sme', 'purchase')}，其中：授予小微企业合同金额{b.w('micro')}，占政府采购支出总额的{b.share('micro', 'purchase')}。")
    s.append("九、国有资产占用情况\n截至2021年12月31日，本部门共有车辆2辆，其中：一般公务用车2辆；单价50万元以上通用设备0台（套），单价100万元以上专用设备0台（套）。")
    return [*s, *nine(b, 2021, "北石区财政局", unit="金额单位：万元", total_last=False, numbered=False)]


def university():
    """A university, 2022, in 万元 with two places, income by business kinds."""
    b = Book(15, "university", fund=False, grouped=True, scale=30_000_000, extra=("business", "operating", "affiliated", "other"), abroad=True)
    n, o, p = b.now, b.old, b.plan
    edu = rnd(n["business"] * D("0.7"), 2)
    sci = n["business"] - edu
    s = ["南岭理工大学2022年度部门决算\n二〇二三年九月",
         "第二部分 2022年度部门决算情况说明",
         f"一、收入支出决算总体情况\n学校2022年度收入总计{b.w('total')}，其中：本年收入{b.w('income')}，占{b.share('income', 'total')}；年初结转和结余{b.w('carry_in')}，占{b.share('carry_in', 'total')}。与2021年度决算数相比，收入总计{b.diff('total')}，主要是科研事业收入变化。学校2022年度支出总计{b.w('total')}，其中：本年支出{b.w('spent')}，占{b.share('spent', 'total')}；年末结转和结余{b.w('carry_out')}，占{b.share('carry_out', 'total')}。",
         f"二、收入决算情况\n学校2022年度本年收入{b.w('income')}，构成如下：\n1.财政拨款收入{b.w('f_income')}，占本年收入的{b.share('f_income', 'income')}，比上年决算数{b.diff('f_income')}；\n2.事业收入{b.w('business')}，占本年收入的{b.share('business', 'income')}，比上年决算数{b.diff('business')}。其中：教育事业收入{b.a(edu)}万元，占事业收入的{b.pct(edu, n['business'])}；科研事业收入{b.a(sci)}万元，占事业收入的{b.pct(sci, n['business'])}；\n3.经营收入{b.w('operating')}，占本年收入的{b.share('operating', 'income')}；\n4.附属单位上缴收入{b.w('affiliated')}，占本年收入的{b.share('affiliated', 'income')}；\n5.其他收入{b.w('other')}，占本年收入的{b.share('other', 'income')}，主要包括利息收入、捐赠收入等。",
         f"三、支出决算情况\n学校2022年度本年支出{b.w('spent')}，其中：基本支出{b.w('basic')}，占本年支出的{b.share('basic', 'spent')}；项目支出{b.w('project')}，占本年支出的{b.share('project', 'spent')}。",
         f"四、财政拨款支出决算情况\n2022年度财政拨款支出{b.w('public')}，比上年决算数{b.diff('public')}。按功能分类：" + "；".join(f"{c}{b.a(b.cls(i))}万元，占财政拨款支出的{b.pct(b.cls(i), n['public'])}" for (_, c), i in b.classes().items()) + "。"]
    for k, i in enumerate(b.items):
        v, z = i["basic"] + i["project"], i["old"]
        s.append(f"{k + 1}．{i['x']}（{i['code']}）2022年度决算数{b.a(v)}万元，比2021年度决算数{b.a(z)}万元{'增加' if v > z else '减少'}{b.a(v - z)}万元，{'增长' if v > z else '下降'}{b.pct(v - z, z)}。")
    s.append(f"五、“三公”经费支出情况\n学校2022年度“三公”经费财政拨款支出决算{b.w('three')}，其中：因公出国（境）费{b.w('abroad')}，公务用车购置及运行维护费{b.w('car')}，公务接待费{b.w('reception')}。“三公”经费支出比年初预算{b.diff('three', 'plan')}。")
    return [*s, *nine(b, 2022, "南岭理工大学", unit="金额单位：万元")]


def hospital():
    """A hospital in 元 of Sichuan-like but older text, with full width digits and line breaks."""
    b = Book(16, "hospital", fund=False, unit="万元", scale=5_000_000, extra=("business", "other"), reception=False)
    n, o, p = b.now, b.old, b.plan
    s = ["云阳市中医医院２０２３年度单位决算\n公开日期：2024年9月26日\n目录\n一、 主要职责 PAGEREF _Toc32310 \\h 3\n二、 机构设置 PAGEREF _Toc8401 \\h 3\n第二部分 2023年度单位决算情况说明 PAGEREF _Toc2776 \\h 4\n一、收入支出决算总体情况说明 4\n二、收入决算情况说明 4",
         f"第二部分　２０２３年度单位决算情况说明\n一、收入支出决算总体情况说明\n２０２３年度收、支总计均为{b.w('total')}。与２０２２年度相比，收、支总计各{b.diff('total')}，，主要变动原因是医疗业务量变化。。\n（图1：收、支决算总计变动情况图）",
         f"二、收入决算情况说明\n2023年度本年收入合计{b.w('income')}，其中：一般公共预算财政拨款收入{b.w('public_income')}，占{b.share('public_income', 'income')}；事业收入{b.w('business')}，占{b.share('business', 'income')}；其他收入{b.w('other')}，占{b.share('other', 'income')}。\n（图2：收入决算结构图）",
         f"三、支出决算情况说明\n2023年度本年支出合计{b.w('spent')}，其中：基本支出{b.w('basic')}，占{b.share('basic', 'spent')}；项目支出{b.w('project')}，占{b.share('project', 'spent')}。",
         f"四、财政拨款收入支出决算总体情况说明\n2023年度财政拨款收、支总计均为{b.w('f_total')}。与2022年度相比，财政拨款收、支总计各{b.diff('f_total')}。",
         f"五、一般公共预算财政拨款支出决算情况说明\n（一）一般公共预算财政拨款支出决算总体情况\n2023年度一般公共预算财政拨款支出{b.w('public')}，占本年支出合计的{b.share('public', 'spent')}。与2022年度相比，一般公共预算财政拨款支出{b.diff('public')}。\n（二）一般公共预算财政拨款支出决算结构情况\n2023年度一般公共预算财政拨款支出{b.w('public')}，主要用于以下方面：" + "；".join(f"{c}{b.a(b.cls(i))}万元，占{b.pct(b.cls(i), n['public'])}" for (_, c), i in b.classes().items()) + f"。\n（三）一般公共预算财政拨款支出决算具体情况\n2023年度一般公共预算支出决算数为{b.a(n['public'])}万元，完成预算{b.done('public')}。其中："]
    for k, i in enumerate(b.items):
        v = i["basic"] + i["project"]
        s.append(f"{k + 1}.{i['c']}（类）{i['k']}（款）{i['x']}（项）: 支出决算为{b.a(v)}万元，完成预算{b.pct(v, i['plan'])}，决算数{b.word(v, i['plan'])}预算数" + ("。" if b.a(v) == b.a(i["plan"]) else "的主要原因是资金结转。"))
    s[-len(b.items) - 1] = s[-len(b.items) - 1].replace(f"完成预算{b.done('public')}", f"完成预算{b.pct(n['public'], sum(i['plan'] for i in b.items))}")
    s.append(f"六、一般公共预算财政拨款基本支出决算情况说明\n2023年度一般公共预算财政拨款基本支出{b.w('basic')}，其中：\n人员经费{b.w('people')}，主要包括：基本工资、津贴补贴等。\n公用经费{b.w('running')}，主要包括：办公费、印刷费等。")
    s.append(f"七、财政拨款“三公”经费支出决算情况说明\n2023年度“三公”经费支出决算为{b.w('three')}，完成预算{b.done('three')}，较上年度{b.diff('three')}。其中：因公出国（境）费支出决算0万元；公务用车购置及运行维护费支出决算{b.w('car')}，占100%；公务接待费支出决算0万元，占0%。")
    s.append("八、其他重要事项的情况说明\n（一）机关运行经费支出情况\n本单位为事业单位，按规定未使用机关运行经费的相关科目。\n（二）政府采购支出情况\n2023年度，本单位政府采购支出总额" + f"{b.w('purchase')}，其中：政府采购货物支出{b.w('goods')}、政府采购工程支出{b.w('works')}、政府采购服务支出{b.w('services')}。主要用于医疗设备购置。授予中小企业合同金额{b.w('sme')}，占政府采购支出总额的{b.share('sme', 'purchase')}，其中：授予小微企业合同金额{b.w('micro')}，占政府采购支出总额的{b.share('micro', 'purchase')}。\n（三）国有资产占有使用情况\n截至2023年12月31日，本单位共有车辆9辆，其中：特种专业技术用车6辆、其他用车3辆。其他用车主要是用于下乡义诊。单价100万元（含）以上设备（不含车辆）21台（套）。\n（四）预算绩效管理情况\n根据预算绩效管理要求，本单位在2023年度预算编制阶段，组织对2个项目开展了预算事前绩效评估，对5个项目编制了绩效目标，预算执行过程中，选取5个项目开展绩效监控，组织对5个项目开展绩效自评。")
    return [*s, *nine(b, 2023, "云阳市中医医院", unit="金额单位：万元")]
