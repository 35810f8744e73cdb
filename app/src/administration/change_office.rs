//! 修改机构 and 新增机构: what an office is called and how it numbers, from a day on.

use super::api::change_office;
use crate::api::ApiError;
use crate::components::{SendDialog, Sending, SendingTold, TextArea, TextField};
use chrono::NaiveDate;
use domain::offices::{CurrentOffice, OfficeBook, OfficeChange};
use domain::values::date;
use domain::{Finding, Refusal};
use leptos::prelude::*;

/// Which office is asked about, and what is typed.
#[derive(Clone, Copy)]
pub struct Changing {
    open: RwSignal<bool>,
    /// Empty for a new one.
    code: RwSignal<String>,
    name: RwSignal<String>,
    mark: RwSignal<String>,
    prefix: RwSignal<String>,
    terms: Terms,
}

/// From which day on, and why.
#[derive(Clone, Copy)]
pub struct Terms {
    pub(super) from: RwSignal<String>,
    pub(super) reason: RwSignal<String>,
    pub(super) sending: Sending,
    today: NaiveDate,
}

impl Terms {
    pub(super) fn new(today: NaiveDate) -> Terms {
        Terms {
            from: RwSignal::new(today.to_string()),
            reason: RwSignal::new(String::new()),
            sending: Sending::default(),
            today,
        }
    }

    pub(super) fn forget(self) {
        self.from.set(self.today.to_string());
        self.reason.set(String::new());
    }

    /// What stands against the change, or its first day.
    pub(super) fn read(self, change: &OfficeChange, book: &OfficeBook) -> Result<NaiveDate, Vec<Finding>> {
        let day = self.from.with(|from| date::parse(from));
        let from = day.unwrap_or(self.today);
        let mut findings = self.reason.with(|reason| change.check(book, from, reason, self.today));
        if let Err(error) = day {
            findings.push(Finding::field("from", error));
        }
        if findings.is_empty() { Ok(from) } else { Err(findings) }
    }

    /// The fields of both.
    pub(super) fn fields(self) -> AnyView {
        let Terms { from, reason, .. } = self;
        view! {
            <TextField path="from" label="生效日期" kind="date" required=true hint="最早为今天"
                value=from on_input=Callback::new(move |text| from.set(text))/>
            <TextArea path="reason" label="原因" required=true hint="如文件名称和文号"
                value=reason on_input=Callback::new(move |text| reason.set(text))/>
        }
        .into_any()
    }
}

/// What somebody else has changed meanwhile is told in words: the list below the dialog has it.
pub(super) fn overtaken(error: ApiError) -> ApiError {
    match error {
        ApiError::Refused(Refusal::Conflict { .. }) => {
            Refusal::not_now("机构信息刚刚由其他管理员变更，请关闭后刷新页面再试").into()
        }
        other => other,
    }
}

impl Changing {
    /// Nothing typed but the first day, which is this one.
    pub fn new(today: NaiveDate) -> Changing {
        let text = || RwSignal::new(String::new());
        Changing {
            open: RwSignal::new(false),
            code: text(),
            name: text(),
            mark: text(),
            prefix: text(),
            terms: Terms::new(today),
        }
    }

    /// Opens the dialog for this office, or for a new one. What was typed for another one does not belong here.
    pub fn ask(self, office: Option<CurrentOffice>) {
        let code = office.as_ref().map(|office| office.code.clone()).unwrap_or_default();
        if office.is_some() || self.code.with_untracked(|asked| *asked != code) {
            self.put(office.as_ref());
        }
        self.terms.sending.clear();
        self.open.set(true);
    }

    fn put(self, office: Option<&CurrentOffice>) {
        self.code.set(office.map(|office| office.code.clone()).unwrap_or_default());
        self.name.set(office.map(|office| office.name.clone()).unwrap_or_default());
        self.mark.set(office.map(|office| office.mark.clone()).unwrap_or_default());
        let prefix = office.map(|office| format!("{}-{}", office.prefix.0, office.prefix.1));
        self.prefix.set(prefix.unwrap_or_default());
    }

    fn change(self) -> OfficeChange {
        OfficeChange::Office {
            code: self.code.get(),
            name: self.name.get(),
            mark: self.mark.get(),
            prefix: self.prefix.get(),
        }
    }
}

/// The dialog.
#[component]
pub fn OfficeDialog(
    /// Which office is asked about.
    changing: Changing,
    /// The offices, to check what is typed.
    book: Signal<Option<OfficeBook>>,
    /// By the server's clock.
    today: NaiveDate,
    /// Called with what was done.
    done: Callback<String>,
) -> impl IntoView {
    let (open, terms) = (changing.open, changing.terms);
    let sending = terms.sending;
    let read = move || book.with(|book| book.as_ref().map(|book| terms.read(&changing.change(), book)));
    let live = Memo::new(move |_| read().and_then(Result::err).unwrap_or_default());
    let submit = Callback::new(move |()| {
        let from = match untrack(read) {
            Some(Ok(from)) => from,
            Some(Err(findings)) => {
                sending.right(&findings);
                return;
            }
            None => return,
        };
        let revision = book.with_untracked(|book| book.as_ref().map_or(0, |book| book.revision));
        let name = changing.name.get_untracked();
        let when = if from <= today { "即日".to_owned() } else { date::long(from) };
        let request = change_office(revision, untrack(|| changing.change()), from, terms.reason.get_untracked());
        sending.send(async move { request.await.map_err(overtaken) }, move |()| {
            open.set(false);
            changing.put(None);
            terms.forget();
            done.run(format!("{name}的变更已保存，自{when}起生效。"));
        });
    });
    view! {
        {move || match changing.code.with(String::is_empty) {
            true => view! {
                <SendDialog open title="新增机构" action="新增" sending submit><Fields changing live/></SendDialog>
            }
            .into_any(),
            false => view! {
                <SendDialog open title="修改机构" action="保存" sending submit><Fields changing live/></SendDialog>
            }
            .into_any(),
        }}
    }
    .into_any()
}

#[component]
fn Fields(changing: Changing, live: Memo<Vec<Finding>>) -> impl IntoView {
    let Changing { name, mark, prefix, terms, .. } = changing;
    terms.sending.provide(live.into());
    let put = |text: RwSignal<String>| Callback::new(move |typed| text.set(typed));
    view! {
        <div class="dialog-body">
            <div class="field-row">
                <TextField path="name" label="机构名称" required=true hint="用于文书和许可证" value=name on_input=put(name)/>
                <TextField path="mark" label="机关代字" required=true hint="文书编号的开头" value=mark on_input=put(mark)/>
                <TextField path="prefix" label="编号前缀" required=true hint="新发许可证编号的前两位，如 4-1"
                    value=prefix on_input=put(prefix)/>
            </div>
            {terms.fields()}
            <SendingTold sending=terms.sending/>
        </div>
    }
    .into_any()
}
