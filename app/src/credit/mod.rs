//! Credit (企业信用): the standings that staff record.

pub mod api;
mod end;
mod page;
mod pick;
mod record;

pub use page::CreditPage;
