//! What a use case fails with: a refusal, which people are told, or a fault, which is logged under an id.

use domain::{Finding, Refusal};
use std::error::Error as StdError;

/// A use case's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Told to the person as it is.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A fault of the system: logged; the person gets its id.
    #[error("fault: {0}")]
    Fault(#[source] Box<dyn StdError + Send + Sync>),
}

impl Error {
    /// One finding on one field.
    pub fn invalid(path: impl Into<String>, message: impl std::fmt::Display) -> Error {
        Error::Refused(Refusal::invalid(path, message))
    }

    /// Several findings.
    pub fn findings(findings: Vec<Finding>) -> Error {
        Error::Refused(Refusal::Invalid { findings })
    }

    /// A sentence for the person about why this cannot be done now.
    pub fn not_now(reason: impl Into<String>) -> Error {
        Error::Refused(Refusal::not_now(reason))
    }

    /// Something that only a fault in the system explains.
    pub fn fault(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Error {
        Error::Fault(cause.into())
    }

    /// Whether the database refused the write because a unique index holds the value already.
    pub fn is_duplicate(&self) -> bool {
        let Error::Fault(cause) = self else { return false };
        let database = cause.downcast_ref::<sqlx::Error>().and_then(sqlx::Error::as_database_error);
        database.is_some_and(|error| error.is_unique_violation())
    }

    /// What the person is told. A fault is logged under a new id, which the person gets.
    pub fn into_refusal(self) -> Refusal {
        match self {
            Error::Refused(refusal) => refusal,
            Error::Fault(cause) => {
                let id = crate::context::fault_id();
                tracing::error!(fault = %id, error = %cause, "use case failed");
                Refusal::Unavailable { id }
            }
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Error {
        Error::fault(error)
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Error {
        Error::fault(error)
    }
}

impl From<object_store::Error> for Error {
    fn from(error: object_store::Error) -> Error {
        Error::fault(error)
    }
}
