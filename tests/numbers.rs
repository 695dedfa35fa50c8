//! The number engine: what rounding can explain is never flagged, what it cannot always is.

use gouji::figure::{FigureId, Figures};
use gouji::import::text::read_text;
use gouji::number::{parse_quantity, round_half_up};
use gouji::relation::{Expression, Misrounding, Relation, RelationKind, Verdict, decide};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn figures(text: &str) -> Figures {
    Figures::of(&read_text(text))
}

/// A list of amounts in 万元 with two decimals, first the total.
fn amounts(values: &[Decimal]) -> Figures {
    figures(&values.iter().map(|v| format!("{v:.2}万元，")).collect::<String>())
}

fn cents(range: std::ops::Range<i64>) -> impl Strategy<Value = Decimal> {
    range.prop_map(|n| Decimal::new(n, 4))
}

proptest! {
    #[test]
    fn an_exact_sum_rounded_never_flags(parts in prop::collection::vec(cents(0..1_000_000_000), 1..30)) {
        let total: Decimal = parts.iter().copied().sum();
        let mut written = vec![round_half_up(total, 2)];
        written.extend(parts.iter().map(|p| round_half_up(*p, 2)));
        let figures = amounts(&written);
        let relation = Relation::sum(FigureId(0), (1..written.len() as u32).map(FigureId));
        prop_assert!(decide(&relation, &figures).is_sound());
    }

    #[test]
    fn a_sum_off_by_more_than_its_rounding_always_flags(
        parts in prop::collection::vec(cents(0..1_000_000_000), 1..30),
        beyond in 1i64..1000,
        up in any::<bool>(),
    ) {
        let written: Vec<Decimal> = parts.iter().map(|p| round_half_up(*p, 2)).collect();
        let total: Decimal = written.iter().copied().sum();
        // n parts and the total leave (n + 1) halves of a cent.
        let slack = Decimal::new(5 * (written.len() as i64 + 1), 3);
        let off = round_half_up(slack, 2) + Decimal::new(beyond, 2);
        let wrong = if up { total + off } else { total - off };
        let mut all = vec![wrong];
        all.extend(written);
        let figures = amounts(&all);
        let relation = Relation::sum(FigureId(0), (1..all.len() as u32).map(FigureId));
        prop_assert_eq!(decide(&relation, &figures).verdict, Verdict::Violated);
    }

    #[test]
    fn the_order_of_the_parts_does_not_matter(
        (parts, shuffled) in prop::collection::vec(cents(0..1_000_000), 2..12).prop_flat_map(|v| (Just(v.clone()), Just(v).prop_shuffle())),
        total in cents(0..12_000_000),
    ) {
        let verdict = |parts: &[Decimal]| {
            let mut all = vec![round_half_up(total, 2)];
            all.extend(parts.iter().map(|p| round_half_up(*p, 2)));
            let figures = amounts(&all);
            let relation = Relation::sum(FigureId(0), (1..all.len() as u32).map(FigureId));
            decide(&relation, &figures).verdict
        };
        prop_assert_eq!(verdict(&parts), verdict(&shuffled));
    }

    #[test]
    fn the_unit_does_not_matter(part in 1i64..1_000_000_000, whole in 1i64..1_000_000_000, rate in 0i64..20_000) {
        let (part, whole, rate) = (Decimal::new(part, 2), Decimal::new(whole, 2), Decimal::new(rate, 2));
        let share = |text: String| {
            let figures = figures(&text);
            decide(&Relation::ratio(FigureId(2), FigureId(0), FigureId(1)), &figures).verdict
        };
        let wan = share(format!("{part:.2}万元，{whole:.2}万元，{rate:.2}%"));
        // The same amounts in 亿元, with the decimals that carry the same doubt.
        let yi = Decimal::new(1, 4);
        prop_assert_eq!(wan, share(format!("{:.6}亿元，{:.6}亿元，{rate:.2}%", part * yi, whole * yi)));
    }

    #[test]
    fn a_share_computed_and_rounded_never_flags(part in 0i64..1_000_000_000, rest in 1i64..1_000_000_000, decimals in 0u32..4) {
        let (part, whole) = (Decimal::new(part, 2), Decimal::new(part + rest, 2));
        let rate = round_half_up(part * Decimal::ONE_HUNDRED / whole, decimals);
        let figures = figures(&format!("{part}万元，{whole}万元，{rate:.*}%", decimals as usize));
        let outcome = decide(&Relation::ratio(FigureId(2), FigureId(0), FigureId(1)), &figures);
        prop_assert_eq!(outcome.verdict, Verdict::Holds);
    }

    #[test]
    fn a_growth_rate_beyond_its_rounding_flags(before in 1_000_000i64..1_000_000_000, change in 0i64..900_000, off in 2i64..5000) {
        let (current, change_amount) = (Decimal::new(before + change, 2), Decimal::new(change, 2));
        let rate = round_half_up(Decimal::new(change * 100, 0) / Decimal::new(before, 0), 2) + Decimal::new(off, 2);
        let figures = figures(&format!("{current}万元，增加{change_amount}万元，增长{rate:.2}%"));
        let expression = Expression::quotient(FigureId(1), Expression::difference(FigureId(0), FigureId(1)));
        let relation = Relation::equal(RelationKind::Growth, FigureId(2), expression);
        prop_assert_eq!(decide(&relation, &figures).verdict, Verdict::Violated);
    }

    #[test]
    fn every_way_of_writing_a_number_reads_the_same(n in 0i64..10_000_000_000) {
        let value = Decimal::new(n, 2);
        let plain = format!("{value:.2}");
        let (whole, fraction) = plain.split_once('.').unwrap();
        let mut grouped = String::new();
        for (i, c) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i) % 3 == 0 { grouped.push(','); }
            grouped.push(c);
        }
        let grouped = format!("{grouped}.{fraction}");
        let full: String = grouped.chars().map(|c| match c {
            '0'..='9' => char::from_u32(c as u32 + 0xFEE0).unwrap(),
            ',' => '，',
            '.' => '．',
            c => c,
        }).collect();
        for text in [plain.clone(), grouped, full, format!(" {plain} 万元")] {
            let q = parse_quantity(&text).unwrap();
            prop_assert_eq!((q.value, q.decimals), (value, 2), "{}", text);
        }
        let negative = format!("-{plain}");
        prop_assert_eq!(parse_quantity(&negative).unwrap().value, -value);
    }

    #[test]
    fn scanning_never_panics(text in "\\PC{0,200}") {
        for token in gouji::number::scan(&text) {
            prop_assert!(text.get(token.range).is_some());
            prop_assert!(text.get(token.digits).is_some());
        }
    }

    #[test]
    fn scanning_numbers_in_noise_never_panics(text in "[0-9０-９.,，%％万元年月日第()（）<>=≥≤ \\-—/A-Z号亿个]{0,60}") {
        for token in gouji::number::scan(&text) {
            prop_assert!(text.get(token.range).is_some());
            prop_assert!(text.get(token.digits).is_some());
        }
    }
}

#[test]
fn zero_bases_follow_the_convention() {
    let verdict =
        |text: &str| decide(&Relation::ratio(FigureId(2), FigureId(0), FigureId(1)), &figures(text)).verdict;
    assert_eq!(verdict("0.00万元，0.00万元，0.00%"), Verdict::Holds);
    assert_eq!(verdict("25.00万元，0.00万元，100.00%"), Verdict::Holds);
    assert_eq!(verdict("25.00万元，0.00万元，50.00%"), Verdict::NotComputable);
}

#[test]
fn truncation_is_told_apart() {
    let figures = figures("189.65公顷，174公顷，108.9%");
    let outcome = decide(&Relation::ratio(FigureId(2), FigureId(0), FigureId(1)), &figures);
    assert_eq!(outcome.verdict, Verdict::Violated);
    assert_eq!(outcome.misrounded, Some(Misrounding::CutOff));
}
