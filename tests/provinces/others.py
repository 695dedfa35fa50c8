#!/usr/bin/env python3
"""More sound reports with invented units: wordings and layouts of further provinces, budgets, schools, hospitals.

    python3 others.py OUT [SEEDS]
"""
from decimal import Decimal as D

from generate import CLASSES, Figures, Unit, compared, item_lines, rnd, tables
from parts import write_reports

WORDS = ("增加", "增长", "减少", "下降")


class Account(Unit):
    """The accounts with the budgets of the year, the economic classes and last year's figures by class."""

    def __init__(self, f, settled=True):
        super().__init__(f)
        f.before.update({v: f.other_year(v) for v in (self.fund, self.purchase, self.public_income, self.fiscal_spent)})
        self.budgets = {k: rnd(sum(v) * D(f.r.randint(70, 130)) / 100, 2) if settled else sum(v) for k, v in self.items.items()}
        self.budget = sum(self.budgets.values())
        for code, _, groups in CLASSES:
            f.before[self.of_class(code)] = f.other_year(self.of_class(code))
            for gcode, _, _ in groups:
                f.before[self.of_class(gcode)] = f.other_year(self.of_class(gcode))
        for k, v in self.items.items():
            f.before[sum(v)] = f.other_year(sum(v))
        self.wages, self.family = f.split(self.people, 2)
        self.goods_services, self.capital = self.running - rnd(self.running / 9, 2), rnd(self.running / 9, 2)
        self.wage_items = f.split(self.wages, 4)
        self.service_items = f.split(self.goods_services - self.reception - self.car, 3)
        self.car_budget, self.reception_budget = rnd(self.car * D("1.25"), 2), rnd(self.reception * D("1.6"), 2)
        self.three_budget = self.car_budget + self.reception_budget

    def budget_of(self, code):
        return sum(v for k, v in self.budgets.items() if k.startswith(code))


def change(f, now, before, words=WORDS, unit="万元", sep="，"):
    a, b = (words[0], words[1]) if now >= before else (words[2], words[3])
    return f"{a}{f.w(now - before)}{unit}{sep}{b}{f.pct(now - before, before)}"


def carried(f, final, budget, words="完成年初预算的"):
    return f"{words}{f.pct(final, budget)}"


def shown(f, *parts):
    return sum(rnd(p / 10000, f.places) for p in parts)


def basic_table(u, unit="万元"):
    f = u.f
    a = f.w if unit == "万元" else f.y
    left = [("301", "工资福利支出", u.wages), ("30101", "基本工资", u.wage_items[0]), ("30102", "津贴补贴", u.wage_items[1]),
            ("30103", "奖金", u.wage_items[2]), ("30113", "住房公积金", u.wage_items[3]), ("303", "对个人和家庭的补助", u.family),
            ("30302", "退休费", u.family)]
    right = [("302", "商品和服务支出", u.goods_services), ("30201", "办公费", u.service_items[0]), ("30211", "差旅费", u.service_items[1]),
             ("30217", "公务接待费", u.reception), ("30231", "公务用车运行维护费", u.car), ("30299", "其他商品和服务支出", u.service_items[2]),
             ("310", "资本性支出", u.capital), ("31002", "办公设备购置", u.capital)]
    out = ["一般公共预算财政拨款基本支出决算明细表", "公开06表", "金额单位：" + unit, "",
           "人员经费\t\t\t公用经费\t\t", "经济分类科目编码\t科目名称\t决算数\t经济分类科目编码\t科目名称\t决算数"]
    for i in range(max(len(left), len(right))):
        row = []
        for side in (left, right):
            row += [side[i][0], side[i][1], a(side[i][2])] if i < len(side) else ["", "", ""]
        out.append("\t".join(row))
    return out + ["\t".join(["人员经费合计", "", a(u.people), "公用经费合计", "", a(u.running)]), ""]


def fiscal_table(u, unit="万元"):
    f = u.f
    a = f.w if unit == "万元" else f.y
    rows = [["收入", "", "", "支出", "", "", "", "", ""],
            ["项目", "行次", "金额", "项目", "行次", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"],
            ["栏次", "", "1", "栏次", "", "2", "3", "4", "5"]]
    left = [("一、一般公共预算财政拨款", u.public_income), ("二、政府性基金预算财政拨款", u.fund_income), ("三、国有资本经营预算财政拨款", None), ("", None), ("", None)]
    right = [("一、一般公共服务支出", u.of_class("201"), 0), ("八、社会保障和就业支出", u.of_class("208"), 0), ("九、卫生健康支出", u.of_class("210"), 0),
             ("十一、城乡社区支出", u.fund, 1), ("十九、住房保障支出", u.of_class("221"), 0)]
    for i, ((name, v), (other, w, fund)) in enumerate(zip(left, right)):
        rows.append([name, str(i + 1), a(v) if v is not None else "", other, str(i + 20), a(w), "" if fund else a(w), a(w) if fund else "", ""])
    public_out = u.fiscal_carried_out
    rows.append(["本年收入合计", "9", a(u.fiscal_income), "本年支出合计", "40", a(u.fiscal_spent), a(u.public), a(u.fund), ""])
    rows.append(["年初财政拨款结转和结余", "10", a(u.fiscal_carried_in), "年末财政拨款结转和结余", "41", a(public_out), a(public_out), "", ""])
    rows.append(["一般公共预算财政拨款", "11", a(u.fiscal_carried_in), "", "42", "", "", "", ""])
    rows.append(["政府性基金预算财政拨款", "12", "", "", "43", "", "", "", ""])
    rows.append(["总计", "14", a(u.fiscal_total), "总计", "44", a(u.fiscal_total), a(u.public + public_out), a(u.fund), ""])
    return ["财政拨款收入支出决算总表", "公开04表", "单位：" + unit, ""] + ["\t".join(r) for r in rows] + [""]


def beijing(seed):
    f = Figures(seed, places=6)
    u = Account(f)
    y = 2023
    b = f"{y}年年初预算"
    L = [f"北京市云栖区园林绿化局{y}年度部门决算", "第二部分 2023年度部门决算说明", "一、收入支出决算总体情况说明",
         f"{y}年度收、支总计{f.w(u.total)}万元，比上年{f.change(u.total)}。",
         "（一）收入决算说明",
         f"{y}年度本年收入合计{f.w(u.income)}万元，比上年{f.change(u.income)}，其中：财政拨款收入{f.w(u.fiscal_income)}万元，占收入合计的{f.pct(u.fiscal_income, u.income)}；事业收入0万元，占收入合计的0.00%；其他收入{f.w(u.other_income)}万元，占收入合计的{f.pct(u.other_income, u.income)}。",
         "图1：收入决算（单位：万元）", "（二）支出决算说明",
         f"{y}年度本年支出合计{f.w(u.spent)}万元，比上年{f.change(u.spent)}，其中：基本支出{f.w(u.basic)}万元，占支出合计的{f.pct(u.basic, u.spent)}；项目支出{f.w(u.project_all)}万元，占支出合计的{f.pct(u.project_all, u.spent)}；上缴上级支出0万元，占支出合计的0.00%。",
         "二、财政拨款收入支出决算总体情况说明",
         f"{y}年度财政拨款收、支总计{f.w(u.fiscal_total)}万元，比上年{f.change(u.fiscal_total)}。主要原因：机构改革人员转隶。",
         "三、一般公共预算财政拨款支出决算情况说明", "（一）一般公共预算财政拨款支出决算总体情况",
         f"{y}年度一般公共预算财政拨款支出{f.w(u.public)}万元，主要用于以下方面（按大类）：" + "；".join(f"“{n}”{f.w(u.of_class(c))}万元，占本年财政拨款支出{f.pct(u.of_class(c), u.public)}" for c, n, _ in CLASSES) + "。",
         "（二）一般公共预算财政拨款支出决算具体情况"]
    for n, (code, name, groups) in enumerate(CLASSES, 1):
        L.append(f"{n}、“{name}”（类）{y}年度决算{f.w(u.of_class(code))}万元，比{b}{change(f, u.of_class(code), u.budget_of(code))}。其中：")
        for gcode, gname, _ in groups:
            L.append(f"“{gname}”（款）{y}年度决算{f.w(u.of_class(gcode))}万元，比{b}{change(f, u.of_class(gcode), u.budget_of(gcode))}。主要原因：据实结算。")
    fuel, repair, insure, rest = f.split(u.car, 4)
    L += ["四、政府性基金预算财政拨款支出决算情况说明", f"{y}年度政府性基金预算财政拨款支出{f.w(u.fund)}万元，主要用于以下方面（按大类）：“城乡社区支出”{f.w(u.fund)}万元，占本年财政拨款支出100.00%。",
          "六、财政拨款基本支出决算情况说明",
          f"{y}年度使用一般公共预算财政拨款安排基本支出{f.w(u.basic)}万元，其中：（1）工资福利支出{f.w(u.wages)}万元，包括基本工资、津贴补贴；（2）商品和服务支出{f.w(u.goods_services)}万元，包括办公费、印刷费；（3）对个人和家庭的补助支出{f.w(u.family)}万元，包括退休费；（4）其他资本性支出{f.w(u.capital)}万元，包括办公设备购置。",
          "第三部分 2023年度其他重要事项的情况说明", "一、“三公”经费财政拨款决算情况",
          f"{y}年“三公”经费财政拨款决算数{f.w(u.three)}万元，比{y}年“三公”经费财政拨款年初预算{f.w(u.three_budget)}万元减少{f.w(u.three_budget - u.three)}万元。其中：",
          f"1.因公出国（境）费用。{y}年决算数0万元，与{y}年年初预算数0万元持平。{y}年组织因公出国（境）团组0个、0人次，人均因公出国（境）费用0万元。",
          f"2.公务接待费。{y}年决算数{f.w(u.reception)}万元，比{y}年年初预算数{f.w(u.reception_budget)}万元减少{f.w(u.reception_budget - u.reception)}万元。主要原因：厉行节约。公务接待12批次，公务接待96人次。",
          f"3.公务用车购置及运行维护费。{y}年决算数{f.w(u.car)}万元，比{y}年年初预算数{f.w(u.car_budget)}万元减少{f.w(u.car_budget - u.car)}万元。其中，公务用车购置费{y}年决算数0万元，与{y}年年初预算数0万元持平。{y}年购置（更新）0辆，车均购置费0万元。公务用车运行维护费{y}年决算数{f.w(u.car)}万元，比{y}年年初预算数{f.w(u.car_budget)}万元减少{f.w(u.car_budget - u.car)}万元，主要原因：车辆使用减少。{y}年公务用车运行维护费中，公务用车加油{f.w(fuel)}万元，公务用车维修{f.w(repair)}万元，公务用车保险{f.w(insure)}万元，公务用车其他支出{f.w(rest)}万元。{y}年公务用车保有量4辆，车均运行维护费{f.w(u.car / 4)}万元。",
          "二、机关运行经费支出情况", f"{y}年机关运行经费支出合计{f.w(u.running)}万元，比上年{f.change(u.running)}。增减变动原因：压减一般性支出。",
          "三、政府采购支出情况",
          f"{y}年政府采购支出总额{f.w(u.purchase)}万元，其中：政府采购货物支出{f.w(u.goods)}万元，政府采购工程支出{f.w(u.works)}万元，政府采购服务支出{f.w(u.services)}万元。授予中小企业合同金额{f.w(u.sme)}万元，占政府采购支出总额的{f.pct(u.sme, u.purchase)}，其中：授予小微企业合同金额{f.w(u.micro)}万元，占政府采购支出总额的{f.pct(u.micro, u.purchase)}。",
          "四、国有资产占用情况", f"{y}年本部门车辆4台，{f.w(u.car * 3)}万元；单位价值100万元（含）以上设备（不含车辆）0台（套）。"]
    return L + tables(u) + fiscal_table(u) + basic_table(u)


def hubei(seed):
    f = Figures(seed)
    u = Account(f)
    y = 2023
    L = [f"白洋市应急管理局{y}年度部门决算公开", "第三部分 2023年度部门决算情况说明", "一、收入支出决算总体情况说明",
         f"{y}年度收、支总计均为{f.w(u.total)}万元。与{y-1}年度相比，收、支总计各{f.change(u.total)}，主要原因是中央自然灾害救灾资金120.00万元未在本年安排。",
         "二、收入决算情况说明",
         f"{y}年度收入合计{f.w(u.income)}万元，与{y-1}年度相比，收入合计{f.change(u.income)}。其中：财政拨款收入{f.w(u.fiscal_income)}万元，占本年收入{f.pct(u.fiscal_income, u.income)}；上级补助收入0.00万元，占本年收入0.00%；其他收入{f.w(u.other_income)}万元，占本年收入{f.pct(u.other_income, u.income)}。",
         "三、支出决算情况说明",
         f"{y}年度支出合计{f.w(u.spent)}万元，与{y-1}年度相比，支出合计{f.change(u.spent)}。其中：基本支出{f.w(u.basic)}万元，占本年支出{f.pct(u.basic, u.spent)}；项目支出{f.w(u.project_all)}万元，占本年支出{f.pct(u.project_all, u.spent)}；上缴上级支出0.00万元，占本年支出0.00%；经营支出0.00万元，占本年支出0.00%。",
         "四、财政拨款收入支出决算总体情况说明",
         f"{y}年度财政拨款收、支总计均为{f.w(u.fiscal_total)}万元。与{y-1}年度相比，财政拨款收、支总计各{f.change(u.fiscal_total)}。",
         f"{y}年度财政拨款收入中，一般公共预算财政拨款收入{f.w(u.public_income)}万元，比{y-1}年度决算数{f.change(u.public_income).split('，')[0]}。政府性基金预算财政拨款收入{f.w(u.fund_income)}万元，比{y-1}年度决算数{f.change(u.fund_income).split('，')[0]}。国有资本经营预算财政拨款收入0.00万元，与{y-1}年度决算数持平，无增减变动。",
         "五、一般公共预算财政拨款支出决算情况说明", "（一）一般公共预算财政拨款支出决算总体情况",
         f"{y}年度一般公共预算财政拨款支出{f.w(u.public)}万元，占本年支出合计的{f.pct(u.public, u.spent)}。与{y-1}年度相比，一般公共预算财政拨款支出{f.change(u.public)}。",
         "（二）一般公共预算财政拨款支出决算结构情况",
         f"{y}年度一般公共预算财政拨款支出{f.w(u.public)}万元，主要用于以下方面："]
    L += [f"{n}. {name}（类）支出{f.w(u.of_class(code))}万元，占{f.pct(u.of_class(code), u.public)}。主要是用于本单位运转。" for n, (code, name, _) in enumerate(CLASSES, 1)]
    L += ["（三）一般公共预算财政拨款支出决算具体情况",
          f"{y}年度一般公共预算财政拨款支出年初预算为{f.w(u.budget)}万元，支出决算为{f.w(u.public)}万元，{carried(f, u.public, u.budget)}。其中：基本支出{f.w(u.basic)}万元，项目支出{f.w(u.project)}万元。项目支出主要用于应急演练，主要成效是提升了全市防灾能力。"]
    L += item_lines(u, lambda n, c, g, i, v: f"{n}.{c}（类）{g}（款）{i}（项）。年初预算为{f.w(u.budgets[next(k for k in u.items if sum(u.items[k]) == v)])}万元，支出决算为{f.w(v)}万元，{carried(f, v, u.budgets[next(k for k in u.items if sum(u.items[k]) == v)])}，支出决算数{compared(v, u.budgets[next(k for k in u.items if sum(u.items[k]) == v)])}年初预算数的主要原因是：年中追加15.6万元。")
    L += ["六、一般公共预算财政拨款基本支出决算情况说明",
          f"{y}年度一般公共预算财政拨款基本支出{f.w(u.basic)}万元，其中：", f"人员经费{f.w(u.people)}万元，主要包括：基本工资、津贴补贴。", f"公用经费{f.w(u.running)}万元，主要包括：办公费、印刷费。",
          "九、财政拨款“三公”经费支出决算情况说明",
          f"{y}年度“三公”经费财政拨款支出全年预算为{f.w(u.three_budget)}万元，支出决算为{f.w(u.three)}万元，完成全年预算的{f.pct(u.three, u.three_budget)}；较上年{f.change(u.three)}。决算数小于全年预算数的主要原因：严格落实中央八项规定。决算数较上年{'增加' if u.three > f.before[u.three] else '减少'}的主要原因：工作需要。",
          "1.因公出国（境）费全年预算为0万元，支出决算为0万元，与上年持平。",
          f"2.公务用车购置及运行费全年预算为{f.w(u.car_budget)}万元，支出决算为{f.w(u.car)}万元，完成全年预算的{f.pct(u.car, u.car_budget)}；较上年{f.change(u.car)}。其中：",
          "（1）公务用车购置费0.00万元，本年度购置（更新）公务用车0辆。",
          f"（2）公务用车运行费{f.w(u.car)}万元，主要用于应急执法。截至{y}年12月31日，开支财政拨款的公务用车保有量3辆。",
          f"3.公务接待费全年预算为{f.w(u.reception_budget)}万元，支出决算为{f.w(u.reception)}万元，完成全年预算的{f.pct(u.reception, u.reception_budget)}，比全年预算减少{f.w(u.reception_budget - u.reception)}万元，较上年{f.change(u.reception)}。国内公务接待{f.w(u.reception)}万元，{y}年共接待国内来访团组10个，87人次（不包括陪同人员）。",
          "十、机关运行经费支出说明", f"{y}年度机关运行经费支出{f.w(u.running)}万元，比{y-1}年度决算数{f.change(u.running)}。",
          "十一、政府采购支出说明",
          f"{y}年度政府采购支出总额{f.w(u.purchase)}万元，其中：政府采购货物支出{f.w(u.goods)}万元、政府采购工程支出{f.w(u.works)}万元、政府采购服务支出{f.w(u.services)}万元。授予中小企业合同金额{f.w(u.sme)}万元，占政府采购支出总额的{f.pct(u.sme, u.purchase)}，其中：授予小微企业合同金额{f.w(u.micro)}万元，占授予中小企业合同金额的{f.pct(u.micro, u.sme)}；货物采购授予中小企业合同金额占货物支出金额的100%，服务采购授予中小企业合同金额占服务支出金额的100%。" if False else
          f"{y}年度政府采购支出总额{f.w(u.purchase)}万元，其中：政府采购货物支出{f.w(u.goods)}万元、政府采购工程支出{f.w(u.works)}万元、政府采购服务支出{f.w(u.services)}万元。授予中小企业合同金额{f.w(u.sme)}万元，占政府采购支出总额的{f.pct(u.sme, u.purchase)}，其中：授予小微企业合同金额{f.w(u.micro)}万元，占授予中小企业合同金额的{f.pct(u.micro, u.sme)}。",
          "十二、国有资产占用情况说明",
          f"截至{y}年12月31日，部门共有车辆3辆，其中，副部（省）级及以上领导用车0辆、主要负责人用车0辆、机要通信用车0辆、应急保障用车1辆、执法执勤用车2辆、特种专业技术用车0辆、离退休干部用车0辆、其他用车0辆；单位价值100万元（含）以上设备（不含车辆）1台（套）。",
          "十三、预算绩效情况说明",
          f"根据预算绩效管理要求，我部门组织对{y}年度一般公共预算项目支出全面开展绩效自评，共涉及项目2个，资金{f.w(u.project)}万元，占一般公共预算项目支出总额的100%。"]
    return L + tables(u, unit="元") + fiscal_table(u, "元") + basic_table(u, "元")


def shaanxi(seed):
    f = Figures(seed, grouped=True)
    u = Account(f)
    y = 2023
    meeting, training = f.amount(5_000, 20_000), f.amount(5_000, 20_000)
    f.before.update({meeting: f.other_year(meeting), training: f.other_year(training)})
    L = [f"渭阳市第三中级人民法院{y}年度部门决算", "第三部分 2023年度部门决算情况说明", "一、收入支出决算总体情况说明",
         f"{y}年度收入总计、支出总计均为{f.w(u.total)}万元，与上年相比收入总计、支出总计各{f.change(u.total)}。主要是办案业务装备经费减少。",
         "二、收入决算情况说明",
         f"{y}年度本年收入合计{f.w(u.income)}万元，其中：财政拨款收入{f.w(u.fiscal_income)}万元，占总收入的{f.pct(u.fiscal_income, u.income)}；其他收入{f.w(u.other_income)}万元，占总收入的{f.pct(u.other_income, u.income)}。",
         "三、支出决算情况说明",
         f"{y}年度本年支出合计{f.w(u.spent)}万元，其中：基本支出{f.w(u.basic)}万元，占总支出的{f.pct(u.basic, u.spent)}；项目支出{f.w(u.project_all)}万元，占总支出的{f.pct(u.project_all, u.spent)}。",
         "四、财政拨款收入支出决算总体情况说明",
         f"{y}年度财政拨款收入总计、支出总计均为{f.w(u.fiscal_total)}万元，与上年相比收、支总计各{f.change(u.fiscal_total)}。",
         "五、一般公共预算财政拨款支出决算情况说明",
         f"{y}年度一般公共预算财政拨款支出年初预算{f.w(u.budget)}万元，支出决算{f.w(u.public)}万元，完成年初预算的{f.pct(u.public, u.budget)}，占本年支出合计的{f.pct(u.public, u.spent)}。与上年相比，财政拨款支出{f.change(u.public)}，主要原因是人员增加。",
         "按照政府功能分类科目，其中："]
    L += item_lines(u, lambda n, c, g, i, v: f"{n}.{c}（类）{g}（款）{i}（项）。\n年初预算为{f.w(v)}万元，支出决算为{f.w(v)}万元，完成年初预算的100%，决算数与年初预算数持平。") if False else []
    for n, (code, cname, groups) in enumerate(CLASSES, 1):
        for gcode, gname, items in groups:
            for icode, iname in items:
                v, b = sum(u.items[icode]), u.budgets[icode]
                word = {"大于": "大于", "小于": "小于", "等于": "等于"}[compared(v, b)]
                L.append(f"{cname}（类）{gname}（款）{iname}（项）年初预算{f.w(b)}万元，支出决算{f.w(v)}万元，完成年初预算的{f.pct(v, b)}。决算数{word}年初预算数的主要原因是年中调整。")
    L += ["六、一般公共预算财政拨款基本支出决算情况说明",
          f"{y}年度一般公共预算财政拨款基本支出{f.w(u.basic)}万元，包括：人员经费支出{f.w(u.people)}万元和公用经费支出{f.w(u.running)}万元。",
          f"（一）人员经费{f.w(u.people)}万元，主要包括：基本工资{f.w(u.wage_items[0])}万元、津贴补贴{f.w(u.wage_items[1])}万元、奖金{f.w(u.wage_items[2])}万元、住房公积金{f.w(u.wage_items[3])}万元、退休费{f.w(u.family)}万元。",
          f"（二）公用经费{f.w(u.running)}万元，主要包括：办公费{f.w(u.service_items[0])}万元、差旅费{f.w(u.service_items[1])}万元、公务接待费{f.w(u.reception)}万元、公务用车运行维护费{f.w(u.car)}万元、其他商品和服务支出{f.w(u.service_items[2])}万元、办公设备购置{f.w(u.capital)}万元。",
          "七、一般公共预算财政拨款“三公”经费支出决算情况说明",
          f"{y}年度财政拨款安排“三公”经费支出预算{f.w(u.three_budget)}万元，支出决算{f.w(u.three)}万元，完成预算的{f.pct(u.three, u.three_budget)}。决算数较预算数减少{f.w(u.three_budget - u.three)}万元，主要原因是落实过紧日子要求。",
          f"“三公”经费财政拨款支出决算中，因公出国（境）费支出决算0万元，占0%；公务用车购置费支出0万元，占0%；公务用车运行维护费支出决算{f.w(u.car)}万元，占{f.pct(u.car, u.three)}；公务接待费支出决算{f.w(u.reception)}万元，占{f.pct(u.reception, u.three)}。具体情况如下：",
          "（一）因公出国（境）支出情况说明。", f"{y}年度因公出国（境）团组0个，0人次，预算0万元，支出决算0万元。",
          "（二）公务用车购置费用支出情况说明。", f"{y}年度无公务用车购置费用支出。",
          "（三）公务用车运行维护费用支出情况说明。",
          f"{y}年度公务用车运行维护费预算{f.w(u.car_budget)}万元，支出决算{f.w(u.car)}万元，完成预算的{f.pct(u.car, u.car_budget)}，决算数较预算数减少{f.w(u.car_budget - u.car)}万元，主要原因是压减。",
          "（四）公务接待费支出情况说明。",
          f"{y}年度公务接待费预算{f.w(u.reception_budget)}万元，支出决算{f.w(u.reception)}万元，完成预算的{f.pct(u.reception, u.reception_budget)}，决算数较预算数减少{f.w(u.reception_budget - u.reception)}万元。其中：国内公务接待支出{f.w(u.reception)}万元，主要是兄弟法院交流，国内公务接待16批次，128人次。外宾接待支出0万元。",
          "（五）培训费支出情况说明。", f"{y}年度培训费预算{f.w(training * 2)}万元，支出决算{f.w(training)}万元，完成预算的{f.pct(training, training * 2)}，决算数较预算数减少{f.w(training)}万元，主要原因是线上培训。",
          "（六）会议费支出情况说明。", f"{y}年度会议费预算{f.w(meeting)}万元，支出决算{f.w(meeting)}万元，完成预算的100%，决算数与预算数持平。",
          "九、机关运行经费支出情况说明", f"{y}年度机关运行经费支出预算{f.w(u.running * 2)}万元，支出决算{f.w(u.running)}万元，完成预算的50%。支出决算较上年{f.change(u.running)}，主要原因是调整。",
          "十、政府采购支出情况说明",
          f"{y}年度政府采购支出总额共{f.w(u.purchase)}万元，其中政府采购货物类支出{f.w(u.goods)}万元、政府采购服务类支出{f.w(u.services)}万元、政府采购工程类支出{f.w(u.works)}万元。政府采购授予中小企业合同金额{f.w(u.sme)}万元，占政府采购支出总额的{f.pct(u.sme, u.purchase)}，其中：授予小微企业合同金额{f.w(u.micro)}万元，占政府采购支出总额的{f.pct(u.micro, u.purchase)}。"]
    return L + tables(u) + fiscal_table(u) + basic_table(u)


def yunnan(seed):
    f = Figures(seed)
    u = Account(f)
    y = 2023

    def w(v):
        return f"{rnd(abs(v), 2)}"

    def ch(v):
        before = f.before[v]
        a, b = WORDS[:2] if v >= before else WORDS[2:]
        return f"{a}{w(v - before)}元，{b}{f.pct(v - before, before)}"

    L = ["监督索引号53230000156000111", f"青禾州第二人民医院{y}年度部门决算", "第三部分 2023年度部门决算情况说明", "一、收入决算情况说明",
         f"青禾州第二人民医院{y}年度收入合计{w(u.income)}元。其中：财政拨款收入{w(u.fiscal_income)}元，占总收入的{f.pct(u.fiscal_income, u.income)}；上级补助收入0.00元，占总收入的0.00%；事业收入0.00元（含教育收费0.00元），占总收入的0.00%；其他收入{w(u.other_income)}元，占总收入的{f.pct(u.other_income, u.income)}。与上年相比，收入合计{ch(u.income)}。其中：财政拨款收入{ch(u.fiscal_income)}；上级补助收入与上年持平；其他收入{ch(u.other_income)}。主要原因是医疗服务量变化。",
         "二、支出决算情况说明",
         f"青禾州第二人民医院{y}年度支出合计{w(u.spent)}元。其中：基本支出{w(u.basic)}元，占总支出的{f.pct(u.basic, u.spent)}；项目支出{w(u.project_all)}元，占总支出的{f.pct(u.project_all, u.spent)}；上缴上级支出、经营支出、对附属单位补助支出共0.00元，占总支出的0.00%。与上年相比，支出合计{ch(u.spent)}。其中：基本支出{ch(u.basic)}；项目支出{ch(u.project_all)}。",
         "（一）基本支出情况",
         f"{y}年度用于保障青禾州第二人民医院正常运转的日常支出{w(u.basic)}元。其中：基本工资、津贴补贴等人员经费支出{w(u.people)}元，占基本支出的{f.pct(u.people, u.basic)}；办公费、印刷费、水电费、办公设备购置等公用经费{w(u.running)}元，占基本支出的{f.pct(u.running, u.basic)}。",
         "三、一般公共预算财政拨款支出决算情况说明", "（一）一般公共预算财政拨款支出决算总体情况",
         f"青禾州第二人民医院{y}年度一般公共预算财政拨款支出{w(u.public)}元，占本年支出合计的{f.pct(u.public, u.spent)}。与上年相比{ch(u.public)}，主要原因是人员变动。",
         "（二）一般公共预算财政拨款支出决算具体情况"]
    L += [f"{n}.{name}（类）支出{w(u.of_class(code))}元，占一般公共预算财政拨款总支出的{f.pct(u.of_class(code), u.public)}。主要用于保障人员工资，年初预算为{w(u.budget_of(code))}元，完成年初预算的{f.pct(u.of_class(code), u.budget_of(code))}；" for n, (code, name, _) in enumerate(CLASSES, 1)]
    L += ["四、财政拨款“三公”经费支出决算情况说明", "（一）一般公共预算财政拨款“三公”经费支出决算总体情况",
          f"青禾州第二人民医院{y}年度一般公共预算财政拨款“三公”经费支出年初预算为{w(u.three_budget)}元，支出决算为{w(u.three)}元，完成年初预算的{f.pct(u.three, u.three_budget)}，支出决算较上年{ch(u.three)}。其中：",
          f"因公出国（境）费支出年初预算为0.00元，支出决算为0.00元，占总支出决算的0.00%，完成年初预算的0.00%，与上年持平；公务用车购置费支出年初预算为0.00元，支出决算为0.00元，占总支出决算的0.00%；公务用车运行维护费支出年初预算为{w(u.car_budget)}元，支出决算为{w(u.car)}元，占总支出决算的{f.pct(u.car, u.three)}，完成年初预算的{f.pct(u.car, u.car_budget)}，支出决算较上年{ch(u.car)}；公务接待费支出年初预算为{w(u.reception_budget)}元，支出决算为{w(u.reception)}元，占总支出决算的{f.pct(u.reception, u.three)}，完成年初预算的{f.pct(u.reception, u.reception_budget)}，支出决算较上年{ch(u.reception)}；具体是国内接待费支出决算{w(u.reception)}元（其中：外事接待费支出决算0.00元），国（境）外接待费支出决算0.00元。",
          f"{y}年度一般公共预算财政拨款“三公”经费支出年初预算数大于决算数的主要原因为厉行节约。",
          "第四部分 其他重要事项及相关口径情况说明", "（一）政府采购支出情况",
          f"{y}年度，部门政府采购支出总额{w(u.purchase)}元，其中：政府采购货物支出{w(u.goods)}元；政府采购工程支出{w(u.works)}元；政府采购服务支出{w(u.services)}元。授予中小企业合同金额{w(u.sme)}元，占政府采购支出总额的{f.pct(u.sme, u.purchase)}，其中：授予小微企业合同金额{w(u.micro)}元，占政府采购支出总额的{f.pct(u.micro, u.purchase)}。",
          "二、国有资产占用情况",
          f"截至{y}年12月31日，青禾州第二人民医院资产总额{w(u.total * 3)}元，其中，流动资产{w(u.total)}元，固定资产{w(u.total + u.basic)}元（净值），对外投资及有价证券0.00元，在建工程{w(u.total - u.basic)}元，无形资产0.00元，其他资产0.00元。"]
    return L + tables(u, unit="元", three_columns=True) + fiscal_table(u, "元") + basic_table(u, "元")


def jiangxi(seed):
    f = Figures(seed)
    u = Account(f)
    y = 2023
    f.before.update({u.wages: f.other_year(u.wages), u.family: f.other_year(u.family), u.goods_services: f.other_year(u.goods_services), u.capital: D(0)})
    L = [f"临江县湖口乡人民政府{y}年度部门决算", "第三部分 2023年度部门决算情况说明", "一、收入决算情况说明",
         f"本部门{y}年度收入总计{f.w(u.total)}万元，其中年初结转和结余{f.w(u.carried_in)}万元，较{y-1}年{f.change(u.carried_in)}；本年收入合计{f.w(u.income)}万元，较{y-1}年{f.change(u.income)}，主要原因是：上级转移支付变化。",
         f"本年收入的具体构成为：财政拨款收入{f.w(u.fiscal_income)}万元，占{f.pct(u.fiscal_income, u.income)}；事业收入0万元，占0%；经营收入0万元，占0%；其他收入{f.w(u.other_income)}万元，占{f.pct(u.other_income, u.income)}。",
         "二、支出决算情况说明",
         f"本部门{y}年度支出总计{f.w(u.total)}万元，其中本年支出合计{f.w(u.spent)}万元，较{y-1}年{f.change(u.spent)}，主要原因是：项目变化；年末结转和结余{f.w(u.carried_out)}万元，较{y-1}年{f.change(u.carried_out)}，主要原因是：部分项目跨年实施。",
         f"本年支出的具体构成为：基本支出{f.w(u.basic)}万元，占{f.pct(u.basic, u.spent)}；项目支出{f.w(u.project_all)}万元，占{f.pct(u.project_all, u.spent)}；经营支出0万元，占0%；其他支出（对附属单位补助支出、上缴上级支出）0万元，占0%。",
         "三、财政拨款支出决算情况说明",
         f"本部门{y}年度一般公共预算财政拨款本年支出年初预算数为{f.w(u.budget)}万元，决算数为{f.w(u.public)}万元，完成年初预算的{f.pct(u.public, u.budget)}。其中："]
    L += [f"（{'一二三四'[n]}）{name}年初预算数为{f.w(u.budget_of(code))}万元，决算数为{f.w(u.of_class(code))}万元，完成年初预算的{f.pct(u.of_class(code), u.budget_of(code))}，预决算差异主要原因是：追加经费。" for n, (code, name, _) in enumerate(CLASSES)]
    L += ["四、一般公共预算财政拨款基本支出决算情况说明",
          f"本部门{y}年度一般公共预算财政拨款基本支出{f.w(u.basic)}万元，其中：",
          f"（一）工资福利支出{f.w(u.wages)}万元，较{y-1}年{f.change(u.wages)}，主要原因是：人员变动。",
          f"（二）商品和服务支出{f.w(u.goods_services)}万元，较{y-1}年{f.change(u.goods_services)}，主要原因是：压减支出。",
          f"（三）对个人和家庭补助支出{f.w(u.family)}万元，较{y-1}年{f.change(u.family)}，主要原因是：退休人员变动。",
          f"（四）资本性支出{f.w(u.capital)}万元，较{y-1}年增加{f.w(u.capital)}万元，增长100%，主要原因是：上年无此项支出。",
          "五、财政拨款“三公”经费支出决算情况说明",
          f"本部门{y}年度“三公”经费支出全年预算数为{f.w(u.three_budget)}万元，决算数为{f.w(u.three)}万元，完成全年预算的{f.pct(u.three, u.three_budget)}，决算数较{y-1}年{f.change(u.three)}，其中：",
          f"（一）因公出国（境）支出全年预算数为0万元，决算数为0万元，决算数与{y-1}年持平。",
          f"（二）公务接待费支出全年预算数为{f.w(u.reception_budget)}万元，决算数为{f.w(u.reception)}万元，完成全年预算的{f.pct(u.reception, u.reception_budget)}，决算数较{y-1}年{f.change(u.reception)}，主要原因是严控标准。决算数较全年预算数减少的主要原因是：接待次数减少。全年国内公务接待25批，累计接待203人次，其中外事接待0批，累计接待0人次，主要为：上级检查。",
          f"（三）公务用车购置及运行维护费支出{f.w(u.car)}万元，其中公务用车购置全年预算数为0万元，决算数为0万元，全年购置公务用车0辆。公务用车运行维护费支出全年预算数为{f.w(u.car_budget)}万元，决算数为{f.w(u.car)}万元，完成全年预算的{f.pct(u.car, u.car_budget)}，决算数较{y-1}年{f.change(u.car)}，年末公务用车保有2辆。",
          "六、机关运行经费支出情况说明", f"本部门{y}年度机关运行经费支出{f.w(u.running)}万元，较上年决算数{f.change(u.running)}，主要原因是：落实过紧日子要求。",
          "七、政府采购支出情况说明",
          f"本部门{y}年度政府采购支出总额{f.w(u.purchase)}万元，其中：政府采购货物支出{f.w(u.goods)}万元、政府采购工程支出{f.w(u.works)}万元、政府采购服务支出{f.w(u.services)}万元。授予中小企业合同金额{f.w(u.sme)}万元，占政府采购支出总额的{f.pct(u.sme, u.purchase)}，其中授予小微企业合同金额{f.w(u.micro)}万元，占政府采购支出总额的{f.pct(u.micro, u.purchase)}。",
          "八、国有资产占用情况说明。",
          f"截止{y}年12月31日，本部门国有资产占用情况见公开10表《国有资产占用情况表》。其中车辆中的其他用车主要是公务下乡。"]
    return L + tables(u, unit="元", three_columns=True) + fiscal_table(u, "元") + basic_table(u, "元")


def fujian(seed):
    f = Figures(seed)
    u = Account(f)
    y = 2023
    L = [f"榕溪实验小学{y}年度单位决算", "第三部分 2023年度单位决算情况说明", "一、收入支出决算总体情况",
         f"榕溪实验小学{y}年度年初结转和结余{f.w(u.carried_in)}万元，本年收入{f.w(u.income)}万元，本年支出{f.w(u.spent)}万元，使用非财政拨款结余0.00万元，结余分配0.00万元，年末结转和结余{f.w(u.carried_out)}万元。",
         f"（一）{y}年收入{f.w(u.income)}万元，比上年决算数{f.change(u.income)}，具体情况如下：",
         f"1.财政拨款收入{f.w(u.fiscal_income)}万元，其中政府性基金{f.w(u.fund_income)}万元。", "2.事业收入0.00万元。", "3.经营收入0.00万元。", f"4.其他收入{f.w(u.other_income)}万元。",
         f"（二）{y}年支出{f.w(u.spent)}万元，比上年决算数{f.change(u.spent)}，具体情况如下：",
         f"1.基本支出{f.w(u.basic)}万元。其中，人员支出{f.w(u.people)}万元，公用支出{f.w(u.running)}万元。", f"2.项目支出{f.w(u.project_all)}万元。", "3.上缴上级支出0.00万元。",
         "二、一般公共预算财政拨款支出决算情况",
         f"{y}年一般公共预算财政拨款支出{f.w(u.public)}万元，比上年决算数{f.change(u.public)}，具体情况如下（按项级科目分类统计）："]
    n = 0
    for code, cname, groups in CLASSES:
        for gcode, gname, items in groups:
            for icode, iname in items:
                n += 1
                v = sum(u.items[icode])
                L.append(f"（{'一二三四五六七八九十'[n-1]}）{icode}-{iname}{f.w(v)}万元，较上年决算数{f.change(v)}。主要原因是人员变动。")
    L += ["三、政府性基金预算财政拨款支出决算情况", f"{y}年度政府性基金支出{f.w(u.fund)}万元，比上年决算数{f.change(u.fund)}。",
          "四、一般公共预算财政拨款基本支出决算情况",
          f"{y}年度一般公共预算财政拨款基本支出{f.w(u.basic)}万元，其中：", f"（一）人员经费{f.w(u.people)}万元，主要包括：基本工资、津贴补贴。", f"（二）公用经费{f.w(u.running)}万元，主要包括：办公费、印刷费。",
          "五、财政拨款“三公”经费支出决算情况",
          f"{y}年度“三公”经费财政拨款支出{f.w(u.three)}万元，完成全年预算的{f.pct(u.three, u.three_budget)}；较上年{f.change(u.three)}。具体情况如下：",
          "（一）因公出国（境）费支出0.00万元，完成全年预算的0.00%；与上年持平，无增减变化。",
          f"（二）公务用车购置及运行费支出{f.w(u.car)}万元，完成全年预算的{f.pct(u.car, u.car_budget)}；较上年{f.change(u.car)}。其中：公务用车购置费0.00万元，公务用车运行费{f.w(u.car)}万元。",
          f"（三）公务接待费支出{f.w(u.reception)}万元，完成全年预算的{f.pct(u.reception, u.reception_budget)}；较上年{f.change(u.reception)}。累计接待12批次、接待总人数80人。",
          "七、其他重要事项说明", "（二）政府采购支出情况",
          f"本单位{y}年度政府采购支出总额{f.w(u.purchase)}万元，其中：政府采购货物支出{f.w(u.goods)}万元、政府采购工程支出{f.w(u.works)}万元、政府采购服务支出{f.w(u.services)}万元。授予中小企业合同金额{f.w(u.sme)}万元，占政府采购支出总额的{f.pct(u.sme, u.purchase)}，其中：授予小微企业合同金额{f.w(u.micro)}万元，占授予中小企业合同金额的{f.pct(u.micro, u.sme)}。"]
    return L + tables(u) + fiscal_table(u) + basic_table(u)


def liaoning(seed):
    f = Figures(seed, rate_places=1)
    u = Account(f)
    y = 2023
    L = [f"鞍河市市场监督管理局{y}年度部门决算", "第三部分 部门决算情况说明", "一、收入支出决算总体情况说明", f"（一）收入总计{f.w(u.total)}万元，包括：",
         f"1.财政拨款收入{f.w(u.fiscal_income)}万元，占收入总计的{f.pct(u.fiscal_income, u.total)}。其中：一般公共预算财政拨款收入{f.w(u.public_income)}万元，政府性基金收入{f.w(u.fund_income)}万元。",
         f"2.上级补助收入0万元。", f"3.其他收入{f.w(u.other_income)}万元，占收入总计的{f.pct(u.other_income, u.total)}。", f"4.年初结转和结余{f.w(u.carried_in)}万元，占收入总计的{f.pct(u.carried_in, u.total)}。",
         f"与上年相比，今年收入总计{f.change(u.total)}，主要原因：项目变化。",
         f"（二）支出总计{f.w(u.total)}万元，包括：",
         f"1.基本支出{f.w(u.basic)}万元，占支出总计的{f.pct(u.basic, u.total)}。主要是为保障机构正常运转、完成日常工作任务而发生的各项支出，其中：人员经费{f.w(u.people)}万元，日常公用经费{f.w(u.running)}万元。",
         f"2.项目支出{f.w(u.project_all)}万元，占支出总计的{f.pct(u.project_all, u.total)}。", f"3.年末结转和结余{f.w(u.carried_out)}万元，占支出总计的{f.pct(u.carried_out, u.total)}。",
         f"与上年相比，今年支出总计{f.change(u.total)}。",
         "二、财政拨款支出决算情况说明", "（一）总体情况",
         f"{y}年度财政拨款支出{f.w(u.fiscal_spent)}万元，其中：一般公共预算财政拨款支出{f.w(u.public)}万元，政府性基金预算财政拨款支出{f.w(u.fund)}万元。与上年相比，财政拨款支出{f.change(u.fiscal_spent)}。",
         "（二）一般公共预算财政拨款支出决算情况",
         f"{y}年度一般公共预算财政拨款支出{f.w(u.public)}万元，按支出功能分类科目分，包括："]
    L += [f"{n}.{name}{f.w(u.of_class(code))}万元，占{f.pct(u.of_class(code), u.public)}，主要包括机关运行等支出。完成年初预算的{f.pct(u.of_class(code), u.budget_of(code))}，决算数{compared(u.of_class(code), u.budget_of(code))}年初预算数的主要原因是据实列支。" for n, (code, name, _) in enumerate(CLASSES, 1)]
    L += ["（三）一般公共预算财政拨款基本支出情况",
          f"一般公共预算财政拨款基本支出{f.w(u.basic)}万元，其中：人员经费{f.w(u.people)}万元，主要包括：基本工资；公用经费{f.w(u.running)}万元，主要包括：办公费。",
          "三、“三公”经费支出决算情况",
          f"{y}年度“三公”经费财政拨款支出{f.w(u.three)}万元，完成预算的{f.pct(u.three, u.three_budget)}，比上年{f.change(u.three)}。其中：因公出国（境）费0万元，公务用车购置及运行维护费{f.w(u.car)}万元，占“三公”经费支出的{f.pct(u.car, u.three)}，公务接待费{f.w(u.reception)}万元，占“三公”经费支出的{f.pct(u.reception, u.three)}。",
          "四、机关运行经费支出情况", f"{y}年度机关运行经费支出{f.w(u.running)}万元，比上年{f.change(u.running)}，主要原因是节约开支。"]
    return L + tables(u) + fiscal_table(u) + basic_table(u)


def neimenggu(seed):
    f = Figures(seed)
    u = Account(f)
    y = 2023
    per = rnd(u.reception / 96, 2)
    base = rnd(u.total * D("0.87"), 2)
    L = [f"草原旗农牧和科技局{y}年度部门决算公开报告", "第二部分 2023年度部门决算情况说明", "一、收入支出决算总体情况说明",
         f"草原旗农牧和科技局{y}年度收入、支出决算总计{f.w(u.total)}万元。与年初预算{f.w(base)}万元相比，收、支总计各增加{f.w(u.total - base)}万元，增长{f.pct(u.total - base, base)}，变动原因：上级专项增加；与上年决算相比，收、支总计各{f.change(u.total)}，变动原因：项目变化。其中：",
         f"（一）收入决算总计{f.w(u.total)}万元。包括：", f"1.本年收入决算合计{f.w(u.income)}万元。与上年决算相比，{f.change(u.income)}，变动原因：拨款变化。", "2.使用非财政拨款结余（含专用结余）0.00万元。与上年决算相比，增加0.00万元，增长0.00%。", f"3.年初结转和结余{f.w(u.carried_in)}万元。与上年决算相比，{f.change(u.carried_in)}。",
         f"（二）支出决算总计{f.w(u.total)}万元。包括：", f"1.本年支出决算合计{f.w(u.spent)}万元。与上年决算相比，{f.change(u.spent)}。", "2.结余分配0.00万元。", f"3.年末结转和结余{f.w(u.carried_out)}万元。与上年决算相比，{f.change(u.carried_out)}。",
         "二、收入决算情况说明",
         f"本年收入决算合计{f.w(u.income)}万元，其中：本年财政拨款收入{f.w(u.fiscal_income)}万元，占{f.pct(u.fiscal_income, u.income)}；本年其他收入{f.w(u.other_income)}万元，占{f.pct(u.other_income, u.income)}。",
         "三、支出决算情况说明",
         f"本年支出决算合计{f.w(u.spent)}万元，其中：本年基本支出{f.w(u.basic)}万元，占{f.pct(u.basic, u.spent)}；本年项目支出{f.w(u.project_all)}万元，占{f.pct(u.project_all, u.spent)}。",
         "五、一般公共预算财政拨款支出决算情况说明",
         f"一般公共预算财政拨款支出决算{f.w(u.public)}万元。与上年决算相比，一般公共预算财政拨款支出{f.change(u.public)}。与年初预算相比，{change(f, u.public, u.budget)}。其中："]
    for n, (code, name, groups) in enumerate(CLASSES):
        L.append(f"（{'一二三四'[n]}）{name}（类）支出{f.w(u.of_class(code))}万元，与年初预算相比{change(f, u.of_class(code), u.budget_of(code))}。其中：")
        k = 0
        for gcode, gname, items in groups:
            for icode, iname in items:
                k += 1
                v, b = sum(u.items[icode]), u.budgets[icode]
                L.append(f"{k}.{gname}（款）{iname}（项）。年初预算{f.w(b)}万元，支出决算{f.w(v)}万元，完成年初预算的{f.pct(v, b)}。")
    L += ["六、一般公共预算财政拨款基本支出决算情况说明",
          f"一般公共预算财政拨款基本支出决算{f.w(u.basic)}万元，其中：人员经费{f.w(u.people)}万元，主要包括：基本工资{f.w(u.wage_items[0])}万元、津贴补贴{f.w(u.wage_items[1])}万元；公用经费{f.w(u.running)}万元，主要包括：办公费{f.w(u.service_items[0])}万元、差旅费{f.w(u.service_items[1])}万元。",
          "九、财政拨款“三公”经费支出决算情况说明",
          f"财政拨款“三公”经费全年预算{f.w(u.three_budget)}万元，支出决算{f.w(u.three)}万元，完成预算的{f.pct(u.three, u.three_budget)}，其中：因公出国（境）费全年预算0.00万元，支出决算0.00万元，完成预算的0.00%；公务用车购置及运行维护费全年预算{f.w(u.car_budget)}万元，支出决算{f.w(u.car)}万元，完成预算的{f.pct(u.car, u.car_budget)}；公务接待费全年预算{f.w(u.reception_budget)}万元，支出决算{f.w(u.reception)}万元，完成预算的{f.pct(u.reception, u.reception_budget)}。",
          f"公务接待费支出{f.w(u.reception)}万元。其中：国内公务接待支出{f.w(u.reception)}万元，接待12批次，96人次，人均{per}元。与上年决算相比，{f.change(u.reception)}。"]
    return L + tables(u) + fiscal_table(u) + basic_table(u)


PROVINCES = [beijing, hubei, shaanxi, yunnan, jiangxi, fujian, liaoning, neimenggu]


def as_html(lines):
    """The same report as a saved page."""
    from html import escape
    out, rows = ["<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>"], []
    for line in lines + [""]:
        if "\t" in line:
            rows.append("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in line.split("\t")) + "</tr>")
            continue
        if rows:
            out.append("<table border='1'>" + "\n".join(rows) + "</table>")
            rows = []
        out += [f"<p>&emsp;&emsp;{escape(part)}</p>" for part in line.split("\n") if part]
    return out + ["</body></html>"]


if __name__ == "__main__":
    write_reports(PROVINCES, 500_000, lambda n, lines: (".html", as_html(lines)) if n % 3 == 2 else (".txt", lines))
