//! What administrators keep: the accounts of the staff, the offices, and the documents that filings ask for.

mod change_office;
mod change_staff;
mod create_staff;
mod list_staff;
mod offices;
mod overview;
mod password_link;
mod settle_offices;
mod slots;

pub(crate) use offices::{seed_offices, there_is_office};
