//! What every use case about a filing reads first: whose it is and where it stands.

use super::{known_shape, stored};
use crate::db::Tx;
use crate::{Actor, Error, Owner, Permission, Result, Services};
use domain::Refusal;
use domain::accounts::Role;
use domain::enterprises::Profile;
use domain::filings::{Kind, Track};
use domain::licences::{Licence, LicenceStatus};
use domain::workflow::Status;
use sqlx::{Any, Executor};

#[derive(sqlx::FromRow)]
struct Record {
    id: String,
    number: String,
    kind: String,
    track: String,
    status: String,
    revision: i64,
    enterprise_id: String,
    enterprise: String,
    office: String,
    office_name: String,
    assignee_id: Option<String>,
    assignee: Option<String>,
    assignee_active: Option<i64>,
    examiner_id: Option<String>,
    profile: String,
    registered: String,
    submitted_at: Option<i64>,
    updated_at: i64,
    licence_id: Option<String>,
    licence: String,
    held: Option<String>,
    held_status: Option<String>,
    rule_set: String,
    due_day: String,
    resting: i64,
    unchecked: i64,
    extensions: i64,
    rounds: i64,
    visits_pending: i64,
}

/// A filing without its content.
pub(crate) struct Head {
    pub id: String,
    pub number: String,
    pub kind: Kind,
    pub track: Track,
    pub status: Status,
    pub revision: i64,
    pub enterprise_id: String,
    /// 单位名称 as registered now.
    pub enterprise: String,
    /// Code of the competent office.
    pub office: String,
    /// Its name.
    office_name: String,
    pub assignee_id: Option<String>,
    /// Name of the assignee.
    pub assignee: Option<String>,
    /// Whether the assignee's account is open.
    pub assignee_active: bool,
    pub examiner_id: Option<String>,
    /// JSON of the profile frozen at submission; empty before.
    frozen: String,
    /// JSON of the profile as registered now.
    registered: String,
    pub submitted_at: Option<i64>,
    pub updated_at: i64,
    /// The licence that granting it made, or that it is about.
    pub licence_id: Option<String>,
    /// The licence that it is about, frozen at submission.
    frozen_licence: Option<Licence>,
    /// The licence that it is about, as it stands now.
    pub held: Option<Licence>,
    /// Id of the rule set by which it was judged when it was submitted.
    pub rule_set: String,
    /// Until when the office must take the next step, as stored: empty where there is no such day.
    pub due_day: String,
    /// Whether the clock rests: 1, else 0.
    pub resting: i64,
    /// Whether deferred documents (容缺材料) have not been found right yet.
    pub awaits_documents: bool,
    /// Whether the head has extended its limit.
    pub extended: bool,
    /// How often a correction was asked for.
    pub rounds: i64,
    /// Whether a site visit is pending (现场核查).
    pub visit_pending: bool,
}

/// Reads the head of the filing with this id.
pub(crate) async fn load_header<'e>(executor: impl Executor<'e, Database = Any>, id: &str) -> Result<Head> {
    let record: Option<Record> = sqlx::query_as(
        "select f.id, f.number, f.kind, f.track, f.status, f.revision, f.enterprise_id, e.name as enterprise,
                f.office, o.name as office_name, f.assignee_id, a.display_name as assignee, a.active as assignee_active, f.examiner_id,
                f.profile,
                e.body as registered, f.submitted_at, f.updated_at, coalesce(f.licence_id, made.id) as licence_id,
                f.licence, held.body as held, held.status as held_status, f.rule_set, f.due_day, f.resting,
                (select count(*) from deferrals d where d.filing_id = f.id and d.checked_at is null) as unchecked,
                (select count(*) from events v where v.filing_id = f.id and v.action = 'extend') as extensions,
                (select count(*) from corrections c where c.filing_id = f.id) as rounds,
                (select count(*) from visits s where s.filing_id = f.id and s.status = 'pending') as visits_pending
         from filings f
              join enterprises e on e.id = f.enterprise_id
              join offices o on o.code = f.office
              left join accounts a on a.id = f.assignee_id
              left join licences made on made.filing_id = f.id
              left join licences held on held.id = f.licence_id
         where f.id = $1",
    )
    .bind(known_shape(id)?)
    .fetch_optional(executor)
    .await?;
    let record = record.ok_or(Refusal::NotFound)?;
    let frozen_licence = match record.licence.as_str() {
        "" => None,
        json => Some(serde_json::from_str(json)?),
    };
    let held = match (&record.held, &record.held_status) {
        (Some(json), Some(status)) => {
            let licence: Licence = serde_json::from_str(json)?;
            Some(Licence { status: stored(LicenceStatus::from_code, status)?, ..licence })
        }
        _ => None,
    };
    Ok(Head {
        kind: stored(Kind::from_code, &record.kind)?,
        track: stored(Track::from_code, &record.track)?,
        status: stored(Status::from_code, &record.status)?,
        id: record.id,
        number: record.number,
        revision: record.revision,
        enterprise_id: record.enterprise_id,
        enterprise: record.enterprise,
        office: record.office,
        office_name: record.office_name,
        assignee_id: record.assignee_id,
        assignee: record.assignee,
        assignee_active: record.assignee_active.unwrap_or_default() != 0,
        examiner_id: record.examiner_id,
        frozen: record.profile,
        registered: record.registered,
        submitted_at: record.submitted_at,
        updated_at: record.updated_at,
        licence_id: record.licence_id,
        frozen_licence,
        held,
        rule_set: record.rule_set,
        due_day: record.due_day,
        resting: record.resting,
        awaits_documents: record.unchecked > 0,
        extended: record.extensions > 0,
        rounds: record.rounds,
        visit_pending: record.visits_pending > 0,
    })
}

impl Head {
    fn owner(&self) -> Owner<'_> {
        Owner { enterprise: &self.enterprise_id, office: &self.office }
    }

    /// Asks whether the actor may do this to the filing. What an enterprise has not submitted is nobody else's business.
    pub(crate) fn may(&self, actor: &Actor, permission: Permission) -> Result<()> {
        actor.may(permission, self.owner())?;
        match actor.role != Role::Enterprise && self.submitted_at.is_none() {
            true => Err(Refusal::NotFound.into()),
            false => Ok(()),
        }
    }

    /// Asks whether the actor may change the content, which is open before submission and while a correction is due.
    pub(crate) fn may_write(&self, actor: &Actor) -> Result<()> {
        self.may(actor, Permission::WriteFiling)?;
        match self.status {
            _ if self.open() => Ok(()),
            status if status.ended() => Err(Error::not_now("申请已结束，不能再修改")),
            _ => Err(Error::not_now("申请已提交，不能再修改")),
        }
    }

    /// Whether its content can be changed: what it will be submitted with is as of now.
    pub(crate) fn open(&self) -> bool {
        matches!(self.status, Status::Draft | Status::Correction)
    }

    /// 单位: as frozen at submission; while the content can be changed, as registered now.
    pub(crate) fn profile(&self) -> Result<Profile> {
        let json = if self.frozen.is_empty() || self.open() { &self.registered } else { &self.frozen };
        Ok(serde_json::from_str(json)?)
    }

    /// The licence that it is about: as frozen at submission; while the content can be changed, as it stands now.
    pub(crate) fn licence(&self) -> Option<&Licence> {
        if self.open() { self.held.as_ref() } else { self.frozen_licence.as_ref().or(self.held.as_ref()) }
    }

    /// 单位 as registered now.
    pub(crate) fn registered(&self) -> Result<Profile> {
        Ok(serde_json::from_str(&self.registered)?)
    }

    /// The same as the database keeps it.
    pub(crate) fn registered_json(&self) -> &str {
        &self.registered
    }

    /// Name of the competent office.
    pub(crate) fn office_name(&self) -> &str {
        &self.office_name
    }
}

impl Services {
    /// Starts changing a filing's content: asks, and holds the filing until the end of the transaction, so that
    /// nobody submits it or saves beside.
    pub(crate) async fn open_to_write(&self, tx: &mut Tx, actor: &Actor, id: &str) -> Result<Head> {
        let head = load_header(&mut **tx, id).await?;
        head.may_write(actor)?;
        let held = self.hold_where_it_stands(tx, &head).await;
        if let Err(Error::Refused(_)) = held {
            // Moved between the two statements; its new status says why not.
            load_header(&mut **tx, id).await?.may_write(actor)?;
        }
        held.map(|()| head)
    }
    /// Holds the filing until the end of the transaction.
    ///
    /// # Errors
    /// `NotNow` when it has moved since it was read.
    pub(crate) async fn hold_where_it_stands(&self, tx: &mut Tx, head: &Head) -> Result<()> {
        let held = sqlx::query("update filings set updated_at = $1 where id = $2 and status = $3")
            .bind(self.now())
            .bind(&head.id)
            .bind(head.status.code())
            .execute(&mut **tx)
            .await?;
        match held.rows_affected() {
            0 => Err(Error::not_now("该申请已变动，请刷新")),
            _ => Ok(()),
        }
    }
}
