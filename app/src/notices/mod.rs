//! What awaits somebody.

pub mod api;
