//! The filings of an office, narrowed as the queue is.

use super::query::{Query, Value};
use super::sought::Sought;
use crate::Actor;
use crate::filings::Days;
use chrono::NaiveDate;
use domain::filings::{Kind, Track};
use domain::review::{Assignee, Due, QueueFilter, SOON, Stage};
use domain::workflow::Status;

/// The last day, as stored, of what has none.
pub(super) const NEVER: &str = "9999-12-31";

/// Something by which the queue is narrowed, and counted without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Facet {
    /// Nothing is left out.
    None,
    /// Where it stands, what is filed for, on which track.
    Standing,
    /// How near the last day is.
    Due,
    /// Who works on it.
    Assignee,
}

/// By what the queue is narrowed, as the database understands it.
pub(super) struct Narrowed<'a> {
    pub actor: &'a Actor,
    pub filter: &'a QueueFilter,
    sought: Sought,
    today: NaiveDate,
    /// The last day that is near.
    soon: NaiveDate,
}

impl<'a> Narrowed<'a> {
    pub fn new(actor: &'a Actor, filter: &'a QueueFilter, days: &Days) -> Narrowed<'a> {
        let soon = days.calendar.after(days.today, SOON);
        Narrowed { actor, filter, sought: Sought::of(&filter.search), today: days.today, soon }
    }

    /// What has not ended.
    pub fn live(&self, select: &'static str, without: Facet) -> Query {
        let mut query = Query::new(select);
        self.sought.filings(&mut query);
        query.push("f.office = ? and f.live = 1 and f.status <> 'draft'", [self.actor.office().into()]);
        if without != Facet::Standing {
            match self.filter.stage {
                Some(Stage::In(status)) => query.push(" and f.status = ?", [status.code().into()]),
                _ => query.push(" and f.status <> ?", [Status::Correction.code().into()]),
            }
        }
        if without != Facet::Due {
            self.due(&mut query);
        }
        self.rest(&mut query, without);
        query
    }

    /// What has ended; it has no last day any more.
    pub fn ended(&self, select: &'static str, without: Facet) -> Query {
        let mut query = Query::new(select);
        self.sought.filings(&mut query);
        query.push("f.office = ? and f.live = 0 and f.submitted_at is not null", [self.actor.office().into()]);
        if self.filter.due.is_some() && without != Facet::Due {
            query.push(" and 1 = 0", []);
        }
        self.rest(&mut query, without);
        query
    }

    fn rest(&self, query: &mut Query, without: Facet) {
        if without != Facet::Standing {
            if let Some(kind) = self.filter.kind {
                query.push(" and f.kind = ?", [Kind::code(kind).into()]);
            }
            if let Some(track) = self.filter.track {
                query.push(" and f.track = ?", [Track::code(track).into()]);
            }
        }
        if without != Facet::Assignee {
            match &self.filter.assignee {
                None => {}
                Some(Assignee::Me) => query.push(" and f.assignee_id = ?", [self.actor.account_id.as_str().into()]),
                Some(Assignee::Nobody) => query.push(" and f.assignee_id is null", []),
                Some(Assignee::Account(id)) => query.push(" and f.assignee_id = ?", [id.as_str().into()]),
            }
        }
    }

    fn due(&self, query: &mut Query) {
        let Some(due) = self.filter.due else { return };
        let day = |day: NaiveDate| Value::Text(day.to_string());
        match due {
            Due::Overdue => query.push(" and f.queue_day < ?", [day(self.today)]),
            Due::Today => query.push(" and f.queue_day = ?", [day(self.today)]),
            Due::Soon => query.push(" and f.queue_day > ? and f.queue_day <= ?", [day(self.today), day(self.soon)]),
            Due::Later => query.push(" and f.queue_day > ? and f.resting = 0", [day(self.soon)]),
            Due::Resting => query.push(" and f.queue_day = ? and f.resting = 1", [NEVER.into()]),
        }
    }

    /// How near this last day is, as stored; of a clock that rests nothing is near.
    pub fn due_of(&self, queue_day: &str) -> Due {
        // Days as stored sort as they follow each other.
        match queue_day {
            day if day < self.today.to_string().as_str() => Due::Overdue,
            day if day == self.today.to_string() => Due::Today,
            day if day <= self.soon.to_string().as_str() => Due::Soon,
            _ => Due::Later,
        }
    }
}

/// A last day as the queue is ordered by it.
pub(super) fn queue_day(day: Option<NaiveDate>) -> Value {
    day.map_or(NEVER.into(), |day| Value::Text(day.to_string()))
}
