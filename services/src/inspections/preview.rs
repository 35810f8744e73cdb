//! Whom a campaign would concern.

use super::campaigns::load;
use crate::context::stored_day;
use crate::{Actor, Error, Permission, Result, Services};
use chrono::NaiveDate;
use domain::inspections::{Campaign, Concern, Plan, Preview};
use domain::licences::{Licence, Scope};
use sqlx::{Any, AnyConnection, Executor};
use std::collections::HashMap;

/// How many licences are looked at in one piece.
pub(super) const PIECE: i64 = 1000;
/// How many of those concerned are shown by name.
const FIRST: usize = 20;

/// A licence in force, as a campaign looks at it.
#[derive(sqlx::FromRow)]
pub(super) struct InForce {
    pub id: String,
    number: String,
    pub enterprise_id: String,
    pub office: String,
    issued_on: String,
    body: String,
}

impl InForce {
    /// The licence, if the campaign concerns it.
    pub(super) fn concerned(&self, concern: &Concern) -> Result<Option<Licence>> {
        let licence: Licence = serde_json::from_str(&self.body)?;
        let scope: &Scope = &licence.scope;
        let covered = concern.covers(&self.office, &self.number, scope, stored_day(&self.issued_on)?);
        Ok(covered.then_some(licence))
    }
}

/// The licences in force that come after this id.
pub(super) async fn in_force<'e>(executor: impl Executor<'e, Database = Any>, reached: &str) -> Result<Vec<InForce>> {
    Ok(sqlx::query_as(
        "select id, number, enterprise_id, office, issued_on, body
         from licences
         where status = 'in_force' and id > $1
         order by id
         limit $2",
    )
    .bind(reached)
    .bind(PIECE)
    .fetch_all(executor)
    .await?)
}

impl Services {
    /// Whom the campaign would concern if it were launched now.
    ///
    /// # Errors
    /// `Invalid` with what is missing in the plan.
    pub async fn preview_campaign(&self, actor: &Actor, id: &str) -> Result<Preview> {
        actor.may_own(Permission::ManageCampaigns)?;
        let plan = load(self.db.pool(), id).await?.plan()?;
        let offices = offices(&mut *self.db.pool().acquire().await?).await?;
        let campaign = parsed(&plan, &offices, self.today())?;
        let mut preview = Preview::default();
        let mut by_office: HashMap<String, i64> = HashMap::new();
        let mut reached = String::new();
        loop {
            let piece = in_force(self.db.pool(), &reached).await?;
            let Some(last) = piece.last() else { break };
            reached.clone_from(&last.id);
            for licence in &piece {
                match licence.concerned(&campaign.concern)? {
                    None => preview.left_out += 1,
                    Some(printed) => {
                        preview.concerned += 1;
                        *by_office.entry(licence.office.clone()).or_default() += 1;
                        if preview.first.len() < FIRST {
                            preview.first.push((printed.number, printed.holder, printed.scope));
                        }
                    }
                }
            }
        }
        preview.offices =
            offices.into_iter().filter_map(|(code, name)| Some((name, by_office.remove(&code)?))).collect();
        Ok(preview)
    }
}

/// The code and name of each office, in their order.
pub(super) async fn offices(connection: &mut AnyConnection) -> Result<Vec<(String, String)>> {
    Ok(sqlx::query_as("select code, name from offices order by region, local").fetch_all(&mut *connection).await?)
}

/// The campaign, if the plan can be launched today.
pub(super) fn parsed(plan: &Plan, offices: &[(String, String)], today: NaiveDate) -> Result<Campaign> {
    let codes: Vec<&str> = offices.iter().map(|(code, _)| code.as_str()).collect();
    plan.parse(&codes, today).map_err(Error::findings)
}
