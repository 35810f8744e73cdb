//! `/administration/inspections/:id`: planning a campaign, seeing whom it would concern, launching it, watching it start.

use super::api::{discard_plan, launch, planned, save_plan};
use super::planned::{Fields, Typed};
use super::preview::{PreviewSheet, Previewing};
use crate::components::{Confirm, Sending, SendingSignIn, SendingTold, Told, dom};
use crate::shell::{Failure, use_today};
use domain::inspections::{CampaignStatus, CampaignView, Plan};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};
use std::time::Duration;

/// Where the focus goes once something was done.
const TOLD: &str = "plan-told";
/// How often a launch is looked at.
const LOOK: Duration = Duration::from_secs(1);

/// The page.
#[component]
pub fn PlanPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let changed = RwSignal::new(0u32);
    let loaded = Resource::new(move || (id.get(), changed.get()), |(id, _)| planned(id));
    let reload = Callback::new(move |()| changed.update(|changed| *changed += 1));
    let told = RwSignal::new(None::<String>);
    view! {
        <Told id=TOLD said=told/>
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok((view, offices)) if view.status == CampaignStatus::Draft => {
                        view! { <Planning view offices reload told/> }.into_any()
                    }
                    Ok((view, _)) => view! { <Launched view reload/> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

fn top(view: &CampaignView) -> AnyView {
    let title = match view.plan.title.trim() {
        "" => "新建自查".to_owned(),
        title => title.to_owned(),
    };
    view! {
        <Title text=title.clone()/>
        <nav class="breadcrumb" aria-label="当前位置">
            <ol><li><a href="/administration/inspections">"企业自查管理"</a></li><li aria-current="page">{title.clone()}</li></ol>
        </nav>
        <div class="page-head"><h1>{title}</h1> " " <span class="status status-open">{view.status.label()}</span></div>
    }
    .into_any()
}

#[component]
fn Planning(
    view: CampaignView,
    offices: Vec<(String, String)>,
    reload: Callback<()>,
    told: RwSignal<Option<String>>,
) -> impl IntoView {
    let today = use_today();
    let head = top(&view);
    let (id, revision) = (StoredValue::new(view.id), RwSignal::new(view.revision));
    let typed = Typed::new(view.plan);
    let (sending, previewing) = (Sending::default(), Previewing::default());
    let codes: Vec<String> = offices.iter().map(|(code, _)| code.clone()).collect();
    let codes = StoredValue::new(codes);
    let live = Memo::new(move |_| {
        codes.with_value(|codes| {
            let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
            typed.plan().parse(&codes, today).err().unwrap_or_default()
        })
    });
    sending.provide(live.into());
    let saved_plan = RwSignal::new(None::<Plan>);
    // Saves what is typed, then goes on.
    let keep = move |then: Callback<i64>| {
        let plan = typed.plan_untracked();
        sending.send(save_plan(id.get_value(), revision.get_untracked(), plan.clone()), move |saved| {
            revision.set(saved.revision);
            saved_plan.set(Some(plan));
            then.run(saved.revision);
        });
    };
    let save = Callback::new(move |()| {
        keep(Callback::new(move |_| {
            told.set(Some("已保存。".to_owned()));
            dom::focus_soon(TOLD.to_owned());
        }));
    });
    let look = move |_| {
        if sending.right(&live.get_untracked()) {
            keep(Callback::new(move |_| previewing.look(id.get_value(), sending)));
        }
    };
    let asking = RwSignal::new(false);
    // Only what was previewed can be launched.
    let seen = Memo::new(move |_| previewing.seen() && saved_plan.get() == Some(typed.plan()));
    let go = Callback::new(move |()| {
        sending.send(launch(id.get_value(), revision.get_untracked()), move |_| {
            asking.set(false);
            told.set(None);
            reload.run(());
        });
    });
    let discarding = RwSignal::new(false);
    let navigate = StoredValue::new(use_navigate());
    let discard = Callback::new(move |()| {
        sending.send(discard_plan(id.get_value()), move |()| {
            navigate.with_value(|navigate| navigate("/administration/inspections", NavigateOptions::default()));
        });
    });
    view! {
        {head}
        <form method="post" prop:noValidate=true on:submit=move |event| {
            event.prevent_default();
            save.run(());
        }>
            <Fields typed offices/>
            <SendingTold sending/>
            <div class="button-row">
                <button type="submit" class="button" aria-busy=move || sending.busy.get().then_some("true")>"保存"</button>
                <button type="button" class="button button-primary" on:click=look>"预览"</button>
                <button type="button" class="button button-link button-danger" on:click=move |_| discarding.set(true)>"删除"</button>
            </div>
        </form>
        <PreviewSheet previewing>
            <div class="button-row">
                <button type="button" class="button button-primary" aria-disabled=move || (!seen.get()).then_some("true")
                    on:click=move |_| if seen.get_untracked() { asking.set(true) }>
                    "发起自查"
                </button>
                {move || (!seen.get()).then_some("内容已修改，请重新预览后再发起")}
            </div>
        </PreviewSheet>
        <Confirm open=asking title="发起自查" action="发起" on_confirm=go busy=sending.busy>
            <p>{move || format!("将向 {} 家企业发起自查，企业首页随即出现待办。发起后内容不能再修改。", previewing.concerned())}</p>
            <SendingTold sending/>
        </Confirm>
        <Confirm open=discarding title="删除自查计划" action="删除" danger=true on_confirm=discard busy=sending.busy>
            <p>"确定删除该自查计划？"</p>
        </Confirm>
        <SendingSignIn sending again=save/>
    }
    .into_any()
}

/// A campaign that is launched: how far that is, and the way to who is how far.
#[component]
fn Launched(view: CampaignView, reload: Callback<()>) -> impl IntoView {
    let head = top(&view);
    let going = view.status == CampaignStatus::Launching;
    Effect::new(move |_| {
        if going {
            let _ = set_timeout_with_handle(
                move || {
                    reload.try_run(());
                },
                LOOK,
            );
        }
    });
    let progress = view.progress.unwrap_or_default();
    let of = progress.of.max(1);
    let said = match going {
        true => {
            format!("正在发起：已核对 {} / {} 份许可证，已通知 {} 家企业", progress.seen, progress.of, progress.created)
        }
        false => format!("发起完毕：共核对 {} 份许可证，已通知 {} 家企业", progress.seen, progress.created),
    };
    view! {
        {head}
        <section class="sheet" aria-labelledby="progress-title">
            <h2 id="progress-title">"发起进度"</h2>
            <progress max=of.to_string() value=progress.seen.to_string() aria-label="发起进度"></progress>
            <p role="status">{said}</p>
            <div class="button-row">
                <a class="button button-primary" href=format!("/inspections/campaigns/{}", view.id)>"查看填报进度"</a>
            </div>
        </section>
    }
    .into_any()
}
