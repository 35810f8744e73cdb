//! Papers (文书): what an office gives out in writing, and the filing itself as a form. Here is what each paper says, as data;
//! how it looks is for whoever renders it. What a paper says is frozen when it is issued.

mod certificate;
mod decision;
mod form;
mod notice;
#[cfg(test)]
mod tests;

pub use certificate::{certificate, duplicate};
pub use decision::{granted, refused};
pub use form::form;
pub use notice::{About, Term, accepted, accepted_with_documents_to_follow, correction, declined};

use crate::filings::{Kind, Track};
use crate::workflow::Action;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

choices! {
    /// What kind of paper (the notices' names: cnguyuexuan.com/ask/answer/12772.html).
    pub enum PaperKind {
        ApplicationForm = "application_form" "申请表",
        AcceptanceNotice = "acceptance_notice" "受理通知书",
        DeferralNotice = "deferral_notice" "容缺受理通知书",
        CorrectionNotice = "correction_notice" "补正材料通知书",
        DeclineNotice = "decline_notice" "不予受理通知书",
        GrantDecision = "grant_decision" "准予行政许可决定书",
        RefusalDecision = "refusal_decision" "不予行政许可决定书",
        Certificate = "certificate" "许可证正本",
        CertificateDuplicate = "certificate_duplicate" "许可证副本",
    }
}

impl PaperKind {
    /// The paper that a step issues. `to_follow` says whether documents follow after acceptance. The certificates are issued
    /// with each printing of the licence.
    pub fn of_step(action: Action, track: Track, to_follow: bool) -> Option<PaperKind> {
        Some(match action {
            Action::Submit | Action::Resubmit => Self::ApplicationForm,
            Action::Accept | Action::AcceptBySilence if track == Track::DeferredDocuments && to_follow => {
                Self::DeferralNotice
            }
            Action::Accept | Action::AcceptBySilence => Self::AcceptanceNotice,
            Action::RequestCorrection => Self::CorrectionNotice,
            Action::Decline => Self::DeclineNotice,
            Action::Grant => Self::GrantDecision,
            Action::Refuse => Self::RefusalDecision,
            _ => return None,
        })
    }

    /// What tells its series from the others in a number; `None` for what is numbered as the filing or the licence is.
    fn mark(self) -> Option<&'static str> {
        Some(match self {
            Self::AcceptanceNotice => "受",
            Self::DeferralNotice => "容",
            Self::CorrectionNotice => "补",
            Self::DeclineNotice => "不受",
            Self::GrantDecision => "准",
            Self::RefusalDecision => "不准",
            Self::ApplicationForm | Self::Certificate | Self::CertificateDuplicate => return None,
        })
    }

    /// Whether it is one of an office's numbered series.
    pub fn numbered(self) -> bool {
        self.mark().is_some()
    }

    /// The number (文号) of the nth paper of this kind that the office issues in a year: 华东监能许受〔2026〕12号. As official
    /// papers have it (GB/T 9704): the year in tortoise-shell brackets, no zeros before the number.
    ///
    /// `office` is what the numbers of the office's papers begin with (机关代字).
    pub fn number(self, office: &str, year: i32, n: i64) -> String {
        format!("{office}许{}〔{year}〕{n}号", self.mark().unwrap_or_default())
    }

    /// Its name on the paper itself.
    pub fn title(self, kind: Kind) -> String {
        match self {
            Self::ApplicationForm => form_title(kind),
            Self::GrantDecision => format!("准予{}决定书", matter(kind)),
            Self::RefusalDecision => format!("不予{}决定书", matter(kind)),
            Self::Certificate => "承装（修、试）电力设施许可证（正本）".to_owned(),
            Self::CertificateDuplicate => "承装（修、试）电力设施许可证（副本）".to_owned(),
            notice => format!("行政许可{notice}"),
        }
    }
}

/// What is granted or refused, as decisions call it.
fn matter(kind: Kind) -> &'static str {
    match kind {
        Kind::NewLicence => "行政许可",
        Kind::RegistrationChange | Kind::ScopeChange => "变更行政许可",
        Kind::Renewal => "延续行政许可",
        Kind::Reissue => "补（换）发许可证",
        Kind::Cancellation => "注销行政许可",
        Kind::Joining | Kind::Leaving => "变更人员",
    }
}

fn form_title(kind: Kind) -> String {
    let what = match kind {
        Kind::NewLicence => "申请表",
        Kind::RegistrationChange => "登记事项变更申请表",
        Kind::ScopeChange => "许可事项变更申请表",
        Kind::Renewal => "延续申请表",
        Kind::Reissue => "补（换）证申请表",
        Kind::Cancellation => "注销申请表",
        Kind::Joining => "人员变更（入职）申请表",
        Kind::Leaving => "人员变更（离职）申请表",
    };
    format!("承装（修、试）电力设施许可证{what}")
}

/// A paper as issued: everything that is rendered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// What kind of paper.
    pub kind: PaperKind,
    /// Its name on the paper itself.
    pub title: String,
    /// As people quote it.
    pub number: String,
    /// Name of the office that issues it, or that it is filed with.
    pub office: String,
    /// The day on it.
    pub issued_on: NaiveDate,
    /// What it says.
    pub body: Body,
}

/// What a paper says, by how it is laid out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "layout", rename_all = "snake_case")]
pub enum Body {
    /// A notice or a decision.
    Notice(Notice),
    /// A form with what was filed.
    Form(Form),
    /// A certificate.
    Certificate(Certificate),
}

/// A letter with a table in the middle.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// To whom.
    pub addressee: String,
    /// What comes before the table.
    pub paragraphs: Vec<String>,
    /// Items, in a table.
    pub items: Option<Grid>,
    /// What comes after it.
    pub closing: Vec<String>,
}

/// What was filed, part by part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// What stands on the cover.
    pub cover: Vec<Fact>,
    /// Parts in the order of the filing's tabs.
    pub parts: Vec<Part>,
    /// What the applicant declares above the signature.
    pub declaration: String,
}

/// One part of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its heading.
    pub title: String,
    /// What is no table.
    pub facts: Vec<Fact>,
    /// Tables, each with a heading of its own that may be empty.
    pub tables: Vec<Grid>,
}

/// A label and what stands beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Label.
    pub label: String,
    /// Value.
    pub value: String,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    /// Its heading; may be empty.
    pub title: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, a cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// What stands on top of it.
    pub label: String,
    /// Its share of the width.
    pub width: u32,
}

/// A certificate (正本), or its duplicate (副本) with what was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// What it certifies.
    pub facts: Vec<Fact>,
    /// Every printing up to this one with what it changed; on the duplicate.
    pub changes: Option<Grid>,
    /// Where anybody can see whether it is genuine and how it stands: the QR code.
    pub verify_url: String,
}

/// A line in the list of a filing's or a licence's papers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperSummary {
    /// Id; the file is at `/papers/{id}`.
    pub id: String,
    /// What kind of paper.
    pub kind: PaperKind,
    /// Its name on the paper itself.
    pub title: String,
    /// As people quote it.
    pub number: String,
    /// When it was issued, Unix milliseconds.
    pub issued_at: i64,
    /// Which copy of the licence it is, of a certificate.
    pub copy: Option<i64>,
    /// The file, once it is there.
    pub file: Option<PaperFile>,
    /// Why there is none yet.
    pub waits: Option<Waits>,
}

choices! {
    /// Why a paper has no file yet.
    pub enum Waits {
        Soon = "soon" "正在生成",
        TriedAgain = "tried_again" "生成未成功，系统会自动重试",
        NoFont = "no_font" "服务器未安装中文字体，安装后自动生成",
    }
}

/// The file of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperFile {
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
}

fn fact(label: &str, value: impl Into<String>) -> Fact {
    Fact { label: label.to_owned(), value: value.into() }
}

fn grid(title: &str, columns: &[(&str, u32)], rows: impl IntoIterator<Item = Vec<String>>) -> Grid {
    let column = |&(label, width): &(&str, u32)| Column { label: label.to_owned(), width };
    Grid { title: title.to_owned(), columns: columns.iter().map(column).collect(), rows: rows.into_iter().collect() }
}
