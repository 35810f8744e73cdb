//! Canned reasons: kept by administrators, picked by reviewers, counted; on both databases.

mod drafts;
mod support;

use domain::Refusal;
use domain::reasons::{Reason, Topic};
use domain::workflow::Action;
use drafts::*;
use services::Actor;
use services::corrections::With;
use support::*;

async fn of(app: &TestApp, actor: &Actor, topic: Topic) -> Vec<Reason> {
    app.reasons(actor).await.unwrap().into_iter().filter(|reason| reason.topic == topic).collect()
}

fn texts(reasons: &[Reason]) -> Vec<&str> {
    reasons.iter().map(|reason| reason.text.as_str()).collect()
}

#[tokio::test]
async fn administrators_keep_the_reasons_and_nobody_else() {
    for_each_database(async |app| {
        let (admin, reviewer) = (app.administrator().await, app.reviewer("east").await);
        let shipped = of(app, &admin, Topic::Decline).await;
        assert_eq!(shipped.len(), 2);
        for _ in 0..2 {
            app.add_reason(&admin, "key", Topic::Decline, " 材料系伪造。 ").await.unwrap();
        }
        let kept = of(app, &reviewer, Topic::Decline).await;
        assert_eq!(texts(&kept)[2..], ["材料系伪造。"]);
        assert_eq!(findings(app.add_reason(&admin, "other", Topic::Decline, "").await), ["text: 请填写"]);

        let added = &kept[2];
        app.reword_reason(&admin, &added.id, 1, "材料系伪造、变造。").await.unwrap();
        let stale = app.reword_reason(&admin, &added.id, 1, "别的").await;
        assert!(matches!(refusal(stale), Refusal::Conflict { revision: 2, .. }));
        let order: Vec<_> = [2, 0, 1].iter().map(|&at| kept[at].id.clone()).collect();
        app.order_reasons(&admin, Topic::Decline, &order).await.unwrap();
        assert_eq!(texts(&of(app, &reviewer, Topic::Decline).await)[0], "材料系伪造、变造。");
        let incomplete = app.order_reasons(&admin, Topic::Decline, &order[1..]).await;
        assert_eq!(refusal(incomplete), Refusal::not_now("该类理由已变动，请刷新"));

        app.retire_reason(&admin, &added.id, true).await.unwrap();
        app.retire_reason(&admin, &added.id, true).await.unwrap();
        assert_eq!(of(app, &reviewer, Topic::Decline).await.len(), 2, "offered no more");
        assert_eq!(of(app, &admin, Topic::Decline).await.len(), 3);
        app.retire_reason(&admin, &added.id, false).await.unwrap();
        assert_eq!(of(app, &reviewer, Topic::Decline).await.len(), 3);

        let acme = app.enterprise("甲公司").await;
        assert_eq!(refusal(app.reasons(&acme).await), Refusal::Forbidden);
        for other in [&reviewer, &acme] {
            assert_eq!(refusal(app.add_reason(other, "k", Topic::Decline, "理由").await), Refusal::Forbidden);
            assert_eq!(refusal(app.retire_reason(other, &added.id, true).await), Refusal::Forbidden);
            assert_eq!(refusal(app.reword_reason(other, &added.id, 2, "理由").await), Refusal::Forbidden);
            assert_eq!(refusal(app.order_reasons(other, Topic::Decline, &order).await), Refusal::Forbidden);
        }
    })
    .await;
}

#[tokio::test]
async fn each_use_is_counted_with_what_it_was_used_for() {
    for_each_database(async |app| {
        let (admin, reviewer) = (app.administrator().await, app.reviewer("east").await);
        let id = submitted(app, &app.enterprise("甲公司").await).await;
        act(app, &reviewer, &id, Action::Claim, "").await.unwrap();
        let correction = of(app, &reviewer, Topic::Correction).await.remove(0);
        let decline = of(app, &reviewer, Topic::Decline).await.remove(0);
        let cited = Some(correction.id.as_str());
        let uses = async |topic| of(app, &admin, topic).await[0].uses;
        app.save_comment(&reviewer, &id, None, "key", "basics", &correction.text, cited).await.unwrap();
        assert_eq!(uses(Topic::Correction).await, 1);
        // What is refused counts nothing.
        let empty = app.save_comment(&reviewer, &id, None, "other", "basics", "", cited).await;
        assert_eq!(findings(empty), ["reason: 请填写"]);
        assert_eq!(uses(Topic::Correction).await, 1);

        let cited = [decline.id.clone()];
        let with = With { items: None, cited: &cited };
        let revision = app.filing(&reviewer, &id).await.unwrap().header.revision;
        for _ in 0..2 {
            app.act_with(&reviewer, &id, revision, "once", Action::Decline, &decline.text, with).await.unwrap();
        }
        assert_eq!(uses(Topic::Decline).await, 1);
    })
    .await;
}
