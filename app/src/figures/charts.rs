//! The charts, each with its table.

use crate::components::{Bar, Chart, PlainTable, Tone};
use domain::figures::{Counted, Figures, LimitTime, Outcomes};
use domain::licences::{Category, Grade};
use leptos::prelude::*;

/// Every chart, and the list of licences that end soon or of the offices.
pub fn charts(figures: &Figures) -> AnyView {
    view! {
        {figures.office.is_none().then(|| offices(figures))}
        <div class="columns">
            {matters(figures)}
            {open(figures)}
            {limits(figures)}
            {stages(figures)}
            {counted("reasons", figures.reason_table(), &figures.reasons)}
            {counted("places", figures.place_table(), &figures.places)}
            {held(figures)}
            {expiring(figures)}
        </div>
        {(!figures.ending.is_empty()).then(|| ending(figures))}
    }
    .into_any()
}

fn named(series: &[(&str, Tone)]) -> Vec<(String, Tone)> {
    series.iter().map(|&(name, tone)| (name.to_owned(), tone)).collect()
}

/// What came of filings, as parts of a bar.
fn outcomes() -> Vec<(String, Tone)> {
    let parts = [
        ("准予", Tone::Good),
        ("不予许可", Tone::Bad),
        ("不予受理", Tone::Warn),
        ("终止", Tone::Faint),
        ("办理中", Tone::Plain),
    ];
    named(&parts)
}

fn parts(outcomes: &Outcomes) -> [i64; 5] {
    [outcomes.granted, outcomes.refused, outcomes.declined, outcomes.ended, outcomes.open]
}

fn matters(figures: &Figures) -> AnyView {
    let all = |wanted: fn(&Outcomes) -> i64| -> i64 { figures.matters.iter().map(|each| wanted(&each.outcomes)).sum() };
    let submitted = all(Outcomes::submitted);
    let summary = format!("共提交 {submitted} 件，其中准予 {} 件，办理中 {} 件", all(|o| o.granted), all(|o| o.open));
    let bars = figures.matters.iter().filter(|matter| matter.outcomes.submitted() > 0);
    let bars = bars.map(|matter| Bar::counted(matter.kind.label(), &parts(&matter.outcomes))).collect();
    view! { <Chart id="matters" table=figures.matter_table() summary series=outcomes() bars/> }.into_any()
}

fn open(figures: &Figures) -> AnyView {
    let (count, overdue) =
        figures.open.iter().fold((0, 0), |(count, overdue), open| (count + open.count, overdue + open.overdue));
    let summary = format!("目前在办 {count} 件，其中超期 {overdue} 件");
    let bars = figures.open.iter().map(|open| Bar {
        said: if open.overdue > 0 {
            format!("{}（超期 {}）", open.count, open.overdue)
        } else {
            open.count.to_string()
        },
        ..Bar::counted(open.kind.label(), &[open.count - open.overdue, open.overdue])
    });
    let series = named(&[("未超期", Tone::Plain), ("已超期", Tone::Bad)]);
    view! { <Chart id="open" table=figures.open_table() summary series bars=bars.collect()/> }.into_any()
}

fn limits(figures: &Figures) -> AnyView {
    let late: i64 = figures.limits.iter().map(|line| line.late).sum();
    let count: i64 = figures.limits.iter().map(|line| line.times.count).sum();
    let summary = match late {
        0 => format!("共 {count} 件次，没有超过法定时限的"),
        late => format!("共 {count} 件次，其中 {late} 件次超过法定时限"),
    };
    let bar = |line: &LimitTime| {
        let median = line.times.median;
        Bar {
            label: line.name(),
            parts: if line.late > 0 { vec![0.0, median] } else { vec![median, 0.0] },
            said: format!("{median:.1} / 时限 {} 日", line.limit),
            mark: Some(f64::from(line.limit)),
        }
    };
    let bars = figures.limits.iter().map(bar).collect();
    let series = named(&[("用时中位数，全部按时", Tone::Good), ("用时中位数，有超期的", Tone::Bad)]);
    view! { <Chart id="limits" table=figures.limit_table() summary series bars mark="时限"/> }.into_any()
}

fn stages(figures: &Figures) -> AnyView {
    let longest = figures.stages.iter().max_by(|one, other| one.times.median.total_cmp(&other.times.median));
    let summary = longest.map_or_else(
        || "该时段内没有完成的阶段".to_owned(),
        |line| format!("用时中位数最长的阶段是{}，{:.1} 个工作日", line.stage.label(), line.times.median),
    );
    let bars = figures.stages.iter().map(|line| Bar {
        label: line.stage.label().to_owned(),
        parts: vec![line.times.median],
        said: format!("中位数 {:.1} · 九成 {} 日内", line.times.median, line.times.nine_in_ten),
        mark: None,
    });
    let series = named(&[("用时中位数", Tone::Plain)]);
    view! { <Chart id="stages" table=figures.stage_table() summary series bars=bars.collect()/> }.into_any()
}

fn counted(id: &'static str, table: domain::tables::Table, lines: &[Counted]) -> AnyView {
    let all: i64 = lines.iter().map(|line| line.count).sum();
    let most = lines.iter().max_by_key(|line| line.count);
    let summary = most.map_or_else(
        || "该时段内没有补正通知".to_owned(),
        |most| format!("共 {all} 项，最多的是“{}”，{} 项", most.name.trim_end_matches('。'), most.count),
    );
    let bars = lines.iter().map(|line| Bar::counted(line.name.as_str(), &[line.count])).collect();
    view! { <Chart id table summary series=named(&[("次数", Tone::Plain)]) bars/> }.into_any()
}

fn held(figures: &Figures) -> AnyView {
    let summary = format!("有效许可证 {} 个；持有几个类别的，在各类别中分别计数", figures.licences);
    let bars = Grade::ALL.iter().map(|&grade| {
        let counts: Vec<_> = Category::ALL.iter().map(|&category| figures.held_in(category, grade)).collect();
        let each = Category::ALL.iter().zip(&counts).filter(|(_, count)| **count > 0);
        let said: Vec<_> = each.map(|(category, count)| format!("{category} {count}")).collect();
        let said = if said.is_empty() { "0".to_owned() } else { said.join(" · ") };
        Bar { said, ..Bar::counted(grade.label(), &counts) }
    });
    let tones = [Tone::Plain, Tone::Second, Tone::Third];
    let series = Category::ALL.iter().zip(tones).map(|(category, tone)| (format!("{category}类"), tone)).collect();
    view! { <Chart id="held" table=figures.held_table() summary series bars=bars.collect()/> }.into_any()
}

fn expiring(figures: &Figures) -> AnyView {
    let (count, waiting) =
        figures.expiring.iter().fold((0, 0), |(count, waiting), step| (count + step.count, waiting + step.waiting));
    let summary = format!("九十日内到期 {count} 个，其中 {waiting} 个尚未申请延续");
    let bars =
        figures.expiring.iter().map(|step| Bar::counted(step.label(), &[step.count - step.waiting, step.waiting]));
    let series = named(&[("已申请延续", Tone::Plain), ("未申请延续", Tone::Warn)]);
    view! { <Chart id="expiring" table=figures.expiring_table() summary series bars=bars.collect()/> }.into_any()
}

fn ending(figures: &Figures) -> AnyView {
    let table = figures.ending_table();
    view! {
        <section class="sheet">
            <h2>{table.title.clone()}</h2>
            <PlainTable table/>
        </section>
    }
    .into_any()
}

fn offices(figures: &Figures) -> AnyView {
    let submitted: i64 = figures.offices.iter().map(|line| line.outcomes.submitted()).sum();
    let busy = figures.offices.iter().filter(|line| line.outcomes.submitted() > 0).count();
    let summary = format!("{busy} 个机构共收到 {submitted} 件申请");
    let bars = figures.offices.iter().map(|line| Bar::counted(line.name.as_str(), &parts(&line.outcomes))).collect();
    view! { <Chart id="offices" table=figures.office_table() summary series=outcomes() bars/> }.into_any()
}
