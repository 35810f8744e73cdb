//! Submitting, and submitting again after a correction.

use super::events::{Step, taken};
use super::position::position;
use super::save_section::engaged_elsewhere;
use super::standing::leads;
use super::{Head, load_header};
use crate::context::china_date;
use crate::db::Tx;
use crate::{Actor, Error, Permission, Result, Services};
use domain::conformity::{self, RuleSet};
use domain::filings::{Filing, Receipt};
use domain::workflow::{self, Action, Status};
use domain::{Finding, Refusal};
use sqlx::AnyConnection;

/// The steps that submit.
const SUBMISSIONS: &[Action] = &[Action::Submit, Action::Resubmit];

impl Services {
    /// Submits the filing as it stands, freezes what was submitted, and gives the receipt; the same key again gives the
    /// same receipt.
    ///
    /// # Errors
    /// `Invalid` with what stands against it, `Conflict` when the filing has moved, `NotNow` when it is not open.
    pub async fn submit(&self, actor: &Actor, id: &str, revision: i64, key: &str) -> Result<Receipt> {
        let key = self.once(key);
        let mut tx = self.db.begin().await?;
        let head = load_header(&mut *tx, id).await?;
        head.may(actor, Permission::WriteFiling)?;
        if taken(&mut tx, id, &key, SUBMISSIONS).await? {
            // Read anew: the same submission, sent twice, may have arrived between the two queries.
            let head = load_header(&mut *tx, id).await?;
            return receipt(&mut tx, &head).await;
        }
        head.may_write(actor)?;
        let action = if head.status == Status::Draft { Action::Submit } else { Action::Resubmit };
        let status = workflow::apply(head.kind, head.track, head.status, action)
            .ok_or_else(|| Error::not_now("申请已提交，不能再修改"))?;
        let now = self.now();
        let rules = self.rule_book_in(&mut tx).await?.on(china_date(now));
        // Moving it first holds it: nobody saves beside until this is done or undone.
        if !self.move_submitted(&mut tx, &head, revision, status, (now, &rules.id)).await? {
            let sent_before = taken(&mut tx, id, &key, SUBMISSIONS).await?;
            let head = load_header(&mut *tx, id).await?;
            return match sent_before {
                true => receipt(&mut tx, &head).await,
                false => Err(self.moved(&mut tx, &head, actor).await?),
            };
        }
        let filing = self.ready_to_submit(&mut tx, &head, &rules).await?;
        if action == Action::Resubmit {
            self.round_answered(&mut tx, id, head.rounds).await?;
        }
        self.freeze(&mut tx, id, &filing).await?;
        self.record(&mut tx, actor, id, &Step { action, status, note: "", key: &key }).await?;
        self.write_due(&mut tx, &head).await?;
        self.issue_form(&mut tx, &head, &filing).await?;
        self.tell(&mut tx, &head, &Step { action, status, note: "", key: &key }, &actor.account_id).await?;
        self.audit(&mut tx, actor, "filing.submit", "filing", id).await?;
        let head = load_header(&mut *tx, id).await?;
        let receipt = receipt(&mut tx, &head).await?;
        tx.commit().await?;
        Ok(receipt)
    }

    /// A filing that is submitted again goes back to the queue, for the reviewer who knows it. The rules are those of the
    /// moment, and noted.
    async fn move_submitted(
        &self,
        tx: &mut Tx,
        head: &Head,
        revision: i64,
        status: Status,
        (now, rule_set): (i64, &str),
    ) -> Result<bool> {
        let licence = head.held.as_ref().map(serde_json::to_string).transpose()?.unwrap_or_default();
        let submitted = sqlx::query(
            "update filings
             set status = $1, revision = revision + 1, profile = $2, licence = $3, submitted_at = $4, updated_at = $4,
                 rule_set = $8
             where id = $5 and revision = $6 and status = $7",
        )
        .bind(status.code())
        .bind(serde_json::to_string(&head.registered()?)?)
        .bind(licence)
        .bind(now)
        .bind(&head.id)
        .bind(revision)
        .bind(head.status.code())
        .bind(rule_set)
        .execute(&mut **tx)
        .await?;
        Ok(submitted.rows_affected() == 1)
    }

    /// The whole filing, if nothing stands against submitting it.
    async fn ready_to_submit(&self, tx: &mut Tx, head: &Head, rules: &RuleSet) -> Result<Filing> {
        let filing = self.whole(tx, head).await?;
        let mut findings = Vec::new();
        // A lead who was engaged elsewhere when the tab was saved may be free by now.
        for (section, person, name) in leads(&filing.sections) {
            match self.engage(tx, head, &person, name).await? {
                Some(reason) => findings.push(engaged_elsewhere(section.code(), reason)),
                None => engaged(tx, &head.id, section.code(), person.as_str()).await?,
            }
        }
        if head.status == Status::Correction {
            findings.extend(self.unanswered(tx, &head.id, head.rounds).await?);
        }
        findings.extend(self.standing(tx, head, &filing.sections).await?);
        findings.extend(self.not_engaged(tx, head, &filing).await?);
        findings.extend(conformity::check(&filing, rules, self.today()));
        findings.retain(|finding| finding.severity == conformity::Severity::Blocking);
        if findings.is_empty() { Ok(filing) } else { Err(Error::findings(findings)) }
    }

    /// Who was to leave may have gone since the tab was saved.
    async fn not_engaged(&self, tx: &mut Tx, head: &Head, filing: &Filing) -> Result<Vec<Finding>> {
        match self.refuse_not_engaged(tx, head, &filing.sections.leaving.body).await {
            Ok(()) => Ok(Vec::new()),
            Err(Error::Refused(Refusal::Invalid { findings })) => Ok(findings),
            Err(error) => Err(error),
        }
    }

    async fn freeze(&self, tx: &mut Tx, id: &str, filing: &Filing) -> Result<()> {
        sqlx::query(
            "insert into filing_versions (filing_id, version, submitted_at, body)
             select $1, coalesce(max(v.version), 0) + 1, $2, $3
             from filing_versions v
             where v.filing_id = $1",
        )
        .bind(id)
        .bind(self.now())
        .bind(serde_json::to_string(filing)?)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// What somebody is answered whose page is behind: the header as it is now.
    pub(crate) async fn moved(&self, connection: &mut AnyConnection, head: &Head, actor: &Actor) -> Result<Error> {
        let theirs = serde_json::to_string(&self.header_for(connection, head, actor).await?)?;
        Ok(Refusal::Conflict { theirs, revision: head.revision }.into())
    }
}

async fn engaged(tx: &mut Tx, filing: &str, section: &str, resident_id: &str) -> Result<()> {
    sqlx::query(
        "update filing_sections set resident_id = $1 where filing_id = $2 and section = $3 and resident_id <> $1",
    )
    .bind(resident_id)
    .bind(filing)
    .bind(section)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn receipt(connection: &mut AnyConnection, head: &Head) -> Result<Receipt> {
    Ok(Receipt {
        number: head.number.clone(),
        submitted_at: head.submitted_at.unwrap_or_default(),
        office: head.office_name().to_owned(),
        position: position(connection, &head.id).await?,
    })
}
