//! Enterprises: their registration, and finding parent organisations.

mod organisations;
mod parent;
mod profile;
mod rewrite;
mod save;

pub(crate) use organisations::escaped;

/// A name as it is searched: half-width, lower case, without blanks and what cannot be seen, so that （集团） finds (集团).
pub(crate) fn folded(name: &str) -> String {
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    name.chars().filter(|c| !c.is_whitespace() && !c.is_control()).map(narrow).flat_map(char::to_lowercase).collect()
}
