//! 人员入职: 温馨提示 first, then who joins as what.

mod choice;
mod tips;

use super::facts::licence_sheet;
use super::{provide_section_findings, tick};
use crate::filings::forms::{Body, JOINING};
use crate::filings::state::Wizard;
use crate::staff;
use domain::filings::Section;
use domain::staff::{Post, Search};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// 温馨提示, 人员类型, and whose place is taken.
pub fn joining_tab(wizard: Wizard) -> AnyView {
    provide_section_findings(wizard, Section::Joining);
    let body = wizard.section(Section::Joining);
    let read = Memo::new(move |_| body.with(|body| matches!(body, Body::Joining(joining) if joining.read)));
    let post = Memo::new(move |_| post(wizard));
    let unread = Signal::derive(move || !wizard.editable() || !read.get());
    view! {
        {licence_sheet(wizard)}
        <section class="sheet">
            {tips::tips(wizard)}
            {tick(wizard, Section::Joining, &JOINING[0], "我已阅读上述温馨提示，知悉入职人员须符合的条件和须提交的材料。")}
        </section>
        <section class="sheet">
            <h2>"选择要添加的人员类型"</h2>
            <p class="field-hint" hidden=move || read.get()>"请先阅读温馨提示并勾选。"</p>
            {choice::choice(wizard, unread)}
            <div aria-live="polite">{move || post.get().map(|post| follows(wizard, post))}</div>
        </section>
    }
    .into_any()
}

/// The post that was chosen.
fn post(wizard: Wizard) -> Option<Post> {
    wizard.section(Section::Joining).with(|body| match body {
        Body::Joining(joining) => joining.post,
        _ => None,
    })
}

/// What the choice means, and the way on.
fn follows(wizard: Wizard, post: Post) -> AnyView {
    let next = post.tab();
    view! {
        {post.single().then(|| succession(wizard, post))}
        <p>"请在“"<a href=wizard.href(next)>{wizard.kind.tab_label(next)}</a>"”页填写入职人员，上传附件，再到“资料提交”页提交。"</p>
    }
    .into_any()
}

/// A licence has one person in this post. Who that is takes one question, asked by who may ask it.
fn succession(wizard: Wizard, post: Post) -> AnyView {
    let present = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if !wizard.editable() {
            return;
        }
        spawn_local(async move {
            let held = staff::api::find(Search { post: Some(post), ..Search::default() }).await;
            if let Some(member) = held.ok().and_then(|held| held.into_iter().next()) {
                present.try_set(Some(member.name));
            }
        });
    });
    let named = move || present.get().map(|name| format!("（{name}）")).unwrap_or_default();
    view! {
        <p class="notice">
            {move || {
                format!("一个许可证只有一名{post}：准予后，新任{post}接替现任{post}{}，现任人员不再担任该职务。", named())
            }}
        </p>
    }
    .into_any()
}
