//! What was filed for, what came of it, and what is with the offices now.

use super::{Counting, by_kind};
use crate::filings::stored;
use crate::{Result, Services};
use domain::figures::{Matter, OfficeLine, Open, Outcomes};
use domain::filings::Kind;
use domain::workflow::Status;

/// What was counted of filings.
pub(super) struct Matters {
    pub matters: Vec<Matter>,
    pub open: Vec<Open>,
    /// The offices beside each other, still without their licences.
    pub offices: Vec<OfficeLine>,
}

#[derive(sqlx::FromRow)]
struct Submitted {
    office: String,
    kind: String,
    status: String,
    count: i64,
}

#[derive(sqlx::FromRow)]
struct Lying {
    office: String,
    kind: String,
    count: i64,
    overdue: i64,
}

impl Services {
    pub(super) async fn matters(&self, counting: &Counting) -> Result<Matters> {
        let (submitted, lying) = (self.submitted(counting).await?, self.lying(counting).await?);
        let offices: Vec<(String, String)> =
            sqlx::query_as("select code, name from offices order by region, local").fetch_all(self.db.pool()).await?;
        let outcomes = |wanted: &dyn Fn(&Submitted) -> bool| {
            let mut outcomes = Outcomes::default();
            for line in submitted.iter().filter(|line| wanted(line)) {
                outcomes.add(stored(Status::from_code, &line.status)?, line.count);
            }
            Ok::<_, crate::Error>(outcomes)
        };
        let mut matters = Vec::new();
        for &kind in Kind::ALL {
            matters.push(Matter { kind, outcomes: outcomes(&|line| line.kind == kind.code())? });
        }
        let open = by_kind(|kind| {
            let of_kind = || lying.iter().filter(|line| line.kind == kind.code());
            let open = Open {
                kind,
                count: of_kind().map(|line| line.count).sum(),
                overdue: of_kind().map(|line| line.overdue).sum(),
            };
            (open.count > 0).then_some(open)
        });
        let mut lines = Vec::new();
        for (code, name) in offices {
            let here = || lying.iter().filter(|line| line.office == code);
            lines.push(OfficeLine {
                outcomes: outcomes(&|line| line.office == code)?,
                open: here().map(|line| line.count).sum(),
                overdue: here().map(|line| line.overdue).sum(),
                licences: 0,
                expiring: 0,
                code,
                name,
            });
        }
        Ok(Matters { matters, open, offices: lines })
    }

    /// What was submitted for the first time in the period, as it stands now.
    async fn submitted(&self, counting: &Counting) -> Result<Vec<Submitted>> {
        let (from, before) = counting.moments();
        let lines = sqlx::query_as(
            "select f.office, f.kind, f.status, count(*) as count
             from filings f
             where f.office in (select o.code from offices o where $3 = '' or o.code = $3)
               and f.submitted_at is not null
               and exists (select 1
                           from events e
                           where e.filing_id = f.id and e.action = 'submit' and e.at >= $1 and e.at < $2)
             group by f.office, f.kind, f.status",
        )
        .bind(from)
        .bind(before)
        .bind(&counting.office)
        .fetch_all(self.db.pool())
        .await?;
        Ok(lines)
    }

    /// What waits for an office now. Where nothing is due, the day comes after all days.
    async fn lying(&self, counting: &Counting) -> Result<Vec<Lying>> {
        let lines = sqlx::query_as(
            "select f.office, f.kind, count(*) as count,
                    sum(case when f.queue_day < $1 then 1 else 0 end) as overdue
             from filings f
             where f.live = 1 and f.status <> 'draft' and f.status <> 'correction' and ($2 = '' or f.office = $2)
             group by f.office, f.kind",
        )
        .bind(counting.today.to_string())
        .bind(&counting.office)
        .fetch_all(self.db.pool())
        .await?;
        Ok(lines)
    }
}
