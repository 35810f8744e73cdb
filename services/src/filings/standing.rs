//! What only the database can say against submitting a filing.

use super::Head;
use super::save_section::engaged_elsewhere;
use crate::{Result, Services, staff};
use domain::Finding;
use domain::filings::{Kind, Section, Sections, hindrance};
use domain::values::{CreditCode, ResidentId};
use domain::workflow::Status;
use sqlx::AnyConnection;

impl Services {
    /// What stands against it beside its content, but for the people whom it names.
    pub(super) async fn standing(
        &self,
        connection: &mut AnyConnection,
        head: &Head,
        sections: &Sections,
    ) -> Result<Vec<Finding>> {
        match head.kind {
            Kind::RegistrationChange => credit_code_taken(connection, head, sections).await,
            Kind::Renewal => Ok(self.too_late(head).into_iter().collect()),
            _ => Ok(Vec::new()),
        }
    }

    /// A renewal is in time by the day on which it was first submitted: a correction may take longer.
    fn too_late(&self, head: &Head) -> Option<Finding> {
        let first = head.status == Status::Draft;
        // Without a licence in force there is a finding already.
        let licence = head.held.as_ref().filter(|_| first)?;
        let reason = hindrance(head.kind, Some(licence), &[], self.today())?;
        Some(Finding {
            id: "renewal_time".to_owned(),
            basis: "第36号令".to_owned(),
            ..Finding::field("application.downgrade", reason)
        })
    }
}

async fn credit_code_taken(connection: &mut AnyConnection, head: &Head, sections: &Sections) -> Result<Vec<Finding>> {
    let Ok(code) = CreditCode::parse(&sections.change.body.credit_code) else { return Ok(Vec::new()) };
    let taken: Option<String> = sqlx::query_scalar("select id from enterprises where credit_code = $1 and id <> $2")
        .bind(code.as_str())
        .bind(&head.enterprise_id)
        .fetch_optional(connection)
        .await?;
    let finding = |_| Finding {
        id: "credit_code_taken".to_owned(),
        ..Finding::field("change.credit_code", "该统一社会信用代码已由其他企业注册")
    };
    Ok(taken.map(finding).into_iter().collect())
}

/// The leads with their ID numbers, where these are ID numbers.
pub(super) fn leads(sections: &Sections) -> impl Iterator<Item = (Section, ResidentId, &str)> {
    [(Section::TechnicalLead, &sections.technical_lead.body), (Section::SafetyLead, &sections.safety_lead.body)]
        .into_iter()
        .filter_map(|(section, lead)| Some((section, ResidentId::parse(&lead.resident_id).ok()?, lead.name.as_str())))
}

/// The leads who are engaged elsewhere: their tabs are saved all the same.
pub(super) async fn leads_elsewhere(
    connection: &mut AnyConnection,
    head: &Head,
    sections: &Sections,
) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for (section, person, _) in leads(sections) {
        if let Some(reason) = staff::engaged_elsewhere(&mut *connection, head, &person).await? {
            findings.push(engaged_elsewhere(section.code(), reason));
        }
    }
    Ok(findings)
}
