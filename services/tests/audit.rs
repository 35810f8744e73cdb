//! The logs that nobody can change afterwards, whoever holds a connection; and the audit log, whose lines are chained.

mod support;

use domain::Refusal;
use domain::audit::{Fault, Search, Verification, entity_label, label};
use domain::filings::{Kind, Track};
use support::*;

#[tokio::test]
async fn logs_are_append_only() {
    for_each_database(async |app| {
        let actor = app.enterprise("上海明珠电力工程有限公司").await;
        let filing = app.start_filing(&actor, Kind::NewLicence, Track::General, "key").await.unwrap();
        sqlx::query("insert into filing_versions (filing_id, version, submitted_at, body) values ($1, 1, 0, '{}')")
            .bind(&filing)
            .execute(app.db.pool())
            .await
            .unwrap();
        sqlx::query(
            "insert into events (id, filing_id, sequence, at, actor_id, actor, role, action, status, note, key)
             values ('e', $1, 1000, 0, '', '', '', '', '', '', 'k')",
        )
        .bind(&filing)
        .execute(app.db.pool())
        .await
        .unwrap();
        for (table, update, delete) in [
            ("audit", "update audit set act = ''", "delete from audit"),
            ("events", "update events set note = ''", "delete from events"),
            ("filing_versions", "update filing_versions set body = ''", "delete from filing_versions"),
        ] {
            let before = app.count(&format!("select count(*) from {table}")).await;
            assert!(before > 0, "{table} has a row to lose");
            for statement in [update, delete] {
                let error = sqlx::query(statement).execute(app.db.pool()).await.unwrap_err();
                assert!(error.to_string().contains("append-only"), "{statement}: {error}");
            }
            assert_eq!(app.count(&format!("select count(*) from {table}")).await, before);
        }
    })
    .await;
}

#[tokio::test]
async fn each_line_is_chained_to_the_one_before() {
    for_each_database(async |app| {
        let first = app.enterprise("甲公司").await;
        app.start_filing(&first, Kind::NewLicence, Track::General, "key").await.unwrap();
        // Many at once still make one chain.
        let others: Vec<_> = futures::future::join_all((0..8).map(|n| {
            let name = format!("第{n}公司");
            async move { app.enterprise(&name).await }
        }))
        .await;
        let drafts = others.iter().map(|actor| app.start_filing(actor, Kind::NewLicence, Track::General, "key"));
        for draft in futures::future::join_all(drafts).await {
            draft.unwrap();
        }
        let lines = app.count("select count(*) from audit").await;
        let Verification::Whole { lines: walked, hash } = app.verify_audit(None).await.unwrap() else {
            panic!("broken")
        };
        assert_eq!(walked, lines);
        assert_eq!(app.count("select count(distinct sequence) from audit where sequence > 0").await, lines);
        // The end as noted is there later, with more after it; another is not.
        let noted = Some((walked, hash.as_str()));
        app.enterprise("后来的公司").await;
        assert!(matches!(app.verify_audit(noted).await.unwrap(), Verification::Whole { .. }));
        let other = "0".repeat(64);
        let broken = |sequence, what| Verification::Broken { sequence, what };
        assert_eq!(app.verify_audit(Some((3, &other))).await.unwrap(), broken(3, Fault::Noted));
        assert_eq!(app.verify_audit(Some((100_000, &other))).await.unwrap(), broken(100_000, Fault::Missing));
    })
    .await;
}

/// Takes the triggers away, as whoever owns the database can.
async fn disarm(app: &TestApp) {
    for statement in [
        "drop trigger audit_no_update on audit",
        "drop trigger audit_append_only on audit",
        "drop trigger audit_no_update",
        "drop trigger audit_no_delete",
    ] {
        // Two of them are PostgreSQL's, two SQLite's.
        let _ = sqlx::query(statement).execute(app.db.pool()).await;
    }
}

#[tokio::test]
async fn whatever_is_changed_by_hand_is_found() {
    for (statement, sequence, what) in [
        ("update audit set account = 'somebody' where sequence = 4", 4, Fault::Changed),
        ("update audit set detail = 'x' where sequence = 4", 4, Fault::Changed),
        ("update audit set at = at + 1 where sequence = 1", 1, Fault::Changed),
        ("update audit set hash = previous_hash where sequence = 4", 4, Fault::Changed),
        ("update audit set previous_hash = hash where sequence = 4", 4, Fault::Unlinked),
        ("delete from audit where sequence = 4", 4, Fault::Missing),
        ("delete from audit where sequence = 1", 1, Fault::Missing),
        ("update audit set sequence = 1000 where sequence = 4", 4, Fault::Missing),
    ] {
        for_each_database(async |app| {
            let actor = app.enterprise("甲公司").await;
            app.start_filing(&actor, Kind::NewLicence, Track::General, "key").await.unwrap();
            app.enterprise("乙公司").await;
            assert!(app.count("select count(*) from audit").await > 4);
            disarm(app).await;
            sqlx::query(statement).execute(app.db.pool()).await.unwrap();
            assert_eq!(app.verify_audit(None).await.unwrap(), Verification::Broken { sequence, what }, "{statement}");
        })
        .await;
    }
}

#[tokio::test]
async fn what_is_taken_from_the_end_or_put_in_beside_is_found() {
    for_each_database(async |app| {
        app.enterprise("甲公司").await;
        app.enterprise("乙公司").await;
        let last = app.count("select count(*) from audit").await;
        disarm(app).await;
        let insert = "insert into audit (id, at, account_id, account, address, act, entity, entity_id)
                      values ('forged', 1, '', '', '', 'filing.grant', 'filing', 'x')";
        sqlx::query(insert).execute(app.db.pool()).await.unwrap();
        let unchained = Verification::Broken { sequence: 0, what: Fault::Unchained };
        assert_eq!(app.verify_audit(None).await.unwrap(), unchained);
        sqlx::query("delete from audit where id = 'forged'").execute(app.db.pool()).await.unwrap();
        sqlx::query("delete from audit where sequence = $1").bind(last).execute(app.db.pool()).await.unwrap();
        let missing = Verification::Broken { sequence: last, what: Fault::Missing };
        assert_eq!(app.verify_audit(None).await.unwrap(), missing);
    })
    .await;
}

#[tokio::test]
async fn lines_from_before_the_chain_get_their_places() {
    for_each_database(async |app| {
        app.enterprise("甲公司").await;
        let after = app.count("select count(*) from audit").await;
        for (id, at) in [("b", 2), ("a", 2), ("c", 1)] {
            sqlx::query(
                "insert into audit (id, at, account_id, account, address, act, entity, entity_id)
                 values ($1, $2, '', '', '', 'account.sign_in', 'account', 'x')",
            )
            .bind(id)
            .bind(at)
            .execute(app.db.pool())
            .await
            .unwrap();
        }
        app.db.migrate().await.unwrap();
        app.db.migrate().await.unwrap();
        let order: Vec<(String,)> = sqlx::query_as("select id from audit where sequence > $1 order by sequence")
            .bind(after)
            .fetch_all(app.db.pool())
            .await
            .unwrap();
        assert_eq!(order.iter().map(|(id,)| id.as_str()).collect::<Vec<_>>(), ["c", "a", "b"]);
        assert!(matches!(app.verify_audit(None).await.unwrap(), Verification::Whole { .. }));
    })
    .await;
}

#[tokio::test]
async fn administrators_search_and_export_and_that_is_noted_too() {
    for_each_database(async |app| {
        let acme = app.enterprise("甲公司").await;
        let filing = app.start_filing(&acme, Kind::NewLicence, Track::General, "key").await.unwrap();
        let number = app.filing(&acme, &filing).await.unwrap().header.summary.number;
        app.clock.advance(DAY);
        let administrator = app.administrator().await;
        for actor in [&acme, &app.reviewer("east").await, &app.head("east").await] {
            assert_eq!(refusal(app.search_audit(actor, &Search::default(), None).await), Refusal::Forbidden);
            assert_eq!(refusal(app.export_audit(actor, &Search::default()).await), Refusal::Forbidden);
            assert_eq!(refusal(app.verify_audit_as(actor).await), Refusal::Forbidden);
        }
        let acts = async |search: Search| {
            let page = app.search_audit(&administrator, &search, None).await.unwrap();
            page.lines.into_iter().map(|line| line.act).collect::<Vec<_>>()
        };
        let by = |account: &str| Search { account: account.into(), ..Search::default() };
        assert_eq!(acts(by(&acme.account.to_uppercase())).await[0], "filing.start");
        assert_eq!(acts(by("%")).await, Vec::<String>::new());
        assert_eq!(acts(Search { act: "filing".into(), ..Search::default() }).await, ["filing.start"]);
        assert_eq!(acts(Search { act: "filing.start".into(), ..Search::default() }).await, ["filing.start"]);
        assert_eq!(acts(Search { act: "fil".into(), ..Search::default() }).await, Vec::<String>::new());
        for row in [&filing, &number] {
            assert_eq!(acts(Search { entity_id: row.clone(), ..Search::default() }).await, ["filing.start"]);
        }
        let on = |from: &str, until: &str| Search::typed(String::new(), "filing".into(), String::new(), from, until);
        assert_eq!(acts(on("2026-11-24", "2026-11-24")).await, ["filing.start"]);
        assert_eq!(acts(on("2026-11-25", "")).await, Vec::<String>::new());
        assert_eq!(acts(on("", "2026-11-23")).await, Vec::<String>::new());

        let file = app.export_audit(&administrator, &by(&acme.account)).await.unwrap();
        assert!(file.starts_with(b"PK"));
        app.verify_audit_as(&administrator).await.unwrap();
        let page =
            app.search_audit(&administrator, &Search { act: "audit".into(), ..Search::default() }, None).await.unwrap();
        let noted: Vec<_> = page.lines.iter().map(|line| line.act.as_str()).collect();
        assert_eq!(noted, ["audit.verify", "audit.export"]);
        assert!(page.lines[1].detail.contains(&acme.account), "{}", page.lines[1].detail);
    })
    .await;
}

#[tokio::test]
async fn a_long_log_is_read_page_by_page_without_a_gap() {
    for_each_database(async |app| {
        for n in 0..60 {
            app.enterprise(&format!("第{n}公司")).await;
        }
        let administrator = app.administrator().await;
        let all = app.count("select count(*) from audit").await;
        let (mut seen, mut before) = (Vec::new(), None);
        loop {
            let page = app.search_audit(&administrator, &Search::default(), before).await.unwrap();
            seen.extend(page.lines.into_iter().map(|line| line.sequence));
            before = page.next;
            if before.is_none() {
                break;
            }
        }
        assert_eq!(seen, (1..=all).rev().collect::<Vec<_>>());
    })
    .await;
}

/// The first two words in quotation marks of each call that notes an act, as far as they are no pattern.
fn acts_in(folder: &std::path::Path, acts: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            acts_in(&path, acts);
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        for call in source.split(".audit").skip(1).filter(|call| call.starts_with('(') || call.starts_with("_with(")) {
            let call = call.split(';').next().unwrap_or_default();
            let words: Vec<_> = call.split('"').skip(1).step_by(2).take(2).collect();
            if let [act, entity] = words[..]
                && !act.contains('{')
                && act.contains('.')
            {
                acts.push((act.to_owned(), entity.to_owned()));
            }
        }
    }
}

#[test]
fn whatever_is_noted_has_a_name_that_people_read() {
    let mut acts = Vec::new();
    acts_in(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut acts);
    assert!(acts.len() > 30, "{acts:?}");
    let read = |act: &str, entity: &str| label(act) != act && entity_label(entity) != entity;
    let unnamed: Vec<_> = acts.into_iter().filter(|(act, entity)| !read(act, entity)).collect();
    assert!(unnamed.is_empty(), "domain/src/audit/acts.rs has no name for {unnamed:?}");
}
