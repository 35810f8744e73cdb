//! Issuing the licence that a granted filing asked for.

use super::record::grade;
use crate::db::Tx;
use crate::enterprises::folded;
use crate::filings::{Head, sections};
use crate::{Actor, Error, Result, Services};
use chrono::{Datelike, NaiveDate};
use domain::licences::{Category, Licence, LicenceStatus, expiry};
use domain::values::LicenceNumber;

impl Services {
    /// Issues the licence: six years from today, for what was applied for, to the enterprise as it submitted.
    /// The people whom the filing names are engaged by the licence from now on.
    pub(crate) async fn issue(&self, tx: &mut Tx, actor: &Actor, head: &Head) -> Result<()> {
        let today = self.today();
        let profile = head.profile()?;
        let licence = Licence {
            id: self.id(),
            number: self.next_licence_number(tx, head, today).await?.to_string(),
            enterprise_id: head.enterprise_id.clone(),
            holder: profile.name,
            registered_address: profile.registered_address,
            representative: profile.representative,
            credit_code: profile.credit_code,
            scope: sections(&mut **tx, &head.id).await?.application.body.wanted,
            office: head.office_name().to_owned(),
            issued_on: today,
            valid_from: today,
            valid_until: expiry(today),
            status: LicenceStatus::InForce,
            extended_by_silence: false,
        };
        self.insert(tx, head, &licence).await?;
        self.print_copy(tx, &head.id, &licence).await?;
        self.settle_people(tx, head, &licence.id).await?;
        self.audit(tx, actor, "licence.issue", "licence", &licence.id).await
    }

    async fn next_licence_number(&self, tx: &mut Tx, head: &Head, today: NaiveDate) -> Result<LicenceNumber> {
        let (region, local): (i64, i64) = sqlx::query_as("select region, local from offices where code = $1")
            .bind(&head.office)
            .fetch_one(&mut **tx)
            .await?;
        let digit = |stored: i64| u8::try_from(stored).map_err(Error::fault);
        let sequence = self.next_number(tx, &format!("licence.{region}-{local}.{}", today.year())).await?;
        let sequence = u32::try_from(sequence).map_err(Error::fault)?;
        LicenceNumber::new((digit(region)?, digit(local)?), sequence, today.year()).map_err(Error::fault)
    }

    async fn insert(&self, tx: &mut Tx, head: &Head, licence: &Licence) -> Result<()> {
        let issued = sqlx::query(
            "insert into licences (id, number, enterprise_id, filing_id, status, office, issued_on, valid_from,
                                   valid_until, body, created_at, accepted_filing_id, holder_folded, install, repair,
                                   test)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $4, $12, $13, $14, $15)
             on conflict (enterprise_id) where status = 'in_force' do nothing",
        )
        .bind(&licence.id)
        .bind(&licence.number)
        .bind(&licence.enterprise_id)
        .bind(&head.id)
        .bind(licence.status.code())
        .bind(&head.office)
        .bind(licence.issued_on.to_string())
        .bind(licence.valid_from.to_string())
        .bind(licence.valid_until.to_string())
        .bind(serde_json::to_string(licence)?)
        .bind(self.now())
        .bind(folded(&licence.holder))
        .bind(grade(licence, Category::Install))
        .bind(grade(licence, Category::Repair))
        .bind(grade(licence, Category::Test))
        .execute(&mut **tx)
        .await?;
        match issued.rows_affected() {
            0 => Err(Error::not_now("该企业已持有有效许可证，不能再次发证")),
            _ => Ok(()),
        }
    }
}
