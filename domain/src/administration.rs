//! What administrators keep: the accounts of the regulator's staff.

use crate::Finding;
use crate::accounts::Role;
use crate::values::{AccountName, Email, ValueError, text};
use serde::{Deserialize, Serialize};

/// Longest name of a member of staff, in characters.
const NAME: u32 = 40;

/// A member of staff as typed: what an administrator says of an account. The account's name is chosen once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffForm {
    /// Name to sign in with.
    pub account: String,
    /// Name shown to others.
    pub name: String,
    /// What the person does here.
    pub role: Option<Role>,
    /// Code of the office; empty for an administrator.
    pub office: String,
    /// Where letters go.
    pub email: String,
}

impl StaffForm {
    /// Everything that is missing or wrong, each on its field. Whether there is such an office, the server knows.
    pub fn check(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut hold = |path: &str, outcome: Result<(), ValueError>| {
            if let Err(error) = outcome {
                findings.push(Finding::field(path, error));
            }
        };
        hold("account", AccountName::parse(&self.account).map(|_| ()));
        hold(
            "name",
            text::line(&self.name, NAME).and_then(|line| match line.is_empty() {
                true => Err(ValueError::Empty),
                false => Ok(()),
            }),
        );
        hold(
            "role",
            match self.role {
                Some(Role::Enterprise) | None => Err(ValueError::NotChosen),
                Some(_) => Ok(()),
            },
        );
        let missing = self.in_office() && self.office.is_empty();
        hold("office", if missing { Err(ValueError::NotChosen) } else { Ok(()) });
        hold("email", Email::parse(&self.email).map(|_| ()));
        findings
    }

    /// Whether somebody in this role works for an office.
    pub fn in_office(&self) -> bool {
        matches!(self.role, Some(Role::Reviewer | Role::Head))
    }

    /// This form as it is kept: an administrator belongs to no office.
    pub fn canonical(mut self) -> StaffForm {
        if !self.in_office() {
            self.office.clear();
        }
        if let Ok(name) = text::line(&self.name, NAME) {
            self.name = name;
        }
        if let Ok(email) = Email::parse(&self.email) {
            self.email = email.into();
        }
        self
    }
}

/// An account of the staff, as administrators see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffAccount {
    /// Id.
    pub id: String,
    /// What the administrators say of it.
    pub form: StaffForm,
    /// Name of the office; empty for an administrator.
    pub office: String,
    /// Whether it can be used.
    pub active: bool,
    /// When it last signed in, Unix milliseconds.
    pub signed_in_at: Option<i64>,
    /// How many live filings it has claimed.
    pub claimed: i64,
    /// The revision that a change must name.
    pub revision: i64,
}

/// Which accounts of the staff are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffSearch {
    /// Part of the account's name or of the person's, or the address; empty for all.
    pub text: String,
    /// Code of the office; empty for all.
    pub office: String,
    /// Only those that can be used.
    pub active: bool,
}

/// The accounts that were found, and the offices to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffList {
    /// The accounts, at most two hundred.
    pub accounts: Vec<StaffAccount>,
    /// Code and name of each office.
    pub offices: Vec<(String, String)>,
}

/// A link by which somebody sets a password: sent by mail, and shown to the administrator once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordLink {
    /// The link.
    pub url: String,
    /// Until when it works, Unix milliseconds.
    pub until: i64,
    /// To which address it was sent.
    pub sent_to: String,
}

/// How much there is of what administrators keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Accounts of the staff that can be used.
    pub accounts: i64,
    /// Those that were closed.
    pub closed: i64,
    /// Offices.
    pub offices: i64,
    /// Changes of the offices whose day has not come.
    pub planned: i64,
}

/// A filing that an account has claimed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimedFiling {
    /// Its number.
    pub number: String,
    /// What is filed for.
    pub kind: crate::filings::Kind,
    /// Where it stands.
    pub status: crate::workflow::Status,
    /// 单位名称.
    pub enterprise: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> StaffForm {
        StaffForm {
            account: "zhangsan".into(),
            name: " 张三 ".into(),
            role: Some(Role::Reviewer),
            office: "east".into(),
            email: "zhangsan@example.cn".into(),
        }
    }

    #[test]
    fn who_reviews_works_for_an_office_and_who_administers_for_none() {
        assert!(form().check().is_empty());
        let wrong = |form: StaffForm| form.check().into_iter().map(|found| found.path).collect::<Vec<_>>();
        assert_eq!(wrong(StaffForm { office: String::new(), ..form() }), ["office"]);
        let administrator = StaffForm { role: Some(Role::Administrator), ..form() };
        assert!(administrator.check().is_empty());
        assert_eq!(administrator.canonical().office, "");
        assert_eq!(wrong(StaffForm { role: Some(Role::Enterprise), ..form() }), ["role"]);
        assert_eq!(wrong(StaffForm::default()), ["account", "name", "role", "email"]);
        assert_eq!(form().canonical().name, "张三");
    }
}
