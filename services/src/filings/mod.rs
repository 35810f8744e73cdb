//! Filings (申请): started, filled in, checked, submitted, moved.

mod accepted;
mod act;
mod allowed;
mod by_time;
mod check;
mod check_deferred;
mod content;
mod deferrals;
mod delete_row;
mod due;
mod entries;
mod events;
mod grant;
mod hand_in;
mod hand_over;
mod head;
mod header;
mod joining;
mod judged_by;
mod mine;
mod offers;
mod pages;
mod position;
mod prefill;
mod return_deferred;
mod reveal;
mod save_row;
mod save_section;
mod standing;
mod start;
mod submit;
mod summary;
mod tell;
mod view;

pub(crate) use act::Taking;
pub(crate) use allowed::{hindrance, require};
pub(crate) use content::sections;
pub(crate) use deferrals::{deferrals_of, document_path, may_attach, name as document_name};
pub(crate) use events::taken;
pub(crate) use head::{Head, load_header};
pub(crate) use save_row::row_title;
pub(crate) use summary::{Days, Summary, shown, summaries};

/// A stored code of one of the domain's lists; anything else in the column is a fault.
pub(crate) fn stored<T>(from_code: fn(&str) -> Option<T>, code: &str) -> crate::Result<T> {
    from_code(code).ok_or_else(|| crate::Error::fault(format!("unknown code in the database: {code}")))
}

/// An id from outside, before it goes to the database: PostgreSQL takes a zero byte for a fault, people get `NotFound`.
pub(crate) fn known_shape(id: &str) -> crate::Result<&str> {
    let shaped = (1..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic());
    if shaped { Ok(id) } else { Err(domain::Refusal::NotFound.into()) }
}

impl crate::Services {
    /// The key under which something is done once. What no page of ours makes counts as none, so that two empty keys
    /// are not the same step.
    pub(crate) fn once(&self, key: &str) -> String {
        let usable = (1..=64).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
        if usable { key.to_owned() } else { self.id() }
    }
}
