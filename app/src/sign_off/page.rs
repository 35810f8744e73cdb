//! `/sign-off`: what waits for the head's decision, with what matters for it; several are decided on at once.

use super::api::desk;
use super::decide::{DecideDialogs, Deciding, Results};
use crate::committee::outcome_badge;
use crate::components::{PageTop, Told, dom, due_cell, matter};
use crate::notices::something_done;
use crate::shell::{Failure, use_viewer};
use domain::accounts::Role;
use domain::committee::Tally;
use domain::sign_off::Waiting;
use domain::visits::Conclusion;
use domain::workflow::Action as Step;
use leptos::prelude::*;
use leptos_meta::Title;

/// Where the focus goes once something was done.
const TOLD: &str = "sign-off-told";

/// The head's desk.
#[component]
pub fn SignOffPage() -> impl IntoView {
    let head = use_viewer().is_some_and(|viewer| viewer.role == Role::Head);
    let changed = RwSignal::new(0u32);
    let waiting = Resource::new(move || changed.get(), |_| desk());
    let deciding = Deciding::default();
    let told = RwSignal::new(None::<String>);
    let done = Callback::new(move |said: String| {
        told.set(Some(said));
        something_done();
        changed.update(|changed| *changed += 1);
        dom::focus_soon(TOLD.to_owned());
    });
    let loaded = view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match waiting.await {
                    Ok(waiting) => sheet(waiting, deciding),
                    Err(error) if head => view! { <p class="notice notice-bad" role="alert">{error.to_string()}</p> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any();
    if !head {
        return loaded;
    }
    view! {
        <Title text="批量签批"/>
        <PageTop title="批量签批"/>
        <Told id=TOLD said=told/>
        <Results deciding/>
        <noscript><p class="notice notice-warn">"批量签批需要在浏览器中启用 JavaScript；逐件签批请打开申请。"</p></noscript>
        {loaded}
        <DecideDialogs deciding done/>
    }
    .into_any()
}

fn sheet(waiting: Vec<Waiting>, deciding: Deciding) -> AnyView {
    deciding.offer(&waiting);
    if waiting.is_empty() {
        return view! { <section class="sheet"><p class="empty">"没有待签批的申请"</p></section> }.into_any();
    }
    let possible: Vec<_> =
        waiting.iter().filter(|one| !one.allowed.is_empty()).map(|one| one.filing.id.clone()).collect();
    let count = waiting.len();
    let all = possible.clone();
    let every =
        Memo::new(move |_| !all.is_empty() && deciding.chosen.with(|chosen| all.iter().all(|id| chosen.contains(id))));
    view! {
        <section class="sheet" aria-labelledby="waiting-title">
            <div class="sheet-head">
                <h2 id="waiting-title">"待签批的申请"</h2>
                <span>{format!("共 {count} 件")}</span>
            </div>
            <p class="field-hint">"每件申请分别按与逐件签批相同的条件核对并办理；审查人不能签批自己审查的申请。"</p>
            <label class="choice">
                <input type="checkbox" prop:checked=move || every.get() on:change=move |event| {
                    deciding.chosen.set(if event_target_checked(&event) { possible.clone() } else { Vec::new() });
                }/>
                <span>"全选可签批的申请"</span>
            </label>
            <div class="table-wrap" role="region" aria-label="待签批列表" tabindex="0">
                <table class="table table-cards sign-off">
                    <thead><tr>
                        <th scope="col">"选择"</th>
                        <th scope="col">"申请编号"</th>
                        <th scope="col">"申请单位"</th>
                        <th scope="col">"申请事项"</th>
                        <th scope="col">"核对与核查"</th>
                        <th scope="col">"委员会意见"</th>
                        <th scope="col">"办理时限"</th>
                    </tr></thead>
                    <tbody>{waiting.into_iter().map(|one| line(one, deciding)).collect_view()}</tbody>
                </table>
            </div>
            <div class="button-row sign-off-steps">
                <span role="status">{move || format!("已选 {} 件", deciding.chosen.with(Vec::len))}</span>
                <button type="button" class="button button-primary" aria-haspopup="dialog"
                    disabled=move || deciding.chosen.with(Vec::is_empty) on:click=move |_| deciding.ask(Step::Grant)>
                    "准予所选"
                </button>
                <button type="button" class="button button-danger" aria-haspopup="dialog"
                    disabled=move || deciding.chosen.with(Vec::is_empty) on:click=move |_| deciding.ask(Step::Refuse)>
                    "不予所选"
                </button>
            </div>
        </section>
    }
    .into_any()
}

fn line(one: Waiting, deciding: Deciding) -> AnyView {
    let due = due_cell(&one.filing);
    let checked = match one.unmet {
        0 => view! { <span class="status status-good">"条件均符合"</span> }.into_any(),
        unmet => view! { <span class="status status-bad">{format!("{unmet} 项不符合")}</span> }.into_any(),
    };
    let visit = one.visit.map(|conclusion| {
        let class = if conclusion == Conclusion::Fails { "status status-bad" } else { "status status-good" };
        view! { <span class=class>{format!("现场核查{conclusion}")}</span> }
    });
    let found = match &one.deliberation {
        None => view! { <span>"不经委员会"</span> }.into_any(),
        Some(found) => {
            let votes = Tally::count(&found.ballots).to_string();
            let reason =
                (!found.reason.is_empty()).then(|| view! { <span class="rules-text">{found.reason.clone()}</span> });
            view! {
                <span>
                    {found.outcome.map(outcome_badge)} " "
                    <a href=format!("/committee/{}", found.meeting)>{votes}</a> " " {reason}
                </span>
            }
            .into_any()
        }
    };
    let (id, number) = (one.filing.id.clone(), one.filing.number.clone());
    let tick = match one.allowed.is_empty() {
        true => view! { <span class="field-hint">{one.hindrance.clone().unwrap_or_default()}</span> }.into_any(),
        false => tick(id.clone(), format!("选择 {number}"), deciding),
    };
    let partly = one.hindrance.clone().filter(|_| !one.allowed.is_empty());
    view! {
        <tr>
            <td data-label="选择">{tick}</td>
            <td data-label="申请编号" class="code"><a href=format!("/filings/{id}")>{number}</a></td>
            <td data-label="申请单位">{one.filing.enterprise}</td>
            <td data-label="申请事项">
                <span>{matter(one.filing.kind, one.filing.track)} " " {one.wanted}</span>
            </td>
            <td data-label="核对与核查">
                <span>{checked} " " {visit} " " {partly.map(|why| view! { <span class="field-hint">{format!("不能准予：{why}")}</span> })}</span>
            </td>
            <td data-label="委员会意见">{found}</td>
            <td data-label="办理时限">{due}</td>
        </tr>
    }
    .into_any()
}

fn tick(id: String, label: String, deciding: Deciding) -> AnyView {
    let own = id.clone();
    let ticked = move || deciding.chosen.with(|chosen| chosen.contains(&own));
    view! {
        <input type="checkbox" class="tick" aria-label=label prop:checked=ticked on:change=move |event| {
            let on = event_target_checked(&event);
            deciding.chosen.update(|chosen| {
                chosen.retain(|other| *other != id);
                if on {
                    chosen.push(id.clone());
                }
            });
        }/>
    }
    .into_any()
}
