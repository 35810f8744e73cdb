//! A new account of the staff (新增人员).

use super::password_link::Because;
use super::there_is_office;
use crate::accounts::NewAccount;
use crate::{Actor, Error, Permission, Result, Services};
use domain::Finding;
use domain::administration::{PasswordLink, StaffForm};
use domain::values::{AccountName, ValueError};

impl Services {
    /// Makes the account, and sends and gives the link by which its owner sets the password: nobody else knows one.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators, `Invalid` with what is wrong.
    pub async fn add_staff(&self, actor: &Actor, form: &StaffForm) -> Result<PasswordLink> {
        actor.may_own(Permission::ManageAccounts)?;
        let form = self.checked_staff(form).await?;
        let account = AccountName::parse(&form.account).map_err(|error| Error::invalid("account", error))?;
        let key = account.key();
        if self.account_name_taken(&key).await? {
            return Err(taken());
        }
        // A hash of what nobody knows, so that no password opens the account.
        let (id, password_hash) = (self.id(), self.hash_password(&self.secret()).await?);
        let mut tx = self.db.begin().await?;
        let new = NewAccount {
            id: &id,
            name: account.as_str(),
            key: &key,
            password_hash: &password_hash,
            role: form.role.ok_or_else(|| Error::invalid("role", ValueError::NotChosen))?,
            display_name: &form.name,
            email: &form.email,
            enterprise_id: None,
            office: form.in_office().then_some(form.office.as_str()),
        };
        let written = self.insert_account(&mut tx, &new).await;
        written.map_err(|error| if error.is_duplicate() { taken() } else { error })?;
        let who = (id.as_str(), account.as_str(), form.email.as_str());
        let link = self.send_password_link(&mut tx, who, Because::New).await?;
        self.audit(&mut tx, actor, "account.create_staff", "account", &id).await?;
        tx.commit().await?;
        Ok(link)
    }

    /// The form as it is kept, when nothing is wrong with it.
    pub(super) async fn checked_staff(&self, form: &StaffForm) -> Result<StaffForm> {
        let form = form.clone().canonical();
        let mut findings = form.check();
        let asked = form.in_office() && !form.office.is_empty();
        if asked && !there_is_office(self.db.pool(), &form.office).await? {
            findings.push(Finding::field("office", ValueError::NotChosen));
        }
        if findings.is_empty() { Ok(form) } else { Err(Error::findings(findings)) }
    }
}

fn taken() -> Error {
    Error::invalid("account", "该用户名已被使用")
}
