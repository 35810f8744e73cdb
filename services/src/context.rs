//! What every use case works with. Clock and randomness are parameters, so that tests decide both.

use crate::accounts::Passwords;
use crate::attachments::Storage;
use crate::credit::{CreditRegistry, RegisterRegistry};
use crate::db::{Db, Tx};
use crate::notices::Mailer;
use crate::papers::Press;
use crate::{Error, Result};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::values::{date, text};
use std::sync::Arc;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now, in Unix milliseconds.
    fn now(&self) -> i64;
}

/// Gives unpredictable bytes.
pub trait Random: Send + Sync {
    /// Fills the buffer.
    fn fill(&self, bytes: &mut [u8]);
}

/// The machine's clock and the operating system's randomness.
#[derive(Clone, Copy, Debug)]
pub struct System;

impl Clock for System {
    #[allow(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> i64 {
        Utc::now().timestamp_millis()
    }
}

impl Random for System {
    #[allow(clippy::disallowed_methods, reason = "the one place that asks the operating system for randomness")]
    fn fill(&self, bytes: &mut [u8]) {
        rand::fill(bytes);
    }
}

/// Under which a fault stands in the log. Not a secret and not part of any outcome, so it needs no [`Random`] of its own.
pub(crate) fn fault_id() -> String {
    let mut bytes = [0; 4];
    System.fill(&mut bytes);
    hex(&bytes)
}

/// Everything that use cases need; cheap to clone.
#[derive(Clone)]
pub struct Services {
    pub(crate) db: Db,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) storage: Storage,
    pub(crate) mailer: Mailer,
    pub(crate) passwords: Passwords,
    pub(crate) credit: Arc<dyn CreditRegistry>,
    pub(crate) press: Press,
    /// Where people reach the application, without a slash at the end: for links in mail.
    pub(crate) public_url: Arc<str>,
}

impl Services {
    /// Puts the parts together.
    pub fn new(
        db: Db,
        storage: Storage,
        mailer: Mailer,
        public_url: &str,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> Services {
        Services {
            credit: Arc::new(RegisterRegistry::new(db.clone())),
            press: Press::new(None),
            db,
            clock,
            random,
            storage,
            mailer,
            passwords: Passwords::default(),
            public_url: public_url.trim_end_matches('/').into(),
        }
    }

    /// With this registry for credit, instead of what the offices record here.
    pub fn with_credit(self, registry: impl CreditRegistry + 'static) -> Services {
        Services { credit: Arc::new(registry), ..self }
    }

    /// With this press for papers, instead of one that takes the fonts of the system.
    pub fn with_press(self, press: Press) -> Services {
        Services { press, ..self }
    }

    /// Now, in Unix milliseconds.
    pub fn now(&self) -> i64 {
        self.clock.now()
    }

    /// Today in China (UTC+8 all year): dates on documents and in checks are Chinese dates.
    pub fn today(&self) -> NaiveDate {
        china_date(self.now())
    }

    /// A new row id: 32 hexadecimal digits.
    pub fn id(&self) -> String {
        self.random_hex::<16>()
    }

    /// A new secret: 64 hexadecimal digits.
    pub(crate) fn secret(&self) -> String {
        self.random_hex::<32>()
    }

    fn random_hex<const N: usize>(&self) -> String {
        let mut bytes = [0; N];
        self.random.fill(&mut bytes);
        hex(&bytes)
    }

    /// The next number of a series, from 1; part of the transaction, so that a number is never used twice.
    pub(crate) async fn next_number(&self, tx: &mut Tx, series: &str) -> Result<i64> {
        let (value,): (i64,) = sqlx::query_as(
            "insert into counters (name, value)
             values ($1, 1)
             on conflict (name) do update set value = counters.value + 1
             returning value",
        )
        .bind(series)
        .fetch_one(&mut **tx)
        .await?;
        Ok(value)
    }

    /// Whether database and storage answer.
    ///
    /// # Errors
    /// A fault that says which does not.
    pub async fn ready(&self) -> Result<()> {
        sqlx::query("select 1").execute(self.db.pool()).await?;
        self.storage.ready().await
    }

    /// Finishes what runs and closes the database.
    pub async fn close(&self) {
        self.db.close().await;
    }
}

/// The date in China at this instant.
pub fn china_date(at: i64) -> NaiveDate {
    let instant = DateTime::<Utc>::from_timestamp_millis(at).unwrap_or_default();
    match FixedOffset::east_opt(8 * 3600) {
        Some(china) => instant.with_timezone(&china).date_naive(),
        None => instant.date_naive(),
    }
}

/// The instant as people in China write it, to the second.
pub(crate) fn china_moment(at: i64) -> String {
    let instant = DateTime::<Utc>::from_timestamp_millis(at).unwrap_or_default();
    let china = FixedOffset::east_opt(8 * 3600).map(|china| instant.with_timezone(&china).naive_local());
    china.unwrap_or(instant.naive_utc()).format("%Y-%m-%d %H:%M:%S").to_string()
}

/// The instant with which this day begins in China.
pub(crate) fn day_begins(day: NaiveDate) -> i64 {
    (day.and_time(NaiveTime::MIN) - TimeDelta::hours(8)).and_utc().timestamp_millis()
}

/// A day as stored, such as 2026-11-24; anything else in the column is a fault.
pub(crate) fn stored_day(text: &str) -> Result<NaiveDate> {
    date::parse(text).map_err(Error::fault)
}

/// Text that the domain's check has passed, as it is kept: trimmed, its lines ended in one way.
pub(crate) fn trimmed(checked: &str) -> Result<String> {
    text::paragraph(checked, u32::MAX).map_err(Error::fault)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
