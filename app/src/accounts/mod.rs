//! Signing in and out, registering, recovering and changing a password.

mod account;
pub mod api;
mod form;
mod labels;
mod password;
mod recover;
mod register;
#[cfg(feature = "ssr")]
mod session;
mod sign_in;

pub use account::AccountPage;
pub use form::{FormError, SubmitButton, error_of};
pub use password::PasswordPage;
pub use recover::{RecoverPage, ResetPage};
pub use register::RegisterPage;
#[cfg(feature = "ssr")]
pub use session::send_back;
pub use sign_in::SignInPage;
