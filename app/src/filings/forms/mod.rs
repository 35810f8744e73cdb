//! The fields of each form as data: written once, and used to edit, to list and to compare.

mod field;
mod lines;
mod record;
mod sections;

pub use field::{Field, Input, compare, fields, shown};
pub use lines::{Line, Lines, SHAREHOLDERS, TRAINING, WORK};
pub use record::{Record, same_record};
pub use sections::{BASICS, LEAD, differences};
