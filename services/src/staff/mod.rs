//! Staff: who is engaged by whom, and who holds which post under a licence. A person's ID number is engaged once across the
//! whole system, by a live filing or a licence in force; a unique index holds it.

mod departure;
mod engage;
mod find;
mod join;
mod leave;
mod named;
mod posts;
mod release;
mod roster;
mod settle;
mod shortfall;
mod take_on;

pub(crate) use engage::engaged_elsewhere;
pub(crate) use shortfall::last_day;
