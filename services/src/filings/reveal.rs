//! Revealing (显示): one number of a person in full, for a reason. Who asked, where and why stands in the audit log; the number does
//! not.

use super::load_header;
use crate::{Actor, Error, Permission, Result, Services};
use domain::Refusal;
use domain::masking::{find, mask_text};
use domain::values::text;

/// Longest reason, in characters.
const REASON: u32 = 200;
/// Longest path of a place, in bytes.
const LONGEST_PATH: usize = 200;

impl Services {
    /// The number at this place of the filing, as typed: by the path that findings use, or `enterprise.` and a field of the
    /// registration.
    ///
    /// # Errors
    /// `Forbidden` for enterprises and administrators, `NotFound` for what the actor may not know of and for a place that holds
    /// no such number, `Invalid` on `reason`.
    pub async fn reveal(&self, actor: &Actor, id: &str, path: &str, reason: &str) -> Result<String> {
        let mut tx = self.db.begin().await?;
        let head = load_header(&mut *tx, id).await?;
        head.may(actor, Permission::RevealPersonal)?;
        let reason = text::paragraph(reason, REASON).map_err(|error| Error::invalid("reason", error))?;
        if path.len() > LONGEST_PATH {
            return Err(Refusal::NotFound.into());
        }
        let mut filing = self.whole(&mut tx, &head).await?;
        let number = find(&mut filing, path).filter(|number| !number.is_empty()).ok_or(Refusal::NotFound)?;
        // Whoever types a number into the reason does not get it into the log.
        let detail = format!("{path}：{}", mask_text(&reason));
        self.audit_with(&mut tx, actor, "filing.reveal", ("filing", id), &detail);
        tx.commit().await?;
        Ok(number)
    }
}
