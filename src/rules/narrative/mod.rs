//! GJ1xx: sentences of the narrative.

mod free_lists;
mod priced;
mod support;

registry! {
    share,
    running_total,
    shares_total,
    growth,
    change_words,
    change_amount,
    change_parts,
    parts,
    balance,
    difference_rate,
    completion,
    budget_words,
    classes,
    repeated,
    operating,
    procurement,
    quantity,
    list_count,
    complements,
    per_unit,
    reasons,
    carried_over,
    implied_bases,
    count_rates,
    fund_balance,
    net_value,
    remainder,
    whole_year,
    points,
    grade_rates,
    money_ratio,
    calculations,
}

pub(super) use growth::direction;
