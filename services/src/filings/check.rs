//! The server's own check of a filing.

use super::standing::leads_elsewhere;
use super::{Head, load_header};
use crate::{Actor, Permission, Result, Services};
use domain::Finding;
use domain::conformity;
use sqlx::AnyConnection;

impl Services {
    /// Everything that can be said about the filing as it stands today, by the rules that hold for it.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of.
    pub async fn check_filing(&self, actor: &Actor, id: &str) -> Result<Vec<Finding>> {
        let mut connection = self.db.pool().acquire().await?;
        let head = load_header(&mut *connection, id).await?;
        head.may(actor, Permission::ReadFiling)?;
        self.found_now(&mut connection, &head).await
    }

    /// The same, of a filing that was read.
    pub(crate) async fn found_now(&self, connection: &mut AnyConnection, head: &Head) -> Result<Vec<Finding>> {
        let filing = self.whole(connection, head).await?;
        let mut findings = Vec::new();
        if head.open() {
            findings.extend(leads_elsewhere(connection, head, &filing.sections).await?);
            findings.extend(self.standing(connection, head, &filing.sections).await?);
        }
        let rules = self.judging(connection, head).await?;
        findings.extend(conformity::check(&filing, &rules, self.today()));
        Ok(findings)
    }
}
