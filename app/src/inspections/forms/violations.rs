//! 违法违规: one question for each kind of conduct.

use super::{Ask, asked, paragraph, yes_or_no};
use crate::inspections::filling::Filling;
use crate::inspections::lens::Lens;
use domain::inspections::{Answer, Item, Report, Section, Violation, ViolationAnswer};
use leptos::prelude::*;

pub(super) fn violations(filling: Filling) -> AnyView {
    asked(filling, Item::Violations, |required| {
        Violation::ALL.iter().map(|&violation| conduct(filling, violation, required)).collect_view().into_any()
    })
    .into_any()
}

/// One kind of conduct: whether there was, and what.
fn conduct(filling: Filling, violation: Violation, required: bool) -> AnyView {
    let section = Section::Violations;
    let write = move |report: &mut Report, change: &dyn Fn(&mut ViolationAnswer)| {
        let mut answer = report.violations.body.answer(violation);
        change(&mut answer);
        report.violations.body.answers.retain(|other| other.violation != violation);
        report.violations.body.answers.push(answer);
    };
    let found = Lens::new(
        move |report| {
            let found = report.violations.body.answer(violation).found;
            found.map_or_else(String::new, |found| found.code().to_owned())
        },
        move |report, code| write(report, &|answer| answer.found = Answer::from_code(&code)),
    );
    let explanation = Lens::new(
        move |report| report.violations.body.answer(violation).explanation,
        move |report, text| write(report, &|answer| answer.explanation.clone_from(&text)),
    );
    let explanation = StoredValue::new(explanation);
    let there = Memo::new(move |_| {
        filling.report.with(|report| report.violations.body.answer(violation).found == Some(Answer::Yes))
    });
    let path = format!("violations.{}.found", violation.code());
    view! {
        {yes_or_no(filling, section, Ask::new(path, violation.label(), required), found)}
        <Show when=move || there.get()>
            {paragraph(filling, section,
                Ask::new(format!("violations.{}.explanation", violation.code()), "情况和整改说明", true), explanation.get_value())}
        </Show>
    }
    .into_any()
}
