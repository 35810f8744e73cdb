//! 登记事项变更: before and after, side by side.

use domain::enterprises::{EnterpriseKind, Profile};
use domain::filings::Change;
use leptos::prelude::*;

/// Each registered item as it is and as it shall be.
pub fn change(before: &Profile, after: &Change) -> AnyView {
    let kind = |kind: Option<EnterpriseKind>| kind.map(EnterpriseKind::label).unwrap_or_default().to_owned();
    let lines = [
        ("单位名称", before.name.clone(), after.name.clone()),
        ("法定代表人", before.representative.clone(), after.representative.clone()),
        ("法定代表人身份证号码", before.representative_id.clone(), after.representative_id.clone()),
        ("住所", before.registered_address.clone(), after.registered_address.clone()),
        ("企业类型", kind(before.kind), kind(after.kind)),
        ("统一社会信用代码", before.credit_code.clone(), after.credit_code.clone()),
    ];
    view! {
        <div class="table-wrap">
            <table class="table table-cards">
                <thead><tr>
                    <th scope="col">"登记事项"</th>
                    <th scope="col">"变更前"</th>
                    <th scope="col">"变更后"</th>
                    <th scope="col">"变化"</th>
                </tr></thead>
                <tbody>{lines.into_iter().map(|(item, old, new)| line(item, old, new)).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(item: &'static str, old: String, new: String) -> AnyView {
    let changed = old.trim() != new.trim();
    let (after, class, said) = match changed {
        true => (view! { <mark>{new}</mark> }.into_any(), "status status-wait", "已变更"),
        false => (new.into_any(), "status", "未变更"),
    };
    view! {
        <tr class=changed.then_some("row-changed")>
            <td data-label="登记事项">{item}</td>
            <td data-label="变更前">{old}</td>
            <td data-label="变更后">{after}</td>
            <td data-label="变化"><span class=class>{said}</span></td>
        </tr>
    }
    .into_any()
}
