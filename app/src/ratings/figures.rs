//! `/ratings/figures`: how the ratings are spread over offices, matters and months.

use super::api::figures;
use super::tabs::RatingTabs;
use crate::components::{Bar, Chart, SelectField, Tone};
use crate::review::facts::facts;
use crate::shell::Failure;
use domain::filings::Kind;
use domain::ratings::{Count, RatingFigures, RatingKind, Satisfaction, Tally};
use domain::tables::{Cell, Table};
use leptos::prelude::*;
use leptos_meta::Title;

/// The page.
#[component]
pub fn RatingFiguresPage() -> impl IntoView {
    let loaded = Resource::new(|| (), |_| figures());
    view! {
        <Title text="评价统计"/>
        <Suspense fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(figures) => view! { <Figures figures/> }.into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Figures(figures: RatingFigures) -> impl IntoView {
    // Staff come for their own office first.
    let office = RwSignal::new(figures.own.clone());
    let options = figures.offices.clone();
    let all = StoredValue::new(figures);
    view! {
        <RatingTabs/>
        <section class="sheet" aria-labelledby="figures-title">
            <h2 id="figures-title">"评价统计"</h2>
            <p>"最近十二个月的评价；认定为误评或恶意评价的不计入。满意率为基本满意及以上所占比例。"</p>
            <SelectField path="office" label="机构" placeholder="全部机构" options value=office
                on_change=Callback::new(move |code| office.set(code))/>
        </section>
        {move || all.with_value(|figures| charts(figures, &office.get()))}
    }
    .into_any()
}

/// What can be seen of an office, or of all.
fn charts(figures: &RatingFigures, office: &str) -> AnyView {
    let counts = figures.of_office(office);
    let whole = Tally::of(counts.clone());
    let named = |code: &str| figures.offices.iter().find(|(each, _)| each == code).map(|(_, name)| name.clone());
    let name = named(office).unwrap_or_else(|| "全部机构".to_owned());
    let matters = by_matter(counts.clone().collect());
    let months = figures
        .months
        .iter()
        .map(|month| (month.clone(), Tally::of(counts.clone().filter(|count| count.month == *month))));
    let by_office = office.is_empty().then(|| {
        let tallies = figures.offices.iter().map(|(code, name)| (name.clone(), Tally::of(figures.of_office(code))));
        spread("ratings-offices", "各机构的评价", "机构", tallies.filter(|(_, tally)| tally.total() > 0).collect())
    });
    view! {
        <section class="sheet" aria-labelledby="whole-title">
            <h2 id="whole-title">{name}</h2>
            {facts([
                ("评价总数", whole.total().to_string()),
                ("满意率", whole.satisfied().told()),
                ("差评数", whole.bad().to_string()),
                ("差评答复率", whole.answered().told()),
                ("其中按期答复", whole.in_time.to_string()),
                ("不予采纳", whole.set_aside.to_string()),
            ])}
        </section>
        {by_office}
        {spread("ratings-matters", "各事项的评价", "事项", matters)}
        {spread("ratings-months", "各月的评价", "月份", months.collect())}
    }
    .into_any()
}

fn by_matter(counts: Vec<&Count>) -> Vec<(String, Tally)> {
    let visits = Tally::of(counts.iter().copied().filter(|count| count.kind == RatingKind::PerVisit));
    let matters = Kind::ALL.iter().map(|&kind| {
        (kind.label().to_owned(), Tally::of(counts.iter().copied().filter(|count| count.matter == Some(kind))))
    });
    let visits = (format!("现场服务（{}）", RatingKind::PerVisit), visits);
    matters.chain([visits]).filter(|(_, tally)| tally.total() + tally.set_aside > 0).collect()
}

/// The five grades of each line, as bars and as a table.
fn spread(id: &'static str, title: &'static str, what: &'static str, lines: Vec<(String, Tally)>) -> AnyView {
    let grades = Satisfaction::ALL.iter().map(|grade| grade.label());
    let columns: Vec<_> =
        [what].into_iter().chain(grades).chain(["合计", "满意率", "差评", "差评答复率", "不予采纳"]).collect();
    let mut table = Table::new(title, &columns);
    for (label, tally) in &lines {
        let counts = tally.grades.iter().map(|&count| Cell::Number(count));
        let rest = [
            Cell::Number(tally.total()),
            Cell::Text(tally.satisfied().told()),
            Cell::Number(tally.bad()),
            Cell::Text(tally.answered().told()),
            Cell::Number(tally.set_aside),
        ];
        table.row([Cell::Text(label.clone())].into_iter().chain(counts).chain(rest));
    }
    let mut whole = Tally::default();
    for (_, tally) in &lines {
        for (sum, count) in whole.grades.iter_mut().zip(tally.grades) {
            *sum += count;
        }
    }
    let summary = match whole.total() {
        0 => "没有评价。".to_owned(),
        total => format!("共 {total} 条评价，其中差评 {} 条，满意率 {}。", whole.bad(), whole.satisfied().told()),
    };
    let bars = lines
        .iter()
        .map(|(label, tally)| {
            let bar = Bar::counted(label.clone(), &tally.grades);
            match tally.total() {
                0 => bar,
                total => Bar { said: format!("{total}，{}", tally.satisfied().told()), ..bar },
            }
        })
        .collect();
    let tones = [Tone::Good, Tone::Plain, Tone::Faint, Tone::Warn, Tone::Bad];
    let series = Satisfaction::ALL.iter().map(|grade| grade.label().to_owned()).zip(tones).collect();
    view! { <Chart id table summary series bars/> }.into_any()
}
