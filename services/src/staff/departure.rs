//! What somebody's leaving does to the licence's conditions.

use crate::filings::{load_header, sections};
use crate::{Actor, Permission, Result, Services};
use domain::Finding;
use domain::conformity::check_staff;
use domain::values::ResidentId;

impl Services {
    /// The conditions about staff, held against the licence without the people whom the filing says to leave: what would
    /// fall short, and what would still be met.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of.
    pub async fn departure_effect(&self, actor: &Actor, filing_id: &str) -> Result<Vec<Finding>> {
        let mut connection = self.db.pool().acquire().await?;
        let head = load_header(&mut *connection, filing_id).await?;
        head.may(actor, Permission::ReadFiling)?;
        let Some(licence_id) = &head.licence_id else { return Ok(Vec::new()) };
        let licence = self.licence_by_id(&mut *connection, licence_id).await?;
        let roster = self.roster(&mut *connection, licence_id).await?;
        let leaving = sections(&mut *connection, filing_id).await?.leaving.body;
        // As engaged, not as typed.
        let people: Vec<_> =
            leaving.people.iter().filter_map(|person| ResidentId::parse(&person.resident_id).ok()).collect();
        let left: Vec<&str> = people.iter().map(ResidentId::as_str).collect();
        let rules = self.rules_today(&mut connection).await?;
        Ok(check_staff(licence.scope, &roster.without(&left), &rules, self.today()))
    }
}
