//! `/inspections/:id` and its pages: an enterprise fills its report in, its office reads it.

use super::acts::{MendingForm, StartButton};
use super::api::report;
use super::facts::{differences, events};
use super::filling::{Filling, Phase};
use super::forms::form;
use super::read::ReadView;
use super::submission::Submission;
use crate::components::{Dialog, SignInAgain, keyed, provide_live_findings};
use crate::filings::Versions;
use crate::shell::{Failure, NotFound, use_today, use_viewer};
use domain::accounts::Role;
use domain::inspections::{Page, ReportView, Stage};
use domain::values::date;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// `/inspections/:id`: for the enterprise where it stands, for the office the whole.
#[component]
pub fn ReportPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let changed = RwSignal::new(0u32);
    let loaded = Resource::new(move || (id.get(), changed.get()), |(id, _)| report(id));
    let own = use_viewer().is_some_and(|viewer| viewer.role == Role::Enterprise);
    let reload = Callback::new(move |()| changed.update(|changed| *changed += 1));
    view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(view) if own => view! { <Standing view reload/> }.into_any(),
                    Ok(view) => view! { <ReadView view reload/> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

/// Where one's own report stands, and what to do next.
#[component]
fn Standing(view: ReportView, reload: Callback<()>) -> impl IntoView {
    let title = view.header.campaign.title.clone();
    let stage = view.header.line.stage;
    let next = match stage {
        Stage::NotStarted => view! { <StartButton header=view.header.clone()/> }.into_any(),
        Stage::FillingIn | Stage::Returned => {
            let href = format!("/inspections/{}/{}", view.header.line.id, Page::Company.code());
            view! { <a class="button button-primary" href=href>"继续填报"</a> }.into_any()
        }
        Stage::Mending => view! { <MendingForm header=view.header.clone() reload/> }.into_any(),
        _ => ().into_any(),
    };
    let read = (!stage.open()).then(|| {
        let href = format!("/inspections/{}/{}", view.header.line.id, Page::Company.code());
        view! { <p><a href=href>"查看填报内容"</a></p> }
    });
    view! {
        <Title text=title.clone()/>
        <nav class="breadcrumb" aria-label="当前位置">
            <ol>
                <li><a href="/">"首页"</a></li>
                <li><a href="/inspections">"企业自查"</a></li>
                <li aria-current="page">{title.clone()}</li>
            </ol>
        </nav>
        <div class="page-head"><h1>{title}</h1> " " {badge(stage)}</div>
        <section class="sheet">
            <h2>"自查要求"</h2>
            {super::facts::asked(&view)}
            {next}
            {read}
        </section>
        <section class="sheet" aria-labelledby="steps-title">
            <h2 id="steps-title">"办理过程"</h2>
            {events(view.events)}
        </section>
    }
    .into_any()
}

/// Where a report stands, in words and colour.
pub(super) fn badge(stage: Stage) -> AnyView {
    let class = match stage {
        Stage::Conforming | Stage::Mended => "status status-good",
        Stage::Returned => "status status-wait",
        Stage::Mending => "status status-bad",
        Stage::NotStarted => "status",
        _ => "status status-open",
    };
    view! { <span class=class>{stage.label()}</span> }.into_any()
}

/// `/inspections/:id/:page`.
#[component]
pub fn ReportTabPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let named = Memo::new(move |_| params.with(|params| Page::from_code(&params.get("page").unwrap_or_default())));
    if named.get_untracked().is_none() {
        return view! { <NotFound/> }.into_any();
    }
    let page = Memo::new(move |_| named.get().unwrap_or(Page::Company));
    let today = use_today();
    // Only the report is a source: moving between pages loads nothing.
    let loaded = Resource::new_blocking(move || id.get(), report);
    view! {
        <Suspense fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(view) => view! { <Tabs filling=Filling::new(view, today) page/> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Tabs(filling: Filling, page: Memo<Page>) -> impl IntoView {
    live(filling, page);
    let title = filling.header.with_untracked(|header| header.campaign.title.clone());
    let overview = filling.id.with_value(|id| format!("/inspections/{id}"));
    let pages = pages(filling);
    let shown = pages.clone();
    view! {
        <Title text=title.clone()/>
        <nav class="breadcrumb" aria-label="当前位置">
            <ol>
                <li><a href="/">"首页"</a></li>
                <li><a href=overview>{title.clone()}</a></li>
                <li aria-current="page">{move || page.get().label()}</li>
            </ol>
        </nav>
        <div class="page-head">
            <h1>{title}</h1>
            " "
            {move || badge(filling.header.with(|header| header.line.stage))}
            " "
            <span class="save-state" role="status">{move || filling.told()}</span>
        </div>
        <noscript><p class="notice notice-warn">"填报需要启用 JavaScript。未启用时只能查看已保存的内容。"</p></noscript>
        {move || (!filling.open()).then(|| view! { <p class="notice">"本自查当前不可修改，以下内容仅供查看。"</p> })}
        <div class="wizard">
            <nav class="wizard-tabs" aria-label="填报步骤">
                <ol>{pages.into_iter().map(|tab| step(filling, page, tab)).collect_view()}</ol>
            </nav>
            <div class="wizard-main" on:focusout=move |_| filling.flush()>
                {keyed(
                    Signal::derive(move || vec![page.get().code().to_owned()]),
                    move |code| match Page::from_code(&code) {
                        Some(Page::Submission) => view! { <Submission filling/> }.into_any(),
                        Some(tab) => form(filling, tab),
                        None => ().into_any(),
                    },
                )}
                {way_on(filling, page, shown)}
            </div>
        </div>
        <Conflict filling/>
        <SignInAgain
            open=filling.signed_out
            account=filling.account.get_value()
            on_signed_in=Callback::new(move |()| filling.flush())
        />
    }
    .into_any()
}

/// The pages that this campaign has something on.
fn pages(filling: Filling) -> Vec<Page> {
    filling.header.with_untracked(|header| {
        let campaign = &header.campaign;
        let asked = |page: &Page| match page {
            Page::Documents => !campaign.documents.is_empty(),
            Page::Submission => true,
            page => campaign.items.iter().any(|asked| asked.item.page() == *page),
        };
        Page::ALL.iter().copied().filter(asked).collect()
    })
}

/// What goes on while the page is open.
fn live(filling: Filling, page: Memo<Page>) {
    provide_live_findings(
        Signal::derive(move || {
            let mut all = filling.findings.get();
            all.extend(filling.answered().get());
            all
        }),
        filling.insist,
    );
    Effect::new(move |_| {
        if filling.open() {
            filling.restore();
        }
    });
    Effect::new(move |before: Option<Page>| {
        let page = page.get();
        if before.is_some_and(|before| before != page) {
            filling.flush();
        }
        page
    });
    Effect::new(move |_| {
        let online = window_event_listener_untyped("online", move |_| filling.flush());
        on_cleanup(move || online.remove());
    });
    on_cleanup(move || {
        if is_browser() {
            filling.flush();
        }
    });
}

/// One step, and how much it lacks.
fn step(filling: Filling, here: Memo<Page>, page: Page) -> AnyView {
    let lacks = Memo::new(move |_| if page == Page::Submission { 0 } else { filling.lacks(page) });
    let href = filling.id.with_value(|id| format!("/inspections/{id}/{}", page.code()));
    let mark = move || match lacks.get() {
        0 if page == Page::Submission => view! { <span class="tab-state"></span> }.into_any(),
        0 => view! { <span class="tab-state tab-state-done">"✓" <span class="visually-hidden">"已完成"</span></span> }
            .into_any(),
        count => view! {
            <span class="tab-state tab-state-findings">{count} <span class="visually-hidden">" 项待完善"</span></span>
        }
        .into_any(),
    };
    view! {
        <li aria-current=move || (here.get() == page).then_some("step")>
            <a href=href><span>{page.label()}</span> {mark}</a>
        </li>
    }
    .into_any()
}

/// 上一步, 保存, 下一步.
fn way_on(filling: Filling, here: Memo<Page>, pages: Vec<Page>) -> AnyView {
    let pages = StoredValue::new(pages);
    let beside = move |by: isize| {
        pages.with_value(|pages| {
            let at = pages.iter().position(|page| *page == here.get())?;
            pages.get(at.checked_add_signed(by)?).copied()
        })
    };
    let link = move |to: Option<Page>, label: &'static str, class: &'static str| {
        let href = |page: Page| filling.id.with_value(|id| format!("/inspections/{id}/{}", page.code()));
        to.map(|page| view! { <a class=class href=href(page)>{label}</a> })
    };
    view! {
        <div class="wizard-actions">
            {move || link(beside(-1), "上一步", "button")}
            <Show when=move || filling.open()>
                <button type="button" class="button" on:click=move |_| filling.flush()>"保存"</button>
            </Show>
            {move || link(beside(1), "下一步", "button button-primary")}
        </div>
    }
    .into_any()
}

/// Two windows on one page: both versions, and the choice.
#[component]
fn Conflict(filling: Filling) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(matches!(filling.phase.get(), Phase::Conflict(..))));
    let versions = move || {
        let Phase::Conflict(theirs, _) = filling.phase.get() else { return None };
        let (mine, _) = filling.report.with_untracked(|report| report.section(theirs.section()));
        Some(view! { <Versions differences=differences(&mine, &theirs)/> })
    };
    view! {
        <Dialog open title="该页已在别处修改" size="dialog-large">
            <div class="dialog-body">
                <p>"您打开本页之后，该页内容已在其他窗口保存。请选择保留哪一份："</p>
                {versions}
            </div>
            <footer class="dialog-actions">
                <button type="button" class="button" on:click=move |_| filling.settle(false)>"采用已保存的"</button>
                <button type="button" class="button button-primary" on:click=move |_| filling.settle(true)>"保留我的"</button>
            </footer>
        </Dialog>
    }
    .into_any()
}

/// A day as people read it, or a dash.
pub(super) fn day(day: Option<chrono::NaiveDate>) -> String {
    day.map_or_else(|| "—".to_owned(), date::long)
}
