#!/usr/bin/env python3
"""Budgets of several provinces, and final accounts as they come out of a PDF or with the carelessness of real ones.

    python3 more.py OUT [SEEDS]
"""
import re
from decimal import Decimal as D

from generate import CLASSES, Figures, rnd
from others import Account, basic_table, change, fiscal_table, tables
from parts import write_reports


def squeezed_pages(lines, width=38):
    """Running text cut at the width of a page, as copied from a PDF."""
    out = []
    for line in lines:
        if "\t" in line or len(line) <= width:
            out.append(line)
            continue
        text = re.sub(r"(\d{4})年", r" \1 年", line).strip()
        out += [text[i:i + width] for i in range(0, len(text), width)]
    return out


def classes_budget_table(u, unit="万元"):
    f = u.f
    a = f.w if unit == "万元" else f.y
    out = ["部门预算支出总表", "部门公开表3", "单位：" + unit, "", "科目编码\t科目名称\t合计\t基本支出\t项目支出"]
    total = [D(0), D(0)]
    rows = []
    for code, name, groups in CLASSES:
        def line(prefix, label, indent):
            ours = [v for k, v in u.items.items() if k.startswith(prefix)]
            b, p = sum(x for x, _ in ours), sum(y for _, y in ours)
            rows.append("\t".join([prefix, indent + label, a(b + p), a(b) if b else "", a(p) if p else ""]))
            return b, p
        b, p = line(code, name, "")
        total[0] += b
        total[1] += p
        for gcode, gname, items in groups:
            line(gcode, gname, "  ")
            for icode, iname in items:
                line(icode, iname, "    ")
    return out + ["\t".join(["", "合计", a(sum(total)), a(total[0]), a(total[1])])] + rows + [""]


def budget_totals_table(u, unit="万元"):
    f = u.f
    a = f.w if unit == "万元" else f.y
    left = [("一、一般公共预算拨款收入", a(u.public)), ("二、政府性基金预算拨款收入", ""), ("三、国有资本经营预算拨款收入", ""), ("四、事业收入", ""), ("五、其他收入", "")]
    right = [("一、一般公共服务支出", a(u.of_class("201"))), ("二、外交支出", ""), ("八、社会保障和就业支出", a(u.of_class("208"))), ("九、卫生健康支出", a(u.of_class("210"))), ("二十、住房保障支出", a(u.of_class("221")))]
    rows = [f"{n}\t{v}\t{m}\t{w}" for (n, v), (m, w) in zip(left, right)]
    return ["部门收支总表", "部门公开表1", "单位：" + unit, "", "收入\t\t支出\t", "项目\t预算数\t项目\t预算数"] + rows + [
        f"本年收入合计\t{a(u.public)}\t本年支出合计\t{a(u.public)}", "上年结转结余\t\t年终结转结余\t", f"收入总计\t{a(u.public)}\t支出总计\t{a(u.public)}", ""]


def ningxia(seed):
    f = Figures(seed)
    u = Account(f)
    y = 2025
    before = f.before[u.public]
    L = [f"黄沙区水务局{y}年部门预算", "第二部分 2025年部门预算情况说明", "一、部门收支预算情况的总体说明",
         f"按照综合预算的原则，黄沙区水务局所有收入和支出均纳入部门预算管理。收入包括：一般公共预算拨款收入；支出包括：一般公共服务支出、社会保障和就业支出、卫生健康支出、住房保障支出。黄沙区水务局{y}年收支总预算{f.w(u.public)}万元，比{y-1}年预算{change(f, u.public, before)}，主要原因是项目变化。",
         "二、部门收入预算情况说明",
         f"黄沙区水务局{y}年收入预算{f.w(u.public)}万元，其中：一般公共预算拨款收入{f.w(u.public)}万元，占100%；政府性基金预算拨款收入0万元，占0%；上年结转0万元，占0%。",
         "三、部门支出预算情况说明",
         f"黄沙区水务局{y}年支出预算{f.w(u.public)}万元，其中：基本支出{f.w(u.basic)}万元，占{f.pct(u.basic, u.public)}；项目支出{f.w(u.project)}万元，占{f.pct(u.project, u.public)}。",
         "四、财政拨款收支预算情况的总体说明",
         f"黄沙区水务局{y}年财政拨款收支总预算{f.w(u.public)}万元。收入为一般公共预算拨款，支出包括：一般公共服务支出{f.w(u.of_class('201'))}万元、社会保障和就业支出{f.w(u.of_class('208'))}万元、卫生健康支出{f.w(u.of_class('210'))}万元、住房保障支出{f.w(u.of_class('221'))}万元。",
         "五、一般公共预算当年拨款情况说明", "（一）一般公共预算当年拨款规模变化情况",
         f"黄沙区水务局{y}年一般公共预算当年拨款{f.w(u.public)}万元，比{y-1}年预算{change(f, u.public, before)}。",
         "（二）一般公共预算当年拨款结构情况"]
    L.append("；".join(f"{n}（类）支出{f.w(u.of_class(c))}万元，占{f.pct(u.of_class(c), u.public)}" for c, n, _ in CLASSES) + "。")
    L.append("（三）一般公共预算当年拨款具体使用情况")
    n = 0
    for code, cname, groups in CLASSES:
        for gcode, gname, items in groups:
            for icode, iname in items:
                n += 1
                v = sum(u.items[icode])
                L.append(f"{n}.{cname}（类）{gname}（款）{iname}（项）{y}年预算数为{f.w(v)}万元，比{y-1}年预算{change(f, v, f.before[v])}。主要用于{iname}。")
    L += ["六、一般公共预算基本支出情况说明",
          f"黄沙区水务局{y}年一般公共预算基本支出{f.w(u.basic)}万元，其中：", f"人员经费{f.w(u.people)}万元，主要包括：基本工资、津贴补贴、奖金。", f"公用经费{f.w(u.running)}万元，主要包括：办公费、水费、电费。",
          "七、“三公”经费预算情况说明",
          f"黄沙区水务局{y}年“三公”经费预算数为{f.w(u.three)}万元，其中：因公出国（境）费0万元，公务用车购置及运行费{f.w(u.car)}万元（其中：公务用车购置费0万元，公务用车运行费{f.w(u.car)}万元），公务接待费{f.w(u.reception)}万元。",
          f"{y}年“三公”经费预算比{y-1}年{f.change(u.three).split('，')[0]}，其中：因公出国（境）费与上年持平；公务用车购置及运行费{f.change(u.car).split('，')[0]}；公务接待费{f.change(u.reception).split('，')[0]}。",
          "八、其他重要事项的情况说明", "（一）机关运行经费", f"{y}年机关运行经费财政拨款预算{f.w(u.running)}万元，比{y-1}年预算{f.change(u.running)}。",
          "（二）政府采购情况", f"{y}年政府采购预算总额{f.w(u.purchase)}万元，其中：政府采购货物预算{f.w(u.goods)}万元，政府采购工程预算{f.w(u.works)}万元，政府采购服务预算{f.w(u.services)}万元。",
          "（三）国有资产占有使用情况", f"截至{y-1}年12月31日，本部门共有车辆5辆，其中：机要通信用车1辆，应急保障用车1辆，执法执勤用车3辆；单位价值100万元以上设备0台（套）。"]
    return L + budget_totals_table(u) + classes_budget_table(u)


def hebei(seed):
    f = Figures(seed)
    u = Account(f)
    y = 2025
    before = f.before[u.public]
    other = before - f.before[u.basic] if before > f.before[u.basic] else D(0)
    L = [f"清苑县文化广电和旅游局{y}年部门预算信息公开", "二、部门预算安排的总体情况", "1、收入说明",
         f"反映本部门当年全部收入。{y}年预算收入{f.w(u.public)}万元，其中：一般公共预算收入{f.w(u.public)}万元，基金预算收入0万元，国有资本经营预算收入0万元，财政专户核拨收入0万元，其他来源收入0万元。",
         "2、支出说明",
         f"收支预算总表支出栏、基本支出表、项目支出表按经济分类和支出功能分类科目编制，反映清苑县文化广电和旅游局年度部门预算中支出预算的总体情况。{y}年支出预算{f.w(u.public)}万元，其中基本支出{f.w(u.basic)}万元，包括人员经费{f.w(u.people)}万元和日常公用经费{f.w(u.running)}万元；项目支出{f.w(u.project)}万元，主要为免费开放补助。",
         "3、比上年增减情况",
         f"{y}年预算收支安排{f.w(u.public)}万元，较{y-1}年预算{change(f, u.public, before).split('，')[0]}，其中：基本支出{change(f, u.basic, f.before[u.basic]).split('，')[0]}，主要为人员变动；项目支出{change(f, u.public - u.basic, other).split('，')[0]}，主要为项目变化。",
         "三、机关运行经费安排情况", f"{y}年，我部门机关运行经费共计安排{f.w(u.running)}万元，主要用于办公及印刷费、邮电费、差旅费、会议费等日常运行支出。",
         "四、财政拨款“三公”经费预算情况及增减变化原因",
         f"{y}年，我部门“三公”经费预算安排{f.w(u.three)}万元，较{y-1}年{f.change(u.three).split('，')[0]}。其中，因公出国（境）费0万元，与{y-1}年持平；公务用车购置及运维费{f.w(u.car)}万元（其中：公务用车购置费为0万元，公务用车运维费{f.w(u.car)}万元），较{y-1}年{f.change(u.car).split('，')[0]}；公务接待费{f.w(u.reception)}万元，较{y-1}年{f.change(u.reception).split('，')[0]}，主要原因是落实过紧日子要求，预计接待批次压减10%。",
         "六、政府采购预算情况", f"{y}年，我部门安排政府采购预算{f.w(u.purchase)}万元，其中货物类{f.w(u.goods)}万元，工程类{f.w(u.works)}万元，服务类{f.w(u.services)}万元。"]
    return L + budget_totals_table(u, "元") + classes_budget_table(u, "元")


def henan(seed):
    """As copied from a PDF: lines of a page, spaces around years."""
    f = Figures(seed, rate_places=1)
    u = Account(f)
    y = 2023
    L = [f"颍上区退役军人事务局{y}年度部门决算", "第三部分 2023年度部门决算情况说明", "一、收入支出决算总体情况说明",
         f"{y}年度收、支总计均为{f.w(u.total)}万元。与上年度相比，收、支总计各{f.change(u.total)}。主要原因：项目资金变化。",
         "二、收入决算情况说明",
         f"{y}年度收入合计{f.w(u.income)}万元，其中：财政拨款收入{f.w(u.fiscal_income)}万元，占{f.pct(u.fiscal_income, u.income)}；事业收入0.00万元，占0%；经营收入0.00万元，占0%；其他收入{f.w(u.other_income)}万元，占{f.pct(u.other_income, u.income)}。",
         "三、支出决算情况说明",
         f"{y}年度支出合计{f.w(u.spent)}万元，其中：基本支出{f.w(u.basic)}万元，占{f.pct(u.basic, u.spent)}；项目支出{f.w(u.project_all)}万元，占{f.pct(u.project_all, u.spent)}；经营支出0.00万元，占0%。",
         "四、财政拨款收入支出决算总体情况说明",
         f"{y}年度财政拨款收、支总计均为{f.w(u.fiscal_total)}万元。与上年度相比，财政拨款收、支总计各{f.change(u.fiscal_total)}。主要原因：抚恤补助标准提高。",
         "五、一般公共预算财政拨款支出决算情况说明", "（一）总体情况",
         f"{y}年度一般公共预算财政拨款支出{f.w(u.public)}万元，占支出合计的{f.pct(u.public, u.spent)}。与上年度相比，一般公共预算财政拨款支出{f.change(u.public)}。主要原因：抚恤补助标准提高。",
         "（二）结构情况",
         f"{y}年度一般公共预算财政拨款支出{f.w(u.public)}万元，主要用于以下方面：" + "；".join(f"{n}（类）支出{f.w(u.of_class(c))}万元，占{f.pct(u.of_class(c), u.public)}" for c, n, _ in CLASSES) + "。",
         "（三）具体情况", f"{y}年度一般公共预算财政拨款支出年初预算为{f.w(u.budget)}万元，支出决算为{f.w(u.public)}万元，完成年初预算的{f.pct(u.public, u.budget)}。其中："]
    n = 0
    for code, cname, groups in CLASSES:
        for gcode, gname, items in groups:
            for icode, iname in items:
                n += 1
                v, b = sum(u.items[icode]), u.budgets[icode]
                L.append(f"{n}．{cname}（类）{gname}（款）{iname}（项）。年初预算为{f.w(b)}万元，支出决算为{f.w(v)}万元，完成年初预算的{f.pct(v, b)}。决算数与年初预算数存在差异的主要原因：年中追加预算。")
    L += ["六、一般公共预算财政拨款基本支出决算情况说明",
          f"{y}年度一般公共预算财政拨款基本支出{f.w(u.basic)}万元，与上年度相比，{f.change(u.basic)}。其中：人员经费{f.w(u.people)}万元，主要包括：基本工资、津贴补贴、奖金；公用经费{f.w(u.running)}万元，主要包括：办公费、印刷费、咨询费。",
          "七、财政拨款“三公”经费支出决算情况说明", "（一）“三公”经费财政拨款支出决算总体情况说明。",
          f"{y}年度“三公”经费财政拨款支出预算为{f.w(u.three_budget)}万元，支出决算为{f.w(u.three)}万元，完成预算的{f.pct(u.three, u.three_budget)}。{y}年度“三公”经费支出决算数小于预算数的主要原因：厉行节约。",
          "（二）“三公”经费财政拨款支出决算具体情况说明。",
          f"{y}年度“三公”经费财政拨款支出决算中，因公出国（境）费支出决算为0.00万元，完成预算的0%，占0%；公务用车购置及运行费支出决算为{f.w(u.car)}万元，完成预算的{f.pct(u.car, u.car_budget)}，占{f.pct(u.car, u.three)}；公务接待费支出决算为{f.w(u.reception)}万元，完成预算的{f.pct(u.reception, u.reception_budget)}，占{f.pct(u.reception, u.three)}。具体情况如下：",
          "1．因公出国（境）费0.00万元。全年因公出国（境）团组0个，累计0人次。决算数与预算数无差异。",
          f"2．公务用车购置及运行费{f.w(u.car)}万元。其中：公务用车购置支出为0.00万元，购置车辆0台。公务用车运行支出{f.w(u.car)}万元，主要用于燃料费、维修费。决算数小于预算数的主要原因：压减。",
          f"3．公务接待费{f.w(u.reception)}万元。主要用于接待。其中：外宾接待支出0.00万元。其他国内公务接待支出{f.w(u.reception)}万元。{y}年共接待国内来访团组8个、来宾64人次（不包括陪同人员）。",
          "八、预算绩效情况说明", f"根据预算绩效管理要求，我单位组织对{y}年度2个项目开展了绩效自评，涉及资金{f.w(u.project)}万元，自评覆盖率达到100%。平均得分96.5分，其中评价等级为优的项目2个。",
          "九、机关运行经费支出情况", f"{y}年度机关运行经费支出{f.w(u.running)}万元，比上年度{f.change(u.running)}。"]
    return squeezed_pages(L) + tables(u) + fiscal_table(u) + basic_table(u)


def anhui(seed):
    f = Figures(seed)
    u = Account(f)
    y = 2023
    t = rnd(u.total * D("12.034"), 2)
    L = [f"皖江经济开发区管理委员会{y}年度部门决算", "第三部分 2023年度部门决算情况说明", "一、收入支出决算总体情况说明",
         f"{y}年度收入总计{f.w(t)}万元、支出总计{f.w(t)}万元（含结转和结余）。与{y-1}年度相比，收、支总计各增加{f.w(t - u.total)}万元，增长{f.pct(t - u.total, u.total)}，主要原因：新增产业扶持资金8,000万元；上年同期为一次性清算，减少320.5万元。",
         "二、收入决算情况说明",
         f"{y}年度本年收入合计{f.w(t)}万元，其中：财政拨款收入{f.w(t)}万元，占100.00%；上级补助收入0万元，占0.00%；事业收入0万元，占0.00%；其他收入0万元，占0.00%。",
         "三、支出决算情况说明",
         f"{y}年度本年支出合计{f.w(t)}万元，其中：基本支出{f.w(u.basic)}万元，占{f.pct(u.basic, t)}；项目支出{f.w(t - u.basic)}万元，占{f.pct(t - u.basic, t)}；上缴上级支出0万元，占0.00%。",
         "六、一般公共预算财政拨款基本支出决算情况说明",
         f"{y}年度一般公共预算财政拨款基本支出{f.w(u.basic)}万元，其中：人员经费{f.w(u.people)}万元，主要包括：基本工资{f.w(u.wage_items[0])}万元、津贴补贴{f.w(u.wage_items[1])}万元、奖金{f.w(u.wage_items[2])}万元、住房公积金{f.w(u.wage_items[3])}万元、退休费{f.w(u.family)}万元；公用经费{f.w(u.running)}万元，主要包括：办公费{f.w(u.service_items[0])}万元、差旅费{f.w(u.service_items[1])}万元。",
         "九、“三公”经费支出情况",
         f"“三公”经费财政拨款支出决算{f.w(u.three)}万元，比上年{change(f, u.three, f.before[u.three], ('增加', '上升', '减少', '下降'))}，比年初预算{f.w(u.three_budget)}万元减少{f.w(u.three_budget - u.three)}万元，下降{f.pct(u.three_budget - u.three, u.three_budget)}。其中：因公出国（境）费支出0万元，上年为0万元，增长0%；公务用车购置及运行费支出{f.w(u.car)}万元，上年{f.w(f.before[u.car])}万元，增长率为{'' if u.car >= f.before[u.car] else '-'}{f.pct(u.car - f.before[u.car], f.before[u.car])}；公务接待费支出{f.w(u.reception)}万元，较上年{f.change(u.reception)}。",
         "十、其他事项", f"国内公务接待支出{f.w(u.reception)}万元，接待12批次、96人次，人均{rnd(u.reception / 96, 2)}元。公务用车保有量3辆，车均运行费{f.w(u.car / 3)}万元。"]
    return L


def guizhou(seed):
    f = Figures(seed)
    u = Account(f)
    y = 2023
    L = [f"乌江县人民法院{y}年度部门决算公开", "第三部分 部门决算情况说明", "一、收入支出决算总体情况说明",
         f"{y}年度收入支出总计{f.w(u.total)}万元，与{y-1}年相比，{f.change(u.total)}。",
         "二、收入决算情况说明",
         f"本年收入{f.w(u.income)}万元，与{y-1}年相比，{f.change(u.income)}，其中：财政拨款收入{f.w(u.fiscal_income)}万元，占{f.pct(u.fiscal_income, u.income)}，与{y-1}年相比，{f.change(u.fiscal_income)}；其他收入{f.w(u.other_income)}万元，占{f.pct(u.other_income, u.income)}，与{y-1}年相比，{f.change(u.other_income)}。",
         "三、支出决算情况说明",
         f"本年支出{f.w(u.spent)}万元，与{y-1}年相比，{f.change(u.spent)}，其中：基本支出{f.w(u.basic)}万元，占{f.pct(u.basic, u.spent)}，与{y-1}年相比，{f.change(u.basic)}；项目支出{f.w(u.project_all)}万元，占{f.pct(u.project_all, u.spent)}，与{y-1}年相比，{f.change(u.project_all)}。",
         "四、一般公共预算财政拨款支出决算情况说明",
         f"（一）总体情况。{y}年度一般公共预算财政拨款支出{f.w(u.public)}万元，占本年支出合计的{f.pct(u.public, u.spent)}；较{y-1}年{f.change(u.public)}。",
         "（二）结构情况。按支出功能分类，主要用于以下方面：" + "，".join(f"{n}支出（类）{f.w(u.of_class(c))}万元，占{f.pct(u.of_class(c), u.public)}".replace("支出支出", "支出") for c, n, _ in CLASSES) + "。",
         "（三）“三公”经费情况。",
         f"{y}年度“三公”经费支出{f.w(u.three)}万元，预算{f.w(u.three_budget)}万元，比预算减少{f.w(u.three_budget - u.three)}万元，降低{f.pct(u.three_budget - u.three, u.three_budget)}；比上年{f.change(u.three, ('增加', '提高', '减少', '降低'))}。其中：（1）公务用车运行维护费{f.w(u.car)}万元，预算{f.w(u.car_budget)}万元，预算执行率{f.pct(u.car, u.car_budget)}；（2）公务接待费{f.w(u.reception)}万元，预算{f.w(u.reception_budget)}万元，预算执行率{f.pct(u.reception, u.reception_budget)}；（3）因公出国（境）费-万元，预算-万元，预算执行率-。"]
    return L + tables(u) + basic_table(u)


PROVINCES = [ningxia, hebei, henan, anhui, guizhou]

if __name__ == "__main__":
    write_reports(PROVINCES, 700_000)
