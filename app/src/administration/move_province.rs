//! 变更省份归属: from a day on, a province is supervised by another office.

use super::api::change_office;
use super::change_office::{Terms, overtaken};
use crate::components::{SelectField, SendDialog, SendingTold};
use chrono::NaiveDate;
use domain::Finding;
use domain::offices::{OfficeBook, OfficeChange, provinces};
use domain::values::date;
use leptos::prelude::*;

/// What is chosen and typed.
#[derive(Clone, Copy)]
pub struct Moving {
    open: RwSignal<bool>,
    province: RwSignal<String>,
    office: RwSignal<String>,
    terms: Terms,
}

impl Moving {
    /// Nothing chosen; the first day is this one.
    pub fn new(today: NaiveDate) -> Moving {
        Moving {
            open: RwSignal::new(false),
            province: RwSignal::new(String::new()),
            office: RwSignal::new(String::new()),
            terms: Terms::new(today),
        }
    }

    /// Opens the dialog, for this province where it is named.
    pub fn ask(self, province: &str) {
        if !province.is_empty() {
            self.province.set(province.to_owned());
        }
        self.terms.sending.clear();
        self.open.set(true);
    }

    fn change(self) -> OfficeChange {
        OfficeChange::Province { province: self.province.get(), office: self.office.get() }
    }
}

/// The dialog.
#[component]
pub fn ProvinceDialog(
    /// What is chosen.
    moving: Moving,
    /// The offices, to choose from and to check.
    book: Signal<Option<OfficeBook>>,
    /// By the server's clock.
    today: NaiveDate,
    /// Called with what was done.
    done: Callback<String>,
) -> impl IntoView {
    let Moving { open, province, office, terms } = moving;
    let sending = terms.sending;
    let read = move || book.with(|book| book.as_ref().map(|book| terms.read(&moving.change(), book)));
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
        let name = province.get_untracked();
        let when = if from <= today { "即日".to_owned() } else { date::long(from) };
        let request = change_office(revision, untrack(|| moving.change()), from, terms.reason.get_untracked());
        sending.send(async move { request.await.map_err(overtaken) }, move |()| {
            open.set(false);
            province.set(String::new());
            office.set(String::new());
            terms.forget();
            done.run(format!("{name}的归属变更已保存，自{when}起生效。"));
        });
    });
    view! {
        <SendDialog open title="变更省份归属" action="保存" sending submit>
            <Fields moving book live/>
        </SendDialog>
    }
    .into_any()
}

#[component]
fn Fields(moving: Moving, book: Signal<Option<OfficeBook>>, live: Memo<Vec<Finding>>) -> impl IntoView {
    let Moving { province, office, terms, .. } = moving;
    terms.sending.provide(live.into());
    let all = provinces().map(|name| (name.to_owned(), name.to_owned())).collect();
    let offices = book.with_untracked(|book| {
        let offices = book.iter().flat_map(|book| &book.offices);
        offices.map(|office| (office.code.clone(), office.name.clone())).collect::<Vec<_>>()
    });
    let held_by = move || {
        province.with(|province| {
            book.with(|book| {
                let offices = book.iter().flat_map(|book| &book.offices);
                let holder = offices.into_iter().find(|office| office.provinces.iter().any(|held| held == province))?;
                Some(format!("现由{}监管。", holder.name))
            })
        })
    };
    view! {
        <div class="dialog-body">
            <div class="field-row">
                <SelectField path="province" label="省份" required=true options=all value=province
                    on_change=Callback::new(move |name| province.set(name))/>
                <SelectField path="office" label="监管机构" required=true options=offices value=office
                    on_change=Callback::new(move |code| office.set(code))/>
            </div>
            <p role="status">{held_by}</p>
            <p class="field-hint">"该省份的企业和许可证随之转由新机构监管；已提交或填报中的申请仍由原机构办理。"</p>
            {terms.fields()}
            <SendingTold sending=terms.sending/>
        </div>
    }
    .into_any()
}
