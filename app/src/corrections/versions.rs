//! 对比各次提交: two submitted versions of a filing beside each other.

use super::api;
use crate::components::{SelectField, time};
use crate::shell::Failure;
use domain::attachments::Attachment;
use domain::corrections::{Difference, Version, Versions};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};

/// The page `/filings/:id/versions`, with the two versions in the query.
#[component]
pub fn VersionsPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    let between = Memo::new(move |_| {
        let number = |name: &str| query.with(|query| query.get(name)).and_then(|number| number.parse::<i64>().ok());
        number("before").zip(number("after"))
    });
    let versions = Resource::new(
        move || (id.get(), between.get()),
        |(id, between)| async move { api::load_versions(id, between).await },
    );
    view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match versions.await {
                    Ok(versions) => page(versions),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

fn page(versions: Versions) -> AnyView {
    let Versions { header, all, before, after, differences, .. } = versions;
    let summary = header.summary;
    let title = format!("{} · {}", summary.kind, summary.number);
    let (overview, count) = (format!("/filings/{}", summary.id), differences.len());
    let said = match (all.len(), before == after, count) {
        (0, ..) => "该申请尚未提交。".to_owned(),
        (1, ..) => "该申请只提交过一次，没有可以对比的版本。".to_owned(),
        (_, true, _) => "请选择两个不同的版本。".to_owned(),
        (.., 0) => "这两个版本内容相同。".to_owned(),
        (.., count) => format!("共有 {count} 处不同。"),
    };
    view! {
        <Title text=format!("对比各次提交 · {title}") />
        <nav class="breadcrumb" aria-label="当前位置">
            <ol>
                <li><a href="/">"首页"</a></li>
                <li><a href=overview.clone()>{title}</a></li>
                <li aria-current="page">"对比各次提交"</li>
            </ol>
        </nav>
        <div class="page-head"><h1>"对比各次提交"</h1></div>
        <section class="sheet" aria-label="对比">
            {(all.len() > 1).then(|| chooser(overview, &all, before, after))}
            <p role="status">{said}</p>
            {(count > 0).then(|| changes("两次提交", differences))}
        </section>
    }
    .into_any()
}

/// Which two. Works by links, so that what is compared can be kept and sent.
fn chooser(overview: String, all: &[Version], before: i64, after: i64) -> AnyView {
    let options = || {
        all.iter()
            .map(|version| {
                let label = format!("第{}次提交（{}）", version.number, time::moment(version.submitted_at));
                (version.number.to_string(), label)
            })
            .collect::<Vec<_>>()
    };
    let navigate = StoredValue::new(use_navigate());
    let go = move |before: String, after: String| {
        let url = format!("{overview}/versions?before={before}&after={after}");
        let stay = NavigateOptions { scroll: false, ..NavigateOptions::default() };
        navigate.with_value(|navigate| navigate(&url, stay));
    };
    let go_after = go.clone();
    view! {
        <div class="field-row">
            <SelectField
                path="before"
                label="修改前"
                value=Signal::stored(before.to_string())
                options=options()
                on_change=Callback::new(move |number: String| go(number, after.to_string()))
            />
            <SelectField
                path="after"
                label="修改后"
                value=Signal::stored(after.to_string())
                options=options()
                on_change=Callback::new(move |number: String| go_after(before.to_string(), number))
            />
        </div>
    }
    .into_any()
}

/// What differs, before beside after; `about` tells one such table on a page from the others.
pub fn changes(about: &str, differences: Vec<Difference>) -> AnyView {
    let label = format!("修改前后对比：{about}");
    let rows = differences.into_iter().map(row).collect_view();
    view! {
        <div class="table-wrap" role="region" aria-label=label tabindex="0">
            <table class="table table-cards versions">
                <thead>
                    <tr>
                        <th scope="col">"项目"</th>
                        <th scope="col">"修改前"</th>
                        <th scope="col">"修改后"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(found: Difference) -> AnyView {
    view! {
        <tr>
            <th scope="row" data-label="项目">{found.label}</th>
            <td data-label="修改前" class="versions-before">{said(found.before, found.files_before)}</td>
            <td data-label="修改后" class="versions-after">{said(found.after, found.files_after)}</td>
        </tr>
    }
    .into_any()
}

fn said(text: String, files: Vec<Attachment>) -> AnyView {
    if !files.is_empty() {
        let links = files
            .into_iter()
            .map(|file| {
                let href = format!("/attachments/{}", file.id);
                view! { <li><a href=href rel="external" download=file.name.clone()>{file.name.clone()}</a></li> }
            })
            .collect_view();
        return view! { <ul class="versions-files">{links}</ul> }.into_any();
    }
    match text.is_empty() {
        true => view! { <span class="field-hint">"（空）"</span> }.into_any(),
        false => text.into_any(),
    }
}
