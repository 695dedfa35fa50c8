"""Accounts of whole counties, districts and townships: income, expenditure, balance, transfers, debt, insurance funds."""
import random
from decimal import Decimal as D

from account_tables import T
from layout import C, half_up


def pct(part, whole, places=2):
    return f"{half_up(D(part) * 100 / D(whole), places)}%"


def bare(part, whole, places=2):
    return f"{half_up(D(part) * 100 / D(whole), places)}"


def growth(now, old, places=2, up="增长", down="下降"):
    return (up if now >= old else down) + pct(abs(now - old), old, places)


TAXES = [("增值税", 18), ("企业所得税", 7), ("个人所得税", 2), ("资源税", 3), ("城市维护建设税", 4), ("房产税", 3), ("印花税", 2), ("城镇土地使用税", 3), ("土地增值税", 5), ("车船税", 2), ("耕地占用税", 4), ("契税", 6), ("环境保护税", 1)]
OTHERS = [("专项收入", 6), ("行政事业性收费收入", 5), ("罚没收入", 7), ("国有资源（资产）有偿使用收入", 14), ("其他收入", 1)]
SPENDING = [("一般公共服务支出", 40), ("国防支出", 1), ("公共安全支出", 18), ("教育支出", 90), ("科学技术支出", 3), ("文化旅游体育与传媒支出", 6), ("社会保障和就业支出", 75), ("卫生健康支出", 48), ("节能环保支出", 12), ("城乡社区支出", 20), ("农林水支出", 88), ("交通运输支出", 15), ("资源勘探工业信息等支出", 4), ("自然资源海洋气象等支出", 5), ("住房保障支出", 22), ("粮油物资储备支出", 2), ("灾害防治及应急管理支出", 4), ("债务付息支出", 6)]


class County:
    """A county's accounts in whole 万元 (or thousandths of 亿元): budget, adjusted budget, accounts, last year's."""

    def __init__(self, seed, scale=1000):
        self.r = r = random.Random(seed)
        near = lambda v, a=85, b=112: max(1, v * r.randint(a, b) // 100 + r.randint(0, 9))
        row = lambda name, v: (name, near(v), near(v, 90, 108), v, near(v, 80, 115))
        amount = lambda k: k * scale * r.randint(70, 130) // 100 + r.randint(1, scale)
        self.taxes, self.others, self.spending = ([row(n, amount(k)) for n, k in rows] for rows in (TAXES, OTHERS, SPENDING))
        total = lambda rows, i: sum(x[i] for x in rows)
        self.tax, self.other, self.spent = ([total(rows, i) for i in range(1, 5)] for rows in (self.taxes, self.others, self.spending))
        self.income = [a + b for a, b in zip(self.tax, self.other)]
        self.back = [amount(k) for k in (4, 2, 3)]
        self.general = [amount(k) for k in (95, 30, 22, 41, 18)]
        self.special = [amount(k) for k in (12, 26, 9)]
        self.upper = sum(self.back) + sum(self.general) + sum(self.special)
        self.carried_in, self.stable_in = amount(9), amount(5)
        self.moved = [amount(14), amount(2), amount(3)]
        self.up = [amount(3), amount(4)]
        self.repaid = amount(11)
        self.bond_new, self.bond_again = amount(13), amount(10)
        self.stable_out = amount(6)
        outgo = self.spent[2] + sum(self.up) + self.repaid + self.stable_out
        income = self.income[2] + self.upper + self.carried_in + self.stable_in + sum(self.moved) + self.bond_new + self.bond_again
        if income <= outgo:
            more = outgo - income + amount(10)
            self.general[0] += more
            self.upper += more
            income += more
        self.total, self.carried_out = income, income - outgo


def five(name, v, rate=2):
    """Name, budget, adjusted, accounts, % of the adjusted budget, % of last year's."""
    return [name, str(v[0]), str(v[1]), str(v[2]), bare(v[2], v[1], rate), bare(v[2], v[3], rate)]


GENERAL = ["均衡性转移支付收入", "县级基本财力保障机制奖补资金收入", "固定数额补助收入", "共同财政事权转移支付收入", "结算补助收入"]
SPECIAL = ["教育", "农林水", "住房保障"]
BACK = ["所得税基数返还收入", "成品油税费改革税收返还收入", "增值税税收返还收入"]


def county():
    """决算草案的报告 with its tables, whole 万元."""
    c = County(401)
    t, o, e = c.tax, c.other, c.spent
    i = c.income
    s = ["关于泸源县2023年财政决算（草案）的报告", "（2024年7月25日在县第十八届人大常委会第二十一次会议上）", "主任、各位副主任、各位委员：", "一、2023年财政收支决算情况\n（一）一般公共预算收支决算",
         f"1.收入决算。2023年全县一般公共预算收入完成{i[2]}万元，为调整预算{i[1]}万元的{pct(i[2], i[1])}，比上年{'增加' if i[2] > i[3] else '减少'}{abs(i[2] - i[3])}万元，{growth(i[2], i[3])}。其中：税收收入{t[2]}万元，占一般公共预算收入的{pct(t[2], i[2])}，{growth(t[2], t[3])}；非税收入{o[2]}万元，占一般公共预算收入的{pct(o[2], i[2])}，{growth(o[2], o[3])}。",
         f"2.支出决算。2023年全县一般公共预算支出完成{e[2]}万元，为调整预算{e[1]}万元的{pct(e[2], e[1])}，比上年{'增加' if e[2] > e[3] else '减少'}{abs(e[2] - e[3])}万元，{growth(e[2], e[3])}。主要支出项目完成情况：" + "；".join(f"{n}{v}万元，完成调整预算的{pct(v, a)}，{growth(v, z)}" for n, _, a, v, z in c.spending if v > 8000) + "。",
         f"3.收支平衡情况。全县一般公共预算收入{i[2]}万元，上级补助收入{c.upper}万元（其中：返还性收入{sum(c.back)}万元、一般性转移支付收入{sum(c.general)}万元、专项转移支付收入{sum(c.special)}万元），地方政府一般债务转贷收入{c.bond_new + c.bond_again}万元（新增债券{c.bond_new}万元、再融资债券{c.bond_again}万元），上年结余{c.carried_in}万元，调入资金{sum(c.moved)}万元，动用预算稳定调节基金{c.stable_in}万元，收入总计{c.total}万元。一般公共预算支出{e[2]}万元，上解上级支出{sum(c.up)}万元，地方政府一般债务还本支出{c.repaid}万元，安排预算稳定调节基金{c.stable_out}万元，支出总计{c.total - c.carried_out}万元。收支相抵，年终结余{c.carried_out}万元，全部结转下年使用。"]
    f_in, f_up, f_carry, f_bond, f_spent, f_moved, f_repaid = 48_236, 5_120, 7_433, 56_000, 82_471, c.moved[0], 8_600
    f_total = f_in + f_up + f_carry + f_bond
    f_old = 61_874
    s.append(f"（二）政府性基金收支决算\n2023年全县政府性基金收入完成{f_in}万元，{growth(f_in, f_old)}，其中：国有土地使用权出让收入{f_in - 2_136}万元，城市基础设施配套费收入1852万元，污水处理费收入284万元。加上级补助收入{f_up}万元、上年结余{f_carry}万元、专项债务转贷收入{f_bond}万元，收入总计{f_total}万元。政府性基金支出{f_spent}万元，调出资金{f_moved}万元，债务还本支出{f_repaid}万元，支出总计{f_spent + f_moved + f_repaid}万元。年终结余{f_total - f_spent - f_moved - f_repaid}万元。")
    s.append(f"（三）国有资本经营预算收支决算\n国有资本经营预算收入{c.moved[1] + 120}万元，上级补助收入35万元，收入总计{c.moved[1] + 155}万元；国有资本经营预算支出155万元，调出资金{c.moved[1]}万元，支出总计{c.moved[1] + 155}万元。")
    s.append("二、政府债务情况\n2023年末，省财政厅核定我县政府债务限额412600万元，其中：一般债务限额168900万元、专项债务限额243700万元。全县政府债务余额396842万元，其中：一般债务余额161237万元、专项债务余额235605万元，均控制在限额以内。")
    rows = [[C("项  目"), "预算数", "调整预算数", "决算数", "决算数为调整预算数的%", "决算数为上年决算数的%"], five("一、税收收入", t), *[five(f"    {x[0]}", x[1:]) for x in c.taxes], five("二、非税收入", o), *[five(f"    {x[0]}", x[1:]) for x in c.others], five("本年收入合计", i)]
    s.append(T("表一 2023年度一般公共预算收入决算表", rows, "单位：万元"))
    s.append(T("表二 2023年度一般公共预算支出决算表", [rows[0], *[five(f"{'一二三四五六七八九十'[k] if k < 10 else '十' + '一二三四五六七八'[k - 10]}、{x[0]}", x[1:]) for k, x in enumerate(c.spending)], five("本年支出合计", e)], "单位：万元"))
    left = [("本年收入", i[2]), ("上级补助收入", c.upper), ("  返还性收入", sum(c.back)), ("  一般性转移支付收入", sum(c.general)), ("  专项转移支付收入", sum(c.special)), ("债务转贷收入", c.bond_new + c.bond_again), ("上年结余", c.carried_in), ("调入资金", sum(c.moved)), ("  从政府性基金预算调入", c.moved[0]), ("  从国有资本经营预算调入", c.moved[1]), ("  从其他资金调入", c.moved[2]), ("动用预算稳定调节基金", c.stable_in)]
    right = [("本年支出", e[2]), ("上解上级支出", sum(c.up)), ("  体制上解支出", c.up[0]), ("  专项上解支出", c.up[1]), ("债务还本支出", c.repaid), ("安排预算稳定调节基金", c.stable_out), ("年终结余", c.carried_out), ("  其中：结转下年的支出", c.carried_out)]
    side = lambda x, k: [x[k][0], str(x[k][1])] if k < len(x) else ["", ""]
    s.append(T("表三 2023年度一般公共预算收支平衡情况表", [["收入", "决算数", "支出", "决算数"], *[side(left, k) + side(right, k) for k in range(len(left))], ["收入总计", str(c.total), "支出总计", str(c.total)]], "单位：万元"))
    s.append(T("表四 2023年度税收返还和转移支付决算表", [["项目", "决算数"], ["一、返还性收入", str(sum(c.back))], *[[f"  {n}", str(v)] for n, v in zip(BACK, c.back)], ["二、一般性转移支付收入", str(sum(c.general))], *[[f"  {n}", str(v)] for n, v in zip(GENERAL, c.general)], ["三、专项转移支付收入", str(sum(c.special))], *[[f"  {n}", str(v)] for n, v in zip(SPECIAL, c.special)], ["上级补助收入合计", str(c.upper)]], "单位：万元"))
    return s


def town():
    """A township's accounts told at its congress; the year before in brackets; one table."""
    own = [("增值税", 1286, 1352), ("企业所得税", 342, 311), ("城市维护建设税", 128, 135), ("房产税", 96, 88), ("契税", 215, 402), ("其他各税", 74, 69)]
    tax, tax0 = sum(v for _, v, _ in own), sum(z for _, _, z in own)
    non, non0 = 186, 240
    income, before = tax + non, tax0 + non0
    up = [("税收返还", 212), ("体制补助", 1680), ("专项补助", 934)]
    upper = sum(v for _, v in up)
    carried = 143
    total = income + upper + carried
    spend = [("一般公共服务", 1468, 1502), ("文化体育与传媒", 62, 58), ("社会保障和就业", 486, 455), ("医疗卫生", 231, 226), ("节能环保", 118, 164), ("城乡社区事务", 392, 516), ("农林水事务", 1135, 1078), ("住房保障", 204, 198)]
    spent, spent0 = sum(v for _, v, _ in spend), sum(z for _, _, z in spend)
    out = 415
    left = total - spent - out
    plan = 2690
    s = ["关于青石镇2022年财政决算和2023年上半年预算执行情况的报告", "各位代表：", f"一、2022年财政决算\n（一）财政收入情况\n全镇完成一般公共预算收入{income}万元（上年{before}万元），为年初预算{plan}万元的{pct(income, plan, 1)}，{growth(income, before, 1)}。其中：税收收入{tax}万元（上年{tax0}万元），{growth(tax, tax0, 1)}，占{pct(tax, income, 1)}；非税收入{non}万元（上年{non0}万元），{growth(non, non0, 1)}，占{pct(non, income, 1)}。\n分税种看：" + "；".join(f"{n}{v}万元，{growth(v, z, 1)}" for n, v, z in own) + "。",
         f"（二）财政支出情况\n全镇一般公共预算支出{spent}万元（上年{spent0}万元），{growth(spent, spent0, 1)}。其中：" + "；".join(f"{n}支出{v}万元（上年{z}万元），占总支出的{pct(v, spent, 1)}" for n, v, z in spend) + "。",
         f"（三）财政平衡情况\n按现行财政体制结算，一般公共预算收入{income}万元，加：上级补助{upper}万元（" + "、".join(f"{n}{v}万元" for n, v in up) + f"），上年结转{carried}万元，可用财力{total}万元；减：当年支出{spent}万元、上解支出{out}万元，年终滚存结余{left}万元，其中结转下年支出{left - 26}万元，净结余26万元。",
         f"二、2023年上半年预算执行情况\n1-6月，全镇一般公共预算收入1198万元，占年初预算2420万元的{pct(1198, 2420, 1)}，同比增收86万元，增长{pct(86, 1112, 1)}；一般公共预算支出2036万元，占年初预算4150万元的{pct(2036, 4150, 1)}，同比减支124万元，下降{pct(124, 2160, 1)}。"]
    rows = [["项目", "2021年决算", "2022年预算", "2022年决算", "完成预算%", "比上年±%"]]
    for n, v, z in own:
        rows.append([f"  {n}", str(z), str(z + 20), str(v), bare(v, z + 20, 1), bare(v - z, z, 1)])
    plan_tax = tax0 + 20 * len(own)
    rows.insert(1, ["税收收入", str(tax0), str(plan_tax), str(tax), bare(tax, plan_tax, 1), bare(tax - tax0, tax0, 1)])
    rows.append(["非税收入", str(non0), str(plan - plan_tax), str(non), bare(non, plan - plan_tax, 1), bare(non - non0, non0, 1)])
    rows.append(["合计", str(before), str(plan), str(income), bare(income, plan, 1), bare(income - before, before, 1)])
    return [*s, T("青石镇2022年一般公共预算收入决算表", rows, "单位：万元")]


def district():
    """In 亿元 with two places, a whole district; sums only hold within rounding."""
    c = County(403, 30_000)
    y = lambda v: f"{half_up(D(v) / 10000, 2)}亿元"
    t, o, e, i = c.tax, c.other, c.spent, c.income
    three = [("教育支出", 3), ("社会保障和就业支出", 6), ("卫生健康支出", 7), ("城乡社区支出", 9), ("公共安全支出", 2)]
    s = ["滨海区2024年财政决算情况", f"一、一般公共预算\n全区一般公共预算收入{y(i[2])}，完成预算的{pct(i[2], i[1], 1)}，比上年{growth(i[2], i[3], 1)}。其中，税收收入{y(t[2])}，{growth(t[2], t[3], 1)}，占一般公共预算收入的{pct(t[2], i[2], 1)}；非税收入{y(o[2])}，{growth(o[2], o[3], 1)}。加上转移性收入{y(c.total - i[2])}，收入总计{y(c.total)}。",
         f"全区一般公共预算支出{y(e[2])}，完成预算的{pct(e[2], e[1], 1)}，比上年{growth(e[2], e[3], 1)}。加上转移性支出{y(c.total - e[2])}，支出总计{y(c.total)}。重点支出情况：" + "；".join(f"{n}{y(c.spending[k][3])}，占一般公共预算支出的{pct(c.spending[k][3], e[2], 1)}，比上年{growth(c.spending[k][3], c.spending[k][4], 1)}" for n, k in three) + "。",
         "二、社会保险基金预算\n全区社会保险基金收入18.63亿元，其中保险费收入11.25亿元、财政补贴收入6.94亿元、利息收入0.31亿元、其他收入0.13亿元；支出16.28亿元，本年收支结余2.35亿元，年末滚存结余21.47亿元。",
         "三、政府债务\n2024年，市财政局核定我区政府债务限额156.40亿元，其中一般债务限额43.20亿元、专项债务限额113.20亿元；政府债务余额149.87亿元，其中一般债务余额41.36亿元、专项债务余额108.51亿元。全年发行地方政府债券32.60亿元，其中新增债券21.50亿元（一般债券2.30亿元、专项债券19.20亿元）、再融资债券11.10亿元。偿还本金12.36亿元，支付利息4.58亿元。"]
    rows = [["项目", "预算数", "决算数", "完成预算%", "上年决算数", "增长%"]]
    line = lambda n, v: [n, *(f"{half_up(D(v[k]) / 10000, 2)}" for k in (1, 2)), bare(v[2], v[1], 1), f"{half_up(D(v[3]) / 10000, 2)}", bare(v[2] - v[3], v[3], 1)]
    s.append(T("滨海区2024年一般公共预算支出决算表", [*rows, line("一般公共预算支出", e), *[line(f"  {x[0]}", x[1:]) for x in c.spending]], "单位：亿元"))
    return s


def debt():
    """Debt of a county: limits, balances, what was issued and repaid, the projects of its bonds."""
    limit, balance0 = (D("15.62"), D("24.88")), (D("14.93"), D("21.47"))
    new, again, paid = (D("0.86"), D("4.35")), (D("1.24"), D("0.90")), (D("1.38"), D("1.02"))
    balance = tuple(a + b + c - d for a, b, c, d in zip(balance0, new, again, paid))
    cap = tuple(a + b for a, b in zip(limit, new))
    q = lambda v: f"{v}亿元"
    s = ["宁山县2023年地方政府债务情况说明", f"一、债务限额情况\n2022年末我县政府债务限额{q(sum(limit))}，2023年省下达我县新增债务限额{q(sum(new))}，其中新增一般债务限额{q(new[0])}、新增专项债务限额{q(new[1])}。2023年末，我县政府债务限额{q(sum(cap))}，其中：一般债务限额{q(cap[0])}，专项债务限额{q(cap[1])}。",
         f"二、债务余额情况\n截至2023年12月31日，全县政府债务余额{q(sum(balance))}，其中：一般债务余额{q(balance[0])}，专项债务余额{q(balance[1])}。比2022年末{q(sum(balance0))}增加{q(sum(balance) - sum(balance0))}。债务余额控制在限额之内。",
         f"三、债券发行和还本付息情况\n2023年共发行政府债券{q(sum(new) + sum(again))}，其中：新增债券{q(sum(new))}，再融资债券{q(sum(again))}。2023年偿还政府债务本金{q(sum(paid))}，其中：一般债务{q(paid[0])}，专项债务{q(paid[1])}；支付利息1.23亿元，其中：一般债务0.47亿元，专项债务0.76亿元。"]
    head = ["项目", "合计", "一般债务", "专项债务"]
    row = lambda n, v: [n, f"{sum(v)}", *(f"{x}" for x in v)]
    s.append(T("宁山县2023年地方政府债务限额及余额决算情况表", [head, row("一、2022年末地方政府债务余额", balance0), row("二、2022年末地方政府债务限额", limit), row("三、2023年地方政府债券发行额", [a + b for a, b in zip(new, again)]), row("  其中：新增债券发行额", new), row("        再融资债券发行额", again), row("四、2023年地方政府债务还本额", paid), row("五、2023年末地方政府债务余额", balance), row("六、2023年末地方政府债务限额", cap)], "单位：亿元"))
    use = [("县人民医院住院楼建设项目", "卫生健康", "专项债券", "1.50"), ("城乡供水一体化项目", "农林水利", "专项债券", "1.85"), ("产业园标准厂房项目", "产业园区", "专项债券", "1.00"), ("国道改线工程", "交通基础设施", "一般债券", "0.50"), ("中小学运动场改造", "教育", "一般债券", "0.36")]
    s.append(T("2023年新增政府债券资金安排表", [["序号", "项目名称", "项目领域", "债券类型", "安排金额"], *[[str(k + 1), *x] for k, x in enumerate(use)], [C("合计", cols=4), f"{sum(D(x[3]) for x in use)}"]], "单位：亿元"))
    return s


def transfers():
    """Payments to townships: a matrix of places and purposes."""
    r = random.Random(405)
    towns = ["城关镇", "石桥镇", "柳林镇", "黄庄乡", "河口乡", "大营乡", "马坪乡"]
    kinds = ["体制补助", "均衡性转移支付", "村级组织运转", "农村综合改革", "乡村振兴衔接资金", "其他专项"]
    rows = [[r.randint(20, 1900) for _ in kinds] for _ in towns]
    cols = [sum(x[k] for x in rows) for k in range(6)]
    table = [[C("乡镇", rows=2), C("合计", rows=2), C("一般性转移支付", cols=4), C("专项转移支付", cols=3)], ["小计", *kinds[:3], "小计", *kinds[3:]]]
    line = lambda n, x: [n, str(sum(x)), str(sum(x[:3])), *map(str, x[:3]), str(sum(x[3:])), *map(str, x[3:])]
    s = [f"2023年县对乡镇转移支付执行情况说明\n2023年县对乡镇转移支付{sum(cols)}万元，其中：一般性转移支付{sum(cols[:3])}万元，占{pct(sum(cols[:3]), sum(cols))}；专项转移支付{sum(cols[3:])}万元，占{pct(sum(cols[3:]), sum(cols))}。一般性转移支付中，" + "、".join(f"{k}{v}万元" for k, v in zip(kinds[:3], cols)) + "；专项转移支付中，" + "、".join(f"{k}{v}万元" for k, v in zip(kinds[3:], cols[3:])) + "。"]
    return [*s, T("2023年县对乡镇转移支付分地区决算表", [*table, *[line(n, x) for n, x in zip(towns, rows)], line("合计", cols)], "单位：万元")]


def insurance():
    """Social insurance funds: a column for every fund."""
    funds = ["企业职工基本养老保险基金", "城乡居民基本养老保险基金", "机关事业单位基本养老保险基金", "职工基本医疗保险基金", "工伤保险基金"]
    rows = {"保险费收入": [18_236, 3_412, 12_806, 9_315, 1_128], "财政补贴收入": [4_500, 9_872, 6_140, 0, 0], "利息收入": [386, 241, 35, 198, 22], "其他收入": [52, 18, 41, 27, 3], "转移收入": [410, 15, 622, 88, 0]}
    spend = {"社会保险待遇支出": [19_862, 10_230, 18_340, 7_812, 936], "其他支出": [38, 6, 11, 15, 2], "转移支出": [296, 9, 418, 61, 0]}
    opening = [12_630, 15_287, 1_846, 11_930, 1_205]
    add = lambda d: [sum(v[k] for v in d.values()) for k in range(5)]
    a, e = add(rows), add(spend)
    now = [x - y for x, y in zip(a, e)]
    end = [x + y for x, y in zip(opening, now)]
    line = lambda n, v: [n, str(sum(v)), *map(str, v)]
    table = [["项目", "合计", *funds], line("一、收入", a), *[line(("    其中：" if k == 0 else "    ") + n, v) for k, (n, v) in enumerate(rows.items())], line("二、支出", e), *[line(("    其中：" if k == 0 else "    ") + n, v) for k, (n, v) in enumerate(spend.items())], line("三、本年收支结余", now), line("四、上年末滚存结余", opening), line("五、年末滚存结余", end)]
    s = [f"2023年社会保险基金收支决算说明\n2023年全县社会保险基金收入{sum(a)}万元，其中：保险费收入{sum(rows['保险费收入'])}万元、财政补贴收入{sum(rows['财政补贴收入'])}万元。社会保险基金支出{sum(e)}万元，其中：社会保险待遇支出{sum(spend['社会保险待遇支出'])}万元。本年收支结余{sum(now)}万元，年末滚存结余{sum(end)}万元。分险种看：\n" + "\n".join(f"{k + 1}.{n}收入{a[k]}万元，支出{e[k]}万元，本年收支结余{now[k]}万元，年末滚存结余{end[k]}万元。" for k, n in enumerate(funds))]
    return [*s, T("2023年社会保险基金收支决算表", table, "单位：万元")]
