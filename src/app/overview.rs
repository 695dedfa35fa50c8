//! One screen that says what this report is and how it came out.

use super::case::Case;
use super::text::use_texts;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct OverviewProps {
    pub case: Rc<Case>,
}

/// The overview.
#[function_component]
pub fn OverviewView(props: &OverviewProps) -> Html {
    let texts = use_texts();
    let report = props.case.report();
    html! {
        <section class="overview">
            <h1>{report.profile.unit_name.clone().unwrap_or_else(|| report.file.clone())}</h1>
            <p>{texts.get("overview.title")}</p>
        </section>
    }
}
