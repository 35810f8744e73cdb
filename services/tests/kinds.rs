//! Every kind in every state, for everybody: what the server offers and does is what the workflow table says; on both
//! databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::accounts::Role;
use domain::filings::*;
use domain::workflow::{self, Action, Status};
use drafts::*;
use licensee::*;
use services::Actor;
use support::*;

/// A filing of each kind about one licence, in the database only: what is walked here is where they stand.
async fn one_of_each(app: &TestApp, acme: &Licensee) -> Vec<(Kind, String)> {
    let mut filings = Vec::new();
    for &kind in Kind::ALL {
        let id = format!("filing-{}", kind.code());
        sqlx::query(
            "insert into filings (id, number, kind, track, status, live, revision, enterprise_id, office, rule_set, profile,
                                  licence_id, created_at, updated_at, submitted_at)
             select $1, $2, $3, f.track, 'draft', 1, 1, f.enterprise_id, f.office, f.rule_set, f.profile, l.id, 0, 0, 0
             from licences l
                  join filings f on f.id = l.filing_id
             where l.id = $4",
        )
        .bind(&id)
        .bind(format!("20260009{:02}", filings.len()))
        .bind(kind.code())
        .bind(&acme.licence)
        .execute(app.db.pool())
        .await
        .unwrap();
        filings.push((kind, id));
    }
    filings
}

/// Puts a filing where it shall be seen, claimed by this person and examined by nobody.
async fn put(app: &TestApp, id: &str, track: Track, status: Status, assignee: &Actor) {
    sqlx::query(
        "update filings
         set track = $1, status = $2, live = $3, assignee_id = $4, examiner_id = null
         where id = $5",
    )
    .bind(track.code())
    .bind(status.code())
    .bind(i64::from(!status.ended()))
    .bind(&assignee.account_id)
    .bind(id)
    .execute(app.db.pool())
    .await
    .unwrap();
}

#[tokio::test]
async fn what_is_offered_is_what_the_table_says() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let people = [&acme.actor, &office.reviewer, &office.head];
        let administrator = app.administrator().await;
        for (kind, id) in one_of_each(app, &acme).await {
            for &track in Track::ALL {
                for &status in Status::ALL {
                    for actor in people {
                        put(app, &id, track, status, actor).await;
                        let header = app.filing(actor, &id).await.unwrap().header;
                        let mut told = workflow::allowed(kind, track, status, actor.role);
                        // No visit is pending.
                        told.retain(|&action| !action.of_visit() || action == Action::ScheduleVisit);
                        assert_eq!(header.allowed, told, "{kind} {track} {status} {}", actor.role);
                    }
                    assert_eq!(workflow::allowed(kind, track, status, Role::Administrator), []);
                }
            }
            assert_eq!(refusal(app.filing(&administrator, &id).await), Refusal::Forbidden);
        }
    })
    .await;
}

/// Steps that look at more than where the filing stands; other tests are about these.
const OTHERWISE: &[Action] = &[
    Action::Submit,
    Action::Resubmit,
    Action::Grant,
    Action::Extend,
    Action::ScheduleVisit,
    Action::RescheduleVisit,
    Action::ConcludeVisit,
    Action::CancelVisit,
    // Needs comments to be its items.
    Action::RequestCorrection,
    // Need somebody to whom.
    Action::HandOver,
    Action::Reassign,
];

#[tokio::test]
async fn what_is_done_is_what_the_table_says() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        let administrator = app.administrator().await;
        let people = [&acme.actor, &office.reviewer, &office.head, &administrator];
        let track = Track::General;
        for (kind, id) in one_of_each(app, &acme).await {
            for &status in Status::ALL {
                put(app, &id, track, status, &office.reviewer).await;
                for actor in people {
                    for &action in Action::ALL.iter().filter(|action| !OTHERWISE.contains(action)) {
                        let revision = app.count(&format!("select revision from filings where id = '{id}'")).await;
                        let key = format!("key-{}", app.next());
                        let done = app.act(actor, &id, revision, &key, action, "理由").await;
                        let whose = format!("{action} of {kind} in {status} by {}", actor.role);
                        let table = workflow::allowed(kind, track, status, actor.role).contains(&action);
                        // A colleague's claim stands between the head and the steps of who has claimed it.
                        let claimed = actor.role == Role::Head
                            && matches!(
                                action,
                                Action::Accept
                                    | Action::Decline
                                    | Action::RequestCorrection
                                    | Action::Examine
                                    | Action::PassToCommittee
                            );
                        match done {
                            Ok(header) => {
                                assert!(table && !claimed, "{whose} was done");
                                let next = workflow::apply(kind, track, status, action);
                                assert_eq!(Some(header.summary.status), next, "{whose}");
                                put(app, &id, track, status, &office.reviewer).await;
                            }
                            Err(services::Error::Refused(Refusal::NotNow { .. } | Refusal::Forbidden)) => {
                                assert!(!table || claimed, "{whose} was refused");
                            }
                            Err(other) => panic!("{whose}: {other}"),
                        }
                    }
                }
            }
        }
        assert_eq!(engaged_by(app, &acme.licence).await, 12, "no end of a filing touched the licence's people");
    })
    .await;
}

#[tokio::test]
async fn the_short_approval_of_people_has_four_eyes_too() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        for kind in [Kind::Joining, Kind::Leaving] {
            let id = filled_in(app, &acme, kind).await;
            submit(app, &acme.actor, &id).await;
            // The head takes it up like a reviewer, and cannot sign off what comes of that.
            for action in [Action::Claim, Action::Accept] {
                act(app, &office.head, &id, action, "").await.unwrap();
            }
            let refused = refusal(act(app, &office.head, &id, Action::Grant, "").await);
            assert_eq!(refused, Refusal::not_now("签批人不能是本申请的审查人"));
            let header = act(app, &app.head("east").await, &id, Action::Grant, "").await.unwrap();
            assert_eq!(header.summary.status, Status::Issued);
        }
    })
    .await;
}

#[tokio::test]
async fn each_kind_is_carried_from_draft_to_effect() {
    for_each_database(async |app| {
        let office = office(app).await;
        let acme = licensee(app, &office, "甲公司").await;
        runs_out(app, &acme.licence, "2027-01-23").await;
        // Giving the licence up is the last thing that is done with it.
        let kinds = Kind::ALL.iter().copied().filter(|kind| !matches!(kind, Kind::NewLicence | Kind::Cancellation));
        for kind in kinds.chain([Kind::Cancellation]) {
            let id = filled_in(app, &acme, kind).await;
            let held = acme.licence(app).await;
            app.clock.advance(HOUR);
            submit(app, &acme.actor, &id).await;
            let header = grant(app, &office, &id).await.unwrap();
            assert_eq!(header.summary.status, Status::Issued, "{kind}");
            assert_eq!(header.licence_id.as_deref(), Some(acme.licence.as_str()), "{kind}");
            assert_eq!(header.licence.as_ref(), Some(&held), "{kind}: as it was when this was submitted");
            assert_eq!(app.licence(&acme.actor, &acme.licence, None).await.unwrap().licence.number, held.number);
            assert!(app.entries(&acme.actor).await.unwrap().iter().all(|entry| entry.live.is_none()));
        }
        let licence = acme.licence(app).await;
        assert_eq!(
            (licence.holder.as_str(), licence.scope.label().as_str()),
            ("甲公司（集团）", "承装类五级 承修类五级")
        );
        assert_eq!(licence.valid_until.to_string(), "2033-01-23");
        assert_eq!((engaged_by(app, &acme.licence).await, posts(app, &acme.licence).await), (0, 0));
        let kinds: Vec<_> = app
            .licence(&acme.actor, &acme.licence, None)
            .await
            .unwrap()
            .copies
            .into_iter()
            .map(|copy| copy.kind)
            .collect();
        use Kind as K;
        assert_eq!(kinds, [K::Reissue, K::Renewal, K::ScopeChange, K::RegistrationChange, K::NewLicence]);
    })
    .await;
}
