//! The server's own check of a filing.

use super::content::whole;
use super::save_section::engaged_elsewhere;
use super::{Head, load_header};
use crate::{Actor, Permission, Result, Services, staff};
use domain::Finding;
use domain::conformity;
use domain::filings::{Section, Sections};
use domain::values::ResidentId;
use domain::workflow::Status;
use sqlx::AnyConnection;

impl Services {
    /// Everything that can be said about the filing as it stands today.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of.
    pub async fn check_filing(&self, actor: &Actor, id: &str) -> Result<Vec<Finding>> {
        let mut connection = self.db.pool().acquire().await?;
        let head = load_header(&mut *connection, id).await?;
        head.may(actor, Permission::ReadFiling)?;
        let filing = whole(&mut connection, &head, head.profile()?).await?;
        let mut findings = conformity::check(&filing, &self.rules, self.today());
        if matches!(head.status, Status::Draft | Status::Correction) {
            findings.splice(0..0, leads_elsewhere(&mut connection, &head, &filing.sections).await?);
        }
        Ok(findings)
    }
}

/// The leads with their ID numbers, where these are ID numbers.
pub(super) fn leads(sections: &Sections) -> impl Iterator<Item = (Section, ResidentId, &str)> {
    [(Section::TechnicalLead, &sections.technical_lead.body), (Section::SafetyLead, &sections.safety_lead.body)]
        .into_iter()
        .filter_map(|(section, lead)| Some((section, ResidentId::parse(&lead.resident_id).ok()?, lead.name.as_str())))
}

async fn leads_elsewhere(connection: &mut AnyConnection, head: &Head, sections: &Sections) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for (section, person, _) in leads(sections) {
        if let Some(reason) = staff::engaged_elsewhere(&mut *connection, head, &person).await? {
            findings.push(engaged_elsewhere(section.code(), reason));
        }
    }
    Ok(findings)
}
