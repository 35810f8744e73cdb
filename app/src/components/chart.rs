//! Bars, with the table that they were drawn from behind them.

use domain::tables::{Cell, Table};
use leptos::prelude::*;

/// What a part of a bar means; the words say it too, the colour only helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Counted, without a verdict.
    Plain,
    /// Went well.
    Good,
    /// Went badly.
    Bad,
    /// To be looked after.
    Warn,
    /// Not of interest by itself.
    Faint,
    /// Of the second kind, without a verdict.
    Second,
    /// Of the third.
    Third,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Tone::Plain => "chart-plain",
            Tone::Good => "chart-good",
            Tone::Bad => "chart-bad",
            Tone::Warn => "chart-warn",
            Tone::Faint => "chart-faint",
            Tone::Second => "chart-second",
            Tone::Third => "chart-third",
        }
    }
}

/// One bar, in parts where there are several series.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Whose it is.
    pub label: String,
    /// How long each part is, in the order of the series.
    pub parts: Vec<f64>,
    /// What is written behind it.
    pub said: String,
    /// Where a limit is marked.
    pub mark: Option<f64>,
}

impl Bar {
    /// A bar of counts, with their sum behind it.
    pub fn counted(label: impl Into<String>, counts: &[i64]) -> Bar {
        let parts = counts.iter().map(|&count| count as f64).collect();
        Bar { label: label.into(), parts, said: counts.iter().sum::<i64>().to_string(), mark: None }
    }
}

/// A chart of bars that lie, under its title. Who cannot see it hears the summary, and everybody can open the table.
#[component]
pub fn Chart(
    /// Its id on the page.
    id: &'static str,
    /// What the bars show; the title too.
    table: Table,
    /// What can be seen at a glance, in a sentence.
    summary: String,
    /// What the parts of a bar are.
    series: Vec<(String, Tone)>,
    /// The bars, from the top.
    bars: Vec<Bar>,
    /// What the marks are; empty without any.
    #[prop(optional)]
    mark: &'static str,
) -> impl IntoView {
    let longest = bars.iter().map(|bar| bar.parts.iter().sum::<f64>().max(bar.mark.unwrap_or(0.0))).fold(0.0, f64::max);
    let tones: Vec<Tone> = series.iter().map(|(_, tone)| *tone).collect();
    let legend = (series.len() > 1 || !mark.is_empty()).then(|| legend(series, mark));
    let (title, named) = (table.title.clone(), table.title.clone());
    let drawn = match longest > 0.0 {
        true => view! {
            <div class="chart" role="img" aria-labelledby=format!("{id}-title") aria-describedby=format!("{id}-summary")>
                {bars.into_iter().map(|bar| draw(bar, &tones, longest)).collect_view()}
            </div>
            {legend}
        }
        .into_any(),
        false => view! { <p class="empty">"该时段内没有数据"</p> }.into_any(),
    };
    view! {
        <figure class="sheet chart-sheet" id=id>
            <figcaption>
                <h2 id=format!("{id}-title")>{title}</h2>
                <p id=format!("{id}-summary")>{summary}</p>
            </figcaption>
            {drawn}
            <details class="chart-table">
                <summary>"数据表"<span class="visually-hidden">"："{named}</span></summary>
                <PlainTable table/>
            </details>
        </figure>
    }
    .into_any()
}

/// Widths are in thousandths of the longest, so that no rounding is seen.
const WIDTH: f64 = 1000.0;
/// Between two parts, so that they are told apart without colours.
const GAP: f64 = 3.0;

fn draw(bar: Bar, tones: &[Tone], longest: f64) -> AnyView {
    let scale = WIDTH / longest;
    let mut x = 0.0;
    let mut parts = Vec::new();
    for (part, tone) in bar.parts.iter().zip(tones).filter(|(part, _)| **part > 0.0) {
        let width = part * scale;
        let shown = (width - GAP).max(GAP);
        parts.push(view! { <rect class=tone.class() x=round(x) y="2" width=round(shown) height="16"></rect> });
        x += width;
    }
    let mark = bar.mark.map(|at| {
        let x = round(at * scale);
        view! { <line class="chart-limit" x1=x.clone() x2=x y1="0" y2="20"></line> }
    });
    view! {
        <div class="chart-bar">
            <span class="chart-label">{bar.label}</span>
            <svg viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect class="chart-ground" x="0" y="2" width="1000" height="16"></rect>
                {parts}
                {mark}
            </svg>
            <span class="chart-said">{bar.said}</span>
        </div>
    }
    .into_any()
}

fn round(length: f64) -> String {
    format!("{length:.1}")
}

fn legend(series: Vec<(String, Tone)>, mark: &'static str) -> AnyView {
    let key = |class: &'static str, name: String| {
        view! {
            <li>
                <svg viewBox="0 0 14 14" aria-hidden="true" focusable="false"><rect class=class width="14" height="14"></rect></svg>
                {name}
            </li>
        }
    };
    let several = series.len() > 1;
    view! {
        <ul class="chart-legend">
            {series.into_iter().filter(|_| several).map(|(name, tone)| key(tone.class(), name)).collect_view()}
            {(!mark.is_empty()).then(|| key("chart-mark", mark.to_owned()))}
        </ul>
    }
    .into_any()
}

/// A table as it is, its first column naming the rows.
#[component]
pub fn PlainTable(
    /// What is shown; the title for who cannot see it.
    table: Table,
) -> impl IntoView {
    let title = table.title;
    let columns = table.columns.clone();
    let numbers: Vec<bool> = (0..columns.len())
        .map(|column| table.rows.iter().any(|row| row.get(column).is_some_and(Cell::is_number)))
        .collect();
    let class = |column: usize| if numbers.get(column) == Some(&true) { "number" } else { "" };
    let head = columns.iter().enumerate().map(|(column, title)| {
        view! { <th scope="col" class=class(column)>{title.clone()}</th> }
    });
    let rows = table.rows.into_iter().map(|row| {
        let cells = row.into_iter().enumerate().map(|(column, cell)| {
            let label = columns.get(column).cloned().unwrap_or_default();
            view! { <td class=class(column) data-label=label>{cell.to_string()}</td> }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    view! {
        <div class="table-wrap" role="region" aria-label=title tabindex="0">
            <table class="table table-cards">
                <thead><tr>{head.collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
