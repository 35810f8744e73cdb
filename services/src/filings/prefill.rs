//! What a filing about a licence starts from: the registration, the licence's staff, the last accepted figures and records.

use crate::db::Tx;
use crate::{Result, Services};
use domain::enterprises::Profile;
use domain::filings::{Application, Change, Kind, List, Section};
use domain::licences::Licence;
use std::collections::HashMap;

/// What a new row is made of.
struct Copied {
    resident_id: String,
    class: String,
    body: String,
}

impl Services {
    /// Fills in what is known already, each tab as if saved once. Who is named is engaged by the licence, and needs no
    /// engagement besides.
    pub(super) async fn prefill(&self, tx: &mut Tx, kind: Kind, filing: &str, licence: &Licence) -> Result<()> {
        match kind {
            Kind::RegistrationChange => self.prefill_change(tx, filing, licence).await,
            Kind::ScopeChange | Kind::Renewal => self.prefill_judged(tx, filing, licence).await,
            _ => Ok(()),
        }
    }

    async fn prefill_change(&self, tx: &mut Tx, filing: &str, licence: &Licence) -> Result<()> {
        let registered: String = sqlx::query_scalar("select body from enterprises where id = $1")
            .bind(&licence.enterprise_id)
            .fetch_one(&mut **tx)
            .await?;
        let profile: Profile = serde_json::from_str(&registered)?;
        self.insert_section(tx, filing, Section::Change, serde_json::to_string(&Change::of(&profile))?).await
    }

    async fn prefill_judged(&self, tx: &mut Tx, filing: &str, licence: &Licence) -> Result<()> {
        let application = Application { wanted: licence.scope, ..Application::default() };
        self.insert_section(tx, filing, Section::Application, serde_json::to_string(&application)?).await?;
        let accepted: Option<String> = sqlx::query_scalar("select accepted_filing_id from licences where id = $1")
            .bind(&licence.id)
            .fetch_one(&mut **tx)
            .await?;
        if let Some(accepted) = accepted {
            self.copy_basics(tx, filing, &accepted).await?;
            self.copy_records(tx, filing, &accepted).await?;
        }
        self.copy_staff(tx, filing, &licence.id).await
    }

    async fn insert_section(&self, tx: &mut Tx, filing: &str, section: Section, body: String) -> Result<()> {
        sqlx::query(
            "insert into filing_sections (filing_id, section, revision, saved_at, body) values ($1, $2, 1, $3, $4)",
        )
        .bind(filing)
        .bind(section.code())
        .bind(self.now())
        .bind(body)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    async fn copy_basics(&self, tx: &mut Tx, filing: &str, accepted: &str) -> Result<()> {
        sqlx::query(
            "insert into filing_sections (filing_id, section, revision, saved_at, body)
             select $1, section, 1, $2, body
             from filing_sections
             where filing_id = $3 and section = $4",
        )
        .bind(filing)
        .bind(self.now())
        .bind(accepted)
        .bind(Section::Basics.code())
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// Leads and lists as the licence engages them: posts, sections and lists have the same codes.
    async fn copy_staff(&self, tx: &mut Tx, filing: &str, licence: &str) -> Result<()> {
        sqlx::query(
            "insert into filing_sections (filing_id, section, revision, saved_at, resident_id, body)
             select $1, post, 1, $2, resident_id, body
             from posts
             where licence_id = $3 and until is null and post in ($4, $5)",
        )
        .bind(filing)
        .bind(self.now())
        .bind(licence)
        .bind(Section::TechnicalLead.code())
        .bind(Section::SafetyLead.code())
        .execute(&mut **tx)
        .await?;
        for list in [List::Technicians, List::Electricians] {
            let people: Vec<(String, String, String)> = sqlx::query_as(
                "select resident_id, class, body
                 from posts
                 where licence_id = $1 and until is null and post = $2
                 order by since, name, resident_id",
            )
            .bind(licence)
            .bind(list.code())
            .fetch_all(&mut **tx)
            .await?;
            for (n, (resident_id, class, body)) in (1..).zip(people) {
                self.insert_known_row(tx, filing, list, n, Copied { resident_id, class, body }).await?;
            }
        }
        Ok(())
    }

    /// The performance records with their documents.
    async fn copy_records(&self, tx: &mut Tx, filing: &str, accepted: &str) -> Result<()> {
        let records: Vec<(String, String, String)> = sqlx::query_as(
            "select id, class, body from filing_rows where filing_id = $1 and list = $2 order by position, id",
        )
        .bind(accepted)
        .bind(List::Performance.code())
        .fetch_all(&mut **tx)
        .await?;
        let mut copies = HashMap::new();
        for (n, (old, class, body)) in (1..).zip(records) {
            let copied = Copied { resident_id: String::new(), class, body };
            copies.insert(old, self.insert_known_row(tx, filing, List::Performance, n, copied).await?);
        }
        self.copy_row_documents(tx, filing, accepted, &copies).await
    }

    async fn insert_known_row(&self, tx: &mut Tx, filing: &str, list: List, n: i64, row: Copied) -> Result<String> {
        let id = self.id();
        sqlx::query(
            "insert into filing_rows (id, filing_id, list, position, revision, key, class, resident_id, body)
             values ($1, $2, $3, $4, 1, $5, $6, $7, $8)",
        )
        .bind(&id)
        .bind(filing)
        .bind(list.code())
        .bind(n)
        .bind(format!("known-{}-{n}", list.code()))
        .bind(row.class)
        .bind(row.resident_id)
        .bind(row.body)
        .execute(&mut **tx)
        .await?;
        Ok(id)
    }
}
