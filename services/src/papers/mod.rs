//! Papers (文书): issued with the step that they tell of, typeset in the background, kept and given out as they are.

mod certificates;
mod deliver;
mod issue;
mod press;
mod read;

pub use press::{Press, PressError, Typesetter, serve_typesetter};
