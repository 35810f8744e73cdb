//! Changing an account of the staff: what it does and where, whether it can be used, and its password.
//!
//! Who cannot go on with filings any more keeps them: an administrator decides nothing about filings. The heads of the office
//! are told, and give them to somebody else.

use super::list_staff::load;
use super::password_link::Because;
use crate::db::Tx;
use crate::notices::{Notice, Recipient};
use crate::{Actor, Error, Permission, Result, Services};
use domain::Refusal;
use domain::accounts::Role;
use domain::administration::{PasswordLink, StaffAccount, StaffForm};

impl Services {
    /// Changes name, role, office and address; the name to sign in with stays. Another role or office holds from the next
    /// request on.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators, `NotFound` for what is no account of the staff, `Invalid` with what is wrong,
    /// `NotNow` for one's own role and that of the last administrator, `Conflict` with the account as stored.
    pub async fn change_staff(&self, actor: &Actor, id: &str, revision: i64, form: &StaffForm) -> Result<StaffAccount> {
        actor.may_own(Permission::ManageAccounts)?;
        let before = load(self.db.pool(), id).await?;
        // The name to sign in with is not asked for again.
        let form = StaffForm { account: before.form.account.clone(), ..form.clone() };
        let form = self.checked_staff(&form).await?;
        let mut tx = self.db.begin().await?;
        let before = self.held_account(&mut tx, id, revision).await?;
        if form.role != before.form.role && before.form.role == Some(Role::Administrator) {
            self.spare_administrator(&mut tx, actor, &before, "不能更改自己的角色，请由其他管理员办理").await?;
        }
        let role = form.role.ok_or(Refusal::NotFound)?;
        sqlx::query("update accounts set display_name = $2, role = $3, office = $4, email = $5 where id = $1")
            .bind(&before.id)
            .bind(&form.name)
            .bind(role.code())
            .bind(form.in_office().then_some(form.office.as_str()))
            .bind(&form.email)
            .execute(&mut *tx)
            .await?;
        if (form.role, &form.office) != (before.form.role, &before.form.office) && !reviews_on(&form, &before) {
            self.ask_to_reassign(&mut tx, &before, "已调离本机构的审核工作").await?;
        }
        self.audit(&mut tx, actor, "account.change_staff", "account", id).await?;
        let after = load(&mut *tx, id).await?;
        tx.commit().await?;
        Ok(after)
    }

    /// Closes the account, or opens it again. A closed one ends its sessions at once, and its links.
    ///
    /// # Errors
    /// As [`change_staff`](Self::change_staff).
    pub async fn set_staff_active(&self, actor: &Actor, id: &str, revision: i64, active: bool) -> Result<StaffAccount> {
        actor.may_own(Permission::ManageAccounts)?;
        let mut tx = self.db.begin().await?;
        let before = self.held_account(&mut tx, id, revision).await?;
        if !active && before.form.role == Some(Role::Administrator) {
            self.spare_administrator(&mut tx, actor, &before, "不能停用自己的账号，请由其他管理员办理").await?;
        }
        sqlx::query("update accounts set active = $2 where id = $1")
            .bind(&before.id)
            .bind(i64::from(active))
            .execute(&mut *tx)
            .await?;
        if !active {
            self.end_sessions(&mut tx, &before.id).await?;
            self.void_recoveries(&mut tx, &before.id).await?;
            self.ask_to_reassign(&mut tx, &before, "的账号已停用").await?;
        }
        let act = if active { "account.reactivate" } else { "account.deactivate" };
        self.audit(&mut tx, actor, act, "account", id).await?;
        let after = load(&mut *tx, id).await?;
        tx.commit().await?;
        Ok(after)
    }

    /// Ends the account's sessions, makes its password void and sends a link to set another.
    ///
    /// # Errors
    /// `NotNow` for one's own account and for one that is closed; else as [`change_staff`](Self::change_staff).
    pub async fn reset_staff(&self, actor: &Actor, id: &str, revision: i64) -> Result<PasswordLink> {
        actor.may_own(Permission::ManageAccounts)?;
        // Slow on purpose, so it is made before anything is held.
        let password_hash = self.hash_password(&self.secret()).await?;
        let mut tx = self.db.begin().await?;
        let account = self.held_account(&mut tx, id, revision).await?;
        if account.id == actor.account_id {
            return Err(Error::not_now("自己的密码请在“修改密码”中更改"));
        }
        if !account.active {
            return Err(Error::not_now("该账号已停用，请先启用"));
        }
        if account.form.email.is_empty() {
            return Err(Error::not_now("该账号没有电子邮箱，请先填写"));
        }
        sqlx::query("update accounts set password_hash = $2 where id = $1")
            .bind(&account.id)
            .bind(&password_hash)
            .execute(&mut *tx)
            .await?;
        self.end_sessions(&mut tx, &account.id).await?;
        let who = (account.id.as_str(), account.form.account.as_str(), account.form.email.as_str());
        let link = self.send_password_link(&mut tx, who, Because::Reset).await?;
        self.audit(&mut tx, actor, "account.reset", "account", id).await?;
        tx.commit().await?;
        Ok(link)
    }

    /// The account, held until the end of the transaction under its next revision.
    async fn held_account(&self, tx: &mut Tx, id: &str, revision: i64) -> Result<StaffAccount> {
        // Holds the series, so that of two administrators who close each other's accounts the second one is refused.
        self.next_number(tx, "administration.accounts").await?;
        let account = load(&mut **tx, id).await?;
        let held = sqlx::query("update accounts set revision = revision + 1 where id = $1 and revision = $2")
            .bind(&account.id)
            .bind(revision)
            .execute(&mut **tx)
            .await?;
        match held.rows_affected() {
            1 => Ok(account),
            _ => {
                let theirs = serde_json::to_string(&account)?;
                Err(Refusal::Conflict { theirs, revision: account.revision }.into())
            }
        }
    }

    /// Whether this administrator can be done without: not oneself, and not the last one.
    async fn spare_administrator(&self, tx: &mut Tx, actor: &Actor, account: &StaffAccount, own: &str) -> Result<()> {
        if account.id == actor.account_id {
            return Err(Error::not_now(own));
        }
        let others: i64 = sqlx::query_scalar(
            "select count(*) from accounts where role = 'administrator' and active = 1 and id <> $1",
        )
        .bind(&account.id)
        .fetch_one(&mut **tx)
        .await?;
        match others {
            0 => Err(Error::not_now("至少应保留一名可用的管理员")),
            _ => Ok(()),
        }
    }

    /// Tells the heads of the account's office which filings wait for somebody else now.
    async fn ask_to_reassign(&self, tx: &mut Tx, account: &StaffAccount, why: &str) -> Result<()> {
        if account.claimed == 0 {
            return Ok(());
        }
        let (name, count) = (&account.form.name, account.claimed);
        let numbers: Vec<String> = sqlx::query_scalar(
            "select number from filings where assignee_id = $1 and live = 1 order by number limit 50",
        )
        .bind(&account.id)
        .fetch_all(&mut **tx)
        .await?;
        let notice = Notice {
            key: format!("reassign:{}:{}", account.id, account.revision),
            subject: "申请待改派",
            body: format!("请改派{name}领取的{count}件申请：{name}{why}\n\n{}", numbers.join("、")),
            href: "/queue".to_owned(),
            filing_id: None,
        };
        self.notify(tx, Recipient::Heads { office: &account.form.office, but: &account.id }, &notice).await
    }
}

/// Whether the account may still go on with what it has claimed.
fn reviews_on(form: &StaffForm, before: &StaffAccount) -> bool {
    form.in_office() && form.office == before.form.office
}
