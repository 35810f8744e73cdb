//! The fields of a plan.

use crate::components::{Checkbox, TextArea, TextField};
use domain::inspections::{AskedDocument, AskedItem, Item, Plan};
use domain::licences::{Category, Grade};
use leptos::prelude::*;

/// The plan as typed.
#[derive(Clone, Copy)]
pub struct Typed(RwSignal<Plan>);

impl Typed {
    /// As loaded.
    pub fn new(plan: Plan) -> Typed {
        Typed(RwSignal::new(plan))
    }

    /// As it is now.
    pub fn plan(self) -> Plan {
        self.0.get()
    }

    /// As it is now, for handlers.
    pub fn plan_untracked(self) -> Plan {
        self.0.get_untracked()
    }

    fn part(
        self,
        read: fn(&Plan) -> &String,
        write: fn(&mut Plan) -> &mut String,
    ) -> (Signal<String>, Callback<String>) {
        let value = Memo::new(move |_| self.0.with(|plan| read(plan).clone()));
        (value.into(), Callback::new(move |text| self.0.update(|plan| *write(plan) = text)))
    }

    /// A box for one of several.
    fn among<T: PartialEq + Copy + Send + Sync + 'static>(
        self,
        one: T,
        list: fn(&Plan) -> &Vec<T>,
        change: fn(&mut Plan) -> &mut Vec<T>,
    ) -> (Signal<bool>, Callback<bool>) {
        let ticked = Memo::new(move |_| self.0.with(|plan| list(plan).contains(&one)));
        let tick = Callback::new(move |on: bool| {
            self.0.update(|plan| {
                let list = change(plan);
                list.retain(|other| *other != one);
                if on {
                    list.push(one);
                }
            });
        });
        (ticked.into(), tick)
    }
}

macro_rules! part {
    ($typed:expr, $field:ident) => {
        $typed.part(|plan| &plan.$field, |plan| &mut plan.$field)
    };
}

/// All of them.
#[component]
pub fn Fields(typed: Typed, offices: Vec<(String, String)>) -> impl IntoView {
    let (year, set_year) = part!(typed, year);
    let (title, set_title) = part!(typed, title);
    let (opens_on, set_opens_on) = part!(typed, opens_on);
    let (closes_on, set_closes_on) = part!(typed, closes_on);
    view! {
        <section class="sheet">
            <h2>"自查活动"</h2>
            <p>"类别：承装（修丶试）类自查"</p>
            <div class="field-row">
                <TextField path="year" label="年度" kind="digits" required=true value=year on_input=set_year/>
                <TextField path="title" label="名称" required=true hint="例如：承装修试2026年自查" value=title on_input=set_title/>
                <TextField path="opens_on" label="开始日期" kind="date" required=true value=opens_on on_input=set_opens_on/>
                <TextField path="closes_on" label="截止日期" kind="date" required=true value=closes_on on_input=set_closes_on/>
            </div>
        </section>
        <Concern typed offices/>
        <section class="sheet">
            <h2 id="items" tabindex="-1">"填报内容"</h2>
            <p class="field-hint">"填报内容和资料没有统一规定（来源未核实），由本次自查确定。"</p>
            <ul class="inspection-asked">{Item::ALL.iter().map(|&item| asked(typed, item)).collect_view()}</ul>
        </section>
        <Documents typed/>
    }
    .into_any()
}

/// Which licences.
#[component]
fn Concern(typed: Typed, offices: Vec<(String, String)>) -> impl IntoView {
    let (exempt_since, set_exempt_since) = part!(typed, exempt_since);
    let (exempt, set_exempt) = part!(typed, exempt);
    let office = |(code, name): (String, String)| {
        let path = format!("offices.{code}");
        let mine = code.clone();
        let ticked = Memo::new(move |_| typed.0.with(|plan| plan.offices.contains(&mine)));
        let tick = Callback::new(move |on: bool| {
            typed.0.update(|plan| {
                plan.offices.retain(|other| *other != code);
                if on {
                    plan.offices.push(code.clone());
                }
            });
        });
        view! { <Checkbox path label=name checked=ticked on_change=tick/> }
    };
    let category = |&category: &Category| {
        let (ticked, tick) = typed.among(category, |plan| &plan.categories, |plan| &mut plan.categories);
        view! { <Checkbox path=format!("categories.{}", category.code()) label=category.label() checked=ticked on_change=tick/> }
    };
    let grade = |&grade: &Grade| {
        let (ticked, tick) = typed.among(grade, |plan| &plan.grades, |plan| &mut plan.grades);
        view! { <Checkbox path=format!("grades.{}", grade.code()) label=grade.label() checked=ticked on_change=tick/> }
    };
    view! {
        <section class="sheet">
            <h2>"自查范围"</h2>
            <p class="field-hint">"每一组都不选，表示不限。"</p>
            <fieldset class="choices inspection-choices"><legend class="field-label">"派出机构"</legend>
                {offices.into_iter().map(office).collect_view()}
            </fieldset>
            <fieldset class="choices inspection-choices"><legend class="field-label">"许可类别"</legend>
                {Category::ALL.iter().map(category).collect_view()}
            </fieldset>
            <fieldset class="choices inspection-choices"><legend class="field-label">"许可等级"</legend>
                {Grade::ALL.iter().map(grade).collect_view()}
            </fieldset>
            <TextField path="exempt_since" label="豁免：该日及以后发证、换证的企业" kind="date" value=exempt_since on_input=set_exempt_since/>
            <TextArea path="exempt" label="豁免：许可证编号" hint="每行一个" value=exempt on_input=set_exempt/>
        </section>
    }
    .into_any()
}

/// An item: asked for or not, required or not.
fn asked(typed: Typed, item: Item) -> AnyView {
    let find = move |plan: &Plan| plan.items.iter().find(|asked| asked.item == item).map(|asked| asked.required);
    let there = Memo::new(move |_| typed.0.with(find).is_some());
    let required = Memo::new(move |_| typed.0.with(find) == Some(true));
    let put = move |asked: Option<bool>| {
        typed.0.update(|plan| {
            plan.items.retain(|other| other.item != item);
            plan.items.extend(asked.map(|required| AskedItem { item, required }));
            plan.items.sort_by_key(|asked| asked.item);
        });
    };
    let ask = Callback::new(move |on: bool| put(on.then_some(true)));
    let require = Callback::new(move |on: bool| put(Some(on)));
    view! {
        <li>
            <Checkbox path=format!("items.{}", item.code()) label=item.label() checked=there on_change=ask/>
            <Show when=move || there.get()>
                <Checkbox path=format!("items.{}.required", item.code()) label="必填" about=item.label() checked=required on_change=require/>
            </Show>
        </li>
    }
    .into_any()
}

/// Which documents.
#[component]
fn Documents(typed: Typed) -> impl IntoView {
    let keys = Memo::new(move |_| {
        typed.0.with(|plan| plan.documents.iter().map(|document| document.key.clone()).collect::<Vec<_>>())
    });
    let add = move |_| {
        typed.0.update(|plan| {
            let taken = |key: &String| plan.documents.iter().any(|document| document.key == *key);
            let key = (1..).map(|n| format!("document_{n}")).find(|key| !taken(key)).unwrap_or_default();
            plan.documents.push(AskedDocument { key, ..AskedDocument::default() });
        });
    };
    let line = move |(n, key): (usize, String)| document(typed, n, key);
    view! {
        <section class="sheet">
            <h2>"需要上传的资料"</h2>
            // A line is made anew when lines come or go, so that paths follow their places.
            {move || keys.get().into_iter().enumerate().map(line).collect_view()}
            <button type="button" class="button" on:click=add>"新增资料"</button>
        </section>
    }
    .into_any()
}

fn document(typed: Typed, n: usize, key: String) -> AnyView {
    let read = move |get: fn(&AskedDocument) -> String| {
        Memo::new(move |_| typed.0.with(|plan| plan.documents.get(n).map(get).unwrap_or_default()))
    };
    let write = move |set: fn(&mut AskedDocument, String)| {
        Callback::new(move |text: String| {
            typed.0.update(|plan| {
                if let Some(document) = plan.documents.get_mut(n) {
                    set(document, text);
                }
            });
        })
    };
    let required = Memo::new(move |_| typed.0.with(|plan| plan.documents.get(n).is_some_and(|one| one.required)));
    let require = Callback::new(move |on: bool| {
        typed.0.update(|plan| {
            if let Some(document) = plan.documents.get_mut(n) {
                document.required = on;
            }
        });
    });
    let remove = move |_| typed.0.update(|plan| plan.documents.retain(|other| other.key != key));
    view! {
        <fieldset class="inspection-line">
            <legend>{format!("资料 {}", n + 1)}</legend>
            <div class="field-row">
                <TextField path=format!("documents[{n}].label") label="资料名称" required=true
                    value=read(|one| one.label.clone()) on_input=write(|one, text| one.label = text)/>
                <TextField path=format!("documents[{n}].hint") label="说明"
                    value=read(|one| one.hint.clone()) on_input=write(|one, text| one.hint = text)/>
            </div>
            <Checkbox path=format!("documents[{n}].required") label="必须上传" checked=required on_change=require/>
            <button type="button" class="button button-link button-danger" on:click=remove>
                "删除"
                <span class="visually-hidden">{format!("资料 {}", n + 1)}</span>
            </button>
        </fieldset>
    }
    .into_any()
}
