//! The rounds of correction on the overview: for the office with what was before and what is now, for the enterprise with what
//! it answered.

use super::api::load_versions;
use super::versions::changes;
use crate::components::time;
use domain::corrections::{Correction, Difference, Item, covers};
use domain::filings::FilingView;
use leptos::prelude::*;

/// The sheet; nothing where no correction was ever asked for.
#[component]
pub fn Outcome(
    /// The filing.
    view: FilingView,
    /// Whether the office looks at it.
    staff: bool,
) -> impl IntoView {
    let Some(last) = view.corrections.last().cloned() else { return ().into_any() };
    let id = view.header.summary.id.clone();
    let compared = Resource::new(
        {
            let id = id.clone();
            move || id.clone()
        },
        move |id| async move { load_versions(id, None).await.map(|versions| versions.differences).unwrap_or_default() },
    );
    let answered = last.resubmitted_at.is_some();
    let former: Vec<Correction> = view.corrections.iter().rev().skip(1).cloned().collect();
    let round = StoredValue::new(last);
    view! {
        <section class="sheet" id="corrections" aria-labelledby="corrections-title">
            <div class="sheet-head">
                <h2 id="corrections-title">{round.with_value(heading)}</h2>
                {answered.then(|| view! { <a class="button" href=format!("/filings/{id}/versions")>"对比各次提交"</a> })}
            </div>
            {round.with_value(about)}
            {match answered && staff {
                false => round.with_value(|round| items(round, &[])),
                true => {
                    view! {
                        <Transition fallback=|| view! { <p class="loading" role="status">"正在对比…"</p> }>
                            {move || Suspend::new(async move {
                                let differences = compared.await;
                                round.with_value(|round| {
                                    let others: Vec<_> = differences
                                        .iter()
                                        .filter(|found| !round.items.iter().any(|item| covers(&item.path, &found.path)))
                                        .cloned()
                                        .collect();
                                    view! {
                                        {items(round, &differences)}
                                        {(!others.is_empty())
                                            .then(|| {
                                                view! {
                                                    <h3>"通知以外的变动"</h3>
                                                    {changes("通知以外的变动", others)}
                                                }
                                            })}
                                    }
                                    .into_any()
                                })
                            })}
                        </Transition>
                    }
                    .into_any()
                }
            }}
            {(!former.is_empty())
                .then(|| {
                    let rounds = former
                        .iter()
                        .map(|round| view! { <h3>{heading(round)}</h3> {about(round)} {items(round, &[])} })
                        .collect_view();
                    view! {
                        <details class="check-group">
                            <summary>"此前的补正"</summary>
                            {rounds}
                        </details>
                    }
                })}
        </section>
    }
    .into_any()
}

fn heading(round: &Correction) -> String {
    format!("第{}次补正", round.round)
}

fn about(round: &Correction) -> AnyView {
    let asked = time::moment(round.requested_at);
    let said = match round.resubmitted_at {
        Some(at) => format!("{asked} 要求补正，{} 重新提交。", time::moment(at)),
        None => format!("{asked} 要求补正，等待企业重新提交，期间不计入办理时限。"),
    };
    view! {
        <p>{said}</p>
        {(!round.head_reason.is_empty()).then(|| view! { <p>{format!("再次要求补正的理由：{}", round.head_reason)}</p> })}
    }
    .into_any()
}

fn items(round: &Correction, differences: &[Difference]) -> AnyView {
    let compared = round.resubmitted_at.is_some();
    let lines = round.items.iter().map(|item| line(item, differences, compared)).collect_view();
    view! { <ol class="correction-items">{lines}</ol> }.into_any()
}

fn line(item: &Item, differences: &[Difference], compared: bool) -> AnyView {
    let own: Vec<_> = differences.iter().filter(|found| covers(&item.path, &found.path)).cloned().collect();
    let answer = item.answer.clone();
    view! {
        <li>
            <h3>{item.label.clone()}</h3>
            <p class="remark-text">{item.reason.clone()}</p>
            {(!answer.is_empty()).then(|| view! { <p class="remark-answer"><strong>"补正说明："</strong>{answer}</p> })}
            {match (own.is_empty(), compared && !differences.is_empty()) {
                (false, _) => changes(&item.label, own),
                (true, true) => view! { <p class="field-hint">"该处内容没有变动。"</p> }.into_any(),
                (true, false) => ().into_any(),
            }}
        </li>
    }
    .into_any()
}
