//! 申请变更内容: each registered item as it is and as it shall be.

use super::{on_change, provide_section_findings};
use crate::filings::forms::{Body, CHANGE, Field, fields};
use crate::filings::reveal::personal;
use crate::filings::state::{Wizard, before};
use domain::enterprises::Profile;
use domain::filings::{Change, Section};
use leptos::prelude::*;

/// 变更前 beside 变更后.
pub fn change_tab(wizard: Wizard) -> AnyView {
    provide_section_findings(wizard, Section::Change);
    let rows = CHANGE.iter().map(|field| row(wizard, field)).collect_view();
    view! {
        <section class="sheet">
            <h2>"申请变更内容"</h2>
            <p class="field-hint">
                "变更前的内容来自企业注册信息，不能修改；变更后的内容已按变更前填好，需要变更的请修改，不需要变更的不必修改。一次可以变更多项。"
            </p>
            <p aria-live="polite">{move || counted(wizard)}</p>
            <table class="changes">
                <thead>
                    <tr>
                        <th scope="col">"登记事项"</th>
                        <th scope="col">"变更前"</th>
                        <th scope="col">"变更后"</th>
                        <th scope="col">"状态"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="field-hint">"准予变更后，企业信息按变更后的内容显示，许可证号和有效期不变。需上传的附件随变更的事项而定。"</p>
        </section>
    }
    .into_any()
}

fn row(wizard: Wizard, field: &'static Field) -> AnyView {
    let body = wizard.section(Section::Change);
    // Shown as the viewer may see it: masked for reviewers.
    let was = wizard.header.with_untracked(|header| field.shown(&Body::Change(Change::of(&header.profile))));
    let was = match was.is_empty() {
        true => "（空）".into_any(),
        // Only numbers of people are ever masked.
        false => personal(format!("enterprise.{}", field.name), field.label, Signal::stored(was)),
    };
    let changed =
        Memo::new(move |_| wizard.header.with(|header| body.with(|body| differs(field, body, &header.profile))));
    let status = move || if changed.get() { ("status status-wait", "已变更") } else { ("status", "未变更") };
    let after = fields("change", [field], body, on_change(wizard, Section::Change), wizard.locked());
    view! {
        <tr class:changes-changed=move || changed.get()>
            <th scope="row">{field.label}</th>
            <td class="changes-before">
                <span class="changes-label">"变更前"</span>
                <span class=field.input.class()>{was}</span>
            </td>
            <td class="changes-after">
                <span class="changes-label" aria-hidden="true">"变更后"</span>
                {after}
            </td>
            <td class="changes-status">
                <span class=move || status().0>{move || status().1}</span>
            </td>
        </tr>
    }
    .into_any()
}

/// Whether this field alone changes a registered item.
fn differs(field: &Field, body: &Body, profile: &Profile) -> bool {
    let Body::Change(change) = body else { return false };
    let before = before(profile, change);
    let mut only = Body::Change(Change::of(&before));
    (field.set)(&mut only, (field.get)(body));
    matches!(only, Body::Change(only) if !only.items(&before).is_empty())
}

fn counted(wizard: Wizard) -> String {
    let items = wizard.case(|case| case.sections.change.body.items(case.profile));
    match items.as_slice() {
        [] => "尚未变更任何事项。".to_owned(),
        items => {
            let labels = items.iter().map(|item| item.label()).collect::<Vec<_>>();
            format!("变更 {} 项：{}。", labels.len(), labels.join("、"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_line_that_was_changed_is_marked() {
        let profile = Profile { name: "甲公司".into(), representative: "王建国".into(), ..Profile::default() };
        let change = Change { representative: "李四".into(), name: " 甲公司 ".into(), ..Change::of(&profile) };
        let body = Body::Change(change);
        let marked: Vec<_> =
            CHANGE.iter().filter(|field| differs(field, &body, &profile)).map(|field| field.name).collect();
        assert_eq!(marked, ["representative"]);
    }
}
