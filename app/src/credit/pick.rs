//! Finding the enterprise whose standing is recorded.

use crate::components::TextField;
use crate::enterprises::api::organisations;
use domain::enterprises::Organisation;
use leptos::prelude::*;

/// A search by name, and what it found to pick from. Not a form of its own: it stands in one.
#[component]
pub fn PickEnterprise(
    /// What is searched for.
    name: RwSignal<String>,
    /// What was picked.
    picked: RwSignal<Option<Organisation>>,
) -> impl IntoView {
    let find = Action::new(|name: &String| organisations(name.clone()));
    let search = move || {
        find.dispatch(name.get_untracked());
    };
    let found = move || {
        let found = match find.value().get()? {
            Ok(found) => found,
            Err(error) => return Some(view! { <p class="field-error">{error.to_string()}</p> }.into_any()),
        };
        if found.is_empty() {
            return Some(view! { <p>"没有找到名称相近的企业，请输入名称中的至少两个字"</p> }.into_any());
        }
        let choice = |organisation: Organisation| {
            let label = format!("{}（{}，{}）", organisation.name, organisation.credit_code, organisation.province);
            let id = organisation.id.clone();
            let checked = move || picked.with(|picked| picked.as_ref().is_some_and(|picked| picked.id == id));
            view! {
                <label class="choice">
                    <input type="radio" name="found_enterprise" prop:checked=checked
                        on:change=move |_| picked.set(Some(organisation.clone()))/>
                    <span>{label}</span>
                </label>
            }
            .into_any()
        };
        Some(
            view! {
                <fieldset class="choices">
                    <legend class="field-label">"查询结果"</legend>
                    {found.into_iter().map(choice).collect_view()}
                </fieldset>
            }
            .into_any(),
        )
    };
    view! {
        // Enter searches here; it would send the form around.
        <div class="search" on:keydown=move |event| {
            if event.key() == "Enter" && !event.is_composing() {
                event.prevent_default();
                search();
            }
        }>
            <TextField path="enterprise" label="企业名称（至少两个字）" required=true value=name
                on_input=Callback::new(move |text| name.set(text))/>
            <button type="button" class="button" aria-busy=move || find.pending().get().then_some("true")
                on:click=move |_| search()>
                "查询"
            </button>
        </div>
        <div aria-live="polite">{found}</div>
        <p role="status">
            {move || picked.with(|picked| picked.as_ref().map(|picked| format!("已选择：{}（{}）", picked.name, picked.credit_code)))}
        </p>
    }
    .into_any()
}
