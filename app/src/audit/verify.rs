//! 校验: whether every line of the log is as it was written.

use super::api::walk_chain;
use crate::components::{Sending, SendingSignIn, SendingTold};
use domain::audit::Verification;
use leptos::prelude::*;

/// The button, and what came of it.
#[component]
pub fn Verify() -> impl IntoView {
    let sending = Sending::default();
    let found = RwSignal::new(None::<Verification>);
    let verify = Callback::new(move |()| {
        found.set(None);
        sending.send(walk_chain(), move |verification| found.set(Some(verification)));
    });
    view! {
        <section class="sheet" aria-labelledby="verify-title">
            <div class="sheet-head">
                <h2 id="verify-title">"完整性校验"</h2>
                <button type="button" class="button" aria-busy=move || sending.busy.get().then_some("true") on:click=move |_| verify.run(())>
                    "校验"
                </button>
            </div>
            <p>"每条记录都含有上一条的校验值：记录被修改、删除或插入，都会在校验时发现。"</p>
            <noscript><p class="notice notice-warn">"在此校验需要在浏览器中启用 JavaScript；也可以在服务器上运行 server verify-audit。"</p></noscript>
            <SendingTold sending/>
            <div role="status">{move || found.get().map(told)}</div>
        </section>
        <SendingSignIn sending again=verify/>
    }
    .into_any()
}

fn told(found: Verification) -> AnyView {
    match found {
        Verification::Whole { lines, hash } => view! {
            <div class="notice notice-good">
                <p>{format!("共 {lines} 条记录，全部完整。")}</p>
                <p>"末条校验值（可另行留存，供日后核对）："</p>
                <p class="code audit-hash">{format!("{lines}:{hash}")}</p>
            </div>
        }
        .into_any(),
        Verification::Broken { sequence, what } => view! {
            <p class="notice notice-bad">{format!("校验未通过：第 {sequence} 条，{what}。请立即报告并保护现场。")}</p>
        }
        .into_any(),
    }
}
