//! Looking for accounts.

use crate::components::{Checkbox, SelectField, TextField};
use domain::administration::StaffSearch;
use leptos::prelude::*;

/// What is typed, and what was last looked for.
#[component]
pub fn StaffSearchForm(
    /// What is looked for.
    search: RwSignal<StaffSearch>,
    /// Code and name of each office, once known.
    offices: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let (office, active) = (Signal::derive(move || search.with(|search| search.office.clone())), RwSignal::new(true));
    view! {
        <form class="search" role="search" aria-label="查询人员账号" method="post" on:submit=move |event| {
            event.prevent_default();
            search.update(|search| search.text = text.get_untracked());
        }>
            <TextField path="staff-search" label="用户名、姓名或邮箱" value=text
                on_input=Callback::new(move |typed| text.set(typed))/>
            {move || view! {
                <SelectField path="staff-office" label="所属机构" value=office options=offices.get() placeholder="全部机构"
                    on_change=Callback::new(move |code: String| {
                        if search.with_untracked(|search| search.office != code) {
                            search.update(|search| search.office = code);
                        }
                    })/>
            }}
            <button type="submit" class="button">"查询"</button>
        </form>
        <Checkbox path="staff-active" label="只显示在用的账号" checked=active
            on_change=Callback::new(move |ticked| {
                active.set(ticked);
                if search.with_untracked(|search| search.active != ticked) {
                    search.update(|search| search.active = ticked);
                }
            })/>
    }
    .into_any()
}
