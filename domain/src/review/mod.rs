//! The queue of an office (审核队列): by what it is narrowed, where a page of it ends, what is counted, and who works on it.

mod cursor;
mod dossier;
mod filter;
mod pages;

pub use cursor::{Cursor, UnknownCursor};
pub use dossier::{Dossier, Earlier, Elsewhere, Held};
pub use filter::{Assignee, Due, LONGEST_SEARCH, QueueFilter, Stage};
pub use pages::{Colleague, Counts, QueuePage, SOON, Workload};
