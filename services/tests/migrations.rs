//! What migrations make of data that is there; on both databases.

mod drafts;
mod licensee;
mod support;

use licensee::*;
use sqlx::{AssertSqlSafe, Executor};
use support::*;

/// The part of the second migration that fills its tables.
fn backfill(file: &str) -> String {
    let (_, fill) = file.split_once("-- The licences that there are").unwrap();
    let (_, statements) = fill.split_once('\n').unwrap();
    statements.to_owned()
}

async fn posts_and_copies(app: &TestApp) -> (Vec<(String, String, String, String, String, i64)>, Vec<(i64, String)>) {
    let posts = "select post, resident_id, name, class, body, since from posts where until is null order by 1, 2";
    let copies = "select sequence, body from licence_copies where voided_at is null";
    (
        sqlx::query_as(posts).fetch_all(app.db.pool()).await.unwrap(),
        sqlx::query_as(copies).fetch_all(app.db.pool()).await.unwrap(),
    )
}

#[tokio::test]
async fn licences_from_before_get_their_posts_and_first_copy() {
    for_each_database(async |app| {
        let office = office(app).await;
        licensee(app, &office, "甲公司").await;
        let issued = posts_and_copies(app).await;
        assert_eq!((issued.0.len(), issued.1.len()), (12, 1));
        let pool = app.db.pool();
        for table in ["posts", "licence_copies"] {
            pool.execute(AssertSqlSafe(format!("delete from {table}"))).await.unwrap();
        }
        let sqlite = pool.execute("select sqlite_version()").await.is_ok();
        let file = match sqlite {
            true => include_str!("../migrations/sqlite/0002_licence_matters.sql"),
            false => include_str!("../migrations/postgres/0002_licence_matters.sql"),
        };
        for statement in backfill(file).split(';').filter(|statement| !statement.trim().is_empty()) {
            pool.execute(AssertSqlSafe(statement.to_owned())).await.unwrap();
        }
        assert_eq!(posts_and_copies(app).await, issued);
    })
    .await;
}
