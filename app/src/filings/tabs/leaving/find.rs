//! 【+】 and 【查询】: the people whom the licence engages, to look through and to tick.

use super::{change, chosen};
use crate::api::ApiError;
use crate::components::{Dialog, SelectField, TextField};
use crate::filings::forms::{JOINING, posts};
use crate::filings::state::Wizard;
use crate::filings::tabs::options;
use crate::staff;
use domain::filings::Leaver;
use domain::staff::{Member, Post, Search};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// More are not sent.
const MOST: usize = 200;

/// The dialog; what was typed and ticked lives as long as it is open.
pub fn finder(wizard: Wizard, open: RwSignal<bool>) -> AnyView {
    view! {
        <Dialog open title="选择离职人员" size="dialog-large">
            {finding(wizard, open)}
        </Dialog>
    }
    .into_any()
}

fn finding(wizard: Wizard, open: RwSignal<bool>) -> AnyView {
    let search = RwSignal::new(Search::default());
    let found = RwSignal::new(None::<Result<Vec<Member>, String>>);
    let ticked = RwSignal::new(Vec::<Member>::new());
    let asked = StoredValue::new(0u32);
    let find = move || {
        let this = asked.try_update_value(|asked| {
            *asked += 1;
            *asked
        });
        found.set(None);
        let search = search.get_untracked();
        spawn_local(async move {
            let answer = staff::api::find(search).await;
            // The dialog may be closed by then, or have asked for something else.
            if asked.try_get_value() == this && this.is_some() {
                if answer.as_ref().is_err_and(ApiError::is_signed_out) {
                    wizard.signed_out.set(true);
                }
                found.set(Some(answer.map_err(|error| error.to_string())));
            }
        });
    };
    // Everybody at first, and once more after signing in again.
    Effect::new(move |_| {
        wizard.signed_in.track();
        find();
    });
    let add = move |_| {
        let people = ticked.get_untracked().into_iter();
        let people: Vec<Leaver> = people
            .map(|member| Leaver { resident_id: member.resident_id, name: member.name, posts: member.posts })
            .collect();
        change(wizard, |chosen| chosen.extend(people));
        open.set(false);
    };
    view! {
        <div class="dialog-body">
            <form
                class="search"
                role="search"
                on:submit=move |event| {
                    event.prevent_default();
                    find();
                }
            >
                <TextField
                    path="find.name"
                    label="姓名"
                    value=Signal::derive(move || search.with(|search| search.name.clone()))
                    on_input=Callback::new(move |text| search.update(|search| search.name = text))
                />
                <TextField
                    path="find.resident_id"
                    label="身份证号码"
                    value=Signal::derive(move || search.with(|search| search.resident_id.clone()))
                    on_input=Callback::new(move |text| search.update(|search| search.resident_id = text))
                />
                <SelectField
                    path="find.post"
                    label="人员类型"
                    value=Signal::derive(move || search.with(|search| search.post.map_or("", Post::code).to_owned()))
                    options=options(&JOINING[1])
                    placeholder="全部"
                    on_change=Callback::new(move |code: String| {
                        search.update(|search| search.post = Post::from_code(&code));
                    })
                />
                <button type="submit" class="button" aria-busy=move || found.with(Option::is_none).then_some("true")>
                    "查询"
                </button>
            </form>
            <p role="status" class="field-hint">{move || found.with(|found| found.as_ref().map(said))}</p>
            {move || found.get().map(|found| results(wizard, found, ticked))}
        </div>
        <footer class="dialog-actions">
            <button type="button" class="button" on:click=move |_| open.set(false)>"取消"</button>
            <button
                type="button"
                class="button button-primary"
                disabled=move || ticked.with(Vec::is_empty)
                on:click=add
            >
                {move || match ticked.with(Vec::len) {
                    0 => "添加".to_owned(),
                    count => format!("添加（{count} 人）"),
                }}
            </button>
        </footer>
    }
    .into_any()
}

fn said(found: &Result<Vec<Member>, String>) -> String {
    match found {
        Ok(found) if found.is_empty() => "没有符合条件的在册人员".to_owned(),
        Ok(found) if found.len() >= MOST => format!("显示前 {MOST} 人，请缩小查询范围"),
        Ok(found) => format!("查到 {} 人", found.len()),
        Err(_) => String::new(),
    }
}

fn results(wizard: Wizard, found: Result<Vec<Member>, String>, ticked: RwSignal<Vec<Member>>) -> AnyView {
    let found = match found {
        Ok(found) if found.is_empty() => return ().into_any(),
        Ok(found) => found,
        Err(why) => return view! { <p class="notice notice-bad" role="alert">{why}</p> }.into_any(),
    };
    let rows = found.into_iter().map(|member| line(wizard, member, ticked)).collect_view();
    view! {
        <div class="table-wrap" role="region" aria-label="在册人员" tabindex="0">
            <table class="table table-cards">
                <thead>
                    <tr>
                        <th scope="col">"选择"</th>
                        <th scope="col">"姓名"</th>
                        <th scope="col">"身份证号码"</th>
                        <th scope="col">"人员类型"</th>
                        <th scope="col">"职称或电工类别"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(wizard: Wizard, member: Member, ticked: RwSignal<Vec<Member>>) -> AnyView {
    let already = untrack(|| chosen(wizard)).iter().any(|person| person.resident_id == member.resident_id);
    let checked = already || ticked.with_untracked(|ticked| ticked.contains(&member));
    let named = format!("选择{}", member.name);
    let (name, id, held, qualification) =
        (member.name.clone(), member.resident_id.clone(), posts(&member.posts), member.qualification.clone());
    let tick = move |event| {
        let on = event_target_checked(&event);
        ticked.update(|ticked| {
            ticked.retain(|other| *other != member);
            if on {
                ticked.push(member.clone());
            }
        });
    };
    view! {
        <tr>
            <td data-label="选择">
                <label class="choice">
                    <input type="checkbox" aria-label=named checked=checked disabled=already on:change=tick />
                    {already.then_some("已选择")}
                </label>
            </td>
            <td data-label="姓名">{name}</td>
            <td data-label="身份证号码" class="code">{id}</td>
            <td data-label="人员类型">{held}</td>
            <td data-label="职称或电工类别">{qualification}</td>
        </tr>
    }
    .into_any()
}
