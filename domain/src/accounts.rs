//! Who uses the application.

use crate::conformity::Finding;
use crate::enterprises::Profile;
use crate::values::{AccountName, Password};
use serde::{Deserialize, Serialize};

choices! {
    /// What a person does in the system; decides, with the row, what is allowed.
    pub enum Role {
        Enterprise = "enterprise" "企业用户",
        Reviewer = "reviewer" "审核人员",
        Head = "head" "机构负责人",
        Administrator = "administrator" "系统管理员",
    }
}

/// Who is signed in, as pages show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// The account's name.
    pub account: String,
    /// Name shown in the header: the enterprise's, or the member of staff's.
    pub name: String,
    /// What the person does here.
    pub role: Role,
    /// For staff: the office's name.
    pub office: Option<String>,
    /// For enterprises: the enterprise's id.
    pub enterprise_id: Option<String>,
}

/// How a person's own account is reached (我的账号).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnAccount {
    /// Electronic mail; empty where there is none.
    pub email: String,
    /// Whether notices come by mail too (邮件提醒).
    pub mail: bool,
}

/// The registration form (企业注册), as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// Name to sign in with.
    pub account: String,
    /// Password.
    pub password: String,
    /// The password once more.
    pub password_again: String,
    /// The enterprise.
    #[serde(flatten)]
    pub profile: Profile,
}

impl Registration {
    /// Everything that stands against registering, each on its field. Empty when the form is right.
    pub fn check(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        if let Err(error) = AccountName::parse(&self.account) {
            findings.push(Finding::field("account", error));
        }
        findings.extend(check_new_password(&self.password, &self.password_again, &self.account));
        findings.extend(self.profile.check());
        findings
    }
}

/// What stands against a new password typed twice: fields `password` and `password_again`.
pub fn check_new_password(password: &str, again: &str, account: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Err(error) = Password::parse(password, account) {
        findings.push(Finding::field("password", error));
    }
    if password != again {
        findings.push(Finding::field("password_again", "两次输入的密码不一致"));
    }
    findings
}
