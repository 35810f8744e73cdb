//! `/ratings/visits`: 一次一评, the codes of service points, day by day.

use super::api::{make_visit_code, visits};
use super::tabs::{RatingTabs, keeps_ratings};
use crate::components::{Sending, SendingSignIn, SendingTold, TextField, Told, dom, time};
use crate::shell::{Failure, use_today};
use chrono::NaiveDate;
use domain::Finding;
use domain::ratings::{CodeState, RatingCode, check_service_point, latest_visit};
use domain::values::date;
use leptos::prelude::*;
use leptos_meta::Title;

/// Where the focus goes once a code was made.
const TOLD: &str = "visits-told";

/// The page.
#[component]
pub fn VisitCodesPage() -> impl IntoView {
    let keeps = keeps_ratings();
    let changed = RwSignal::new(0u32);
    let codes = Resource::new(move || changed.get(), |_| visits());
    let today = use_today();
    let told = RwSignal::new(None::<String>);
    let (point, day) = (RwSignal::new(String::new()), RwSignal::new(today.to_string()));
    let sending = Sending::default();
    sending.provide(Signal::derive(move || read(&point.get(), &day.get(), today).err().unwrap_or_default()));
    let submit = Callback::new(move |()| {
        let (service_point, on) = match read(&point.get_untracked(), &day.get_untracked(), today) {
            Ok(right) => right,
            Err(findings) => {
                sending.right(&findings);
                return;
            }
        };
        let what = format!("{}，{}", service_point.trim(), date::long(on));
        sending.send(make_visit_code(service_point, on), move |_id| {
            told.set(Some(format!("已生成“{what}”的二维码，请点击该行的“二维码”链接查看和打印。")));
            changed.update(|changed| *changed += 1);
            dom::focus_soon(TOLD.to_owned());
        });
    });
    let list = view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match codes.await {
                    Ok(codes) => list(codes),
                    Err(error) if keeps => view! { <p class="notice notice-bad" role="alert">{error.to_string()}</p> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any();
    if !keeps {
        return list;
    }
    view! {
        <Title text="一次一评"/>
        <RatingTabs/>
        <Told id=TOLD said=told/>
        <Make point day today sending submit/>
        {list}
        <SendingSignIn sending again=submit/>
    }
    .into_any()
}

fn read(point: &str, day: &str, today: NaiveDate) -> Result<(String, NaiveDate), Vec<Finding>> {
    let mut findings = check_service_point(point);
    let day = match date::parse(day) {
        Ok(day) => {
            if day < today || day > latest_visit(today) {
                let message = format!("服务日期应在今天至{}之间", date::long(latest_visit(today)));
                findings.push(Finding::field("day", message));
            }
            day
        }
        Err(error) => {
            findings.push(Finding::field("day", error));
            today
        }
    };
    if findings.is_empty() { Ok((point.to_owned(), day)) } else { Err(findings) }
}

#[component]
fn Make(
    point: RwSignal<String>,
    day: RwSignal<String>,
    today: NaiveDate,
    sending: Sending,
    submit: Callback<()>,
) -> impl IntoView {
    let latest = date::long(latest_visit(today));
    view! {
        <section class="sheet" aria-labelledby="make-title">
            <h2 id="make-title">"一次一评"</h2>
            <p>"为服务窗口生成当日的评价二维码，供现场办事人扫码评价。先点击“生成”，再点击“二维码”链接获取二维码。"</p>
            <noscript><p class="notice notice-warn">"生成二维码需要在浏览器中启用 JavaScript。"</p></noscript>
            <form method="post" prop:noValidate=true on:submit=move |event| {
                event.prevent_default();
                submit.run(());
            }>
                <div class="field-row">
                    <TextField path="service_point" label="服务地点" required=true hint="如：政务服务大厅一号窗口" value=point
                        on_input=Callback::new(move |text| point.set(text))/>
                    <TextField path="day" label="服务日期" kind="date" required=true hint=format!("今天至{latest}") value=day
                        on_input=Callback::new(move |text| day.set(text))/>
                </div>
                <SendingTold sending/>
                <div class="button-row">
                    <button type="submit" class="button button-primary" aria-busy=move || sending.busy.get().then_some("true")>
                        "生成"
                    </button>
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn list(codes: Vec<RatingCode>) -> AnyView {
    let body = match codes.is_empty() {
        true => view! { <p class="empty">"还没有生成过二维码"</p> }.into_any(),
        false => view! {
            <div class="table-wrap" role="region" aria-label="二维码列表" tabindex="0">
                <table class="table table-cards">
                    <thead><tr>
                        <th scope="col">"服务地点和日期"</th>
                        <th scope="col">"有效期至"</th>
                        <th scope="col">"状态"</th>
                        <th scope="col" class="number">"评价数"</th>
                        <th scope="col">"生成人"</th>
                        <th scope="col">"生成时间"</th>
                        <th scope="col" class="row-actions">"二维码"</th>
                    </tr></thead>
                    <tbody>{codes.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any(),
    };
    view! {
        <section class="sheet" aria-labelledby="codes-title">
            <h2 id="codes-title">"已生成的二维码"</h2>
            {body}
        </section>
    }
    .into_any()
}

fn row(code: RatingCode) -> AnyView {
    view! {
        <tr>
            <td data-label="服务地点和日期">{code.about.clone()}</td>
            <td data-label="有效期至">{date::long(code.until)}</td>
            <td data-label="状态">{state_badge(code.state)}</td>
            <td data-label="评价数" class="number">{code.ratings}</td>
            <td data-label="生成人">{code.made_by}</td>
            <td data-label="生成时间"><time datetime=time::machine(code.made_at)>{time::moment(code.made_at)}</time></td>
            <td class="row-actions">
                <a href=format!("/ratings/codes/{}", code.id)>
                    "二维码"
                    <span class="visually-hidden">{format!("：{}", code.about)}</span>
                </a>
            </td>
        </tr>
    }
    .into_any()
}

/// Whether a code can be used, in words and colour.
pub(super) fn state_badge(state: CodeState) -> AnyView {
    let class = match state {
        CodeState::Usable => "status status-good",
        CodeState::Early => "status status-open",
        CodeState::Expired | CodeState::Withdrawn | CodeState::Used => "status",
    };
    view! { <span class=class>{state.label()}</span> }.into_any()
}
