//! Which documents are asked for, on which tab, and when.

use crate::filings::{
    CancellationReason, Case, Kind, List, Origin, RegisteredItem, ReissueReason, Submitter, Tab, Track,
};
use crate::tracks;

/// A place for one kind of document.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// Stored key.
    pub key: &'static str,
    /// What people read.
    pub label: &'static str,
    /// The tab on which it stands.
    pub tab: Tab,
    /// Whether submitting demands it.
    pub required: bool,
    /// Blank form to download, below `/templates/`.
    pub template: Option<&'static str>,
    kinds: &'static [Kind],
    when: When,
}

impl PartialEq for Slot {
    fn eq(&self, other: &Slot) -> bool {
        self.key == other.key
    }
}

impl Eq for Slot {}

/// When a document is asked for.
#[derive(Clone, Copy, Debug)]
enum When {
    Always,
    EachRow(List),
    Case(fn(&Case) -> bool),
}

/// The licence conditions are judged.
const FULL: &[Kind] = &[Kind::NewLicence, Kind::ScopeChange, Kind::Renewal];
/// The same, or somebody joins: the form of a person is one.
const STAFFED: &[Kind] = &[Kind::NewLicence, Kind::ScopeChange, Kind::Renewal, Kind::Joining];
/// A person files who says in what quality.
const SUBMITTED: &[Kind] = &[Kind::NewLicence, Kind::ScopeChange, Kind::Renewal, Kind::RegistrationChange];
/// The certificate is exchanged.
const EXCHANGED: &[Kind] = &[Kind::ScopeChange, Kind::Renewal];

const fn slot_of(
    key: &'static str,
    label: &'static str,
    tab: Tab,
    required: bool,
    kinds: &'static [Kind],
    when: When,
) -> Slot {
    Slot { key, label, tab, required, template: None, kinds, when }
}

impl Slot {
    const fn with_template(mut self, file: &'static str) -> Slot {
        self.template = Some(file);
        self
    }

    /// The list to whose rows the slot belongs, if it is a row's.
    pub fn list(&self) -> Option<List> {
        match self.when {
            When::EachRow(list) => Some(list),
            _ => None,
        }
    }
}

fn origin(case: &Case, origin: Origin) -> bool {
    case.sections.application.body.origin == Some(origin)
}

fn submitter(case: &Case, submitter: Submitter) -> bool {
    case.sections.application.body.submitter == Some(submitter)
}

fn changes(case: &Case, item: RegisteredItem) -> bool {
    case.sections.change.body.items(case.profile).contains(&item)
}

fn reissue(case: &Case) -> Option<ReissueReason> {
    case.sections.reissue.body.reason
}

/// Every slot. The materials list of Order 36 Art. 10 has not been found (domain.md, NOT FOUND); this one follows the manual
/// and the lists that agents publish, and is kept as data.
pub(super) const SLOTS: &[Slot] = &[
    // 申请类别; 基本情况 of a registration change.
    slot_of("legal_declaration", "法定代表人声明", Tab::Application, true, SUBMITTED, When::Always)
        .with_template("法定代表人声明.docx"),
    slot_of(
        "merger_agreement",
        "合并协议及批准文件",
        Tab::Application,
        true,
        &[Kind::NewLicence],
        When::Case(|case| origin(case, Origin::Merger)),
    ),
    slot_of(
        "division_agreement",
        "分立协议及批准文件",
        Tab::Application,
        true,
        &[Kind::NewLicence],
        When::Case(|case| origin(case, Origin::Division)),
    ),
    slot_of(
        "representative_identity",
        "法定代表人身份证件",
        Tab::Application,
        true,
        SUBMITTED,
        When::Case(|case| submitter(case, Submitter::Representative)),
    ),
    slot_of(
        "power_of_attorney",
        "授权委托书",
        Tab::Application,
        true,
        SUBMITTED,
        When::Case(|case| submitter(case, Submitter::Delegate)),
    )
    .with_template("授权委托书.docx"),
    slot_of(
        "delegate_identity",
        "被委托人身份证件",
        Tab::Application,
        true,
        SUBMITTED,
        When::Case(|case| submitter(case, Submitter::Delegate)),
    ),
    slot_of("licence_originals", "许可证正本、副本", Tab::Application, true, EXCHANGED, When::Always),
    // 补（换）证.
    slot_of(
        "loss_notice",
        "遗失声明（刊登媒体的版面或网页）",
        Tab::Reissue,
        true,
        &[Kind::Reissue],
        When::Case(|case| reissue(case) == Some(ReissueReason::Lost)),
    ),
    slot_of(
        "damaged_licence",
        "原许可证正本、副本",
        Tab::Reissue,
        true,
        &[Kind::Reissue],
        When::Case(|case| reissue(case).is_some_and(|reason| reason != ReissueReason::Lost)),
    ),
    slot_of("reissue_business_licence", "企业法人营业执照", Tab::Reissue, true, &[Kind::Reissue], When::Always),
    // 注销.
    slot_of(
        "cancellation_request",
        "法定代表人签署的注销申请",
        Tab::Cancellation,
        true,
        &[Kind::Cancellation],
        When::Always,
    ),
    slot_of("cancelled_licence", "许可证正本、副本", Tab::Cancellation, true, &[Kind::Cancellation], When::Always),
    slot_of(
        "cancellation_proof",
        "解散、破产、合并或分立的证明文件",
        Tab::Cancellation,
        true,
        &[Kind::Cancellation],
        When::Case(|case| case.sections.cancellation.body.reason.is_some_and(CancellationReason::proven)),
    ),
    // 离职.
    slot_of("departure_proof", "解除或终止劳动关系证明", Tab::Leaving, true, &[Kind::Leaving], When::Always),
    // 基本情况 and people.
    slot_of("business_licence", "企业法人营业执照", Tab::Basics, true, FULL, When::Always),
    slot_of("financial_statement", "上一年度审计报告或财务报表", Tab::Basics, true, FULL, When::Always),
    slot_of("premises_proof", "经营场所证明", Tab::Basics, false, FULL, When::Always),
    slot_of("safety_system", "安全生产组织和制度", Tab::Basics, true, FULL, When::Always)
        .with_template("安全生产制度目录.docx"),
    slot_of("technical_lead_identity", "技术负责人身份证件", Tab::TechnicalLead, true, STAFFED, When::Always),
    slot_of("technical_lead_title", "技术负责人职称证书", Tab::TechnicalLead, true, STAFFED, When::Always),
    slot_of("technical_lead_appointment", "技术负责人任职文件", Tab::TechnicalLead, true, STAFFED, When::Always)
        .with_template("任职文件.docx"),
    slot_of("safety_lead_identity", "安全负责人身份证件", Tab::SafetyLead, true, STAFFED, When::Always),
    slot_of("safety_lead_title", "安全负责人职称证书", Tab::SafetyLead, true, STAFFED, When::Always),
    slot_of("safety_lead_appointment", "安全负责人任职文件", Tab::SafetyLead, true, STAFFED, When::Always)
        .with_template("任职文件.docx"),
    slot_of("technician_titles", "技术人员职称证书", Tab::Technicians, true, STAFFED, When::Always),
    slot_of("social_insurance", "人员社会保险缴纳证明", Tab::Technicians, true, STAFFED, When::Always),
    slot_of("electrician_certificates", "电工证书", Tab::Electricians, true, STAFFED, When::Always),
    slot_of("contract", "合同", Tab::Performance, true, FULL, When::EachRow(List::Performance)),
    slot_of("acceptance", "竣工验收文件", Tab::Performance, true, FULL, When::EachRow(List::Performance)),
    // 申请附件及明细 of a registration change: asked for by what changes.
    slot_of(
        "registration_notice",
        "市场监督管理部门准予变更登记文件",
        Tab::Submission,
        true,
        &[Kind::RegistrationChange],
        When::Always,
    ),
    slot_of(
        "changed_business_licence",
        "变更后的企业法人营业执照",
        Tab::Submission,
        true,
        &[Kind::RegistrationChange],
        When::Always,
    ),
    slot_of(
        "changed_licence_originals",
        "许可证正本、副本",
        Tab::Submission,
        true,
        &[Kind::RegistrationChange],
        When::Always,
    ),
    slot_of(
        "name_approval",
        "单位名称变更的决议或批准文件",
        Tab::Submission,
        true,
        &[Kind::RegistrationChange],
        When::Case(|case| changes(case, RegisteredItem::Name)),
    ),
    slot_of(
        "new_representative_identity",
        "变更后法定代表人身份证件",
        Tab::Submission,
        true,
        &[Kind::RegistrationChange],
        When::Case(|case| changes(case, RegisteredItem::Representative)),
    ),
    slot_of(
        "new_representative_appointment",
        "法定代表人任职文件",
        Tab::Submission,
        true,
        &[Kind::RegistrationChange],
        When::Case(|case| changes(case, RegisteredItem::Representative)),
    )
    .with_template("任职文件.docx"),
    slot_of(
        "new_address_proof",
        "变更后住所证明",
        Tab::Submission,
        true,
        &[Kind::RegistrationChange],
        When::Case(|case| changes(case, RegisteredItem::Address)),
    ),
    slot_of(
        "kind_approval",
        "企业类型变更的决议或批准文件",
        Tab::Submission,
        true,
        &[Kind::RegistrationChange],
        When::Case(|case| changes(case, RegisteredItem::EnterpriseKind)),
    ),
    slot_of(
        "credit_code_proof",
        "统一社会信用代码变更证明",
        Tab::Submission,
        true,
        &[Kind::RegistrationChange],
        When::Case(|case| changes(case, RegisteredItem::CreditCode)),
    ),
];

/// The slot with this key.
pub fn slot(key: &str) -> Option<&'static Slot> {
    // A row's slot is written `contract[row id]` in paths.
    let key = key.split('[').next().unwrap_or(key);
    SLOTS.iter().find(|slot| slot.key == key)
}

/// The slots that a filing asks for as it stands. Row slots are not among them.
pub fn slots(case: &Case) -> Vec<&'static Slot> {
    let tabs = case.tabs();
    let asked = |slot: &&Slot| {
        slot.kinds.contains(&case.kind)
            && tabs.contains(&slot.tab)
            && !tracks::drops(case.kind, case.track, slot.key)
            && match slot.when {
                When::Always => true,
                When::Case(holds) => holds(case),
                When::EachRow(_) => false,
            }
    };
    SLOTS.iter().filter(asked).collect()
}

/// Those of the slots that the filing says will follow later, where its track lets them: by the keys of those that may.
pub fn deferred(case: &Case, may: &[String]) -> Vec<&'static Slot> {
    let marked = &case.sections.application.body.deferred;
    let follows = |slot: &&Slot| {
        marked.iter().any(|key| key == slot.key) && tracks::may_follow(case.kind, case.track, slot.key, may)
    };
    slots(case).into_iter().filter(follows).collect()
}

/// The slots of filings for which documents may follow later at all: among them it is chosen which may.
pub fn deferrable() -> impl Iterator<Item = &'static Slot> {
    let has = |kind: &Kind| tracks::tracks(*kind).contains(&Track::DeferredDocuments);
    SLOTS.iter().filter(move |slot| slot.list().is_none() && slot.kinds.iter().any(has))
}

/// The slots of each row of a list.
pub fn row_slots(list: List) -> Vec<&'static Slot> {
    SLOTS.iter().filter(|slot| slot.list() == Some(list)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enterprises::Profile;
    use crate::filings::{Change, Sections};
    use crate::staff::Post;

    fn keys(kind: Kind, track: Track, sections: &Sections) -> Vec<&'static str> {
        let profile = Profile::default();
        let case = Case { kind, track, sections, profile: &profile, licence: None };
        slots(&case).iter().map(|slot| slot.key).collect()
    }

    #[test]
    fn documents_follow_what_is_applied_for() {
        let mut sections = Sections::default();
        assert!(!keys(Kind::NewLicence, Track::General, &sections).contains(&"merger_agreement"));
        sections.application.body.origin = Some(Origin::Merger);
        sections.application.body.submitter = Some(Submitter::Delegate);
        let asked = keys(Kind::NewLicence, Track::General, &sections);
        assert!(asked.contains(&"merger_agreement") && asked.contains(&"power_of_attorney"));
        assert!(!asked.contains(&"representative_identity") && !asked.contains(&"contract"));
    }

    #[test]
    fn a_registration_change_asks_for_what_changes() {
        let mut sections = Sections::default();
        assert!(!keys(Kind::RegistrationChange, Track::General, &sections).contains(&"new_address_proof"));
        sections.change.body = Change { registered_address: "上海市静安区1号".into(), ..Change::default() };
        let asked = keys(Kind::RegistrationChange, Track::General, &sections);
        assert!(asked.contains(&"new_address_proof") && !asked.contains(&"name_approval"));
    }

    #[test]
    fn a_lost_licence_needs_a_notice_but_not_in_the_zone() {
        let mut sections = Sections::default();
        sections.reissue.body.reason = Some(ReissueReason::Lost);
        assert!(keys(Kind::Reissue, Track::General, &sections).contains(&"loss_notice"));
        assert!(!keys(Kind::Reissue, Track::FreeTradeZone, &sections).contains(&"loss_notice"));
        sections.reissue.body.reason = Some(ReissueReason::Damaged);
        assert!(keys(Kind::Reissue, Track::General, &sections).contains(&"damaged_licence"));
    }

    #[test]
    fn what_follows_later_is_what_the_track_lets_follow() {
        let mut sections = Sections::default();
        sections.application.body.deferred = vec!["financial_statement".into(), "legal_declaration".into()];
        let profile = Profile::default();
        let follows = |track| {
            let case = Case { kind: Kind::NewLicence, track, sections: &sections, profile: &profile, licence: None };
            deferred(&case, &["financial_statement".to_owned()]).iter().map(|slot| slot.key).collect::<Vec<_>>()
        };
        assert_eq!(follows(Track::DeferredDocuments), ["financial_statement"]);
        assert!(follows(Track::General).is_empty());
    }

    #[test]
    fn who_joins_brings_the_documents_of_the_post() {
        let mut sections = Sections::default();
        sections.joining.body.post = Some(Post::Electrician);
        assert_eq!(keys(Kind::Joining, Track::General, &sections), ["electrician_certificates"]);
        sections.joining.body.post = Some(Post::SafetyLead);
        assert!(keys(Kind::Joining, Track::General, &sections).contains(&"safety_lead_title"));
    }

    #[test]
    fn every_kind_asks_for_something_and_every_slot_is_asked_by_a_tab_of_its_kinds() {
        for &kind in Kind::ALL {
            assert!(SLOTS.iter().any(|slot| slot.kinds.contains(&kind)), "{kind}");
        }
        for slot in SLOTS {
            for kind in slot.kinds {
                let there = Post::ALL.iter().any(|&post| kind.tabs(Some(post)).contains(&slot.tab));
                assert!(there, "{} of {kind}", slot.key);
            }
            assert_eq!(SLOTS.iter().filter(|other| other.key == slot.key).count(), 1, "{}", slot.key);
        }
    }

    #[test]
    fn a_row_slot_is_found_by_its_path() {
        assert_eq!(slot("contract[42]").map(|slot| slot.tab), Some(Tab::Performance));
        assert_eq!(Tab::of_path("attachments.contract[42]"), Some(Tab::Performance));
        assert_eq!(Tab::of_path("technical_lead.work[2].referee_mobile"), Some(Tab::TechnicalLead));
        assert_eq!(Tab::of_path("electricians[7].certificate"), Some(Tab::Electricians));
    }
}
