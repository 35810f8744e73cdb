//! One server at a time: who holds the lease of a job does it. A server that stops in the middle loses it after a while.

use crate::{Error, Result, Services};

/// How long a lease runs, in milliseconds.
const RUNS: i64 = 5 * 60 * 1000;

/// A job that is ours until it is given back, or until it runs out.
pub(super) struct Lease {
    job: &'static str,
    holder: String,
}

impl Services {
    /// Takes the lease, unless somebody else holds it.
    pub(super) async fn take_lease(&self, job: &'static str) -> Result<Option<Lease>> {
        let lease = Lease { job, holder: self.id() };
        let mut tx = self.db.begin().await?;
        let taken = sqlx::query(
            "insert into jobs (name, leased_until, leased_by)
             values ($1, $2, $3)
             on conflict (name) do update
             set leased_until = excluded.leased_until, leased_by = excluded.leased_by
             where jobs.leased_until <= $4",
        )
        .bind(job)
        .bind(self.now() + RUNS)
        .bind(&lease.holder)
        .bind(self.now())
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok((taken.rows_affected() == 1).then_some(lease))
    }

    /// Has it run from now on again.
    ///
    /// # Errors
    /// When it has run out, and somebody else has taken it.
    pub(super) async fn renew_lease(&self, lease: &Lease) -> Result<()> {
        match self.set_lease(lease, self.now() + RUNS).await? {
            true => Ok(()),
            false => Err(Error::fault(format!("the lease of {} has run out", lease.job))),
        }
    }

    /// Gives it back, so that the next may be taken at once.
    pub(super) async fn give_lease_back(&self, lease: &Lease) -> Result<()> {
        self.set_lease(lease, 0).await.map(|_| ())
    }

    async fn set_lease(&self, lease: &Lease, until: i64) -> Result<bool> {
        let mut tx = self.db.begin().await?;
        let set = sqlx::query("update jobs set leased_until = $1 where name = $2 and leased_by = $3")
            .bind(until)
            .bind(lease.job)
            .bind(&lease.holder)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(set.rows_affected() == 1)
    }
}
