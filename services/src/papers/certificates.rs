//! The certificates: 正本 and 副本 of each printing of a licence.

use super::issue::Issued;
use crate::context::china_date;
use crate::db::Tx;
use crate::licences::copies;
use crate::{Error, Result, Services};
use domain::licences::{Copy, Licence};
use domain::papers::{certificate, duplicate};

impl Services {
    /// Issues both for this copy of the licence, unless they are there.
    pub(crate) async fn issue_certificates(&self, tx: &mut Tx, licence_id: &str, sequence: i64) -> Result<()> {
        let (filing_id, office, public_id): (String, String, String) = sqlx::query_as(
            "select c.filing_id, l.office, c.public_id
             from licence_copies c
                  join licences l on l.id = c.licence_id
             where c.licence_id = $1 and c.sequence = $2",
        )
        .bind(licence_id)
        .bind(sequence)
        .fetch_one(&mut **tx)
        .await?;
        let mut history = copies(&mut **tx, licence_id).await?;
        history.retain(|(copy, _)| copy.sequence <= sequence);
        history.reverse();
        let printed = |(copy, licence): (Copy, Licence)| {
            let on = china_date(copy.printed_at);
            (copy, licence, on)
        };
        let history: Vec<_> = history.into_iter().map(printed).collect();
        let link = format!("{}/verify/{public_id}", self.public_url);
        let nothing = || Error::fault(format!("licence {licence_id} has no copy {sequence}"));
        let (_, licence, printed_on) = history.last().ok_or_else(nothing)?;
        let papers = [certificate(licence, &link, *printed_on), duplicate(&history, &link).ok_or_else(nothing)?];
        for paper in &papers {
            let copy = Some((licence_id, sequence));
            self.put_out(tx, &Issued { paper, office: &office, filing_id: &filing_id, copy }).await?;
        }
        Ok(())
    }

    /// Issues the certificates of copies that were printed by versions without papers; once they are there, does nothing. How
    /// many copies those were. A short transaction for each, so that nobody waits for all of them.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn issue_missing_certificates(&self) -> Result<usize> {
        let missing: Vec<(String, i64)> = sqlx::query_as(
            "select c.licence_id, c.sequence
             from licence_copies c
             where not exists (select 1 from papers p where p.licence_id = c.licence_id and p.copy = c.sequence)
             order by c.licence_id, c.sequence",
        )
        .fetch_all(self.db.pool())
        .await?;
        for (licence_id, sequence) in &missing {
            let mut tx = self.db.begin().await?;
            self.issue_certificates(&mut tx, licence_id, *sequence).await?;
            tx.commit().await?;
        }
        Ok(missing.len())
    }
}
