//! What self-inspections have people do.

use crate::context::stored_day;
use crate::filings::stored;
use crate::{Actor, Result, Services};
use domain::inspections::{Campaign, Stage, to_do};
use domain::notices::ToDo;
use domain::values::date;

impl Services {
    /// The enterprise's reports that wait for it, what is due first first.
    pub(crate) async fn inspections_to_do(&self, actor: &Actor) -> Result<Vec<ToDo>> {
        let rows: Vec<(String, String, String, i64, String)> = sqlx::query_as(
            "select i.id, i.stage, i.due_day, i.updated_at, c.campaign
             from inspections i
                  join inspection_campaigns c on c.id = i.campaign_id
             where i.enterprise_id = $1 and i.stage in ($2, $3, $4, $5)
             order by i.due_day, i.id",
        )
        .bind(actor.enterprise())
        .bind(Stage::NotStarted.code())
        .bind(Stage::FillingIn.code())
        .bind(Stage::Returned.code())
        .bind(Stage::Mending.code())
        .fetch_all(self.db.pool())
        .await?;
        let line = |(id, stage, due, at, campaign): (String, String, String, i64, String)| {
            let campaign: Campaign = serde_json::from_str(&campaign)?;
            let due = date::long(stored_day(&due)?);
            let what = match stored(Stage::from_code, &stage)? {
                Stage::Mending => format!("，请于{due}前完成整改并报告"),
                Stage::Returned => format!("，已退回，请修改后于{due}前提交"),
                _ => format!("，请于{due}前提交"),
            };
            Ok(ToDo { text: to_do(campaign.kind, &campaign.title) + &what, href: format!("/inspections/{id}"), at })
        };
        rows.into_iter().map(line).collect()
    }

    /// The office's reports that wait to be read.
    pub(crate) async fn inspections_to_judge(&self, actor: &Actor) -> Result<Vec<ToDo>> {
        let rows: Vec<(String, String, i64, i64)> = sqlx::query_as(
            "select c.id, c.campaign, count(*), min(i.updated_at)
             from inspections i
                  join inspection_campaigns c on c.id = i.campaign_id
             where i.office = $1 and i.stage in ($2, $3)
             group by c.id, c.campaign
             order by c.id",
        )
        .bind(actor.office())
        .bind(Stage::Submitted.code())
        .bind(Stage::MendingReported.code())
        .fetch_all(self.db.pool())
        .await?;
        let line = |(id, campaign, count, at): (String, String, i64, i64)| {
            let campaign: Campaign = serde_json::from_str(&campaign)?;
            let text = format!("{count} 份{}待审阅", to_do(campaign.kind, &campaign.title));
            Ok(ToDo { text, href: format!("/inspections/campaigns/{id}"), at })
        };
        rows.into_iter().map(line).collect()
    }
}
