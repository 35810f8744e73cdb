//! Self-inspection (企业自查): an administrator launches a campaign, enterprises report, their office concludes.

mod act;
mod begin;
mod campaigns;
mod documents;
mod export;
mod head;
mod launch;
mod lines;
mod preview;
mod read;
mod save;
mod to_dos;

pub use act::Said;
pub use lines::{LINES, Which};
