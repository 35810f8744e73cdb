//! 附件: choosing, uploading, looking at and deleting documents.

mod chosen;
mod file;
mod preview;
mod shelf;
mod slot;
mod transfer;

pub use chosen::Upload;
pub use shelf::Shelf;
pub use slot::{SlotView, Slots};

use crate::api::ApiError;
use domain::Refusal;
use domain::attachments::Attachment;
use gloo_net::http::Request;

/// Bytes as people read them.
fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}

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
async fn delete(attachment: &Attachment) -> Result<(), ApiError> {
    let answer = Request::delete(&format!("/attachments/{}", attachment.id))
        .header("accept", "application/json")
        .send()
        .await
        .map_err(|_| ApiError::Network)?;
    if answer.ok() {
        return Ok(());
    }
    Err(answer.json::<Refusal>().await.map_or(ApiError::Network, ApiError::Refused))
}

#[cfg(test)]
mod tests {
    #[test]
    fn sizes_read_well() {
        assert_eq!(super::size(12), "12 B");
        assert_eq!(super::size(1025), "2 KB");
        assert_eq!(super::size(20 * 1024 * 1024), "20.0 MB");
    }
}
