//! `/inspections/campaigns/:id`: who is how far, as a chart and a list.

use super::api::{campaign, count, lines};
use super::report::{badge, day};
use crate::api::with_query;
use crate::components::{Bar, Chart, Tone};
use crate::shell::{Failure, use_viewer};
use domain::accounts::Role;
use domain::inspections::{CampaignView, ReportLine, Stage, Tally};
use domain::tables::Table;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// How many lines the server gives at once.
const LINES: usize = 100;

/// What is looked at, from the address.
#[derive(Clone, Default, PartialEq)]
struct Wanted {
    stage: Option<Stage>,
    overdue: bool,
    after: String,
}

impl Wanted {
    fn href(&self, campaign: &str) -> String {
        let overdue = if self.overdue { "1" } else { "" };
        let stage = self.stage.map_or("", Stage::code);
        let query = [("stage", stage), ("overdue", overdue), ("after", self.after.as_str())];
        with_query(&format!("/inspections/campaigns/{campaign}"), &query)
    }
}

/// The page.
#[component]
pub fn OfficePage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let wanted = Memo::new(move |_| {
        query.with(|query| Wanted {
            stage: query.get("stage").and_then(|code| Stage::from_code(&code)),
            overdue: query.get("overdue").is_some_and(|value| !value.is_empty()),
            after: query.get("after").unwrap_or_default(),
        })
    });
    let judges = use_viewer().is_some_and(|viewer| matches!(viewer.role, Role::Reviewer | Role::Head));
    let loaded = Resource::new(
        move || (id.get(), wanted.get()),
        move |(id, Wanted { stage, overdue, after })| async move {
            let view = campaign(id.clone()).await?;
            let tally = count(id.clone()).await?;
            let lines = if judges { lines(id, stage, overdue, after).await? } else { Vec::new() };
            Ok::<_, crate::api::ApiError>((view, tally, lines))
        },
    );
    view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok((view, tally, lines)) => {
                        let list = judges.then(|| list(&view.id, wanted.get(), &tally, lines));
                        view! { {top(&view)} {chart(&tally)} {list} }.into_any()
                    }
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

fn top(view: &CampaignView) -> AnyView {
    let title = view.plan.title.clone();
    let progress = view.progress.filter(|progress| progress.seen < progress.of).map(|progress| {
        view! { <p class="notice">{format!("正在发起：已核对 {} / {} 份许可证", progress.seen, progress.of)}</p> }
    });
    view! {
        <Title text=title.clone()/>
        <nav class="breadcrumb" aria-label="当前位置">
            <ol><li><a href="/inspections">"企业自查"</a></li><li aria-current="page">{title.clone()}</li></ol>
        </nav>
        <div class="page-head"><h1>{title}</h1></div>
        {progress}
    }
    .into_any()
}

fn chart(tally: &Tally) -> AnyView {
    let mut table = Table::new("填报进度", &["状态", "份数"]);
    let mut bars = Vec::new();
    for (stage, count) in &tally.stages {
        table.row([stage.label().into(), (*count).into()]);
        bars.push(Bar::counted(stage.label(), &[*count]));
    }
    table.row(["其中已逾期".into(), tally.overdue.into()]);
    bars.push(Bar::counted("其中已逾期", &[tally.overdue]));
    let summary = format!("共 {} 份，已逾期 {} 份", tally.all(), tally.overdue);
    view! { <Chart id="progress" table summary series=vec![("份数".to_owned(), Tone::Plain)] bars/> }.into_any()
}

fn list(campaign: &str, wanted: Wanted, tally: &Tally, lines: Vec<ReportLine>) -> AnyView {
    let link = |label: String, count: i64, to: Wanted| {
        let current = (wanted.stage, wanted.overdue) == (to.stage, to.overdue);
        let href = to.href(campaign);
        view! { <a class="chip" href=href aria-current=current.then_some("true")>{label} " " {count}</a> }
    };
    let mut links = vec![link("全部".to_owned(), tally.all(), Wanted::default())];
    for (stage, count) in tally.stages.iter().filter(|(_, count)| *count > 0) {
        links.push(link(stage.label().to_owned(), *count, Wanted { stage: Some(*stage), ..Wanted::default() }));
    }
    links.push(link("已逾期".to_owned(), tally.overdue, Wanted { overdue: true, ..Wanted::default() }));
    let more = (lines.len() >= LINES).then(|| {
        let after = lines.last().map(|line| line.id.clone()).unwrap_or_default();
        view! { <a class="button" href=Wanted { after, ..wanted.clone() }.href(campaign)>"下一页"</a> }
    });
    let back = (!wanted.after.is_empty())
        .then(|| view! { <a class="button" href=Wanted { after: String::new(), ..wanted.clone() }.href(campaign)>"回到首页"</a> });
    let export = Wanted { after: String::new(), ..wanted.clone() }.href(&format!("{campaign}/export.xlsx"));
    let rows = lines.into_iter().map(|line| {
        view! {
            <tr>
                <td data-label="单位名称"><a href=format!("/inspections/{}", line.id)>{line.enterprise}</a></td>
                <td data-label="许可证编号" class="code">{line.licence_number}</td>
                <td data-label="许可类别和等级">{line.scope.label()}</td>
                <td data-label="状态">{badge(line.stage)}</td>
                <td data-label="期限">{day(line.due)} {line.overdue.then_some("（已逾期）")}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section class="sheet" aria-labelledby="lines-title">
            <div class="sheet-head">
                <h2 id="lines-title">"自查名单"</h2>
                <a class="button" href=export rel="external" download="">"导出"</a>
            </div>
            <nav class="chips" aria-label="按状态筛选">{links}</nav>
            <div class="table-wrap" role="region" aria-label="企业列表" tabindex="0">
                <table class="table table-cards">
                    <thead><tr>
                        <th scope="col">"单位名称"</th>
                        <th scope="col">"许可证编号"</th>
                        <th scope="col">"许可类别和等级"</th>
                        <th scope="col">"状态"</th>
                        <th scope="col">"期限"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div class="button-row">{back} {more}</div>
        </section>
    }
    .into_any()
}
