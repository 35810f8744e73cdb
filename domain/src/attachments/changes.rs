//! How documents are asked for where administrators say otherwise than what ships: what a slot is called, what is said about
//! it, whether submitting demands it, and its blank form. When a slot is asked for at all stays in the program.

use super::{FileType, SLOTS, Slot};
use crate::Finding;
use crate::conformity::check_reason;
use crate::filings::List;
use crate::values::{ValueError, text};
use serde::{Deserialize, Serialize};

/// Longest name of a slot, in characters.
const LABEL: u32 = 40;
/// Longest remark on a slot, in characters.
const HINT: u32 = 200;

/// A blank form that an administrator uploaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Id.
    pub id: String,
    /// Name of the file.
    pub name: String,
    /// Told from content.
    pub file_type: FileType,
    /// Bytes.
    pub size: u64,
}

/// Which blank form a slot offers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Offered {
    /// What ships, if something does.
    #[default]
    Shipped,
    /// An uploaded one.
    Uploaded(Template),
}

/// How the document of one slot is asked for; says all of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotChange {
    /// Key of the slot.
    pub slot: String,
    /// What people read.
    pub label: String,
    /// What is said about it; empty for nothing.
    pub hint: String,
    /// Whether submitting demands it.
    pub required: bool,
    /// Its blank form.
    pub template: Offered,
}

/// A change that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedSlotChange {
    /// How the document was asked for from then on.
    pub change: SlotChange,
    /// Why.
    pub reason: String,
    /// Who made it.
    pub by: String,
    /// When, Unix milliseconds.
    pub at: i64,
}

/// Every change, as administrators see it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotBook {
    /// The first one first.
    pub changes: Vec<RecordedSlotChange>,
    /// The revision that a change must name.
    pub revision: i64,
}

/// The changes that hold: for each slot at most one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotChanges(pub Vec<SlotChange>);

impl SlotChange {
    /// As a slot is asked for by what ships.
    pub fn shipped(slot: &Slot) -> SlotChange {
        SlotChange {
            slot: slot.key.to_owned(),
            label: slot.label.to_owned(),
            hint: String::new(),
            required: slot.required,
            template: Offered::Shipped,
        }
    }

    /// This change as it is kept: blanks cut off.
    pub fn canonical(mut self) -> SlotChange {
        let kept = |typed: String, most| match text::line(&typed, most) {
            Ok(line) => line,
            Err(ValueError::Empty) => String::new(),
            Err(_) => typed,
        };
        self.label = kept(self.label, LABEL);
        self.hint = kept(self.hint, HINT);
        self
    }

    /// What stands against it, as things are now: fields `label`, `hint`, `slot`, `reason`.
    pub fn check(&self, now: &SlotChanges, reason: &str) -> Vec<Finding> {
        let mut findings = Vec::new();
        let Some(slot) = SLOTS.iter().find(|slot| slot.key == self.slot) else {
            return vec![Finding::field("slot", ValueError::NotChosen)];
        };
        if let Err(error) = text::check_line(&self.label, LABEL) {
            findings.push(Finding::field("label", error));
        }
        if let Err(error) = text::check_line(&self.hint, HINT)
            && error != ValueError::Empty
        {
            findings.push(Finding::field("hint", error));
        }
        if findings.is_empty() && now.now(slot) == self.clone().canonical() {
            findings.push(Finding::field("label", "与现在的内容相同"));
        }
        findings.extend(check_reason(reason));
        findings
    }
}

impl SlotBook {
    /// What holds: the last change of each slot.
    pub fn now(&self) -> SlotChanges {
        let mut now = SlotChanges::default();
        for recorded in &self.changes {
            now.put(recorded.change.clone());
        }
        now
    }
}

impl SlotChanges {
    /// Puts a later change in the place of the one before it.
    pub fn put(&mut self, change: SlotChange) {
        self.0.retain(|other| other.slot != change.slot);
        self.0.push(change);
    }

    fn of(&self, key: &str) -> Option<&SlotChange> {
        self.0.iter().find(|change| change.slot == key)
    }

    /// How this slot is asked for.
    pub fn now(&self, slot: &Slot) -> SlotChange {
        self.of(slot.key).cloned().unwrap_or_else(|| SlotChange::shipped(slot))
    }

    /// What people read.
    pub fn label<'a>(&'a self, slot: &'a Slot) -> &'a str {
        self.of(slot.key).map_or(slot.label, |change| &change.label)
    }

    /// Whether submitting demands it.
    pub fn required(&self, slot: &Slot) -> bool {
        self.of(slot.key).map_or(slot.required, |change| change.required)
    }

    /// Address of its blank form.
    pub fn template(&self, slot: &Slot) -> Option<String> {
        match self.of(slot.key).map(|change| &change.template) {
            Some(Offered::Uploaded(template)) => Some(format!("/documents/templates/{}", template.id)),
            Some(Offered::Shipped) | None => slot.template.map(|file| format!("/templates/{file}")),
        }
    }
}

/// Every slot, in the order of the tabs on which they stand; those of rows among them.
pub fn every_slot() -> impl Iterator<Item = &'static Slot> {
    SLOTS.iter()
}

/// Where a slot stands, as administrators read it.
pub fn stands(slot: &Slot) -> String {
    match slot.list() {
        Some(List::Performance) => format!("{}（每项业绩）", slot.tab),
        Some(_) => format!("{}（每人）", slot.tab),
        None => slot.tab.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attachments::slot;

    fn change(label: &str, required: bool) -> SlotChange {
        SlotChange { label: label.into(), required, ..SlotChange::shipped(slot("premises_proof").unwrap()) }
    }

    fn wrong(change: &SlotChange) -> Vec<String> {
        change.check(&SlotChanges::default(), "文件更新").into_iter().map(|found| found.path).collect()
    }

    #[test]
    fn the_last_change_of_a_slot_holds() {
        let slot = slot("premises_proof").unwrap();
        let mut changes = SlotChanges::default();
        assert_eq!((changes.label(slot), changes.required(slot)), ("经营场所证明", false));
        changes.put(change("经营场所证明材料", true));
        changes.put(change("场所证明", true));
        assert_eq!((changes.label(slot), changes.required(slot), changes.0.len()), ("场所证明", true, 1));
        assert_eq!(changes.template(slot), None);
    }

    #[test]
    fn a_change_changes_something_and_has_a_name_and_a_reason() {
        assert!(wrong(&change("经营场所证明材料", false)).is_empty());
        assert_eq!(wrong(&change(" 经营场所证明 ", false)), ["label"], "as it is");
        assert_eq!(wrong(&change(" ", true)), ["label"]);
        assert_eq!(wrong(&SlotChange { slot: "none".into(), ..change("某", true) }), ["slot"]);
        assert_eq!(change("某", true).check(&SlotChanges::default(), " ")[0].path, "reason");
    }

    #[test]
    fn an_uploaded_form_takes_the_place_of_the_shipped_one() {
        let slot = slot("power_of_attorney").unwrap();
        let mut changes = SlotChanges::default();
        assert_eq!(changes.template(slot).as_deref(), Some("/templates/授权委托书.docx"));
        let (id, name) = ("0123".to_owned(), "授权委托书（2027）.docx".to_owned());
        let template = Template { id, name, file_type: FileType::Docx, size: 1 };
        changes.put(SlotChange { template: Offered::Uploaded(template), ..SlotChange::shipped(slot) });
        assert_eq!(changes.template(slot).as_deref(), Some("/documents/templates/0123"));
    }
}
