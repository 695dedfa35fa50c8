//! GJ5xx: form and wording.

registry! {
    year,
    placeholder,
    template,
    blank,
    unit_name,
    trailing_zero,
    points_for_percent,
}
