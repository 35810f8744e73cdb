//! 校验: walking the chain from its first line to its last.

use super::chain::{Record, hash};
use crate::{Actor, Permission, Result, Services};
use domain::audit::{Fault, Line, Verification};
use sqlx::FromRow;
use sqlx::any::AnyRow;

/// How many lines are read at a time.
const AT_ONCE: i64 = 1000;

/// A line with its hashes.
struct Link {
    line: Line,
    previous: String,
    hash: String,
}

impl<'r> FromRow<'r, AnyRow> for Link {
    fn from_row(row: &'r AnyRow) -> sqlx::Result<Link> {
        use sqlx::Row;
        let line = Record::from_row(row)?.into();
        Ok(Link { line, previous: row.try_get("previous_hash")?, hash: row.try_get("hash")? })
    }
}

impl Services {
    /// Whether every line is as it was written. That it was asked is a line of the log too.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators.
    pub async fn verify_audit_as(&self, actor: &Actor) -> Result<Verification> {
        actor.may_own(Permission::ReadAudit)?;
        let found = self.verify_audit(None).await?;
        let mut tx = self.db.begin().await?;
        self.audit(&mut tx, actor, "audit.verify", "audit", "").await?;
        tx.commit().await?;
        Ok(found)
    }

    /// Whether every line is as it was written; and, where place and hash of one were noted elsewhere, whether it is that one.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn verify_audit(&self, noted: Option<(i64, &str)>) -> Result<Verification> {
        // Read first: what is written meanwhile comes after it.
        let (last, end): (i64, String) =
            sqlx::query_as("select sequence, hash from audit_head where id = 1").fetch_one(self.db.pool()).await?;
        let mut previous = String::new();
        let mut expected = 1;
        while expected <= last {
            let links = self.links(expected).await?;
            if links.is_empty() {
                return Ok(broken(expected, Fault::Missing));
            }
            for link in links {
                let sequence = link.line.sequence;
                if let Some(fault) = fault(&link, expected, &previous, noted) {
                    return Ok(broken(expected.min(sequence), fault));
                }
                previous = link.hash;
                expected = sequence + 1;
                if sequence == last {
                    break;
                }
            }
        }
        if previous != end {
            return Ok(broken(last, Fault::Changed));
        }
        if let Some((sequence, _)) = noted.filter(|(sequence, _)| !(1..=last).contains(sequence)) {
            return Ok(broken(sequence, Fault::Missing));
        }
        let (unchained,): (i64,) =
            sqlx::query_as("select count(*) from audit where sequence = 0").fetch_one(self.db.pool()).await?;
        Ok(match unchained {
            0 => Verification::Whole { lines: last, hash: end },
            _ => broken(0, Fault::Unchained),
        })
    }

    async fn links(&self, from: i64) -> Result<Vec<Link>> {
        Ok(sqlx::query_as(
            "select sequence, id, at, account_id, account, address, act, entity, entity_id, detail, previous_hash, hash
             from audit
             where sequence >= $1
             order by sequence
             limit $2",
        )
        .bind(from)
        .bind(AT_ONCE)
        .fetch_all(self.db.pool())
        .await?)
    }
}

fn fault(link: &Link, expected: i64, previous: &str, noted: Option<(i64, &str)>) -> Option<Fault> {
    let noted = noted.filter(|(sequence, _)| *sequence == link.line.sequence);
    if link.line.sequence != expected {
        Some(Fault::Missing)
    } else if link.previous != previous {
        Some(Fault::Unlinked)
    } else if hash(&link.line, &link.previous) != link.hash {
        Some(Fault::Changed)
    } else if noted.is_some_and(|(_, hash)| hash != link.hash) {
        Some(Fault::Noted)
    } else {
        None
    }
}

fn broken(sequence: i64, what: Fault) -> Verification {
    Verification::Broken { sequence, what }
}
