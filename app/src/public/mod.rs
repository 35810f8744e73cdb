//! What everybody may read without signing in: whether a certificate holds, the register, the decisions. Forms send addresses, so
//! that everything works without a script and can be linked to.

pub mod api;
mod decisions;
mod frame;
mod register;
mod verify;

pub use decisions::DecisionsPage;
pub use frame::{PublicTop, public_links};
pub(crate) use frame::{choice, choices_of};
pub use register::RegisterPage;
pub use verify::VerifyPage;
