//! Server functions of the administration.

use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, services};
use chrono::NaiveDate;
use domain::administration::{ClaimedFiling, Overview, PasswordLink, StaffAccount, StaffForm, StaffList, StaffSearch};
use domain::attachments::{SlotBook, SlotChange};
use domain::offices::{OfficeBook, OfficeChange};
use leptos::prelude::*;

/// How much there is of everything.
#[server(endpoint = "administration/overview", prefix = "/api", input = Json, output = Json)]
pub async fn totals() -> Result<Overview, ApiError> {
    answer(services()?.administration_overview(&actor()?).await)
}

/// The accounts of the staff that are looked for.
#[server(endpoint = "administration/staff", prefix = "/api", input = Json, output = Json)]
pub async fn staff(search: StaffSearch) -> Result<StaffList, ApiError> {
    answer(services()?.staff_accounts(&actor()?, &search).await)
}

/// 新增人员.
#[server(endpoint = "administration/add_staff", prefix = "/api", input = Json, output = Json)]
pub async fn add_staff(form: StaffForm) -> Result<PasswordLink, ApiError> {
    answer(services()?.add_staff(&actor()?, &form).await)
}

/// 修改.
#[server(endpoint = "administration/change_staff", prefix = "/api", input = Json, output = Json)]
pub async fn change_staff(id: String, revision: i64, form: StaffForm) -> Result<StaffAccount, ApiError> {
    answer(services()?.change_staff(&actor()?, &id, revision, &form).await)
}

/// 停用、启用.
#[server(endpoint = "administration/set_active", prefix = "/api", input = Json, output = Json)]
pub async fn set_active(id: String, revision: i64, active: bool) -> Result<StaffAccount, ApiError> {
    answer(services()?.set_staff_active(&actor()?, &id, revision, active).await)
}

/// 重置密码.
#[server(endpoint = "administration/reset_staff", prefix = "/api", input = Json, output = Json)]
pub async fn reset_staff(id: String, revision: i64) -> Result<PasswordLink, ApiError> {
    answer(services()?.reset_staff(&actor()?, &id, revision).await)
}

/// The live filings that an account has claimed.
#[server(endpoint = "administration/claimed", prefix = "/api", input = Json, output = Json)]
pub async fn claimed(id: String) -> Result<Vec<ClaimedFiling>, ApiError> {
    answer(services()?.claimed_filings(&actor()?, &id).await)
}

/// The offices with everything that was changed in them.
#[server(endpoint = "administration/offices", prefix = "/api", input = Json, output = Json)]
pub async fn offices() -> Result<OfficeBook, ApiError> {
    answer(services()?.office_book(&actor()?).await)
}

/// From a day on, an office or who supervises a province is another.
#[server(endpoint = "administration/change_office", prefix = "/api", input = Json, output = Json)]
pub async fn change_office(
    revision: i64,
    change: OfficeChange,
    from: NaiveDate,
    reason: String,
) -> Result<(), ApiError> {
    answer(services()?.change_office(&actor()?, revision, &change, from, &reason).await)
}

/// Which office supervises which province today; for everybody.
#[server(endpoint = "administration/directory", prefix = "/api", input = Json, output = Json)]
pub async fn directory() -> Result<Vec<(String, String)>, ApiError> {
    answer(services()?.office_directory().await)
}

/// Every change of how documents are asked for.
#[server(endpoint = "administration/slots", prefix = "/api", input = Json, output = Json)]
pub async fn slot_changes() -> Result<SlotBook, ApiError> {
    answer(services()?.slot_book(&actor()?).await)
}

/// From now on, a document is asked for in another way.
#[server(endpoint = "administration/change_slot", prefix = "/api", input = Json, output = Json)]
pub async fn put_slot(revision: i64, change: SlotChange, reason: String) -> Result<(), ApiError> {
    answer(services()?.change_slot(&actor()?, revision, &change, &reason).await)
}
