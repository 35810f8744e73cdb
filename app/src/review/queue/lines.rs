//! The list: what lies with the viewer and waits to be claimed, then the rest, and more as it is asked for.

use super::{Moves, address};
use crate::components::{StatusBadge, due_cell, matter, time};
use crate::shell::use_viewer;
use domain::accounts::Role;
use domain::filings::FilingSummary;
use domain::review::{Cursor, QueueFilter, Stage};
use domain::workflow::{Action as Step, Status};
use leptos::prelude::*;

/// What the lines have to do with.
#[derive(Clone, Copy)]
struct Desk {
    moves: Moves,
    passing: RwSignal<Option<FilingSummary>>,
    leads: bool,
}

/// The sheets with lines.
#[component]
pub fn Lines(
    /// As it is narrowed.
    filter: QueueFilter,
    /// What lies with the viewer and waits to be claimed.
    returned: Vec<FilingSummary>,
    /// The rest.
    lines: Vec<FilingSummary>,
    /// Where the next page begins.
    next: Option<Cursor>,
    /// Claims and releases.
    moves: Moves,
    /// What is to be given to somebody else.
    passing: RwSignal<Option<FilingSummary>>,
    /// How many pages are in sight.
    pages: RwSignal<usize>,
) -> impl IntoView {
    let leads = use_viewer().is_some_and(|viewer| viewer.role == Role::Head);
    let desk = Desk { moves, passing, leads };
    let nothing = match (filter.is_empty(), filter.stage) {
        (true, _) => "没有待办理的申请",
        (false, Some(Stage::Ended)) if filter.search.is_empty() => "还没有办结的申请",
        (false, _) => "没有符合条件的申请",
    };
    let more = next.map(|next| {
        let href = with_cursor(&filter, &next);
        view! {
            <p class="table-more">
                <a class="button" href=href on:click=move |event| {
                    event.prevent_default();
                    pages.update(|pages| *pages += 1);
                }>"显示更多"</a>
            </p>
        }
    });
    let top = (!returned.is_empty()).then(|| {
        view! {
            <section class="sheet" aria-labelledby="returned-title">
                <h2 id="returned-title">"交我办理、待领取"</h2>
                <p>"企业补正后再次提交，或由负责人指派给您。"</p>
                {table("交我办理、待领取的申请", returned, desk)}
            </section>
        }
    });
    let list = match lines.is_empty() {
        true => view! { <p class="empty">{nothing}</p> }.into_any(),
        false => table("申请列表", lines, desk),
    };
    view! {
        {top}
        <section class="sheet" aria-label="申请">
            {list}
            {more}
        </section>
    }
    .into_any()
}

/// Where the next page begins, for browsers without a script.
fn with_cursor(filter: &QueueFilter, next: &Cursor) -> String {
    let address = address(filter);
    let separator = if address.contains('?') { '&' } else { '?' };
    format!("{address}{separator}after={next}")
}

fn table(label: &'static str, filings: Vec<FilingSummary>, desk: Desk) -> AnyView {
    view! {
        <div class="table-wrap" role="region" aria-label=label tabindex="0">
            <table class="table table-cards table-lines">
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
                <tbody>{filings.into_iter().map(|filing| line(filing, desk)).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(filing: FilingSummary, desk: Desk) -> AnyView {
    let due = due_cell(&filing);
    let FilingSummary { id, number, enterprise, kind, track, status, submitted_at, .. } = filing.clone();
    let href = format!("/filings/{id}");
    view! {
        <tr data-line=id>
            <td data-label="申请编号" class="code">{number.clone()}</td>
            <td data-label="申请单位">{enterprise}</td>
            <td data-label="申请事项">{matter(kind, track)}</td>
            <td data-label="状态"><StatusBadge status kind/></td>
            <td data-label="办理时限">{due}</td>
            <td data-label="提交时间">
                {submitted_at.map(|at| view! { <time datetime=time::machine(at)>{time::moment(at)}</time> })}
            </td>
            <td data-label="办理人">{filing.assignee.clone().unwrap_or_else(|| "—".to_owned())}</td>
            <td class="row-actions">
                {step_button(&filing, desk.moves)}
                " "
                {pass_button(filing, desk)}
                " "
                <a class="button button-link" data-open="" href=href aria-label=format!("查看 {number}")>"查看"</a>
            </td>
        </tr>
    }
    .into_any()
}

fn step_button(filing: &FilingSummary, moves: Moves) -> Option<AnyView> {
    let step = match filing.status {
        Status::Submitted => Step::Claim,
        Status::FormalReview if filing.mine => Step::Release,
        _ => return None,
    };
    let id = StoredValue::new(filing.id.clone());
    let label = format!("{} {}", step.label(), filing.number);
    Some(
        view! {
            <button type="button" class="button button-link" data-step=step.code() aria-label=label
                disabled=move || moves.pending().get()
                on:click=move |_| { moves.dispatch((id.get_value(), step)); }>
                {step.label()}
            </button>
        }
        .into_any(),
    )
}

/// Gives it to somebody else: one's own, or as the head anybody's.
fn pass_button(filing: FilingSummary, desk: Desk) -> Option<AnyView> {
    let step = if desk.leads { Step::Reassign } else { Step::HandOver };
    if filing.status.ended() || !(desk.leads || filing.mine) {
        return None;
    }
    let label = format!("{} {}", step.label(), filing.number);
    Some(
        view! {
            <button type="button" class="button button-link" aria-label=label aria-haspopup="dialog"
                on:click=move |_| desk.passing.set(Some(filing.clone()))>
                {step.label()}
            </button>
        }
        .into_any(),
    )
}
