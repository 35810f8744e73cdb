//! A person's own list of notices (消息), and whether they come by mail too.

use crate::{Actor, Permission, Result, Services};
use domain::accounts::OwnAccount;
use domain::notices::{Cursor, NoticeLine, NoticePage};
use domain::values::Email;

/// Lines of one page.
const PAGE: usize = 30;

#[derive(sqlx::FromRow)]
struct Line {
    id: String,
    subject: String,
    body: String,
    href: String,
    created_at: i64,
    unread: i64,
}

impl Services {
    /// The actor's notices from a place on: unread ones first, of each the latest first.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn notices(&self, actor: &Actor, after: Option<&Cursor>) -> Result<NoticePage> {
        actor.may_own(Permission::UseOwnAccount)?;
        let mut lines: Vec<Line> = sqlx::query_as(
            "select id, subject, body, href, created_at, unread
             from (select id, subject, body, href, created_at, case when read_at is null then 1 else 0 end as unread
                   from notices
                   where account_id = $1) as mine
             where unread < $2
                or unread = $2 and (created_at < $3 or created_at = $3 and id < $4)
             order by unread desc, created_at desc, id desc
             limit $5",
        )
        .bind(&actor.account_id)
        .bind(after.map_or(2, |after| i64::from(after.unread)))
        .bind(after.map_or(0, |after| after.at))
        .bind(after.map_or("", |after| after.id.as_str()))
        .bind(i64::try_from(PAGE + 1).unwrap_or(i64::MAX))
        .fetch_all(self.db.pool())
        .await?;
        let more = lines.len() > PAGE;
        lines.truncate(PAGE);
        let next = lines.last().filter(|_| more).map(|last| Cursor {
            unread: last.unread != 0,
            at: last.created_at,
            id: last.id.clone(),
        });
        Ok(NoticePage { lines: lines.into_iter().map(Line::shown).collect(), next })
    }

    /// How many the actor has not read.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn unread_notices(&self, actor: &Actor) -> Result<i64> {
        actor.may_own(Permission::UseOwnAccount)?;
        Ok(sqlx::query_scalar("select count(*) from notices where account_id = $1 and read_at is null")
            .bind(&actor.account_id)
            .fetch_one(self.db.pool())
            .await?)
    }

    /// Notes that the actor has read this one. An id that is nobody's, or somebody else's, changes nothing and is not told
    /// apart.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn read_notice(&self, actor: &Actor, id: &str) -> Result<()> {
        actor.may_own(Permission::UseOwnAccount)?;
        let Ok(id) = crate::filings::known_shape(id) else { return Ok(()) };
        let mut tx = self.db.begin().await?;
        sqlx::query("update notices set read_at = $3 where id = $1 and account_id = $2 and read_at is null")
            .bind(id)
            .bind(&actor.account_id)
            .bind(self.now())
            .execute(&mut *tx)
            .await?;
        tx.commit().await
    }

    /// Notes that the actor has read all that there are by now.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn read_all_notices(&self, actor: &Actor) -> Result<()> {
        actor.may_own(Permission::UseOwnAccount)?;
        let mut tx = self.db.begin().await?;
        sqlx::query("update notices set read_at = $2 where account_id = $1 and read_at is null")
            .bind(&actor.account_id)
            .bind(self.now())
            .execute(&mut *tx)
            .await?;
        tx.commit().await
    }

    /// The actor's own account.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn own_account(&self, actor: &Actor) -> Result<OwnAccount> {
        actor.may_own(Permission::UseOwnAccount)?;
        let (email, mail): (String, i64) = sqlx::query_as("select email, mail_notices from accounts where id = $1")
            .bind(&actor.account_id)
            .fetch_one(self.db.pool())
            .await?;
        Ok(OwnAccount { email: Email::parse(&email).map_or_else(|_| String::new(), String::from), mail: mail != 0 })
    }

    /// Whether the actor wants notices by mail too (邮件提醒). Letters with links that open the account come in any case.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn set_mail_notices(&self, actor: &Actor, wanted: bool) -> Result<()> {
        actor.may_own(Permission::UseOwnAccount)?;
        let mut tx = self.db.begin().await?;
        sqlx::query("update accounts set mail_notices = $2 where id = $1")
            .bind(&actor.account_id)
            .bind(i64::from(wanted))
            .execute(&mut *tx)
            .await?;
        self.audit(&mut tx, actor, "account.mail_notices", "account", &actor.account_id).await?;
        tx.commit().await
    }
}

impl Line {
    fn shown(self) -> NoticeLine {
        NoticeLine {
            id: self.id,
            subject: self.subject,
            text: self.body,
            href: self.href,
            at: self.created_at,
            read: self.unread == 0,
        }
    }
}
