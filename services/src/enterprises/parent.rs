//! The parent organisation (上级企业).

use crate::db::Tx;
use crate::{Error, Result, Services};
use domain::enterprises::Profile;
use std::collections::HashSet;

impl Services {
    /// The profile with its parent's name as registered: what a page sent is not taken for it.
    pub(crate) async fn with_parent(&self, mut profile: Profile) -> Result<Profile> {
        profile.parent_name = match profile.parent_id.as_str() {
            "" => String::new(),
            id => {
                let unknown = || Error::invalid("parent_id", "没有找到该上级企业，请重新选择");
                if !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                    return Err(unknown());
                }
                let row: Option<(String,)> = sqlx::query_as("select name from enterprises where id = $1")
                    .bind(id)
                    .fetch_optional(self.db.pool())
                    .await?;
                row.ok_or_else(unknown)?.0
            }
        };
        Ok(profile)
    }

    /// Refuses a parent that is the enterprise itself or stands below it.
    pub(super) async fn check_above(&self, tx: &mut Tx, enterprise_id: &str, parent_id: &str) -> Result<()> {
        // One such check at a time, else two enterprises could become each other's parent at the same moment.
        self.next_number(tx, "parent_changes").await?;
        let mut passed = HashSet::new();
        let mut above = parent_id.to_owned();
        while !above.is_empty() && passed.insert(above.clone()) {
            if above == enterprise_id {
                return Err(Error::invalid("parent_id", "上级企业不能是本企业或本企业的下级企业"));
            }
            let row: Option<(String,)> = sqlx::query_as("select body from enterprises where id = $1")
                .bind(&above)
                .fetch_optional(&mut **tx)
                .await?;
            above = match row {
                Some((body,)) => serde_json::from_str::<Profile>(&body)?.parent_id,
                None => break,
            };
        }
        Ok(())
    }
}
