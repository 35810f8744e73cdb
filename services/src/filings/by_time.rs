//! Steps that time takes: what was not answered counts as accepted, and what did not follow ends the filing.

use super::deferrals::{deferrals_of, name};
use super::events::{SYSTEM, Step};
use super::{Head, load_header};
use crate::audit::TIME;
use crate::db::Tx;
use crate::{Error, Result, Services};
use domain::clock::Phase;
use domain::workflow::{self, Action};

impl Services {
    /// Has time take this step, if the filing stands where it can be taken and its day has passed; whether it was taken.
    /// Harmless to repeat, by several servers at once.
    ///
    /// # Errors
    /// Faults of the database.
    pub(crate) async fn act_by_time(&self, filing_id: &str, action: Action) -> Result<bool> {
        let mut tx = self.db.begin().await?;
        let head = load_header(&mut *tx, filing_id).await?;
        let Some(status) = workflow::apply(head.kind, head.track, head.status, action) else { return Ok(false) };
        let Some(note) = self.time_has_come(&mut tx, &head, action).await? else { return Ok(false) };
        // Somebody else may be faster; handing in and uploading holds the filing too.
        if !self.move_to(&mut tx, &head, head.revision, (action, status), None).await?
            || self.time_has_come(&mut tx, &head, action).await?.is_none()
        {
            return Ok(false);
        }
        let key = format!("{}:{filing_id}", action.code());
        self.record(&mut tx, SYSTEM, filing_id, &Step { action, status, note: &note, key: &key }).await?;
        self.write_due(&mut tx, &head).await?;
        match action {
            Action::AcceptBySilence => self.accepted(&mut tx, &head).await?,
            _ => {
                self.note_missed(&mut tx, &head).await?;
                self.release_filing(&mut tx, filing_id).await?;
            }
        }
        self.issue_papers(&mut tx, filing_id, action, &note).await?;
        self.tell(&mut tx, &head, &Step { action, status, note: &note, key: &key }, "").await?;
        self.audit(&mut tx, TIME, &format!("filing.{}", action.code()), "filing", filing_id).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// What the timeline says about it, when the day for the step has passed.
    async fn time_has_come(&self, tx: &mut Tx, head: &Head, action: Action) -> Result<Option<String>> {
        let today = self.today();
        match action {
            Action::AcceptBySilence => {
                let clock = self.clock_of(tx, head).await?.filter(|clock| clock.phase == Phase::Answer);
                let over = clock.and_then(|clock| clock.due).is_some_and(|due| due < today);
                Ok(over.then(|| "自收到申请材料之日起即为受理（行政许可法第三十二条）".to_owned()))
            }
            Action::Lapse => {
                let deferrals = deferrals_of(tx, head).await?;
                let missed = deferrals.iter().filter(|each| each.handed_in_at.is_none() && each.due < today);
                let missed: Vec<_> = missed.map(|each| name(&each.slot)).collect();
                Ok((!missed.is_empty()).then(|| format!("未按时提交：{}", missed.join("、"))))
            }
            _ => Err(Error::fault(format!("time does not {}", action.code()))),
        }
    }

    /// Bars the track from the day that was missed.
    async fn note_missed(&self, tx: &mut Tx, head: &Head) -> Result<()> {
        sqlx::query(
            "insert into missed_deferrals (filing_id, enterprise_id, day)
             select filing_id, $1, min(due_day)
             from deferrals
             where filing_id = $2 and handed_in_at is null
             group by filing_id
             on conflict (filing_id) do nothing",
        )
        .bind(&head.enterprise_id)
        .bind(&head.id)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}
