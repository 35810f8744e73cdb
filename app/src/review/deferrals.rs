//! 容缺材料: the documents that follow after acceptance, until when, and how far each has come. The enterprise hands them in
//! here, and the reviewer of the filing checks them here.

use super::return_deferred::{ReturnDialog, Returning, why_returned};
use crate::api::ApiError;
use crate::components::{Confirm, Sending, SendingSignIn, SendingTold, dom};
use crate::filings::api::{check_deferred, hand_in};
use crate::filings::{Home, Place, Shelf, SlotView};
use crate::notices::something_done;
use chrono::NaiveDate;
use domain::Refusal;
use domain::attachments::{deferred, slot};
use domain::filings::{Case, Deferral, FilingView, Track};
use domain::tracks::DEFERRAL_BAR_YEARS;
use domain::values::date;
use domain::workflow::Status;
use leptos::prelude::*;

/// Where the focus goes once something was done: it stays while the rest is loaded anew.
pub const TOLD: &str = "overview-told";

/// The sheet; nothing where nothing follows.
#[component]
pub fn Deferrals(
    /// The filing.
    view: FilingView,
    /// Whether the office looks at it.
    staff: bool,
    /// Today in Beijing.
    today: NaiveDate,
    /// What is said when something was done.
    told: RwSignal<Option<String>>,
    /// Loads the filing anew.
    reload: Callback<()>,
) -> impl IntoView {
    let content = match view.header.deferrals.is_empty() {
        true => announced(&view),
        false => Some(following(view, staff, today, told, reload)),
    };
    content
        .map(|content| {
            view! {
                <section class="sheet" id="deferrals" aria-labelledby="deferrals-title">
                    <h2 id="deferrals-title">"容缺材料"</h2>
                    {content}
                </section>
            }
        })
        .into_any()
}

/// Before acceptance: what will follow.
fn announced(view: &FilingView) -> Option<AnyView> {
    let (header, sections) = (&view.header, &view.sections);
    let summary = &header.summary;
    if summary.track != Track::DeferredDocuments || summary.status.ended() || summary.status == Status::Draft {
        return None;
    }
    let (kind, track, licence) = (summary.kind, summary.track, header.licence.as_ref());
    let follow = header.follow.as_ref()?;
    let there = |key: &str| view.attachments.iter().any(|file| file.slot == key);
    let names: Vec<_> = deferred(&Case { kind, track, sections, profile: &header.profile, licence }, &follow.documents)
        .into_iter()
        .filter(|slot| !there(slot.key))
        .map(|slot| view! { <li>{slot.label}</li> })
        .collect();
    if names.is_empty() {
        return None;
    }
    let said = format!("以下材料在受理后{}个工作日内补交：", follow.days);
    Some(view! { <p>{said} " " <span class="unsourced">"来源未核实"</span></p> <ul>{names}</ul> }.into_any())
}

/// After it.
fn following(
    view: FilingView,
    staff: bool,
    today: NaiveDate,
    told: RwSignal<Option<String>>,
    reload: Callback<()>,
) -> AnyView {
    let FilingView { header, attachments, .. } = view;
    let sending = Sending::default();
    let id = StoredValue::new(header.summary.id.clone());
    let running = !header.summary.status.ended();
    let done = move |said: String| {
        told.set(Some(said));
        something_done();
        reload.run(());
        dom::focus_soon(TOLD.to_owned());
    };
    let due = header.deferrals.iter().map(|deferral| deferral.due).min().unwrap_or(today);
    let waiting = header.deferrals.iter().any(|deferral| deferral.handed_in_at.is_none());
    let unchecked = header.deferrals.iter().any(|deferral| deferral.checked_at.is_none());
    let open = !staff && running && waiting && today <= due;
    let shelf = Shelf {
        home: Home::FILING,
        filing: id,
        attachments: RwSignal::new(attachments),
        uploads: RwSignal::new(Vec::new()),
        open: Signal::stored(open),
        lacking: Callback::new(|_| None),
        signed_out: sending.signed_out,
    };
    let mine = staff && running && header.summary.mine;
    let check = move |key: String, label: &'static str| {
        sending.send(check_deferred(id.get_value(), key), move |_| done(format!("“{label}”已核对。")));
    };
    let place = |deferral: &Deferral, returning: Returning| {
        let place = slot(&deferral.slot)?;
        let key = deferral.slot.clone();
        let checks = mine && deferral.handed_in_at.is_some() && deferral.checked_at.is_none();
        let button = checks.then(|| {
            view! {
                <button type="button" class="button" aria-label=format!("核对：{}", place.label)
                    aria-busy=move || sending.busy.get().then_some("true") on:click=move |_| check(key.clone(), place.label)>
                    "核对"
                </button>
            }
        });
        let returned = StoredValue::new(deferral.slot.clone());
        let back = checks.then(|| {
            view! {
                <button type="button" class="button" aria-label=format!("退回：{}", place.label) aria-haspopup="dialog"
                    on:click=move |_| returning.ask(returned.get_value(), place.label)>
                    "退回"
                </button>
            }
        });
        let beside = view! {
            <div class="button-row">{standing(deferral)} {button} {back}</div>
            {why_returned(deferral)}
        }
        .into_any();
        let shelf = Shelf { open: Signal::stored(open && deferral.handed_in_at.is_none()), ..shelf };
        Some(view! { <SlotView shelf place=Place::of(place, &header.slots) row=None beside/> })
    };
    let returning = Returning::new(
        id,
        due < today,
        Callback::new(move |label: &'static str| done(format!("“{label}”已退回企业，理由已告知。"))),
    );
    let place = |deferral: &Deferral| place(deferral, returning);
    let places = header.deferrals.iter().filter_map(place).collect_view();
    let keys: Vec<String> = header.deferrals.iter().map(|deferral| deferral.slot.clone()).collect();
    let asking = RwSignal::new(false);
    let press = move |_| {
        sending.clear();
        match not_ready(shelf, &keys) {
            Some(why) => sending.tell(why),
            None => asking.set(true),
        }
    };
    let confirm = Callback::new(move |()| {
        let request = async move { hand_in(id.get_value()).await.map_err(in_a_sentence) };
        sending.send(request, move |_| {
            asking.set(false);
            done("容缺材料已提交，等待审核人员核对。".to_owned());
        });
    });
    let hand_in = open.then(|| {
        view! {
            <div class="button-row">
                <button type="button" class="button button-primary" on:click=press>"提交容缺材料"</button>
            </div>
            <noscript><p class="notice notice-warn">"提交容缺材料需要在浏览器中启用 JavaScript。"</p></noscript>
            <Confirm open=asking title="提交容缺材料" action="确认提交" on_confirm=confirm busy=sending.busy>
                <p>"提交后不能再修改，由审核人员核对。"</p>
                <SendingTold sending/>
            </Confirm>
        }
    });
    view! {
        {(running && unchecked).then(|| until(due, today, waiting, staff))}
        <ul class="upload">{places}</ul>
        <SendingTold sending/>
        {hand_in}
        {mine.then(|| view! { <ReturnDialog returning/> })}
        <SendingSignIn sending again=Callback::new(move |()| sending.clear())/>
    }
    .into_any()
}

/// Until when, and what happens otherwise.
fn until(due: NaiveDate, today: NaiveDate, waiting: bool, staff: bool) -> AnyView {
    let left = match (due - today).num_days() {
        ..0 => "已逾期".to_owned(),
        0 => "今日截止".to_owned(),
        days => format!("还有 {days} 天"),
    };
    let last = date::long(due);
    let said = match (waiting, staff) {
        (true, false) => format!("请在{last}前（含当日，{left}）上传并提交以下材料。"),
        (true, true) => format!("企业须在{last}前（含当日，{left}）交齐以下材料。"),
        (false, false) => "材料已提交，等待审核人员核对。".to_owned(),
        (false, true) => "企业已提交以下材料，全部核对后才能继续办理。".to_owned(),
    };
    let otherwise = format!("逾期未交齐的，终止办理，{DEFERRAL_BAR_YEARS}年内不能再选择容缺受理。");
    view! {
        <div class=if waiting { "notice notice-warn" } else { "notice" }>
            <p>{said}</p>
            {waiting.then(|| view! { <p>{otherwise} " " <span class="unsourced">"期限来源未核实"</span></p> })}
        </div>
    }
    .into_any()
}

/// What is missing is no field here.
fn in_a_sentence(error: ApiError) -> ApiError {
    match error {
        ApiError::Refused(Refusal::Invalid { findings }) => {
            let said: Vec<_> = findings.into_iter().map(|finding| finding.message).collect();
            ApiError::Refused(Refusal::not_now(said.join("；")))
        }
        error => error,
    }
}

fn standing(deferral: &Deferral) -> AnyView {
    let (class, said) = match (deferral.handed_in_at, deferral.checked_at) {
        (_, Some(_)) => ("status status-good", "已核对"),
        (Some(_), None) => ("status status-open", "已提交，待核对"),
        (None, None) if deferral.returned_at.is_some() => ("status status-bad", "已退回，待重新提交"),
        (None, None) => ("status status-wait", "待提交"),
    };
    view! { <span class=class>{said}</span> }.into_any()
}

/// What is missing before the documents can be handed in.
fn not_ready(shelf: Shelf, keys: &[String]) -> Option<String> {
    if shelf.uploads.with_untracked(|uploads| !uploads.is_empty()) {
        return Some("还有文件尚未上传，请上传或取消后再提交".to_owned());
    }
    let missing: Vec<_> = shelf.attachments.with_untracked(|files| {
        let empty = keys.iter().filter(|key| !files.iter().any(|file| file.slot == **key));
        empty.filter_map(|key| slot(key)).map(|slot| slot.label).collect()
    });
    (!missing.is_empty()).then(|| format!("请先上传：{}", missing.join("、")))
}
