//! The logs that nobody can change afterwards, whoever holds a connection.

mod support;

use domain::filings::{Kind, Track};
use support::for_each_database;

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
