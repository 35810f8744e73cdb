//! Reading the committee's meetings.

use super::vote::presents;
use super::{Record, load, officers_of};
use crate::context::stored_day;
use crate::filings::{Summary, load_header, shown, stored, summaries};
use crate::{Actor, Error, Permission, Result, Services};
use domain::accounts::Role;
use domain::committee::{Ballot, Committee, Deliberation, Item, Meeting, MeetingLine, MeetingStatus, Outcome, Vote};
use domain::offices::Officer;
use domain::settings::Setting;
use sqlx::AnyConnection;

/// How many of the latest meetings the page lists.
const LATEST: i64 = 100;

#[derive(sqlx::FromRow)]
struct Line {
    id: String,
    day: String,
    place: String,
    status: String,
    chair: String,
    items: i64,
    awaits_vote: i64,
}

#[derive(sqlx::FromRow)]
struct ItemRecord {
    filing_id: String,
    presentation: String,
    outcome: String,
    reason: String,
}

#[derive(sqlx::FromRow)]
struct BallotRecord {
    filing_id: String,
    account_id: String,
    name: String,
    examined: i64,
    vote: Option<String>,
    reason: Option<String>,
}

impl Services {
    /// The office's meetings, and what waits for one.
    ///
    /// # Errors
    /// `Forbidden` for those who have no committee.
    pub async fn committee(&self, actor: &Actor) -> Result<Committee> {
        actor.may_own(Permission::HoldCommittee)?;
        let mut connection = self.db.pool().acquire().await?;
        let days = self.days(&mut connection).await?;
        let lines: Vec<Line> = sqlx::query_as(
            "select m.id, m.day, m.place, m.status, c.display_name as chair,
                    (select count(*) from meeting_items i where i.meeting_id = m.id) as items,
                    (select count(*)
                     from meeting_items i
                          join filings f on f.id = i.filing_id
                          join meeting_members b on b.meeting_id = i.meeting_id and b.account_id = $2
                     where i.meeting_id = m.id and m.status = 'open' and f.status = 'committee'
                       and coalesce(f.examiner_id, '') <> $2
                       and not exists (select 1
                                       from meeting_votes v
                                       where v.meeting_id = i.meeting_id and v.filing_id = i.filing_id
                                         and v.account_id = $2)) as awaits_vote
             from meetings m
                  join accounts c on c.id = m.chair_id
             where m.office = $1
             order by case when m.status = 'open' then 0 else 1 end, m.day desc, m.called_at desc
             limit $3",
        )
        .bind(actor.office())
        .bind(&actor.account_id)
        .bind(LATEST)
        .fetch_all(&mut *connection)
        .await?;
        let waiting: Vec<Summary> = sqlx::query_as(summaries!(
            "where f.office = $1
               and f.status = 'committee'
               and not exists (select 1 from meeting_items i where i.filing_id = f.id and i.open = 1)
             order by case when f.due_day = '' then 1 else 0 end, f.due_day, f.submitted_at, f.number
             limit 500"
        ))
        .bind(actor.office())
        .fetch_all(&mut *connection)
        .await?;
        let quorum = self.settings_in(&mut *connection).await?.figure(Setting::CommitteeQuorum, self.today());
        Ok(Committee {
            meetings: lines.into_iter().map(Line::read).collect::<Result<_>>()?,
            waiting: shown(waiting, actor, &days)?,
            officers: officers_of(&mut *connection, actor.office()).await?,
            quorum: usize::try_from(quorum).map_err(Error::fault)?,
        })
    }

    /// A meeting.
    ///
    /// # Errors
    /// `NotFound` for a meeting of another office.
    pub async fn meeting(&self, actor: &Actor, id: &str) -> Result<Meeting> {
        let mut connection = self.db.pool().acquire().await?;
        self.meeting_in(&mut connection, actor, id).await
    }

    /// As [`meeting`](Self::meeting), as a transaction sees it.
    pub(super) async fn meeting_in(&self, connection: &mut AnyConnection, actor: &Actor, id: &str) -> Result<Meeting> {
        let record = load(&mut *connection, actor, id).await?;
        let members: Vec<(String, String, String)> = sqlx::query_as(
            "select a.id, a.display_name, a.role
             from meeting_members b
                  join accounts a on a.id = b.account_id
             where b.meeting_id = $1
             order by b.position",
        )
        .bind(id)
        .fetch_all(&mut *connection)
        .await?;
        let officer = |(id, name, role): (String, String, String)| {
            Ok(Officer { id, name, role: stored(Role::from_code, &role)? })
        };
        let status = record.status()?;
        Ok(Meeting {
            revision: record.revision,
            day: record.day()?,
            status,
            members: members.into_iter().map(officer).collect::<Result<_>>()?,
            items: items_of(connection, actor, &record).await?,
            ended_at: record.ended_at,
            quorum: record.quorum(),
            viewer: actor.account_id.clone(),
            organises: status == MeetingStatus::Open && record.organised_by(actor),
            leads: status == MeetingStatus::Open && record.chair_id == actor.account_id,
            id: record.id,
            place: record.place,
            chair: record.chair_id,
            organiser: record.organiser,
            minutes: record.minutes,
        })
    }
}

impl Line {
    fn read(self) -> Result<MeetingLine> {
        Ok(MeetingLine {
            day: stored_day(&self.day)?,
            status: stored(MeetingStatus::from_code, &self.status)?,
            id: self.id,
            place: self.place,
            chair: self.chair,
            items: self.items,
            awaits_vote: self.awaits_vote,
        })
    }
}

async fn items_of(connection: &mut AnyConnection, actor: &Actor, record: &Record) -> Result<Vec<Item>> {
    let lines: Vec<Summary> = sqlx::query_as(summaries!(
        "join meeting_items i on i.filing_id = f.id
         where i.meeting_id = $1
         order by i.position"
    ))
    .bind(&record.id)
    .fetch_all(&mut *connection)
    .await?;
    let mut records: Vec<ItemRecord> = sqlx::query_as(
        "select filing_id, presentation, outcome, reason
         from meeting_items
         where meeting_id = $1",
    )
    .bind(&record.id)
    .fetch_all(&mut *connection)
    .await?;
    let mut ballots = ballots(connection, &record.id).await?;
    let open = record.status()? == MeetingStatus::Open;
    let mut items = Vec::new();
    for line in lines {
        let at = records.iter().position(|item| item.filing_id == line.id);
        let item = at.map(|at| records.swap_remove(at)).ok_or_else(|| Error::fault("an item without its line"))?;
        let head = load_header(&mut *connection, &line.id).await?;
        let (its, others) = ballots.into_iter().partition(|(filing, _)| *filing == line.id);
        ballots = others;
        items.push(Item {
            filing: line.shown_to(actor)?,
            presentation: item.presentation,
            presents: open && presents(record, &head, actor),
            ballots: Vec::into_iter(its).map(|(_, ballot)| ballot).collect(),
            outcome: outcome(&item.outcome)?,
            reason: item.reason,
        });
    }
    Ok(items)
}

/// A ballot for each member and each filing on the agenda, with the filing's id.
async fn ballots(connection: &mut AnyConnection, meeting: &str) -> Result<Vec<(String, Ballot)>> {
    let records: Vec<BallotRecord> = sqlx::query_as(
        "select i.filing_id, b.account_id, a.display_name as name,
                case when f.examiner_id = b.account_id then 1 else 0 end as examined, v.vote, v.reason
         from meeting_items i
              join filings f on f.id = i.filing_id
              join meeting_members b on b.meeting_id = i.meeting_id
              join accounts a on a.id = b.account_id
              left join meeting_votes v
                   on v.meeting_id = i.meeting_id and v.filing_id = i.filing_id and v.account_id = b.account_id
         where i.meeting_id = $1
         order by i.position, b.position",
    )
    .bind(meeting)
    .fetch_all(connection)
    .await?;
    let ballot = |record: BallotRecord| {
        let vote = record.vote.map(|vote| stored(Vote::from_code, &vote)).transpose()?;
        let ballot = Ballot {
            member: record.account_id,
            name: record.name,
            examined: record.examined != 0,
            vote,
            reason: record.reason.unwrap_or_default(),
        };
        Ok((record.filing_id, ballot))
    };
    records.into_iter().map(ballot).collect()
}

fn outcome(code: &str) -> Result<Option<Outcome>> {
    match code {
        "" => Ok(None),
        code => stored(Outcome::from_code, code).map(Some),
    }
}

/// What the committee made of this filing, the latest meeting last; those that were cancelled made nothing of it.
pub(crate) async fn deliberations_of(connection: &mut AnyConnection, filing: &str) -> Result<Vec<Deliberation>> {
    type Row = (String, String, String, String, String);
    let rows: Vec<Row> = sqlx::query_as(
        "select m.id, m.day, m.status, i.outcome, i.reason
         from meeting_items i
              join meetings m on m.id = i.meeting_id
         where i.filing_id = $1 and m.status <> 'cancelled'
         order by m.called_at, m.id",
    )
    .bind(filing)
    .fetch_all(&mut *connection)
    .await?;
    let mut deliberations = Vec::new();
    for (meeting, day, status, found, reason) in rows {
        let its = ballots(&mut *connection, &meeting).await?.into_iter().filter(|(of, _)| of == filing);
        deliberations.push(Deliberation {
            day: stored_day(&day)?,
            status: stored(MeetingStatus::from_code, &status)?,
            outcome: outcome(&found)?,
            reason,
            ballots: its.map(|(_, ballot)| ballot).collect(),
            meeting,
        });
    }
    Ok(deliberations)
}
