//! Registering an enterprise and its account (企业注册).

use super::throttle::Subject;
use super::{NewAccount, Origin, SignedIn, claimed};
use crate::{Error, Result, Services};
use domain::Finding;
use domain::accounts::{Registration, Role};
use domain::values::{AccountName, ResidentId};

impl Services {
    /// Registers, and begins a session at once.
    ///
    /// # Errors
    /// `Invalid` with what is wrong, and with names and codes that are registered already; `Throttled` after too many from
    /// one address.
    pub async fn register(&self, form: &Registration, origin: &Origin) -> Result<SignedIn> {
        let account = self.checked(form)?;
        let mut tx = self.db.begin().await?;
        self.count_try(&mut tx, &[&Subject::registrations(origin)]).await?;
        tx.commit().await?;
        self.enter(form, account, origin).await
    }

    /// As [`register`](Self::register), as many as one likes: for the demonstration.
    pub(crate) async fn register_freely(&self, form: &Registration, origin: &Origin) -> Result<SignedIn> {
        self.enter(form, self.checked(form)?, origin).await
    }

    /// The account's name, when nothing is wrong with the form.
    fn checked(&self, form: &Registration) -> Result<AccountName> {
        let mut findings = form.check();
        if let Ok(id) = ResidentId::parse(&form.profile.representative_id)
            && let Err(error) = id.check_born_by(self.today())
        {
            findings.push(Finding::field("representative_id", error));
        }
        match AccountName::parse(&form.account) {
            Ok(account) if findings.is_empty() => Ok(account),
            _ => Err(Error::findings(findings)),
        }
    }

    async fn enter(&self, form: &Registration, account: AccountName, origin: &Origin) -> Result<SignedIn> {
        let key = account.key();
        let profile = self.with_parent(form.profile.clone().canonical()).await?;
        self.check_not_registered(&key, &profile.credit_code).await?;
        let password_hash = self.hash_password(&form.password).await?;

        let (account_id, enterprise_id) = (self.id(), self.id());
        let mut tx = self.db.begin().await?;
        let written = async {
            self.insert_enterprise(&mut tx, &enterprise_id, &profile).await?;
            let account = NewAccount {
                id: &account_id,
                name: account.as_str(),
                key: &key,
                password_hash: &password_hash,
                role: Role::Enterprise,
                display_name: &profile.name,
                email: &profile.email,
                enterprise_id: Some(&enterprise_id),
                office: None,
            };
            self.insert_account(&mut tx, &account).await
        }
        .await;
        if let Err(error) = written {
            drop(tx);
            if error.is_duplicate() {
                // Somebody else registered the same in between: now it can be seen which.
                self.check_not_registered(&key, &profile.credit_code).await?;
            }
            return Err(error);
        }
        let who = || claimed(&account_id, account.as_str(), origin);
        self.audit(&mut tx, who(), "account.register", "account", &account_id).await?;
        self.audit(&mut tx, who(), "enterprise.register", "enterprise", &enterprise_id).await?;
        let signed_in = self.begin_session(&mut tx, &account_id, Role::Enterprise, origin).await?;
        tx.commit().await?;
        Ok(signed_in)
    }

    async fn check_not_registered(&self, key: &str, credit_code: &str) -> Result<()> {
        let mut findings = Vec::new();
        if self.account_name_taken(key).await? {
            findings.push(Finding::field("account", "该用户名已被使用"));
        }
        if self.credit_code_taken(credit_code).await? {
            findings.push(Finding::field("credit_code", "该统一社会信用代码已注册"));
        }
        if findings.is_empty() { Ok(()) } else { Err(Error::findings(findings)) }
    }
}
