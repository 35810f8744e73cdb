//! What each kind of filing about a licence demands.

use super::tests::{complaints, conforming, lead, resident_id, today, with_documents};
use super::{RuleSet, blocking, check_staff};
use crate::enterprises::{EnterpriseKind, Profile};
use crate::filings::{
    Cancellation, CancellationReason, Change, Downgrade, Filing, Joining, Kind, Leaver, Leaving, Reissue,
    ReissueReason, Rows, Sections, Track, Versioned,
};
use crate::licences::{Grade, LicenceStatus, Scope, example};
use crate::staff::{Post, Roster};

fn all_three(grade: Grade) -> Scope {
    Scope { install: Some(grade), repair: Some(grade), test: Some(grade) }
}

fn saved<T>(body: T) -> Versioned<T> {
    Versioned { revision: 1, saved_at: 0, body }
}

/// A filing of a kind in which the conditions are judged, for what is held.
fn judged(kind: Kind, held: Grade) -> Filing {
    let mut filing = conforming(held);
    filing.kind = kind;
    filing.licence = Some(example(all_three(held), today()));
    with_documents(&mut filing);
    filing
}

/// A filing of another kind, without content.
fn plain(kind: Kind) -> Filing {
    let enterprise = Profile {
        kind: Some(EnterpriseKind::Limited),
        name: "上海甲电力有限公司".into(),
        credit_code: "91350100M000100Y43".into(),
        representative: "王建国".into(),
        representative_id: resident_id(1),
        registered_address: "上海市黄浦区1号".into(),
        ..Profile::default()
    };
    let licence = Some(example(all_three(Grade::Four), today()));
    let (sections, rows) = (Sections::default(), Rows::default());
    Filing {
        kind,
        track: Track::General,
        enterprise,
        licence,
        sections,
        rows,
        attachments: Vec::new(),
        follow: Vec::new(),
        slots: Default::default(),
    }
}

fn rules_broken(filing: &Filing) -> Vec<String> {
    complaints(filing).into_iter().map(|(id, _)| id).filter(|id| id != "field" && id != "document_missing").collect()
}

#[test]
fn a_scope_change_must_change_something() {
    let mut filing = judged(Kind::ScopeChange, Grade::Four);
    assert_eq!(rules_broken(&filing), ["scope_unchanged"]);
    filing.sections.application.body.wanted.test = None;
    assert_eq!(complaints(&filing), []);
}

#[test]
fn raising_a_grade_or_adding_a_category_asks_for_the_clean_year() {
    let mut filing = judged(Kind::ScopeChange, Grade::Four);
    filing.licence = Some(example(Scope { test: None, ..all_three(Grade::Four) }, today()));
    assert_eq!(rules_broken(&filing), ["clean_year"]);
    filing.sections.application.body.clean_year = true;
    assert_eq!(complaints(&filing), []);
    filing.licence = Some(example(all_three(Grade::Five), today()));
    filing.sections.application.body.clean_year = false;
    assert_eq!(rules_broken(&filing), ["clean_year"]);
}

#[test]
fn a_renewal_keeps_the_scope_or_only_lowers_it() {
    let mut filing = judged(Kind::Renewal, Grade::Four);
    assert_eq!(complaints(&filing), [("field".to_owned(), "application.downgrade".to_owned())]);
    filing.sections.application.body.downgrade = Some(Downgrade::No);
    assert_eq!(complaints(&filing), []);
    filing.sections.application.body.wanted.test = Some(Grade::Five);
    assert_eq!(rules_broken(&filing), ["renewal_scope"]);
    filing.sections.application.body.downgrade = Some(Downgrade::Yes);
    assert_eq!(complaints(&filing), []);
    for wrong in [None, Some(Grade::Four), Some(Grade::One)] {
        filing.sections.application.body.wanted.test = wrong;
        assert!(rules_broken(&filing).contains(&"renewal_scope".to_owned()), "{wrong:?}");
    }
}

#[test]
fn a_lower_grade_is_judged_by_its_own_conditions() {
    // Staffed for grade five, licensed for grade four.
    let mut filing = judged(Kind::Renewal, Grade::Five);
    filing.licence = Some(example(all_three(Grade::Four), today()));
    filing.sections.application.body.downgrade = Some(Downgrade::Yes);
    assert_eq!(complaints(&filing), []);
    filing.sections.application.body.wanted.install = Some(Grade::Four);
    assert!(rules_broken(&filing).contains(&"electricians".to_owned()));
}

#[test]
fn a_registration_change_must_change_something_rightly() {
    let mut filing = plain(Kind::RegistrationChange);
    filing.sections.change = saved(Change::of(&filing.enterprise));
    assert_eq!(rules_broken(&filing), ["nothing_changed"]);
    filing.sections.change.body.representative_id = "1101051949123100".into();
    with_documents(&mut filing);
    let wrong: Vec<_> = complaints(&filing).into_iter().map(|(_, path)| path).collect();
    assert!(wrong.contains(&"change.representative_id".to_owned()), "{wrong:?}");
    assert!(!wrong.iter().any(|path| path.starts_with("attachments")), "{wrong:?}");
}

#[test]
fn a_lost_licence_is_announced_and_a_damaged_one_is_not() {
    let mut filing = plain(Kind::Reissue);
    filing.sections.reissue = saved(Reissue {
        reason: Some(ReissueReason::Lost),
        happened_on: "2026-11-01".into(),
        explanation: "搬迁途中遗失".into(),
        ..Reissue::default()
    });
    with_documents(&mut filing);
    let wrong: Vec<_> = complaints(&filing).into_iter().map(|(_, path)| path).collect();
    assert_eq!(wrong, ["reissue.notice_medium", "reissue.notice_on"]);
    filing.track = Track::FreeTradeZone;
    assert_eq!(complaints(&filing), []);
    filing.track = Track::General;
    filing.sections.reissue.body.reason = Some(ReissueReason::Damaged);
    with_documents(&mut filing);
    assert_eq!(complaints(&filing), []);
}

#[test]
fn a_cancellation_gives_its_reason_and_proof() {
    let mut filing = plain(Kind::Cancellation);
    assert!(complaints(&filing).iter().any(|(_, path)| path == "cancellation.reason"));
    filing.sections.cancellation =
        saved(Cancellation { reason: Some(CancellationReason::Bankrupt), explanation: "法院裁定".into() });
    with_documents(&mut filing);
    assert_eq!(complaints(&filing), []);
    filing.attachments.retain(|file| file.slot != "cancellation_proof");
    assert_eq!(complaints(&filing), [("document_missing".into(), "attachments.cancellation_proof".into())]);
}

#[test]
fn who_leaves_is_named_and_who_joins_has_a_form() {
    let mut filing = plain(Kind::Leaving);
    with_documents(&mut filing);
    assert!(complaints(&filing).iter().any(|(_, path)| path == "leaving.people"));
    filing.sections.leaving = saved(Leaving {
        people: vec![Leaver { resident_id: resident_id(9), name: "张工".into(), posts: vec![Post::Technician] }],
        left_on: "2026-11-20".into(),
        explanation: "个人原因".into(),
    });
    assert_eq!(complaints(&filing), []);

    let mut filing = plain(Kind::Joining);
    filing.sections.joining = saved(Joining { read: true, post: Some(Post::SafetyLead) });
    with_documents(&mut filing);
    assert!(complaints(&filing).iter().all(|(_, path)| path.starts_with("safety_lead.")));
    filing.sections.safety_lead = saved(lead(20));
    assert_eq!(complaints(&filing), []);
    filing.sections.joining.body.post = Some(Post::Electrician);
    with_documents(&mut filing);
    assert_eq!(rules_broken(&filing), ["nobody_joins"]);
}

#[test]
fn nothing_is_filed_about_a_licence_that_is_not_in_force() {
    for &kind in Kind::ALL.iter().filter(|kind| kind.about_licence()) {
        let mut filing = plain(kind);
        filing.licence.as_mut().unwrap().status = LicenceStatus::Cancelled;
        assert!(rules_broken(&filing).contains(&"no_licence".to_owned()), "{kind}");
    }
}

#[test]
fn a_departure_shows_which_conditions_break() {
    let filing = conforming(Grade::Four);
    let roster = Roster {
        technical_lead: Some(filing.sections.technical_lead.body.clone()),
        safety_lead: Some(filing.sections.safety_lead.body.clone()),
        technicians: filing.rows.technicians.iter().map(|row| row.body.clone()).collect(),
        electricians: filing.rows.electricians.iter().map(|row| row.body.clone()).collect(),
    };
    let scope = Scope { repair: None, test: None, ..all_three(Grade::Four) };
    let broken = |roster: &Roster| -> Vec<String> {
        let findings = check_staff(scope, roster, &RuleSet::default_set(), today());
        blocking(&findings).map(|finding| finding.id.clone()).collect()
    };
    assert!(broken(&roster).is_empty());
    let technician = roster.technicians[0].resident_id.clone();
    assert_eq!(broken(&roster.clone().without(&[&technician])), ["technicians"]);
    let lead = roster.safety_lead.as_ref().unwrap().resident_id.clone();
    assert_eq!(broken(&roster.without(&[&lead])), ["lead_years", "lead_title"]);
}
