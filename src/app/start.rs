//! Before anything is given: how to give it, and that it stays here.

use super::intake;
use super::shell::PickFiles;
use super::state::{Action, Desk, Dialog};
use super::text::Texts;
use yew::prelude::*;

/// The first page.
pub fn start(desk: &Desk, texts: Texts) -> Html {
    let sample = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| intake::take_sample(desk.clone()))
    };
    let privacy = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| desk.dispatch(Action::Dialog(Some(Dialog::Privacy))))
    };
    html! {
        <main id="main" class="start">
            <h1>{texts.get("start.title")}</h1>
            <p class="lead">{texts.get("start.lead")}</p>
            <section class="drop" aria-label={texts.get("start.give")}>
                <p class="drop-title">{texts.get("start.drop")}</p>
                <p class="drop-or">{texts.get("start.paste")}</p>
                <div class="drop-buttons">
                    <PickFiles label={texts.get("start.choose")} class="primary" />
                    <PickFiles label={texts.get("start.folder")} class="secondary" folder=true />
                    <button type="button" class="secondary" id="sample" onclick={sample}>{texts.get("start.sample")}</button>
                </div>
                <p class="formats">{texts.get("start.formats")}</p>
            </section>
            <p class="privacy-line">{texts.get("start.privacy")}
                <button type="button" class="link" onclick={privacy}>{texts.get("start.verify")}</button></p>
            <ul class="promise">
                { for ["percent", "sums", "scores", "coverage"].into_iter().map(|key| html! {
                    <li><b>{texts.get(&format!("start.promise.{key}.title"))}</b><span>{texts.get(&format!("start.promise.{key}.text"))}</span></li>
                }) }
            </ul>
        </main>
    }
}
