//! Units of a figure (单位) and their size in the base unit in which figures are compared.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The unit in which a figure is written down.
///
/// Figures are compared in base units: money in 元, percentages as plain ratios (5% is 0.05), counts as they are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// No unit written and none known from the table.
    #[default]
    None,
    /// 元
    Yuan,
    /// 千元
    ThousandYuan,
    /// 万元
    TenThousandYuan,
    /// 亿元
    HundredMillionYuan,
    /// 万亿元
    TrillionYuan,
    /// %, ％, 百分比
    Percent,
    /// 个百分点
    PercentagePoint,
    /// ‰
    Permille,
    /// 分, the unit of weights and scores
    Points,
    /// A counted or measured unit (个, 辆, 人次, 平方米, 公顷 …), as written.
    Counted(String),
}

impl Unit {
    /// Size of one unit in the base unit.
    pub fn factor(&self) -> Decimal {
        match self {
            Unit::ThousandYuan => Decimal::ONE_THOUSAND,
            Unit::TenThousandYuan => Decimal::new(10_000, 0),
            Unit::HundredMillionYuan => Decimal::new(100_000_000, 0),
            Unit::TrillionYuan => Decimal::new(1_000_000_000_000, 0),
            Unit::Percent | Unit::PercentagePoint => Decimal::new(1, 2),
            Unit::Permille => Decimal::new(1, 3),
            Unit::Counted(name) if name.starts_with('万') && name.chars().count() > 1 => {
                Decimal::new(10_000, 0)
            }
            Unit::Counted(name) if name.starts_with('亿') && name.chars().count() > 1 => {
                Decimal::new(100_000_000, 0)
            }
            _ => Decimal::ONE,
        }
    }

    /// Is this an amount of money?
    pub fn is_money(&self) -> bool {
        matches!(
            self,
            Unit::Yuan
                | Unit::ThousandYuan
                | Unit::TenThousandYuan
                | Unit::HundredMillionYuan
                | Unit::TrillionYuan
        )
    }

    /// Is this a percentage (or a distance between two)?
    pub fn is_percent(&self) -> bool {
        matches!(self, Unit::Percent | Unit::PercentagePoint | Unit::Permille)
    }

    /// 倍: how many times as much.
    pub fn is_multiple(&self) -> bool {
        matches!(self, Unit::Counted(name) if name == "倍")
    }

    /// The unit as written in a Chinese report.
    pub fn symbol(&self) -> &str {
        match self {
            Unit::None => "",
            Unit::Yuan => "元",
            Unit::ThousandYuan => "千元",
            Unit::TenThousandYuan => "万元",
            Unit::HundredMillionYuan => "亿元",
            Unit::TrillionYuan => "万亿元",
            Unit::Percent => "%",
            Unit::PercentagePoint => "个百分点",
            Unit::Permille => "‰",
            Unit::Points => "分",
            Unit::Counted(name) => name,
        }
    }

    /// The money unit that a unit line (单位：万元) or a column head (（万元）) names, if any.
    pub fn money_named_in(text: &str) -> Option<Unit> {
        for (name, unit) in [
            ("亿元", Unit::HundredMillionYuan),
            ("万元", Unit::TenThousandYuan),
            ("千元", Unit::ThousandYuan),
            ("元", Unit::Yuan),
        ] {
            if text.contains(name) {
                return Some(unit);
            }
        }
        None
    }
}
