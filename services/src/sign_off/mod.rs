//! 批量签批: what waits for the head, and deciding on several at once. Each goes through the same step as alone, with the same
//! checks, in a transaction of its own: one that cannot be decided now does not keep the others.

use crate::committee::deliberations_of;
use crate::filings::{Head, Summary, hindrance, load_header, sections, shown, summaries};
use crate::visits::visits_of;
use crate::{Actor, Error, Permission, Result, Services};
use domain::Refusal;
use domain::conformity::blocking;
use domain::filings::{FilingSummary, Kind};
use domain::sign_off::{Chosen, Decided, MOST, Waiting};
use domain::workflow::Action;
use sqlx::AnyConnection;

/// How many are shown: those that are due first.
const SHOWN: usize = 100;

impl Services {
    /// What waits for a decision in the actor's office, what is due first on top.
    ///
    /// # Errors
    /// `Forbidden` for those who decide nothing.
    pub async fn sign_off_desk(&self, actor: &Actor) -> Result<Vec<Waiting>> {
        actor.may_own(Permission::SignOff)?;
        let mut connection = self.db.pool().acquire().await?;
        let days = self.days(&mut connection).await?;
        let lines: Vec<Summary> = sqlx::query_as(summaries!(
            "where f.office = $1 and f.live = 1 and f.status = 'sign_off'
             order by case when f.due_day = '' then 1 else 0 end, f.due_day, f.submitted_at, f.number
             limit $2"
        ))
        .bind(actor.office())
        .bind(i64::try_from(SHOWN).map_err(Error::fault)?)
        .fetch_all(&mut *connection)
        .await?;
        let mut waiting = Vec::new();
        for filing in shown(lines, actor, &days)? {
            waiting.push(self.waiting(&mut connection, actor, filing).await?);
        }
        Ok(waiting)
    }

    async fn waiting(&self, connection: &mut AnyConnection, actor: &Actor, filing: FilingSummary) -> Result<Waiting> {
        let head = load_header(&mut *connection, &filing.id).await?;
        let found = self.found_now(connection, &head).await?;
        let visits = visits_of(connection, &head, actor).await?;
        let possible = [Action::Grant, Action::Refuse].into_iter();
        Ok(Waiting {
            revision: head.revision,
            wanted: wanted(connection, &head).await?,
            unmet: blocking(&found).count(),
            visit: visits.iter().rev().find_map(|visit| visit.conclusion),
            deliberation: deliberations_of(connection, &head.id).await?.pop(),
            allowed: possible.filter(|&action| hindrance(&head, actor, action).is_none()).collect(),
            hindrance: hindrance(&head, actor, Action::Grant),
            filing,
        })
    }

    /// Grants or refuses each of these, with the same reason, in turn; what came of each.
    ///
    /// # Errors
    /// `Forbidden` for those who decide nothing, `NotFound` for any other step, `Invalid` on `note` for a refusal without a
    /// reason and on `chosen` for none or too many.
    pub async fn sign_off(&self, actor: &Actor, chosen: &[Chosen], action: Action, note: &str) -> Result<Vec<Decided>> {
        actor.may_own(Permission::SignOff)?;
        if !matches!(action, Action::Grant | Action::Refuse) {
            return Err(Refusal::NotFound.into());
        }
        if action.needs_reason() && !domain::values::not_blank(note) {
            return Err(Error::invalid("note", "请填写理由"));
        }
        if !(1..=MOST).contains(&chosen.len()) {
            return Err(Error::invalid("chosen", format!("请选择1至{MOST}件申请")));
        }
        let mut decided = Vec::new();
        for Chosen { id, revision, key } in chosen {
            let refused = match self.act(actor, id, *revision, key, action, note).await {
                Ok(_) => None,
                Err(error) => Some(told(error.into_refusal())),
            };
            decided.push(Decided { id: id.clone(), refused });
        }
        Ok(decided)
    }
}

/// Why it was not done, in a sentence.
fn told(refusal: Refusal) -> String {
    match refusal {
        Refusal::Conflict { .. } => "该申请刚刚有了变动，请核对后重新签批".to_owned(),
        Refusal::Invalid { findings } => {
            findings.into_iter().map(|finding| finding.message).collect::<Vec<_>>().join("；")
        }
        refusal => refusal.to_string(),
    }
}

async fn wanted(connection: &mut AnyConnection, head: &Head) -> Result<String> {
    match head.kind {
        Kind::NewLicence | Kind::ScopeChange | Kind::Renewal => {
            Ok(sections(&mut *connection, &head.id).await?.application.body.wanted.label())
        }
        _ => Ok(String::new()),
    }
}
