//! What time does to licences: they expire, or count as extended because no decision came (行政许可法 Art. 50).

use crate::audit::TIME;
use crate::context::china_date;
use crate::db::Tx;
use crate::notices::{Notice, Recipient};
use crate::{Error, Result, Services};
use chrono::{Days, NaiveDate};
use domain::Refusal;
use domain::filings::{Kind, LATEST_RENEWAL};
use domain::licences::{Licence, LicenceStatus, renewed};
use domain::values::date;

impl Services {
    /// Ends the licences whose last day has passed, but those for which a renewal that was submitted in time still waits for
    /// its decision: they run six more years. How many licences that were. Harmless to repeat, by several servers at once.
    ///
    /// # Errors
    /// Faults of the database when it is asked which those are. A fault in one of them is logged, and the others go on.
    pub async fn licences_due(&self) -> Result<usize> {
        let due: Vec<String> = sqlx::query_scalar(
            "select id from licences where status = $1 and valid_until < $2 order by valid_until, id",
        )
        .bind(LicenceStatus::InForce.code())
        .bind(self.today().to_string())
        .fetch_all(self.db.pool())
        .await?;
        let mut changed = 0;
        for id in due {
            match self.licence_due(&id).await {
                Ok(true) => changed += 1,
                // Somebody is changing it at this moment, or another server has done it; else there is a next time.
                Ok(false) | Err(Error::Refused(Refusal::NotNow { .. })) => {}
                Err(error) => {
                    tracing::error!(licence = %id, %error, "a licence past its last day could not be changed")
                }
            }
        }
        Ok(changed)
    }

    async fn licence_due(&self, id: &str) -> Result<bool> {
        let mut tx = self.db.begin().await?;
        // The renewal first, then the licence: the order in which granting takes them.
        let before = self.licence_by_id(&mut *tx, id).await?;
        let renewal = match self.waiting_renewal(&mut tx, &before).await? {
            Some((filing, revision)) if hold_filing(&mut tx, &filing, revision).await? => Some(filing),
            // It is being decided.
            Some(_) => return Ok(false),
            None => None,
        };
        let licence = self.hold_licence(&mut tx, id).await?;
        if licence != before || licence.valid_until >= self.today() {
            return Ok(false);
        }
        if renewal.is_some() {
            let valid_until = renewed(licence.valid_until);
            let licence = Licence { valid_until, extended_by_silence: true, ..licence };
            self.write_licence(&mut tx, &licence).await?;
            self.tell_of_expiry(&mut tx, &licence).await?;
            self.audit(&mut tx, TIME, "licence.extend_by_silence", "licence", id).await?;
        } else {
            let licence = Licence { status: LicenceStatus::Expired, ..licence };
            self.write_licence(&mut tx, &licence).await?;
            self.tell_of_expiry(&mut tx, &licence).await?;
            self.release_licence(&mut tx, id).await?;
            self.audit(&mut tx, TIME, "licence.expire", "licence", id).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    /// Tells the holder what the end of the term has done.
    async fn tell_of_expiry(&self, tx: &mut Tx, licence: &Licence) -> Result<()> {
        let (number, until) = (&licence.number, date::long(licence.valid_until));
        let (subject, body) = match licence.status {
            LicenceStatus::InForce => (
                "许可证视为准予延续",
                format!(
                    "请等待延续申请的决定，无需操作：许可证（{number}）逾期未作出决定，视为准予延续，有效期至{until}"
                ),
            ),
            _ => (
                "许可证已过期失效",
                format!(
                    "请停止承装（修、试）活动，需要的可重新申请许可证：许可证（{number}）有效期至{until}，已过期失效"
                ),
            ),
        };
        let notice = Notice {
            key: format!("expiry:{}:{}", licence.id, licence.valid_until),
            subject,
            body,
            href: format!("/licences/{}", licence.id),
            filing_id: None,
        };
        self.notify(tx, Recipient::Enterprise(&licence.enterprise_id), &notice).await
    }

    /// The live renewal of this licence that was first submitted in time: id and revision.
    async fn waiting_renewal(&self, tx: &mut Tx, licence: &Licence) -> Result<Option<(String, i64)>> {
        let waiting: Option<(String, i64, i64)> = sqlx::query_as(
            "select f.id, f.revision, min(v.submitted_at)
             from filings f
                  join filing_versions v on v.filing_id = f.id
             where f.licence_id = $1 and f.kind = $2 and f.live = 1
             group by f.id, f.revision",
        )
        .bind(&licence.id)
        .bind(Kind::Renewal.code())
        .fetch_optional(&mut **tx)
        .await?;
        let in_time = waiting.filter(|(_, _, submitted_at)| china_date(*submitted_at) <= latest(licence.valid_until));
        Ok(in_time.map(|(id, revision, _)| (id, revision)))
    }
}

/// The last day on which a renewal is in time.
fn latest(valid_until: NaiveDate) -> NaiveDate {
    valid_until - Days::new(LATEST_RENEWAL.unsigned_abs())
}

/// A new revision, so that nobody decides on a page that does not know of the extension.
async fn hold_filing(tx: &mut Tx, id: &str, revision: i64) -> Result<bool> {
    let held = sqlx::query("update filings set revision = revision + 1 where id = $1 and revision = $2 and live = 1")
        .bind(id)
        .bind(revision)
        .execute(&mut **tx)
        .await?;
    Ok(held.rows_affected() == 1)
}
