//! The page: what runs and can be terminated, what is still a draft, what was terminated.

use super::dialog::{Asking, TerminateDialog};
use crate::api::ApiError;
use crate::components::{PageTop, StatusBadge, Told, dom, matter, time};
use crate::filings::api::mine;
use crate::notices::something_done;
use crate::shell::{Failure, use_viewer};
use domain::accounts::Role;
use domain::filings::FilingSummary;
use domain::workflow::Status;
use leptos::prelude::*;
use leptos_meta::Title;

/// Where the focus goes when the row that was pressed is gone.
const TOLD: &str = "terminated";

/// `/termination`.
#[component]
pub fn TerminationPage() -> impl IntoView {
    let moved = RwSignal::new(0u32);
    let filings = Resource::new(move || moved.get(), |_| mine());
    let asking = Asking::default();
    let told = RwSignal::new(None::<String>);
    let done = Callback::new(move |number: String| {
        told.set(Some(format!("申请 {number} 已终止。")));
        something_done();
        moved.update(|moved| *moved += 1);
        dom::focus_soon(TOLD.to_owned());
    });
    let own = use_viewer().is_some_and(|viewer| viewer.role == Role::Enterprise);
    let loaded = view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move { sheets(filings.await, asking, own) })}
        </Transition>
    }
    .into_any();
    if !own {
        return loaded;
    }
    view! {
        <Title text="业务办理终止申请"/>
        <PageTop title="业务办理终止申请"/>
        <Told id=TOLD said=told/>
        <noscript><p class="notice notice-warn">"终止申请需要在浏览器中启用 JavaScript。"</p></noscript>
        {loaded}
        <TerminateDialog asking done reload=Callback::new(move |()| moved.update(|moved| *moved += 1))/>
    }
    .into_any()
}

/// Under the heading, for an enterprise; in place of the page for everybody else.
fn sheets(filings: Result<Vec<FilingSummary>, ApiError>, asking: Asking, own: bool) -> AnyView {
    let filings = match filings {
        Ok(filings) => filings,
        Err(error) if own => {
            return view! { <p class="notice notice-bad" role="alert">{error.to_string()}</p> }.into_any();
        }
        Err(error) => return view! { <Failure error/> }.into_any(),
    };
    let (ended, live): (Vec<_>, Vec<_>) = filings.into_iter().partition(|filing| filing.status.ended());
    let (drafts, running): (Vec<_>, Vec<_>) = live.into_iter().partition(|filing| filing.status == Status::Draft);
    let terminated: Vec<_> = ended.into_iter().filter(|filing| filing.status == Status::Terminated).collect();
    view! {
        {running_ones(running, asking)}
        {(!drafts.is_empty()).then(|| draft_ones(drafts))}
        {(!terminated.is_empty()).then(|| terminated_ones(terminated))}
    }
    .into_any()
}

fn running_ones(filings: Vec<FilingSummary>, asking: Asking) -> AnyView {
    let act = |filing: &FilingSummary| {
        let number = filing.number.clone();
        let filing = filing.clone();
        view! {
            <button type="button" class="button button-link button-danger" on:click=move |_| asking.ask(filing.clone())>
                "终止申请"
                <span class="visually-hidden">{number}</span>
            </button>
        }
        .into_any()
    };
    let list = match filings.is_empty() {
        true => view! { <p class="empty">"没有正在办理的申请"</p> }.into_any(),
        false => table("提交时间", filings, |filing| filing.submitted_at, Some(&act)),
    };
    sheet("running", "正在办理的申请", "已提交、尚未办结的申请可以终止。终止后流程结束，不能恢复。", list)
}

fn draft_ones(filings: Vec<FilingSummary>) -> AnyView {
    let act = |filing: &FilingSummary| {
        view! {
            <a class="button button-link" href=format!("/filings/{}", filing.id)>
                "前往申请废弃"
                <span class="visually-hidden">{filing.number.clone()}</span>
            </a>
        }
        .into_any()
    };
    let list = table("更新时间", filings, |filing| Some(filing.updated_at), Some(&act));
    sheet("drafts", "填报中的申请", "尚未提交的申请不需要终止，可以申请废弃。", list)
}

fn terminated_ones(filings: Vec<FilingSummary>) -> AnyView {
    let list = table("终止时间", filings, |filing| Some(filing.updated_at), None);
    sheet("ended", "已终止的申请", "流程已结束，可重新申请。", list)
}

fn sheet(name: &'static str, title: &'static str, explained: &'static str, list: AnyView) -> AnyView {
    let heading = format!("{name}-title");
    view! {
        <section class="sheet" aria-labelledby=heading>
            <h2 id=heading.clone()>{title}</h2>
            <p>{explained}</p>
            {list}
        </section>
    }
    .into_any()
}

fn table(
    when: &'static str,
    filings: Vec<FilingSummary>,
    at: fn(&FilingSummary) -> Option<i64>,
    act: Option<&dyn Fn(&FilingSummary) -> AnyView>,
) -> AnyView {
    let line = |filing: FilingSummary| {
        let actions = act.map(|act| view! { <td class="row-actions">{act(&filing)}</td> });
        let at = at(&filing).map(|at| view! { <time datetime=time::machine(at)>{time::moment(at)}</time> });
        view! {
            <tr>
                <td data-label="申请编号" class="code"><a href=format!("/filings/{}", filing.id)>{filing.number}</a></td>
                <td data-label="申请事项">{matter(filing.kind, filing.track)}</td>
                <td data-label="状态"><StatusBadge status=filing.status kind=filing.kind/></td>
                <td data-label=when>{at}</td>
                {actions}
            </tr>
        }
        .into_any()
    };
    view! {
        <div class="table-wrap">
            <table class="table table-cards">
                <thead><tr>
                    <th scope="col">"申请编号"</th>
                    <th scope="col">"申请事项"</th>
                    <th scope="col">"状态"</th>
                    <th scope="col">{when}</th>
                    {act.map(|_| view! { <th scope="col" class="row-actions">"操作"</th> })}
                </tr></thead>
                <tbody>{filings.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
