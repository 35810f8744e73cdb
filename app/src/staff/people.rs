//! 在册人员: who is engaged by the licence, and looking for some of them.
//!
//! What is looked for goes to the server in a request of its own: an ID number must not stand in an address.

use crate::api::ApiError;
use crate::components::{SelectField, TextField, time};
use domain::staff::{Member, Post, Search};
use domain::values::ResidentId;
use leptos::prelude::*;

/// How many the server gives at most.
const MOST: usize = 200;

/// The search and what it finds.
#[component]
pub fn People(
    /// What is looked for; everybody at first.
    search: RwSignal<Search>,
    /// Who was found.
    found: Resource<Result<Vec<Member>, ApiError>>,
) -> impl IntoView {
    view! {
        <section class="sheet" aria-labelledby="people-title">
            <h2 id="people-title">"在册人员"</h2>
            <SearchForm search/>
            <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok(people) => list(people, search.get_untracked() != Search::default()),
                        Err(error) => view! { <p class="notice notice-bad" role="alert">{error.to_string()}</p> }.into_any(),
                    }
                })}
            </Transition>
        </section>
    }
    .into_any()
}

#[component]
fn SearchForm(search: RwSignal<Search>) -> impl IntoView {
    let typed = RwSignal::new(Search::default());
    let name = Signal::derive(move || typed.with(|typed| typed.name.clone()));
    let resident_id = Signal::derive(move || typed.with(|typed| typed.resident_id.clone()));
    let post = Signal::derive(move || typed.with(|typed| typed.post.map(Post::code).unwrap_or_default().to_owned()));
    let posts = Post::ALL.iter().map(|post| (post.code().to_owned(), post.label().to_owned())).collect();
    let everybody = move |_| {
        typed.set(Search::default());
        search.set(Search::default());
    };
    view! {
        <noscript><p class="notice notice-warn">"查询人员需要在浏览器中启用 JavaScript。"</p></noscript>
        <form role="search" aria-label="查询在册人员" method="post" on:submit=move |event| {
            event.prevent_default();
            search.set(typed.get_untracked());
        }>
            <div class="field-row">
                <TextField path="search_name" label="姓名" value=name
                    on_input=Callback::new(move |text| typed.update(|typed| typed.name = text))/>
                <TextField path="search_id" label="身份证号码" hint="可只输入开头或结尾几位" value=resident_id
                    on_input=Callback::new(move |text| typed.update(|typed| typed.resident_id = text))/>
                <SelectField path="search_post" label="人员类型" placeholder="全部" options=posts value=post
                    on_change=Callback::new(move |code: String| typed.update(|typed| typed.post = Post::from_code(&code)))/>
            </div>
            <div class="button-row">
                <button type="submit" class="button button-primary">"查询"</button>
                <button type="button" class="button" on:click=everybody>"显示全部"</button>
            </div>
        </form>
    }
    .into_any()
}

fn list(people: Vec<Member>, searched: bool) -> AnyView {
    let told = match (people.len(), searched) {
        (0, false) => "没有在册人员".to_owned(),
        (0, true) => "没有找到符合条件的人员".to_owned(),
        (count, _) if count >= MOST => format!("只显示前 {count} 人，请输入查询条件缩小范围"),
        (count, true) => format!("找到 {count} 人"),
        (count, false) => format!("共 {count} 人"),
    };
    let table = (!people.is_empty()).then(|| {
        view! {
            <div class="table-wrap table-wrap-tall" role="region" aria-label="人员名单" tabindex="0">
                <table class="table table-cards">
                    <thead><tr>
                        <th scope="col">"姓名"</th>
                        <th scope="col">"身份证号码"</th>
                        <th scope="col">"人员类型"</th>
                        <th scope="col">"职称或电工类别"</th>
                        <th scope="col">"入职时间"</th>
                        <th scope="col">"状态"</th>
                    </tr></thead>
                    <tbody>{people.into_iter().map(line).collect_view()}</tbody>
                </table>
            </div>
        }
    });
    view! {
        <p role="status">{told}</p>
        {table}
    }
    .into_any()
}

fn line(member: Member) -> AnyView {
    let id = ResidentId::parse(&member.resident_id).map_or(member.resident_id, |id| id.masked());
    let posts = member.posts.iter().map(|post| post.label()).collect::<Vec<_>>().join("、");
    let standing = match member.leaving {
        true => view! { <span class="status status-wait">"离职办理中"</span> }.into_any(),
        false => view! { <span class="status status-good">"在册"</span> }.into_any(),
    };
    view! {
        <tr>
            <td data-label="姓名">{member.name}</td>
            <td data-label="身份证号码" class="code">{id}</td>
            <td data-label="人员类型">{posts}</td>
            <td data-label="职称或电工类别">{member.qualification}</td>
            <td data-label="入职时间"><time datetime=time::machine(member.since)>{time::day(member.since)}</time></td>
            <td data-label="状态">{standing}</td>
        </tr>
    }
    .into_any()
}
