//! Recovering a forgotten password (找回密码) with a link that is sent by mail, works for an hour, and works once.

use super::sign_in::account_key;
use super::throttle::Subject;
use super::{Origin, claimed, digest};
use crate::db::Tx;
use crate::{Error, Result, Services};
use domain::accounts::check_new_password;
use domain::values::ValueError;

/// How long a link works, in milliseconds.
const VALID: i64 = 60 * 60 * 1000;
/// Links to one account in that time: enough for a mail that got lost, too few to fill a mailbox.
const MOST: i64 = 3;

impl Services {
    /// Sends the link, if there is such an account. Whether there is one shows neither in the answer nor in its time.
    ///
    /// # Errors
    /// `Invalid` on `account` when it is empty; `Throttled` after too many requests from one address.
    pub async fn request_recovery(&self, account: &str, origin: &Origin) -> Result<()> {
        if account.trim().is_empty() {
            return Err(Error::invalid("account", ValueError::Empty));
        }
        let known = self.known_account(&account_key(account), origin).await?;
        let (id, name, email) = known.as_ref().map_or(("", "", ""), |known| (&known.id, &known.name, &known.email));
        let token = self.secret();

        let mut tx = self.db.begin().await?;
        self.count_try(&mut tx, &[&Subject::address(origin)]).await?;
        // The same statements whether there is an account or not: they find nothing to do when there is none.
        let made = sqlx::query(
            "insert into recoveries (token_hash, account_id, created_at)
             select $1, a.id, $3
             from accounts a
             where a.id = $2 and a.active = 1 and a.email <> ''
               and (select count(*) from recoveries r where r.account_id = a.id and r.created_at > $4) < $5",
        )
        .bind(digest(&token))
        .bind(id)
        .bind(self.now())
        .bind(self.now() - VALID)
        .bind(MOST)
        .execute(&mut *tx)
        .await?;
        // A mail to nobody is written and taken back, which costs what a mail costs.
        let recipient = if made.rows_affected() == 1 { email } else { "" };
        self.queue_mail(&mut tx, recipient, "找回密码", &letter(name, &self.public_url, &token)).await?;
        sqlx::query("delete from outgoing_mail where recipient = ''").execute(&mut *tx).await?;
        self.audit(&mut tx, claimed(id, name, origin), "account.request_recovery", "account", id).await?;
        tx.commit().await
    }

    /// Sets a new password by the link's token, and ends every session of the account.
    ///
    /// # Errors
    /// `NotNow` when the link does not work any more; `Invalid` on `password` or `password_again`.
    pub async fn recover(&self, token: &str, new: &str, again: &str, origin: &Origin) -> Result<()> {
        let token_hash = digest(token);
        let row: Option<(String, String, String)> = sqlx::query_as(
            "select a.id, a.name, a.key
             from recoveries r
             join accounts a on a.id = r.account_id
             where r.token_hash = $1 and r.used_at is null and r.created_at + r.valid_for > $2 and a.active = 1",
        )
        .bind(&token_hash)
        .bind(self.now())
        .fetch_optional(self.db.pool())
        .await?;
        let (id, name, key) = row.ok_or_else(ended)?;
        let findings = check_new_password(new, again, &name);
        if !findings.is_empty() {
            return Err(Error::findings(findings));
        }
        let hash = self.hash_password(new).await?;

        let mut tx = self.db.begin().await?;
        let used = sqlx::query("update recoveries set used_at = $2 where token_hash = $1 and used_at is null")
            .bind(&token_hash)
            .bind(self.now())
            .execute(&mut *tx)
            .await?;
        if used.rows_affected() != 1 {
            return Err(ended());
        }
        sqlx::query("update accounts set password_hash = $2 where id = $1")
            .bind(&id)
            .bind(&hash)
            .execute(&mut *tx)
            .await?;
        self.void_recoveries(&mut tx, &id).await?;
        self.end_sessions(&mut tx, &id).await?;
        self.forget_tries(&mut tx, &Subject::account(&key)).await?;
        self.forget_tries(&mut tx, &Subject::account_at(&key, origin)).await?;
        self.audit(&mut tx, claimed(&id, &name, origin), "account.recover", "account", &id).await?;
        tx.commit().await
    }

    /// Other links to the same account work no more.
    pub(crate) async fn void_recoveries(&self, tx: &mut Tx, account_id: &str) -> Result<()> {
        sqlx::query("update recoveries set used_at = $2 where account_id = $1 and used_at is null")
            .bind(account_id)
            .bind(self.now())
            .execute(&mut **tx)
            .await?;
        Ok(())
    }
}

fn ended() -> Error {
    Error::not_now("该链接已失效，请重新申请找回密码")
}

fn letter(name: &str, public_url: &str, token: &str) -> String {
    format!(
        "{name}，您好：\n\n\
         我们收到了为该用户名找回密码的申请。请在一小时内打开下面的链接设置新密码，链接只能使用一次：\n\n\
         {public_url}/recover/{token}\n\n\
         如果不是您本人申请，请不要理会本邮件，您的密码不会改变；请勿将链接转发他人。\n\n\
         资质和信用信息系统\n\
         本邮件由系统自动发出，请勿回复。\n"
    )
}
