//! 企业注册.

use super::api::Register;
use super::form::{FormError, SubmitButton, error_of};
use crate::administration::api::directory;
use crate::api::ApiError;
use crate::components::{SelectField, TextField, provide_live_findings};
use crate::enterprises::{ContactFields, ParentField, ParentPicker, ProfileField, part};
use domain::accounts::Registration;
use domain::enterprises::{EnterpriseKind, Profile};
use domain::{Refusal, offices};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

/// What a form that was posted without a script and refused gets back: all but passwords, and what must not stand in an
/// address, which is logged (ID number, mobile, email).
#[cfg(feature = "ssr")]
pub fn kept(form: &Registration) -> [(&'static str, &str); 12] {
    let profile = &form.profile;
    [
        ("account", &form.account),
        ("kind", profile.kind.map(EnterpriseKind::code).unwrap_or_default()),
        ("name", &profile.name),
        ("credit_code", &profile.credit_code),
        ("representative", &profile.representative),
        ("registered_address", &profile.registered_address),
        ("mailing_address", &profile.mailing_address),
        ("postal_code", &profile.postal_code),
        ("province", &profile.province),
        ("contact", &profile.contact),
        ("parent_id", &profile.parent_id),
        ("parent_name", &profile.parent_name),
    ]
}

fn profile_from(query: &ParamsMap) -> Profile {
    let text = |name| query.get(name).unwrap_or_default();
    Profile {
        kind: EnterpriseKind::from_code(&text("kind")),
        name: text("name"),
        credit_code: text("credit_code"),
        representative: text("representative"),
        registered_address: text("registered_address"),
        mailing_address: text("mailing_address"),
        postal_code: text("postal_code"),
        province: text("province"),
        contact: text("contact"),
        parent_id: text("parent_id"),
        parent_name: text("parent_name"),
        ..Profile::default()
    }
}

/// What the person has typed.
#[derive(Clone, Copy)]
struct Form {
    account: RwSignal<String>,
    password: RwSignal<String>,
    again: RwSignal<String>,
    profile: RwSignal<Profile>,
}

impl Form {
    fn registration(self) -> Registration {
        Registration {
            account: self.account.get(),
            password: self.password.get(),
            password_again: self.again.get(),
            profile: self.profile.get(),
        }
    }
}

/// The page to register an enterprise on.
#[component]
pub fn RegisterPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let form = Form {
        account: RwSignal::new(query.get("account").unwrap_or_default()),
        password: RwSignal::new(String::new()),
        again: RwSignal::new(String::new()),
        profile: RwSignal::new(profile_from(&query)),
    };
    let action = ServerAction::<Register>::new();
    let answered = error_of(action);
    // On top of the form: what the server said, or what the form itself found when it was to be sent.
    let refused = RwSignal::new(answered.get_untracked());
    let insist = RwSignal::new(refused.with_untracked(Option::is_some));
    Effect::new(move || {
        if let Some(error) = answered.get() {
            refused.set(Some(error));
            insist.set(true);
        }
    });

    // Beside the fields: what they lack now, and what only the server can know (a name that is taken) until it is changed.
    // A form posted without a script comes back without its secrets: what the server said of those comes first.
    let sent = RwSignal::new(answered.with_untracked(Option::is_some).then(|| untrack(|| form.registration())));
    let findings = Memo::new(move |_| {
        let now = form.registration();
        let unchanged = sent.with(|sent| sent.as_ref() == Some(&now));
        let mut findings = match (unchanged, answered.get()) {
            (true, Some(error)) => error.findings().to_vec(),
            _ => Vec::new(),
        };
        findings.extend(now.check());
        findings
    });
    provide_live_findings(findings, insist);

    let check = move |event: leptos::ev::SubmitEvent| {
        let registration = untrack(|| form.registration());
        let findings = registration.check();
        match findings.is_empty() {
            true => {
                refused.set(None);
                sent.set(Some(registration));
            }
            false => {
                event.prevent_default();
                refused.set(Some(ApiError::Refused(Refusal::Invalid { findings })));
                insist.set(true);
            }
        }
    };
    let picking = RwSignal::new(false);
    view! {
        <Title text="企业注册"/>
        <section class="sheet">
            <h1>"企业注册"</h1>
            <FormError error=refused.into()/>
            <ActionForm action prop:noValidate=true on:submit:capture=check>
                <AccountFields form/>
                <EnterpriseFields profile=form.profile/>
                <h2>"联系方式"</h2>
                <ContactFields profile=form.profile/>
                <ParentField profile=form.profile open=picking/>
                <div class="button-row">
                    <SubmitButton label="注册" busy=action.pending()/>
                    <a class="button" href="/sign-in">"取消"</a>
                </div>
            </ActionForm>
            <ParentPicker profile=form.profile open=picking/>
        </section>
    }
    .into_any()
}

#[component]
fn AccountFields(form: Form) -> impl IntoView {
    let Form { account, password, again, .. } = form;
    view! {
        <h2>"登录账号"</h2>
        <div class="field-row">
            <TextField path="account" name="account" label="用户名" autocomplete="username" required=true
                hint="4至32个字：汉字、字母、数字、_ 或 -"
                value=account on_input=Callback::new(move |text| account.set(text))/>
            <TextField path="password" name="password" label="密码" kind="password" autocomplete="new-password" required=true
                hint="10至128个字，不能过于常见，不能包含用户名"
                value=password on_input=Callback::new(move |text| password.set(text))/>
            <TextField path="password_again" name="password_again" label="再次输入密码" kind="password"
                autocomplete="new-password" required=true
                value=again on_input=Callback::new(move |text| again.set(text))/>
        </div>
    }
    .into_any()
}

#[component]
fn EnterpriseFields(profile: RwSignal<Profile>) -> impl IntoView {
    let kinds = EnterpriseKind::ALL.iter().map(|kind| (kind.code().to_owned(), kind.label().to_owned())).collect();
    let kind = Signal::derive(move || {
        profile.with(|profile| profile.kind.map(EnterpriseKind::code).unwrap_or_default().to_owned())
    });
    let set_kind =
        Callback::new(move |code: String| profile.update(|profile| profile.kind = EnterpriseKind::from_code(&code)));
    let provinces = offices::provinces().map(|province| (province.to_owned(), province.to_owned())).collect();
    let province = Signal::derive(move || profile.with(|profile| profile.province.clone()));
    let set_province = Callback::new(move |province: String| profile.update(|profile| profile.province = province));
    // Who supervises which province is kept by administrators.
    let known = Resource::new(|| (), |_| directory());
    let office = move || {
        Suspend::new(async move {
            let known = known.await.unwrap_or_default();
            move || {
                let chosen = province.get();
                let found = known.iter().find(|(name, _)| *name == chosen).map(|(_, office)| office.clone());
                found.unwrap_or_else(|| "选择省份后显示".to_owned())
            }
        })
    };
    view! {
        <h2>"企业信息"</h2>
        <div class="field-row">
            <SelectField path="kind" name="profile[kind]" label="企业类型" required=true options=kinds value=kind on_change=set_kind/>
            <ProfileField profile part=part!(name, "单位名称") autocomplete="organization"/>
            <ProfileField profile part=part!(credit_code, "统一社会信用代码") hint="18位，见营业执照"/>
            <ProfileField profile part=part!(representative, "法定代表人")/>
            <ProfileField profile part=part!(representative_id, "法定代表人身份证号码")/>
            <ProfileField profile part=part!(registered_address, "住所") hint="与营业执照一致" wide=true/>
            <SelectField path="province" name="profile[province]" label="所属省份" required=true options=provinces
                value=province on_change=set_province/>
            <div class="field">
                <label class="field-label" for="office">"派出能源监管机构"</label>
                <output id="office" for="province"><Transition fallback=|| ()>{office}</Transition></output>
            </div>
        </div>
    }
    .into_any()
}
