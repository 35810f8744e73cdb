//! The draft with very many rows. They go in directly, in one transaction: saving them one by one would wait for the disk a
//! thousand times.

use super::cast::Company;
use super::content::Content;
use super::play::row_key;
use crate::db::Tx;
use crate::filings::Head;
use crate::{Error, Result, Services};
use domain::filings::RowBody;
use domain::licences::Grade;
use domain::values::ResidentId;

/// How many people and records of a filing of grade one go with the electricians.
const TECHNICIANS: usize = 50;
const RECORDS: usize = 200;

impl Services {
    /// Makes the draft, or brings it up to so many electricians; how many there are.
    pub(super) async fn play_with_many(&self, company: &Company<'_>, electricians: usize) -> Result<usize> {
        let there = self.demo_made(company.account).await?;
        if there >= electricians && there > 0 {
            return Ok(there);
        }
        let actor = self.ensure_enterprise(company).await?;
        let content = Content { company, today: self.today(), grade: Grade::One, lasting: 0 };
        let id = self.ensure_filing(&actor).await?;
        self.fill_in_sections(&actor, &id, &content).await?;

        let mut tx = self.db.begin().await?;
        let head = self.open_to_write(&mut tx, &actor, &id).await?;
        if there == 0 {
            for n in 0..TECHNICIANS {
                self.insert_row(&mut tx, &head, n, content.technician(n)).await?;
            }
            for n in 0..RECORDS {
                self.insert_row(&mut tx, &head, n, content.performance(n)).await?;
            }
        }
        for n in there..electricians {
            self.insert_row(&mut tx, &head, n, content.electrician(n)).await?;
        }
        self.mark_demo_made(&mut tx, company.account, electricians).await?;
        self.audit(&mut tx, &actor, "demo.fill", "filing", &id).await?;
        tx.commit().await?;
        Ok(electricians)
    }

    async fn insert_row(&self, tx: &mut Tx, head: &Head, n: usize, row: RowBody) -> Result<()> {
        let mut resident_id = String::new();
        if let Some(person) = row.person() {
            let id = ResidentId::parse(person.resident_id).map_err(Error::fault)?;
            if let Some(reason) = self.engage(tx, head, &id, person.name).await? {
                return Err(Error::not_now(reason));
            }
            resident_id = id.to_string();
        }
        let body = match &row {
            RowBody::Technicians(row) => serde_json::to_string(row)?,
            RowBody::Electricians(row) => serde_json::to_string(row)?,
            RowBody::Performance(row) => serde_json::to_string(row)?,
        };
        sqlx::query(
            "insert into filing_rows (id, filing_id, list, position, revision, key, class, resident_id, body)
             values ($1, $2, $3, $4, 1, $5, $6, $7, $8)",
        )
        .bind(self.id())
        .bind(&head.id)
        .bind(row.list().code())
        .bind(i64::try_from(n + 1).map_err(Error::fault)?)
        .bind(row_key(row.list(), n))
        .bind(row.class())
        .bind(resident_id)
        .bind(body)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}
