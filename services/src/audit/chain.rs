//! The chain of hashes: the one place that writes lines of the log.
//!
//! The row in `audit_head` is the last thing that a transaction locks, by [`Tx::commit`](crate::db::Tx::commit): whoever holds it
//! waits for nobody, so writers of the log cannot wait for each other in a circle.

use crate::Result;
use crate::context::hex;
use crate::db::{Db, Tx};
use domain::audit::Line;
use sha2::{Digest, Sha256};
use sqlx::AnyConnection;

/// How many lines of an older version are chained at a time.
const AT_ONCE: i64 = 500;

/// A line as it is stored.
#[derive(sqlx::FromRow)]
pub(super) struct Record {
    sequence: i64,
    id: String,
    at: i64,
    account_id: String,
    account: String,
    address: String,
    act: String,
    entity: String,
    entity_id: String,
    detail: String,
}

impl From<Record> for Line {
    fn from(record: Record) -> Line {
        let Record { sequence, id, at, account_id, account, address, act, entity, entity_id, detail } = record;
        Line { sequence, id, at, account_id, account, address, act, entity, entity_id, detail }
    }
}

/// The hash of a line after the one with this hash.
pub(super) fn hash(line: &Line, previous: &str) -> String {
    hex(&Sha256::digest(sealed(line, previous)))
}

/// What is hashed: an array of JSON, in which no field can pass for another. The order of the fields is part of the chain: a line
/// of today must read the same to later versions.
fn sealed(line: &Line, previous: &str) -> String {
    let Line { sequence, id, at, account_id, account, address, act, entity, entity_id, detail } = line;
    serde_json::json!([sequence, id, at, account_id, account, address, act, entity, entity_id, detail, previous])
        .to_string()
}

/// Holds the end of the chain until the transaction ends: place and hash of the last line.
async fn hold(connection: &mut AnyConnection) -> Result<(i64, String)> {
    Ok(sqlx::query_as("update audit_head set sequence = sequence where id = 1 returning sequence, hash")
        .fetch_one(connection)
        .await?)
}

async fn move_head(connection: &mut AnyConnection, sequence: i64, hash: &str) -> Result<()> {
    sqlx::query("update audit_head set sequence = $1, hash = $2 where id = 1")
        .bind(sequence)
        .bind(hash)
        .execute(connection)
        .await?;
    Ok(())
}

/// Writes these lines at the end of the chain.
pub(crate) async fn write(connection: &mut AnyConnection, lines: Vec<Line>) -> Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let (mut sequence, mut previous) = hold(connection).await?;
    for mut line in lines {
        sequence += 1;
        line.sequence = sequence;
        let hash = hash(&line, &previous);
        sqlx::query(
            "insert into audit (id, at, account_id, account, address, act, entity, entity_id, detail,
                                sequence, previous_hash, hash)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .bind(&line.id)
        .bind(line.at)
        .bind(&line.account_id)
        .bind(&line.account)
        .bind(&line.address)
        .bind(&line.act)
        .bind(&line.entity)
        .bind(&line.entity_id)
        .bind(&line.detail)
        .bind(sequence)
        .bind(&previous)
        .bind(&hash)
        .execute(&mut *connection)
        .await?;
        previous = hash;
    }
    move_head(connection, sequence, &previous).await
}

/// Gives the lines that a version without the chain wrote their places, in the order of their times. Once they have them, this
/// does nothing.
pub(crate) async fn chain_old(db: &Db) -> Result<()> {
    loop {
        let mut tx = db.begin().await?;
        if chain_some(&mut tx).await? == 0 {
            return Ok(());
        }
        tx.commit().await?;
    }
}

async fn chain_some(tx: &mut Tx) -> Result<usize> {
    let (mut sequence, mut previous) = hold(tx).await?;
    let old: Vec<Record> = sqlx::query_as(
        "select sequence, id, at, account_id, account, address, act, entity, entity_id, detail
         from audit
         where sequence = 0
         order by at, id
         limit $1",
    )
    .bind(AT_ONCE)
    .fetch_all(&mut **tx)
    .await?;
    let chained = old.len();
    for record in old {
        let mut line = Line::from(record);
        sequence += 1;
        line.sequence = sequence;
        let hash = hash(&line, &previous);
        sqlx::query("update audit set sequence = $1, previous_hash = $2, hash = $3 where id = $4")
            .bind(sequence)
            .bind(&previous)
            .bind(&hash)
            .bind(&line.id)
            .execute(&mut **tx)
            .await?;
        previous = hash;
    }
    if chained > 0 {
        move_head(tx, sequence, &previous).await?;
    }
    Ok(chained)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(account: &str, address: &str, detail: &str) -> Line {
        Line {
            sequence: 1,
            id: "i".into(),
            at: 2,
            account_id: String::new(),
            account: account.into(),
            address: address.into(),
            act: "filing.submit".into(),
            entity: "filing".into(),
            entity_id: "f".into(),
            detail: detail.into(),
        }
    }

    #[test]
    fn what_is_hashed_stays_as_it_is() {
        let sealed = sealed(&line("甲", "10.0.0.1", ""), "ab");
        assert_eq!(sealed, r#"[1,"i",2,"","甲","10.0.0.1","filing.submit","filing","f","","ab"]"#);
    }

    #[test]
    fn no_field_passes_for_another() {
        let fields = ["", "a", "a\",\"", "\"", ",", "\\"];
        let mut seen = std::collections::HashSet::new();
        for account in fields {
            for address in fields {
                for detail in fields {
                    assert!(
                        seen.insert(hash(&line(account, address, detail), "")),
                        "{account:?} {address:?} {detail:?}"
                    );
                }
            }
        }
    }
}
