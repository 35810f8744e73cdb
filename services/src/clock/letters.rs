//! What mail of last days says: what to do comes first.

use super::due::Due;
use crate::Services;
use domain::values::date;
use domain::workflow::Status;

/// A letter without its recipient.
pub(super) struct Letter {
    pub subject: &'static str,
    pub body: String,
}

/// What the office owes next.
pub(crate) fn owed(status: Status) -> &'static str {
    match status {
        Status::Submitted | Status::FormalReview => "答复是否受理",
        _ => "作出决定",
    }
}

/// How many working days are left until a last day that has not passed.
pub(crate) fn left(days: i64) -> String {
    match days {
        ..=0 => "今天是最后一天".to_owned(),
        days => format!("还剩{days}个工作日"),
    }
}

impl Services {
    /// The office must take its step soon.
    pub(super) fn letter_of_deadline(&self, due: &Due, days: i64) -> Letter {
        let body =
            format!("请最迟于{}{}（{}）。\n\n{}", date::long(due.day), owed(due.status), left(days), self.about(due));
        Letter { subject: "办理时限即将届满", body }
    }

    /// The office has not taken its step in time; for its heads.
    pub(super) fn letter_of_overdue(&self, due: &Due) -> Letter {
        let owed = owed(due.status);
        let body = format!("请督促尽快{owed}：应于{}前{owed}，现已超期。\n\n{}", date::long(due.day), self.about(due));
        Letter { subject: "申请已超过办理时限", body }
    }

    /// Deferred documents must come soon; for the enterprise.
    pub(super) fn letter_of_deferral(&self, due: &Due, documents: &[String], days: i64) -> Letter {
        let body = format!(
            "请最迟于{}提交容缺材料（{}）：{}。\n\n\
             逾期未提交的，本申请即告终止，且两年内不能再次选择容缺受理。\n\n{}",
            date::long(due.day),
            left(days),
            documents.join("、"),
            self.about(due)
        );
        Letter { subject: "请提交容缺材料", body }
    }

    fn about(&self, due: &Due) -> String {
        format!(
            "{}，{}（{}）\n{}/filings/{}\n\n资质和信用信息系统\n本邮件由系统自动发出，请勿回复。\n",
            due.enterprise, due.kind, due.number, self.public_url, due.id
        )
    }
}
