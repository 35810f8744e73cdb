//! `/figures`: charts with their tables, and the same as a spreadsheet.

use super::api::load;
use super::charts::charts;
use super::form::{PATH, form};
use crate::api::with_query;
use crate::components::{PageTop, time};
use crate::shell::Failure;
use domain::figures::{Figures, FiguresQuery};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// What was counted.
#[component]
pub fn FiguresPage() -> impl IntoView {
    let address = use_query_map();
    let query = Memo::new(move |_| address.with(|address| FiguresQuery::read(|name| address.get(name))));
    let counted = Resource::new(move || query.get(), load);
    view! {
        <Title text="统计"/>
        <PageTop title="统计"/>
        <Transition fallback=|| view! { <p class="loading" role="status">"正在统计…"</p> }>
            {move || Suspend::new(async move {
                let counted = counted.await;
                let query = query.get_untracked();
                match counted {
                    Ok(figures) => shown(&query, figures),
                    Err(error) if !error.findings().is_empty() => view! {
                        <section class="sheet">{form(&query, &[], error.findings())}</section>
                    }
                    .into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

fn shown(query: &FiguresQuery, figures: Figures) -> AnyView {
    let of = figures.office.clone().unwrap_or_else(|| "全部机构".to_owned());
    let spreadsheet = with_query("/figures.xlsx", &query.pairs());
    let made = figures.made_at;
    view! {
        <section class="sheet">
            {form(query, &figures.choices, &[])}
            <div class="sheet-head">
                <h2>{of}"，"{figures.period.label()}</h2>
                // Not a page: the browser downloads it.
                <a class="button no-print" href=spreadsheet rel="external" download="">"导出 XLSX"</a>
            </div>
            {totals(&figures)}
            <p class="figures-note">
                "“提交”按首次提交日期计入时段，并显示目前的结果；用时按在时段内完成的环节计算，单位为工作日，不含补正和现场核查期间。在办、超期、许可证为目前的数量。"
                "统计时间：" <time datetime=time::machine(made)>{time::moment(made)}</time>
            </p>
        </section>
        {charts(&figures)}
        <p class="print-only">{format!("{PATH} {}", time::moment(made))}</p>
    }
    .into_any()
}

fn totals(figures: &Figures) -> AnyView {
    let outcomes = |wanted: fn(&domain::figures::Outcomes) -> i64| -> i64 {
        figures.matters.iter().map(|matter| wanted(&matter.outcomes)).sum()
    };
    let totals = [
        ("提交", outcomes(|each| each.submitted())),
        ("准予", outcomes(|each| each.granted)),
        ("不予许可", outcomes(|each| each.refused)),
        ("目前在办", figures.open.iter().map(|open| open.count).sum()),
        ("目前超期", figures.open.iter().map(|open| open.overdue).sum()),
        ("有效许可证", figures.licences),
        ("九十日内到期", figures.expiring.iter().map(|step| step.count).sum()),
        ("证书查验次数", figures.looks),
    ];
    let total = |(term, count): (&'static str, i64)| view! { <div><dt>{term}</dt><dd>{count}</dd></div> };
    view! { <dl class="totals">{totals.map(total)}</dl> }.into_any()
}
