//! Signing in and out, registering, recovering and changing a password.

pub mod api;
mod form;
mod labels;
mod password;
mod recover;
mod register;
#[cfg(feature = "ssr")]
mod session;
mod sign_in;

pub use form::{FormError, SubmitButton};
pub use password::PasswordPage;
pub use recover::{RecoverPage, ResetPage};
pub use register::RegisterPage;
pub use sign_in::SignInPage;
