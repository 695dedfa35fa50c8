//! GJ3xx: self-evaluation forms.

/// A short form for the examples: rows of the budget part, rows of indicators, the total row.
#[cfg(test)]
macro_rules! example {
    ($funds:literal, $rows:literal, $total:literal) => {
        concat!(
            "项目支出绩效自评表\n（2024年度）\n项目名称\t培训项目\n",
            "项目资金（万元）\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n",
            $funds,
            "一级指标\t二级指标\t三级指标\t权重\t目标值\t业绩值\t完成率\t指标得分\t赋分规则\t偏差原因分析及改进措施\n",
            $rows,
            $total
        )
    };
}

mod said;

registry! {
    funds, execution_rate, execution_score, completion_rate, score, score_bound, weights, total, level_weights,
    grade, costs, goals, twins, deviation, units, names, qualitative, unfilled, summary, told_rates,
    deductions, group_scores, score_tables, raised_budget, score_lists, told_parts, told_scores,
    told_indicators
}
