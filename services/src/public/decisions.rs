//! Decisions, published on the day on which they are made; the law gives seven days.

use super::{named, plain};
use crate::filings::stored;
use crate::{Result, Services};
use domain::enterprises::Profile;
use domain::filings::Kind;
use domain::public::{Decision, DecisionPage, DecisionQuery};

/// Decisions of one page.
const PAGE: i64 = 50;

#[derive(sqlx::FromRow)]
struct Record {
    id: String,
    at: i64,
    action: String,
    kind: String,
    number: String,
    profile: String,
    office: String,
    licence_number: Option<String>,
}

impl Services {
    /// The latest decisions on licences. Nobody needs to sign in for them. Changes of staff are none: they are about people.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn public_decisions(&self, query: &DecisionQuery) -> Result<DecisionPage> {
        let (before, id) = place(&query.after);
        let records: Vec<Record> = sqlx::query_as(
            "select e.id, e.at, e.action, f.kind, f.number, f.profile, f.office,
                    coalesce((select l.number from licences l where l.id = f.licence_id),
                             (select l.number from licences l where l.filing_id = f.id)) as licence_number
             from events e
                  join filings f on f.id = e.filing_id
             where e.action in ('grant', 'refuse')
               and (e.at, e.id) < ($1, $2)
               and f.kind not in ('joining', 'leaving')
               and ($3 = '' or f.office = $3)
             order by e.at desc, e.id desc
             limit $4",
        )
        .bind(before)
        .bind(id)
        .bind(plain(&query.office))
        .bind(PAGE + 1)
        .fetch_all(self.db.pool())
        .await?;
        let more = records.len() as i64 > PAGE;
        let shown = &records[..records.len().min(PAGE as usize)];
        let next = shown.last().filter(|_| more).map(|record| format!("{}.{}", record.at, record.id));
        let offices = self.offices_to_choose().await?;
        let decisions = shown.iter().map(|record| read(record, &offices)).collect::<Result<_>>()?;
        Ok(DecisionPage { decisions, next, offices })
    }
}

/// After which decision a page begins; before everything where the text is none of ours.
fn place(after: &str) -> (i64, String) {
    let place = after.split_once('.').and_then(|(at, id)| Some((at.parse().ok()?, plain(id))));
    place.unwrap_or((i64::MAX, String::new()))
}

fn read(record: &Record, offices: &[(String, String)]) -> Result<Decision> {
    let profile: Profile = serde_json::from_str(&record.profile)?;
    Ok(Decision {
        number: record.number.clone(),
        enterprise: profile.name,
        kind: stored(Kind::from_code, &record.kind)?,
        granted: record.action == "grant",
        licence_number: record.licence_number.clone(),
        office: named(offices, &record.office),
        decided_at: record.at,
    })
}
