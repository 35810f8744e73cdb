//! Rules (许可条件): which set judges filings from which day on, and the figures that administrators adjusted.

mod adjust;
mod book;
mod choose;
mod preview;

pub(crate) use book::title_of;
