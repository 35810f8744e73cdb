//! What the server says when it does not do as asked. Crosses to the browser; faults do not, but for their id.

use crate::conformity::Finding;
use serde::{Deserialize, Serialize};

/// Why the server did not do what was asked, in a form that the page can act on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum Refusal {
    /// Nobody is signed in, or the session has ended. The page offers to sign in in place.
    #[error("登录已失效，请重新登录")]
    SignedOut,
    /// No such row, or none that this person may know of.
    #[error("没有找到该内容，可能已被删除，或您无权查看")]
    NotFound,
    /// The person may see the row but not do this.
    #[error("您没有权限进行此操作")]
    Forbidden,
    /// The row has moved on since the page read it. `theirs` is the stored version as JSON.
    #[error("该内容已在其他窗口或由他人修改")]
    Conflict {
        /// What is stored now, as JSON of the same form model.
        theirs: String,
        /// The revision that a deliberate overwrite must name.
        revision: i64,
    },
    /// What was sent breaks rules; each finding names its field.
    #[error("请按提示修改后重试")]
    Invalid {
        /// What is wrong, each with its field path.
        findings: Vec<Finding>,
    },
    /// Something about the row's state forbids this now.
    #[error("{reason}")]
    NotNow {
        /// A sentence in Chinese for the person.
        reason: String,
    },
    /// Too many tries.
    #[error("尝试次数过多，请在{seconds}秒后重试")]
    Throttled {
        /// Seconds until the next try is considered.
        seconds: i64,
    },
    /// The database, the store or the mail service is away; trying again later works.
    #[error("系统暂时无法完成该操作，您填写的内容已保留，请稍后重试（编号 {id}）")]
    Unavailable {
        /// The id under which the fault stands in the server's log.
        id: String,
    },
}

impl Refusal {
    /// One finding on one field.
    pub fn invalid(path: impl Into<String>, message: impl std::fmt::Display) -> Self {
        Self::Invalid { findings: vec![Finding::field(path, message)] }
    }

    /// A sentence for the person about why this cannot be done now.
    pub fn not_now(reason: impl Into<String>) -> Self {
        Self::NotNow { reason: reason.into() }
    }
}
