//! Demonstration data: made by the same use cases as real data, and only once however often it is asked for.
//!
//! What has been made is marked, so that nobody's changes to it are undone the next time; what was interrupted is taken up.

mod bulk;
mod cast;
mod content;
mod document;
mod licensed;
mod long_ago;
mod mark;
mod meet;
mod people;
mod play;
mod queue;

use crate::{Result, Services};
use domain::accounts::Role;

/// The password of every demonstration account.
pub const PASSWORD: &str = "Licensing-2026";

/// What there is to sign in with.
#[derive(Clone, Debug, Default)]
pub struct DemoReport {
    /// The accounts, in the order in which to try them.
    pub accounts: Vec<DemoAccount>,
}

/// One account.
#[derive(Clone, Debug)]
pub struct DemoAccount {
    /// Name to sign in with.
    pub account: String,
    /// Its password.
    pub password: &'static str,
    /// What it does.
    pub role: Role,
    /// Whose it is and what it shows.
    pub what: String,
}

impl Services {
    /// Makes what is missing of the demonstration data; with numbers, also an enterprise whose draft has that many
    /// electricians and 200 performance records, and that many enterprises with a licence for which a renewal can be filed
    /// for.
    ///
    /// # Errors
    /// Faults of the database, and refusals where real data stands in the way.
    pub async fn demo(&self, electricians: Option<usize>, licensed: Option<usize>) -> Result<DemoReport> {
        let mut report = DemoReport::default();
        for member in cast::STAFF {
            self.ensure_staff(member).await?;
        }
        for enterprise in cast::ENTERPRISES {
            self.play(enterprise).await?;
            report.add(enterprise.account, Role::Enterprise, format!("{}：{}", enterprise.name, enterprise.what));
        }
        if let Some(count) = electricians {
            let there = self.play_with_many(&cast::LARGE, count).await?;
            let what = format!("{}：{}（技能人员{there}名）", cast::LARGE.name, cast::LARGE.what);
            report.add(cast::LARGE.account, Role::Enterprise, what);
        }
        for licensed in licensed::numbered(licensed.unwrap_or_default())? {
            let company = licensed.company();
            self.play(&company).await?;
            report.add(company.account, Role::Enterprise, format!("{}：{}", company.name, company.what));
        }
        for member in cast::STAFF {
            report.add(member.account, member.role, format!("{}，{}", member.name, member.what));
        }
        Ok(report)
    }
}

impl DemoReport {
    fn add(&mut self, account: &str, role: Role, what: String) {
        self.accounts.push(DemoAccount { account: account.to_owned(), password: PASSWORD, role, what });
    }
}
