//! What the office knows of the enterprise and the people of a filing, beside what it says itself.

use crate::filings::{Head, Summary, load_header, shown, stored, summaries};
use crate::{Actor, Permission, Result, Services};
use domain::filings::{List, Section, Tab};
use domain::review::{Dossier, Earlier, Elsewhere, Held};
use domain::values::ResidentId;
use sqlx::AnyConnection;
use std::collections::HashSet;

/// An engagement of a person who is named in the filing.
#[derive(sqlx::FromRow)]
struct Engaged {
    /// Code of the list or of the section in which the person is named.
    place: String,
    row_id: Option<String>,
    name: String,
    resident_id: String,
    enterprise: String,
    since: i64,
    released_at: Option<i64>,
}

impl Services {
    /// The enterprise's credit, licences and other filings, and where else the people named have been engaged. May ask the
    /// credit registry.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of, `Forbidden` for those who review nothing.
    pub async fn dossier(&self, actor: &Actor, id: &str) -> Result<Dossier> {
        let head = load_header(self.db.pool(), id).await?;
        head.may(actor, Permission::ReadDossier)?;
        let credit = self.credit_of(&head.enterprise_id).await?;
        let mut connection = self.db.pool().acquire().await?;
        let licences = self.licences_of(&mut *connection, &head.enterprise_id, actor.office()).await?;
        Ok(Dossier {
            credit,
            licences: licences.into_iter().map(|(licence, own)| Held { licence, own }).collect(),
            filings: self.other_filings(&mut connection, &head, actor).await?,
            people: elsewhere(&mut connection, &head).await?,
        })
    }

    async fn other_filings(&self, connection: &mut AnyConnection, head: &Head, actor: &Actor) -> Result<Vec<Earlier>> {
        let lines: Vec<Summary> = sqlx::query_as(summaries!(
            "where f.enterprise_id = $1 and f.id <> $2 and f.submitted_at is not null
             order by f.submitted_at desc, f.number desc
             limit 50"
        ))
        .bind(&head.enterprise_id)
        .bind(&head.id)
        .fetch_all(&mut *connection)
        .await?;
        let own: Vec<String> = sqlx::query_scalar("select id from filings where enterprise_id = $1 and office = $2")
            .bind(&head.enterprise_id)
            .bind(actor.office())
            .fetch_all(&mut *connection)
            .await?;
        let own: HashSet<String> = own.into_iter().collect();
        let days = self.days(connection).await?;
        let lines = shown(lines, actor, &days)?;
        Ok(lines.into_iter().map(|filing| Earlier { own: own.contains(&filing.id), filing }).collect())
    }
}

/// Where else the people named are or were engaged: a certificate that moves from one enterprise to the next is worth a look.
async fn elsewhere(connection: &mut AnyConnection, head: &Head) -> Result<Vec<Elsewhere>> {
    let engaged: Vec<Engaged> = sqlx::query_as(
        "select p.place, p.row_id, g.name, g.resident_id, e.name as enterprise, g.since, g.released_at
         from (select list as place, id as row_id, resident_id
               from filing_rows
               where filing_id = $1 and resident_id <> ''
               union all
               select section as place, cast(null as text) as row_id, resident_id
               from filing_sections
               where filing_id = $1 and resident_id <> '') p
              join engagements g on g.resident_id = p.resident_id
              join enterprises e on e.id = g.enterprise_id
         where g.enterprise_id <> $2
         order by g.since desc, p.place, p.row_id
         limit 500",
    )
    .bind(&head.id)
    .bind(&head.enterprise_id)
    .fetch_all(connection)
    .await?;
    engaged.into_iter().map(Engaged::read).collect()
}

impl Engaged {
    fn read(self) -> Result<Elsewhere> {
        let tab: Tab = match self.row_id {
            Some(_) => stored(List::from_code, &self.place)?.tab(),
            None => stored(Section::from_code, &self.place)?.tab(),
        };
        let masked = ResidentId::parse(&self.resident_id).map_or_else(|_| String::new(), |id| id.masked());
        Ok(Elsewhere {
            tab,
            row: self.row_id,
            name: self.name,
            resident_id: masked,
            enterprise: self.enterprise,
            since: self.since,
            until: self.released_at,
        })
    }
}
