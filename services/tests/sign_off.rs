//! Deciding on several filings at once: the same checks as one by one; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::committee::Outcome;
use domain::sign_off::{Chosen, MOST};
use domain::staff::Post;
use domain::workflow::{Action, Status};
use drafts::*;
use licensee::*;
use services::Actor;
use support::*;

async fn chosen(app: &TestApp, actor: &Actor, id: &str) -> Chosen {
    let revision = app.filing(actor, id).await.unwrap().header.revision;
    Chosen { id: id.to_owned(), revision, key: format!("key-of-{id}") }
}

async fn signed(app: &TestApp, office: &Office, name: &str) -> String {
    let id = submitted(app, &app.enterprise(name).await).await;
    to_sign_off(app, office, &id).await;
    id
}

#[tokio::test]
async fn the_desk_shows_what_matters_and_several_are_granted_at_once() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "持证公司").await;
        let (first, second) = (signed(app, &office, "甲公司").await, signed(app, &office, "乙公司").await);
        let person = joining(app, &acme.actor, Post::Technician, 77).await;
        submit(app, &acme.actor, &person).await;
        to_sign_off(app, &office, &person).await;

        let desk = app.sign_off_desk(&office.head).await.unwrap();
        assert_eq!(desk.len(), 3);
        let line = desk.iter().find(|line| line.filing.id == first).unwrap();
        assert_eq!((line.wanted.as_str(), line.unmet, line.hindrance.as_ref()), ("承装类五级", 0, None));
        assert_eq!(line.allowed, [Action::Grant, Action::Refuse]);
        assert!(line.filing.left.is_some());
        let found = line.deliberation.as_ref().unwrap();
        assert_eq!((found.outcome, found.ballots.len()), (Some(Outcome::Grant), 3));
        let short = desk.iter().find(|line| line.filing.id == person).unwrap();
        assert!(short.deliberation.is_none() && short.wanted.is_empty(), "the short approval has no committee");

        let mut all = Vec::new();
        for id in [&first, &second, &person] {
            all.push(chosen(app, &office.head, id).await);
        }
        // Meanwhile one is decided, and one moves on under the head's eyes.
        act(app, &app.enterprise_of(&second).await, &second, Action::Terminate, "不再申请").await.unwrap();
        app.clock.advance(HOUR);
        let decided = app.sign_off(&office.head, &all, Action::Grant, "").await.unwrap();
        assert_eq!(decided.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), [&first, &second, &person]);
        assert_eq!((decided[0].refused.as_ref(), decided[2].refused.as_ref()), (None, None));
        assert_eq!(decided[1].refused.as_deref(), Some("该申请已由他人处理，请刷新"));
        assert!(app.my_licence(&app.enterprise_of(&first).await).await.unwrap().is_some());
        assert_eq!(app.filing(&office.head, &second).await.unwrap().header.summary.status, Status::Terminated);

        // Sent again, what is done is done once.
        let again = app.sign_off(&office.head, &all[..1], Action::Grant, "").await.unwrap();
        assert_eq!(again[0].refused, None);
        let of_first = format!("select count(*) from licences where filing_id = '{first}'");
        assert_eq!(app.count(&of_first).await, 1);
        assert!(app.sign_off_desk(&office.head).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn who_examined_signs_none_of_them_and_refusing_needs_a_reason() {
    for_each_database(async |app| {
        let office = office(app).await;
        let own = submitted(app, &app.enterprise("甲公司").await).await;
        examined(app, &office.head, &own).await;
        let (others, stale) = (signed(app, &office, "乙公司").await, signed(app, &office, "丙公司").await);
        let desk = app.sign_off_desk(&office.head).await.unwrap();
        let line = desk.iter().find(|line| line.filing.id == own).unwrap();
        assert_eq!((line.allowed.len(), line.hindrance.as_deref()), (0, Some("签批人不能是本申请的审查人")));

        let mut all = Vec::new();
        for id in [&own, &others, &stale] {
            all.push(chosen(app, &office.head, id).await);
        }
        all[2].revision -= 1;
        assert_eq!(findings(app.sign_off(&office.head, &all, Action::Refuse, " ").await), ["note: 请填写理由"]);
        let decided = app.sign_off(&office.head, &all, Action::Refuse, "主要业绩不符合要求").await.unwrap();
        let refused: Vec<_> = decided.into_iter().map(|one| one.refused).collect();
        let told =
            ["签批人不能是本申请的审查人", "该申请刚刚有了变动，请核对后重新签批"].map(|told| Some(told.to_owned()));
        assert_eq!(refused, [told[0].clone(), None, told[1].clone()]);
        let view = app.filing(&app.enterprise_of(&others).await, &others).await.unwrap();
        assert_eq!(view.header.summary.status, Status::Refused);
        assert_eq!(view.events.last().unwrap().note, "主要业绩不符合要求");
    })
    .await;
}

#[tokio::test]
async fn only_heads_decide_and_only_for_their_office() {
    for_each_database(async |app| {
        let office = office(app).await;
        let id = signed(app, &office, "甲公司").await;
        let one = [chosen(app, &office.head, &id).await];
        for actor in [&office.reviewer, &app.enterprise_of(&id).await, &app.administrator().await] {
            assert_eq!(refusal(app.sign_off_desk(actor).await), Refusal::Forbidden);
            assert_eq!(refusal(app.sign_off(actor, &one, Action::Grant, "").await), Refusal::Forbidden);
        }
        let stranger = app.head("north").await;
        assert!(app.sign_off_desk(&stranger).await.unwrap().is_empty());
        let decided = app.sign_off(&stranger, &one, Action::Grant, "").await.unwrap();
        assert_eq!(decided[0].refused, Some(Refusal::NotFound.to_string()));
        assert_eq!(refusal(app.sign_off(&office.head, &one, Action::Extend, "理由").await), Refusal::NotFound);
        let many = vec![one[0].clone(); MOST + 1];
        for wrong in [&many[..], &[]] {
            assert_eq!(
                findings(app.sign_off(&office.head, wrong, Action::Grant, "").await),
                ["chosen: 请选择1至50件申请"]
            );
        }
        assert_eq!(app.filing(&office.head, &id).await.unwrap().header.summary.status, Status::SignOff);
    })
    .await;
}
