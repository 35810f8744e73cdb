//! The calendar (节假日安排): the years whose holidays are known, and adding one.

mod add;
pub mod api;
mod import;
mod page;

pub use page::CalendarPage;
