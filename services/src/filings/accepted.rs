//! What accepting does, by whomever: deferred documents get their day, and the office announces what was lost in the zone.

use super::{Head, sections};
use crate::attachments::attachments_of;
use crate::db::Tx;
use crate::{Result, Services};
use domain::attachments::deferred;
use domain::filings::{Case, Kind, ReissueReason, Sections, Track};
use domain::settings::Setting;
use domain::values::date;

impl Services {
    /// Does what follows from acceptance, in the transaction that accepts.
    pub(super) async fn accepted(&self, tx: &mut Tx, head: &Head) -> Result<()> {
        match (head.track, head.kind) {
            (Track::DeferredDocuments, _) => self.await_documents(tx, head).await,
            (Track::FreeTradeZone, Kind::Reissue) => self.announce_loss(tx, head).await,
            _ => Ok(()),
        }
    }

    /// What was marked to follow and has not been uploaded all the same.
    async fn await_documents(&self, tx: &mut Tx, head: &Head) -> Result<()> {
        let sections = sections(&mut **tx, &head.id).await?;
        let there = attachments_of(&mut **tx, &head.id).await?;
        let profile = head.profile()?;
        let (kind, track, licence) = (head.kind, head.track, head.licence());
        let case = Case { kind, track, sections: &sections, profile: &profile, licence };
        let days = self.settings_in(&mut **tx).await?.figure(Setting::DeferralDays, self.today());
        let due = self.calendar_in(&mut **tx).await?.after(self.today(), days);
        let may = self.may_follow(tx, head).await?;
        for slot in deferred(&case, &may).into_iter().filter(|slot| there.iter().all(|file| file.slot != slot.key)) {
            sqlx::query("insert into deferrals (filing_id, slot, due_day) values ($1, $2, $3)")
                .bind(&head.id)
                .bind(slot.key)
                .bind(due.to_string())
                .execute(&mut **tx)
                .await?;
        }
        Ok(())
    }

    /// In the zone the office publishes the loss in the enterprise's stead (自贸区 改革措施 2).
    async fn announce_loss(&self, tx: &mut Tx, head: &Head) -> Result<()> {
        let sections = sections(&mut **tx, &head.id).await?;
        if sections.reissue.body.reason != Some(ReissueReason::Lost) {
            return Ok(());
        }
        let Some(text) = loss_notice(head, &sections) else { return Ok(()) };
        sqlx::query(
            "insert into notices_public (id, kind, licence_id, filing_id, text, published_at)
             values ($1, 'loss', $2, $3, $4, $5)
             on conflict (filing_id, kind) do nothing",
        )
        .bind(self.id())
        .bind(head.licence_id.as_deref())
        .bind(&head.id)
        .bind(text)
        .bind(self.now())
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

/// Holder, number and day; nobody's personal data.
fn loss_notice(head: &Head, sections: &Sections) -> Option<String> {
    let licence = head.licence()?;
    let on = date::parse(&sections.reissue.body.happened_on).map(date::long);
    let on = on.map_or_else(|_| String::new(), |day| format!("于{day}"));
    Some(format!("{}持有的承装（修、试）电力设施许可证（编号{}）{on}遗失，声明作废。", licence.holder, licence.number))
}
