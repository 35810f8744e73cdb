//! The offices as they are kept, and what was changed in them.

use crate::context::stored_day;
use crate::{Actor, Permission, Result, Services};
use domain::offices::{CurrentOffice, OFFICES, OfficeBook, RecordedChange};
use sqlx::{Any, AnyConnection, AnyPool, Executor};

#[derive(sqlx::FromRow)]
struct Row {
    code: String,
    name: String,
    mark: String,
    region: i64,
    local: i64,
}

#[derive(sqlx::FromRow)]
struct ChangeRow {
    body: String,
    from_day: String,
    reason: String,
    changed_by: String,
    at: i64,
}

impl Services {
    /// Which office supervises which province today: for everybody, because who registers must see it.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn office_directory(&self) -> Result<Vec<(String, String)>> {
        Ok(sqlx::query_as(
            "select p.province, o.name
             from provinces p
                  join offices o on o.code = p.office
             order by o.region, o.local, p.province",
        )
        .fetch_all(self.db.pool())
        .await?)
    }

    /// The offices with everything that was changed in them.
    ///
    /// # Errors
    /// `Forbidden` for all but administrators.
    pub async fn office_book(&self, actor: &Actor) -> Result<OfficeBook> {
        actor.may_own(Permission::ManageOffices)?;
        self.office_book_in(&mut *self.db.pool().acquire().await?).await
    }

    /// The same as a transaction sees it.
    pub(super) async fn office_book_in(&self, connection: &mut AnyConnection) -> Result<OfficeBook> {
        let offices: Vec<Row> =
            sqlx::query_as("select code, name, mark, region, local from offices order by region, local")
                .fetch_all(&mut *connection)
                .await?;
        let provinces: Vec<(String, String)> =
            sqlx::query_as("select province, office from provinces order by province")
                .fetch_all(&mut *connection)
                .await?;
        let changes: Vec<ChangeRow> = sqlx::query_as(
            "select c.body, c.from_day, c.reason, a.display_name as changed_by, c.at
             from office_changes c
                  join accounts a on a.id = c.changed_by
             order by c.sequence",
        )
        .fetch_all(&mut *connection)
        .await?;
        let revision: i64 = sqlx::query_scalar("select coalesce(max(sequence), 0) from office_changes")
            .fetch_one(&mut *connection)
            .await?;
        let held = |code: &str| provinces.iter().filter(|(_, of)| of == code).map(|(name, _)| name.clone()).collect();
        let read = |row: Row| CurrentOffice {
            provinces: held(&row.code),
            prefix: (digit(row.region), digit(row.local)),
            code: row.code,
            name: row.name,
            mark: row.mark,
        };
        Ok(OfficeBook {
            offices: offices.into_iter().map(read).collect(),
            changes: changes.into_iter().map(ChangeRow::read).collect::<Result<_>>()?,
            revision,
        })
    }
}

impl ChangeRow {
    fn read(self) -> Result<RecordedChange> {
        Ok(RecordedChange {
            change: serde_json::from_str(&self.body)?,
            from: stored_day(&self.from_day)?,
            reason: self.reason,
            by: self.changed_by,
            at: self.at,
        })
    }
}

fn digit(stored: i64) -> u8 {
    u8::try_from(stored).unwrap_or_default()
}

/// Whether there is an office with this code.
pub(crate) async fn there_is_office<'e>(executor: impl Executor<'e, Database = Any>, code: &str) -> Result<bool> {
    let count: i64 = sqlx::query_scalar("select count(*) from offices where code = $1")
        .bind(code.replace('\0', ""))
        .fetch_one(executor)
        .await?;
    Ok(count > 0)
}

/// Writes in what ships and is missing. What administrators changed stays.
pub(crate) async fn seed_offices(pool: &AnyPool) -> Result<()> {
    let (there,): (i64,) = sqlx::query_as("select count(*) from provinces").fetch_one(pool).await?;
    if there > 0 {
        return Ok(());
    }
    for office in OFFICES {
        sqlx::query(
            "insert into offices (code, name, mark, region, local) values ($1, $2, $3, $4, $5) on conflict do nothing",
        )
        .bind(office.code)
        .bind(office.name)
        .bind(office.mark)
        .bind(i64::from(office.prefix.0))
        .bind(i64::from(office.prefix.1))
        .execute(pool)
        .await?;
        for province in office.provinces {
            sqlx::query("insert into provinces (province, office) values ($1, $2) on conflict (province) do nothing")
                .bind(province)
                .bind(office.code)
                .execute(pool)
                .await?;
        }
    }
    Ok(())
}
