//! The public register of licences, a page at a time, by number.

use super::{named, plain};
use crate::context::stored_day;
use crate::enterprises::{escaped, folded};
use crate::filings::stored;
use crate::{Result, Services};
use domain::licences::{Category, Grade, Licence, LicenceStatus};
use domain::public::{RegisterEntry, RegisterPage, RegisterQuery};

/// Entries of one page.
const PAGE: i64 = 50;

/// A query of the register with the conditions that people choose; `r` is the licence. All of them stand in one index.
macro_rules! register {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            " from licences r
             where ($1 = '%%' or r.holder_folded like $1 escape '\\' or r.number like $1 escape '\\')
               and ($2 = '' or r.office = $2)
               and ($3 = '' or r.status = $3)
               and ($4 in ('', 'install') and r.install <> '' and $5 in ('', r.install)
                    or $4 in ('', 'repair') and r.repair <> '' and $5 in ('', r.repair)
                    or $4 in ('', 'test') and r.test <> '' and $5 in ('', r.test))
             ",
            $after
        )
    };
}

#[derive(sqlx::FromRow)]
struct Record {
    status: String,
    office: String,
    valid_until: String,
    body: String,
}

impl Services {
    /// A page of the register. Nobody needs to sign in for it.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn public_register(&self, query: &RegisterQuery) -> Result<RegisterPage> {
        let words: Vec<String> = query.search.split_whitespace().map(|word| escaped(&folded(word))).collect();
        let search = format!("%{}%", words.join("%"));
        let [office, after] = [&query.office, &query.after].map(|text| plain(text));
        let status = query.status.map_or("", LicenceStatus::code);
        let category = query.category.map_or("", Category::code);
        let grade = query.grade.map_or("", Grade::code);
        let total = sqlx::query_scalar(register!("select count(*)", ""))
            .bind(&search)
            .bind(&office)
            .bind(status)
            .bind(category)
            .bind(grade)
            .fetch_one(self.db.pool())
            .await?;
        // The numbers first, from the index; then only their rows.
        let records: Vec<Record> = sqlx::query_as(register!(
            "select l.status, l.office, l.valid_until, l.body
             from licences l
             where l.number in (select r.number",
            "and r.number > $6 order by r.number limit $7)
             order by l.number"
        ))
        .bind(&search)
        .bind(&office)
        .bind(status)
        .bind(category)
        .bind(grade)
        .bind(&after)
        .bind(PAGE + 1)
        .fetch_all(self.db.pool())
        .await?;
        let offices = self.offices_to_choose().await?;
        let entry = |record| self.entry(record, &offices);
        let mut entries = records.into_iter().map(entry).collect::<Result<Vec<_>>>()?;
        let more = entries.len() as i64 > PAGE;
        entries.truncate(PAGE as usize);
        let next = entries.last().filter(|_| more).map(|entry| entry.number.clone());
        Ok(RegisterPage { entries, total, next, offices })
    }

    fn entry(&self, record: Record, offices: &[(String, String)]) -> Result<RegisterEntry> {
        let licence: Licence = serde_json::from_str(&record.body)?;
        let valid_until = stored_day(&record.valid_until)?;
        let status = match stored(LicenceStatus::from_code, &record.status)? {
            // Until the nightly work has seen it.
            LicenceStatus::InForce if valid_until < self.today() => LicenceStatus::Expired,
            status => status,
        };
        Ok(RegisterEntry {
            number: licence.number,
            holder: licence.holder,
            scope: licence.scope,
            office: named(offices, &record.office),
            valid_from: licence.valid_from,
            valid_until,
            status,
        })
    }
}
