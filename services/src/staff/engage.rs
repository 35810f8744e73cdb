//! Engaging a person.

use super::posts::posts_of;
use crate::context::china_date;
use crate::db::Tx;
use crate::filings::{Head, sections};
use crate::{Error, Result, Services};
use domain::filings::Kind;
use domain::licences::LicenceStatus;
use domain::staff::Post;
use domain::values::ResidentId;
use sqlx::AnyConnection;

/// Who holds an engagement.
#[derive(sqlx::FromRow)]
struct Holder {
    enterprise_id: String,
    filing_id: String,
    filing: String,
    licence_id: Option<String>,
    licence: Option<String>,
    licence_status: Option<String>,
    since: i64,
}

impl Services {
    /// Engages the person for the filing, or says why not: where the person is engaged and since when. Engaging again for
    /// the same filing changes nothing, nor does naming somebody whom the enterprise's own licence engages.
    pub(crate) async fn engage(
        &self,
        tx: &mut Tx,
        head: &Head,
        person: &ResidentId,
        name: &str,
    ) -> Result<Option<String>> {
        // The holder may let go between the two statements; then there is another try.
        for _ in 0..3 {
            let engaged = sqlx::query(
                "insert into engagements (id, resident_id, name, enterprise_id, filing_id, since)
                 values ($1, $2, $3, $4, $5, $6)
                 on conflict (resident_id) where released_at is null do nothing",
            )
            .bind(self.id())
            .bind(person.as_str())
            .bind(name.trim())
            .bind(&head.enterprise_id)
            .bind(&head.id)
            .bind(self.now())
            .execute(&mut **tx)
            .await?;
            if engaged.rows_affected() == 1 {
                return Ok(None);
            }
            match holder(tx, person).await? {
                Some(holder) if holder.filing_id == head.id => {
                    rename(tx, head, person, name).await?;
                    return Ok(None);
                }
                Some(holder) => return holder.stands_against(tx, head, person).await,
                None => {}
            }
        }
        Err(Error::not_now("该人员的聘用情况正在变动，请重试"))
    }
}

/// Where the person is engaged, if that stands against being named here; in words for the enterprise of `head`.
pub(crate) async fn engaged_elsewhere(
    connection: &mut AnyConnection,
    head: &Head,
    person: &ResidentId,
) -> Result<Option<String>> {
    match holder(connection, person).await? {
        Some(holder) if holder.filing_id != head.id => holder.stands_against(connection, head, person).await,
        _ => Ok(None),
    }
}

async fn holder(connection: &mut AnyConnection, person: &ResidentId) -> Result<Option<Holder>> {
    Ok(sqlx::query_as(
        "select g.enterprise_id, g.filing_id, f.number as filing, g.licence_id, l.number as licence,
                l.status as licence_status, g.since
         from engagements g
              join filings f on f.id = g.filing_id
              left join licences l on l.id = g.licence_id
         where g.resident_id = $1 and g.released_at is null",
    )
    .bind(person.as_str())
    .fetch_optional(connection)
    .await?)
}

async fn rename(tx: &mut Tx, head: &Head, person: &ResidentId, name: &str) -> Result<()> {
    sqlx::query(
        "update engagements
         set name = $1
         where resident_id = $2 and filing_id = $3 and released_at is null and name <> $1",
    )
    .bind(name.trim())
    .bind(person.as_str())
    .bind(&head.id)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

impl Holder {
    async fn stands_against(
        &self,
        connection: &mut AnyConnection,
        head: &Head,
        person: &ResidentId,
    ) -> Result<Option<String>> {
        let own = self.enterprise_id == head.enterprise_id;
        let in_force = self.licence_status.as_deref() == Some(LicenceStatus::InForce.code());
        match &self.licence_id {
            Some(licence) if own && in_force && head.kind == Kind::Joining => {
                let joining = sections(&mut *connection, &head.id).await?.joining.body.post;
                Ok(match joining {
                    Some(post) => holds_already(connection, licence, person.as_str(), post).await?,
                    None => None,
                })
            }
            Some(_) if own && in_force => Ok(None),
            _ => Ok(Some(self.told_to(head))),
        }
    }

    /// One's own filing or licence is named; of another enterprise nothing is told but since when.
    fn told_to(&self, head: &Head) -> String {
        let since = china_date(self.since);
        match (&self.licence, self.enterprise_id == head.enterprise_id) {
            (Some(licence), true) => format!("已在本企业的许可证 {licence} 中聘用（自{since}）"),
            (None, true) => format!("已在本企业的申请 {} 中使用（自{since}）", self.filing),
            (_, false) => format!("该人员已被其他企业聘用（自{since}），同一人不能重复使用"),
        }
    }
}

/// What stands against this post for somebody whom the licence engages: only the technical lead may be among the technicians
/// as well (第36号令 Art. 8).
pub(super) async fn holds_already(
    connection: &mut AnyConnection,
    licence_id: &str,
    resident_id: &str,
    post: Post,
) -> Result<Option<String>> {
    let together = |held: Post| {
        matches!((held, post), (Post::TechnicalLead, Post::Technician) | (Post::Technician, Post::TechnicalLead))
    };
    let held = posts_of(connection, licence_id, resident_id).await?;
    let other = held.into_iter().find(|&held| !together(held));
    Ok(other.map(|held| format!("该人员已任本企业的{held}，不能再作为{post}入职")))
}
