//! Registering an enterprise anew, by a granted 登记事项变更: the one way to change its locked items.

use super::folded;
use crate::db::Tx;
use crate::filings::Head;
use crate::{Actor, Error, Result, Services};
use domain::enterprises::Profile;

impl Services {
    /// Writes the registration, wherever it stands: the account that goes by the enterprise's name, and the enterprises below
    /// it that name it.
    ///
    /// # Errors
    /// `NotNow` when another enterprise has registered the credit code meanwhile, or the registration has just changed.
    pub(crate) async fn rewrite_enterprise(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        head: &Head,
        profile: &Profile,
    ) -> Result<()> {
        let (id, before) = (&head.enterprise_id, head.registered()?);
        let written = sqlx::query(
            "update enterprises
             set revision = revision + 1, name = $1, name_folded = $2, credit_code = $3, body = $4, updated_at = $5
             where id = $6 and body = $7",
        )
        .bind(&profile.name)
        .bind(folded(&profile.name))
        .bind(&profile.credit_code)
        .bind(serde_json::to_string(profile)?)
        .bind(self.now())
        .bind(id)
        .bind(head.registered_json())
        .execute(&mut **tx)
        .await;
        match written.map_err(Error::from) {
            Ok(written) if written.rows_affected() == 1 => {}
            Ok(_) => return Err(Error::not_now("企业信息刚刚变动，请重试")),
            Err(error) if error.is_duplicate() => {
                let code = &profile.credit_code;
                return Err(Error::not_now(format!("统一社会信用代码{code}已由其他企业注册，不能准予变更")));
            }
            Err(error) => return Err(error),
        }
        sqlx::query("update accounts set display_name = $1 where enterprise_id = $2 and display_name = $3")
            .bind(&profile.name)
            .bind(id)
            .bind(&before.name)
            .execute(&mut **tx)
            .await?;
        if profile.name != before.name {
            self.rename_parent(tx, id, &profile.name).await?;
        }
        self.audit(tx, actor, "enterprise.rewrite", "enterprise", id).await
    }

    /// The name by which enterprises below this one show it. Their revisions stay: nobody below has to look at this.
    async fn rename_parent(&self, tx: &mut Tx, parent: &str, name: &str) -> Result<()> {
        let below: Vec<String> = sqlx::query_scalar("select id from enterprises where body like $1 order by id")
            .bind(format!("%\"parent_id\":\"{parent}\"%"))
            .fetch_all(&mut **tx)
            .await?;
        for id in below {
            // Held first, so that what somebody is saving at this moment is not written over.
            sqlx::query("update enterprises set revision = revision where id = $1")
                .bind(&id)
                .execute(&mut **tx)
                .await?;
            let body: String =
                sqlx::query_scalar("select body from enterprises where id = $1").bind(&id).fetch_one(&mut **tx).await?;
            let mut profile: Profile = serde_json::from_str(&body)?;
            if profile.parent_id == parent {
                name.clone_into(&mut profile.parent_name);
                sqlx::query("update enterprises set body = $1 where id = $2")
                    .bind(serde_json::to_string(&profile)?)
                    .bind(&id)
                    .execute(&mut **tx)
                    .await?;
            }
        }
        Ok(())
    }
}
