//! A query whose conditions depend on what people choose. Written condition by condition, so that each choice finds its index.

use crate::Result;
use sqlx::any::AnyRow;
use sqlx::{Any, AssertSqlSafe, Executor, FromRow};

/// A value in its place.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Text.
    Text(String),
    /// A number.
    Number(i64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Number(number)
    }
}

/// SQL with its values. Its parts are written here, not by people: what they typed are values.
#[derive(Clone, Debug)]
pub(super) struct Query {
    sql: String,
    values: Vec<Value>,
}

impl Query {
    /// A query that begins so.
    pub fn new(sql: &'static str) -> Query {
        Query { sql: sql.to_owned(), values: Vec::new() }
    }

    /// Goes on. Each `?` is the place of the next value.
    pub fn push<const N: usize>(&mut self, sql: &'static str, values: [Value; N]) {
        let mut values = values.into_iter();
        for (n, part) in sql.split('?').enumerate() {
            if n > 0 {
                self.values.extend(values.next());
                self.sql.push_str(&format!("${}", self.values.len()));
            }
            self.sql.push_str(part);
        }
    }

    /// Goes on without values.
    pub fn then(mut self, sql: &'static str) -> Query {
        self.sql.push_str(sql);
        self
    }

    /// Goes on with another query.
    pub fn with(mut self, inner: Query) -> Query {
        debug_assert!(self.values.is_empty(), "the places of the inner query are counted from one");
        self.sql.push_str(&inner.sql);
        self.values = inner.values;
        self
    }

    /// All rows.
    pub async fn fetch<'e, T>(self, executor: impl Executor<'e, Database = Any>) -> Result<Vec<T>>
    where
        T: for<'r> FromRow<'r, AnyRow> + Send + Unpin,
    {
        let mut query = sqlx::query_as(AssertSqlSafe(self.sql));
        for value in self.values {
            query = match value {
                Value::Text(text) => query.bind(text),
                Value::Number(number) => query.bind(number),
            };
        }
        Ok(query.fetch_all(executor).await?)
    }
}
