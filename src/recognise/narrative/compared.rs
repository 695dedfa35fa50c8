//! Amounts compared with: of another year or of a budget, told beside the amount of which a sentence speaks.

use super::label::label;
use super::role::{Role, Setting, amount, without_last_year};
use super::statement::Slot;
use super::words::{self, Base};

/// 比2023年年初预算数X万元, 与上年决算数X万元: the opener of a base that is stated with its amount.
pub fn stated_base(prefix: &str, setting: Setting) -> Option<(usize, Slot)> {
    let opener =
        ["相较于", "相比", "比较", "较", "比", "与", "同"].iter().find(|w| prefix.starts_with(**w))?;
    if words::change_before(prefix).is_some() {
        return None;
    }
    // 比年初预算的X万元
    let rest = prefix[opener.len()..].trim_end_matches('的');
    // Where it is not known which year is reported on, the year compared with is the one before.
    let named = rest.get(..4).and_then(|y| y.parse::<u16>().ok()).filter(|_| rest[4..].starts_with('年'));
    let setting = Setting { year: setting.year.or(named.map(|y| y.saturating_add(1))), ..setting };
    // 年末结转和结余X万元，比年初Y万元增加Z万元
    if matches!(rest, "年初" | "年初数" | "年初的" | "期初" | "期初数") {
        return Some((opener.len(), Slot::LastYear));
    }
    match amount(rest, setting) {
        // 比2023年年初预算X万元, in the budget of 2024: of the year compared with.
        Role::Amount { slot, .. } if slot.is_budget() && is_of_last_year(rest, setting) => {
            Some((opener.len(), Slot::LastYear))
        }
        Role::Amount { slot, .. } if slot != Slot::Amount => Some((opener.len(), slot)),
        _ => None,
    }
}

/// In a budget: the year before, named at the head.
fn is_of_last_year(text: &str, setting: Setting) -> bool {
    setting.is_budget && without_last_year(text, setting.year).1
}

/// 财政拨款支出较年初预算数, 收支预算较2022年预算: the words of the amount compared with, of the same subject, and which one it is.
pub fn subject_and_base(prefix: &str, setting: Setting) -> Option<(String, Base)> {
    if words::change_before(prefix).is_some() {
        return None;
    }
    let (at, opener) = ["相较于", "较", "比"].iter().find_map(|w| Some((prefix.rfind(w)?, w.len())))?;
    let (subject, rest) = (prefix.get(..at)?, prefix.get(at + opener..)?);
    if label(subject).is_empty() || subject.contains(['占', '与', '同', '和']) {
        return None;
    }
    let Role::Amount { label: named, slot, .. } = amount(rest, setting) else { return None };
    let base = match slot {
        Slot::LastYear => {
            let again = matches!(named.as_str(), "" | "预算" | "决算" | "预算数" | "决算数");
            return again.then(|| (format!("上年{subject}"), Base::LastYear));
        }
        Slot::InitialBudget => Base::InitialBudget,
        Slot::FullBudget => Base::FullBudget,
        Slot::Budget => Base::Budget,
        Slot::Amount => return None,
    };
    named.is_empty().then(|| (format!("{subject}{rest}"), base))
}
