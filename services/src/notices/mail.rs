//! Outgoing mail. It is written in the transaction that it tells of, and handed over afterwards, as often as it takes.

use super::mailer::Letter;
use crate::db::Tx;
use crate::{Result, Services};

const MINUTE: i64 = 60 * 1000;
/// Longest wait between two tries.
const LONGEST_WAIT: i64 = 60 * MINUTE;
/// After this long nobody waits for the mail any more.
const GIVEN_UP: i64 = 2 * 24 * 60 * MINUTE;
/// Letters handed over in one go.
const AT_ONCE: i64 = 20;

impl Services {
    /// Writes a letter, to be handed over by [`Services::deliver_mail`] once the transaction is committed.
    pub(crate) async fn queue_mail(&self, tx: &mut Tx, recipient: &str, subject: &str, body: &str) -> Result<()> {
        sqlx::query(
            "insert into outgoing_mail (id, recipient, subject, body, created_at, next_try)
             values ($1, $2, $3, $4, $5, $5)",
        )
        .bind(self.id())
        .bind(recipient)
        .bind(subject)
        .bind(body)
        .bind(self.now())
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// Hands over what is due and tells how many letters that were. One that is not taken is tried again after 1, 2, 4 …
    /// 60 minutes, for two days. Several servers may do this at once; a letter goes twice only when a server stops between
    /// handing it over and writing so down.
    ///
    /// # Errors
    /// Faults of the database. That a letter is not taken is logged only.
    pub async fn deliver_mail(&self) -> Result<usize> {
        type Row = (String, String, String, String, i64, i64, i64);
        let due: Vec<Row> = sqlx::query_as(
            "select id, recipient, subject, body, created_at, next_try, tries
             from outgoing_mail
             where sent_at is null and next_try <= $1 and created_at > $2
             order by next_try
             limit $3",
        )
        .bind(self.now())
        .bind(self.now() - GIVEN_UP)
        .bind(AT_ONCE)
        .fetch_all(self.db.pool())
        .await?;
        let host = self.public_host();
        let mut sent = 0;
        for (id, recipient, subject, body, written_at, next_try, tries) in due {
            if !self.claim_mail(&id, next_try, tries).await? {
                continue;
            }
            let letter = Letter { id: &id, recipient: &recipient, subject: &subject, body: &body, written_at };
            match self.mailer.send(&letter, &host).await {
                Ok(()) => {
                    self.mark_sent(&id).await?;
                    sent += 1;
                }
                Err(error) => tracing::warn!(mail = %id, tries = tries + 1, %error, "mail not taken"),
            }
        }
        Ok(sent)
    }

    /// Puts the next try off before making this one; whoever else saw the letter due finds it put off.
    async fn claim_mail(&self, id: &str, next_try: i64, tries: i64) -> Result<bool> {
        let mut tx = self.db.begin().await?;
        let claimed = sqlx::query(
            "update outgoing_mail
             set next_try = $3, tries = tries + 1
             where id = $1 and next_try = $2 and sent_at is null",
        )
        .bind(id)
        .bind(next_try)
        .bind(self.now() + wait(tries))
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(claimed.rows_affected() == 1)
    }

    /// The text goes: it may hold a link that opens an account.
    async fn mark_sent(&self, id: &str) -> Result<()> {
        let mut tx = self.db.begin().await?;
        sqlx::query("update outgoing_mail set sent_at = $2, body = '' where id = $1")
            .bind(id)
            .bind(self.now())
            .execute(&mut *tx)
            .await?;
        tx.commit().await
    }

    /// The name of the application's host, for the sender's address.
    fn public_host(&self) -> String {
        match url::Url::parse(&self.public_url).ok().as_ref().and_then(url::Url::host) {
            Some(url::Host::Domain(domain)) => domain.to_owned(),
            _ => "localhost".to_owned(),
        }
    }
}

/// How long to wait before the next try, in milliseconds: 1, 2, 4 … 60 minutes.
pub(crate) fn wait(tries: i64) -> i64 {
    let doublings = u32::try_from(tries).unwrap_or_default().min(10);
    (MINUTE << doublings).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_an_hour() {
        assert_eq!([0, 1, 2, 5, 6, 7, 1000].map(|tries| wait(tries) / MINUTE), [1, 2, 4, 32, 60, 60, 60]);
    }
}
