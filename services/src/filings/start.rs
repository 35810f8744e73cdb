//! Starting a filing.

use super::grant::hold;
use super::stored;
use crate::db::Tx;
use crate::{Actor, Error, Permission, Result, Services};
use chrono::Datelike;
use domain::Refusal;
use domain::filings::{Kind, Track, hindrance};
use domain::licences::Licence;
use domain::workflow::Status;

impl Services {
    /// Starts a draft on this track and gives its id, or the id of the live filing of this kind that there is, whatever its
    /// track: an enterprise has one at a time, which is also what makes a repeated call harmless, whatever its key. A filing
    /// about a licence starts from what is known of it.
    ///
    /// # Errors
    /// `Forbidden` for staff, `NotNow` with the reason for a kind that cannot be filed for now, or with every condition of
    /// the track that fails.
    pub async fn start_filing(&self, actor: &Actor, kind: Kind, track: Track, _key: &str) -> Result<String> {
        actor.may_own(Permission::StartFiling)?;
        if let Some(id) = live(self.db.pool(), actor.enterprise(), kind).await? {
            return Ok(id);
        }
        let closed = self.track_closed(actor.enterprise(), kind, track).await?;
        let mut tx = self.db.begin().await?;
        let licence = self.licence_to_file_about(&mut tx, actor.enterprise()).await?;
        let others = live_kinds(&mut tx, actor.enterprise()).await?;
        if !others.contains(&kind)
            && let Some(reason) = hindrance(kind, licence.as_ref(), &others, self.today()).or(closed)
        {
            return Err(Error::not_now(reason));
        }
        let about = licence.filter(|_| kind.about_licence());
        let Some(id) = self.insert_draft(&mut tx, actor, kind, track, about.as_ref()).await? else {
            // Somebody else of the enterprise was faster; the unused number goes back with the transaction.
            drop(tx);
            return Ok(live(self.db.pool(), actor.enterprise(), kind).await?.ok_or(Refusal::NotFound)?);
        };
        if let Some(licence) = &about {
            self.prefill(&mut tx, kind, &id, licence).await?;
        }
        self.audit(&mut tx, actor, "filing.start", "filing", &id).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// The enterprise's latest licence. One in force is held, so that nobody ends it beside, nor starts what the new filing
    /// would stand against.
    async fn licence_to_file_about(&self, tx: &mut Tx, enterprise: &str) -> Result<Option<Licence>> {
        if let Some(licence) = self.held_licence(&mut **tx, enterprise).await? {
            hold(tx, &licence.id).await?;
        }
        self.held_licence(&mut **tx, enterprise).await
    }

    /// `None` when there is a live filing of this kind.
    async fn insert_draft(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        kind: Kind,
        track: Track,
        about: Option<&Licence>,
    ) -> Result<Option<String>> {
        let number = self.next_filing_number(tx).await?;
        let id = self.id();
        let started = sqlx::query(
            "insert into filings (id, number, kind, track, status, live, revision, enterprise_id, office, rule_set,
                                  licence_id, created_at, updated_at)
             select $1, $2, $3, $4, $5, 1, 1, e.id, e.office, '', $6, $7, $7
             from enterprises e
             where e.id = $8
             on conflict (enterprise_id, kind) where live = 1 do nothing",
        )
        .bind(&id)
        .bind(number)
        .bind(kind.code())
        .bind(track.code())
        .bind(Status::Draft.code())
        .bind(about.map(|licence| licence.id.as_str()))
        .bind(self.now())
        .bind(actor.enterprise())
        .execute(&mut **tx)
        .await?;
        Ok((started.rows_affected() == 1).then_some(id))
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

async fn live_kinds(tx: &mut Tx, enterprise: &str) -> Result<Vec<Kind>> {
    let kinds: Vec<String> = sqlx::query_scalar("select kind from filings where enterprise_id = $1 and live = 1")
        .bind(enterprise)
        .fetch_all(&mut **tx)
        .await?;
    kinds.iter().map(|kind| stored(Kind::from_code, kind)).collect()
}
