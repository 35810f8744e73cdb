//! 人员离职.

mod find;

use super::facts::licence_sheet;
use super::submission::submission;
use super::{on_change, provide_section_findings};
use crate::components::{dom, field_id, keyed};
use crate::corrections::remarks_at;
use crate::filings::documents::Slots;
use crate::filings::forms::{Body, LEAVING, PEOPLE, fields};
use crate::filings::reveal::personal;
use crate::filings::state::Wizard;
use domain::filings::{Leaver, Section, Tab};
use find::finder;
use leptos::prelude::*;

const PATH: &str = "leaving.people";

/// Who leaves, when and why, documents, 确认离职.
pub fn leaving_tab(wizard: Wizard) -> AnyView {
    provide_section_findings(wizard, Section::Leaving);
    let form = fields(
        "leaving",
        &LEAVING,
        wizard.section(Section::Leaving),
        on_change(wizard, Section::Leaving),
        wizard.locked(),
    );
    view! {
        {licence_sheet(wizard)}
        {people(wizard)}
        <section class="sheet">
            <h2>"离职信息"</h2>
            <div class="field-row">{form}</div>
        </section>
        <Slots tab=Tab::Leaving />
        {submission(wizard)}
    }
    .into_any()
}

/// The people chosen so far.
fn chosen(wizard: Wizard) -> Vec<Leaver> {
    wizard.section(Section::Leaving).with(|body| match body {
        Body::Leaving(leaving) => leaving.people.clone(),
        _ => Vec::new(),
    })
}

/// Changes who leaves, and has it saved at once: nothing is being typed.
fn change(wizard: Wizard, change: impl FnOnce(&mut Vec<Leaver>)) {
    wizard.section(Section::Leaving).update(|body| {
        if let Body::Leaving(leaving) = body {
            change(&mut leaving.people);
        }
    });
    wizard.typed(Section::Leaving);
    wizard.save(Section::Leaving);
}

fn people(wizard: Wizard) -> AnyView {
    let finding = RwSignal::new(false);
    let count = Memo::new(move |_| chosen(wizard).len());
    // By place as well: masked, two people may read alike.
    let ids = Signal::derive(move || {
        let people = chosen(wizard).into_iter().enumerate();
        people.map(|(n, person)| format!("{n} {}", person.resident_id)).collect()
    });
    let error = error(wizard);
    // A finding's link may lead to one of the people, or to the list.
    Effect::new(move |_| {
        if wizard.wanted.with(|path| path.as_ref().is_some_and(|path| path.starts_with(PATH))) {
            wizard.wanted.set(None);
            dom::focus_soon(field_id(PATH));
        }
    });
    let heads = PEOPLE.fields.iter().map(|field| view! { <th scope="col">{field.label}</th> }).collect_view();
    let described_by = move || error.with(Option::is_some).then_some("leaving.people-error");
    view! {
        <section class="sheet" class:field-invalid=move || error.with(Option::is_some)>
            <div class="sheet-head">
                <h2>"人员离职申请" <span class="required" aria-hidden="true">"*"</span></h2>
                <Show when=move || wizard.opens(PATH)>
                    <button
                        type="button"
                        class="button button-primary"
                        id=PATH
                        aria-label="+ 选择离职人员"
                        aria-haspopup="dialog"
                        aria-describedby=described_by
                        on:click=move |_| finding.set(true)
                    >
                        "+"
                    </button>
                </Show>
            </div>
            <p class="field-hint" hidden=move || !wizard.opens(PATH)>"点“+”，从许可证在册人员中查询并选择离职人员。"</p>
            {move || error.get().map(|said| view! { <p class="field-error" id="leaving.people-error">{said}</p> })}
            <p class="empty" hidden=move || count.get() != 0>"还没有选择离职人员"</p>
            <div class="table-wrap" role="region" aria-label="离职人员" tabindex="0" hidden=move || count.get() == 0>
                <table class="table table-cards">
                    <thead>
                        <tr>
                            {heads}
                            <th scope="col">"操作"</th>
                        </tr>
                    </thead>
                    <tbody>{keyed(ids, move |id| person(wizard, id))}</tbody>
                </table>
            </div>
            {finder(wizard, finding)}
            {remarks_at(wizard.remarks, PATH.to_owned(), None)}
        </section>
    }
    .into_any()
}

fn person(wizard: Wizard, key: String) -> AnyView {
    let Some((n, id)) = key.split_once(' ') else { return ().into_any() };
    let at = n.parse::<usize>().ok();
    let Some(leaver) = at.and_then(|at| untrack(|| chosen(wizard)).into_iter().nth(at)) else {
        return ().into_any();
    };
    let (n, id) = (n.to_owned(), id.to_owned());
    let name = leaver.name.clone();
    let row = Body::Leaver(leaver);
    let cells = PEOPLE
        .fields
        .iter()
        .map(|field| {
            let path = format!("{PATH}[{n}].{}", field.name);
            let text = personal(path, field.label, Signal::stored(field.shown(&row)));
            view! { <td data-label=field.label class=field.input.class()>{text}</td> }
        })
        .collect_view();
    let id = StoredValue::new(id);
    let remove = move |_| {
        change(wizard, |people| people.retain(|person| id.with_value(|id| person.resident_id != *id)));
        dom::focus_soon(field_id(PATH));
    };
    let button = move || {
        wizard.opens(PATH).then(|| {
            view! {
                <button type="button" class="button button-link button-danger" on:click=remove>
                    "移除"
                    <span class="visually-hidden">{name.clone()}</span>
                </button>
            }
        })
    };
    view! {
        <tr>
            {cells}
            <td class="row-actions">{button}</td>
        </tr>
    }
    .into_any()
}

/// What is wrong with the choice: nobody chosen, or what the server says of somebody.
fn error(wizard: Wizard) -> Memo<Option<String>> {
    let answered = wizard.answered_findings(Section::Leaving);
    let nobody = wizard.said_of(PATH);
    Memo::new(move |_| {
        let about = |found: &Vec<domain::Finding>| {
            let said = found.iter().filter(|found| found.path.starts_with(PATH)).map(|found| found.message.clone());
            said.collect::<Vec<_>>().join("；")
        };
        let said = answered.with(about);
        if said.is_empty() { nobody.get() } else { Some(said) }
    })
}
