//! The long lists: a page of rows with the totals of the whole, and all of them for the live check. Who is not the enterprise
//! gets the numbers of people masked.

use super::content::{all_rows, page};
use super::{known_shape, load_header};
use crate::{Actor, Owner, Permission, Result, Services};
use domain::Refusal;
use domain::accounts::Role;
use domain::filings::{Electrician, List, PerformanceRecord, Row, RowPage, Rows, Technician, Totals};
use domain::masking::{self, Personal};
use serde::de::DeserializeOwned;

/// Most rows on one page.
const LARGEST_PAGE: i64 = 2000;

/// Owner, and one class of the list with its count; without rows one line without a class.
#[derive(sqlx::FromRow)]
struct Group {
    enterprise_id: String,
    office: String,
    submitted_at: Option<i64>,
    class: Option<String>,
    n: Option<i64>,
}

impl Services {
    /// A page of 电力相关技术人员.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of.
    pub async fn technicians(&self, actor: &Actor, id: &str, offset: i64, limit: i64) -> Result<RowPage<Technician>> {
        self.row_page(actor, id, List::Technicians, offset, limit).await
    }

    /// A page of 电力相关专业技能人员.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of.
    pub async fn electricians(&self, actor: &Actor, id: &str, offset: i64, limit: i64) -> Result<RowPage<Electrician>> {
        self.row_page(actor, id, List::Electricians, offset, limit).await
    }

    /// A page of 规定年限内主要业绩.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of.
    pub async fn performance(
        &self,
        actor: &Actor,
        id: &str,
        offset: i64,
        limit: i64,
    ) -> Result<RowPage<PerformanceRecord>> {
        self.row_page(actor, id, List::Performance, offset, limit).await
    }

    /// Every row of every list.
    ///
    /// # Errors
    /// `NotFound` for what the actor may not know of.
    pub async fn rows(&self, actor: &Actor, id: &str) -> Result<Rows> {
        let mut connection = self.db.pool().acquire().await?;
        load_header(&mut *connection, id).await?.may(actor, Permission::ReadFiling)?;
        let mut rows = all_rows(&mut connection, id).await?;
        if actor.role != Role::Enterprise {
            masking::mask(&mut rows);
        }
        Ok(rows)
    }

    /// Two queries, because people wait for this one: the first tells owner and totals, the second gives the rows.
    async fn row_page<T: DeserializeOwned + Personal>(
        &self,
        actor: &Actor,
        id: &str,
        list: List,
        offset: i64,
        limit: i64,
    ) -> Result<RowPage<T>> {
        let mut connection = self.db.pool().acquire().await?;
        let groups: Vec<Group> = sqlx::query_as(
            "select f.enterprise_id, f.office, f.submitted_at, c.class, c.n
             from filings f
                  left join (select class, count(*) as n
                             from filing_rows
                             where filing_id = $1 and list = $2
                             group by class) c on 1 = 1
             where f.id = $1",
        )
        .bind(known_shape(id)?)
        .bind(list.code())
        .fetch_all(&mut *connection)
        .await?;
        let filing = groups.first().ok_or(Refusal::NotFound)?;
        actor.may(Permission::ReadFiling, Owner { enterprise: &filing.enterprise_id, office: &filing.office })?;
        if actor.role != Role::Enterprise && filing.submitted_at.is_none() {
            return Err(Refusal::NotFound.into());
        }
        let classes = groups.iter().filter_map(|group| Some((group.class.as_deref()?, group.n?)));
        let totals = Totals::count(list, classes.map(|(class, n)| (class, usize::try_from(n).unwrap_or(0))));
        let mut rows: Vec<Row<T>> =
            page(&mut *connection, id, list, offset.max(0), limit.clamp(0, LARGEST_PAGE)).await?;
        if actor.role != Role::Enterprise {
            rows.iter_mut().for_each(|row| masking::mask(&mut row.body));
        }
        Ok(RowPage { rows, totals })
    }
}
