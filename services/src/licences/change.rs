//! What granting changes in a licence that there is. Each change prints the certificate anew.

use crate::context::china_date;
use crate::db::Tx;
use crate::filings::Head;
use crate::{Actor, Error, Result, Services};
use domain::enterprises::Profile;
use domain::filings::RENEWAL_OPENS;
use domain::licences::{Licence, Scope, renewed};

impl Services {
    /// 许可事项变更: other categories and grades from today; number and expiry stay.
    pub(crate) async fn rescope(&self, tx: &mut Tx, actor: &Actor, head: &Head, scope: Scope) -> Result<()> {
        let licence = self.hold_licence(tx, about(head)?).await?;
        let licence = Licence { scope, issued_on: self.today(), ..licence };
        self.change_licence(tx, actor, head, &licence, "licence.rescope").await?;
        self.mark_accepted(tx, head, &licence.id).await
    }

    /// 许可证延续: six more years from the old expiry, but for what silence has given already; a downgrade's lower grades.
    pub(crate) async fn renew(&self, tx: &mut Tx, actor: &Actor, head: &Head, scope: Scope) -> Result<()> {
        let licence = self.hold_licence(tx, about(head)?).await?;
        let valid_until = match extended_meanwhile(&licence, head.submitted_at) {
            true => licence.valid_until,
            false => renewed(licence.valid_until),
        };
        let licence = Licence { scope, valid_until, extended_by_silence: false, ..licence };
        self.change_licence(tx, actor, head, &licence, "licence.renew").await?;
        self.mark_accepted(tx, head, &licence.id).await
    }

    /// 登记事项变更: the holder as registered from now on; number and dates stay.
    pub(crate) async fn rename_holder(&self, tx: &mut Tx, actor: &Actor, head: &Head, profile: &Profile) -> Result<()> {
        let licence = self.hold_licence(tx, about(head)?).await?;
        let licence = Licence {
            holder: profile.name.clone(),
            registered_address: profile.registered_address.clone(),
            representative: profile.representative.clone(),
            credit_code: profile.credit_code.clone(),
            ..licence
        };
        self.change_licence(tx, actor, head, &licence, "licence.rename_holder").await
    }

    /// 补（换）证: the same licence, printed anew.
    pub(crate) async fn reprint(&self, tx: &mut Tx, actor: &Actor, head: &Head) -> Result<()> {
        let licence = self.hold_licence(tx, about(head)?).await?;
        self.change_licence(tx, actor, head, &licence, "licence.reprint").await
    }

    async fn change_licence(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        head: &Head,
        licence: &Licence,
        act: &str,
    ) -> Result<()> {
        self.write_licence(tx, licence).await?;
        self.print_copy(tx, &head.id, licence).await?;
        self.audit(tx, actor, act, "licence", &licence.id).await
    }

    /// From now on, the next filing in which the conditions are judged starts from this one.
    async fn mark_accepted(&self, tx: &mut Tx, head: &Head, licence_id: &str) -> Result<()> {
        sqlx::query("update licences set accepted_filing_id = $1 where id = $2")
            .bind(&head.id)
            .bind(licence_id)
            .execute(&mut **tx)
            .await?;
        Ok(())
    }
}

/// The licence that the filing is about.
pub(super) fn about(head: &Head) -> Result<&str> {
    head.licence_id.as_deref().ok_or_else(|| Error::fault(format!("filing {} is about no licence", head.id)))
}

/// Whether the licence counts as extended (视为准予延续) by the very renewal that was last submitted at this time. One
/// that was submitted for a later expiry is at most [`RENEWAL_OPENS`] days before it.
pub(crate) fn extended_meanwhile(licence: &Licence, submitted_at: Option<i64>) -> bool {
    let Some(submitted_at) = submitted_at else { return false };
    let left = (licence.valid_until - china_date(submitted_at)).num_days();
    licence.extended_by_silence && left > RENEWAL_OPENS
}
