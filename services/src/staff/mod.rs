//! Staff: who is engaged by whom. A person's ID number is engaged once across the whole system, by a live filing or a
//! licence in force; a unique index holds it.

mod engage;
mod release;

pub(crate) use engage::engaged_elsewhere;
