//! Issuing papers, in the transaction of the step that they tell of. What a paper says is frozen here; it is typeset afterwards.

use crate::context::china_date;
use crate::db::Tx;
use crate::filings::{Head, deferrals_of, document_name, load_header, sections};
use crate::{Error, Result, Services};
use chrono::Datelike;
use domain::clock::limit;
use domain::filings::{Filing, Kind, Rows};
use domain::papers::{
    About, Paper, PaperKind, Term, accepted, accepted_with_documents_to_follow, correction, declined, form, granted,
    refused,
};
use domain::workflow::Action;

/// A paper with what it belongs to.
pub(super) struct Issued<'a> {
    pub paper: &'a Paper,
    /// Code of the office.
    pub office: &'a str,
    pub filing_id: &'a str,
    /// Of a certificate: the licence and which copy of it.
    pub copy: Option<(&'a str, i64)>,
}

impl Services {
    /// Issues the notice or decision of a step that was just taken, with its reason. Submitting issues the form instead.
    pub(crate) async fn issue_papers(&self, tx: &mut Tx, filing_id: &str, action: Action, note: &str) -> Result<()> {
        // As the step left it.
        let head = load_header(&mut **tx, filing_id).await?;
        let to_follow = deferrals_of(tx, &head).await?.iter().any(|each| each.handed_in_at.is_none());
        let Some(kind) = PaperKind::of_step(action, head.track, to_follow).filter(|kind| kind.numbered()) else {
            return Ok(());
        };
        let number = self.next_paper_number(tx, kind, &head.office).await?;
        let profile = head.profile()?;
        let about = About {
            kind: head.kind,
            filing: &head.number,
            enterprise: profile.name.trim(),
            submitted_on: china_date(head.submitted_at.unwrap_or_default()),
            office: head.office_name(),
            number: &number,
            today: self.today(),
        };
        let paper = match kind {
            PaperKind::AcceptanceNotice => accepted(&about, &self.term(tx, &head, action).await?),
            PaperKind::DeferralNotice => {
                let deferrals = deferrals_of(tx, &head).await?;
                let waiting = deferrals.iter().filter(|each| each.handed_in_at.is_none());
                let documents: Vec<_> = waiting.map(|each| (document_name(&each.slot), each.due)).collect();
                accepted_with_documents_to_follow(&about, &self.term(tx, &head, action).await?, &documents)
            }
            PaperKind::CorrectionNotice => {
                let round = self.corrections(tx, filing_id).await?.pop();
                correction(&about, round.as_ref(), note)
            }
            PaperKind::DeclineNotice => declined(&about, note),
            PaperKind::RefusalDecision => refused(&about, note),
            PaperKind::GrantDecision => {
                let id = head.licence_id.as_deref().ok_or_else(|| Error::fault("granted, and there is no licence"))?;
                let licence = self.licence_by_id(&mut **tx, id).await?;
                granted(&about, &self.decided(tx, &head).await?, &licence)
            }
            PaperKind::ApplicationForm | PaperKind::Certificate | PaperKind::CertificateDuplicate => return Ok(()),
        };
        self.put_out(tx, &Issued { paper: &paper, office: &head.office, filing_id, copy: None }).await
    }

    /// Issues the filing as a form, as it was just submitted.
    pub(crate) async fn issue_form(&self, tx: &mut Tx, head: &Head, filing: &Filing) -> Result<()> {
        let version: i64 = sqlx::query_scalar("select max(version) from filing_versions where filing_id = $1")
            .bind(&head.id)
            .fetch_one(&mut **tx)
            .await?;
        let paper = form(filing, &head.number, version, head.office_name(), self.today());
        self.put_out(tx, &Issued { paper: &paper, office: &head.office, filing_id: &head.id, copy: None }).await
    }

    /// What a decision speaks of: the forms, and rows only where it names the people in them.
    async fn decided(&self, tx: &mut Tx, head: &Head) -> Result<Filing> {
        if head.kind == Kind::Joining {
            return self.whole(tx, head).await;
        }
        Ok(Filing {
            kind: head.kind,
            track: head.track,
            enterprise: head.profile()?,
            licence: head.licence().cloned(),
            sections: sections(&mut **tx, &head.id).await?,
            rows: Rows::default(),
            attachments: Vec::new(),
            follow: Vec::new(),
            slots: Default::default(),
        })
    }

    /// How long the decision may take from now on.
    async fn term(&self, tx: &mut Tx, head: &Head, action: Action) -> Result<Term> {
        let by_silence = action == Action::AcceptBySilence;
        let from = match head.submitted_at.filter(|_| by_silence) {
            Some(received) => china_date(received),
            None => self.today(),
        };
        let settings = self.settings_in(&mut **tx).await?;
        let clock = self.clock_of(tx, head).await?;
        Ok(Term {
            from,
            days: limit(head.kind, head.track, &settings, from).days,
            due: clock.and_then(|clock| clock.due),
            by_silence,
        })
    }

    /// The next number (文号) of the office's series; part of the transaction, so that there are no gaps.
    async fn next_paper_number(&self, tx: &mut Tx, kind: PaperKind, office: &str) -> Result<String> {
        let year = self.today().year();
        let mark: String =
            sqlx::query_scalar("select mark from offices where code = $1").bind(office).fetch_one(&mut **tx).await?;
        let n = self.next_number(tx, &format!("paper.{office}.{}.{year}", kind.code())).await?;
        Ok(kind.number(&mark, year, n))
    }

    /// Keeps what the paper says, and has it typeset. A certificate that there is already is not issued again.
    pub(super) async fn put_out(&self, tx: &mut Tx, issued: &Issued<'_>) -> Result<()> {
        let Issued { paper, office, filing_id, copy } = issued;
        let id = self.id();
        let written = sqlx::query(
            "insert into papers (id, kind, number, title, filing_id, sequence, licence_id, copy, office, issued_at, body)
             select $1, $2, $3, $4, $5, coalesce(max(p.sequence), 0) + 1, $6, $7, $8, $9, $10
             from papers p
             where p.filing_id = $5
             on conflict (licence_id, copy, kind) where licence_id is not null do nothing",
        )
        .bind(&id)
        .bind(paper.kind.code())
        .bind(&paper.number)
        .bind(&paper.title)
        .bind(*filing_id)
        .bind(copy.map(|(licence, _)| licence))
        .bind(copy.map(|(_, sequence)| sequence))
        .bind(*office)
        .bind(self.now())
        .bind(serde_json::to_string(paper)?)
        .execute(&mut **tx)
        .await?;
        if written.rows_affected() == 1 {
            sqlx::query("insert into paper_queue (paper_id, next_try) values ($1, $2)")
                .bind(&id)
                .bind(self.now())
                .execute(&mut **tx)
                .await?;
        }
        Ok(())
    }
}
