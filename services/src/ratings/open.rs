//! What somebody sees who scanned a code.

use super::codes::code_by_token;
use crate::{Result, Services};
use domain::ratings::OpenCode;

impl Services {
    /// What can be rated by this link, and whether it can now. Nobody needs to sign in for it.
    ///
    /// # Errors
    /// `NotFound` for a link that was never made.
    pub async fn open_code(&self, token: &str) -> Result<OpenCode> {
        let code = code_by_token(self.db.pool(), token).await?;
        Ok(OpenCode {
            kind: code.kind()?,
            state: code.state(self.today())?,
            office: code.office_name,
            about: code.about,
        })
    }
}
