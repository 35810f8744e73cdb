//! What was typed and is not saved yet, kept in the browser.

use crate::components::dom::local_storage;
use crate::filings::forms::{Body, read_row, read_section};
use domain::filings::{List, Section};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What unsaved content of a row was based on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Base {
    /// A row of this id and revision.
    Row(String, i64),
    /// A row that is not there yet, with the key under which it is added once.
    New(String),
}

/// Keeps a section with the revision that it was based on.
pub fn keep_section(filing: &str, section: Section, revision: i64, body: &Body) {
    if let Some(body) = body.to_section() {
        write(&key(filing, section.code()), &revision.to_string(), &body);
    }
}

/// The section as kept, with the revision that it was based on.
pub fn kept_section(filing: &str, section: Section) -> Option<(i64, Body)> {
    let (base, json) = read(&key(filing, section.code()))?;
    Some((base.parse().ok()?, read_section(section, &json)?))
}

/// The section is saved, or given up.
pub fn drop_section(filing: &str, section: Section) {
    remove(&key(filing, section.code()));
}

/// Keeps the row that a dialog shows.
pub fn keep_row(filing: &str, list: List, base: &Base, body: &Body) {
    let base = match base {
        Base::Row(id, revision) => format!("{revision} {id}"),
        Base::New(key) => format!("new {key}"),
    };
    if let Some(body) = body.to_row() {
        write(&key(filing, list.code()), &base, &body);
    }
}

/// The row that a dialog showed when the page was left.
pub fn kept_row(filing: &str, list: List) -> Option<(Base, Body)> {
    let (base, json) = read(&key(filing, list.code()))?;
    let base = match base.split_once(' ')? {
        ("new", key) => Base::New(key.to_owned()),
        (revision, id) => Base::Row(id.to_owned(), revision.parse().ok()?),
    };
    Some((base, read_row(list, &json)?))
}

/// The row is saved, or given up.
pub fn drop_row(filing: &str, list: List) {
    remove(&key(filing, list.code()));
}

/// Keeps what is typed in another form than a filing's, with the revision that it was based on.
pub fn keep_unsaved<T: Serialize>(owner: &str, what: &str, revision: i64, body: &T) {
    write(&key(owner, what), &revision.to_string(), body);
}

/// What [`keep_unsaved`] kept.
pub fn kept_unsaved<T: DeserializeOwned>(owner: &str, what: &str) -> Option<(i64, T)> {
    let (base, json) = read(&key(owner, what))?;
    Some((base.parse().ok()?, serde_json::from_str(&json).ok()?))
}

/// It is saved, or given up.
pub fn drop_unsaved(owner: &str, what: &str) {
    remove(&key(owner, what));
}

/// Forgets all that is kept: whoever signs out may leave a shared machine.
pub fn forget_unsaved() {
    let Some(store) = local_storage() else { return };
    let keys: Vec<String> = (0..store.length().unwrap_or_default())
        .filter_map(|at| store.key(at).ok().flatten())
        .filter(|key| key.starts_with(PREFIX))
        .collect();
    for key in keys {
        remove(&key);
    }
}

/// Says who is signed in. What another account left here is forgotten; a session that just ended loses nothing.
pub fn unsaved_belongs_to(account: &str) {
    let owner = key("", "account");
    let kept_by = local_storage().and_then(|store| store.get_item(&owner).ok().flatten());
    if kept_by.is_some_and(|kept_by| kept_by != account) {
        forget_unsaved();
    }
    if let Some(store) = local_storage() {
        let _ = store.set_item(&owner, account);
    }
}

const PREFIX: &str = "unsaved:";

fn key(filing: &str, what: &str) -> String {
    format!("{PREFIX}{filing}:{what}")
}

// A full or forbidden store costs the safety net, not the work: saving goes on without it.

/// One line for the base, the rest is the content.
fn write<T: Serialize>(key: &str, base: &str, body: &T) {
    if let (Some(store), Ok(json)) = (local_storage(), serde_json::to_string(body)) {
        let _ = store.set_item(key, &format!("{base}\n{json}"));
    }
}

fn read(key: &str) -> Option<(String, String)> {
    let kept = local_storage()?.get_item(key).ok().flatten()?;
    kept.split_once('\n').map(|(base, json)| (base.to_owned(), json.to_owned()))
}

fn remove(key: &str) {
    if let Some(store) = local_storage() {
        let _ = store.remove_item(key);
    }
}
