//! The server's own check of a filing.

use super::content::whole;
use super::load_header;
use super::standing::leads_elsewhere;
use crate::{Actor, Permission, Result, Services};
use domain::Finding;
use domain::conformity;

impl Services {
    /// Everything that can be said about the filing as it stands today, by the rules that hold for it.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of.
    pub async fn check_filing(&self, actor: &Actor, id: &str) -> Result<Vec<Finding>> {
        let mut connection = self.db.pool().acquire().await?;
        let head = load_header(&mut *connection, id).await?;
        head.may(actor, Permission::ReadFiling)?;
        let filing = whole(&mut connection, &head).await?;
        let mut findings = Vec::new();
        if head.open() {
            findings.extend(leads_elsewhere(&mut connection, &head, &filing.sections).await?);
            findings.extend(self.standing(&mut connection, &head, &filing.sections).await?);
        }
        let rules = self.judging(&mut connection, &head).await?;
        findings.extend(conformity::check(&filing, &rules, self.today()));
        Ok(findings)
    }
}
