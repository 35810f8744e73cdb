//! Canned reasons (常用理由): kept by administrators, picked by reviewers, counted.

mod keep;
mod list;
