//! 宣布结论并结束会议: by who leads it, within what the votes allow.

use super::api::close;
use super::meeting::Held;
use crate::api::page_key;
use crate::components::{Confirm, SelectField, Sending, SendingSignIn, SendingTold, TextArea, keyed};
use chrono::NaiveDate;
use domain::committee::{Declared, Item, Outcome, check_closing};
use domain::values::date;
use domain::workflow::Status;
use leptos::prelude::*;
use std::collections::HashMap;

/// What is typed about each filing: the outcome's code, and why.
type Typed = RwSignal<HashMap<String, (String, String)>>;

/// The form.
#[component]
pub fn CloseForm(
    /// The meeting.
    held: Held,
    /// Today in Beijing.
    today: NaiveDate,
) -> impl IntoView {
    let typed: Typed = RwSignal::new(HashMap::new());
    let minutes = RwSignal::new(String::new());
    let sending = Sending::default();
    let key = page_key();
    let asking = RwSignal::new(false);
    let live = Memo::new(move |_| {
        let waits = |item: &&Item| item.filing.status == Status::Committee;
        held.meeting.with(|meeting| meeting.items.iter().filter(waits).cloned().collect::<Vec<_>>())
    });
    let declared = move || {
        let declare = |item: &Item| {
            let (code, reason) = typed.with(|typed| typed.get(&item.filing.id).cloned()).unwrap_or_default();
            Some(Declared { filing: item.filing.id.clone(), outcome: Outcome::from_code(&code)?, reason })
        };
        live.with(|items| items.iter().filter_map(declare).collect::<Vec<_>>())
    };
    let wrong = Memo::new(move |_| {
        let mut wrong = live.with(|items| minutes.with(|minutes| check_closing(items, &declared(), minutes)));
        wrong.iter_mut().for_each(|finding| finding.path = format!("closing.{}", finding.path));
        wrong
    });
    sending.provide(wrong.into());
    let press = move |_| {
        if sending.right(&wrong.get_untracked()) {
            asking.set(true);
        }
    };
    let confirm = Callback::new(move |()| {
        let (id, revision) = held.meeting.with_untracked(|meeting| (meeting.id.clone(), meeting.revision));
        let request = close(id, revision, key.get_value(), minutes.get_untracked(), untrack(declared));
        // What stands against it may be that others voted meanwhile: that is shown behind.
        let failed = move || {
            if !asking.is_disposed() {
                asking.set(false);
                held.refresh();
            }
        };
        let request = async move { request.await.inspect_err(|_| failed()) };
        sending.send(request, move |meeting| {
            asking.set(false);
            held.done(meeting, "会议已结束，申请已按结论提交签批或退回审查。");
        });
    });
    let early = move || {
        let day = held.meeting.with(|meeting| meeting.day);
        (day > today).then(|| format!("会议定于{}召开，届时才能结束。", date::long(day)))
    };
    let keys =
        Signal::derive(move || live.with(|items| items.iter().map(|item| item.filing.id.clone()).collect::<Vec<_>>()));
    view! {
        <section class="sheet" aria-labelledby="close-title">
            <h2 id="close-title">"结束会议"</h2>
            <p class="field-hint">
                "结论依表决结果：有表决权的委员过半数同意的，建议准予；过半数不同意的，建议不予；其余退回审查。最终由机构负责人签批。"
            </p>
            {early}
            {keyed(keys, move |filing| view! { <Outcomes live typed filing/> }.into_any())}
            <TextArea path="closing.minutes" label="会议纪要" required=true value=minutes
                on_input=Callback::new(move |text| minutes.set(text))/>
            <SendingTold sending/>
            <div class="button-row">
                <button type="button" class="button button-primary" disabled=move || early().is_some() on:click=press>
                    "宣布结论并结束会议"
                </button>
            </div>
            <Confirm open=asking title="结束会议" action="结束会议" busy=sending.busy on_confirm=confirm>
                <p>"结束后不能再表决和修改，申请随即按结论提交签批或退回审查。"</p>
                <ul>{move || summary(&live.get(), &declared())}</ul>
            </Confirm>
            <SendingSignIn sending again=confirm/>
        </section>
    }
    .into_any()
}

fn summary(items: &[Item], declared: &[Declared]) -> AnyView {
    let line = |declared: &Declared| {
        let item = items.iter().find(|item| item.filing.id == declared.filing)?;
        Some(view! { <li>{format!("{} {}：{}", item.filing.number, item.filing.enterprise, declared.outcome)}</li> })
    };
    declared.iter().filter_map(line).collect_view().into_any()
}

/// What is declared about one filing: what the votes come to, or that it goes back.
#[component]
fn Outcomes(live: Memo<Vec<Item>>, typed: Typed, filing: String) -> impl IntoView {
    let id = StoredValue::new(filing);
    let item = move || live.with(|items| items.iter().find(|item| item.filing.id == id.get_value()).cloned());
    let Some(first) = untrack(item) else { return ().into_any() };
    let name = format!("{} {}", first.filing.number, first.filing.enterprise);
    let of = move |part: fn(&(String, String)) -> String| {
        Signal::derive(move || typed.with(|typed| typed.get(&id.get_value()).map(part)).unwrap_or_default())
    };
    let put = move |write: fn(&mut (String, String), String)| {
        Callback::new(move |text: String| typed.update(|typed| write(typed.entry(id.get_value()).or_default(), text)))
    };
    let options = Outcome::ALL.iter().map(|one| (one.code().to_owned(), one.label().to_owned())).collect();
    let tally = move || {
        item().map(|item| item.tally()).map(|tally| match tally.decisive() {
            true => format!("{tally}，表决结果：{}", tally.outcome()),
            false => format!("{tally}，表决人数未过半"),
        })
    };
    let returns = Memo::new(move |_| of(|typed| typed.0.clone()).with(|code| *code == Outcome::Return.code()));
    view! {
        <div class="closing">
            <SelectField path=format!("closing.outcome.{}", id.get_value()) label=name required=true options
                value=of(|typed| typed.0.clone()) on_change=put(|typed, code| typed.0 = code)/>
            <p class="ballots-tally">{tally}</p>
            <TextArea path=format!("closing.reason.{}", id.get_value()) label="说明" required=returns.get_untracked()
                hint="退回审查的，请填写理由" value=of(|typed| typed.1.clone()) on_input=put(|typed, text| typed.1 = text)/>
        </div>
    }
    .into_any()
}
