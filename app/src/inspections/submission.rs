//! 资料提交: what is missing, with the way to it, and the button once nothing is.

use super::api::take;
use super::filling::{Filling, Phase};
use crate::api::page_key;
use crate::components::{Sending, SendingTold, field_id};
use domain::Finding;
use domain::inspections::{Act, Page, missing};
use leptos::prelude::*;

/// The last page.
#[component]
pub fn Submission(filling: Filling) -> impl IntoView {
    let sending = Sending::default();
    let key = page_key();
    let lacking = Memo::new(move |_| filling.findings.with(|all| missing(all).cloned().collect::<Vec<_>>()));
    let saved = Memo::new(move |_| filling.phase.get() == Phase::Saved);
    let submit = move |_| {
        let revision = filling.header.with_untracked(|header| header.revision);
        let request =
            take(filling.id.get_value(), revision, key.get_value(), Act::Submit, String::new(), String::new());
        sending.send(request, move |header| filling.header.set(header));
    };
    Effect::new(move |_| {
        if sending.signed_out.get() {
            sending.signed_out.set(false);
            filling.signed_out.set(true);
        }
    });
    view! {
        <section class="sheet" aria-labelledby="submission-title">
            <h2 id="submission-title">"资料提交"</h2>
            {move || match filling.open() {
                false => view! {
                    <div class="notice notice-good" role="status"><p>"自查已提交，等待派出机构审阅。"</p></div>
                }
                .into_any(),
                true => view! {
                    {missing_list(filling, lacking)}
                    <SendingTold sending/>
                    <Show when=move || lacking.with(Vec::is_empty)>
                        <div class="button-row">
                            <button type="button" class="button button-primary" on:click=submit
                                aria-busy=move || sending.busy.get().then_some("true")
                                aria-disabled=move || (!saved.get()).then_some("true")>
                                "提交"
                            </button>
                        </div>
                    </Show>
                }
                .into_any(),
            }}
        </section>
    }
    .into_any()
}

fn missing_list(filling: Filling, lacking: Memo<Vec<Finding>>) -> AnyView {
    let line = move |finding: Finding| {
        let page = Page::of_path(&finding.path);
        let href = filling.id.with_value(|id| format!("/inspections/{id}/{}#{}", page.code(), field_id(&finding.path)));
        // The fields say what they lack once somebody was led to them.
        view! {
            <li>
                <a href=href on:click=move |_| filling.insist.set(true)>{page.label()} "：" {finding.message}</a>
            </li>
        }
    };
    (move || {
        let lacking = lacking.get();
        match lacking.is_empty() {
            true => view! { <p class="notice notice-good">"必填内容和资料已齐全，可以提交。"</p> }.into_any(),
            false => view! {
                <div class="notice notice-warn">
                    <p>{format!("还缺少 {} 项必填内容或资料，全部填报后才能提交：", lacking.len())}</p>
                    <ul class="inspection-missing">{lacking.into_iter().map(line).collect_view()}</ul>
                </div>
            }
            .into_any(),
        }
    })
    .into_any()
}
