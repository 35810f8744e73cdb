//! A report as the database keeps it, and who may do what with it.

use super::campaigns;
use crate::context::stored_day;
use crate::db::Tx;
use crate::filings::{known_shape, stored};
use crate::{Actor, Error, Owner, Permission, Result, Services};
use chrono::NaiveDate;
use domain::Refusal;
use domain::inspections::{Campaign, ReportHeader, ReportLine, Stage, allowed};
use domain::licences::Licence;
use sqlx::AnyConnection;

/// A report with what decides about it.
pub(super) struct Head {
    pub id: String,
    pub campaign: Campaign,
    pub enterprise_id: String,
    pub office: String,
    pub stage: Stage,
    pub revision: i64,
    pub due: Option<NaiveDate>,
    pub submitted_at: Option<i64>,
    /// As now.
    pub licence: Licence,
}

#[derive(sqlx::FromRow)]
struct Record {
    id: String,
    campaign_id: String,
    enterprise_id: String,
    licence_id: String,
    office: String,
    stage: String,
    revision: i64,
    due_day: String,
    submitted_at: Option<i64>,
}

impl Head {
    /// Whether the actor may do this to it.
    pub(super) fn may(&self, actor: &Actor, permission: Permission) -> Result<()> {
        actor.may(permission, Owner { enterprise: &self.enterprise_id, office: &self.office })
    }

    /// Whether the actor may fill it in now.
    pub(super) fn may_fill_in(&self, actor: &Actor) -> Result<()> {
        self.may(actor, Permission::WriteInspection)?;
        match self.stage {
            Stage::FillingIn | Stage::Returned => Ok(()),
            Stage::NotStarted => Err(Error::not_now("请先点击“开始填报”")),
            _ => Err(Error::not_now("自查已提交，不能再修改")),
        }
    }

    /// What every page of it needs.
    pub(super) fn header(&self, actor: &Actor, today: NaiveDate) -> ReportHeader {
        ReportHeader {
            line: ReportLine {
                id: self.id.clone(),
                enterprise: self.licence.holder.clone(),
                licence_number: self.licence.number.clone(),
                scope: self.licence.scope,
                stage: self.stage,
                due: self.due,
                overdue: self.due.is_some_and(|due| due < today),
                submitted_at: self.submitted_at,
            },
            revision: self.revision,
            campaign: self.campaign.clone(),
            office: self.licence.office.clone(),
            allowed: allowed(self.stage, actor.role),
        }
    }
}

impl Services {
    /// The report with this id.
    pub(super) async fn inspection_head(&self, connection: &mut AnyConnection, id: &str) -> Result<Head> {
        let record: Option<Record> = sqlx::query_as(
            "select id, campaign_id, enterprise_id, licence_id, office, stage, revision, due_day, submitted_at
             from inspections
             where id = $1",
        )
        .bind(known_shape(id)?)
        .fetch_optional(&mut *connection)
        .await?;
        let record = record.ok_or(Refusal::NotFound)?;
        Ok(Head {
            campaign: campaigns::load(&mut *connection, &record.campaign_id).await?.campaign()?,
            licence: self.licence_by_id(&mut *connection, &record.licence_id).await?,
            stage: stored(Stage::from_code, &record.stage)?,
            due: if record.due_day.is_empty() { None } else { Some(stored_day(&record.due_day)?) },
            id: record.id,
            enterprise_id: record.enterprise_id,
            office: record.office,
            revision: record.revision,
            submitted_at: record.submitted_at,
        })
    }

    /// The report, held until the end of the transaction, if the actor may fill it in now.
    pub(super) async fn inspection_to_fill_in(&self, tx: &mut Tx, actor: &Actor, id: &str) -> Result<Head> {
        sqlx::query("update inspections set revision = revision where id = $1")
            .bind(known_shape(id)?)
            .execute(&mut **tx)
            .await?;
        let head = self.inspection_head(tx, id).await?;
        head.may_fill_in(actor)?;
        Ok(head)
    }
}
