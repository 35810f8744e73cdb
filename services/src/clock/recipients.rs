//! Who is told by mail. Accounts without an address see it in their to-do list only.

use super::due::Due;
use crate::db::Tx;
use crate::{Result, Services};
use domain::accounts::Role;
use domain::workflow::Status;

impl Services {
    /// Whose move it is at the office: the head's who may sign it off, else the reviewer's who has claimed it, else any
    /// reviewer's.
    pub(super) async fn whose_move(&self, tx: &mut Tx, due: &Due) -> Result<Vec<String>> {
        if due.status == Status::SignOff {
            let examiner = due.examiner_id.as_deref().unwrap_or_default();
            return members(tx, &due.office, Role::Head, examiner).await;
        }
        let Some(assignee) = &due.assignee_id else {
            return members(tx, &due.office, Role::Reviewer, "").await;
        };
        Ok(sqlx::query_scalar("select email from accounts where id = $1 and active = 1 and email <> ''")
            .bind(assignee)
            .fetch_all(&mut **tx)
            .await?)
    }

    /// The heads of the office.
    pub(super) async fn heads(&self, tx: &mut Tx, due: &Due) -> Result<Vec<String>> {
        members(tx, &due.office, Role::Head, "").await
    }
}

/// Addresses of an office's members of staff in one role, but this account's.
async fn members(tx: &mut Tx, office: &str, role: Role, but: &str) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar(
        "select distinct email
         from accounts
         where office = $1 and role = $2 and active = 1 and email <> '' and id <> $3
         order by email",
    )
    .bind(office)
    .bind(role.code())
    .bind(but)
    .fetch_all(&mut **tx)
    .await?)
}
