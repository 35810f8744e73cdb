//! 补（换）证, and the place in the queue that its submission gets; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::filings::*;
use domain::workflow::Action;
use drafts::*;
use licensee::*;
use support::*;

#[tokio::test]
async fn who_submits_sees_the_place_in_the_queue() {
    for_each_database(async |app| {
        let office = office(app).await;
        let mut queue = Vec::new();
        for (n, name) in ["甲公司", "乙公司", "丙公司"].into_iter().enumerate() {
            let acme = licensee(app, &office, name).await;
            let id = filled_in(app, &acme, Kind::Reissue).await;
            let receipt = app.submit(&acme.actor, &id, 1, "key").await.unwrap();
            assert_eq!(receipt.position, Some(n as i64 + 1));
            queue.push((acme, id));
        }
        // Somebody else's office does not count.
        let elsewhere = app.enterprise_in("丁公司", "浙江省").await;
        let id = complete(app, &elsewhere).await;
        assert_eq!(app.submit(&elsewhere, &id, 1, "key").await.unwrap().position, Some(1));

        act(app, &office.reviewer, &queue[0].1, Action::Claim, "").await.unwrap();
        for ((acme, id), place) in queue.iter().zip([None, Some(1), Some(2)]) {
            assert_eq!(app.filing(&acme.actor, id).await.unwrap().header.summary.position, place);
            let mine = app.my_filings(&acme.actor).await.unwrap();
            assert_eq!(mine.iter().find(|filing| filing.id == *id).unwrap().position, place);
            let entries = app.entries(&acme.actor).await.unwrap();
            let entry = entries.into_iter().find(|entry| entry.kind == Kind::Reissue).unwrap();
            assert_eq!((entry.live.unwrap().position, entry.hindrance), (place, None));
        }
        // Given back, it has its place again.
        act(app, &office.reviewer, &queue[0].1, Action::Release, "").await.unwrap();
        assert_eq!(app.filing(&queue[2].0.actor, &queue[2].1).await.unwrap().header.summary.position, Some(3));
        assert_eq!(app.filing(&office.reviewer, &queue[2].1).await.unwrap().header.summary.position, None);
    })
    .await;
}

#[tokio::test]
async fn what_was_lost_is_announced_and_what_was_damaged_is_handed_in() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let id = start(app, &acme.actor, Kind::Reissue).await;
        let lost = Reissue {
            reason: Some(ReissueReason::Lost),
            happened_on: "2026-11-01".into(),
            explanation: "搬迁途中遗失".into(),
            ..Reissue::default()
        };
        save_reissue(app, &acme, &id, 0, lost.clone()).await;
        let found = findings(app.submit(&acme.actor, &id, 1, "key").await);
        for path in ["reissue.notice_medium", "reissue.notice_on", "attachments.loss_notice"] {
            assert!(found.iter().any(|line| line.starts_with(path)), "{path}: {found:?}");
        }
        assert!(!found.iter().any(|line| line.starts_with("attachments.damaged_licence")), "{found:?}");
        let unneeded = app.add_attachment(&acme.actor, &id, "damaged_licence", None, "a.pdf", stream(pdf("")));
        assert_eq!(findings(unneeded.await), ["attachments.damaged_licence: 按当前填报的内容，不需要该项材料"]);

        let announced =
            Reissue { notice_medium: "中国电力报".into(), notice_on: "2026-11-05".into(), ..lost.clone() };
        save_reissue(app, &acme, &id, 1, announced).await;
        documents(app, &acme.actor, &id).await;
        submit(app, &acme.actor, &id).await;
        let header = grant(app, &office, &id).await.unwrap();
        assert_eq!(header.licence_id.as_deref(), Some(acme.licence.as_str()));
        let view = app.licence(&acme.actor, &acme.licence, None).await.unwrap();
        assert_eq!((view.copy.sequence, view.copies[1].voided_at.is_some()), (2, true));
    })
    .await;
}

async fn save_reissue(app: &TestApp, acme: &Licensee, id: &str, revision: i64, body: Reissue) {
    app.save_section(&acme.actor, id, revision, &SectionBody::Reissue(body)).await.unwrap();
}
