//! Telling people (消息): a line in the list of each of them, and a letter where the person wants letters; once each, in the
//! transaction that it tells of.

use crate::db::Tx;
use crate::{Result, Services};

/// Whom a notice is for. Accounts that were closed are told nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Recipient<'a> {
    /// The enterprise's accounts.
    Enterprise(&'a str),
    /// One account.
    Account(&'a str),
    /// Whoever has claimed it, as long as that account reviews for the office; else the office's reviewers.
    Officer {
        /// Code of the office.
        office: &'a str,
        /// Who has claimed it.
        assignee: Option<&'a str>,
        /// Who is not told, because it is this account's own doing.
        but: &'a str,
    },
    /// The office's heads.
    Heads {
        /// Code of the office.
        office: &'a str,
        /// Who is not told: who did it, or who may not sign it off.
        but: &'a str,
    },
    /// The administrators.
    Administrators,
}

/// What somebody is told.
#[derive(Clone, Debug)]
pub(crate) struct Notice<'a> {
    /// Under which each account is told it once.
    pub key: String,
    /// In a few words, as in the list of letters.
    pub subject: &'a str,
    /// The first line says what to do.
    pub body: String,
    /// The page where it is done, such as `/filings/…`.
    pub href: String,
    /// The filing that it is about.
    pub filing_id: Option<&'a str>,
}

#[derive(sqlx::FromRow)]
struct Reached {
    id: String,
    /// Empty where no letter is wanted or possible.
    email: String,
}

/// Accounts with the address to which a letter goes; `$1` and on are the condition's.
macro_rules! reached {
    ($condition:literal) => {
        concat!(
            "select id, case when mail_notices = 1 then email else '' end as email
             from accounts
             where active = 1 and ",
            $condition,
            " order by id"
        )
    };
}

impl Services {
    /// Tells each recipient, unless that account was told under this key before.
    pub(crate) async fn notify(&self, tx: &mut Tx, to: Recipient<'_>, notice: &Notice<'_>) -> Result<()> {
        for account in reached(tx, to).await? {
            if self.write_notice(tx, &account.id, notice).await? && !account.email.is_empty() {
                self.queue_mail(tx, &account.email, notice.subject, &self.letter(notice)).await?;
            }
        }
        Ok(())
    }

    /// False when the account was told it before.
    async fn write_notice(&self, tx: &mut Tx, account_id: &str, notice: &Notice<'_>) -> Result<bool> {
        let written = sqlx::query(
            "insert into notices (id, account_id, key, filing_id, subject, body, href, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8)
             on conflict (account_id, key) do nothing",
        )
        .bind(self.id())
        .bind(account_id)
        .bind(&notice.key)
        .bind(notice.filing_id)
        .bind(notice.subject)
        .bind(&notice.body)
        .bind(&notice.href)
        .bind(self.now())
        .execute(&mut **tx)
        .await?;
        Ok(written.rows_affected() == 1)
    }

    fn letter(&self, notice: &Notice<'_>) -> String {
        let (body, url, href) = (&notice.body, &self.public_url, &notice.href);
        format!(
            "{body}\n\n{url}{href}\n\n资质和信用信息系统\n本邮件由系统自动发出，请勿回复；不需要邮件提醒的，可在系统的“我的账号”中关闭。\n"
        )
    }
}

async fn reached(tx: &mut Tx, to: Recipient<'_>) -> Result<Vec<Reached>> {
    let query = match to {
        Recipient::Enterprise(id) => sqlx::query_as(reached!("enterprise_id = $1")).bind(id),
        Recipient::Account(id) => sqlx::query_as(reached!("id = $1")).bind(id),
        Recipient::Officer { office, assignee: Some(assignee), but } => {
            let at_work = sqlx::query_as(reached!("office = $1 and id = $2"));
            let found: Vec<Reached> = at_work.bind(office).bind(assignee).fetch_all(&mut **tx).await?;
            if !found.is_empty() {
                return Ok(found.into_iter().filter(|account| account.id != but).collect());
            }
            sqlx::query_as(reached!("office = $1 and role = 'reviewer' and id <> $2")).bind(office).bind(but)
        }
        Recipient::Officer { office, assignee: None, but } => {
            sqlx::query_as(reached!("office = $1 and role = 'reviewer' and id <> $2")).bind(office).bind(but)
        }
        Recipient::Heads { office, but } => {
            sqlx::query_as(reached!("office = $1 and role = 'head' and id <> $2")).bind(office).bind(but)
        }
        Recipient::Administrators => sqlx::query_as(reached!("role = 'administrator'")),
    };
    Ok(query.fetch_all(&mut **tx).await?)
}
