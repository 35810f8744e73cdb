//! Taking a step with a bad rating (差评).

use crate::db::Tx;
use crate::filings::stored;
use crate::{Actor, Error, Result, Services};
use domain::Refusal;
use domain::ratings::{CaseAction, CaseStatus, CaseView, allowed, apply};
use domain::values::{not_blank, text};

/// Longest note, in characters.
const NOTE: u32 = 1000;

impl Services {
    /// Takes a step with what is written about it, and gives the case as it is afterwards; the same key again takes it once.
    ///
    /// # Errors
    /// `NotFound` for a case of another office, `Forbidden` for a step that the role never takes, `NotNow` for one that cannot
    /// be taken now, `Invalid` on `note`, `Conflict` with the case as stored when it has moved.
    pub async fn act_on_rating(
        &self,
        actor: &Actor,
        id: &str,
        revision: i64,
        key: &str,
        action: CaseAction,
        note: &str,
    ) -> Result<CaseView> {
        let key = self.once(key);
        let mut tx = self.db.begin().await?;
        let case = self.case_of(&mut tx, actor, id).await?;
        if self.case_step_taken(&mut tx, id, &key, action).await? {
            return self.case_view(&mut tx, actor, case).await;
        }
        if case.revision != revision {
            return Err(self.case_moved(&mut tx, actor, id).await?);
        }
        let status = case.status()?;
        let next = apply(status, action).ok_or_else(|| Error::not_now(format!("该差评{status}，不能{action}")))?;
        if !allowed(status, actor.role).contains(&action) {
            return Err(Refusal::Forbidden.into());
        }
        let note = checked(action, note)?;
        if !self.move_case(&mut tx, id, revision, next).await? {
            // Somebody else was faster: perhaps this very request, sent twice.
            let taken = self.case_step_taken(&mut tx, id, &key, action).await?;
            let case = self.case_of(&mut tx, actor, id).await?;
            return match taken {
                true => self.case_view(&mut tx, actor, case).await,
                false => Err(self.case_moved(&mut tx, actor, id).await?),
            };
        }
        self.write_case_step(&mut tx, actor, id, &key, action, &note).await?;
        self.audit(&mut tx, actor, &format!("rating.{}", action.code()), "rating", id).await?;
        let case = self.case_of(&mut tx, actor, id).await?;
        self.tell_of_answer(&mut tx, &case, action).await?;
        let view = self.case_view(&mut tx, actor, case).await?;
        tx.commit().await?;
        Ok(view)
    }

    /// Moves the case if it still stands where it was read.
    async fn move_case(&self, tx: &mut Tx, id: &str, revision: i64, next: CaseStatus) -> Result<bool> {
        let answered = matches!(next, CaseStatus::Replied | CaseStatus::SetAside);
        let moved = sqlx::query(
            "update rating_cases
             set status       = $1,
                 revision     = revision + 1,
                 answered_day = coalesce(answered_day, $2),
                 answered_at  = coalesce(answered_at, $3)
             where rating_id = $4 and revision = $5",
        )
        .bind(next.code())
        .bind(answered.then(|| self.today().to_string()))
        .bind(answered.then(|| self.now()))
        .bind(id)
        .bind(revision)
        .execute(&mut **tx)
        .await?;
        Ok(moved.rows_affected() == 1)
    }

    async fn write_case_step(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        id: &str,
        key: &str,
        action: CaseAction,
        note: &str,
    ) -> Result<()> {
        sqlx::query(
            "insert into rating_case_events (id, rating_id, sequence, at, actor_id, actor, action, note, key)
             select $1, $2, coalesce(max(e.sequence), 0) + 1, $3, $4, $5, $6, $7, $8
             from rating_case_events e
             where e.rating_id = $2",
        )
        .bind(self.id())
        .bind(id)
        .bind(self.now())
        .bind(&actor.account_id)
        .bind(&actor.name)
        .bind(action.code())
        .bind(note)
        .bind(key)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// Whether this step was taken under this key. A key that stands for another step was not made by our pages.
    async fn case_step_taken(&self, tx: &mut Tx, id: &str, key: &str, action: CaseAction) -> Result<bool> {
        let taken: Option<String> =
            sqlx::query_scalar("select action from rating_case_events where rating_id = $1 and key = $2")
                .bind(id)
                .bind(key)
                .fetch_optional(&mut **tx)
                .await?;
        match taken.map(|taken| stored(CaseAction::from_code, &taken)).transpose()? {
            None => Ok(false),
            Some(taken) if taken == action => Ok(true),
            Some(_) => Err(Error::not_now("该差评已由他人处理，请刷新")),
        }
    }

    async fn case_moved(&self, tx: &mut Tx, actor: &Actor, id: &str) -> Result<Error> {
        let case = self.case_of(tx, actor, id).await?;
        let revision = case.revision;
        let theirs = serde_json::to_string(&self.case_view(tx, actor, case).await?)?;
        Ok(Refusal::Conflict { theirs, revision }.into())
    }
}

fn checked(action: CaseAction, note: &str) -> Result<String> {
    match (not_blank(note), action.needs_note()) {
        (true, _) => text::paragraph(note, NOTE).map_err(|error| Error::invalid("note", error)),
        (false, true) => Err(Error::invalid("note", "请填写")),
        (false, false) => Ok(String::new()),
    }
}
