//! The queue: narrowed, counted, searched, paged, given to others; on both databases.

mod drafts;
mod licensee;
mod support;

use domain::Refusal;
use domain::accounts::Role;
use domain::filings::{FilingSummary, Kind};
use domain::review::{Assignee, Counts, Due, QueueFilter, Stage};
use domain::workflow::{Action, Status};
use drafts::*;
use licensee::{Licensee, filled_in, submit};
use services::Actor;
use std::collections::HashSet;
use support::*;

/// Every page, one behind the other; `between` is called between two.
async fn pages(
    app: &TestApp,
    actor: &Actor,
    filter: &QueueFilter,
    between: impl AsyncFn(&[FilingSummary]),
) -> Vec<FilingSummary> {
    let mut lines = Vec::new();
    let mut after = None;
    loop {
        let page = app.queue(actor, filter, after.as_ref()).await.unwrap();
        assert_eq!(page.counts.is_some(), after.is_none(), "counted once");
        lines.extend(page.returned);
        lines.extend(page.lines);
        after = page.next;
        if after.is_none() {
            return lines;
        }
        between(&lines).await;
    }
}

async fn all(app: &TestApp, actor: &Actor, filter: &QueueFilter) -> Vec<FilingSummary> {
    pages(app, actor, filter, async |_: &[FilingSummary]| {}).await
}

async fn counts(app: &TestApp, actor: &Actor, filter: &QueueFilter) -> Counts {
    app.queue(actor, filter, None).await.unwrap().counts.unwrap()
}

fn narrowed(change: impl FnOnce(&mut QueueFilter)) -> QueueFilter {
    let mut filter = QueueFilter::default();
    change(&mut filter);
    filter
}

async fn numbers(app: &TestApp, actor: &Actor, search: &str, stage: Option<Stage>) -> Vec<String> {
    let filter = QueueFilter { search: search.to_owned(), stage, ..QueueFilter::default() };
    all(app, actor, &filter).await.into_iter().map(|line| line.number).collect()
}

#[tokio::test]
async fn every_choice_narrows_and_is_counted_beside_the_others() {
    for_each_database(async |app| {
        let (reviewer, colleague) = (app.reviewer("east").await, app.reviewer("east").await);
        app.fill_queue("east", 240).await.unwrap();
        let everything = QueueFilter::default();
        let lines = all(app, &reviewer, &everything).await;
        let counted = counts(app, &reviewer, &everything).await;
        assert_eq!((counted.total, counted.with_office), (lines.len() as i64, lines.len() as i64));
        let days: Vec<_> = lines.iter().map(|line| (line.due.is_none(), line.due, line.submitted_at)).collect();
        assert!(days.is_sorted(), "due first, then oldest");

        // As if each value were chosen.
        for &(stage, count) in &counted.stages {
            let found = all(app, &reviewer, &narrowed(|filter| filter.stage = Some(stage))).await;
            assert_eq!(found.len() as i64, count, "{}", stage.label());
            assert!(found.iter().all(|line| Stage::of(line.status) == Some(stage)));
        }
        for &(kind, count) in &counted.kinds {
            let found = all(app, &reviewer, &narrowed(|filter| filter.kind = Some(kind))).await;
            assert_eq!((found.len() as i64, found.iter().all(|line| line.kind == kind)), (count, true), "{kind}");
        }
        for &(track, count) in &counted.tracks {
            let found = all(app, &reviewer, &narrowed(|filter| filter.track = Some(track))).await;
            assert_eq!((found.len() as i64, found.iter().all(|line| line.track == track)), (count, true), "{track}");
        }
        let mut due = 0;
        for &(bucket, count) in &counted.due {
            let found = all(app, &reviewer, &narrowed(|filter| filter.due = Some(bucket))).await;
            let right = |line: &FilingSummary| match bucket {
                Due::Overdue => line.left.is_some_and(|left| left < 0),
                Due::Today => line.left == Some(0),
                Due::Soon => line.left.is_some_and(|left| (1..=3).contains(&left)),
                Due::Later => line.left.is_some_and(|left| left > 3),
                Due::Resting => line.resting,
            };
            assert_eq!((found.len() as i64, found.iter().all(right)), (count, true), "{bucket}");
            due += count;
        }
        assert_eq!(due, counted.total);
        assert!(counted.due.len() >= 3, "overdue, near and later are there: {:?}", counted.due);
        let resting =
            counts(app, &reviewer, &narrowed(|filter| filter.stage = Some(Stage::In(Status::Correction)))).await;
        assert_eq!(resting.due, [(Due::Resting, resting.total)], "what is being corrected rests");

        let whose = |assignee| narrowed(|filter| filter.assignee = Some(assignee));
        let other = counted.others.iter().find(|one| one.id == colleague.account_id).unwrap();
        for (assignee, count, name) in [
            (Assignee::Me, counted.mine, Some(&reviewer.name)),
            (Assignee::Nobody, counted.nobodys, None),
            (Assignee::Account(colleague.account_id.clone()), other.count, Some(&colleague.name)),
        ] {
            let found = all(app, &reviewer, &whose(assignee)).await;
            assert_eq!(found.len() as i64, count);
            assert!(count > 0 && found.iter().all(|line| line.assignee.as_ref() == name));
        }
        assert_eq!(counted.mine + counted.nobodys + other.count, counted.total);

        // Two at once: each counts beside the other, not beside itself.
        let both = narrowed(|filter| {
            filter.kind = Some(Kind::Renewal);
            filter.assignee = Some(Assignee::Me);
        });
        let beside = counts(app, &reviewer, &both).await;
        let found = all(app, &reviewer, &both).await;
        assert_eq!(beside.total, found.len() as i64);
        assert!(found.iter().all(|line| line.kind == Kind::Renewal && line.mine));
        let mine = counts(app, &reviewer, &whose(Assignee::Me)).await;
        assert_eq!(beside.kinds, mine.kinds);
        assert_eq!(beside.others.iter().map(|one| one.count).sum::<i64>() + beside.mine + beside.nobodys, {
            counts(app, &reviewer, &narrowed(|filter| filter.kind = Some(Kind::Renewal))).await.total
        });
    })
    .await;
}

#[tokio::test]
async fn pages_leave_nothing_out_and_show_nothing_twice_while_filings_move() {
    for_each_database(async |app| {
        let (reviewer, colleague) = (app.reviewer("east").await, app.reviewer("east").await);
        app.fill_queue("east", 320).await.unwrap();
        let everything = QueueFilter::default();
        let before = all(app, &reviewer, &everything).await;
        let moved = async |seen: &[FilingSummary]| {
            // A colleague claims what stood on the page before, and one that comes later.
            let waiting = |line: &&FilingSummary| line.status == Status::Submitted;
            let later: HashSet<_> = seen.iter().map(|line| &line.id).collect();
            let next = before.iter().filter(waiting).find(|line| !later.contains(&line.id));
            for line in seen.iter().rev().filter(waiting).take(1).chain(next) {
                let _ = act(app, &colleague, &line.id, Action::Claim, "").await;
            }
        };
        let seen = pages(app, &reviewer, &everything, moved).await;
        let ids: Vec<_> = seen.iter().map(|line| line.id.as_str()).collect();
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "nothing twice");
        let before: Vec<_> = before.iter().map(|line| line.id.as_str()).collect();
        assert_eq!(ids, before, "claiming moves nothing to another place, and nothing is left out");
        assert!(ids.len() > 150);
    })
    .await;
}

#[tokio::test]
async fn a_filing_is_found_by_name_code_number_and_licence() {
    for_each_database(async |app| {
        let (reviewer, head) = (app.reviewer("east").await, app.head("east").await);
        let acme = app.enterprise("上海（浦江）电力工程有限公司").await;
        let other = app.enterprise("甲_百分%公司").await;
        let first = submitted(app, &acme).await;
        let second = submitted(app, &other).await;
        let number = async |id: &str| app.filing(&reviewer, id).await.unwrap().header.summary.number;
        let (first_number, second_number) = (number(&first).await, number(&second).await);
        let code: (String,) = sqlx::query_as("select credit_code from enterprises where id = $1")
            .bind(acme.enterprise())
            .fetch_one(app.db.pool())
            .await
            .unwrap();
        let found = async |text: &str| numbers(app, &app.reviewer("east").await, text, None).await;
        let acmes = vec![first_number.clone()];
        for text in ["浦江", "(浦江)电力", " （浦江） ", &code.0, &code.0[..17], &code.0.to_lowercase(), &first_number]
        {
            assert_eq!(found(text).await, acmes, "{text}");
        }
        assert_eq!(found("_百分%").await, std::slice::from_ref(&second_number), "what stands for itself");
        assert_eq!(found("浦\0江").await, acmes, "what cannot be seen is not there");
        let beginning = &first_number[..6];
        assert_eq!(found(beginning).await.len(), 2, "{beginning}");
        for nothing in ["没有这样的企业", "99999999999999999999999", &"长".repeat(500), "' or 1=1 --"] {
            assert_eq!(found(nothing).await, Vec::<String>::new(), "{nothing}");
        }

        examined(app, &app.reviewer("east").await, &first).await;
        act(app, &head, &first, Action::Grant, "").await.unwrap();
        assert_eq!(found("浦江").await, Vec::<String>::new(), "it is with the office no more");
        let licence: (String,) = sqlx::query_as("select number from licences").fetch_one(app.db.pool()).await.unwrap();
        let ended = Some(Stage::Ended);
        for text in ["浦江", &licence.0, &licence.0[..7], &first_number] {
            assert_eq!(numbers(app, &head, text, ended).await, acmes, "{text}");
        }
        let counted = counts(app, &head, &narrowed(|filter| filter.search = "浦江".into())).await;
        assert_eq!((counted.total, counted.stages), (0, vec![(Stage::Ended, 1)]), "the queue says where it is");
        assert_eq!(numbers(app, &app.reviewer("north").await, "浦江", ended).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn what_has_ended_comes_latest_first() {
    for_each_database(async |app| {
        let reviewer = app.reviewer("east").await;
        let mut expected = Vec::new();
        for name in ["甲公司", "乙公司", "丙公司"] {
            app.clock.advance(HOUR);
            let id = submitted(app, &app.enterprise(name).await).await;
            act(app, &reviewer, &id, Action::Claim, "").await.unwrap();
            let header = act(app, &reviewer, &id, Action::Decline, "材料不全").await.unwrap();
            expected.insert(0, header.summary.number);
        }
        let abandoned = draft(app, &app.enterprise("丁公司").await).await;
        assert!(!abandoned.is_empty());
        assert_eq!(numbers(app, &reviewer, "", Some(Stage::Ended)).await, expected);
        let counted = counts(app, &reviewer, &narrowed(|filter| filter.stage = Some(Stage::Ended))).await;
        assert_eq!((counted.total, counted.mine, counted.due.len()), (3, 3, 0));
        let due = narrowed(|filter| {
            filter.stage = Some(Stage::Ended);
            filter.due = Some(Due::Overdue);
        });
        assert_eq!(counts(app, &reviewer, &due).await.total, 0, "what has ended is not overdue");
    })
    .await;
}

#[tokio::test]
async fn one_hands_over_ones_own_and_the_head_anybodys() {
    for_each_database(async |app| {
        let (reviewer, colleague) = (app.reviewer("east").await, app.reviewer("east").await);
        let (head, stranger) = (app.head("east").await, app.reviewer("north").await);
        let acme = app.enterprise("甲公司").await;
        let id = submitted(app, &acme).await;
        let revision = async || app.filing(&reviewer, &id).await.unwrap().header.revision;
        let to = colleague.account_id.as_str();

        let own = Refusal::not_now("请先领取该申请");
        let now = revision().await;
        assert_eq!(refusal(app.hand_over(&reviewer, &id, now, "key-1", to, "").await), own);
        act(app, &reviewer, &id, Action::Claim, "").await.unwrap();
        let now = revision().await;
        let anothers = Refusal::not_now(format!("该申请由{}办理", reviewer.name));
        assert_eq!(refusal(app.hand_over(&colleague, &id, now, "key-2", to, "").await), anothers);
        for (wrong, message) in [
            ("", "请选择接手的审核人员"),
            ("nobody", "请选择本机构的审核人员"),
            (stranger.account_id.as_str(), "请选择本机构的审核人员"),
            (head.account_id.as_str(), "请选择本机构的审核人员"),
            (reviewer.account_id.as_str(), "该申请已由此人办理"),
        ] {
            let found = findings(app.hand_over(&reviewer, &id, now, "key-3", wrong, "").await);
            assert_eq!(found, [format!("to: {message}")]);
        }
        let long = "长".repeat(1001);
        assert_eq!(findings(app.hand_over(&reviewer, &id, now, "key-4", to, &long).await).len(), 1);

        let header = app.hand_over(&reviewer, &id, now, "key-5", to, " 本周休假 ").await.unwrap();
        assert_eq!((header.summary.assignee.as_ref(), header.summary.mine), (Some(&colleague.name), false));
        assert_eq!(header.summary.status, Status::FormalReview);
        let again = app.hand_over(&reviewer, &id, now, "key-5", to, " 本周休假 ").await.unwrap();
        assert_eq!(again.revision, header.revision, "sent twice, done once");
        let stale = refusal(app.reassign(&head, &id, now, "key-6", &reviewer.account_id, "").await);
        assert!(matches!(stale, Refusal::Conflict { .. }), "{stale:?}");

        let header = app.reassign(&head, &id, header.revision, "key-7", &reviewer.account_id, "").await.unwrap();
        assert_eq!(header.summary.assignee.as_ref(), Some(&reviewer.name));
        let events = app.filing(&colleague, &id).await.unwrap().events;
        let told: Vec<_> = events.iter().map(|event| (event.action, event.note.clone())).collect();
        assert_eq!(
            told[2..],
            [
                (Action::HandOver, format!("由{}办理：本周休假", colleague.name)),
                (Action::Reassign, format!("由{}办理", reviewer.name)),
            ]
        );
        let seen = app.filing(&acme, &id).await.unwrap().events;
        assert_eq!(seen.len(), 2, "who works on it is the office's own business");

        let now = revision().await;
        for actor in [&reviewer, &colleague, &acme] {
            assert_eq!(refusal(app.reassign(actor, &id, now, "key-8", to, "").await), Refusal::Forbidden);
        }
        assert_eq!(refusal(app.hand_over(&acme, &id, now, "key-8", to, "").await), Refusal::Forbidden);
        let administrator = app.administrator().await;
        assert_eq!(refusal(app.reassign(&administrator, &id, now, "key-8", to, "").await), Refusal::Forbidden);
        assert_eq!(refusal(app.hand_over(&stranger, &id, now, "key-8", to, "").await), Refusal::NotFound);
        assert_eq!(refusal(app.reassign(&app.head("north").await, &id, now, "key-8", to, "").await), Refusal::NotFound);
        let by_name = refusal(app.act(&reviewer, &id, now, "key-9", Action::HandOver, "").await);
        assert!(matches!(by_name, Refusal::NotNow { .. }), "never without saying to whom");
        let audited = app.audited().await;
        assert!(["filing.hand_over", "filing.reassign"].iter().all(|act| audited.iter().any(|line| line == act)));

        act(app, &reviewer, &id, Action::Decline, "材料不全").await.unwrap();
        let now = revision().await;
        let ended = refusal(app.reassign(&head, &id, now, "key-10", to, "").await);
        assert!(matches!(ended, Refusal::NotNow { .. }), "{ended:?}");
    })
    .await;
}

#[tokio::test]
async fn what_is_assigned_and_waits_to_be_claimed_stands_on_top_for_its_reviewer() {
    for_each_database(async |app| {
        let (reviewer, colleague, head) =
            (app.reviewer("east").await, app.reviewer("east").await, app.head("east").await);
        let first = submitted(app, &app.enterprise("甲公司").await).await;
        app.clock.advance(DAY);
        let second = submitted(app, &app.enterprise("乙公司").await).await;
        let revision = app.filing(&head, &second).await.unwrap().header.revision;
        app.reassign(&head, &second, revision, "key", &reviewer.account_id, "").await.unwrap();
        let page = app.queue(&reviewer, &QueueFilter::default(), None).await.unwrap();
        let ids = |lines: &[FilingSummary]| lines.iter().map(|line| line.id.clone()).collect::<Vec<_>>();
        assert_eq!((ids(&page.returned), ids(&page.lines)), (vec![second.clone()], vec![first.clone()]));
        assert_eq!(page.counts.unwrap().total, 2);
        let page = app.queue(&colleague, &QueueFilter::default(), None).await.unwrap();
        assert_eq!((page.returned.len(), ids(&page.lines)), (0, vec![first, second.clone()]));
        act(app, &reviewer, &second, Action::Claim, "").await.unwrap();
        assert!(app.queue(&reviewer, &QueueFilter::default(), None).await.unwrap().returned.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_head_sees_who_works_on_how_much() {
    for_each_database(async |app| {
        let (reviewer, idle) = (app.reviewer("east").await, app.reviewer("east").await);
        let head = app.head("east").await;
        let waiting = submitted(app, &app.enterprise("甲公司").await).await;
        let id = submitted(app, &app.enterprise("乙公司").await).await;
        act(app, &reviewer, &id, Action::Claim, "").await.unwrap();
        let declined = submitted(app, &app.enterprise("丙公司").await).await;
        act(app, &reviewer, &declined, Action::Claim, "").await.unwrap();
        act(app, &reviewer, &declined, Action::Decline, "材料不全").await.unwrap();
        let line = async |id: &str| app.workload(&head).await.unwrap().into_iter().find(|line| line.id == id).unwrap();
        let of = line(&reviewer.account_id).await;
        assert_eq!((of.open, of.overdue, of.soon, of.decided, of.role), (1, 0, 0, 1, Some(Role::Reviewer)));
        assert_eq!(line(&idle.account_id).await.open, 0);
        assert_eq!(line("").await.open, 1, "{waiting} waits for somebody");
        // Received on a Tuesday; the last day to answer is the Tuesday after.
        app.clock.advance(2 * DAY);
        assert_eq!(line(&reviewer.account_id).await.soon, 1);
        app.clock.advance(6 * DAY);
        assert_eq!(line(&reviewer.account_id).await.overdue, 1);
        app.clock.advance(30 * DAY);
        assert_eq!(line(&reviewer.account_id).await.decided, 0);
        let elsewhere = app.reviewer("north").await;
        assert!(!app.workload(&head).await.unwrap().iter().any(|line| line.id == elsewhere.account_id));

        let offered = app.reviewers(&reviewer).await.unwrap();
        let offered: Vec<_> = offered.iter().map(|one| (one.id.as_str(), one.count)).collect();
        assert!(
            offered.contains(&(reviewer.account_id.as_str(), 1)) && offered.contains(&(idle.account_id.as_str(), 0))
        );
        assert_eq!(offered.len(), 2, "of this office, and not the head");
        let acme = app.enterprise("丁公司").await;
        for actor in [&reviewer, &acme, &app.administrator().await] {
            assert_eq!(refusal(app.workload(actor).await), Refusal::Forbidden);
        }
        assert_eq!(refusal(app.reviewers(&acme).await), Refusal::Forbidden);
        assert_eq!(refusal(app.queue(&acme, &QueueFilter::default(), None).await), Refusal::Forbidden);
    })
    .await;
}

#[tokio::test]
async fn the_days_left_are_the_servers_on_every_list() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let id = submitted(app, &acme).await;
        let reviewer = app.reviewer("east").await;
        let lefts = async || {
            let mine = app.my_filings(&acme).await.unwrap()[0].left;
            let queued = app.queued(&reviewer).await.unwrap()[0].left;
            (mine, queued, app.filing(&acme, &id).await.unwrap().header.summary.left)
        };
        assert_eq!(lefts().await, (Some(5), Some(5), Some(5)));
        app.clock.advance(8 * DAY);
        assert_eq!(lefts().await, (Some(-1), Some(-1), Some(-1)));
    })
    .await;
}

#[tokio::test]
async fn the_dossier_tells_what_the_office_knows_besides() {
    for_each_database(async |app| {
        let (reviewer, head) = (app.reviewer("east").await, app.head("east").await);
        // Somebody was engaged by a company whose filing was declined, and is named by the next one.
        let before = app.enterprise("甲公司").await;
        let person = people(app);
        let declined = complete_with(app, &before, person).await;
        app.submit(&before, &declined, 1, "key").await.unwrap();
        act(app, &reviewer, &declined, Action::Claim, "").await.unwrap();
        app.clock.advance(DAY);
        act(app, &reviewer, &declined, Action::Decline, "材料不全").await.unwrap();
        let acme = app.enterprise("乙公司").await;
        let id = complete_with(app, &acme, person).await;
        app.submit(&acme, &id, 1, "key").await.unwrap();

        let dossier = app.dossier(&reviewer, &id).await.unwrap();
        assert!(dossier.credit.standing.is_some());
        assert_eq!((dossier.licences.len(), dossier.filings.len()), (0, 0));
        assert_eq!(dossier.people.len(), 12, "two leads, five technicians, five electricians");
        let lead = dossier.people.iter().find(|one| one.row.is_none()).unwrap();
        assert_eq!((lead.enterprise.as_str(), lead.since, lead.until), ("甲公司", START, Some(START + DAY)));
        assert!(dossier.people.iter().all(|one| one.resident_id.contains('*')));

        let old = app.dossier(&head, &declined).await.unwrap();
        assert_eq!(old.people.iter().filter(|one| one.until.is_none()).count(), 12, "engaged by the other now");
        examined(app, &reviewer, &id).await;
        act(app, &head, &id, Action::Grant, "").await.unwrap();
        let licence = app.my_licence(&acme).await.unwrap().unwrap().id;
        let acme = Licensee { actor: acme, first: person, licence };
        let cancelled = filled_in(app, &acme, Kind::Cancellation).await;
        submit(app, &acme.actor, &cancelled).await;
        let dossier = app.dossier(&reviewer, &cancelled).await.unwrap();
        assert_eq!((dossier.licences.len(), dossier.licences[0].own), (1, true));
        assert_eq!((dossier.filings[0].filing.id.as_str(), dossier.filings[0].own), (id.as_str(), true));

        for (actor, refused) in [
            (&acme.actor, Refusal::Forbidden),
            (&app.administrator().await, Refusal::Forbidden),
            (&app.reviewer("north").await, Refusal::NotFound),
        ] {
            assert_eq!(refusal(app.dossier(actor, &id).await), refused);
        }
    })
    .await;
}
