//! Starting a filing.

use crate::db::Tx;
use crate::{Actor, Error, Permission, Result, Services};
use chrono::Datelike;
use domain::Refusal;
use domain::filings::{Kind, Track};
use domain::workflow::Status;

impl Services {
    /// Starts a draft and gives its id, or the id of the live filing of this kind that there is: an enterprise has one at
    /// a time, which is also what makes a repeated call harmless, whatever its key.
    ///
    /// # Errors
    /// `Forbidden` for staff, `NotNow` for a kind that cannot be filed for, or that a licence in force stands against.
    pub async fn start_filing(&self, actor: &Actor, kind: Kind, _key: &str) -> Result<String> {
        actor.may_own(Permission::StartFiling)?;
        if kind != Kind::NewLicence {
            return Err(Error::not_now(format!("“{kind}”尚未开通")));
        }
        if let Some(id) = live(self.db.pool(), actor.enterprise(), kind).await? {
            return Ok(id);
        }
        let mut tx = self.db.begin().await?;
        refuse_licensed(&mut tx, actor.enterprise()).await?;
        let number = self.next_filing_number(&mut tx).await?;
        let id = self.id();
        let started = sqlx::query(
            "insert into filings (id, number, kind, track, status, live, revision, enterprise_id, office, rule_set,
                                  created_at, updated_at)
             select $1, $2, $3, $4, $5, 1, 1, e.id, e.office, $6, $7, $7
             from enterprises e
             where e.id = $8
             on conflict (enterprise_id, kind) where live = 1 do nothing",
        )
        .bind(&id)
        .bind(number)
        .bind(kind.code())
        .bind(Track::General.code())
        .bind(Status::Draft.code())
        .bind(&self.rules.id)
        .bind(self.now())
        .bind(actor.enterprise())
        .execute(&mut *tx)
        .await?;
        if started.rows_affected() == 0 {
            // Somebody else of the enterprise was faster; the unused number goes back with the transaction.
            drop(tx);
            return Ok(live(self.db.pool(), actor.enterprise(), kind).await?.ok_or(Refusal::NotFound)?);
        }
        self.audit(&mut tx, actor, "filing.start", "filing", &id).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Such as 2026000001: the year and a running number.
    async fn next_filing_number(&self, tx: &mut Tx) -> Result<String> {
        let year = self.today().year();
        let count = self.next_number(tx, &format!("filing.{year}")).await?;
        Ok(format!("{year}{count:06}"))
    }
}

async fn live(pool: &sqlx::AnyPool, enterprise: &str, kind: Kind) -> Result<Option<String>> {
    Ok(sqlx::query_scalar("select id from filings where enterprise_id = $1 and kind = $2 and live = 1")
        .bind(enterprise)
        .bind(kind.code())
        .fetch_optional(pool)
        .await?)
}

async fn refuse_licensed(tx: &mut Tx, enterprise: &str) -> Result<()> {
    let held: Option<String> =
        sqlx::query_scalar("select number from licences where enterprise_id = $1 and status = 'in_force'")
            .bind(enterprise)
            .fetch_optional(&mut **tx)
            .await?;
    match held {
        Some(number) => Err(Error::not_now(format!("贵单位已持有有效许可证（{number}），不能再次申请新许可证"))),
        None => Ok(()),
    }
}
