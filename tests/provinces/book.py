"""Accounts of an invented unit, in 元, of three years' columns: now (决算), old (上年决算), plan (年初预算)."""
import random
from decimal import Decimal as D

from layout import half_up as rnd


ITEMS = {
    "school": [
        ("2050202", "教育支出", "普通教育", "小学教育", 9, 3), ("2050803", "教育支出", "进修及培训", "培训支出", 0, 1),
        ("2080502", "社会保障和就业支出", "行政事业单位养老支出", "事业单位离退休", 1, 0),
        ("2080505", "社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出", 2, 0),
        ("2101102", "卫生健康支出", "行政事业单位医疗", "事业单位医疗", 1, 0), ("2210201", "住房保障支出", "住房改革支出", "住房公积金", 2, 0),
    ],
    "office": [
        ("2010301", "一般公共服务支出", "政府办公厅（室）及相关机构事务", "行政运行", 8, 0),
        ("2010302", "一般公共服务支出", "政府办公厅（室）及相关机构事务", "一般行政管理事务", 0, 5),
        ("2010350", "一般公共服务支出", "政府办公厅（室）及相关机构事务", "事业运行", 2, 0),
        ("2080501", "社会保障和就业支出", "行政事业单位养老支出", "行政单位离退休", 1, 0),
        ("2080505", "社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出", 2, 0),
        ("2080506", "社会保障和就业支出", "行政事业单位养老支出", "机关事业单位职业年金缴费支出", 1, 0),
        ("2089999", "社会保障和就业支出", "其他社会保障和就业支出", "其他社会保障和就业支出", 1, 1),
        ("2101101", "卫生健康支出", "行政事业单位医疗", "行政单位医疗", 1, 0), ("2101103", "卫生健康支出", "行政事业单位医疗", "公务员医疗补助", 1, 0),
        ("2130106", "农林水支出", "农业农村", "科技转化与推广服务", 0, 2), ("2130599", "农林水支出", "巩固脱贫攻坚成果衔接乡村振兴", "其他巩固脱贫攻坚成果衔接乡村振兴支出", 0, 3),
        ("2210201", "住房保障支出", "住房改革支出", "住房公积金", 2, 0), ("2210203", "住房保障支出", "住房改革支出", "购房补贴", 1, 0),
    ],
    "university": [
        ("2050205", "教育支出", "普通教育", "高等教育", 30, 18), ("2060203", "科学技术支出", "基础研究", "自然科学基金", 0, 4),
        ("2080505", "社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出", 5, 0),
        ("2080506", "社会保障和就业支出", "行政事业单位养老支出", "机关事业单位职业年金缴费支出", 3, 0),
        ("2210201", "住房保障支出", "住房改革支出", "住房公积金", 6, 0), ("2210202", "住房保障支出", "住房改革支出", "提租补贴", 1, 0),
    ],
    "hospital": [
        ("2080505", "社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出", 4, 0),
        ("2100202", "卫生健康支出", "公立医院", "中医（民族）医院", 6, 3), ("2100409", "卫生健康支出", "公共卫生", "重大公共卫生服务", 0, 2),
        ("2101102", "卫生健康支出", "行政事业单位医疗", "事业单位医疗", 2, 0),
    ],
}
ORDER = {"201": "一", "205": "五", "206": "六", "208": "八", "210": "九", "212": "十一", "213": "十二", "221": "十九", "229": "二十三"}


class Book:
    def __init__(self, seed, kind="office", places=2, rate=2, grouped=False, unit="万元", fund=True, extra=(), scale=400_000, car_buy=False, abroad=False, reception=True):
        self.r = random.Random(seed)
        self.places, self.rate, self.grouped, self.unit = places, rate, grouped, unit
        self.now, self.old, self.plan = {}, {}, {}
        n, o, p = self.now, self.old, self.plan
        self.items = []
        for code, c, k, x, b, q in ITEMS[kind]:
            basic, project = self.money(b * scale), self.money(q * scale)
            plan_b, plan_q = self.near(basic), self.near(project)
            if self.r.random() < 0.2:
                plan_b, plan_q = basic, project
            old_b, old_q = self.near(basic), self.near(project)
            self.items.append(dict(code=code, c=c, k=k, x=x, basic=basic, project=project, plan_b=plan_b, plan_q=plan_q, old_b=old_b, old_q=old_q, plan=plan_b + plan_q, old=old_b + old_q))
        for d in (n, o, p):
            look = self.near if d is not n else (lambda v: v)
            b, q = ("basic", "project") if d is n else ("old_b", "old_q") if d is o else ("plan_b", "plan_q")
            d["basic"], project = sum(i[b] for i in self.items), sum(i[q] for i in self.items)
            d["public_project"] = project
            d["public"] = d["basic"] + project
            d["fund"] = self.money(3 * scale) if fund and d is n else look(n["fund"]) if fund else D(0)
            d["capital"] = D(0)
            d["f_spent"] = d["public"] + d["fund"]
            for key in ("superior", "business", "operating", "affiliated", "other"):
                d[key] = D(0)
                if key in extra:
                    d[key] = self.money(2 * scale) if d is n else look(n[key])
            d["f_carry_out"] = self.money(scale) if d is n else D(0)
            d["n_carry_out"] = self.money(scale) if d is n else D(0)
            d["running"] = rnd(d["basic"] * D("0.14"), 2)
            d["people"] = d["basic"] - d["running"]
            d["abroad"] = D(0) if not abroad else self.money(90_000) if d is n else look(n["abroad"])
            d["car_buy"] = D(0) if not car_buy or d is o else self.money(190_000) if d is n else look(n["car_buy"])
            d["car_run"] = self.money(60_000) if d is n else look(n["car_run"])
            d["car"] = d["car_buy"] + d["car_run"]
            d["reception"] = D(0) if not reception else self.money(20_000) if d is n else look(n["reception"])
            d["three"] = d["abroad"] + d["car"] + d["reception"]
            d["goods"], d["works"], d["services"] = (self.money(v) for v in (400_000, 200_000, 900_000))
            d["purchase"] = d["goods"] + d["works"] + d["services"]
        # What was left at the end of last year is carried in now.
        n["f_carry_in"], n["n_carry_in"] = self.money(scale), self.money(scale) if extra else D(0)
        o["f_carry_out"], o["n_carry_out"] = n["f_carry_in"], n["n_carry_in"]
        if not extra:
            n["n_carry_out"] = D(0)
        o["f_carry_in"], o["n_carry_in"] = self.near(n["f_carry_in"]), self.near(n["n_carry_in"])
        p["f_carry_in"] = p["n_carry_in"] = p["f_carry_out"] = p["n_carry_out"] = D(0)
        for d in (n, o, p):
            d["others"] = sum(d[k] for k in ("superior", "business", "operating", "affiliated", "other"))
            d["n_spent"] = d["others"] + d["n_carry_in"] - d["n_carry_out"]
            d["operate_spent"] = D(0)
            d["use"] = d["distribution"] = D(0)
            d["spent"] = d["f_spent"] + d["n_spent"]
            d["project"] = d["spent"] - d["basic"]
            d["fund_income"] = d["fund"]
            d["f_total"] = d["f_spent"] + d["f_carry_out"]
            d["f_income"] = d["f_total"] - d["f_carry_in"]
            d["public_income"] = d["f_income"] - d["fund_income"]
            d["income"] = d["f_income"] + d["others"]
            d["carry_in"] = d["f_carry_in"] + d["n_carry_in"]
            d["carry_out"] = d["f_carry_out"] + d["n_carry_out"]
            d["total"] = d["income"] + d["carry_in"]
            assert d["total"] == d["spent"] + d["carry_out"], (d["total"], d["spent"], d["carry_out"])
        n["sme"] = rnd(n["purchase"] * D("0.83"), 2)
        n["micro"] = rnd(n["sme"] * D("0.61"), 2)
        n["goods_sme"], n["works_sme"], n["services_sme"] = rnd(n["goods"] * D("0.9"), 2), n["works"], D(0)
        n["services_sme"] = n["sme"] - n["goods_sme"] - n["works_sme"]

    def money(self, about):
        return D(self.r.randint(int(about) * 60, int(about) * 140)) / 100 if about else D(0)

    def near(self, v):
        return rnd(v * D(self.r.randint(70, 130)) / 100, 2) + (D(self.r.randint(1, 99)) / 100 if v else 0)

    def a(self, v):
        """An amount as this report writes it, without its unit."""
        div = {"万元": 10000, "元": 1, "亿元": 100000000, "千元": 1000}[self.unit]
        t = rnd(abs(v) / div, 2 if self.unit == "元" else self.places)
        return f"{t:,}" if self.grouped else f"{t}"

    def w(self, key, d=None):
        v = key if isinstance(key, D) else (d or self.now)[key]
        return self.a(v) + self.unit

    def pct(self, part, whole):
        if whole == 0:
            return f"{D(0):.{self.rate}f}%" if part == 0 else "100%"
        return f"{rnd(abs(part) * 100 / whole, self.rate)}%"

    def share(self, part, whole):
        return self.pct(self.now[part], self.now[whole])

    def done(self, key):
        return self.pct(self.now[key], self.plan[key])

    def diff(self, key, other="old", words="增加 增长 减少 下降", same="与上年持平", sep="，"):
        now, then = self.now[key], getattr(self, other)[key]
        up, rate_up, down, rate_down = words.split()
        if self.a(now) == self.a(then):
            return same
        a, b = (up, rate_up) if now > then else (down, rate_down)
        return f"{a}{self.w(now - then)}{sep}{b}{self.pct(now - then, then)}"

    def word(self, now, then, words="大于 小于 等于"):
        more, less, same = words.split()
        x, y = self.a(now), self.a(then)
        return same if x == y else more if now > then else less

    def classes(self):
        out = {}
        for i in self.items:
            out.setdefault((i["code"][:3], i["c"]), []).append(i)
        return out

    def cls(self, items, key=None):
        return sum((i["basic"] + i["project"] if key is None else i[key]) for i in items)

    # Tables, as rows of strings
    def blank(self, v, zero=""):
        return zero if v == 0 else self.a(v)

    def summary(self, numbered=True, extra=True, zero=""):
        n, b = self.now, lambda v: self.blank(v, zero)
        left = [("一、一般公共预算财政拨款收入", n["public_income"]), ("二、政府性基金预算财政拨款收入", n["fund_income"]), ("三、国有资本经营预算财政拨款收入", D(0)),
                ("四、上级补助收入", n["superior"]), ("五、事业收入", n["business"]), ("六、经营收入", n["operating"]), ("七、附属单位上缴收入", n["affiliated"]), ("八、其他收入", n["other"])]
        cl = [(f"{ORDER[code]}、{name}", self.cls(i)) for (code, name), i in self.classes().items()]
        first = cl[0]
        rest = n["n_spent"]
        cl[0] = (first[0], first[1] + rest)
        if n["fund"]:
            cl.append(("十一、城乡社区支出", n["fund"]))
            cl.sort(key=lambda e: "一二三四五六七八九".find(e[0][0]) if e[0][1] == "、" else 10 + "一二三四五六七八九".find(e[0][1]))
        rows = []
        for k in range(max(len(left), len(cl))):
            l = left[k] if k < len(left) else ("", None)
            r = cl[k] if k < len(cl) else ("", None)
            rows.append([l[0], "" if l[1] is None else b(l[1]), r[0], "" if r[1] is None else b(r[1])])
        rows.append(["本年收入合计", self.a(n["income"]), "本年支出合计", self.a(n["spent"])])
        if extra:
            rows.append(["使用非财政拨款结余（含专用结余）", b(n["use"]), "结余分配", b(n["distribution"])])
        rows.append(["年初结转和结余", b(n["carry_in"]), "年末结转和结余", b(n["carry_out"])])
        rows.append(["总计", self.a(n["total"]), "总计", self.a(n["total"])])
        if not numbered:
            return [["收入", "", "支出", ""], ["项目", "决算数", "项目", "决算数"], *rows]
        out = [["收入", "", "", "支出", "", ""], ["项目", "行次", "金额", "项目", "行次", "金额"], ["栏次", "", "1", "栏次", "", "2"]]
        for k, r in enumerate(rows):
            out.append([r[0], str(k + 1), r[1], r[2], str(k + 1 + len(rows)), r[3]])
        return out

    def coded(self, columns, first=None, split=False, total_last=False, name="项目"):
        """Rows of class, group and item; columns: functions of a list of items."""
        out, total = [], [self.blank(f(self.items)) for f in columns]

        def line(code, text, items):
            head = [code[:3], code[3:5], code[5:7], text] if split else [code, text]
            out.append(head + [self.blank(f(items)) for f in columns])

        for (code, cname), items in self.classes().items():
            line(code, cname, items)
            groups = {}
            for i in items:
                groups.setdefault((i["code"][:5], i["k"]), []).append(i)
            for (kc, kname), members in groups.items():
                line(kc, kname, members)
                for i in members:
                    line(i["code"], i["x"], [i])
        head = ([""] * 3 + ["合计"] if split else ["", "合计"]) + total
        return out + [head] if total_last else [head] + out

    def public_table(self, **kw):
        return self.coded([lambda i: self.cls(i), lambda i: self.cls(i, "basic"), lambda i: self.cls(i, "project")], **kw)

    def economic(self):
        """The basic expenditure by economic class: two lists of (code, name, amount)."""
        n = self.now
        retire = rnd(n["people"] * D("0.08"), 2)
        wages = n["people"] - retire
        cap = rnd(n["running"] * D("0.05"), 2)
        goods = n["running"] - cap

        def cut(total, shares):
            out = [rnd(total * D(s) / 100, 2) for s in shares[:-1]]
            return out + [total - sum(out)]

        wage = cut(wages, [33, 21, 12, 15, 7, 4, 8])
        names = [("30101", "基本工资"), ("30102", "津贴补贴"), ("30103", "奖金"), ("30107", "绩效工资"), ("30108", "机关事业单位基本养老保险缴费"), ("30110", "职工基本医疗保险缴费"), ("30113", "住房公积金")]
        left = [("301", "工资福利支出", wages)] + [(c, x, v) for (c, x), v in zip(names, wage)]
        ret = cut(retire, [70, 30])
        left += [("303", "对个人和家庭的补助", retire), ("30302", "退休费", ret[0]), ("30305", "生活补助", ret[1])]
        car, rec = rnd(min(n["car_run"], goods / 5), 2), n["reception"]
        rest = cut(goods - car - rec, [28, 8, 5, 9, 14, 12, 24])
        rn = [("30201", "办公费"), ("30202", "印刷费"), ("30205", "水费"), ("30206", "电费"), ("30211", "差旅费"), ("30228", "工会经费"), ("30239", "其他交通费用")]
        right = [("302", "商品和服务支出", goods)] + [(c, x, v) for (c, x), v in zip(rn, rest)]
        right += [("30217", "公务接待费", rec)] if rec else []
        right += [("30231", "公务用车运行维护费", car)]
        right.sort()
        right += [("310", "资本性支出", cap), ("31002", "办公设备购置", cap)]
        return left, right

    def basic_table(self):
        left, right = self.economic()
        rows = []
        for k in range(max(len(left), len(right))):
            l = [left[k][0], left[k][1], self.a(left[k][2])] if k < len(left) else ["", "", ""]
            r = [right[k][0], right[k][1], self.a(right[k][2])] if k < len(right) else ["", "", ""]
            rows.append(l + r)
        return rows + [["人员经费合计", "", self.a(self.now["people"]), "公用经费合计", "", self.a(self.now["running"])]]

    def fiscal(self, numbered=False):
        n, b = self.now, self.blank
        cl = [(f"{ORDER[code]}、{name}", self.cls(i), D(0)) for (code, name), i in self.classes().items()]
        if n["fund"]:
            cl.append(("十一、城乡社区支出", D(0), n["fund"]))
            cl.sort(key=lambda e: "一二三四五六七八九".find(e[0][0]) if e[0][1] == "、" else 10 + "一二三四五六七八九".find(e[0][1]))
        left = [("一、一般公共预算财政拨款", n["public_income"]), ("二、政府性基金预算财政拨款", n["fund_income"]), ("三、国有资本经营预算财政拨款", D(0))]
        rows = []
        for k in range(max(3, len(cl))):
            l = [left[k][0], b(left[k][1])] if k < 3 else ["", ""]
            r = [cl[k][0], b(cl[k][1] + cl[k][2]), b(cl[k][1]), b(cl[k][2]), ""] if k < len(cl) else [""] * 5
            rows.append(l + r)
        rows.append(["本年收入合计", b(n["f_income"]), "本年支出合计", b(n["f_spent"]), b(n["public"]), b(n["fund"]), ""])
        rows.append(["年初财政拨款结转和结余", b(n["f_carry_in"]), "年末财政拨款结转和结余", b(n["f_carry_out"]), b(n["f_carry_out"]), "", ""])
        rows.append(["  一般公共预算财政拨款", b(n["f_carry_in"]), "", "", "", "", ""])
        rows.append(["  政府性基金预算财政拨款", "", "", "", "", "", ""])
        rows.append(["  国有资本经营预算财政拨款", "", "", "", "", "", ""])
        rows.append(["总计", b(n["f_total"]), "总计", b(n["f_total"]), b(n["public"] + n["f_carry_out"]), b(n["fund"]), ""])
        return [["收入", "", "支出", "", "", "", ""], ["项目", "金额", "项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"], *rows]

    def three_row(self, d, zero="0.00"):
        return [self.a(d[k]) if d[k] else zero for k in ("three", "abroad", "car", "car_buy", "car_run", "reception")]


def item_head(i):
    return f"{i['c']}（类）{i['k']}（款）{i['x']}（项）"
