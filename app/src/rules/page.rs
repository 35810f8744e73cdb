//! `/administration/rules`: 许可条件规则.

use super::adjust::{AdjustDialog, Adjusting};
use super::api::book;
use super::choose::{ChooseDialog, Choosing};
use super::history::History;
use super::labels;
use super::set::{Asking, Conditions};
use crate::components::{PageTop, Told, dom};
use crate::shell::{Failure, use_today, use_viewer};
use chrono::NaiveDate;
use domain::accounts::Role;
use domain::conformity::{RuleBook, RuleSet};
use domain::values::date;
use leptos::prelude::*;
use leptos_meta::Title;

/// Where the focus goes once something was saved.
const TOLD: &str = "rules-told";

/// The page's state: what administrators may do, for others nothing.
#[derive(Clone, Copy)]
struct Desk {
    today: NaiveDate,
    administrator: bool,
    choosing: Choosing,
    adjusting: Adjusting,
    told: RwSignal<Option<String>>,
}

/// The rules by which filings are judged.
#[component]
pub fn RulesPage() -> impl IntoView {
    let changed = RwSignal::new(0u32);
    let found = Resource::new(move || changed.get(), |_| book());
    let role = use_viewer().map(|viewer| viewer.role);
    let staff = role.is_some_and(|role| role != Role::Enterprise);
    let desk = Desk {
        today: use_today(),
        administrator: role == Some(Role::Administrator),
        choosing: Choosing::default(),
        adjusting: Adjusting::default(),
        told: RwSignal::new(None),
    };
    // For the dialogs, which are not part of what is loaded: what is typed there stays when it is loaded anew.
    let known = RwSignal::new(None::<RuleBook>);
    let done = Callback::new(move |what: String| {
        desk.told.set(Some(what));
        changed.update(|changed| *changed += 1);
        dom::focus_soon(TOLD.to_owned());
    });
    let loaded = view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                let found = found.await;
                known.set(found.clone().ok());
                match found {
                    Ok(book) => sheets(book, desk),
                    Err(error) if staff => view! { <p class="notice notice-bad" role="alert">{error.to_string()}</p> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any();
    if !staff {
        return loaded;
    }
    view! {
        <Title text="许可条件规则"/>
        <PageTop title="许可条件规则"/>
        <Told id=TOLD said=desk.told/>
        {desk.administrator.then(|| view! {
            <noscript><p class="notice notice-warn">"选用规则和调整数值需要在浏览器中启用 JavaScript。"</p></noscript>
        })}
        {loaded}
        {desk.administrator.then(|| view! {
            <ChooseDialog choosing=desk.choosing book=known.into() today=desk.today done/>
            <AdjustDialog adjusting=desk.adjusting book=known.into() today=desk.today done/>
        })}
    }
    .into_any()
}

fn sheets(book: RuleBook, desk: Desk) -> AnyView {
    let rules = book.on(desk.today);
    let others = book.sets.iter().filter(|set| set.id != rules.id);
    let others: Vec<_> = others.filter_map(|set| book.set_on(&set.id, desk.today)).collect();
    let since = book.choices.iter().filter(|choice| choice.from <= desk.today && choice.set == rules.id);
    let since = since.map(|choice| choice.from).max();
    view! {
        {in_force(rules, since, desk)}
        {other_sets(others, desk)}
        <History book today=desk.today/>
    }
    .into_any()
}

fn in_force(set: RuleSet, since: Option<NaiveDate>, desk: Desk) -> AnyView {
    let id = StoredValue::new(set.id.clone());
    let adjust: Asking = Callback::new(move |condition| desk.adjusting.ask(&id.get_value(), Some(condition)));
    let button = desk.administrator.then(|| {
        view! {
            <button type="button" class="button button-primary" aria-haspopup="dialog"
                on:click=move |_| desk.adjusting.ask(&id.get_value(), None)>
                "调整数值"
            </button>
        }
    });
    view! {
        <section class="sheet" aria-labelledby="in-force-title">
            <div class="sheet-head">
                <h2 id="in-force-title">"现行规则"</h2>
                {button}
            </div>
            {facts(&set, since)}
            <Conditions set adjust=desk.administrator.then_some(adjust)/>
        </section>
    }
    .into_any()
}

fn facts(set: &RuleSet, since: Option<NaiveDate>) -> AnyView {
    let used = since.map_or("随系统提供，未另行选用".to_owned(), |day| format!("{}起选用", date::long(day)));
    let facts = [
        ("名称", set.title.clone()),
        ("依据文件", set.instrument.clone()),
        ("施行日期", labels::in_force(set)),
        ("使用情况", used),
        ("业绩年限", format!("近{}年内完成", set.performance_years)),
        ("各等级电压", voltages(set)),
    ];
    view! {
        <dl class="facts">
            {facts.into_iter().map(|(term, value)| view! { <div><dt>{term}</dt><dd>{value}</dd></div> }).collect_view()}
        </dl>
    }
    .into_any()
}

fn voltages(set: &RuleSet) -> String {
    labels::grades(set).map(|(grade, voltage)| format!("{grade}：{voltage}")).collect::<Vec<_>>().join("；")
}

fn other_sets(sets: Vec<RuleSet>, desk: Desk) -> AnyView {
    let one = |set: RuleSet| {
        let asked = StoredValue::new(set.clone());
        let title = set.title.clone();
        let choose = match (set.selectable, desk.administrator) {
            (false, _) => view! { <span class="status">"不可选用"</span> }.into_any(),
            (true, false) => ().into_any(),
            (true, true) => view! {
                <button type="button" class="button" aria-haspopup="dialog" on:click=move |_| desk.choosing.ask(asked.get_value())>
                    "选用"
                    <span class="visually-hidden">{title.clone()}</span>
                </button>
            }
            .into_any(),
        };
        let why = (!set.selectable).then(|| view! {
            <p class="notice">"该规则只取得了等级和电压的划分，人员等数值尚未取得，无法据以核对申请；补全之前不可选用。"</p>
        });
        view! {
            <li>
                <div class="sheet-head">
                    <h3>{title.clone()}</h3>
                    {choose}
                </div>
                <p>{format!("{}，{}。", set.instrument, labels::in_force(&set))}</p>
                <p>{format!("各等级电压：{}。", voltages(&set))}</p>
                {why}
                {(!set.conditions.is_empty()).then(|| view! {
                    <details class="check-group">
                        <summary>"查看条件"<span class="visually-hidden">{title.clone()}</span></summary>
                        <Conditions set adjust=None/>
                    </details>
                })}
            </li>
        }
        .into_any()
    };
    view! {
        <section class="sheet" aria-labelledby="others-title">
            <h2 id="others-title">"其他规则"</h2>
            <ul class="rule-sets">{sets.into_iter().map(one).collect_view()}</ul>
        </section>
    }
    .into_any()
}
