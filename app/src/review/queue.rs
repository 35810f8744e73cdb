//! 审核队列.

use super::api::{queue, terminated};
use crate::api::{ApiError, new_key};
use crate::calendar::api::years;
use crate::components::{StatusBadge, calendar_of, due_cell, matter, time};
use crate::filings::api::{act, load};
use crate::notices::something_done;
use crate::shell::{Failure, use_today, use_viewer};
use chrono::NaiveDate;
use domain::calendar::Calendar;
use domain::filings::{FilingHeader, FilingSummary};
use domain::workflow::{Action as Step, Status};
use leptos::prelude::*;
use leptos_meta::Title;

/// The page of everything that waits for the viewer's office, what is due first on top.
#[component]
pub fn QueuePage() -> impl IntoView {
    let moves = Action::new(|(id, step): &(String, Step)| take(id.clone(), *step));
    let filings = Resource::new(move || moves.version().get(), |_| queue());
    let ended = Resource::new(|| (), |_| terminated());
    let holidays = Resource::new(|| (), |_| years());
    let today = use_today();
    Effect::new(move || {
        if moves.version().get() > 0 {
            something_done();
        }
    });
    let office = use_viewer().and_then(|viewer| viewer.office).unwrap_or_default();
    let failed = move || moves.value().get().and_then(Result::err);
    view! {
        <Title text="审核队列"/>
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || {
                let office = office.clone();
                Suspend::new(async move {
                    match (filings.await, ended.await, holidays.await) {
                        (Ok(filings), Ok(ended), Ok(years)) => view! {
                            <div class="page-head"><h1>"审核队列"</h1> <span>{office}</span></div>
                            {move || failed().map(told)}
                            <Queue filings moves today calendar=calendar_of(&years)/>
                            <Terminated filings=ended/>
                        }
                        .into_any(),
                        (Err(error), ..) | (_, Err(error), _) | (.., Err(error)) => view! { <Failure error/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
    .into_any()
}

/// Claims or releases from the list, under the revision that the filing has now: between two reviewers who press at the same
/// moment the workflow decides, and the second is told.
async fn take(id: String, step: Step) -> Result<FilingHeader, ApiError> {
    let key = new_key();
    let revision = load(id.clone()).await?.header.revision;
    act(id, revision, key, step, String::new()).await
}

fn told(error: ApiError) -> impl IntoView {
    view! { <div class="notice notice-warn" role="alert"><p>{error.to_string()}</p><p>"列表已刷新，请核对后再操作。"</p></div> }
}

type Moves = Action<(String, Step), Result<FilingHeader, ApiError>>;

#[component]
fn Queue(filings: Vec<FilingSummary>, moves: Moves, today: NaiveDate, calendar: Calendar) -> impl IntoView {
    let count = |wanted: fn(&FilingSummary) -> bool| filings.iter().filter(|filing| wanted(filing)).count();
    let totals = [
        ("全部", filings.len()),
        ("待领取", count(|filing| filing.status == Status::Submitted)),
        ("我正在办理", count(|filing| filing.mine)),
        ("待签批", count(|filing| filing.status == Status::SignOff)),
        ("已超期", filings.iter().filter(|filing| filing.due.is_some_and(|due| due < today)).count()),
    ];
    let list = match filings.is_empty() {
        true => view! { <p class="empty">"没有待办理的申请"</p> }.into_any(),
        false => view! {
            <div class="table-wrap" role="region" aria-label="待办理的申请" tabindex="0">
                <table class="table table-cards">
                    <thead><tr>
                        <th scope="col">"申请编号"</th>
                        <th scope="col">"申请单位"</th>
                        <th scope="col">"申请事项"</th>
                        <th scope="col">"状态"</th>
                        <th scope="col">"办理时限"</th>
                        <th scope="col">"提交时间"</th>
                        <th scope="col">"办理人"</th>
                        <th scope="col">"操作"</th>
                    </tr></thead>
                    <tbody>
                        {filings.into_iter().map(|filing| {
                            let due = due_cell(&filing, today, Some(&calendar));
                            view! { <Line filing due moves/> }
                        }).collect_view()}
                    </tbody>
                </table>
            </div>
        }
        .into_any(),
    };
    view! {
        <section class="sheet">
            <dl class="totals">
                {totals.into_iter().map(|(term, count)| view! { <div><dt>{term}</dt><dd>{count}</dd></div> }).collect_view()}
            </dl>
            {list}
        </section>
    }
    .into_any()
}

#[component]
fn Line(filing: FilingSummary, due: AnyView, moves: Moves) -> impl IntoView {
    let id = StoredValue::new(filing.id.clone());
    let number = filing.number.clone();
    let step = match filing.status {
        Status::Submitted => Some(Step::Claim),
        Status::FormalReview if filing.mine => Some(Step::Release),
        _ => None,
    };
    let button = step.map(|step| {
        view! {
            <button type="button" class="button button-link" aria-label=format!("{} {number}", step.label())
                disabled=move || moves.pending().get()
                on:click=move |_| { moves.dispatch((id.get_value(), step)); }>
                {step.label()}
            </button>
        }
    });
    view! {
        <tr>
            <td data-label="申请编号" class="code">{filing.number.clone()}</td>
            <td data-label="申请单位">{filing.enterprise}</td>
            <td data-label="申请事项">{matter(filing.kind, filing.track)}</td>
            <td data-label="状态"><StatusBadge status=filing.status kind=filing.kind/></td>
            <td data-label="办理时限">{due}</td>
            <td data-label="提交时间">
                {filing.submitted_at.map(|at| view! { <time datetime=time::machine(at)>{time::moment(at)}</time> })}
            </td>
            <td data-label="办理人">{filing.assignee.unwrap_or_else(|| "—".to_owned())}</td>
            <td class="row-actions">
                {button}
                " "
                <a class="button button-link" href=format!("/filings/{}", filing.id) aria-label=format!("查看 {}", filing.number)>"查看"</a>
            </td>
        </tr>
    }
    .into_any()
}

/// What enterprises took back while it was with the office; nothing where there is none.
#[component]
fn Terminated(filings: Vec<FilingSummary>) -> impl IntoView {
    if filings.is_empty() {
        return ().into_any();
    }
    let line = |filing: FilingSummary| {
        view! {
            <tr>
                <td data-label="申请编号" class="code"><a href=format!("/filings/{}", filing.id)>{filing.number}</a></td>
                <td data-label="申请单位">{filing.enterprise}</td>
                <td data-label="申请事项">{matter(filing.kind, filing.track)}</td>
                <td data-label="状态"><StatusBadge status=filing.status kind=filing.kind/></td>
                <td data-label="终止时间">
                    <time datetime=time::machine(filing.updated_at)>{time::moment(filing.updated_at)}</time>
                </td>
                <td data-label="办理人">{filing.assignee.unwrap_or_else(|| "—".to_owned())}</td>
            </tr>
        }
    };
    view! {
        <section class="sheet" aria-labelledby="terminated-title">
            <h2 id="terminated-title">"企业已终止的申请"</h2>
            <p>"最近三十日内由企业终止，流程已结束，无须办理。"</p>
            <div class="table-wrap" role="region" aria-label="终止列表" tabindex="0">
                <table class="table table-cards">
                    <thead><tr>
                        <th scope="col">"申请编号"</th>
                        <th scope="col">"申请单位"</th>
                        <th scope="col">"申请事项"</th>
                        <th scope="col">"状态"</th>
                        <th scope="col">"终止时间"</th>
                        <th scope="col">"办理人"</th>
                    </tr></thead>
                    <tbody>{filings.into_iter().map(line).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
