//! 人员类型. Choosing another one gives up what was filled in for the former: the server lets go of it with the choice.

use super::post;
use crate::components::{Confirm, RadioGroup};
use crate::filings::forms::{Body, JOINING};
use crate::filings::state::Wizard;
use crate::filings::tabs::options;
use domain::filings::Section;
use domain::staff::Post;
use leptos::prelude::*;

/// The choice, and the question before it costs something.
pub fn choice(wizard: Wizard, disabled: Signal<bool>) -> AnyView {
    let field = &JOINING[1];
    let disabled = wizard.locked_at("joining.post", disabled);
    let former = RwSignal::new(None::<Post>);
    let asking = RwSignal::new(false);
    let value = Memo::new(move |_| post(wizard).map_or("", Post::code).to_owned());
    let choose = Callback::new(move |code: String| {
        let (before, chosen) = (untrack(|| post(wizard)), Post::from_code(&code));
        set(wizard, chosen);
        match before.filter(|before| Some(*before) != chosen) {
            Some(before) if wizard.begun_untracked(before.tab()) => {
                former.set(Some(before));
                asking.set(true);
            }
            left => settle(wizard, left),
        }
    });
    // Closed without an answer: the choice is taken back.
    Effect::new(move |_| {
        if !asking.get()
            && let Some(before) = former.try_update(Option::take).flatten()
        {
            set(wizard, Some(before));
        }
    });
    let confirm = Callback::new(move |()| {
        settle(wizard, former.try_update(Option::take).flatten());
        asking.set(false);
    });
    let lost = move || former.get().map_or("", Post::label);
    view! {
        <RadioGroup
            path="joining.post"
            legend=field.label
            value
            options=options(field)
            on_change=choose
            required=true
            disabled
        />
        <Confirm open=asking title="改选人员类型" action="改选并清空" danger=true on_confirm=confirm>
            <p>{move || format!("改选后，之前在“{}”页填写的内容和上传的附件将被清空，不能恢复。", lost())}</p>
        </Confirm>
    }
    .into_any()
}

fn set(wizard: Wizard, post: Option<Post>) {
    wizard.section(Section::Joining).update(|body| {
        if let Body::Joining(joining) = body {
            joining.post = post;
        }
    });
}

/// Saves the choice at once, and forgets what the former one had.
fn settle(wizard: Wizard, former: Option<Post>) {
    if let Some(former) = former {
        wizard.forget(former.tab());
    }
    wizard.typed(Section::Joining);
    wizard.save(Section::Joining);
}
