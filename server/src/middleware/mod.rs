//! What happens around every request, outermost first: request id, observation, headers, cross-site protection,
//! session, whole answers.

mod client;
mod headers;
mod observe;
mod session;
mod whole;

pub use headers::{caching, hardening};
pub use observe::{REQUEST_ID, observe};
pub use session::session;
pub use whole::whole;
