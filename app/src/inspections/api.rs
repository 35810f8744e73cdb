//! Server functions of self-inspection.

use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, services};
use domain::filings::Saved;
use domain::inspections::{
    Act, CampaignView, Plan, Preview, ReportHeader, ReportLine, ReportView, SectionBody, Stage, Tally,
};
use leptos::prelude::*;

/// Every campaign that the viewer may know of.
#[server(endpoint = "inspections/campaigns", prefix = "/api", input = Json, output = Json)]
pub async fn campaigns() -> Result<Vec<CampaignView>, ApiError> {
    answer(services()?.campaigns(&actor()?).await)
}

/// Every campaign, for those who plan them.
#[server(endpoint = "inspections/plans", prefix = "/api", input = Json, output = Json)]
pub async fn plans() -> Result<Vec<CampaignView>, ApiError> {
    answer(services()?.campaign_plans(&actor()?).await)
}

/// One campaign.
#[server(endpoint = "inspections/campaign", prefix = "/api", input = Json, output = Json)]
pub async fn campaign(id: String) -> Result<CampaignView, ApiError> {
    answer(services()?.campaign(&actor()?, &id).await)
}

/// One campaign for those who plan it, with the offices that it may be for: code and name.
#[server(endpoint = "inspections/planned", prefix = "/api", input = Json, output = Json)]
pub async fn planned(id: String) -> Result<(CampaignView, Vec<(String, String)>), ApiError> {
    answer(services()?.campaign_plan(&actor()?, &id).await)
}

/// 新建: a plan to fill in.
#[server(endpoint = "inspections/plan", prefix = "/api", input = Json, output = Json)]
pub async fn plan_campaign(key: String) -> Result<String, ApiError> {
    answer(services()?.plan_campaign(&actor()?, &key).await)
}

/// Keeps a plan.
#[server(endpoint = "inspections/save_plan", prefix = "/api", input = Json, output = Json)]
pub async fn save_plan(id: String, revision: i64, plan: Plan) -> Result<Saved, ApiError> {
    answer(services()?.save_campaign(&actor()?, &id, revision, &plan).await)
}

/// 删除计划.
#[server(endpoint = "inspections/discard_plan", prefix = "/api", input = Json, output = Json)]
pub async fn discard_plan(id: String) -> Result<(), ApiError> {
    answer(services()?.discard_campaign(&actor()?, &id).await)
}

/// 预览: whom it would concern.
#[server(endpoint = "inspections/preview", prefix = "/api", input = Json, output = Json)]
pub async fn look(id: String) -> Result<Preview, ApiError> {
    answer(services()?.preview_campaign(&actor()?, &id).await)
}

/// 发起.
#[server(endpoint = "inspections/launch", prefix = "/api", input = Json, output = Json)]
pub async fn launch(id: String, revision: i64) -> Result<CampaignView, ApiError> {
    answer(services()?.launch_campaign(&actor()?, &id, revision).await)
}

/// How many reports stand where.
#[server(endpoint = "inspections/tally", prefix = "/api", input = Json, output = Json)]
pub async fn count(campaign: String) -> Result<Tally, ApiError> {
    answer(services()?.inspection_tally(&actor()?, &campaign).await)
}

/// The office's reports of a campaign.
#[server(endpoint = "inspections/lines", prefix = "/api", input = Json, output = Json)]
pub async fn lines(
    campaign: String,
    stage: Option<Stage>,
    overdue: bool,
    after: String,
) -> Result<Vec<ReportLine>, ApiError> {
    let which = services::inspections::Which { stage, overdue, after };
    answer(services()?.inspection_lines(&actor()?, &campaign, &which).await)
}

/// The enterprise's own, each with its title.
#[server(endpoint = "inspections/own", prefix = "/api", input = Json, output = Json)]
pub async fn own() -> Result<Vec<(String, ReportLine)>, ApiError> {
    answer(services()?.own_inspections(&actor()?).await)
}

/// One report.
#[server(endpoint = "inspections/report", prefix = "/api", input = Json, output = Json)]
pub async fn report(id: String) -> Result<ReportView, ApiError> {
    answer(services()?.inspection(&actor()?, &id).await)
}

/// Keeps one page.
#[server(endpoint = "inspections/save", prefix = "/api", input = Json, output = Json)]
pub async fn save(id: String, revision: i64, body: SectionBody) -> Result<Saved, ApiError> {
    answer(services()?.save_inspection(&actor()?, &id, revision, &body).await)
}

/// Takes a step.
#[server(endpoint = "inspections/act", prefix = "/api", input = Json, output = Json)]
pub async fn take(
    id: String,
    revision: i64,
    key: String,
    act: Act,
    note: String,
    mend_by: String,
) -> Result<ReportHeader, ApiError> {
    let said = services::inspections::Said { note: &note, mend_by: &mend_by };
    answer(services()?.act_on_inspection(&actor()?, &id, revision, &key, act, said).await)
}
