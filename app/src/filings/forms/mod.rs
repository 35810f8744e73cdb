//! The fields of each form as data: written once, and used to edit, to list and to compare.

mod body;
mod field;
pub mod labels;
mod lines;
mod rows;
mod sections;

pub use body::{Body, page, read_row, read_section, rows};
pub use field::{Field, Input, bind, compare, fields};
pub use lines::{Lines, SHAREHOLDERS, TRAINING, WORK};
pub use rows::{RowForm, follow};
pub use sections::{APPLICATION, BASICS, DECLARED, LEAD, ORIGIN, SUBMITTER, SUBMITTER_NAME, TICKED, differences};
