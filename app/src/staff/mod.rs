//! Staff (人员): who is engaged by the enterprise's licence, and the way to joining and leaving.

pub mod api;
mod page;
mod people;

pub use page::PersonnelPage;
