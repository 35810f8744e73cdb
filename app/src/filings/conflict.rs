//! Two windows on one draft: both versions, and the choice.

use crate::components::Dialog;
use crate::filings::forms::differences;
use crate::filings::state::{Phase, use_wizard};
use domain::filings::Section;
use leptos::prelude::*;

/// What differs, side by side.
#[component]
pub fn Versions(
    /// Label, mine, theirs.
    differences: Vec<(String, String, String)>,
) -> impl IntoView {
    let said = |text: String| if text.is_empty() { "（空）".to_owned() } else { text };
    let rows = differences
        .into_iter()
        .map(|(label, mine, theirs)| {
            view! {
                <tr>
                    <th scope="row">{label}</th>
                    <td>{said(mine)}</td>
                    <td>{said(theirs)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-wrap">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"项目"</th>
                        <th scope="col">"我的内容"</th>
                        <th scope="col">"已保存的内容"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Asks, section by section, which version stays.
#[component]
pub fn ConflictDialog() -> impl IntoView {
    let wizard = use_wizard();
    let at = Memo::new(move |_| {
        Section::ALL
            .iter()
            .copied()
            .find(|&section| wizard.save_state(section).with(|state| matches!(state.phase, Phase::Conflict { .. })))
    });
    let open = wizard.settling;
    Effect::new(move |_| open.set(at.get().is_some()));
    let label = move |section: Section| wizard.kind.tab_label(section.tab());
    let title = Signal::derive(move || format!("“{}”已在别处修改", at.get().map_or("", label)));
    let versions = move || {
        let section = at.get()?;
        let theirs = wizard.save_state(section).with(|state| match &state.phase {
            Phase::Conflict { theirs, .. } => Some(theirs.clone()),
            _ => None,
        })?;
        Some(view! { <Versions differences=differences(section, &wizard.section(section).get_untracked(), &theirs) /> })
    };
    let choose = move |mine: bool| {
        if let Some(section) = at.get_untracked() {
            match mine {
                true => wizard.keep_mine(section),
                false => wizard.take_theirs(section),
            }
        }
    };
    view! {
        <Dialog open title size="dialog-large">
            <div class="dialog-body">
                <p>"您打开本页之后，该页内容已在其他窗口或由他人保存。请选择保留哪一份："</p>
                {versions}
            </div>
            <footer class="dialog-actions">
                <button type="button" class="button" on:click=move |_| choose(false)>"采用已保存的"</button>
                <button type="button" class="button button-primary" on:click=move |_| choose(true)>"保留我的"</button>
            </footer>
        </Dialog>
    }
    .into_any()
}
