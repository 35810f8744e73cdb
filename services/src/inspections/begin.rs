//! What a report starts from: what the system knows already.

use super::head::Head;
use crate::db::Tx;
use crate::{Result, Services};
use domain::enterprises::Profile;
use domain::filings::{Basics, PerformanceRecord};
use domain::inspections::{Report, Section, SectionBody};
use sqlx::AnyConnection;

impl Services {
    /// Fills in what is known, each page as if saved once.
    pub(super) async fn fill_in_known(&self, tx: &mut Tx, head: &Head) -> Result<()> {
        let known = known(tx, head).await?;
        for &section in &[Section::Company, Section::Assets, Section::Performance] {
            let (body, _) = known.section(section);
            sqlx::query(
                "insert into inspection_sections (inspection_id, section, revision, saved_at, body)
                 values ($1, $2, 1, $3, $4)
                 on conflict (inspection_id, section) do nothing",
            )
            .bind(&head.id)
            .bind(section.code())
            .bind(self.now())
            .bind(serde_json::to_string(&body)?)
            .execute(&mut **tx)
            .await?;
        }
        Ok(())
    }
}

async fn known(tx: &mut Tx, head: &Head) -> Result<Report> {
    let registered: String = sqlx::query_scalar("select body from enterprises where id = $1")
        .bind(&head.enterprise_id)
        .fetch_one(&mut **tx)
        .await?;
    let profile: Profile = serde_json::from_str(&registered)?;
    let accepted: Option<String> = sqlx::query_scalar("select accepted_filing_id from licences where id = $1")
        .bind(&head.licence.id)
        .fetch_one(&mut **tx)
        .await?;
    let (basics, records) = match accepted {
        Some(accepted) => (basics(tx, &accepted).await?, records(tx, &accepted).await?),
        None => Default::default(),
    };
    Ok(Report::known(&profile, &basics, records, head.campaign.year))
}

async fn basics(connection: &mut AnyConnection, accepted: &str) -> Result<Basics> {
    let body: Option<String> =
        sqlx::query_scalar("select body from filing_sections where filing_id = $1 and section = 'basics'")
            .bind(accepted)
            .fetch_optional(&mut *connection)
            .await?;
    Ok(body.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default())
}

async fn records(connection: &mut AnyConnection, accepted: &str) -> Result<Vec<PerformanceRecord>> {
    let bodies: Vec<String> = sqlx::query_scalar(
        "select body from filing_rows where filing_id = $1 and list = 'performance' order by position",
    )
    .bind(accepted)
    .fetch_all(&mut *connection)
    .await?;
    bodies.iter().map(|body| Ok(serde_json::from_str(body)?)).collect()
}

/// The pages as stored.
pub(super) async fn report_of(connection: &mut AnyConnection, id: &str) -> Result<Report> {
    let rows: Vec<(i64, i64, String)> =
        sqlx::query_as("select revision, saved_at, body from inspection_sections where inspection_id = $1")
            .bind(id)
            .fetch_all(&mut *connection)
            .await?;
    let mut report = Report::default();
    for (revision, saved_at, body) in rows {
        let body: SectionBody = serde_json::from_str(&body)?;
        report.put(body, revision, saved_at);
    }
    Ok(report)
}
