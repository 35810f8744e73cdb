//! What awaits somebody (待办).

use crate::filings::stored;
use crate::{Actor, Permission, Result, Services};
use domain::accounts::Role;
use domain::filings::Kind;
use domain::notices::ToDo;
use domain::workflow::Status;

/// How long something that has happened stays on the list.
pub(super) const NEWS: i64 = 30 * 24 * 60 * 60 * 1000;

impl Services {
    /// The actor's to-do list, latest first.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn to_dos(&self, actor: &Actor) -> Result<Vec<ToDo>> {
        actor.may_own(Permission::UseOwnAccount)?;
        let mut to_dos = match actor.role {
            Role::Enterprise => {
                let mut to_dos = self.filings_to_do(actor).await?;
                to_dos.extend(self.licences_to_see(actor).await?);
                to_dos.extend(self.own_shortfalls(actor).await?);
                to_dos
            }
            Role::Reviewer | Role::Head => {
                let mut to_dos = self.queue_to_do(actor).await?;
                to_dos.extend(self.offices_shortfalls(actor).await?);
                to_dos
            }
            Role::Administrator => Vec::new(),
        };
        to_dos.sort_by_key(|to_do| std::cmp::Reverse(to_do.at));
        Ok(to_dos)
    }

    async fn filings_to_do(&self, actor: &Actor) -> Result<Vec<ToDo>> {
        let rows: Vec<(String, String, String, String, i64)> = sqlx::query_as(
            "select id, number, kind, status, updated_at
             from filings
             where enterprise_id = $1 and (status in ($2, $3) or status in ($4, $5) and updated_at > $6)",
        )
        .bind(actor.enterprise())
        .bind(Status::Draft.code())
        .bind(Status::Correction.code())
        .bind(Status::Refused.code())
        .bind(Status::Declined.code())
        .bind(self.now() - NEWS)
        .fetch_all(self.db.pool())
        .await?;
        let to_do = |(id, number, kind, status, at): (String, String, String, String, i64)| {
            let kind = stored(Kind::from_code, &kind)?;
            let form = format!("/filings/{id}/{}", kind.first_tab().code());
            let (text, href) = match stored(Status::from_code, &status)? {
                Status::Draft => (format!("继续填报{kind}（{number}）"), form),
                Status::Correction => (format!("请补正{kind}（{number}）"), form),
                ended => (format!("{kind}（{number}）{}，请查看理由", ended.label_in(kind)), format!("/filings/{id}")),
            };
            Ok(ToDo { text, href, at })
        };
        rows.into_iter().map(to_do).collect()
    }

    async fn queue_to_do(&self, actor: &Actor) -> Result<Vec<ToDo>> {
        // One count for each state, apart for what the actor has claimed and for what the actor has examined.
        let rows: Vec<(String, i64, i64, i64, i64)> = sqlx::query_as(
            "select status,
                    case when assignee_id = $2 then 1 else 0 end as mine,
                    case when examiner_id = $2 then 1 else 0 end as examined,
                    count(*),
                    min(updated_at)
             from filings
             where office = $1 and live = 1
             group by status, mine, examined",
        )
        .bind(actor.office())
        .bind(&actor.account_id)
        .fetch_all(self.db.pool())
        .await?;
        let (mut claimed, mut waiting, mut sign_off) = (Waiting::default(), Waiting::default(), Waiting::default());
        for (status, mine, examined, count, since) in rows {
            match Status::from_code(&status) {
                Some(Status::Submitted) => waiting.add(count, since),
                // Four eyes: nobody signs off what they have examined.
                Some(Status::SignOff) if actor.role == Role::Head && examined == 0 => sign_off.add(count, since),
                Some(Status::SignOff) | None => {}
                Some(status) if status.with_office() && mine == 1 => claimed.add(count, since),
                Some(_) => {}
            }
        }
        let to_dos =
            [sign_off.to_do("件申请待您签批"), claimed.to_do("件由您领取的申请待办理"), waiting.to_do("件申请待领取")];
        Ok(to_dos.into_iter().flatten().collect())
    }
}

/// How many wait, and since when.
#[derive(Default)]
struct Waiting {
    count: i64,
    since: Option<i64>,
}

impl Waiting {
    fn add(&mut self, count: i64, since: i64) {
        self.count += count;
        self.since = Some(self.since.map_or(since, |earlier| earlier.min(since)));
    }

    fn to_do(&self, what: &str) -> Option<ToDo> {
        Some(ToDo { text: format!("{} {what}", self.count), href: "/queue".to_owned(), at: self.since? })
    }
}
