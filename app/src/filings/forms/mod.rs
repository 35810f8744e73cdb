//! The fields of each form as data: written once, and used to edit, to list and to compare.

mod body;
mod field;
pub mod labels;
mod lines;
mod matters;
mod rows;
mod sections;

pub use body::{Body, page, read_row, read_section, rows, sections};
pub use field::{Field, Input, TICKED, bind, compare, dialog_fields, fields};
pub use lines::{Lines, PEOPLE, SHAREHOLDERS, TRAINING, WORK, posts};
pub use matters::{
    CANCELLATION, CEASED, CHANGE, DAMAGED_ON, JOINING, LEAVING, LOST_ON, NOTICE, REISSUE, REISSUE_EXPLANATION,
};
pub use rows::{RowForm, follow};
pub use sections::{
    APPLICATION, BASICS, CLEAN_YEAR, DECLARED, DOWNGRADE, LEAD, ORIGIN, SUBMITTER, SUBMITTER_NAME, differences,
};
