//! Server functions of the to-do list, of a person's notices and of public notices.

use crate::api::{ApiError, Json};
#[cfg(feature = "ssr")]
use crate::api::{actor, answer, services};
use domain::accounts::OwnAccount;
use domain::notices::{Cursor, NoticePage, PublicNotice, ToDo};
use leptos::prelude::*;

/// What awaits the person who is signed in.
#[server(endpoint = "notices/to_dos", prefix = "/api", input = Json, output = Json)]
pub async fn to_dos() -> Result<Vec<ToDo>, ApiError> {
    answer(services()?.to_dos(&actor()?).await)
}

/// The person's notices from a place on.
#[server(endpoint = "notices/mine", prefix = "/api", input = Json, output = Json)]
pub async fn notices(after: Option<Cursor>) -> Result<NoticePage, ApiError> {
    answer(services()?.notices(&actor()?, after.as_ref()).await)
}

/// How many the person has not read.
#[server(endpoint = "notices/unread", prefix = "/api", input = Json, output = Json)]
pub async fn unread() -> Result<i64, ApiError> {
    answer(services()?.unread_notices(&actor()?).await)
}

/// The person has read one.
#[server(endpoint = "notices/read", prefix = "/api", input = Json, output = Json)]
pub async fn read(id: String) -> Result<(), ApiError> {
    answer(services()?.read_notice(&actor()?, &id).await)
}

/// The person has read all.
#[server(endpoint = "notices/read_all", prefix = "/api", input = Json, output = Json)]
pub async fn read_all() -> Result<(), ApiError> {
    answer(services()?.read_all_notices(&actor()?).await)
}

/// The person's own account.
#[server(endpoint = "notices/account", prefix = "/api", input = Json, output = Json)]
pub async fn account() -> Result<OwnAccount, ApiError> {
    answer(services()?.own_account(&actor()?).await)
}

/// Whether notices come by mail too.
#[server(endpoint = "notices/set_mail", prefix = "/api", input = Json, output = Json)]
pub async fn set_mail(wanted: bool) -> Result<(), ApiError> {
    answer(services()?.set_mail_notices(&actor()?, wanted).await)
}

/// The notices that everybody may read, the newest first.
#[server(endpoint = "notices/public", prefix = "/api", input = Json, output = Json)]
pub async fn public_notices() -> Result<Vec<PublicNotice>, ApiError> {
    answer(services()?.public_notices().await)
}
