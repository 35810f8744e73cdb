//! What several slices share: fields, dialogs, error summaries, badges, the timeline.
//!
//! Fields find what is wrong with them in context, so that a form is written once and shows findings of any origin
//! (typed here, found by the server) beside the right field.

mod chart;
mod choice;
mod clock;
mod dialog;
pub mod dom;
mod error_summary;
mod field;
mod findings;
mod frame;
mod heading;
mod keyed;
mod named;
mod sending;
mod several;
mod shortcuts;
mod sign_in_again;
mod size;
mod status;
pub mod time;
mod timeline;

pub use chart::{Bar, Chart, PlainTable, Tone};
pub use choice::{Checkbox, RadioGroup, SelectField, tick};
pub use clock::{clock_facts, due_cell, working_days_left};
pub use dialog::{Confirm, Dialog};
pub use error_summary::ErrorSummary;
pub use field::{TextArea, TextField};
pub use findings::{Findings, field_id, provide_findings, provide_live_findings};
pub use frame::Beside;
pub use heading::{PageTop, Told};
pub use keyed::keyed;
pub use named::named;
pub use sending::{SendDialog, Sending, SendingSignIn, SendingTold};
pub use several::{CheckboxGroup, officer_options};
pub use shortcuts::{Shortcut, Shortcuts, press_in_focused, step_focus};
pub use sign_in_again::SignInAgain;
pub use size::size;
pub use status::{StatusBadge, licence_badge, matter, track_badge};
pub use timeline::Timeline;
