//! Posts (岗位): who holds which under a licence. The filing's forms are kept with them, so that the next one starts from
//! these.

use super::named::Named;
use crate::db::Tx;
use crate::filings::stored;
use crate::{Result, Services};
use domain::staff::Post;
use sqlx::{Any, AnyConnection, Executor};

/// A post that is held.
pub(super) struct Held {
    pub post: Post,
    pub resident_id: String,
    pub name: String,
    pub class: String,
    pub body: String,
    pub since: i64,
}

/// Every post that is held under the licence, the longest held first.
pub(super) async fn held<'e>(executor: impl Executor<'e, Database = Any>, licence_id: &str) -> Result<Vec<Held>> {
    let rows: Vec<(String, String, String, String, String, i64)> = sqlx::query_as(
        "select post, resident_id, name, class, body, since
         from posts
         where licence_id = $1 and until is null
         order by since, resident_id",
    )
    .bind(licence_id)
    .fetch_all(executor)
    .await?;
    let read = |(post, resident_id, name, class, body, since): (String, _, _, _, _, _)| {
        Ok(Held { post: stored(Post::from_code, &post)?, resident_id, name, class, body, since })
    };
    rows.into_iter().map(read).collect()
}

/// The posts that one person holds under the licence.
pub(super) async fn posts_of(connection: &mut AnyConnection, licence_id: &str, resident_id: &str) -> Result<Vec<Post>> {
    let posts: Vec<String> =
        sqlx::query_scalar("select post from posts where licence_id = $1 and resident_id = $2 and until is null")
            .bind(licence_id)
            .bind(resident_id)
            .fetch_all(connection)
            .await?;
    posts.iter().map(|post| stored(Post::from_code, post)).collect()
}

impl Services {
    /// Gives the person the post, or writes over the form of one who holds it.
    pub(super) async fn write_post(&self, tx: &mut Tx, licence_id: &str, filing: &str, person: &Named) -> Result<()> {
        sqlx::query(
            "insert into posts (licence_id, post, resident_id, name, body, class, filing_id, since)
             values ($1, $2, $3, $4, $5, $6, $7, $8)
             on conflict (licence_id, post, resident_id) where until is null
             do update set name = excluded.name, body = excluded.body, class = excluded.class",
        )
        .bind(licence_id)
        .bind(person.post.code())
        .bind(person.person.as_str())
        .bind(&person.name)
        .bind(&person.body)
        .bind(person.class)
        .bind(filing)
        .bind(self.now())
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// Ends one post of a person.
    pub(super) async fn end_post(&self, tx: &mut Tx, licence_id: &str, post: Post, resident_id: &str) -> Result<()> {
        sqlx::query(
            "update posts
             set until = $1
             where licence_id = $2 and post = $3 and resident_id = $4 and until is null",
        )
        .bind(self.now())
        .bind(licence_id)
        .bind(post.code())
        .bind(resident_id)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}
