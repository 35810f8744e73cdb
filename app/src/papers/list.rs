//! The papers of a filing or of a licence, each with its file once it is made.

use super::api::{of_filing, of_licence};
use crate::api::ApiError;
use crate::components::{size, time};
use domain::papers::{PaperFile, PaperSummary, Waits};
use leptos::prelude::*;
use std::time::Duration;

/// After how long it is looked again for a paper that is being made.
const AGAIN: Duration = Duration::from_millis(1500);

/// The notices, decisions and forms of a filing.
#[component]
pub fn FilingPapers(
    /// The filing's id.
    id: String,
) -> impl IntoView {
    let looked = RwSignal::new(0u32);
    let papers = Resource::new(move || looked.get(), move |_| of_filing(id.clone()));
    sheet("文书", papers, looked)
}

/// The certificates of a licence.
#[component]
pub fn LicencePapers(
    /// The licence's id.
    id: String,
) -> impl IntoView {
    let looked = RwSignal::new(0u32);
    let papers = Resource::new(move || looked.get(), move |_| of_licence(id.clone()));
    sheet("证书文件", papers, looked)
}

fn sheet(
    title: &'static str,
    papers: Resource<Result<Vec<PaperSummary>, ApiError>>,
    looked: RwSignal<u32>,
) -> impl IntoView {
    view! {
        <section class="sheet no-print" aria-labelledby="papers-title">
            <h2 id="papers-title">{title}</h2>
            <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
                {move || Suspend::new(async move {
                    match papers.await {
                        Ok(papers) => list(papers, looked),
                        Err(error) => view! { <p class="notice notice-bad">{error.to_string()}</p> }.into_any(),
                    }
                })}
            </Transition>
        </section>
    }
    .into_any()
}

fn list(papers: Vec<PaperSummary>, looked: RwSignal<u32>) -> AnyView {
    // What is being made will be there in a moment.
    let soon = papers.iter().any(|paper| paper.waits == Some(Waits::Soon));
    Effect::new(move |_| {
        if soon {
            let look = move || {
                // Nobody looks any more when the page is gone.
                let _ = looked.try_update(|looked| *looked += 1);
            };
            let _ = set_timeout_with_handle(look, AGAIN);
        }
    });
    if papers.is_empty() {
        return view! { <p class="empty">"暂无文书"</p> }.into_any();
    }
    view! { <ul class="papers">{papers.into_iter().map(line).collect_view()}</ul> }.into_any()
}

fn line(paper: PaperSummary) -> AnyView {
    let name = match paper.copy {
        Some(copy) => format!("{}（第{copy}份）", paper.kind),
        None => paper.title.clone(),
    };
    let ways = match (&paper.file, paper.waits) {
        (Some(file), _) => ways(&paper.id, &format!("{name} {}", paper.number), file),
        (None, waits) => {
            let waits = waits.unwrap_or(Waits::Soon);
            let class = if waits == Waits::Soon { "status" } else { "status status-wait" };
            view! { <span class=class role="status">{waits.label()}</span> }.into_any()
        }
    };
    view! {
        <li class="paper">
            <span class="paper-name">{name}</span>
            <span class="paper-meta">
                <span class="code">{paper.number}</span>
                <time datetime=time::machine(paper.issued_at)>{time::day(paper.issued_at)}</time>
            </span>
            <span class="paper-ways">{ways}</span>
        </li>
    }
    .into_any()
}

fn ways(id: &str, name: &str, file: &PaperFile) -> AnyView {
    let hidden = || view! { <span class="visually-hidden">{format!("：{name}")}</span> };
    view! {
        <a href=format!("/papers/{id}") rel="external" target="_blank">
            "查看"
            {hidden()}
            <span class="visually-hidden">"（在新窗口打开）"</span>
        </a>
        <a href=format!("/papers/{id}?download") rel="external" download="">
            "下载"
            {hidden()}
            <span class="paper-size">{format!(" PDF，{}", size(file.size))}</span>
        </a>
    }
    .into_any()
}
