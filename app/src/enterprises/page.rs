//! 企业信息修改.

use super::api::{mine, save};
use super::conflict::Conflict;
use super::{ContactFields, ParentField, ParentPicker};
use crate::accounts::{FormError, SubmitButton};
use crate::api::ApiError;
use crate::components::{SignInAgain, provide_live_findings, time};
use crate::home::entry_id;
use crate::shell::{Failure, use_viewer};
use domain::Refusal;
use domain::enterprises::{Enterprise, EnterpriseKind, Profile};
use domain::filings::{Kind, Saved};
use leptos::prelude::*;
use leptos_meta::Title;

/// The page to change the enterprise's registration on.
#[component]
pub fn EnterprisePage() -> impl IntoView {
    let enterprise = Resource::new(|| (), |_| mine());
    view! {
        <Title text="企业信息修改"/>
        <Suspense fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match enterprise.await {
                    Ok(enterprise) => view! { <Form enterprise/> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Form(enterprise: Enterprise) -> impl IntoView {
    let (kept, office) = (StoredValue::new(enterprise.profile.clone()), StoredValue::new(enterprise.office));
    let profile = RwSignal::new(enterprise.profile);
    let revision = RwSignal::new(enterprise.revision);
    let refused = RwSignal::new(None::<ApiError>);
    let insist = RwSignal::new(false);
    let saved = RwSignal::new(None::<Saved>);
    let signed_out = RwSignal::new(false);
    provide_live_findings(Memo::new(move |_| profile.with(Profile::check)), insist);

    let send = Action::new(|(revision, profile): &(i64, Profile)| save(*revision, profile.clone()));
    let submit = move || {
        saved.set(None);
        let findings = profile.with_untracked(Profile::check);
        if findings.is_empty() {
            refused.set(None);
            send.dispatch((revision.get_untracked(), profile.get_untracked()));
        } else {
            insist.set(true);
            refused.set(Some(Refusal::Invalid { findings }.into()));
        }
    };
    Effect::new(move || match send.value().get() {
        Some(Ok(done)) => {
            revision.set(done.revision);
            refused.set(None);
            saved.set(Some(done));
        }
        Some(Err(error)) if error.is_signed_out() => signed_out.set(true),
        Some(Err(error)) => refused.set(Some(error)),
        None => {}
    });

    // A conflict is settled below; everything else is told on top.
    let told = Signal::derive(move || refused.get().filter(|error| conflict_in(error).is_none()));
    let conflict = move || {
        let (theirs, at) = refused.with(|error| error.as_ref().and_then(conflict_in))?;
        let take_theirs = Callback::new(move |theirs: Profile| {
            profile.set(theirs);
            revision.set(at);
            refused.set(None);
        });
        let keep_mine = Callback::new(move |()| {
            revision.set(at);
            submit();
        });
        Some(view! { <Conflict theirs mine=profile.get_untracked() take_theirs keep_mine/> })
    };
    let picking = RwSignal::new(false);
    let account = use_viewer().map(|viewer| viewer.account).unwrap_or_default();
    view! {
        <div class="page-head"><h1>"企业信息修改"</h1></div>
        <section class="sheet">
            <h2>"登记事项"</h2>
            <Locked profile=kept.get_value() office=office.get_value()/>
            <p class="notice">
                "如需修改以上内容，请办理"
                // Loaded anew, so that the browser shows the tile that the address names.
                <a rel="external" href=format!("/#{}", entry_id(Kind::RegistrationChange))>"登记事项变更"</a>
                "。"
            </p>
        </section>
        <section class="sheet">
            <h2>"联系方式"</h2>
            <FormError error=told/>
            {conflict}
            <form method="post" on:submit=move |event| {
                event.prevent_default();
                submit();
            } prop:noValidate=true>
                <ContactFields profile/>
                <ParentField profile open=picking/>
                <div class="button-row">
                    <SubmitButton label="保存" busy=send.pending()/>
                    <span class="save-state" role="status">
                        {move || saved.get().map(|saved| format!("已保存 {}", time::clock(saved.saved_at)))}
                    </span>
                </div>
            </form>
            <noscript><p class="notice notice-warn">"修改企业信息需要在浏览器中启用 JavaScript。"</p></noscript>
            <ParentPicker profile open=picking/>
        </section>
        <SignInAgain open=signed_out account on_signed_in=Callback::new(move |()| submit())/>
    }
    .into_any()
}

fn conflict_in(error: &ApiError) -> Option<(Profile, i64)> {
    match error {
        ApiError::Refused(Refusal::Conflict { theirs, revision }) => {
            Some((serde_json::from_str(theirs).ok()?, *revision))
        }
        _ => None,
    }
}

/// What only 登记事项变更 changes.
#[component]
fn Locked(profile: Profile, office: String) -> impl IntoView {
    let facts = [
        ("企业类型", profile.kind.map(EnterpriseKind::label).unwrap_or_default().to_owned()),
        ("单位名称", profile.name),
        ("统一社会信用代码", profile.credit_code),
        ("法定代表人", profile.representative),
        ("法定代表人身份证号码", profile.representative_id),
        ("住所", profile.registered_address),
        ("所属省份", profile.province),
        ("派出能源监管机构", office),
    ];
    view! {
        <dl class="facts">
            {facts.into_iter().map(|(term, value)| view! { <div><dt>{term}</dt><dd>{value}</dd></div> }).collect_view()}
        </dl>
    }
    .into_any()
}
