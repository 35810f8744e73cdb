//! Settings (参数设置): what administrators set because no source says it, and when.

mod change;

use crate::context::stored_day;
use crate::filings::stored;
use crate::{Actor, Error, Permission, Result, Services};
use domain::settings::{Change, Setting, Settings};
use sqlx::{Any, Executor};

#[derive(sqlx::FromRow)]
struct Record {
    name: String,
    value: String,
    from_day: String,
    reason: String,
    changed_by: String,
}

impl Services {
    /// Every value that was set.
    ///
    /// # Errors
    /// `Forbidden` for enterprises.
    pub async fn read_settings(&self, actor: &Actor) -> Result<Settings> {
        actor.may_own(Permission::ReadRules)?;
        self.settings().await
    }

    /// As [`read_settings`](Self::read_settings), for use cases: `settings.figure(setting, day)` is the value on a day.
    pub(crate) async fn settings(&self) -> Result<Settings> {
        self.settings_in(self.db.pool()).await
    }

    /// As [`settings`](Self::settings), as a transaction sees it.
    pub(crate) async fn settings_in<'e>(&self, executor: impl Executor<'e, Database = Any>) -> Result<Settings> {
        let rows: Vec<Record> = sqlx::query_as(
            "select s.name, s.value, s.from_day, s.reason, a.display_name as changed_by
             from setting_changes s
                  join accounts a on a.id = s.changed_by
             order by s.sequence",
        )
        .fetch_all(executor)
        .await?;
        Ok(Settings { changes: rows.into_iter().map(Record::read).collect::<Result<_>>()? })
    }
}

impl Record {
    fn read(self) -> Result<Change> {
        let setting = stored(Setting::from_code, &self.name)?;
        let value =
            setting.read(&self.value).ok_or_else(|| Error::fault(format!("{} of {}", self.value, self.name)))?;
        Ok(Change { setting, value, from: stored_day(&self.from_day)?, reason: self.reason, by: self.changed_by })
    }
}
