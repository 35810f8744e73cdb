//! 证书记录: every printing of the certificate.

use crate::components::time;
use domain::licences::Copy;
use leptos::prelude::*;

/// The copies, the newest first.
#[component]
pub fn History(
    /// The licence's id.
    id: String,
    /// As the server lists them.
    copies: Vec<Copy>,
    /// The sequence of the copy in sight.
    shown: i64,
) -> impl IntoView {
    let lines = copies.into_iter().map(|copy| line(&id, copy, shown)).collect_view();
    view! {
        <section class="sheet" aria-labelledby="copies-title">
            <h2 id="copies-title">"证书记录"</h2>
            <div class="table-wrap">
                <table class="table table-cards" aria-labelledby="copies-title">
                    <thead><tr>
                        <th scope="col">"序号"</th>
                        <th scope="col">"事由"</th>
                        <th scope="col">"申请编号"</th>
                        <th scope="col">"打印日期"</th>
                        <th scope="col">"状态"</th>
                        <th scope="col">"操作"</th>
                    </tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn line(id: &str, copy: Copy, shown: i64) -> AnyView {
    let standing = match copy.voided_at {
        None => view! { <span class="status status-good">"有效"</span> }.into_any(),
        Some(at) => view! { <span class="status">{format!("{} 作废", time::day(at))}</span> }.into_any(),
    };
    // One link for all, so that it keeps the focus when it was followed.
    let current = copy.sequence == shown;
    let way = view! {
        <a href=format!("/licences/{id}?copy={}", copy.sequence) aria-current=current.then_some("true")>
            {if current { "正在查看" } else { "查看" }}
            <span class="visually-hidden">{format!("第 {} 份证书", copy.sequence)}</span>
        </a>
    };
    view! {
        <tr>
            <td data-label="序号">{copy.sequence}</td>
            <td data-label="事由">{copy.kind.label()}</td>
            <td data-label="申请编号" class="code">{copy.filing}</td>
            <td data-label="打印日期"><time datetime=time::machine(copy.printed_at)>{time::day(copy.printed_at)}</time></td>
            <td data-label="状态">{standing}</td>
            <td data-label="操作" class="row-actions">
                {way}
                " "
                <a href=format!("/verify/{}", copy.public_id)>
                    "公众查验" <span class="visually-hidden">{format!("第 {} 份证书", copy.sequence)}</span>
                </a>
            </td>
        </tr>
    }
    .into_any()
}
