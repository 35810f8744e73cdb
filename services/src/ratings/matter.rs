//! A matter of the enterprise's own, to be rated or rated.

use crate::filings::{load_header, stored};
use crate::{Actor, Permission, Result, Services};
use domain::ratings::{RatedMatter, RatingForm, Satisfaction, can_be_rated};

impl Services {
    /// The matter as the enterprise rates it: the form starts with the person whom it registered to be asked.
    ///
    /// # Errors
    /// `NotFound` for somebody else's matter.
    pub async fn rated_matter(&self, actor: &Actor, filing_id: &str) -> Result<RatedMatter> {
        actor.may_own(Permission::RateMatter)?;
        let head = load_header(self.db.pool(), filing_id).await?;
        head.may(actor, Permission::RateMatter)?;
        // The receipt of somebody who came by a code is that person's.
        let rated: Option<(String, String, Option<String>)> =
            sqlx::query_as("select satisfaction, receipt, code_id from ratings where filing_id = $1")
                .bind(&head.id)
                .fetch_optional(self.db.pool())
                .await?;
        let rated = match rated {
            Some((grade, receipt, code)) => {
                Some((stored(Satisfaction::from_code, &grade)?, code.is_none().then_some(receipt)))
            }
            None => None,
        };
        let registered = head.registered()?;
        Ok(RatedMatter {
            kind: head.kind,
            number: head.number.clone(),
            office: head.office_name().to_owned(),
            ended: head.status.label_in(head.kind).to_owned(),
            decided: can_be_rated(head.status),
            form: RatingForm { name: registered.contact, mobile: registered.mobile, ..RatingForm::default() },
            rated,
            filing_id: head.id,
        })
    }
}
