//! What people are told of last days: what to do comes first.

use super::due::Due;
use crate::notices::Notice;
use domain::values::date;
use domain::workflow::Status;

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

impl Due {
    /// The office must take its step soon; told as `what` of this day.
    pub(super) fn deadline(&self, what: &str, days: i64) -> Notice<'_> {
        let (last, owed, left) = (date::long(self.day), owed(self.status), left(days));
        self.notice(what, "办理时限即将届满", format!("请最迟于{last}{owed}（{left}）。\n\n{}", self.about()))
    }

    /// The office has not taken its step in time; for its heads.
    pub(super) fn overdue(&self, what: &str) -> Notice<'_> {
        let (last, owed) = (date::long(self.day), owed(self.status));
        let body = format!("请督促尽快{owed}：应于{last}前{owed}，现已超期。\n\n{}", self.about());
        self.notice(what, "申请已超过办理时限", body)
    }

    /// Deferred documents must come soon; for the enterprise.
    pub(super) fn deferral(&self, what: &str, documents: &[String], days: i64) -> Notice<'_> {
        let body = format!(
            "请最迟于{}提交容缺材料（{}）：{}。\n\n\
             逾期未提交的，本申请即告终止，且两年内不能再次选择容缺受理。\n\n{}",
            date::long(self.day),
            left(days),
            documents.join("、"),
            self.about()
        );
        self.notice(what, "请提交容缺材料", body)
    }

    fn notice(&self, what: &str, subject: &'static str, body: String) -> Notice<'_> {
        let key = format!("{what}:{}:{}", self.id, self.day);
        Notice { key, subject, body, href: format!("/filings/{}", self.id), filing_id: Some(&self.id) }
    }

    fn about(&self) -> String {
        format!("{}，{}（{}）", self.enterprise, self.kind, self.number)
    }
}
