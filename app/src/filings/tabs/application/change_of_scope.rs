//! 许可事项变更: the categories and grades wanted beside those held, and what moves.

use super::grades::{categories, category, wanted};
use super::tick;
use crate::filings::forms::{APPLICATION, CLEAN_YEAR};
use crate::filings::state::Wizard;
use crate::filings::tabs::facts::{facts, licence_facts};
use domain::filings::Section;
use domain::licences::{Category, Move};
use leptos::prelude::*;

/// Held, wanted, and the declaration about the last year.
pub fn scope(wizard: Wizard) -> AnyView {
    let categories =
        categories().map(|(kind, grade)| category(wizard, kind, grade, move |ticked| beside(wizard, kind, ticked)));
    view! {
        <section class="sheet">
            <h2>"原许可证"</h2>
            <p class="field-hint">"来自许可证，不可修改。变更后许可证号和有效期届满日不变，发证日期为准予变更之日。"</p>
            {facts(licence_facts(wizard))}
        </section>
        <section class="sheet">
            <h2>"申请变更的类别和等级"</h2>
            <p class="field-hint">"可增加、取消类别，提高、降低等级；不变的保持原样。"</p>
            {wanted(wizard, "变更后的类别", categories.collect())}
        </section>
        {clean_year(wizard)}
    }
    .into_any()
}

/// What is held in a category, and what the wish makes of it.
fn beside(wizard: Wizard, category: Category, ticked: Signal<bool>) -> AnyView {
    let held = Memo::new(move |_| wizard.case(|case| case.held().grade(category)));
    let step = Memo::new(move |_| {
        wizard.case(|case| case.held().moves(&case.wanted()).find(|(of, _)| *of == category).map(|(_, step)| step))
    });
    let said = move || match (step.get(), ticked.get()) {
        (None | Some(Move::Dropped), true) => ("scope-move scope-move-open", "请选择级别"),
        (None, false) => ("scope-move", "未申请"),
        (Some(step @ Move::Kept), _) => ("scope-move", step.label()),
        (Some(step @ (Move::Added | Move::Raised)), _) => ("scope-move scope-move-up", step.label()),
        (Some(step @ (Move::Lowered | Move::Dropped)), _) => ("scope-move scope-move-down", step.label()),
    };
    view! {
        <p class="scope-held">
            {move || held.get().map_or("原许可证：无此类别".to_owned(), |grade| format!("原许可证：{category}{grade}"))}
            " "
            <strong class=move || said().0 aria-live="polite">{move || said().1}</strong>
        </p>
    }
    .into_any()
}

/// 第36号令第十九条, for who adds a category or raises a grade.
fn clean_year(wizard: Wizard) -> AnyView {
    let raises = Memo::new(move |_| wizard.case(|case| case.raises()));
    view! {
        <section class="sheet" hidden=move || !raises.get()>
            <h2>"增加类别、提高等级的声明"</h2>
            <p>
                "依据《承装（修、试）电力设施许可证管理办法》（第36号令）第十九条，申请增加许可证类别或者提高许可证等级的，自申请之日前一年内，不得有下列情形："
            </p>
            <ol class="articles">
                <li>"发生较大以上生产安全事故，或者发生两次以上一般生产安全事故；"</li>
                <li>"发生重大质量责任事故；"</li>
                <li>"超越许可范围从事承装（修、试）电力设施活动；"</li>
                <li>"涂改、倒卖、出租、出借许可证，或者以其他形式非法转让许可证；"</li>
                <li>"违反规定转包或者分包承装（修、试）电力设施业务。"</li>
            </ol>
            {tick(
                wizard,
                Section::Application,
                &APPLICATION[CLEAN_YEAR],
                "本企业声明：自申请之日前一年内，没有上述任何一种情形。",
            )}
        </section>
    }
    .into_any()
}
