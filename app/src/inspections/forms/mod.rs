//! The pages that are forms. A field is shown where the campaign asks for it.

mod lists;
mod violations;

use super::facts::conditions;
use super::filling::Filling;
use super::lens::{Lens, answers, choice, text};
use crate::components::{Checkbox, RadioGroup, SelectField, TextArea, TextField};
use crate::filings::{Place, SlotView};
use domain::inspections::{Answer, Item, Page, Report, Section};
use leptos::prelude::*;

/// A page's fields.
pub fn form(filling: Filling, page: Page) -> AnyView {
    match page {
        Page::Company => company(filling),
        Page::Assets => assets(filling),
        Page::Staff => staff(filling),
        Page::Performance => lists::performance(filling),
        Page::Equipment => lists::equipment(filling),
        Page::Safety => safety(filling),
        Page::Violations => violations::violations(filling),
        Page::Documents => documents(filling),
        Page::Submission => ().into_any(),
    }
}

/// How a text is asked for.
pub(super) struct Ask {
    pub path: String,
    pub label: &'static str,
    pub kind: &'static str,
    pub unit: &'static str,
    pub required: bool,
    pub hint: &'static str,
}

impl Ask {
    pub(super) fn new(path: impl Into<String>, label: &'static str, required: bool) -> Ask {
        Ask { path: path.into(), label, kind: "text", unit: "", required, hint: "" }
    }

    pub(super) fn kind(self, kind: &'static str) -> Ask {
        Ask { kind, ..self }
    }

    pub(super) fn unit(self, unit: &'static str) -> Ask {
        Ask { kind: "number", unit, ..self }
    }

    pub(super) fn hint(self, hint: &'static str) -> Ask {
        Ask { hint, ..self }
    }
}

/// One line of text.
pub(super) fn line(filling: Filling, section: Section, ask: Ask, lens: Lens) -> AnyView {
    let (value, on_input) = lens.bind(filling, section);
    let Ask { path, label, kind, unit, required, hint } = ask;
    view! { <TextField path label kind unit required hint value on_input readonly=filling.locked()/> }.into_any()
}

/// Several lines of text.
pub(super) fn paragraph(filling: Filling, section: Section, ask: Ask, lens: Lens) -> AnyView {
    let (value, on_input) = lens.bind(filling, section);
    let Ask { path, label, required, hint, .. } = ask;
    view! { <TextArea path label required hint value on_input readonly=filling.locked()/> }.into_any()
}

/// 是 or 否.
fn yes_or_no(filling: Filling, section: Section, ask: Ask, lens: Lens) -> AnyView {
    let (value, on_change) = lens.bind(filling, section);
    let Ask { path, label, required, hint, .. } = ask;
    view! {
        <RadioGroup path legend=label required hint options=answers() value on_change disabled=filling.locked()/>
    }
    .into_any()
}

/// One of several.
fn choose(filling: Filling, section: Section, ask: Ask, options: Vec<(String, String)>, lens: Lens) -> AnyView {
    let (value, on_change) = lens.bind(filling, section);
    let Ask { path, label, required, .. } = ask;
    view! { <SelectField path label required options value on_change disabled=filling.locked()/> }.into_any()
}

/// What the item's fields are, where it is asked for; they get whether it is required.
fn asked(filling: Filling, item: Item, fields: impl FnOnce(bool) -> AnyView) -> Option<AnyView> {
    let required = filling.header.with_untracked(|header| header.campaign.asks(item))?;
    Some(
        view! {
            <section class="sheet">
                <h2>{item.label()}</h2>
                {fields(required)}
            </section>
        }
        .into_any(),
    )
}

fn company(filling: Filling) -> AnyView {
    let section = Section::Company;
    view! {
        {asked(filling, Item::Contact, |required| view! {
            <div class="field-row">
                {line(filling, section, Ask::new("company.contact", "联系人", required), text!(company.contact))}
                {line(filling, section, Ask::new("company.mobile", "手机", required).kind("tel"), text!(company.mobile))}
            </div>
        }.into_any())}
        {asked(filling, Item::Employees, |required| {
            let ask = Ask::new("company.employees", "从业人员总数", required).unit("人").kind("digits");
            line(filling, section, ask, text!(company.employees))
        })}
        {asked(filling, Item::Registered, |required| view! {
            {yes_or_no(filling, section,
                Ask::new("company.as_registered", "单位名称、法定代表人、住所是否与许可证一致", required)
                    .hint("不一致的，请另行办理登记事项变更"),
                choice!(company.as_registered, Answer))}
            {explained(filling, section, Ask::new("company.explanation", "不一致的情况说明", true),
                |report| report.company.body.as_registered == Some(Answer::No), text!(company.explanation))}
        }.into_any())}
    }
    .into_any()
}

/// A text that is asked for where an answer calls for it.
fn explained(filling: Filling, section: Section, ask: Ask, called_for: fn(&Report) -> bool, lens: Lens) -> AnyView {
    let ask = StoredValue::new((ask.path, ask.label));
    let lens = StoredValue::new(lens);
    let shown = Memo::new(move |_| filling.report.with(called_for));
    view! {
        <Show when=move || shown.get()>
            {ask.with_value(|(path, label)| {
                paragraph(filling, section, Ask::new(path.clone(), label, true), lens.get_value())
            })}
        </Show>
    }
    .into_any()
}

fn assets(filling: Filling) -> AnyView {
    let section = Section::Assets;
    view! {
        {asked(filling, Item::Assets, |required| view! {
            <div class="field-row">
                {line(filling, section, Ask::new("assets.total_assets", "总资产", required).unit("万元"), text!(assets.total_assets))}
                {line(filling, section, Ask::new("assets.net_assets", "净资产", required).unit("万元"), text!(assets.net_assets))}
            </div>
        }.into_any())}
        {asked(filling, Item::Premises, |required| view! {
            <div class="field-row">
                {line(filling, section, Ask::new("assets.premises_address", "经营场所地址", required), text!(assets.premises_address))}
                {line(filling, section, Ask::new("assets.premises_area", "经营场所面积", required).unit("平方米"), text!(assets.premises_area))}
            </div>
        }.into_any())}
    }
    .into_any()
}

/// The staff in the register, held against the licence's conditions.
fn staff(filling: Filling) -> AnyView {
    let section = Section::Staff;
    let conditions = filling.staff.with_value(|found| conditions(found));
    view! {
        <section class="sheet">
            <div class="sheet-head">
                <h2>"人员与许可条件核对"</h2>
                <a class="button" href="/personnel">"人员变更"</a>
            </div>
            <p class="field-hint">"按系统中登记的在职人员和现行许可条件实时核对。人员有变化的，请先办理人员变更。"</p>
            {conditions}
        </section>
        {asked(filling, Item::Staff, |required| view! {
            {yes_or_no(filling, section,
                Ask::new("staff.as_registered", "实际在职人员是否与系统登记一致", required), choice!(staff.as_registered, Answer))}
            {explained(filling, section, Ask::new("staff.explanation", "差异说明和整改措施", true),
                |report| report.staff.body.as_registered == Some(Answer::No), text!(staff.explanation))}
        }.into_any())}
    }
    .into_any()
}

fn safety(filling: Filling) -> AnyView {
    let section = Section::Safety;
    let none = Memo::new(move |_| filling.report.with(|report| report.safety.body.no_accident));
    let tick = Callback::new(move |on| filling.change(section, |report| report.safety.body.no_accident = on));
    view! {
        {asked(filling, Item::SafetySystem, |required| view! {
            {yes_or_no(filling, section,
                Ask::new("safety.system", "是否有健全有效的安全生产组织和制度", required), choice!(safety.system, Answer))}
            {line(filling, section, Ask::new("safety.trained", "本年度安全培训", required).unit("人次").kind("digits"),
                text!(safety.trained))}
        }.into_any())}
        {asked(filling, Item::Accidents, |_| view! {
            <Checkbox path="safety.no_accident" label="本年度未发生生产安全事故" checked=none on_change=tick disabled=filling.locked()/>
            {lists::accidents(filling)}
        }.into_any())}
    }
    .into_any()
}

fn documents(filling: Filling) -> AnyView {
    let asked = filling.header.with_untracked(|header| header.campaign.documents.clone());
    let places = asked.into_iter().map(|asked| {
        let path = format!("documents.{}", asked.key);
        let hint = (!asked.hint.is_empty()).then(|| view! { <p class="field-hint">{asked.hint}</p> }.into_any());
        let place = Place { key: asked.key, label: asked.label, required: asked.required, template: None };
        view! { <SlotView shelf=filling.shelf place path row=None beside=hint.into_any()/> }
    });
    view! {
        <section class="sheet">
            <h2>"附件"</h2>
            <ul class="upload">{places.collect_view()}</ul>
        </section>
    }
    .into_any()
}
