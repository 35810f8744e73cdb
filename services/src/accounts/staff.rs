//! The first accounts of the regulator's staff, with a password: the command line makes them, and the demonstration data. All
//! others are made by administrators (`administration`).

use super::{NewAccount, Origin, claimed};
use crate::administration::there_is_office;
use crate::{Error, Result, Services};
use domain::Finding;
use domain::accounts::{Role, check_new_password};
use domain::values::{AccountName, ValueError, text};

impl Services {
    /// Makes an account of this role; a reviewer or head belongs to an office, an administrator to none.
    ///
    /// # Errors
    /// `Invalid` on `account`, `password`, `name`, `role` or `office`.
    pub async fn create_staff(
        &self,
        account: &str,
        password: &str,
        name: &str,
        role: Role,
        office: Option<&str>,
    ) -> Result<()> {
        let mut findings = check_new_password(password, password, account);
        let account = AccountName::parse(account).map_err(|error| findings.push(Finding::field("account", error))).ok();
        let name = text::line(name, 120).map_err(|error| findings.push(Finding::field("name", error))).ok();
        let fitting = match role {
            Role::Reviewer | Role::Head => match office {
                Some(code) => there_is_office(self.db.pool(), code).await?,
                None => false,
            },
            Role::Administrator => office.is_none(),
            Role::Enterprise => {
                findings.push(Finding::field("role", "企业用户须自行注册"));
                true
            }
        };
        if !fitting {
            findings.push(Finding::field("office", ValueError::NotChosen));
        }
        let (Some(account), Some(name), true) = (account, name, findings.is_empty()) else {
            return Err(Error::findings(findings));
        };
        let key = account.key();
        if self.account_name_taken(&key).await? {
            return Err(taken());
        }
        let (id, password_hash) = (self.id(), self.hash_password(password).await?);
        let mut tx = self.db.begin().await?;
        let written = self
            .insert_account(
                &mut tx,
                &NewAccount {
                    id: &id,
                    name: account.as_str(),
                    key: &key,
                    password_hash: &password_hash,
                    role,
                    display_name: &name,
                    email: "",
                    enterprise_id: None,
                    office,
                },
            )
            .await;
        written.map_err(|error| if error.is_duplicate() { taken() } else { error })?;
        // Whoever runs the command line is nobody in the application.
        let origin = Origin { address: "command line".to_owned() };
        self.audit(&mut tx, claimed("", "", &origin), "account.create_staff", "account", &id).await?;
        tx.commit().await
    }
}

fn taken() -> Error {
    Error::invalid("account", "该用户名已被使用")
}
