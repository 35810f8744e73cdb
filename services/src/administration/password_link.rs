//! Links by which staff set their passwords: nobody chooses a password for somebody else.

use crate::accounts::digest;
use crate::db::Tx;
use crate::{Result, Services};
use domain::administration::PasswordLink;

/// How long such a link works, in milliseconds: over a weekend.
const VALID: i64 = 72 * 60 * 60 * 1000;

/// Why somebody gets a link.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Because {
    /// The account is new.
    New,
    /// An administrator has reset it.
    Reset,
}

impl Services {
    /// Makes a link for this account, which makes those before it void, and sends it.
    pub(super) async fn send_password_link(
        &self,
        tx: &mut Tx,
        (id, account, email): (&str, &str, &str),
        because: Because,
    ) -> Result<PasswordLink> {
        self.void_recoveries(tx, id).await?;
        let token = self.secret();
        sqlx::query("insert into recoveries (token_hash, account_id, created_at, valid_for) values ($1, $2, $3, $4)")
            .bind(digest(&token))
            .bind(id)
            .bind(self.now())
            .bind(VALID)
            .execute(&mut **tx)
            .await?;
        let url = format!("{}/recover/{token}", self.public_url);
        self.queue_mail(tx, email, "设置登录密码", &letter(account, &url, because)).await?;
        Ok(PasswordLink { url, until: self.now() + VALID, sent_to: email.to_owned() })
    }
}

fn letter(account: &str, url: &str, because: Because) -> String {
    let why = match because {
        Because::New => "系统管理员已为您开通资质和信用信息系统的账号",
        Because::Reset => "系统管理员已重置您的账号，原密码不再有效",
    };
    format!(
        "请在三天内打开下面的链接设置登录密码，链接只能使用一次：\n\n\
         {url}\n\n\
         {why}，用户名为：{account}\n\n\
         请勿将链接转发他人。\n\n\
         资质和信用信息系统\n\
         本邮件由系统自动发出，请勿回复。\n"
    )
}
