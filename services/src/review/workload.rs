//! Who of the office works on how much.

use super::narrowed::NEVER;
use crate::filings::stored;
use crate::notices::NEWS;
use crate::{Actor, Permission, Result, Services};
use domain::accounts::Role;
use domain::review::{Colleague, SOON, Workload};
use sqlx::AnyConnection;
use std::collections::HashMap;

/// What lies with one person.
#[derive(Default, sqlx::FromRow)]
struct Load {
    assignee_id: Option<String>,
    open: i64,
    overdue: i64,
    soon: i64,
    resting: i64,
}

impl Services {
    /// The reviewers of the actor's office to whom a filing can be given, with how many each works on; by name.
    ///
    /// # Errors
    /// `Forbidden` for those who have no queue.
    pub async fn reviewers(&self, actor: &Actor) -> Result<Vec<Colleague>> {
        actor.may_own(Permission::ReadQueue)?;
        let reviewers: Vec<(String, String, i64)> = sqlx::query_as(
            "select a.id, a.display_name,
                    (select count(*)
                     from filings f
                     where f.office = $1 and f.assignee_id = a.id and f.live = 1 and f.status <> 'draft')
             from accounts a
             where a.office = $1 and a.role = 'reviewer' and a.active = 1
             order by a.display_name, a.name",
        )
        .bind(actor.office())
        .fetch_all(self.db.pool())
        .await?;
        Ok(reviewers.into_iter().map(|(id, name, count)| Colleague { id, name, count }).collect())
    }

    /// How much lies with each member of the actor's office, and with nobody: who has most that is late comes first.
    ///
    /// # Errors
    /// `Forbidden` for those who do not lead an office.
    pub async fn workload(&self, actor: &Actor) -> Result<Vec<Workload>> {
        actor.may_own(Permission::LeadQueue)?;
        let mut connection = self.db.pool().acquire().await?;
        let days = self.days(&mut connection).await?;
        let loads: Vec<Load> = sqlx::query_as(
            "select f.assignee_id,
                    count(*) as open,
                    cast(sum(case when f.queue_day < $2 then 1 else 0 end) as bigint) as overdue,
                    cast(sum(case when f.queue_day >= $2 and f.queue_day <= $3 then 1 else 0 end) as bigint) as soon,
                    cast(sum(f.resting) as bigint) as resting
             from filings f
             where f.office = $1 and f.live = 1 and f.status <> 'draft' and f.queue_day <= $4
             group by f.assignee_id",
        )
        .bind(actor.office())
        .bind(days.today.to_string())
        .bind(days.calendar.after(days.today, SOON).to_string())
        .bind(NEVER)
        .fetch_all(&mut *connection)
        .await?;
        let mut loads: HashMap<_, _> = loads.into_iter().map(|load| (load.assignee_id.clone(), load)).collect();
        let decided = self.decided_lately(&mut connection, actor).await?;
        let staff: Vec<(String, String, String, i64)> = sqlx::query_as(
            "select id, display_name, role, active
             from accounts
             where office = $1 and role in ('reviewer', 'head')
             order by display_name, name",
        )
        .bind(actor.office())
        .fetch_all(&mut *connection)
        .await?;
        let mut lines = Vec::new();
        for (id, name, role, active) in staff {
            let load = loads.remove(&Some(id.clone())).unwrap_or_default();
            let decided = decided.get(&id).copied().unwrap_or_default();
            if active != 0 || load.open > 0 || decided > 0 {
                let role = Some(stored(Role::from_code, &role)?);
                lines.push(line((id, name, role, active != 0), &load, decided));
            }
        }
        lines.sort_by_key(|line| std::cmp::Reverse((line.overdue, line.soon, line.open)));
        let nobodys = loads.remove(&None).unwrap_or_default();
        lines.insert(0, line((String::new(), "待领取".to_owned(), None, true), &nobodys, 0));
        Ok(lines)
    }

    /// How many that each worked on were decided in the last thirty days.
    async fn decided_lately(&self, connection: &mut AnyConnection, actor: &Actor) -> Result<HashMap<String, i64>> {
        let decided: Vec<(String, i64)> = sqlx::query_as(
            "select assignee_id, count(*)
             from filings
             where office = $1
               and live = 0
               and submitted_at is not null
               and updated_at > $2
               and status in ('issued', 'refused', 'declined')
               and assignee_id is not null
             group by assignee_id",
        )
        .bind(actor.office())
        .bind(self.now() - NEWS)
        .fetch_all(connection)
        .await?;
        Ok(decided.into_iter().collect())
    }
}

fn line((id, name, role, active): (String, String, Option<Role>, bool), load: &Load, decided: i64) -> Workload {
    let &Load { open, overdue, soon, resting, .. } = load;
    Workload { id, name, role, active, open, overdue, soon, resting, decided }
}
