//! The sheet of a filing's site visits: who comes when and where, what was found, and what the examiner does about it.

use super::arrange::{ArrangeDialogs, Arranging, CancelDialog, Cancelling};
use super::conclude::{ConcludeDialog, Concluding};
use super::photographs::Photographs;
use crate::components::dom;
use crate::notices::something_done;
use chrono::NaiveDate;
use domain::filings::FilingView;
use domain::values::date;
use domain::visits::{Conclusion, Visit, VisitStatus};
use domain::workflow::Action as Step;
use leptos::prelude::*;

/// The sheet; nothing where there is no visit and none can be arranged.
#[component]
pub fn Visits(
    /// The filing.
    view: FilingView,
    /// Whether the office looks at it.
    staff: bool,
    /// Today in Beijing.
    today: NaiveDate,
    /// What is said when something was done, and where the focus then goes.
    told: RwSignal<Option<String>>,
    /// Its id.
    told_id: &'static str,
    /// Loads the filing anew.
    reload: Callback<()>,
) -> impl IntoView {
    let (header, visits) = (view.header, view.visits);
    let may = |step: Step| header.allowed.contains(&step);
    if visits.is_empty() && !may(Step::ScheduleVisit) {
        return ().into_any();
    }
    let done = Callback::new(move |said: String| {
        told.set(Some(said));
        something_done();
        reload.run(());
        dom::focus_soon(told_id.to_owned());
    });
    let (id, revision, ended) = (header.summary.id.clone(), header.revision, header.summary.status.ended());
    let pending = visits.iter().find(|visit| visit.status == VisitStatus::Pending).cloned().filter(|_| !ended);
    let arranging = Arranging::new(id.clone(), revision, header.profile.registered_address.clone());
    let cancelling = Cancelling::new(id.clone(), revision);
    let concluding = Concluding::new(id, revision, pending.as_ref().map_or(today, |visit| visit.day));
    let schedule = may(Step::ScheduleVisit).then(|| {
        view! {
            <button type="button" class="button" aria-haspopup="dialog" on:click=move |_| arranging.ask(None)>
                "安排现场核查"
            </button>
        }
    });
    let empty = visits.is_empty().then(|| view! { <p class="empty">"未安排现场核查"</p> });
    let steps = pending.filter(|_| may(Step::ConcludeVisit)).map(|visit| {
        view! {
            <div class="button-row">
                <button type="button" class="button button-primary" aria-haspopup="dialog" on:click=move |_| concluding.ask()>
                    "填写核查结果"
                </button>
                <button type="button" class="button" aria-haspopup="dialog" on:click=move |_| arranging.ask(Some(&visit))>
                    "变更安排"
                </button>
                <button type="button" class="button" aria-haspopup="dialog" on:click=move |_| cancelling.ask()>
                    "取消核查"
                </button>
            </div>
        }
    });
    let list = visits.into_iter().rev().map(|visit| one(visit, staff, ended)).collect_view();
    view! {
        <section class="sheet" id="visits" aria-labelledby="visits-title">
            <div class="sheet-head"><h2 id="visits-title">"现场核查"</h2> {schedule}</div>
            {empty}
            {list}
            {steps}
            {staff.then(|| view! {
                <ArrangeDialogs arranging today done/>
                <CancelDialog cancelling done/>
                <ConcludeDialog concluding today done/>
            })}
        </section>
    }
    .into_any()
}

/// One visit.
fn one(visit: Visit, staff: bool, ended: bool) -> AnyView {
    let names: Vec<_> = visit.members.iter().map(|member| member.name.clone()).collect();
    let mut lines = vec![
        ("核查日期", view! { <time datetime=visit.day.to_string()>{date::long(visit.day)}</time> }.into_any()),
        ("地点", visit.place.clone().into_any()),
        ("核查人员", names.join("、").into_any()),
        ("状态", standing(&visit, ended)),
    ];
    if !visit.notes.is_empty() {
        lines.push(("备注", visit.notes.clone().into_any()));
    }
    if !visit.findings.is_empty() {
        lines.push(("核查情况", view! { <span class="rules-text">{visit.findings.clone()}</span> }.into_any()));
    }
    if !visit.reason.is_empty() {
        lines.push(("取消原因", visit.reason.clone().into_any()));
    }
    let waits = visit.status == VisitStatus::Pending && !ended;
    let told = (waits && !staff).then(|| {
        let day = date::long(visit.day);
        view! {
            <div class="notice notice-warn">
                <p>{format!("{day}将有核查人员到现场，请安排人员配合，并备好原件。")}</p>
                <p>"核查完成之前暂停计时，期间不计入办理时限。"</p>
            </div>
        }
    });
    let photographs =
        (staff && (visit.photographs_open || !visit.photographs.is_empty())).then(|| view! { <Photographs visit/> });
    view! {
        <div class="visit">
            {told}
            {crate::review::facts::list(lines)}
            {photographs}
        </div>
    }
    .into_any()
}

fn standing(visit: &Visit, ended: bool) -> AnyView {
    let (class, said) = match (visit.status, visit.conclusion) {
        (VisitStatus::Pending, _) if ended => ("status", "申请已结束，未进行".to_owned()),
        (VisitStatus::Pending, _) => ("status status-wait", "待核查，暂停计时".to_owned()),
        (VisitStatus::Cancelled, _) => ("status", VisitStatus::Cancelled.label().to_owned()),
        (VisitStatus::Concluded, conclusion) => (
            if conclusion == Some(Conclusion::Fails) { "status status-bad" } else { "status status-good" },
            format!("已完成：{}", conclusion.map_or("", Conclusion::label)),
        ),
    };
    view! { <span class=class>{said}</span> }.into_any()
}
