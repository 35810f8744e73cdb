//! Campaigns while they are planned.

use super::preview::offices;
use crate::db::Tx;
use crate::filings::{known_shape, stored};
use crate::{Actor, Error, Permission, Result, Services};
use domain::Refusal;
use domain::filings::Saved;
use domain::inspections::{Campaign, CampaignStatus, CampaignView, Plan, Progress};
use sqlx::{Any, Executor};

#[derive(sqlx::FromRow)]
pub(super) struct Record {
    pub id: String,
    pub revision: i64,
    status: String,
    plan: String,
    pub campaign: String,
    pub reached: String,
    seen: i64,
    of_all: i64,
    created: i64,
    updated_at: i64,
}

impl Record {
    pub(super) fn status(&self) -> Result<CampaignStatus> {
        stored(CampaignStatus::from_code, &self.status)
    }

    pub(super) fn plan(&self) -> Result<Plan> {
        Ok(serde_json::from_str(&self.plan)?)
    }

    /// As launched.
    pub(super) fn campaign(&self) -> Result<Campaign> {
        Ok(serde_json::from_str(&self.campaign)?)
    }

    fn view(self) -> Result<CampaignView> {
        let status = self.status()?;
        let progress = Progress { seen: self.seen, of: self.of_all, created: self.created };
        Ok(CampaignView {
            status,
            plan: self.plan()?,
            progress: (status != CampaignStatus::Draft).then_some(progress),
            id: self.id,
            revision: self.revision,
            updated_at: self.updated_at,
        })
    }
}

/// The campaign with this id.
pub(super) async fn load<'e>(executor: impl Executor<'e, Database = Any>, id: &str) -> Result<Record> {
    let record: Option<Record> = sqlx::query_as(
        "select id, revision, status, plan, campaign, reached, seen, of_all, created, updated_at
         from inspection_campaigns
         where id = $1",
    )
    .bind(known_shape(id)?)
    .fetch_optional(executor)
    .await?;
    Ok(record.ok_or(Refusal::NotFound)?)
}

impl Services {
    /// Every campaign, the latest first: all for administrators, those launched for the offices.
    ///
    /// # Errors
    /// `Forbidden` for enterprises.
    pub async fn campaigns(&self, actor: &Actor) -> Result<Vec<CampaignView>> {
        actor.may_own(Permission::ReadCampaigns)?;
        let records: Vec<Record> = sqlx::query_as(
            "select id, revision, status, plan, campaign, reached, seen, of_all, created, updated_at
             from inspection_campaigns
             order by created_at desc, id",
        )
        .fetch_all(self.db.pool())
        .await?;
        let planning = actor.may_own(Permission::ManageCampaigns).is_ok();
        let views: Result<Vec<CampaignView>> = records.into_iter().map(Record::view).collect();
        Ok(views?.into_iter().filter(|view| planning || view.status != CampaignStatus::Draft).collect())
    }

    /// One campaign.
    ///
    /// # Errors
    /// `Forbidden` for enterprises; `NotFound` for offices while it is only planned.
    pub async fn campaign(&self, actor: &Actor, id: &str) -> Result<CampaignView> {
        actor.may_own(Permission::ReadCampaigns)?;
        let view = load(self.db.pool(), id).await?.view()?;
        let planning = actor.may_own(Permission::ManageCampaigns).is_ok();
        if planning || view.status != CampaignStatus::Draft { Ok(view) } else { Err(Refusal::NotFound.into()) }
    }

    /// Every campaign, for those who plan them.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators.
    pub async fn campaign_plans(&self, actor: &Actor) -> Result<Vec<CampaignView>> {
        actor.may_own(Permission::ManageCampaigns)?;
        self.campaigns(actor).await
    }

    /// One campaign for those who plan it, with the code and name of each office that it may be for.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators.
    pub async fn campaign_plan(&self, actor: &Actor, id: &str) -> Result<(CampaignView, Vec<(String, String)>)> {
        actor.may_own(Permission::ManageCampaigns)?;
        let view = self.campaign(actor, id).await?;
        Ok((view, offices(&mut *self.db.pool().acquire().await?).await?))
    }

    /// A new campaign with what a plan starts with; the same key again gives the same one.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators.
    pub async fn plan_campaign(&self, actor: &Actor, key: &str) -> Result<String> {
        actor.may_own(Permission::ManageCampaigns)?;
        let key = self.once(key);
        let mut tx = self.db.begin().await?;
        let id = self.id();
        let made: Option<String> = sqlx::query_scalar(
            "insert into inspection_campaigns (id, revision, status, plan, key, created_by, created_at, updated_at)
             values ($1, 1, $2, $3, $4, $5, $6, $6)
             on conflict (key) do nothing
             returning id",
        )
        .bind(&id)
        .bind(CampaignStatus::Draft.code())
        .bind(serde_json::to_string(&Plan::default())?)
        .bind(&key)
        .bind(&actor.account_id)
        .bind(self.now())
        .fetch_optional(&mut *tx)
        .await?;
        if made.is_none() {
            let there = sqlx::query_scalar("select id from inspection_campaigns where key = $1 and created_by = $2")
                .bind(&key)
                .bind(&actor.account_id)
                .fetch_optional(&mut *tx)
                .await?;
            return there.ok_or_else(|| Error::not_now("请刷新页面后重试"));
        }
        self.audit(&mut tx, actor, "inspection.plan", "inspection_campaign", &id).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Keeps a plan, complete or not.
    ///
    /// # Errors
    /// `Invalid` for what a draft cannot keep, `Conflict` with the plan as stored, `NotNow` once it is launched.
    pub async fn save_campaign(&self, actor: &Actor, id: &str, revision: i64, plan: &Plan) -> Result<Saved> {
        actor.may_own(Permission::ManageCampaigns)?;
        plan.storable().map_err(Error::findings)?;
        let mut tx = self.db.begin().await?;
        let record = planned(&mut tx, id).await?;
        let json = serde_json::to_string(plan)?;
        // The same content again, such as a save whose answer was lost, is no conflict.
        let seen = if record.plan == json { record.revision } else { revision };
        let saved_at = self.now();
        let saved: Option<i64> = sqlx::query_scalar(
            "update inspection_campaigns
             set plan = $1, revision = revision + 1, updated_at = $2
             where id = $3 and revision = $4
             returning revision",
        )
        .bind(&json)
        .bind(saved_at)
        .bind(id)
        .bind(seen)
        .fetch_optional(&mut *tx)
        .await?;
        let Some(revision) = saved else {
            return Err(Refusal::Conflict { theirs: record.plan, revision: record.revision }.into());
        };
        self.audit(&mut tx, actor, "inspection.save_plan", "inspection_campaign", id).await?;
        tx.commit().await?;
        Ok(Saved { revision, saved_at })
    }

    /// Throws a plan away that was not launched.
    ///
    /// # Errors
    /// `NotNow` once it is launched.
    pub async fn discard_campaign(&self, actor: &Actor, id: &str) -> Result<()> {
        actor.may_own(Permission::ManageCampaigns)?;
        let mut tx = self.db.begin().await?;
        planned(&mut tx, id).await?;
        sqlx::query("delete from inspection_campaigns where id = $1").bind(id).execute(&mut *tx).await?;
        self.audit(&mut tx, actor, "inspection.discard_plan", "inspection_campaign", id).await?;
        tx.commit().await
    }
}

/// The campaign, held, if it is only planned.
pub(super) async fn planned(tx: &mut Tx, id: &str) -> Result<Record> {
    sqlx::query("update inspection_campaigns set revision = revision where id = $1")
        .bind(known_shape(id)?)
        .execute(&mut **tx)
        .await?;
    let record = load(&mut **tx, id).await?;
    match record.status()? {
        CampaignStatus::Draft => Ok(record),
        _ => Err(Error::not_now("该自查已发起，不能再修改")),
    }
}
