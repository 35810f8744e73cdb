//! Launching: decided at once, carried out in pieces in the background. A piece and how far it got are one transaction, so
//! that a server that is killed in the middle leaves a launch that goes on where it was; and each licence is asked once by index.

use super::campaigns::{load, planned};
use super::preview::{InForce, in_force, offices, parsed};
use crate::audit::TIME;
use crate::db::Tx;
use crate::{Actor, Error, Permission, Result, Services};
use domain::Refusal;
use domain::inspections::{Campaign, CampaignStatus, CampaignView, Stage};

impl Services {
    /// Launches the campaign: from now on it cannot be changed, and each licence concerned is asked for a report in the
    /// background. Launching again does nothing.
    ///
    /// # Errors
    /// `Invalid` with what is missing in the plan, `Conflict` when it was changed since it was seen.
    pub async fn launch_campaign(&self, actor: &Actor, id: &str, revision: i64) -> Result<CampaignView> {
        actor.may_own(Permission::ManageCampaigns)?;
        let mut tx = self.db.begin().await?;
        if load(&mut *tx, id).await?.status()? != CampaignStatus::Draft {
            drop(tx);
            return self.campaign(actor, id).await;
        }
        let record = planned(&mut tx, id).await?;
        let plan = record.plan()?;
        if record.revision != revision {
            return Err(Refusal::Conflict { theirs: serde_json::to_string(&plan)?, revision: record.revision }.into());
        }
        let campaign = parsed(&plan, &offices(&mut tx).await?, self.today())?;
        sqlx::query(
            "update inspection_campaigns
             set status = $1, campaign = $2, revision = revision + 1, updated_at = $3,
                 of_all = (select count(*) from licences where status = 'in_force')
             where id = $4",
        )
        .bind(CampaignStatus::Launching.code())
        .bind(serde_json::to_string(&campaign)?)
        .bind(self.now())
        .bind(id)
        .execute(&mut *tx)
        .await?;
        self.audit(&mut tx, actor, "inspection.launch", "inspection_campaign", id).await?;
        tx.commit().await?;
        self.campaign(actor, id).await
    }

    /// Carries out what was launched: all of it, or what is left of it. Several servers may do so at once without harm.
    /// Gives how many reports were asked for.
    ///
    /// # Errors
    /// Faults of the database; what was done until then stays.
    pub async fn carry_out_launches(&self) -> Result<i64> {
        let launched: Vec<String> =
            sqlx::query_scalar("select id from inspection_campaigns where status = $1 order by updated_at, id")
                .bind(CampaignStatus::Launching.code())
                .fetch_all(self.db.pool())
                .await?;
        let mut created = 0;
        for id in launched {
            while let Some(more) = self.launch_piece(&id).await? {
                created += more;
            }
        }
        Ok(created)
    }

    /// Asks the next licences; `None` when there are no more.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn launch_piece(&self, id: &str) -> Result<Option<i64>> {
        let mut tx = self.db.begin().await?;
        // Held, so that of two servers the second goes on where the first got to.
        sqlx::query("update inspection_campaigns set reached = reached where id = $1 and status = $2")
            .bind(id)
            .bind(CampaignStatus::Launching.code())
            .execute(&mut *tx)
            .await?;
        let record = load(&mut *tx, id).await?;
        if record.status()? != CampaignStatus::Launching {
            return Ok(None);
        }
        let campaign = record.campaign()?;
        let piece = in_force(&mut *tx, &record.reached).await?;
        let Some(last) = piece.last() else {
            self.launched(&mut tx, id).await?;
            tx.commit().await?;
            return Ok(None);
        };
        let created = self.ask(&mut tx, id, &campaign, &piece).await?;
        sqlx::query(
            "update inspection_campaigns
             set reached = $1, seen = seen + $2, created = created + $3, updated_at = $4
             where id = $5",
        )
        .bind(&last.id)
        .bind(i64::try_from(piece.len()).map_err(Error::fault)?)
        .bind(created)
        .bind(self.now())
        .bind(id)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(Some(created))
    }

    async fn launched(&self, tx: &mut Tx, id: &str) -> Result<()> {
        sqlx::query(
            "update inspection_campaigns
             set status = $1, revision = revision + 1, updated_at = $2, of_all = seen
             where id = $3",
        )
        .bind(CampaignStatus::Running.code())
        .bind(self.now())
        .bind(id)
        .execute(&mut **tx)
        .await?;
        self.audit(tx, TIME, "inspection.launched", "inspection_campaign", id).await
    }

    /// One report for each licence of the piece that is concerned.
    async fn ask(&self, tx: &mut Tx, id: &str, campaign: &Campaign, piece: &[InForce]) -> Result<i64> {
        let mut created = 0;
        for licence in piece {
            if licence.concerned(&campaign.concern)?.is_none() {
                continue;
            }
            let asked = sqlx::query(
                "insert into inspections (id, campaign_id, enterprise_id, licence_id, office, stage, revision, due_day,
                                          created_at, updated_at)
                 values ($1, $2, $3, $4, $5, $6, 1, $7, $8, $8)
                 on conflict (campaign_id, licence_id) do nothing",
            )
            .bind(self.id())
            .bind(id)
            .bind(&licence.enterprise_id)
            .bind(&licence.id)
            .bind(&licence.office)
            .bind(Stage::NotStarted.code())
            .bind(campaign.closes_on.to_string())
            .bind(self.now())
            .execute(&mut **tx)
            .await?;
            created += i64::try_from(asked.rows_affected()).map_err(Error::fault)?;
        }
        Ok(created)
    }
}
