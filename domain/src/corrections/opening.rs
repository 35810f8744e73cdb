//! What may be edited while a correction is due.

use super::Pin;
use crate::attachments::slot;
use crate::filings::{SectionBody, Shown, shown_section};

/// The places that are open: what the notice is pinned to, and what has been found to stand in the way of submitting since.
/// Everything else stays as it was submitted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    paths: Vec<String>,
}

impl Opening {
    /// Opens these paths. A field of a row opens the row: its fields belong together.
    pub fn new(paths: impl IntoIterator<Item = impl AsRef<str>>) -> Opening {
        let mut opening = Opening::default();
        for path in paths {
            opening.add(path.as_ref());
        }
        opening
    }

    /// Opens one more.
    pub fn add(&mut self, path: &str) {
        let path = widened(path);
        if !self.paths.contains(&path) {
            self.paths.push(path);
        }
    }

    /// Whether what is at this path may be changed. Adding and deleting lines asks for the list's own path, adding a row for
    /// the tab's.
    pub fn opens(&self, path: &str) -> bool {
        self.paths.iter().any(|open| covers(open, path))
    }

    /// Whether anything at or below this path may be changed.
    pub fn reaches(&self, path: &str) -> bool {
        self.opens(path) || self.paths.iter().any(|open| below(path, open))
    }
}

/// A row's path for the path of one of its fields.
fn widened(path: &str) -> String {
    match Pin::parse(path) {
        Some(Pin::Row(list, id, Some(_))) => Pin::Row(list, id, None).to_string(),
        _ => path.to_owned(),
    }
}

/// Whether a comment or item at `pin` is about what is at `path`: the same place, a place inside it, a document of its tab or
/// row.
pub fn covers(pin: &str, path: &str) -> bool {
    if pin == path || below(pin, path) {
        return true;
    }
    let Some(document) = path.strip_prefix("attachments.") else { return false };
    let of_tab = slot(document).is_some_and(|slot| slot.tab.code() == pin);
    let of_row = || {
        let (key, row) = document.split_once('[')?;
        let list = slot(key)?.list()?;
        (pin.strip_prefix(list.code())?.strip_prefix('[')? == row).then_some(())
    };
    of_tab || of_row().is_some()
}

/// Whether `path` lies inside `pin`.
fn below(pin: &str, path: &str) -> bool {
    path.strip_prefix(pin).is_some_and(|rest| rest.starts_with(['.', '[']))
}

/// What saving `after` over `before` changes: the paths of the fields, and of a short list that has more or fewer lines. The
/// two are of one section.
pub fn changed(before: &SectionBody, after: &SectionBody) -> Vec<String> {
    let section = after.section().code();
    let ((before, before_lists), (after, after_lists)) = (shown_section(before), shown_section(after));
    let mut paths = differing(section, &before, &after);
    for (before, after) in before_lists.iter().zip(&after_lists) {
        let path = format!("{section}.{}", after.name);
        match before.lines.len() == after.lines.len() {
            true => {
                for (n, (before, after)) in before.lines.iter().zip(&after.lines).enumerate() {
                    paths.extend(differing(&format!("{path}[{n}]"), before, after));
                }
            }
            false => paths.push(path),
        }
    }
    paths
}

fn differing(prefix: &str, before: &[Shown], after: &[Shown]) -> Vec<String> {
    let pairs = before.iter().zip(after).filter(|(before, after)| before.value != after.value);
    pairs.map(|(_, after)| format!("{prefix}.{}", after.name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filings::{Lead, WorkExperience};
    use proptest::prelude::*;

    fn lead(name: &str, employers: &[&str]) -> SectionBody {
        let work =
            employers.iter().map(|employer| WorkExperience { employer: (*employer).into(), ..Default::default() });
        SectionBody::TechnicalLead(Lead { name: name.into(), work: work.collect(), ..Lead::default() })
    }

    #[test]
    fn a_pin_opens_what_is_in_it_and_nothing_else() {
        let opening =
            Opening::new(["technical_lead.work[1]", "electricians[7].certificate", "attachments.contract[9]"]);
        for open in
            ["technical_lead.work[1].post", "electricians[7]", "electricians[7].name", "attachments.contract[9]"]
        {
            assert!(opening.opens(open), "{open}");
        }
        for shut in [
            "technical_lead.work",
            "technical_lead.work[10].post",
            "technical_lead.name",
            "electricians",
            "electricians[77]",
            "attachments.contract",
            "attachments.acceptance[9]",
            "performance[9]",
        ] {
            assert!(!opening.opens(shut), "{shut}");
        }
        assert!(opening.reaches("technical_lead") && opening.reaches("electricians") && !opening.reaches("basics"));
    }

    #[test]
    fn a_tab_opens_its_documents_and_a_row_its_own() {
        let opening = Opening::new(["basics", "performance[9]"]);
        for open in [
            "basics.net_assets",
            "basics.shareholders[0].name",
            "attachments.financial_statement",
            "attachments.contract[9]",
            "attachments.acceptance[9]",
        ] {
            assert!(opening.opens(open), "{open}");
        }
        assert!(!opening.opens("attachments.contract[8]") && !opening.opens("attachments.technician_titles"));
        assert!(Opening::new(["performance"]).opens("attachments.contract[8]"));
    }

    #[test]
    fn lines_that_come_or_go_change_the_list() {
        let before = lead("张三", &["甲", "乙"]);
        assert_eq!(changed(&before, &lead("张三", &["甲", "丙"])), ["technical_lead.work[1].employer"]);
        assert_eq!(changed(&before, &lead("李四", &["甲"])), ["technical_lead.name", "technical_lead.work"]);
    }

    const PATHS: &[&str] = &[
        "technical_lead",
        "technical_lead.name",
        "technical_lead.work",
        "technical_lead.work[0]",
        "basics.net_assets",
        "technical_lead.work[0].employer",
        "electricians",
        "electricians[1]",
        "electricians[1].name",
        "performance[2]",
        "attachments.contract[2]",
        "attachments.contract",
        "attachments.business_licence",
    ];

    proptest! {
        #[test]
        fn what_is_pinned_is_open_and_more_pins_close_nothing(
            pins in proptest::sample::subsequence(PATHS, 0..PATHS.len()),
            more in proptest::sample::select(PATHS),
            path in proptest::sample::select(PATHS),
        ) {
            let opening = Opening::new(&pins);
            prop_assert!(pins.iter().all(|pin| opening.opens(pin) && opening.reaches(pin)));
            prop_assert!(!Opening::default().opens(path));
            if opening.opens(path) {
                prop_assert!(Opening::new(pins.iter().copied().chain([more])).opens(path));
            }
        }

        #[test]
        fn nothing_is_changed_by_saving_the_same_and_each_change_is_in_the_section(
            (name, employers) in ("[甲乙丙]{0,2}", proptest::collection::vec("[甲乙丙]{1,2}", 0..4)),
            (other, others) in ("[甲乙丙]{0,2}", proptest::collection::vec("[甲乙丙]{1,2}", 0..4)),
        ) {
            let body = |name: &str, employers: &[String]| lead(name, &employers.iter().map(String::as_str).collect::<Vec<_>>());
            let (before, after) = (body(&name, &employers), body(&other, &others));
            prop_assert!(changed(&before, &before).is_empty());
            let paths = changed(&before, &after);
            prop_assert_eq!(paths.is_empty(), before == after);
            prop_assert!(paths.iter().all(|path| Opening::new(["technical_lead"]).opens(path)));
        }
    }
}
