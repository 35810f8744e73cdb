//! 业务办理终止申请: taking back what was submitted.

mod dialog;
mod page;

pub use page::TerminationPage;
