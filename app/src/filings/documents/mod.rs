//! 附件: choosing, uploading, looking at and deleting documents.

mod chosen;
mod file;
mod preview;
mod shelf;
mod slot;
mod transfer;

pub use chosen::Upload;
pub use preview::Preview as DocumentPreview;
pub use shelf::{Home, Shelf};
pub use slot::{Place, SlotView, Slots, place_of, slot_path};

use crate::api::ApiError;
use crate::components::size;
use domain::Refusal;
use domain::attachments::Attachment;
use gloo_net::http::Request;

/// What a refusal says about a document.
fn told(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Invalid { findings } => {
            findings.iter().map(|finding| finding.message.clone()).collect::<Vec<_>>().join("；")
        }
        refusal => refusal.to_string(),
    }
}

/// Deletes a document on the server.
async fn delete(home: Home, attachment: &Attachment) -> Result<(), ApiError> {
    let answer = Request::delete(&home.document(&attachment.id))
        .header("accept", "application/json")
        .send()
        .await
        .map_err(|_| ApiError::Network)?;
    if answer.ok() {
        return Ok(());
    }
    Err(answer.json::<Refusal>().await.map_or(ApiError::Network, ApiError::Refused))
}
