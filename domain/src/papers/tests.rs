use super::*;
use crate::corrections::{Correction, Item};
use crate::filings::{Electrician, ElectricianKind, Filing, Row, Rows, Sections};
use crate::licences::{Copy, Grade, Licence, LicenceStatus, Scope};
use crate::values::date;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    date::parse(text).unwrap()
}

fn about() -> About<'static> {
    About {
        kind: Kind::NewLicence,
        filing: "2026000001",
        enterprise: "上海甲电力工程有限公司",
        submitted_on: day("2026-11-24"),
        office: "国家能源局华东监管局",
        number: "华东监能许受〔2026〕12号",
        today: day("2026-11-25"),
    }
}

fn licence() -> Licence {
    Licence {
        id: "1".into(),
        number: "4-1-00033-2026".into(),
        enterprise_id: "1".into(),
        holder: "上海甲电力工程有限公司".into(),
        registered_address: "上海市静安区1号".into(),
        representative: "王建国".into(),
        credit_code: "91310000MA1000001X".into(),
        scope: Scope { install: Some(Grade::Four), ..Scope::default() },
        office: "国家能源局华东监管局".into(),
        issued_on: day("2026-11-25"),
        valid_from: day("2026-11-25"),
        valid_until: day("2032-11-24"),
        status: LicenceStatus::InForce,
        extended_by_silence: false,
    }
}

fn filing(electricians: usize) -> Filing {
    let row = |n: usize| Row {
        id: n.to_string(),
        revision: 1,
        body: Electrician {
            name: format!("电工{n}"),
            kind: Some(ElectricianKind::HighVoltage),
            ..Electrician::default()
        },
    };
    Filing {
        kind: Kind::NewLicence,
        track: Track::General,
        enterprise: Default::default(),
        licence: None,
        sections: Sections::default(),
        rows: Rows { electricians: (0..electricians).map(row).collect(), ..Rows::default() },
        attachments: Vec::new(),
        follow: Vec::new(),
        slots: Default::default(),
    }
}

fn notice(paper: &Paper) -> &Notice {
    match &paper.body {
        Body::Notice(notice) => notice,
        other => panic!("{other:?}"),
    }
}

#[test]
fn numbers_are_as_official_papers_have_them() {
    assert_eq!(PaperKind::AcceptanceNotice.number("华东监能", 2026, 12), "华东监能许受〔2026〕12号");
    let series: Vec<_> = PaperKind::ALL.iter().filter(|kind| kind.numbered()).map(|kind| kind.mark()).collect();
    for mark in &series {
        assert_eq!(series.iter().filter(|other| *other == mark).count(), 1, "{mark:?}");
    }
}

#[test]
fn each_step_that_people_must_be_told_in_writing_has_its_paper() {
    use Action as A;
    let of = |action, track, follow| PaperKind::of_step(action, track, follow);
    assert_eq!(of(A::Accept, Track::General, false), Some(PaperKind::AcceptanceNotice));
    assert_eq!(of(A::Accept, Track::DeferredDocuments, true), Some(PaperKind::DeferralNotice));
    assert_eq!(of(A::AcceptBySilence, Track::DeferredDocuments, false), Some(PaperKind::AcceptanceNotice));
    let without = [A::Claim, A::Release, A::Examine, A::PassToSignOff, A::Abandon, A::Terminate];
    assert!(without.into_iter().all(|action| of(action, Track::General, false).is_none()));
    let with = [A::Submit, A::Resubmit, A::RequestCorrection, A::Decline, A::Grant, A::Refuse];
    assert!(with.into_iter().all(|action| of(action, Track::General, false).is_some()));
}

#[test]
fn titles_name_the_matter() {
    assert_eq!(PaperKind::AcceptanceNotice.title(Kind::Renewal), "行政许可受理通知书");
    assert_eq!(PaperKind::GrantDecision.title(Kind::NewLicence), "准予行政许可决定书");
    assert_eq!(PaperKind::RefusalDecision.title(Kind::Renewal), "不予延续行政许可决定书");
    for &kind in Kind::ALL {
        assert!(PaperKind::ApplicationForm.title(kind).ends_with("申请表"), "{kind}");
    }
}

#[test]
fn an_acceptance_says_until_when_it_is_decided() {
    let term = Term { from: day("2026-11-25"), days: 20, due: Some(day("2026-12-23")), by_silence: false };
    let paper = accepted(&about(), &term);
    assert_eq!((paper.title.as_str(), paper.issued_on), ("行政许可受理通知书", day("2026-11-25")));
    let said = notice(&paper);
    assert!(said.paragraphs[1].contains("决定予以受理"));
    assert!(said.closing[0].contains("20个工作日内，即最迟于2026年12月23日作出决定"), "{}", said.closing[0]);
    let silent = accepted(&about(), &Term { by_silence: true, from: day("2026-11-17"), ..term });
    assert!(notice(&silent).paragraphs[1].contains("（2026年11月17日）起即为受理"));
    let same_day = accepted(&about(), &Term { days: 0, ..term });
    assert!(notice(&same_day).closing[0].contains("受理当日（2026年11月25日）"));
}

#[test]
fn a_correction_names_every_item_once_and_says_why_there_is_another_round() {
    let item = |n: u32| Item {
        id: n.to_string(),
        path: "technical_lead.mobile".into(),
        label: format!("事项{n}"),
        reason: format!("原因{n}"),
        answer: String::new(),
    };
    let mut round = Correction {
        round: 1,
        requested_at: 0,
        head_reason: String::new(),
        items: (1..=3).map(item).collect(),
        resubmitted_at: None,
    };
    let paper = correction(&about(), Some(&round), "事项1：原因1");
    let said = notice(&paper);
    let rows = &said.items.as_ref().unwrap().rows;
    assert_eq!(rows[2], ["3", "事项3", "原因3"]);
    assert!(said.paragraphs.iter().all(|line| !line.contains("原因1")), "what the table says is not said twice");
    round.round = 2;
    round.head_reason = "材料仍不齐全".into();
    let again = correction(&about(), Some(&round), "");
    assert!(
        notice(&again).paragraphs[1].contains("第2次告知补正")
            && notice(&again).paragraphs[1].ends_with("材料仍不齐全。")
    );
}

#[test]
fn a_refusal_gives_its_reasons_and_what_can_be_done_against_it() {
    let paper = refused(&about(), "人员不足\n\n 业绩不足 ");
    let said = notice(&paper);
    assert_eq!(&said.paragraphs[2..], ["人员不足", "业绩不足"]);
    assert!(said.closing[0].contains("行政复议") && said.closing[0].contains("行政诉讼"));
    assert!(notice(&declined(&about(), "无权受理")).closing[0].contains("本通知书"));
}

#[test]
fn a_decision_says_what_is_granted() {
    let paper = granted(&about(), &filing(0), &licence());
    let rows = &notice(&paper).items.as_ref().unwrap().rows;
    assert!(rows.contains(&vec!["许可证编号".to_owned(), "4-1-00033-2026".to_owned()]));
    assert!(rows.contains(&vec!["有效期限".to_owned(), "自2026年11月25日始至2032年11月24日止".to_owned()]));
}

#[test]
fn the_duplicate_lists_what_each_printing_changed() {
    let copy = |sequence, kind| Copy {
        sequence,
        kind,
        filing: format!("202600000{sequence}"),
        printed_at: 0,
        voided_at: None,
        public_id: String::new(),
    };
    let moved = Licence { registered_address: "上海市静安区2号".into(), ..licence() };
    let history = [
        (copy(1, Kind::NewLicence), licence(), day("2026-11-25")),
        (copy(2, Kind::RegistrationChange), moved.clone(), day("2027-01-05")),
        (copy(3, Kind::Reissue), moved.clone(), day("2027-02-05")),
    ];
    let paper = duplicate(&history, "https://permits.example.cn/verify/1").unwrap();
    let Body::Certificate(said) = &paper.body else { panic!("{:?}", paper.body) };
    let changes: Vec<_> = said.changes.as_ref().unwrap().rows.iter().map(|row| row[3].as_str()).collect();
    assert_eq!(changes, ["首次颁发", "住所由“上海市静安区1号”变更为“上海市静安区2号”", "补（换）发证书，原证书作废"]);
    assert_eq!(paper.issued_on, day("2027-02-05"));
    assert_eq!(certificate(&moved, "", day("2027-02-05")).issued_on, day("2026-11-25"), "发证日期");
    assert_eq!(duplicate(&[], ""), None);
}

proptest! {
    #[test]
    fn a_form_has_every_row_and_each_row_a_cell_for_every_column(count in 0usize..60) {
        let paper = form(&filing(count), "2026000001", 2, "国家能源局华东监管局", day("2026-11-24"));
        prop_assert_eq!(&paper.number, "2026000001-2");
        let Body::Form(form) = &paper.body else { panic!("no form") };
        let part = form.parts.iter().find(|part| part.title == "电力相关专业技能人员").unwrap();
        prop_assert_eq!(part.tables[0].rows.len(), count);
        let totals = format!("{count}（高压电工{count}");
        prop_assert!(part.facts[0].value.starts_with(&totals));
        for table in form.parts.iter().flat_map(|part| &part.tables) {
            prop_assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
        }
        let frozen = serde_json::to_string(&paper).unwrap();
        prop_assert_eq!(serde_json::from_str::<Paper>(&frozen).unwrap(), paper);
    }
}
