//! The special tracks (容缺受理, 自贸区) that an enterprise may enter, or what stands against each.

use crate::context::stored_day;
use crate::{Actor, Permission, Result, Services};
use chrono::NaiveDate;
use domain::Refusal;
use domain::enterprises::Profile;
use domain::filings::{Kind, Track};
use domain::tracks::{self, Applicant, Offer};

impl Services {
    /// The special tracks of this kind for the actor's enterprise; the general one is always open. Asks the credit registry
    /// where the kind has such tracks at all.
    ///
    /// # Errors
    /// `Forbidden` for staff.
    pub async fn offers(&self, actor: &Actor, kind: Kind) -> Result<Vec<Offer>> {
        actor.may_own(Permission::StartFiling)?;
        self.offers_to(actor.enterprise(), kind).await
    }

    /// As [`offers`](Self::offers), for any enterprise. May wait for the credit service: not for use in a transaction.
    pub(crate) async fn offers_to(&self, enterprise_id: &str, kind: Kind) -> Result<Vec<Offer>> {
        if tracks::tracks(kind).is_empty() {
            return Ok(Vec::new());
        }
        let body: Option<String> = sqlx::query_scalar("select body from enterprises where id = $1")
            .bind(enterprise_id)
            .fetch_optional(self.db.pool())
            .await?;
        let profile: Profile = serde_json::from_str(&body.ok_or(Refusal::NotFound)?)?;
        let applicant = Applicant {
            credit: self.credit_of(enterprise_id).await?,
            free_trade_zone: profile.free_trade_zone,
            missed_deferral: self.missed_deferral(enterprise_id).await?,
            follow: self.settings().await?.follow(self.today()),
        };
        Ok(tracks::offers(kind, &applicant, self.today()))
    }

    /// Why the enterprise cannot enter this track now: every condition that fails. May wait for the credit service.
    pub(super) async fn track_closed(&self, enterprise_id: &str, kind: Kind, track: Track) -> Result<Option<String>> {
        if track == Track::General {
            return Ok(None);
        }
        let offers = self.offers_to(enterprise_id, kind).await?;
        Ok(match offers.into_iter().find(|offer| offer.track == track) {
            None => Some(format!("“{kind}”没有“{track}”的办理方式，请选择一般性申请")),
            Some(offer) if offer.failed.is_empty() => None,
            Some(offer) => Some(format!("不能选择“{track}”：{}", offer.failed.join("；"))),
        })
    }

    /// The day on which the enterprise last missed the date of deferred documents.
    async fn missed_deferral(&self, enterprise_id: &str) -> Result<Option<NaiveDate>> {
        let day: Option<String> =
            sqlx::query_scalar("select day from missed_deferrals where enterprise_id = $1 order by day desc limit 1")
                .bind(enterprise_id)
                .fetch_optional(self.db.pool())
                .await?;
        day.as_deref().map(stored_day).transpose()
    }
}
