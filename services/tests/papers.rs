//! Papers: issued with the step, numbered without gaps, made once and kept, read by those who may; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::filings::*;
use domain::licences::{Grade, Scope};
use domain::papers::{PaperKind, PaperSummary, Waits};
use domain::workflow::Action;
use drafts::*;
use futures::TryStreamExt;
use futures::future::join_all;
use licensee::*;
use services::papers::Press;
use services::{Actor, Services};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::process::Command;
use support::*;

async fn bytes_of(services: &Services, actor: &Actor, id: &str) -> Vec<u8> {
    let (_, bytes) = services.paper(actor, id).await.unwrap();
    bytes
        .try_fold(Vec::new(), async |mut all, part| {
            all.extend_from_slice(&part);
            Ok(all)
        })
        .await
        .unwrap()
}

/// What a program reads in the PDF, without its white space: where lines break is no part of what a paper says.
fn text_of(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, pdf).unwrap();
    let output =
        Command::new("pdftotext").arg(&file).arg("-").output().expect("the tests of papers need poppler-utils");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    // Where a long word may break is a character, too.
    text.split(|each: char| each.is_whitespace() || each == '\u{200b}').collect()
}

async fn typeset_all(app: &TestApp) {
    while app.typeset_papers().await.unwrap() > 0 {}
}

/// The papers of a filing, the oldest first, as this person sees them.
async fn papers(app: &TestApp, actor: &Actor, filing: &str) -> Vec<PaperSummary> {
    let mut papers = app.papers_of_filing(actor, filing).await.unwrap();
    papers.reverse();
    papers
}

/// The text of the newest paper of this kind.
async fn read(app: &TestApp, actor: &Actor, filing: &str, kind: PaperKind) -> String {
    typeset_all(app).await;
    let papers = app.papers_of_filing(actor, filing).await.unwrap();
    let paper = papers.iter().find(|paper| paper.kind == kind).unwrap_or_else(|| panic!("no {kind}"));
    let pdf = bytes_of(app, actor, &paper.id).await;
    let text = text_of(&pdf);
    if let Ok(folder) = std::env::var("PAPERS") {
        std::fs::write(format!("{folder}/{}-{}.pdf", paper.title, kind.code()), pdf).unwrap();
    }
    assert!(text.contains(&plain(&paper.title)), "{} in {text}", paper.title);
    text
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect()
}

fn holds(text: &str, said: &[&str]) {
    for line in said {
        assert!(text.contains(&plain(line)), "“{line}” is not in {text}");
    }
}

#[tokio::test]
async fn each_step_issues_its_paper_and_the_paper_says_what_was_filed_and_decided() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = app.enterprise("上海甲电力工程有限公司").await;
        let first = people(app);
        let id = complete_with(app, &acme, first).await;
        submit(app, &acme, &id).await;
        act(app, &office.reviewer, &id, Action::Claim, "").await.unwrap();
        comment(app, &office.reviewer, &id, "technical_lead.mobile", "号码少一位，请核对").await;
        let row = app.electricians(&acme, &id, 0, 1).await.unwrap().rows.remove(0);
        let of_row = format!("electricians[{}]", row.id);
        correct(app, &office.reviewer, &id, &of_row, "证书已过有效期 #panic(\"x\") *b* $x$").await;
        let notice = read(app, &acme, &id, PaperKind::CorrectionNotice).await;
        holds(
            &notice,
            &[
                "国家能源局华东监管局",
                "华东监能许补〔2026〕1号",
                "上海甲电力工程有限公司：",
                "技术负责人 · 手机",
                "号码少一位，请核对",
                &format!("电工{}", first + 7),
                "证书已过有效期 #panic(\"x\") *b* $x$",
                "2026年11月24日",
            ],
        );

        app.clock.advance(DAY);
        resubmit(app, &acme, &id).await.unwrap();
        act(app, &office.reviewer, &id, Action::Claim, "").await.unwrap();
        act(app, &office.reviewer, &id, Action::Accept, "").await.unwrap();
        let accepted = read(app, &acme, &id, PaperKind::AcceptanceNotice).await;
        holds(
            &accepted,
            &["华东监能许受〔2026〕1号", "决定予以受理", "20个工作日", "2026年11月25日", "2026年12月23日"],
        );
        grant(app, &office, &id).await.unwrap();

        let view = app.filing(&acme, &id).await.unwrap();
        let licence = app.my_licence(&acme).await.unwrap().unwrap();
        let granted = read(app, &acme, &id, PaperKind::GrantDecision).await;
        holds(
            &granted,
            &["华东监能许准〔2026〕1号", "承装类五级", &licence.number, "自2026年11月25日始至2032年11月24日止"],
        );

        let number = &view.header.summary.number;
        let kinds: Vec<_> = papers(app, &acme, &id).await.into_iter().map(|paper| (paper.kind, paper.number)).collect();
        use PaperKind as K;
        assert_eq!(
            kinds,
            [
                (K::ApplicationForm, format!("{number}-1")),
                (K::CorrectionNotice, "华东监能许补〔2026〕1号".into()),
                (K::ApplicationForm, format!("{number}-2")),
                (K::AcceptanceNotice, "华东监能许受〔2026〕1号".into()),
                (K::Certificate, licence.number.clone()),
                (K::CertificateDuplicate, licence.number.clone()),
                (K::GrantDecision, "华东监能许准〔2026〕1号".into()),
            ]
        );

        let form = read(app, &acme, &id, K::ApplicationForm).await;
        let (lead, basics) = (&view.sections.technical_lead.body, &view.sections.basics.body);
        holds(&form, &[number, &lead.name, &lead.resident_id, "1000万元", &basics.shareholders[0].identity]);
        let rows = app.rows(&acme, &id).await.unwrap();
        assert_eq!((rows.technicians.len(), rows.electricians.len()), (5, 5));
        for row in &rows.electricians {
            holds(&form, &[&row.body.name, &row.body.resident_id, &row.body.certificate]);
        }
        for row in &rows.technicians {
            holds(&form, &[&row.body.name, &row.body.resident_id, &row.body.title_certificate]);
        }
        for file in &view.attachments {
            holds(&form, &[&file.name]);
        }
    })
    .await;
}

#[tokio::test]
async fn certificates_show_the_licence_and_the_duplicate_what_was_changed() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "上海甲电力工程有限公司").await;
        app.clock.advance(30 * DAY);
        let wanted = Scope { repair: Some(Grade::Five), ..install(Grade::Five) };
        let id = judged(app, &acme.actor, Kind::ScopeChange, wanted, None).await;
        submit(app, &acme.actor, &id).await;
        grant(app, &office, &id).await.unwrap();
        let licence = acme.licence(app).await;

        let copies = app.papers_of_licence(&acme.actor, &licence.id).await.unwrap();
        let seen: Vec<_> = copies.iter().map(|paper| (paper.copy, paper.kind)).collect();
        use PaperKind::{Certificate, CertificateDuplicate};
        let expected = [2, 1].map(|n| [(Some(n), Certificate), (Some(n), CertificateDuplicate)]);
        assert_eq!(seen, expected.concat());

        let scope = read(app, &acme.actor, &id, PaperKind::GrantDecision).await;
        holds(&scope, &["准予变更行政许可决定书", "承修类", "增加类别"]);
        let certificate = read(app, &acme.actor, &id, Certificate).await;
        let said = [&licence.number, &licence.holder, &licence.registered_address, &licence.representative];
        holds(&certificate, &said.map(String::as_str));
        holds(
            &certificate,
            &["承装类五级 承修类五级", "正本", "自2026年11月24日始至2032年11月23日止", "国家能源局华东监管局"],
        );
        let duplicate = read(app, &acme.actor, &id, CertificateDuplicate).await;
        let link: String = sqlx::query_scalar("select public_id from licence_copies where sequence = 2")
            .fetch_one(app.db.pool())
            .await
            .unwrap();
        holds(
            &duplicate,
            &[
                "副本",
                "首次颁发",
                "许可类别和等级由“承装类五级”变更为“承装类五级承修类五级”",
                "2026年12月24日",
                &format!("https://permits.example.cn/verify/{link}"),
            ],
        );
        // The first copy's own duplicate knows nothing of what came later.
        let first = bytes_of(app, &acme.actor, &copies[3].id).await;
        assert!(!text_of(&first).contains("变更为"));
    })
    .await;
}

#[tokio::test]
async fn every_matter_has_its_decisions_and_forms() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "上海甲电力工程有限公司").await;
        runs_out(app, &acme.licence, "2027-01-23").await;
        // What the others stand on goes last.
        use Kind as K;
        let kinds =
            [K::Renewal, K::Reissue, K::Joining, K::ScopeChange, K::Leaving, K::RegistrationChange, K::Cancellation];
        for kind in kinds {
            let id = filled_in(app, &acme, kind).await;
            submit(app, &acme.actor, &id).await;
            let form = read(app, &acme.actor, &id, PaperKind::ApplicationForm).await;
            holds(&form, &["申请单位（盖章）", "上海甲电力工程有限公司"]);
            grant(app, &office, &id).await.unwrap();
            let granted = read(app, &acme.actor, &id, PaperKind::GrantDecision).await;
            let said = match kind {
                Kind::NewLicence => unreachable!(),
                Kind::RegistrationChange => vec!["准予变更行政许可决定书", "单位名称"],
                Kind::ScopeChange => vec!["准予变更行政许可决定书", "承修类", "五级"],
                Kind::Renewal => vec!["准予延续行政许可决定书", "原有效期限", "至2033年1月23日止"],
                Kind::Reissue => vec!["准予补（换）发许可证决定书"],
                Kind::Cancellation => vec!["准予注销行政许可决定书", "失效"],
                Kind::Joining => vec!["准予变更人员决定书", "电力相关专业技能人员", "高压电工"],
                Kind::Leaving => vec!["准予变更人员决定书", "人员"],
            };
            holds(&granted, &said);
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_not_accepted_or_refused_says_why_and_what_can_be_done() {
    for_each_database(async |app| {
        let office = office(app).await;
        let declined = submitted(app, &app.enterprise("甲公司").await).await;
        act(app, &office.reviewer, &declined, Action::Claim, "").await.unwrap();
        act(app, &office.reviewer, &declined, Action::Decline, "不属于本机关职权范围").await.unwrap();
        let text = read(app, &office.reviewer, &declined, PaperKind::DeclineNotice).await;
        holds(&text, &["行政许可不予受理通知书", "不属于本机关职权范围", "行政复议", "华东监能许不受〔2026〕1号"]);

        let refused = submitted(app, &app.enterprise("乙公司").await).await;
        to_sign_off(app, &office, &refused).await;
        act(app, &office.head, &refused, Action::Refuse, "技术负责人职称不符合要求").await.unwrap();
        let text = read(app, &office.reviewer, &refused, PaperKind::RefusalDecision).await;
        holds(&text, &["不予行政许可决定书", "技术负责人职称不符合要求", "人民法院", "华东监能许不准〔2026〕1号"]);

        let acme = app.enterprise("丙公司").await;
        let first = people(app);
        let follows = ["financial_statement", "safety_system"];
        let deferred = complete_on(app, &acme, first, Track::DeferredDocuments, &follows).await;
        submit(app, &acme, &deferred).await;
        act(app, &office.reviewer, &deferred, Action::Claim, "").await.unwrap();
        act(app, &office.reviewer, &deferred, Action::Accept, "").await.unwrap();
        let text = read(app, &acme, &deferred, PaperKind::DeferralNotice).await;
        holds(&text, &["行政许可容缺受理通知书", "安全生产组织和制度", "2026年12月8日", "华东监能许容〔2026〕1号"]);
    })
    .await;
}

#[tokio::test]
async fn numbers_have_no_gaps_and_no_doubles_when_many_are_issued_at_once() {
    for_each_database(async |app| {
        let mut filings = Vec::new();
        for n in 0..6 {
            let acme = app.enterprise(&format!("企业{n}")).await;
            let reviewer = app.reviewer("east").await;
            let id = submitted(app, &acme).await;
            act(app, &reviewer, &id, Action::Claim, "").await.unwrap();
            filings.push((id, reviewer));
        }
        let accepting = filings.iter().map(|(id, reviewer)| act(app, reviewer, id, Action::Accept, ""));
        let accepted = join_all(accepting).await;
        assert!(accepted.iter().all(Result::is_ok));
        let numbers: Vec<String> = sqlx::query_scalar("select number from papers where kind = 'acceptance_notice'")
            .fetch_all(app.db.pool())
            .await
            .unwrap();
        let expected: HashSet<_> = (1..=6).map(|n| format!("华东监能许受〔2026〕{n}号")).collect();
        assert_eq!((numbers.len(), numbers.into_iter().collect::<HashSet<_>>()), (6, expected));
    })
    .await;
}

#[tokio::test]
async fn a_paper_is_made_once_and_stays_as_it_is() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = submitted(app, &acme).await;
        let before = papers(app, &acme, &id).await.remove(0);
        assert_eq!((before.waits, &before.file), (Some(Waits::Soon), &None));
        let early = Refusal::not_now("文书尚不能下载：正在生成");
        assert_eq!(refusal(app.paper(&acme, &before.id).await.map(|_| ())), early);

        let other = app.services.clone();
        let (one, two) = tokio::join!(app.typeset_papers(), other.typeset_papers());
        assert_eq!(one.unwrap() + two.unwrap(), 1, "one of them made it");
        let paper = papers(app, &acme, &id).await.remove(0);
        let file = paper.file.clone().unwrap();
        let bytes = bytes_of(app, &acme, &paper.id).await;
        assert_eq!(file.size, bytes.len() as u64);
        let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(file.sha256, hash);

        // Neither by time nor by whoever holds a connection.
        app.clock.advance(DAY);
        assert_eq!(app.typeset_papers().await.unwrap(), 0);
        for sql in [
            "update papers set body = '{}'",
            "delete from papers",
            "update paper_files set sha256 = ''",
            "delete from paper_files",
        ] {
            let changed = sqlx::query(sql).execute(app.db.pool()).await;
            assert!(changed.unwrap_err().to_string().contains("append-only"), "{sql}");
        }
        assert_eq!(papers(app, &acme, &id).await, [paper]);
    })
    .await;
}

#[tokio::test]
async fn papers_are_for_those_who_may_read_the_filing() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        typeset_all(app).await;
        let filing = app.my_filings(&acme.actor).await.unwrap().remove(0).id;
        let all = papers(app, &acme.actor, &filing).await;
        assert!(all.iter().any(|paper| paper.kind == PaperKind::Certificate) && all.len() > 3);
        let (stranger, elsewhere) = (app.enterprise("乙公司").await, app.reviewer("north").await);
        for paper in &all {
            for actor in [&acme.actor, &office.reviewer, &office.head] {
                app.paper(actor, &paper.id).await.map(|_| ()).unwrap();
            }
            for actor in [&stranger, &elsewhere] {
                assert_eq!(refusal(app.paper(actor, &paper.id).await.map(|_| ())), Refusal::NotFound);
            }
            let administrator = app.administrator().await;
            assert_eq!(refusal(app.paper(&administrator, &paper.id).await.map(|_| ())), Refusal::Forbidden);
        }
        for actor in [&stranger, &elsewhere] {
            assert_eq!(refusal(app.papers_of_filing(actor, &filing).await), Refusal::NotFound);
            assert_eq!(refusal(app.papers_of_licence(actor, &acme.licence).await), Refusal::NotFound);
        }
        assert_eq!(refusal(app.paper(&acme.actor, "nothing").await.map(|_| ())), Refusal::NotFound);
        let audited = app.audited().await;
        assert_eq!(audited.iter().filter(|act| *act == "paper.download").count(), 2, "staff who read the form");
    })
    .await;
}

#[tokio::test]
async fn without_a_chinese_font_papers_wait_and_say_so() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = submitted(app, &acme).await;
        let folder = tempfile::tempdir().unwrap();
        let without = app.services.clone().with_press(Press::new(Some(folder.path().to_owned())));
        assert_eq!(without.typeset_papers().await.unwrap(), 0);
        let waiting = without.papers_of_filing(&acme, &id).await.unwrap().remove(0);
        assert_eq!((waiting.waits, waiting.file), (Some(Waits::NoFont), None));
        assert_eq!(app.typeset_papers().await.unwrap(), 1, "nothing was lost by it");
    })
    .await;
}

#[tokio::test]
async fn copies_printed_before_there_were_papers_get_their_certificates() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let print =
            "insert into licence_copies (licence_id, sequence, filing_id, printed_at, voided_at, body, public_id)
                     select licence_id, 2, filing_id, printed_at, printed_at, body, 'old' from licence_copies";
        sqlx::query(print).execute(app.db.pool()).await.unwrap();
        assert_eq!(app.issue_missing_certificates().await.unwrap(), 1);
        assert_eq!(app.issue_missing_certificates().await.unwrap(), 0);
        let copies = app.papers_of_licence(&acme.actor, &acme.licence).await.unwrap();
        assert_eq!(copies.iter().map(|paper| paper.copy.unwrap()).collect::<Vec<_>>(), [2, 2, 1, 1]);
    })
    .await;
}
