//! Who is told of last days.

use super::due::Due;
use crate::notices::Recipient;
use domain::workflow::Status;

impl Due {
    /// Whose move it is at the office: the head's who may sign it off, else the reviewer's who has claimed it, else any
    /// reviewer's.
    pub(super) fn whose_move(&self) -> Recipient<'_> {
        match self.status {
            Status::SignOff => {
                Recipient::Heads { office: &self.office, but: self.examiner_id.as_deref().unwrap_or_default() }
            }
            _ => Recipient::Officer { office: &self.office, assignee: self.assignee_id.as_deref(), but: "" },
        }
    }

    /// The heads of the office.
    pub(super) fn heads(&self) -> Recipient<'_> {
        Recipient::Heads { office: &self.office, but: "" }
    }
}
