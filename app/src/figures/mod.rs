//! 统计: the figures of an office, or of all.

pub mod api;
mod charts;
mod form;
mod page;

pub use page::FiguresPage;
