//! The forms about a licence that there is: their fields, and what each kind demands beyond its fields.

use super::fields::Fields;
use super::{Finding, Severity};
use crate::enterprises::LINE;
use crate::filings::{
    Cancellation, CancellationReason, Case, Change, Downgrade, Filing, Joining, Kind, LONGEST_EXPLANATION, Leaving,
    Reissue, ReissueReason, Track,
};
use crate::licences::{LicenceStatus, Move};
use crate::staff::Post;
use crate::values::{CreditCode, ValueError, text};

impl Fields {
    fn explained(&mut self, path: &str, raw: &str) {
        self.hold(path, text::paragraph(raw, LONGEST_EXPLANATION));
    }

    pub(super) fn change(&mut self, change: &Change) {
        self.chosen("kind", change.kind);
        for (path, raw) in [
            ("name", &change.name),
            ("representative", &change.representative),
            ("registered_address", &change.registered_address),
        ] {
            self.hold(path, text::line(raw, LINE));
        }
        self.hold("credit_code", CreditCode::parse(&change.credit_code));
        self.person("representative_id", &change.representative_id);
    }

    pub(super) fn reissue(&mut self, track: Track, reissue: &Reissue) {
        self.chosen("reason", reissue.reason);
        if matches!(reissue.reason, Some(ReissueReason::Lost | ReissueReason::Damaged)) {
            self.past("happened_on", &reissue.happened_on);
        }
        self.explained("explanation", &reissue.explanation);
        // In the zone the office publishes the loss itself (manual, 自贸区 改革措施 2).
        if reissue.reason == Some(ReissueReason::Lost) && track != Track::FreeTradeZone {
            self.required("notice_medium", &reissue.notice_medium);
            self.past("notice_on", &reissue.notice_on);
        }
    }

    pub(super) fn cancellation(&mut self, cancellation: &Cancellation) {
        self.chosen("reason", cancellation.reason);
        if cancellation.reason != Some(CancellationReason::Ceased) || !cancellation.explanation.is_empty() {
            self.explained("explanation", &cancellation.explanation);
        }
    }

    pub(super) fn leaving(&mut self, leaving: &Leaving) {
        if leaving.people.is_empty() {
            self.report("people", "请点“+”选择离职人员");
        }
        self.past("left_on", &leaving.left_on);
        self.explained("explanation", &leaving.explanation);
    }

    pub(super) fn joining(&mut self, joining: &Joining) {
        if !joining.read {
            self.report("read", "请先阅读温馨提示");
        }
        self.hold("post", joining.post.ok_or(ValueError::NotChosen));
    }
}

/// What the kind demands beyond its fields, documents and conditions.
pub(super) fn rules(filing: &Filing, findings: &mut Vec<Finding>) {
    let case = filing.case();
    if case.kind.about_licence() && case.licence.is_none_or(|licence| licence.status != LicenceStatus::InForce) {
        let tab = case.kind.first_tab().code();
        findings.push(Finding { id: "no_licence".to_owned(), ..Finding::field(tab, "没有有效的许可证") });
    }
    match case.kind {
        Kind::RegistrationChange => registration_change(&case, findings),
        Kind::ScopeChange => scope_change(&case, findings),
        Kind::Renewal => renewal(&case, findings),
        Kind::Joining => somebody_joins(filing, findings),
        Kind::NewLicence | Kind::Reissue | Kind::Cancellation | Kind::Leaving => {}
    }
}

fn registration_change(case: &Case, findings: &mut Vec<Finding>) {
    if case.sections.change.body.items(case.profile).is_empty() {
        findings.push(of_rule("nothing_changed", "change.name", "变更后的内容与变更前相同，请至少变更一项", ""));
    }
}

fn scope_change(case: &Case, findings: &mut Vec<Finding>) {
    let path = "application.wanted";
    let wanted = case.wanted();
    if wanted == case.held() {
        findings.push(of_rule("scope_unchanged", path, "申请的类别和等级与原许可证相同", "第36号令第十八条"));
    }
    if case.raises() && !case.sections.application.body.clean_year {
        let message = "增加类别或者提高等级，请声明申请前一年内没有第十九条所列情形";
        findings.push(of_rule("clean_year", "application.clean_year", message, "第36号令第十九条"));
    }
}

fn renewal(case: &Case, findings: &mut Vec<Finding>) {
    let path = "application.wanted";
    let moves: Vec<_> = case.held().moves(&case.wanted()).map(|(_, step)| step).collect();
    let message = match case.sections.application.body.downgrade {
        None => return,
        Some(Downgrade::No) if moves.iter().all(|&step| step == Move::Kept) => return,
        Some(Downgrade::No) => "不降级的延续，类别和等级应与原许可证相同",
        Some(Downgrade::Yes) if !moves.iter().all(|step| matches!(step, Move::Kept | Move::Lowered)) => {
            "降级延续只能选择较低的等级，不能增加、取消类别或者提高等级"
        }
        Some(Downgrade::Yes) if moves.contains(&Move::Lowered) => return,
        Some(Downgrade::Yes) => "降级延续请至少选择一个较低的等级",
    };
    findings.push(of_rule("renewal_scope", path, message, ""));
}

fn somebody_joins(filing: &Filing, findings: &mut Vec<Finding>) {
    let (path, missing) = match filing.sections.joining.body.post {
        Some(Post::Technician) => ("technicians", filing.rows.technicians.is_empty()),
        Some(Post::Electrician) => ("electricians", filing.rows.electricians.is_empty()),
        Some(Post::TechnicalLead | Post::SafetyLead) | None => return,
    };
    if missing {
        findings.push(of_rule("nobody_joins", path, "请新增入职人员", ""));
    }
}

fn of_rule(id: &str, path: &str, message: &str, basis: &str) -> Finding {
    Finding {
        id: id.to_owned(),
        basis: basis.to_owned(),
        severity: Severity::Blocking,
        ..Finding::field(path, message)
    }
}
