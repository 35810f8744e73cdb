//! Who is how far: the office's list of a campaign's reports, and an enterprise's own.

use super::campaigns::load;
use crate::context::stored_day;
use crate::filings::stored;
use crate::{Actor, Permission, Result, Services};
use domain::accounts::Role;
use domain::inspections::{ReportLine, Stage, Tally};
use domain::licences::Licence;

/// How many lines come at once.
pub const LINES: i64 = 100;

/// Which of a campaign's reports.
#[derive(Clone, Debug, Default)]
pub struct Which {
    /// At this stage; `None` for any.
    pub stage: Option<Stage>,
    /// Only those past their last day.
    pub overdue: bool,
    /// Only those after this one: the id of the last line seen.
    pub after: String,
}

#[derive(sqlx::FromRow)]
struct Record {
    id: String,
    stage: String,
    due_day: String,
    submitted_at: Option<i64>,
    licence: String,
}

impl Record {
    fn line(self, today: &str) -> Result<ReportLine> {
        let licence: Licence = serde_json::from_str(&self.licence)?;
        Ok(ReportLine {
            id: self.id,
            enterprise: licence.holder,
            licence_number: licence.number,
            scope: licence.scope,
            stage: stored(Stage::from_code, &self.stage)?,
            overdue: !self.due_day.is_empty() && self.due_day.as_str() < today,
            due: if self.due_day.is_empty() { None } else { Some(stored_day(&self.due_day)?) },
            submitted_at: self.submitted_at,
        })
    }
}

impl Services {
    /// How many of the campaign's reports stand where: of the actor's office, or of all for administrators.
    ///
    /// # Errors
    /// `Forbidden` for enterprises.
    pub async fn inspection_tally(&self, actor: &Actor, campaign: &str) -> Result<Tally> {
        actor.may_own(Permission::ReadCampaigns)?;
        let campaign = load(self.db.pool(), campaign).await?.id;
        let rows: Vec<(String, i64, i64)> = sqlx::query_as(
            "select stage, count(*), sum(case when due_day <> '' and due_day < $3 then 1 else 0 end)
             from inspections
             where campaign_id = $1 and ($2 = '' or office = $2)
             group by stage",
        )
        .bind(&campaign)
        .bind(office_of(actor))
        .bind(self.today().to_string())
        .fetch_all(self.db.pool())
        .await?;
        let mut tally = Tally::default();
        for &stage in Stage::ALL {
            let row = rows.iter().find(|(code, ..)| code == stage.code());
            tally.stages.push((stage, row.map_or(0, |(_, count, _)| *count)));
            tally.overdue += row.map_or(0, |(.., overdue)| *overdue);
        }
        Ok(tally)
    }

    /// The office's reports of a campaign, in the order of their ids, which stays the same while they move.
    ///
    /// # Errors
    /// `Forbidden` for those who judge none.
    pub async fn inspection_lines(&self, actor: &Actor, campaign: &str, which: &Which) -> Result<Vec<ReportLine>> {
        actor.may_own(Permission::JudgeInspection)?;
        self.inspection_page(actor, campaign, which, LINES).await
    }

    /// As many lines as asked for, after the last one seen.
    pub(super) async fn inspection_page(
        &self,
        actor: &Actor,
        campaign: &str,
        which: &Which,
        most: i64,
    ) -> Result<Vec<ReportLine>> {
        let campaign = load(self.db.pool(), campaign).await?.id;
        let today = self.today().to_string();
        let records: Vec<Record> = sqlx::query_as(
            "select i.id, i.stage, i.due_day, i.submitted_at, l.body as licence
             from inspections i
                  join licences l on l.id = i.licence_id
             where i.campaign_id = $1
               and ($2 = '' or i.office = $2)
               and ($3 = '' or i.stage = $3)
               and ($4 = 0 or i.due_day <> '' and i.due_day < $5)
               and i.id > $6
             order by i.id
             limit $7",
        )
        .bind(&campaign)
        .bind(office_of(actor))
        .bind(which.stage.map_or("", Stage::code))
        .bind(i64::from(which.overdue))
        .bind(&today)
        .bind(&which.after)
        .bind(most)
        .fetch_all(self.db.pool())
        .await?;
        records.into_iter().map(|record| record.line(&today)).collect()
    }

    /// The enterprise's own reports, the latest first, each with the title of its campaign.
    ///
    /// # Errors
    /// `Forbidden` for staff.
    pub async fn own_inspections(&self, actor: &Actor) -> Result<Vec<(String, ReportLine)>> {
        actor.may_own(Permission::WriteInspection)?;
        let today = self.today().to_string();
        let rows: Vec<(String, String, String, String, Option<i64>, String)> = sqlx::query_as(
            "select c.campaign, i.id, i.stage, i.due_day, i.submitted_at, l.body
             from inspections i
                  join inspection_campaigns c on c.id = i.campaign_id
                  join licences l on l.id = i.licence_id
             where i.enterprise_id = $1
             order by i.created_at desc, i.id",
        )
        .bind(actor.enterprise())
        .fetch_all(self.db.pool())
        .await?;
        let line = |(campaign, id, stage, due_day, submitted_at, licence): (
            String,
            String,
            String,
            String,
            Option<i64>,
            String,
        )| {
            let campaign: domain::inspections::Campaign = serde_json::from_str(&campaign)?;
            Ok((campaign.title, Record { id, stage, due_day, submitted_at, licence }.line(&today)?))
        };
        rows.into_iter().map(line).collect()
    }
}

/// Whose reports the actor counts: the office's; of all offices for administrators, who have none.
fn office_of(actor: &Actor) -> &str {
    match actor.role {
        Role::Administrator => "",
        _ => actor.office(),
    }
}
