//! The audit log (审计日志).

pub mod api;
mod page;
mod verify;

pub use page::AuditPage;
