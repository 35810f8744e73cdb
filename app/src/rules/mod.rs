//! Rules (许可条件规则): the sets by which filings are judged, which is in force, and the figures that were adjusted.

mod adjust;
pub mod api;
mod choose;
mod history;
mod impact;
mod labels;
mod page;
mod set;

pub use page::RulesPage;
