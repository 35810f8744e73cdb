//! What granting does, a kind at a time.

use super::events::{SYSTEM, Step};
use super::{Head, sections, stored};
use crate::db::Tx;
use crate::{Actor, Error, Result, Services};
use domain::filings::{Downgrade, Kind};
use domain::licences::{Category, Licence, Move, Scope};
use domain::workflow::{Action, Status};

impl Services {
    /// Does what the filing asks for, in the transaction that grants it.
    ///
    /// # Errors
    /// `NotNow` where what has happened since stands against it.
    pub(super) async fn grant(&self, tx: &mut Tx, actor: &Actor, head: &Head) -> Result<()> {
        if head.kind == Kind::NewLicence {
            return self.issue(tx, actor, head).await;
        }
        let licence_id = head.licence_id.as_deref().ok_or_else(|| Error::fault("a filing about no licence"))?;
        // First the licence, so that of two filings about it the second sees what the first has done.
        hold(tx, licence_id).await?;
        match head.kind {
            Kind::NewLicence => Ok(()),
            Kind::RegistrationChange => self.change_registration(tx, actor, head).await,
            Kind::ScopeChange => {
                let scope = self.scope_after(tx, head, licence_id).await?;
                self.rescope(tx, actor, head, scope).await?;
                self.settle_people(tx, head, licence_id).await
            }
            Kind::Renewal => {
                let scope = self.scope_after(tx, head, licence_id).await?;
                self.renew(tx, actor, head, scope).await?;
                self.settle_people(tx, head, licence_id).await
            }
            Kind::Reissue => self.reprint(tx, actor, head).await,
            Kind::Cancellation => self.cancel(tx, actor, head, licence_id).await,
            Kind::Joining => self.join(tx, head, licence_id).await,
            Kind::Leaving => self.leave(tx, actor, head, licence_id).await,
        }
    }

    /// The enterprise is registered anew, and the licence follows.
    async fn change_registration(&self, tx: &mut Tx, actor: &Actor, head: &Head) -> Result<()> {
        let change = sections(&mut **tx, &head.id).await?.change.body;
        let profile = change.applied(&head.profile()?, head.registered()?);
        self.rename_holder(tx, actor, head, &profile).await?;
        self.rewrite_enterprise(tx, actor, head, &profile).await
    }

    /// The licence's scope with what the filing changes in it; what else has changed since it was submitted stays.
    async fn scope_after(&self, tx: &mut Tx, head: &Head, licence_id: &str) -> Result<Scope> {
        let now = self.licence_by_id(&mut **tx, licence_id).await?;
        let application = sections(&mut **tx, &head.id).await?.application.body;
        let before = head.licence().map_or(now.scope, |licence: &Licence| licence.scope);
        Ok(match (head.kind, application.downgrade) {
            (Kind::Renewal, Some(Downgrade::Yes)) => lowered(before, application.wanted, now.scope),
            (Kind::Renewal, _) => now.scope,
            _ => changed(before, application.wanted, now.scope),
        })
    }

    /// Ends the licence, and what has been begun about it and not been submitted. What waits for a decision goes first.
    async fn cancel(&self, tx: &mut Tx, actor: &Actor, head: &Head, licence_id: &str) -> Result<()> {
        // Drafts first: one that is being submitted at this moment is found among the submitted ones afterwards.
        self.abandon_drafts(tx, actor, licence_id).await?;
        let other: Option<(String, String)> = sqlx::query_as(
            "select kind, number from filings where licence_id = $1 and live = 1 and id <> $2 order by number limit 1",
        )
        .bind(licence_id)
        .bind(&head.id)
        .fetch_optional(&mut **tx)
        .await?;
        if let Some((kind, number)) = other {
            let kind = stored(Kind::from_code, &kind)?;
            return Err(Error::not_now(format!("该许可证的“{kind}”（{number}）尚未办结，不能准予注销")));
        }
        self.cancel_licence(tx, actor, head).await
    }

    async fn abandon_drafts(&self, tx: &mut Tx, actor: &Actor, licence_id: &str) -> Result<()> {
        let drafts: Vec<String> =
            sqlx::query_scalar("select id from filings where licence_id = $1 and live = 1 and status = $2 order by id")
                .bind(licence_id)
                .bind(Status::Draft.code())
                .fetch_all(&mut **tx)
                .await?;
        for id in drafts {
            let status = Status::Abandoned;
            let abandoned = sqlx::query(
                "update filings
                 set status = $1, live = 0, revision = revision + 1, updated_at = $2
                 where id = $3 and live = 1 and status = $4",
            )
            .bind(status.code())
            .bind(self.now())
            .bind(&id)
            .bind(Status::Draft.code())
            .execute(&mut **tx)
            .await?;
            if abandoned.rows_affected() == 1 {
                let step = Step { action: Action::Abandon, status, note: "许可证已注销", key: &self.id() };
                self.record(tx, SYSTEM, &id, &step).await?;
                self.release_filing(tx, &id).await?;
                self.audit(tx, actor, "filing.abandon", "filing", &id).await?;
            }
        }
        Ok(())
    }
}

/// Waits until nobody else changes the licence, and keeps others waiting until the end of the transaction.
pub(super) async fn hold(tx: &mut Tx, licence_id: &str) -> Result<()> {
    sqlx::query("update licences set revision = revision where id = $1").bind(licence_id).execute(&mut **tx).await?;
    Ok(())
}

/// `now`, with the categories that differ between `before` and `wanted` as wanted.
fn changed(before: Scope, wanted: Scope, now: Scope) -> Scope {
    let mut after = now;
    for &category in Category::ALL.iter().filter(|&&category| before.grade(category) != wanted.grade(category)) {
        after.set(category, wanted.grade(category));
    }
    after
}

/// `now`, with the categories that were to be lowered at least as low. One that has been dropped since stays away.
fn lowered(before: Scope, wanted: Scope, now: Scope) -> Scope {
    let mut after = now;
    for (category, _) in before.moves(&wanted).filter(|(_, step)| *step == Move::Lowered) {
        // Grade One is the highest, and the least.
        after.set(category, now.grade(category).max(now.grade(category).and(wanted.grade(category))));
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::licences::Grade;

    fn scope(install: Option<Grade>, repair: Option<Grade>) -> Scope {
        Scope { install, repair, test: None }
    }

    #[test]
    fn what_another_filing_changed_meanwhile_stays() {
        use Grade::{Five, Four, Three};
        let before = scope(Some(Four), Some(Four));
        let raised = scope(Some(Three), Some(Four));
        assert_eq!(changed(before, raised, scope(Some(Four), Some(Five))), scope(Some(Three), Some(Five)));
        assert_eq!(changed(before, scope(Some(Four), None), scope(Some(Three), Some(Four))), scope(Some(Three), None));
        let down = scope(Some(Five), Some(Four));
        assert_eq!(lowered(before, down, scope(Some(Three), Some(Three))), scope(Some(Five), Some(Three)));
        assert_eq!(lowered(before, down, scope(None, Some(Four))), scope(None, Some(Four)));
        let lower = scope(Some(Four), Some(Four));
        assert_eq!(lowered(scope(Some(Three), Some(Four)), lower, down), down, "lower already");
    }
}
