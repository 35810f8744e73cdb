//! 新增人员 and 修改: who somebody is, what the person does here and where letters go.

use super::api::{add_staff, change_staff};
use crate::api::ApiError;
use crate::components::{SelectField, SendDialog, Sending, SendingTold, TextField};
use domain::accounts::Role;
use domain::administration::{PasswordLink, StaffAccount, StaffForm};
use domain::{Finding, Refusal};
use leptos::prelude::*;

/// Whose account is asked about, and what is typed.
#[derive(Clone, Copy)]
pub struct Editing {
    open: RwSignal<bool>,
    /// `None`: a new one.
    account: RwSignal<Option<StaffAccount>>,
    form: RwSignal<StaffForm>,
    sending: Sending,
}

impl Default for Editing {
    fn default() -> Editing {
        Editing {
            open: RwSignal::new(false),
            account: RwSignal::new(None),
            form: RwSignal::new(StaffForm::default()),
            sending: Sending::default(),
        }
    }
}

impl Editing {
    /// Opens the dialog for this account, or for a new one. What was typed before for the same one is still there.
    pub fn ask(self, account: Option<StaffAccount>) {
        let same = self.account.with_untracked(|asked| match (asked, &account) {
            (Some(asked), Some(account)) => asked == account,
            (None, None) => true,
            _ => false,
        });
        if !same {
            self.form.set(account.as_ref().map(|account| account.form.clone()).unwrap_or_default());
            self.account.set(account);
        }
        self.sending.clear();
        self.open.set(true);
    }
}

/// The dialog.
#[component]
pub fn StaffDialog(
    /// Whose account is asked about.
    editing: Editing,
    /// Code and name of each office.
    offices: Signal<Vec<(String, String)>>,
    /// Called with what was done, and the link for a new account.
    done: Callback<(String, Option<PasswordLink>)>,
) -> impl IntoView {
    let Editing { open, account, form, sending } = editing;
    let live = Memo::new(move |_| form.with(StaffForm::check));
    let submit = Callback::new(move |()| {
        if !live.with_untracked(|live| sending.right(live)) {
            return;
        }
        let typed = form.get_untracked();
        let name = typed.name.trim().to_owned();
        match account.get_untracked() {
            None => sending.send(add_staff(typed), move |link: PasswordLink| {
                open.set(false);
                form.set(StaffForm::default());
                done.run((format!("已新增{name}的账号，设置密码的链接已发送到{}。", link.sent_to), Some(link)));
            }),
            Some(before) => {
                let request = change_staff(before.id, before.revision, typed);
                sending.send(async move { request.await.map_err(overtaken) }, move |_| {
                    open.set(false);
                    account.set(None);
                    form.set(StaffForm::default());
                    done.run((format!("{name}的账号已修改。"), None));
                });
            }
        }
    });
    view! {
        {move || match account.with(Option::is_some) {
            true => view! {
                <SendDialog open title="修改账号" action="保存" sending submit><Fields editing offices live/></SendDialog>
            }
            .into_any(),
            false => view! {
                <SendDialog open title="新增人员" action="新增" sending submit><Fields editing offices live/></SendDialog>
            }
            .into_any(),
        }}
    }
    .into_any()
}

/// What somebody else has changed meanwhile is told in words: the list below the dialog has it.
pub(super) fn overtaken(error: ApiError) -> ApiError {
    match error {
        ApiError::Refused(Refusal::Conflict { .. }) => {
            Refusal::not_now("该账号刚刚由其他管理员修改，请关闭后刷新页面再试").into()
        }
        other => other,
    }
}

#[component]
fn Fields(editing: Editing, offices: Signal<Vec<(String, String)>>, live: Memo<Vec<Finding>>) -> impl IntoView {
    let Editing { account, form, sending, .. } = editing;
    sending.provide(live.into());
    let part = move |read: fn(&StaffForm) -> String| Signal::derive(move || form.with(read));
    let put = move |write: fn(&mut StaffForm, String)| {
        Callback::new(move |text: String| form.update(|form| write(form, text)))
    };
    let known = account.with_untracked(Option::is_some);
    let roles = [Role::Reviewer, Role::Head, Role::Administrator];
    let roles = roles.iter().map(|role| (role.code().to_owned(), role.label().to_owned())).collect();
    let in_office = Memo::new(move |_| form.with(StaffForm::in_office));
    view! {
        <div class="dialog-body">
            {(!known).then(|| view! {
                <p>"保存后，设置密码的链接发送到所填的电子邮箱，三天内有效。密码由本人设置，管理员不知道密码。"</p>
            })}
            <div class="field-row">
                <TextField path="account" label="用户名" required=true readonly=known
                    hint=if known { "用户名不能更改" } else { "4至32个字：汉字、字母、数字、_ 或 -" }
                    value=part(|form| form.account.clone()) on_input=put(|form, text| form.account = text)/>
                <TextField path="name" label="姓名" required=true
                    value=part(|form| form.name.clone()) on_input=put(|form, text| form.name = text)/>
                <SelectField path="role" label="角色" required=true options=roles
                    value=part(|form| form.role.map(Role::code).unwrap_or_default().to_owned())
                    on_change=put(|form, code| form.role = Role::from_code(&code))/>
                {move || in_office.get().then(|| view! {
                    <SelectField path="office" label="所属机构" required=true options=offices.get_untracked()
                        value=part(|form| form.office.clone()) on_change=put(|form, code| form.office = code)/>
                })}
                <TextField path="email" label="电子邮箱" kind="email" required=true
                    hint="接收设置密码的链接和办理提醒"
                    value=part(|form| form.email.clone()) on_input=put(|form, text| form.email = text)/>
            </div>
            {known.then(|| view! {
                <p class="field-hint">"更改角色或所属机构后，下一次操作起生效；已领取的申请由原机构负责人改派。"</p>
            })}
            <SendingTold sending/>
        </div>
    }
    .into_any()
}
