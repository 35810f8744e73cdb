//! Lines in "my filings" and in the queue.

use super::stored;
use crate::context::stored_day;
use crate::{Actor, Result, Services};
use chrono::NaiveDate;
use domain::accounts::Role;
use domain::calendar::Calendar;
use domain::filings::{FilingSummary, Kind, Track};
use domain::workflow::Status;
use sqlx::AnyConnection;

/// The query for lines, with the condition and order that the list adds; `f` is the filing.
macro_rules! summaries {
    ($rest:literal) => {
        concat!(
            "select f.id, f.number, f.kind, f.track, f.status, e.name as enterprise, f.submitted_at, f.updated_at,
                    f.assignee_id, a.display_name as assignee, f.due_day, f.resting
             from filings f
                  join enterprises e on e.id = f.enterprise_id
                  left join accounts a on a.id = f.assignee_id
             ",
            $rest
        )
    };
}
pub(crate) use summaries;

/// A line as stored.
#[derive(sqlx::FromRow)]
pub(crate) struct Summary {
    pub id: String,
    pub number: String,
    pub kind: String,
    pub track: String,
    pub status: String,
    pub enterprise: String,
    pub submitted_at: Option<i64>,
    pub updated_at: i64,
    pub assignee_id: Option<String>,
    pub assignee: Option<String>,
    pub due_day: String,
    pub resting: i64,
}

impl Summary {
    /// The line as this person may see it: the office answers for its staff, so enterprises see no reviewer's name.
    pub(crate) fn shown_to(self, actor: &Actor) -> Result<FilingSummary> {
        Ok(FilingSummary {
            kind: stored(Kind::from_code, &self.kind)?,
            track: stored(Track::from_code, &self.track)?,
            status: stored(Status::from_code, &self.status)?,
            id: self.id,
            number: self.number,
            enterprise: self.enterprise,
            submitted_at: self.submitted_at,
            due: day_or_none(&self.due_day)?,
            left: None,
            resting: self.resting != 0,
            position: None,
            updated_at: self.updated_at,
            mine: self.assignee_id.as_deref() == Some(actor.account_id.as_str()),
            assignee: self.assignee.filter(|_| actor.role != Role::Enterprise),
        })
    }
}

/// By what working days are counted.
pub(crate) struct Days {
    pub today: NaiveDate,
    pub calendar: Calendar,
}

impl Services {
    /// Today, and which days are worked.
    pub(crate) async fn days(&self, connection: &mut AnyConnection) -> Result<Days> {
        Ok(Days { today: self.today(), calendar: self.calendar_in(connection).await? })
    }
}

/// Lines as this person may see them, each with the working days that are left.
pub(crate) fn shown(lines: Vec<Summary>, actor: &Actor, days: &Days) -> Result<Vec<FilingSummary>> {
    let counted = |line: Summary| {
        let mut line = line.shown_to(actor)?;
        line.left = line.due.map(|due| days.calendar.between(days.today, due));
        Ok(line)
    };
    lines.into_iter().map(counted).collect()
}

/// A day as stored where there may be none.
fn day_or_none(stored: &str) -> Result<Option<NaiveDate>> {
    match stored {
        "" => Ok(None),
        day => stored_day(day).map(Some),
    }
}
