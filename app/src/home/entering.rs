//! The way into a filing: on which track, where its kind has several (容缺受理, 自贸区).

use crate::api::ApiError;
use crate::components::Dialog;
use crate::filings::api::{Start, offers};
use domain::filings::{Kind, Track};
use domain::settings::{Setting, Value};
use domain::tracks::{DEFERRAL_BAR_YEARS, Follow, Offer};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is being started, and what is known of its tracks.
#[derive(Clone, Copy)]
pub struct Entering {
    /// Starts it.
    pub starting: ServerAction<Start>,
    /// The kind whose tracks are asked for.
    asked: RwSignal<Option<Kind>>,
    choice: RwSignal<Option<Choice>>,
    open: RwSignal<bool>,
}

/// What is offered for one kind.
#[derive(Clone)]
struct Choice {
    kind: Kind,
    key: String,
    offers: Result<Vec<Offer>, ApiError>,
}

impl Choice {
    fn open(&self, track: Track) -> bool {
        self.offers.iter().flatten().any(|offer| offer.track == track && offer.failed.is_empty())
    }
}

impl Default for Entering {
    fn default() -> Entering {
        Entering {
            starting: ServerAction::new(),
            asked: RwSignal::new(None),
            choice: RwSignal::new(None),
            open: RwSignal::new(false),
        }
    }
}

impl Entering {
    /// Asks which tracks are open, and then on which to go.
    pub fn ask(self, kind: Kind, key: String) {
        if self.asked.with_untracked(Option::is_some) || self.starting.pending().get_untracked() {
            return;
        }
        self.starting.clear();
        self.asked.set(Some(kind));
        spawn_local(async move {
            let offers = offers(kind).await;
            if self.asked.is_disposed() {
                return;
            }
            self.asked.set(None);
            self.choice.set(Some(Choice { kind, key, offers }));
            self.open.set(true);
        });
    }

    /// Whether the credit registry is being asked.
    pub fn asking(self) -> bool {
        self.asked.with(Option::is_some)
    }

    /// Whether starting this kind is under way.
    pub fn busy(self, kind: Kind) -> bool {
        let started = || self.starting.input().with(|input| input.as_ref().is_some_and(|start| start.kind == kind));
        self.asked.get() == Some(kind) || (self.starting.pending().get() && started())
    }

    /// What starting failed with last.
    pub fn failed(self) -> Option<String> {
        self.starting.value().with(|value| value.as_ref()?.as_ref().err().map(ApiError::to_string))
    }

    fn start(self, track: Track) {
        let Some(Choice { kind, key, .. }) = self.choice.get_untracked() else { return };
        if !self.starting.pending().get_untracked() {
            self.starting.dispatch(Start { kind, track: Some(track), key });
        }
    }
}

/// The question on which track to go. Who qualifies for none learns why, and goes on with 一般性申请.
#[component]
pub fn TrackDialog(
    /// What is started.
    entering: Entering,
) -> impl IntoView {
    let title = Signal::derive(move || {
        entering
            .choice
            .with(|choice| choice.as_ref().map(|choice| format!("{}：申请方式", choice.kind)).unwrap_or_default())
    });
    view! {
        <Dialog open=entering.open title>
            {move || entering.choice.get().map(|choice| question(&choice, entering))}
        </Dialog>
    }
    .into_any()
}

fn question(choice: &Choice, entering: Entering) -> AnyView {
    let said = match &choice.offers {
        Ok(offers) => {
            // What is open stands before what is not.
            let (open, closed): (Vec<_>, Vec<_>) = offers.iter().partition(|offer| offer.failed.is_empty());
            open.into_iter().chain(closed).map(about).collect()
        }
        Err(error) => vec![view! { <p class="notice notice-warn">{error.to_string()}</p> }.into_any()],
    };
    let (deferral, zone) = (choice.open(Track::DeferredDocuments), choice.open(Track::FreeTradeZone));
    // Where the zone is all that is offered, the question is only whether to enter it.
    let enter_zone = if deferral { "自贸区申请" } else { "确定" };
    let way = move |label: &'static str, track: Track, main: bool| {
        let busy = move || {
            let input = entering.starting.input();
            let this = input.with(|input| input.as_ref().is_some_and(|start| start.track == Some(track)));
            (this && entering.starting.pending().get()).then_some("true")
        };
        view! {
            <button type="button" class=if main { "button button-primary" } else { "button" } autofocus=main aria-busy=busy
                on:click=move |_| entering.start(track)>
                {label}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="dialog-body">
            {said}
            <p>{if zone || deferral { "也可以选择" } else { "可以选择" }} "一般性申请，按一般的条件、材料和时限办理。"</p>
            {move || entering.failed().map(|told| view! { <p class="field-error" role="alert">{told}</p> })}
        </div>
        <footer class="dialog-actions">
            <button type="button" class="button" on:click=move |_| entering.open.set(false)>"取消"</button>
            {deferral.then(|| way("容缺申请", Track::DeferredDocuments, false))}
            {way("一般性申请", Track::General, !zone)}
            {zone.then(|| way(enter_zone, Track::FreeTradeZone, true))}
        </footer>
    }
    .into_any()
}

/// What a track means for who may enter it; for who may not, why.
fn about(offer: &Offer) -> AnyView {
    if !offer.failed.is_empty() {
        let failed = offer.failed.iter().map(|why| view! { <li>{why.clone()}</li> }).collect_view();
        return view! {
            <section>
                <h3>{format!("不符合{}的条件", offer.track)}</h3>
                <ul>{failed}</ul>
            </section>
        }
        .into_any();
    }
    let said = match offer.track {
        Track::FreeTradeZone => {
            let measures = offer.measures.iter().map(|measure| view! { <li>{measure.clone()}</li> }).collect_view();
            view! {
                <p>"企业信用情况良好，且在自贸区试点范围内，可以按照自贸区业务办理流程申请。"</p>
                <h4>"改革措施"</h4>
                <ol class="measures">{measures}</ol>
            }
            .into_any()
        }
        _ => {
            let Follow { days, documents } = offer.follow.clone().unwrap_or(Follow { days: 0, documents: Vec::new() });
            let documents = Value::Documents(documents).told(Setting::DeferralDocuments);
            let days = format!("可后补的材料，须在受理后{days}个工作日内交齐；");
            let missed = format!("未按时交齐的，终止办理，{DEFERRAL_BAR_YEARS}年内不能再选择容缺受理。");
            view! {
                <p>"企业信用情况良好，且两年内未发生“申请容缺受理，但未按时提交容缺材料”的情况，可以选择容缺申请。"</p>
                <p>
                    {format!("可后补的材料：{documents}。")} " "
                    <span class="unsourced">"材料范围来源未核实"</span>
                </p>
                <p>{days} {missed} " " <span class="unsourced">"后补期限来源未核实"</span></p>
            }
            .into_any()
        }
    };
    view! {
        <section>
            <h3>{offer.track.label()}</h3>
            {said}
        </section>
    }
    .into_any()
}
