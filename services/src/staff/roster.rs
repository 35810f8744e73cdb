//! Everybody whom a licence engages, with the forms.

use super::posts::held;
use crate::{Result, Services};
use domain::staff::{Post, Roster};
use sqlx::{Any, Executor};

impl Services {
    /// The people who hold a post under the licence now.
    pub(crate) async fn roster<'e>(
        &self,
        executor: impl Executor<'e, Database = Any>,
        licence_id: &str,
    ) -> Result<Roster> {
        let mut roster = Roster::default();
        for held in held(executor, licence_id).await? {
            match held.post {
                Post::TechnicalLead => roster.technical_lead = Some(serde_json::from_str(&held.body)?),
                Post::SafetyLead => roster.safety_lead = Some(serde_json::from_str(&held.body)?),
                Post::Technician => roster.technicians.push(serde_json::from_str(&held.body)?),
                Post::Electrician => roster.electricians.push(serde_json::from_str(&held.body)?),
            }
        }
        Ok(roster)
    }
}
