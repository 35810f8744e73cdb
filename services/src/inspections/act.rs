//! Every step of a report.

use super::begin::report_of;
use super::documents::documents_of;
use super::head::Head;
use crate::db::Tx;
use crate::filings::{known_shape, stored};
use crate::{Actor, Error, Permission, Result, Services};
use domain::inspections::{Act, ReportHeader, Stage, apply, check, mend_by, missing};
use domain::values::{date, not_blank, text};
use domain::{Finding, Refusal};

/// Longest remark, in characters.
const LONGEST_NOTE: u32 = 2000;

/// What comes with a step.
#[derive(Clone, Copy, Debug, Default)]
pub struct Said<'a> {
    /// Reason, comments, or what was mended.
    pub note: &'a str,
    /// The day by which things must be mended, as typed.
    pub mend_by: &'a str,
}

impl Services {
    /// Takes a step and gives the header as it is afterwards; the same key again takes it once.
    ///
    /// # Errors
    /// `Forbidden` for a step that the role never takes, `NotNow` for one that cannot be taken now, `Invalid` with what is
    /// missing, `Conflict` with the header as stored when the report has moved.
    pub async fn act_on_inspection(
        &self,
        actor: &Actor,
        id: &str,
        revision: i64,
        key: &str,
        act: Act,
        said: Said<'_>,
    ) -> Result<ReportHeader> {
        let key = self.once(key);
        let mut tx = self.db.begin().await?;
        sqlx::query("update inspections set revision = revision where id = $1")
            .bind(known_shape(id)?)
            .execute(&mut *tx)
            .await?;
        let head = self.inspection_head(&mut tx, id).await?;
        head.may(actor, permission(act))?;
        if taken(&mut tx, id, &key, act).await? {
            return Ok(head.header(actor, self.today()));
        }
        if head.revision != revision {
            let theirs = serde_json::to_string(&head.header(actor, self.today()))?;
            return Err(Refusal::Conflict { theirs, revision: head.revision }.into());
        }
        let stage =
            apply(head.stage, act).ok_or_else(|| Error::not_now(format!("“{}”的自查现在不能“{act}”", head.stage)))?;
        let note = self.may_take(&mut tx, &head, act, said).await?;
        let due = self.due_after(&head, stage, said)?;
        self.move_inspection(&mut tx, id, act, stage, &due).await?;
        if act == Act::Start {
            self.fill_in_known(&mut tx, &head).await?;
        }
        self.record_inspection(&mut tx, actor, id, (act, stage), &note, &key).await?;
        self.audit(&mut tx, actor, &format!("inspection.{}", act.code()), "inspection", id).await?;
        let header = self.inspection_head(&mut tx, id).await?.header(actor, self.today());
        tx.commit().await?;
        Ok(header)
    }

    /// What the step demands besides: the remark as it is kept.
    async fn may_take(&self, tx: &mut Tx, head: &Head, act: Act, said: Said<'_>) -> Result<String> {
        match act {
            Act::Start if self.today() < head.campaign.opens_on => {
                return Err(Error::not_now(format!("自查于{}开始填报", date::long(head.campaign.opens_on))));
            }
            Act::Submit => {
                let (report, documents) = (report_of(tx, &head.id).await?, documents_of(tx, &head.id).await?);
                let findings = check(&head.campaign, &report, &documents, self.today());
                let missing: Vec<Finding> = missing(&findings).cloned().collect();
                if !missing.is_empty() {
                    return Err(Error::findings(missing));
                }
            }
            _ => {}
        }
        match (not_blank(said.note), act.needs_note()) {
            (true, _) => text::paragraph(said.note, LONGEST_NOTE).map_err(|error| Error::invalid("note", error)),
            (false, true) => Err(Error::invalid("note", "请填写说明")),
            (false, false) => Ok(String::new()),
        }
    }

    /// The last day after the step, as stored.
    fn due_after(&self, head: &Head, stage: Stage, said: Said<'_>) -> Result<String> {
        Ok(match stage {
            Stage::NotStarted | Stage::FillingIn | Stage::Returned => head.campaign.closes_on.to_string(),
            Stage::Mending => {
                let day = mend_by(said.mend_by, self.today()).map_err(|why| Error::invalid("mend_by", why))?;
                day.to_string()
            }
            Stage::Submitted | Stage::MendingReported | Stage::Conforming | Stage::Mended => String::new(),
        })
    }

    async fn move_inspection(&self, tx: &mut Tx, id: &str, act: Act, stage: Stage, due: &str) -> Result<()> {
        sqlx::query(
            "update inspections
             set stage = $1, revision = revision + 1, due_day = $2, updated_at = $3,
                 submitted_at = case when $4 = 1 then $3 else submitted_at end
             where id = $5",
        )
        .bind(stage.code())
        .bind(due)
        .bind(self.now())
        .bind(i64::from(act == Act::Submit))
        .bind(id)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    async fn record_inspection(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        id: &str,
        (act, stage): (Act, Stage),
        note: &str,
        key: &str,
    ) -> Result<()> {
        sqlx::query(
            "insert into inspection_events (id, inspection_id, sequence, at, actor_id, actor, role, act, stage, note, key)
             select $1, $2, coalesce(max(e.sequence), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10
             from inspection_events e
             where e.inspection_id = $2",
        )
        .bind(self.id())
        .bind(id)
        .bind(self.now())
        .bind(&actor.account_id)
        .bind(&actor.name)
        .bind(actor.role.code())
        .bind(act.code())
        .bind(stage.code())
        .bind(note)
        .bind(key)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

fn permission(act: Act) -> Permission {
    match act {
        Act::Start | Act::Submit | Act::ReportMending => Permission::WriteInspection,
        Act::Return | Act::Conform | Act::OrderMending | Act::RejectMending | Act::ConfirmMending => {
            Permission::JudgeInspection
        }
    }
}

/// Whether this step was taken under this key. A key that stands for another step was not made by our pages.
async fn taken(tx: &mut Tx, id: &str, key: &str, act: Act) -> Result<bool> {
    let there: Option<String> =
        sqlx::query_scalar("select act from inspection_events where inspection_id = $1 and key = $2")
            .bind(id)
            .bind(key)
            .fetch_optional(&mut **tx)
            .await?;
    match there.map(|there| stored(Act::from_code, &there)).transpose()? {
        None => Ok(false),
        Some(there) if there == act => Ok(true),
        Some(_) => Err(Error::not_now("该自查已变动，请刷新")),
    }
}
