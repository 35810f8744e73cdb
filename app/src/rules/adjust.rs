//! 调整数值: from a day on, one figure is another. What that does to the live filings is shown before it can be saved.

use super::api::{adjust, preview};
use super::history;
use super::impact::Impacts;
use super::labels;
use crate::components::{Dialog, SelectField, Sending, SendingSignIn, SendingTold, TextArea, TextField, dom};
use chrono::NaiveDate;
use domain::Finding;
use domain::conformity::{Adjustment, Impact, Measure, RuleBook};
use domain::licences::{Category, Grade};
use domain::values::{ValueError, date, number};
use leptos::prelude::*;

/// Where the impacts are shown.
const IMPACTS: &str = "impacts";

/// What is typed; codes and texts.
#[derive(Clone, Default, PartialEq)]
struct Typed {
    set: String,
    measure: String,
    category: String,
    grade: String,
    figure: String,
    from: String,
    reason: String,
}

/// What is typed, as far as it can be read, and what is wrong with it.
#[derive(Clone, PartialEq)]
struct Read {
    adjustment: Adjustment,
    findings: Vec<Finding>,
}

impl Read {
    /// What can be previewed: only the reason may be wanting.
    fn previewed(&self) -> Option<Adjustment> {
        let right = self.findings.iter().all(|finding| finding.path == "reason");
        right.then(|| Adjustment { reason: String::new(), ..self.adjustment.clone() })
    }
}

impl Typed {
    fn read(&self, book: &RuleBook, today: NaiveDate) -> Read {
        let mut findings = Vec::new();
        let mut wrong = |path: &str, error: ValueError| findings.push(Finding::field(path, error));
        let measure = Measure::from_code(&self.measure);
        let category = Category::from_code(&self.category);
        let grade = Grade::from_code(&self.grade);
        for (path, missing) in
            [("measure", measure.is_none()), ("category", category.is_none()), ("grade", grade.is_none())]
        {
            if missing {
                wrong(path, ValueError::NotChosen);
            }
        }
        let figure = number::whole(&self.figure).map_err(|error| wrong("figure", error)).ok();
        let from = date::parse(&self.from).map_err(|error| wrong("from", error)).ok();
        let adjustment = Adjustment {
            set: self.set.clone(),
            measure: measure.unwrap_or(Measure::Technicians),
            category: category.unwrap_or(Category::Install),
            grade: grade.unwrap_or(Grade::One),
            figure: figure.unwrap_or_default(),
            from: from.unwrap_or(today),
            reason: self.reason.clone(),
            by: String::new(),
        };
        let whole = findings.is_empty();
        let besides = adjustment.check(book, today).into_iter();
        findings.extend(besides.filter(|found| whole || matches!(found.path.as_str(), "set" | "reason")));
        Read { adjustment, findings }
    }
}

/// The dialog's state.
#[derive(Clone, Copy)]
pub struct Adjusting {
    open: RwSignal<bool>,
    typed: RwSignal<Typed>,
    /// What was previewed, without its reason, and what it would do.
    seen: RwSignal<Option<(Adjustment, Vec<Impact>)>>,
    sending: Sending,
}

impl Default for Adjusting {
    fn default() -> Adjusting {
        Adjusting {
            open: RwSignal::new(false),
            typed: RwSignal::new(Typed::default()),
            seen: RwSignal::new(None),
            sending: Sending::default(),
        }
    }
}

impl Adjusting {
    /// Opens the dialog: for one condition, or for any; figure, day and reason stay as they were typed.
    pub fn ask(self, set: &str, condition: Option<(Measure, Category)>) {
        self.typed.update(|typed| {
            typed.set = set.to_owned();
            if let Some((measure, category)) = condition {
                typed.measure = measure.code().to_owned();
                typed.category = category.code().to_owned();
            }
        });
        self.sending.clear();
        self.open.set(true);
    }

    /// A field's value, and what sets it.
    fn part(self, read: fn(&mut Typed) -> &mut String) -> (Signal<String>, Callback<String>) {
        let typed = self.typed;
        let value = Signal::derive(move || read(&mut typed.get()).clone());
        (value, Callback::new(move |text| typed.update(|typed| *read(typed) = text)))
    }
}

/// The dialog.
#[component]
pub fn AdjustDialog(
    /// Its state.
    adjusting: Adjusting,
    /// Everything, to check what is typed and to say what the figure is now.
    book: Signal<Option<RuleBook>>,
    /// By the server's clock.
    today: NaiveDate,
    /// Called with what was done.
    done: Callback<String>,
) -> impl IntoView {
    let Adjusting { open, typed, seen, sending } = adjusting;
    let read =
        Memo::new(move |_| book.with(|book| book.as_ref().map(|book| typed.with(|typed| typed.read(book, today)))));
    let live =
        Signal::derive(move || read.with(|read| read.as_ref().map(|read| read.findings.clone())).unwrap_or_default());
    // Shown as long as it is about what is typed.
    let shown = Memo::new(move |_| {
        let adjustment = read.with(|read| read.as_ref().and_then(Read::previewed))?;
        seen.get().filter(|(previewed, _)| *previewed == adjustment).map(|(_, impacts)| impacts)
    });
    let look = Callback::new(move |()| {
        let Some(read) = read.get_untracked() else { return };
        let Some(adjustment) = read.previewed() else {
            sending.right(&read.findings);
            return;
        };
        sending.send(preview(adjustment.clone()), move |impacts| {
            seen.set(Some((adjustment, impacts)));
            dom::focus_soon(IMPACTS.to_owned());
        });
    });
    let save = Callback::new(move |()| {
        let Some(Read { adjustment, findings }) = read.get_untracked() else { return };
        if !sending.right(&findings) {
            return;
        }
        if shown.with_untracked(Option::is_none) {
            sending.tell("请先预览影响，再保存");
            return;
        }
        let told = format!("{}起{}，已保存。", date::long(adjustment.from), history::told(&adjustment));
        sending.send(adjust(adjustment), move |()| {
            open.set(false);
            seen.set(None);
            typed.set(Typed::default());
            done.run(told);
        });
    });
    let again =
        Callback::new(move |()| if shown.with_untracked(Option::is_some) { save.run(()) } else { look.run(()) });
    view! {
        <Dialog open title="调整数值">
            <form method="post" prop:noValidate=true on:submit=move |event| {
                event.prevent_default();
                look.run(());
            }>
                <div class="dialog-body">
                    <Fields adjusting live book today/>
                    <SendingTold sending/>
                    <div id=IMPACTS tabindex="-1" aria-label="对在办申请的影响" role="region">
                        {move || shown.get().map(|impacts| view! { <Impacts impacts/> })}
                    </div>
                </div>
                <footer class="dialog-actions">
                    <button type="button" class="button" on:click=move |_| open.set(false)>"取消"</button>
                    <button type="submit" class="button" aria-busy=move || sending.busy.get().then_some("true")>"预览影响"</button>
                    <button type="button" class="button button-primary"
                        aria-disabled=move || shown.with(Option::is_none).then_some("true")
                        on:click=move |_| save.run(())>
                        "保存"
                    </button>
                </footer>
            </form>
        </Dialog>
        <SendingSignIn sending again/>
    }
    .into_any()
}

#[component]
fn Fields(
    adjusting: Adjusting,
    live: Signal<Vec<Finding>>,
    book: Signal<Option<RuleBook>>,
    today: NaiveDate,
) -> impl IntoView {
    adjusting.sending.provide(live);
    let (set, set_set) = adjusting.part(|typed| &mut typed.set);
    let (measure, set_measure) = adjusting.part(|typed| &mut typed.measure);
    let (category, set_category) = adjusting.part(|typed| &mut typed.category);
    let (grade, set_grade) = adjusting.part(|typed| &mut typed.grade);
    let (figure, set_figure) = adjusting.part(|typed| &mut typed.figure);
    let (from, set_from) = adjusting.part(|typed| &mut typed.from);
    let (reason, set_reason) = adjusting.part(|typed| &mut typed.reason);
    let sets = book.with_untracked(|book| {
        let sets = book.iter().flat_map(|book| &book.sets).filter(|set| set.selectable);
        sets.map(|set| (set.id.clone(), set.title.clone())).collect::<Vec<_>>()
    });
    let measures = Measure::ALL.iter().map(|measure| (measure.code().to_owned(), measure.label().to_owned())).collect();
    let categories = Category::ALL.iter().map(|category| (category.code().to_owned(), category.label().to_owned()));
    let grades = Grade::ALL.iter().map(|grade| (grade.code().to_owned(), grade.label().to_owned()));
    view! {
        <SelectField path="set" label="规则" required=true options=sets value=set on_change=set_set/>
        <div class="field-row">
            <SelectField path="measure" label="条件" required=true options=measures value=measure on_change=set_measure/>
            <SelectField path="category" label="类别" required=true options=categories.collect() value=category on_change=set_category/>
            <SelectField path="grade" label="等级" required=true options=grades.collect() value=grade on_change=set_grade/>
        </div>
        <p role="status">{move || present(adjusting, book, today)}</p>
        <div class="field-row">
            <TextField path="figure" label="新的数值" kind="digits" required=true hint="填0表示不作要求；职称填1初级、2中级、3高级"
                value=figure on_input=set_figure/>
            <TextField path="from" label="起始日期" kind="date" required=true hint="最早为明天" value=from on_input=set_from/>
        </div>
        <TextArea path="reason" label="原因" required=true value=reason on_input=set_reason/>
    }
    .into_any()
}

/// What the figure is on the day from which it is to be another.
fn present(adjusting: Adjusting, book: Signal<Option<RuleBook>>, today: NaiveDate) -> Option<String> {
    adjusting.typed.with(|typed| {
        let (measure, category) = (Measure::from_code(&typed.measure)?, Category::from_code(&typed.category)?);
        let grade = Grade::from_code(&typed.grade)?;
        let day = date::parse(&typed.from).unwrap_or(today);
        let set = book.with(|book| book.as_ref()?.set_on(&typed.set, day))?;
        let figure = match set.figure(measure, category, grade) {
            0 => "不作要求".to_owned(),
            figure => labels::figure(measure, figure),
        };
        Some(format!("{}，{category}{grade}：{measure} {figure}", date::long(day)))
    })
}
