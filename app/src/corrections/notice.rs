//! 补正通知, on top of the wizard: every item at once, with the way to it and how far it is answered.

use super::beside::item_box;
use super::remarks::Asked;
use crate::components::time;
use crate::filings::use_wizard;
use domain::corrections::Pin;
use domain::values::not_blank;
use leptos::prelude::*;

/// The notice; nothing where no correction is due from the viewer.
#[component]
pub fn CorrectionNotice() -> impl IntoView {
    let wizard = use_wizard();
    let remarks = wizard.remarks;
    let Some(round) = remarks.rounds.with_value(|rounds| rounds.last().cloned()).filter(|_| remarks.due) else {
        return ().into_any();
    };
    let all = remarks.asked.get_value();
    let count = all.len();
    let open = move || {
        let all = remarks.asked.get_value();
        all.iter().filter(|asked| asked.answer.with(|answer| !not_blank(answer))).count()
    };
    let lines = all.into_iter().map(line).collect_view();
    view! {
        <section class="sheet correction-notice" aria-labelledby="correction-title" hidden=move || !wizard.editable()>
            <h2 id="correction-title">{format!("补正通知（第{}次）", round.round)}</h2>
            <p>
                <time datetime=time::machine(round.requested_at)>{time::moment(round.requested_at)}</time>
                {format!("，共 {count} 项。请逐项修改并填写补正说明，全部完成后到最后一步重新提交。未列入通知的内容不能修改。")}
            </p>
            {(!round.head_reason.is_empty())
                .then(|| view! { <p>{format!("再次要求补正的理由：{}", round.head_reason)}</p> })}
            <ol class="correction-items">{lines}</ol>
            <p role="status">
                {move || match open() {
                    0 => "各项均已填写补正说明。".to_owned(),
                    open => format!("还有 {open} 项未填写补正说明。"),
                }}
            </p>
        </section>
    }
    .into_any()
}

fn line(asked: Asked) -> AnyView {
    let wizard = use_wizard();
    let item = asked.item.get_value();
    let answered = Memo::new(move |_| asked.answer.with(|answer| not_blank(answer)));
    let state = move || match answered.get() {
        true => view! { <span class="status status-good">"已说明"</span> }.into_any(),
        false => view! { <span class="status status-wait">"待说明"</span> }.into_any(),
    };
    let registered = matches!(Pin::parse(&item.path), Some(Pin::Registered(_)));
    let path = item.path.clone();
    let link = match registered {
        true => view! { <a href="/enterprise">{item.label}</a> }.into_any(),
        false => {
            view! { <a href=wizard.href_of(&path) on:click=move |_| wizard.lead_to(&path)>{item.label}</a> }.into_any()
        }
    };
    view! {
        <li>
            {link}
            " "
            {state}
            <p class="remark-text">{item.reason}</p>
            // What is put right elsewhere is answered here.
            {registered.then(|| item_box(wizard.remarks, asked, None))}
        </li>
    }
    .into_any()
}
