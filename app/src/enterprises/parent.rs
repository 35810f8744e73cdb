//! The parent organisation (上级企业): the field, and the dialog that 【选择】 opens.

use super::api::organisations;
use crate::api::ApiError;
use crate::components::{Dialog, TextField};
use domain::enterprises::{Organisation, Profile};
use leptos::prelude::*;

/// The parent organisation as picked. The picker itself stands outside the form: forms do not nest.
#[component]
pub fn ParentField(
    /// The form.
    profile: RwSignal<Profile>,
    /// Opens the picker.
    open: RwSignal<bool>,
) -> impl IntoView {
    let name = Signal::derive(move || profile.with(|profile| profile.parent_name.clone()));
    let id = move || profile.with(|profile| profile.parent_id.clone());
    let clear = move |_| {
        profile.update(|profile| {
            profile.parent_id.clear();
            profile.parent_name.clear();
        });
    };
    view! {
        <input type="hidden" name="profile[parent_id]" value=id/>
        <div class="search">
            <TextField path="parent_id" name="profile[parent_name]" label="上级企业" value=name hint="没有的不必选择" readonly=true/>
            <button type="button" class="button" aria-haspopup="dialog" on:click=move |_| open.set(true)>"选择"</button>
            <Show when=move || !name.with(String::is_empty)>
                <button type="button" class="button button-link" on:click=clear>"清除"</button>
            </Show>
        </div>
    }
    .into_any()
}

/// The dialog to look for an organisation by name and pick it.
#[component]
pub fn ParentPicker(
    /// The form.
    profile: RwSignal<Profile>,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Dialog open title="选择上级企业">
            <Search profile open/>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Search(profile: RwSignal<Profile>, open: RwSignal<bool>) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let chosen = RwSignal::new(None::<Organisation>);
    let find = Action::new(|name: &String| organisations(name.clone()));
    let accept = move |_| {
        if let Some(organisation) = chosen.get_untracked() {
            profile.update(|profile| {
                profile.parent_id = organisation.id;
                profile.parent_name = organisation.name;
            });
            open.set(false);
        }
    };
    view! {
        <div class="dialog-body">
            <form class="search" on:submit=move |event| {
                event.prevent_default();
                chosen.set(None);
                find.dispatch(name.get_untracked());
            }>
                <TextField path="parent_search" label="机构名称" value=name on_input=Callback::new(move |text| name.set(text))/>
                <button type="submit" class="button" aria-busy=move || find.pending().get().then_some("true")>"查询"</button>
            </form>
            <div aria-live="polite">{move || find.value().get().map(|found| results(found, chosen))}</div>
        </div>
        <footer class="dialog-actions">
            <button type="button" class="button" on:click=move |_| open.set(false)>"取消"</button>
            <button type="button" class="button button-primary" disabled=move || chosen.with(Option::is_none) on:click=accept>
                "确定"
            </button>
        </footer>
    }
    .into_any()
}

fn results(found: Result<Vec<Organisation>, ApiError>, chosen: RwSignal<Option<Organisation>>) -> AnyView {
    let found = match found {
        Ok(found) if found.is_empty() => {
            return view! { <p class="empty">"没有找到名称相近的机构，请输入名称中的至少两个字"</p> }.into_any();
        }
        Ok(found) => found,
        Err(error) => return view! { <p class="field-error" role="alert">{error.to_string()}</p> }.into_any(),
    };
    let choices = found
        .into_iter()
        .map(|organisation| {
            let label = format!("{}（{}，{}）", organisation.name, organisation.credit_code, organisation.province);
            view! {
                <label class="choice">
                    <input type="radio" name="organisation" value=organisation.id.clone()
                        on:change=move |_| chosen.set(Some(organisation.clone()))/>
                    <span>{label}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="choices">
            <legend class="field-label">"查询结果"</legend>
            {choices}
        </fieldset>
    }
    .into_any()
}
