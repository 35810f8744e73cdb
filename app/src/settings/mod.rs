//! Settings (参数设置): what no source says, as administrators set it.

pub mod api;
mod change;
mod history;
mod page;

pub use page::SettingsPage;
