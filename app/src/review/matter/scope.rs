//! 许可事项变更 and 许可证延续: the categories and grades held and asked for, and how long.

use crate::review::facts::facts;
use domain::filings::{Application, Downgrade};
use domain::licences::{Grade, Licence, Move, Scope, renewed};
use domain::values::date;
use leptos::prelude::*;

/// 原类别和等级 and what they shall become.
pub fn scope_change(licence: Option<&Licence>, application: &Application) -> AnyView {
    moves(licence.map(|licence| licence.scope).unwrap_or_default(), application.wanted)
}

/// Whether the grade goes down, and until when the licence then runs.
pub fn renewal(licence: Option<&Licence>, application: &Application) -> AnyView {
    let Some(licence) = licence else { return ().into_any() };
    let until = date::long(renewed(licence.valid_until));
    let lines = [
        ("是否降级", application.downgrade.map_or("未选择", Downgrade::label).to_owned()),
        ("原有效期止", date::long(licence.valid_until)),
        ("延续后有效期止", until),
    ];
    view! {
        {facts(lines)}
        {moves(licence.scope, application.wanted)}
    }
    .into_any()
}

fn moves(held: Scope, wanted: Scope) -> AnyView {
    let grade = |grade: Option<Grade>| grade.map_or("—", Grade::label);
    let lines = held
        .moves(&wanted)
        .map(|(category, step)| {
            let changed = step != Move::Kept;
            let after = grade(wanted.grade(category));
            let after = match changed {
                true => view! { <mark>{after}</mark> }.into_any(),
                false => after.into_any(),
            };
            view! {
                <tr class=changed.then_some("row-changed")>
                    <td data-label="类别">{category.label()}</td>
                    <td data-label="原等级">{grade(held.grade(category))}</td>
                    <td data-label="申请等级">{after}</td>
                    <td data-label="变化">{step.label()}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-wrap">
            <table class="table table-cards">
                <thead><tr>
                    <th scope="col">"类别"</th>
                    <th scope="col">"原等级"</th>
                    <th scope="col">"申请等级"</th>
                    <th scope="col">"变化"</th>
                </tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}
