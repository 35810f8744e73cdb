//! Who is told of a bad rating: the heads that there is one, the enterprise that it was answered.

use super::cases::StoredCase;
use crate::db::Tx;
use crate::notices::{Notice, Recipient};
use crate::{Result, Services};
use chrono::NaiveDate;
use domain::ratings::CaseAction;
use domain::values::date;

impl Services {
    /// Tells the office's heads that somebody was dissatisfied, and until when that is to be answered.
    pub(super) async fn tell_of_bad_rating(
        &self,
        tx: &mut Tx,
        rating_id: &str,
        office: &str,
        about: &str,
        due: NaiveDate,
    ) -> Result<()> {
        let notice = Notice {
            key: format!("rating:{rating_id}:opened"),
            subject: "收到差评",
            body: format!("收到对{about}的差评，请最迟于{}答复评价人", date::long(due)),
            href: format!("/ratings/cases/{rating_id}"),
            filing_id: None,
        };
        self.notify(tx, Recipient::Heads { office, but: "" }, &notice).await
    }

    /// Tells the enterprise that rated a matter of its own what came of it. Whoever came by a code has the link.
    pub(super) async fn tell_of_answer(&self, tx: &mut Tx, case: &StoredCase, action: CaseAction) -> Result<()> {
        if !action.told_to_rater() {
            return Ok(());
        }
        let rater: Option<(String, String)> = sqlx::query_as(
            "select f.enterprise_id, r.receipt
             from ratings r
                  join filings f on f.id = r.filing_id
             where r.id = $1 and r.code_id is null",
        )
        .bind(&case.id)
        .fetch_optional(&mut **tx)
        .await?;
        let Some((enterprise, receipt)) = rater else { return Ok(()) };
        let what = if action == CaseAction::Reply { "已有答复" } else { "有了处理结果" };
        let notice = Notice {
            key: format!("rating:{}:answered", case.id),
            subject: "评价已处理",
            body: format!("您对{}的评价{what}，请查看", case.about),
            href: format!("/rated/{receipt}"),
            filing_id: case.filing_id.as_deref(),
        };
        self.notify(tx, Recipient::Enterprise(&enterprise), &notice).await
    }
}
