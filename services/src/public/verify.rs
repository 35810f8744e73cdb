//! Whether a printed certificate holds: what its QR code leads to.

use crate::accounts::{Origin, Subject};
use crate::context::{china_date, stored_day};
use crate::db::Tx;
use crate::filings::{known_shape, stored};
use crate::{Result, Services};
use chrono::NaiveDate;
use domain::Refusal;
use domain::licences::{Licence, LicenceStatus};
use domain::public::{Verdict, Verification};

#[derive(sqlx::FromRow)]
struct Record {
    /// What is printed on it.
    body: String,
    voided_at: Option<i64>,
    status: String,
    valid_until: String,
    /// The licence as it is now.
    now: String,
}

impl Services {
    /// How the certificate with this public id stands. Nobody needs to sign in; each look is counted, and each try of an address
    /// too, so that ids cannot be found by trying.
    ///
    /// # Errors
    /// `NotFound` for an id that stands on no certificate; `Throttled` for an address that has looked too often.
    pub async fn verify_certificate(&self, public_id: &str, origin: &Origin) -> Result<Verification> {
        let mut tx = self.db.begin().await?;
        self.count_try(&mut tx, &[&Subject::looks(origin)]).await?;
        let found = printed(&mut tx, public_id).await?;
        if found.is_some() {
            self.count_look(&mut tx, public_id).await?;
        }
        // What was tried in vain counts as well.
        tx.commit().await?;
        self.verification(found.ok_or(Refusal::NotFound)?)
    }

    async fn count_look(&self, tx: &mut Tx, public_id: &str) -> Result<()> {
        sqlx::query(
            "insert into certificate_looks (public_id, day, times)
             values ($1, $2, 1)
             on conflict (public_id, day) do update set times = certificate_looks.times + 1",
        )
        .bind(public_id)
        .bind(self.today().to_string())
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    fn verification(&self, record: Record) -> Result<Verification> {
        let printed: Licence = serde_json::from_str(&record.body)?;
        let now: Licence = serde_json::from_str(&record.now)?;
        let void = record.voided_at.is_some();
        let last_day: NaiveDate = stored_day(&record.valid_until)?;
        Ok(Verification {
            verdict: Verdict::of(stored(LicenceStatus::from_code, &record.status)?, last_day, void, self.today()),
            number: printed.number,
            holder: printed.holder,
            scope: printed.scope,
            issued_on: printed.issued_on,
            valid_from: printed.valid_from,
            valid_until: if void { printed.valid_until } else { last_day },
            extended_by_silence: now.extended_by_silence && !void,
            void_since: record.voided_at.map(china_date),
            seen_at: self.now(),
        })
    }
}

async fn printed(tx: &mut Tx, public_id: &str) -> Result<Option<Record>> {
    // What cannot be an id is nobody's.
    let Ok(public_id) = known_shape(public_id) else { return Ok(None) };
    let found = sqlx::query_as(
        "select c.body, c.voided_at, l.status, l.valid_until, l.body as now
         from licence_copies c
              join licences l on l.id = c.licence_id
         where c.public_id = $1 and c.public_id <> ''",
    )
    .bind(public_id)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(found)
}
