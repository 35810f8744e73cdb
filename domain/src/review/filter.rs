//! By what the queue is narrowed. It stands in the page's address, so that a link leads to what was seen, and so does going back.

use crate::filings::{Kind, Track};
use crate::workflow::Status;
use serde::{Deserialize, Serialize};
use std::fmt::{self, Display, Formatter};

/// Longest text that is searched, in characters.
pub const LONGEST_SEARCH: usize = 120;

choices! {
    /// How near the last day is.
    pub enum Due {
        Overdue = "overdue" "已超期",
        Today = "today" "今日到期",
        Soon = "soon" "三日内到期",
        Later = "later" "三日后到期",
        Resting = "resting" "暂停计时",
    }
}

/// Where a filing stands, as the queue is narrowed. Nothing chosen is all that is with the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Stage {
    /// In this state, which is one of a filing that the office knows of and that has not ended.
    In(Status),
    /// 已办结, in whatever way.
    Ended,
}

impl Stage {
    /// Every stage, in the order in which a filing gets there.
    pub const ALL: &'static [Stage] = &[
        Stage::In(Status::Submitted),
        Stage::In(Status::FormalReview),
        Stage::In(Status::Correction),
        Stage::In(Status::Accepted),
        Stage::In(Status::Examination),
        Stage::In(Status::Committee),
        Stage::In(Status::SignOff),
        Stage::Ended,
    ];

    /// The code that is stored and sent.
    pub const fn code(self) -> &'static str {
        match self {
            Stage::In(status) => status.code(),
            Stage::Ended => "ended",
        }
    }

    /// The Chinese term that people read.
    pub const fn label(self) -> &'static str {
        match self {
            Stage::In(status) => status.label(),
            Stage::Ended => "已办结",
        }
    }

    /// The stage with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Stage> {
        Stage::ALL.iter().copied().find(|stage| stage.code() == code)
    }

    /// Where a filing in this state belongs; drafts, which are nobody else's business, nowhere.
    pub fn of(status: Status) -> Option<Stage> {
        match status {
            Status::Draft => None,
            ended if ended.ended() => Some(Stage::Ended),
            open => Some(Stage::In(open)),
        }
    }
}

/// Who works on it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Assignee {
    /// Whoever looks.
    Me,
    /// Nobody yet.
    Nobody,
    /// The member of staff with this account id.
    Account(String),
}

impl Assignee {
    /// The code that stands in addresses.
    pub fn code(&self) -> &str {
        match self {
            Assignee::Me => "me",
            Assignee::Nobody => "nobody",
            Assignee::Account(id) => id,
        }
    }

    /// Whom a code means; nobody's where it has not the shape of an account id.
    pub fn from_code(code: &str) -> Option<Assignee> {
        let id = (1..=64).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        match code {
            "me" => Some(Assignee::Me),
            "nobody" => Some(Assignee::Nobody),
            _ => id.then(|| Assignee::Account(code.to_owned())),
        }
    }
}

/// What a code that stands for nothing is answered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownCode;

impl Display for UnknownCode {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("unknown code")
    }
}

impl std::error::Error for UnknownCode {}

impl TryFrom<String> for Stage {
    type Error = UnknownCode;
    fn try_from(code: String) -> Result<Stage, UnknownCode> {
        Stage::from_code(&code).ok_or(UnknownCode)
    }
}

impl From<Stage> for String {
    fn from(stage: Stage) -> String {
        stage.code().to_owned()
    }
}

impl TryFrom<String> for Assignee {
    type Error = UnknownCode;
    fn try_from(code: String) -> Result<Assignee, UnknownCode> {
        Assignee::from_code(&code).ok_or(UnknownCode)
    }
}

impl From<Assignee> for String {
    fn from(assignee: Assignee) -> String {
        assignee.code().to_owned()
    }
}

/// By what the queue is narrowed; the default is all that is with the office.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct QueueFilter {
    /// What is filed for.
    pub kind: Option<Kind>,
    /// Under which terms.
    pub track: Option<Track>,
    /// Where it stands.
    pub stage: Option<Stage>,
    /// How near the last day is.
    pub due: Option<Due>,
    /// Who works on it.
    pub assignee: Option<Assignee>,
    /// Part of the enterprise's name, or the beginning of its credit code, of the filing's number or of the licence's.
    pub search: String,
}

impl QueueFilter {
    /// Reads what stands in an address; `value` gives what stands there under a name. What is not understood counts for nothing.
    pub fn read(value: impl Fn(&str) -> Option<String>) -> QueueFilter {
        let code = |name: &str| value(name).unwrap_or_default();
        QueueFilter {
            kind: Kind::from_code(&code("kind")),
            track: Track::from_code(&code("track")),
            stage: Stage::from_code(&code("status")),
            due: Due::from_code(&code("due")),
            assignee: Assignee::from_code(&code("assignee")),
            search: code("q").trim().to_owned(),
        }
    }

    /// What [`read`](Self::read) reads, by name; nothing for what does not narrow.
    pub fn pairs(&self) -> Vec<(&'static str, &str)> {
        let pairs = [
            ("q", self.search.trim()),
            ("status", self.stage.map_or("", Stage::code)),
            ("due", self.due.map_or("", Due::code)),
            ("kind", self.kind.map_or("", Kind::code)),
            ("track", self.track.map_or("", Track::code)),
            ("assignee", self.assignee.as_ref().map_or("", Assignee::code)),
        ];
        pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// Whether it narrows nothing.
    pub fn is_empty(&self) -> bool {
        self.pairs().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::option::of;
    use proptest::prelude::*;
    use proptest::sample::select;

    fn filters() -> impl Strategy<Value = QueueFilter> {
        let assignee =
            prop_oneof![Just(Assignee::Me), Just(Assignee::Nobody), "[0-9a-f]{32}".prop_map(Assignee::Account)];
        (
            of(select(Kind::ALL)),
            of(select(Track::ALL)),
            of(select(Stage::ALL)),
            of(select(Due::ALL)),
            of(assignee),
            ".{0,20}",
        )
            .prop_map(|(kind, track, stage, due, assignee, search)| {
                let search = search.trim().to_owned();
                QueueFilter { kind, track, stage, due, assignee, search }
            })
    }

    fn read(pairs: &[(&str, String)]) -> QueueFilter {
        QueueFilter::read(|name| pairs.iter().find(|(other, _)| *other == name).map(|(_, value)| value.clone()))
    }

    proptest! {
        #[test]
        fn an_address_leads_back_to_what_was_seen(filter in filters()) {
            let pairs: Vec<_> = filter.pairs().into_iter().map(|(name, value)| (name, value.to_owned())).collect();
            prop_assert_eq!(read(&pairs), filter.clone());
            let json = serde_json::to_string(&filter).unwrap();
            prop_assert_eq!(serde_json::from_str::<QueueFilter>(&json).unwrap(), filter);
        }

        #[test]
        fn whatever_is_typed_into_an_address_is_read(value in ".{0,80}") {
            let pairs = ["kind", "track", "status", "due", "assignee", "q"].map(|name| (name, value.clone()));
            let filter = read(&pairs);
            if let Some(Assignee::Account(id)) = filter.assignee {
                prop_assert!(id.len() <= 64 && id.bytes().all(|byte| byte.is_ascii_alphanumeric()));
            }
        }
    }

    #[test]
    fn every_state_but_a_draft_has_its_stage() {
        for &status in Status::ALL {
            assert_eq!(Stage::of(status).is_none(), status == Status::Draft, "{status}");
            assert!(Stage::of(status).is_none_or(|stage| Stage::ALL.contains(&stage)), "{status}");
        }
        assert!(Stage::ALL.iter().all(|stage| Stage::from_code(stage.code()) == Some(*stage)));
    }

    #[test]
    fn a_code_that_stands_for_nothing_is_no_filter() {
        let refused = serde_json::from_str::<QueueFilter>(r#"{ "assignee": "a\u0000b" }"#);
        assert!(refused.is_err(), "no zero byte gets to the database");
        assert!(QueueFilter::read(|_| Some("anything else?".to_owned())).kind.is_none());
    }
}
