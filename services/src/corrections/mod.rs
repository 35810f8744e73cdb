//! Corrections (补正): comments of reviewers, the notice that they become, what is open meanwhile, the answers, and the
//! versions beside each other.

mod answer;
mod comments;
mod desk;
mod opening;
mod read;
mod request;
mod versions;

pub use request::With;
