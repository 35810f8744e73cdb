//! Holding up those who try too often. Each try is counted before it is made, so that many at once gain nothing.
//!
//! Nobody is locked out for good: a count ends a quarter of an hour after it began. And where an account has signed in
//! before, its owner has a count apart, which strangers elsewhere cannot use up.

use super::{Origin, digest};
use crate::db::Tx;
use crate::{Result, Services};
use domain::Refusal;
use std::net::{IpAddr, Ipv6Addr};

/// How long a count runs, in milliseconds.
pub(super) const PERIOD: i64 = 15 * 60 * 1000;
/// Tries from one address in one period.
const FROM_ADDRESS: i64 = 30;
/// Registrations from one address in one period: an agency registers several enterprises, nobody this many.
const REGISTRATIONS: i64 = 20;
/// Looks at certificates from one address in one period: more than a tender's office checks, far less than guessing needs.
const LOOKS: i64 = 120;
/// Ratings from one address in one period: those who wait in a hall may share its address.
const RATINGS: i64 = 60;
/// Tries at one account in one period that wait for nothing.
const FREE: i64 = 5;
/// The first wait, in milliseconds; each further one is twice as long.
const FIRST_WAIT: i64 = 15 * 1000;

/// What tries are counted against.
pub(crate) struct Subject {
    /// Hashed: what people type for an account name may be a password.
    key: String,
    /// After how many it rests until the period ends; without, waits that grow.
    most: Option<i64>,
}

impl Subject {
    /// Everything from one address.
    pub(super) fn address(origin: &Origin) -> Subject {
        Subject { key: digest(&format!("address {}", network(&origin.address))), most: Some(FROM_ADDRESS) }
    }

    /// Registrations from one address.
    pub(super) fn registrations(origin: &Origin) -> Subject {
        let key = digest(&format!("registrations {}", network(&origin.address)));
        Subject { key, most: Some(REGISTRATIONS) }
    }

    /// Ratings from one address.
    pub(crate) fn ratings(origin: &Origin) -> Subject {
        Subject { key: digest(&format!("ratings {}", network(&origin.address))), most: Some(RATINGS) }
    }

    /// Looks at certificates from one address.
    pub(crate) fn looks(origin: &Origin) -> Subject {
        Subject { key: digest(&format!("looks {}", network(&origin.address))), most: Some(LOOKS) }
    }

    /// One account, from wherever it is not known to sign in.
    pub(super) fn account(key: &str) -> Subject {
        Subject { key: digest(&format!("account {key}")), most: None }
    }

    /// One account, from one address.
    pub(super) fn account_at(key: &str, origin: &Origin) -> Subject {
        Subject { key: digest(&format!("account {key} at {}", network(&origin.address))), most: None }
    }

    /// Until when, in Unix milliseconds, these tries have to rest.
    fn rests_until(&self, began_at: i64, last_at: i64, times: i64) -> i64 {
        let end = began_at + PERIOD;
        match self.most {
            Some(most) if times >= most => end,
            None if times > FREE => {
                let doublings = u32::try_from(times - FREE - 1).unwrap_or(20).min(20);
                (last_at + (FIRST_WAIT << doublings)).min(end)
            }
            _ => 0,
        }
    }
}

impl Services {
    /// Counts one try against each subject; refuses it where one has to rest, and then counts nothing.
    ///
    /// Addresses come first among the subjects: locks taken in one order do not wait in a circle.
    pub(crate) async fn count_try(&self, tx: &mut Tx, subjects: &[&Subject]) -> Result<()> {
        let now = self.now();
        for subject in subjects {
            // Writing first takes the row's lock on PostgreSQL too.
            let (began_at, last_at, times): (i64, i64, i64) = sqlx::query_as(
                "insert into failures (subject, began_at, last_at, times)
                 values ($1, $2, $2, 0)
                 on conflict (subject) do update
                 set began_at = case when failures.began_at <= $3 then excluded.began_at else failures.began_at end,
                     times    = case when failures.began_at <= $3 then 0 else failures.times end
                 returning began_at, last_at, times",
            )
            .bind(&subject.key)
            .bind(now)
            .bind(now - PERIOD)
            .fetch_one(&mut **tx)
            .await?;
            let until = subject.rests_until(began_at, last_at, times);
            if until > now {
                return Err(Refusal::Throttled { seconds: (until - now + 999) / 1000 }.into());
            }
            sqlx::query("update failures set times = times + 1, last_at = $2 where subject = $1")
                .bind(&subject.key)
                .bind(now)
                .execute(&mut **tx)
                .await?;
        }
        Ok(())
    }

    /// Takes one try back: it was right.
    pub(super) async fn take_back_try(&self, tx: &mut Tx, subject: &Subject) -> Result<()> {
        sqlx::query("update failures set times = times - 1 where subject = $1 and times > 0")
            .bind(&subject.key)
            .execute(&mut **tx)
            .await?;
        Ok(())
    }

    /// Forgets what was counted.
    pub(super) async fn forget_tries(&self, tx: &mut Tx, subject: &Subject) -> Result<()> {
        sqlx::query("delete from failures where subject = $1").bind(&subject.key).execute(&mut **tx).await?;
        Ok(())
    }
}

/// What one subscriber has: the address itself, or the /64 of IPv6, in which everybody has more addresses than can be counted.
pub(super) fn network(address: &str) -> String {
    match address.parse::<IpAddr>().map(|ip| ip.to_canonical()) {
        Ok(IpAddr::V6(ip)) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        Ok(IpAddr::V4(ip)) => ip.to_string(),
        Err(_) => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end_with_the_period() {
        let subject = Subject::account("zhangsan");
        let wait = |times| (subject.rests_until(0, 1000, times) - 1000).max(0) / 1000;
        assert_eq!([5, 6, 7, 8, 12].map(wait), [0, 15, 30, 60, 899]);
        assert_eq!(subject.rests_until(0, 1000, i64::MAX), PERIOD);
    }

    #[test]
    fn one_subscriber_counts_as_one() {
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), network("2001:db8:1:2::1"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_eq!(network("::ffff:192.0.2.1"), "192.0.2.1");
        assert_eq!(network("unix:"), "unix:");
    }
}
