//! Licences (许可证): issued, changed and ended by granting filings, ended by time, read by holder and office.

mod cancel;
mod change;
mod copies;
mod due;
mod hold;
mod issue;
mod read;
mod record;

pub(crate) use change::extended_meanwhile;
pub(crate) use copies::copies;
