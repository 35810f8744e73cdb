//! 新增年份: the lines of the State Council's notice, pasted or from a file, read while they are typed.

use super::api::add;
use super::import;
use crate::accounts::SubmitButton;
use crate::components::{Sending, SendingSignIn, SendingTold, TextArea, TextField};
use domain::Finding;
use domain::calendar::{KnownYear, Year};
use domain::values::{ValueError, number};
use leptos::prelude::*;

/// Most lines that are told as not understood.
const MOST: usize = 10;

/// What is typed; stays when the years are loaded anew.
#[derive(Clone, Copy)]
pub struct Adding {
    /// `None`: the year that is missing.
    year: RwSignal<Option<String>>,
    source: RwSignal<String>,
    text: RwSignal<String>,
    sending: Sending,
}

impl Default for Adding {
    fn default() -> Adding {
        Adding {
            year: RwSignal::new(None),
            source: RwSignal::new(String::new()),
            text: RwSignal::new(String::new()),
            sending: Sending::default(),
        }
    }
}

/// The form.
#[component]
pub fn AddYear(
    /// What is typed.
    adding: Adding,
    /// The years known so far, to say when one would be written over.
    known: Vec<i32>,
    /// By the server's clock.
    this_year: i32,
    /// The year to begin with: the one that is missing.
    next: Option<i32>,
    /// Called with the year that was added.
    done: Callback<i32>,
) -> impl IntoView {
    let Adding { year: typed, source, text, sending } = adding;
    let year = Signal::derive(move || typed.get().or(next.map(|year| year.to_string())).unwrap_or_default());
    let number = Memo::new(move |_| {
        let year = year.with(|year| number::whole(year))?;
        i32::try_from(year).map_err(|_| ValueError::NumberTooLarge)
    });
    let live = Memo::new(move |_| match number.get() {
        Ok(year) => source.with(|source| text.with(|text| KnownYear::check(this_year, year, text, source))),
        Err(error) => vec![Finding::field("year", error)],
    });
    sending.provide(live.into());
    let submit = Callback::new(move |()| {
        if !live.with_untracked(|live| sending.right(live)) {
            return;
        }
        let Ok(year) = number.get_untracked() else { return };
        sending.send(add(year, text.get_untracked(), source.get_untracked()), move |()| {
            typed.set(None);
            source.set(String::new());
            text.set(String::new());
            done.run(year);
        });
    });
    let imported = Callback::new(move |file: Result<String, &'static str>| {
        sending.clear();
        match file {
            Ok(file) => text.set(file),
            Err(why) => sending.tell(why),
        }
    });
    let over = move || {
        let year = number.get().ok().filter(|year| known.contains(year))?;
        Some(
            view! { <p class="notice notice-warn">{format!("{year}年已有安排，保存后以新的为准，在办申请的期限随之改变。")}</p> },
        )
    };
    view! {
        <section class="sheet" aria-labelledby="add-title">
            <h2 id="add-title">"新增年份"</h2>
            <noscript><p class="notice notice-warn">"新增年份需要在浏览器中启用 JavaScript。"</p></noscript>
            <form method="post" prop:noValidate=true on:submit=move |event| {
                event.prevent_default();
                submit.run(());
            }>
                <div class="field-row">
                    <TextField path="year" label="年份" kind="digits" required=true value=year
                        on_input=Callback::new(move |text| typed.set(Some(text)))/>
                    <TextField path="source" label="来源" required=true hint="通知的名称或网址" value=source
                        on_input=Callback::new(move |text| source.set(text))/>
                </div>
                <div role="status">{over}</div>
                <TextArea path="text" label="放假和调休安排" required=true value=text
                    hint="每行一天或一段，以“休”或“班”结尾，如：2027-01-01 至 2027-01-03 休；2027-01-09 班。#之后为说明。"
                    on_input=Callback::new(move |typed| text.set(typed))/>
                <div class="field">
                    <label class="field-label" for="import">"从文件导入"</label>
                    <input id="import" type="file" accept=".txt,text/plain" aria-describedby="import-hint"
                        on:change=move |event| import::chosen(&event, imported)/>
                    <p class="field-hint" id="import-hint">"UTF-8编码的文本文件，内容填入上面的方框，核对后再保存。"</p>
                </div>
                <div role="status">{move || understood(number.get().ok()?, &text.get())}</div>
                <SendingTold sending/>
                <div class="button-row"><SubmitButton label="新增年份" busy=sending.busy/></div>
            </form>
            <SendingSignIn sending again=submit/>
        </section>
    }
    .into_any()
}

/// What the lines come to, or which of them are not understood.
fn understood(year: i32, text: &str) -> Option<AnyView> {
    if text.trim().is_empty() {
        return None;
    }
    let wrong = match Year::parse(year, text) {
        Ok(days) => {
            let (free, worked) = days.totals();
            let told = format!("{year}年：放假 {free} 天，调休上班 {worked} 天");
            return Some(view! { <p class="notice notice-good">{told}</p> }.into_any());
        }
        // A single one stands beside the field already.
        Err(wrong) if wrong.len() < 2 => return None,
        Err(wrong) => wrong,
    };
    let more = wrong.len().saturating_sub(MOST);
    let lines = wrong.into_iter().take(MOST).map(|line| view! { <li>{line}</li> }).collect_view();
    Some(
        view! {
            <div class="notice notice-bad">
                <p>"以下内容不能识别，请修改："</p>
                <ul>
                    {lines}
                    {(more > 0).then(|| view! { <li>{format!("另有 {more} 行")}</li> })}
                </ul>
            </div>
        }
        .into_any(),
    )
}
