//! Making the demonstration's accounts and filings. Each step looks first whether it has been taken.

use super::cast::{Company, GRANTED, Member, Progress};
use super::content::Content;
use super::people::{Person, credit_code};
use super::{PASSWORD, document};
use crate::accounts::Origin;
use crate::{Actor, Error, Result, Services};
use bytes::Bytes;
use domain::Refusal;
use domain::accounts::{Registration, Role};
use domain::attachments::{row_slots, slots};
use domain::enterprises::{EnterpriseKind, Profile};
use domain::filings::{Case, FilingView, Kind, List, RowBody, Section, Track};
use domain::licences::{Grade, VALIDITY_YEARS};
use domain::workflow::{self, Action, Status};
use futures::stream;

/// From where the demonstration's people act.
const ORIGIN: &str = "command line";
/// How many people and records a filing of grade four needs, and how many a draft has that lacks some.
const TECHNICIANS: usize = 10;
const ENOUGH_ELECTRICIANS: usize = 17;
const TOO_FEW_ELECTRICIANS: usize = 13;
const RECORDS: usize = 2;
/// How many of its documents a draft has so far.
const FIRST_DOCUMENTS: usize = 4;

impl Services {
    pub(super) async fn ensure_staff(&self, member: &Member) -> Result<()> {
        if self.account_name_taken(member.account).await? {
            return Ok(());
        }
        self.create_staff(member.account, PASSWORD, member.name, member.role, member.office).await
    }

    /// Registers the enterprise and takes its filing as far as it goes.
    pub(super) async fn play(&self, company: &Company<'_>) -> Result<()> {
        if self.demo_made(company.account).await? > 0 {
            return Ok(());
        }
        match company.progress {
            Progress::RunsOutIn(days) => self.long_ago(days).play_now(company).await?,
            _ => self.play_now(company).await?,
        }
        let mut tx = self.db.begin().await?;
        self.mark_demo_made(&mut tx, company.account, 1).await?;
        tx.commit().await
    }

    async fn play_now(&self, company: &Company<'_>) -> Result<()> {
        let actor = self.ensure_enterprise(company).await?;
        let mut content = Content { company, today: self.today(), grade: Grade::Four, lasting: 0 };
        let steps = match company.progress {
            Progress::Registered => return Ok(()),
            Progress::Draft => {
                let id = self.ensure_filing(&actor).await?;
                return self.fill_in(&actor, &id, &content, TOO_FEW_ELECTRICIANS, FIRST_DOCUMENTS).await;
            }
            Progress::Submitted(steps) => steps,
            Progress::RunsOutIn(_) => {
                content.lasting = VALIDITY_YEARS;
                GRANTED
            }
        };
        let id = self.ensure_filing(&actor).await?;
        let header = self.filing(&actor, &id).await?.header;
        if header.summary.status == Status::Draft {
            self.fill_in(&actor, &id, &content, ENOUGH_ELECTRICIANS, usize::MAX).await?;
            self.submit(&actor, &id, header.revision, &format!("demo-{}-submit", company.account)).await?;
        }
        for &(account, action) in steps {
            self.take_step(company, &id, account, action).await?;
        }
        Ok(())
    }

    pub(super) async fn ensure_enterprise(&self, company: &Company<'_>) -> Result<Actor> {
        if !self.account_name_taken(company.account).await? {
            let parent_id = match company.parent {
                Some(parent) => self.actor_named(parent).await?.enterprise().to_owned(),
                None => String::new(),
            };
            let form = Registration {
                account: company.account.into(),
                password: PASSWORD.into(),
                password_again: PASSWORD.into(),
                profile: profile(company, parent_id),
            };
            self.register_freely(&form, &Origin { address: ORIGIN.into() }).await?;
        }
        self.actor_named(company.account).await
    }

    /// The filing that there is, also one that has ended, else a new draft.
    pub(super) async fn ensure_filing(&self, actor: &Actor) -> Result<String> {
        match self.my_filings(actor).await?.into_iter().next() {
            Some(filing) => Ok(filing.id),
            None => self.start_filing(actor, Kind::NewLicence, Track::General, "demo-start").await,
        }
    }

    async fn fill_in(
        &self,
        actor: &Actor,
        id: &str,
        content: &Content<'_>,
        electricians: usize,
        documents: usize,
    ) -> Result<()> {
        self.fill_in_sections(actor, id, content).await?;
        for n in 0..TECHNICIANS {
            self.add_row(actor, id, n, content.technician(n)).await?;
        }
        for n in 0..electricians {
            self.add_row(actor, id, n, content.electrician(n)).await?;
        }
        let mut records = Vec::new();
        for n in 0..RECORDS {
            records.push(self.add_row(actor, id, n, content.performance(n)).await?);
        }
        self.add_documents(actor, id, &records, documents).await
    }

    pub(super) async fn fill_in_sections(&self, actor: &Actor, id: &str, content: &Content<'_>) -> Result<()> {
        let there = self.filing(actor, id).await?.sections;
        for section in content.sections() {
            let revision = match section.section() {
                Section::Application => there.application.revision,
                Section::Basics => there.basics.revision,
                Section::TechnicalLead => there.technical_lead.revision,
                Section::SafetyLead => there.safety_lead.revision,
                other => return Err(Error::fault(format!("the demonstration has no {other:?}"))),
            };
            if revision == 0 {
                self.save_section(actor, id, 0, &section).await?;
            }
        }
        Ok(())
    }

    pub(super) async fn add_row(&self, actor: &Actor, id: &str, n: usize, row: RowBody) -> Result<String> {
        Ok(self.save_row(actor, id, None, &row_key(row.list(), n), &row).await?.id)
    }

    async fn add_documents(&self, actor: &Actor, id: &str, records: &[String], most: usize) -> Result<()> {
        let FilingView { header, sections, attachments, .. } = self.filing(actor, id).await?;
        let (kind, track) = (header.summary.kind, header.summary.track);
        let case =
            Case { kind, track, sections: &sections, profile: &header.profile, licence: header.licence.as_ref() };
        let general = slots(&case).into_iter().map(|slot| (slot, None));
        let of_rows = records
            .iter()
            .flat_map(|row| row_slots(List::Performance).into_iter().map(move |slot| (slot, Some(row.as_str()))));
        for (slot, row) in general.chain(of_rows).take(most) {
            let there = attachments.iter().any(|file| file.slot == slot.key && file.row.as_deref() == row);
            if !there {
                let bytes = Bytes::from(document::pdf(&format!("{}（演示材料）", slot.label)));
                let name = format!("{}.pdf", slot.label);
                self.add_attachment(actor, id, slot.key, row, &name, stream::iter([Ok(bytes)])).await?;
            }
        }
        Ok(())
    }

    /// Takes a step, if it is the filing's next.
    async fn take_step(&self, company: &Company<'_>, id: &str, account: &str, action: Action) -> Result<()> {
        let actor = self.actor_named(account).await?;
        let header = self.filing(&actor, id).await?.header;
        let summary = &header.summary;
        if workflow::by_committee(summary.status, action) {
            return self.meet(company, id, &actor).await;
        }
        if workflow::apply(summary.kind, summary.track, summary.status, action).is_some() {
            let key = format!("demo-{}-{}", company.account, action.code());
            self.act(&actor, id, header.revision, &key, action, "").await?;
        }
        Ok(())
    }

    /// Somebody of the demonstration, acting from the command line.
    pub(super) async fn actor_named(&self, account: &str) -> Result<Actor> {
        type Row = (String, String, String, Option<String>, Option<String>);
        let row: Option<Row> =
            sqlx::query_as("select id, role, display_name, enterprise_id, office from accounts where key = $1")
                .bind(account)
                .fetch_optional(self.db.pool())
                .await?;
        let (account_id, role, name, enterprise_id, office) = row.ok_or(Refusal::NotFound)?;
        let role = Role::from_code(&role).ok_or_else(|| Error::fault(format!("no such role: {role}")))?;
        let (account, address, session) = (account.to_owned(), ORIGIN.to_owned(), String::new());
        Ok(Actor { account_id, account, name, role, enterprise_id, office, office_name: None, address, session })
    }
}

/// Under which key the nth row of a list is added, once.
pub(super) fn row_key(list: List, n: usize) -> String {
    format!("demo-{}-{n:05}", list.code())
}

fn profile(company: &Company<'_>, parent_id: String) -> Profile {
    let contact = Person::of(company, 4);
    Profile {
        kind: Some(EnterpriseKind::Limited),
        name: company.name.into(),
        credit_code: credit_code(company),
        representative: company.representative.into(),
        representative_id: Person::of(company, 0).id.to_string(),
        registered_address: company.address.into(),
        mailing_address: company.address.into(),
        postal_code: company.postal_code.into(),
        province: company.province.into(),
        contact: contact.name,
        mobile: contact.mobile,
        email: format!("{}@example.com", company.account),
        free_trade_zone: company.free_trade_zone,
        parent_id,
        parent_name: String::new(),
    }
}
