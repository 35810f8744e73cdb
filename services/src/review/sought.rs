//! What is typed into the queue's search: part of a name, or the beginning of a number.

use super::query::{Query, Value};
use crate::enterprises::{escaped, folded};
use domain::review::LONGEST_SEARCH;

/// What is searched.
#[derive(Clone, Debug)]
pub(super) enum Sought {
    /// Nothing was typed.
    Everything,
    /// It is no part of anything.
    Nothing,
    /// This text, as names are searched.
    Text(String),
}

impl Sought {
    /// What this text asks for.
    pub fn of(typed: &str) -> Sought {
        let text = folded(typed);
        match text.chars().count() {
            0 => Sought::Everything,
            length if length > LONGEST_SEARCH => Sought::Nothing,
            _ => Sought::Text(text),
        }
    }

    /// The filings `f` to which a query is narrowed, up to where its conditions begin. What can be a number is looked for among
    /// numbers as well. `cross join` so that few enterprises lead to their filings, and not all filings to their enterprises.
    pub fn filings(&self, query: &mut Query) {
        let text = match self {
            Sought::Everything => return query.push("\n from filings f\n where ", []),
            Sought::Nothing => return query.push("\n from filings f\n where 1 = 0 and ", []),
            Sought::Text(text) => with_plain_dashes(text),
        };
        query.push(
            "
             from (select b.id
                   from enterprises e
                        cross join filings b
                   where b.enterprise_id = e.id and e.name_folded like ? escape '\\'",
            [Value::Text(format!("%{}%", escaped(&text)))],
        );
        let beginning = |text: &str| Value::Text(format!("{}%", escaped(text)));
        if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            query.push(
                "
                   union
                   select b.id
                   from enterprises e
                        cross join filings b
                   where b.enterprise_id = e.id and e.credit_code like ? escape '\\'",
                [beginning(&text.to_ascii_uppercase())],
            );
        }
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            query.push(
                "
                   union
                   select id
                   from filings
                   where number >= ? and number <= ?",
                [text.as_str().into(), Value::Text(format!("{text}9999999999"))],
            );
        }
        if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
            // The filing that made the licence, and those about it.
            query.push(
                "
                   union
                   select filing_id
                   from licences
                   where number like ? escape '\\'
                   union
                   select id
                   from filings
                   where licence_id in (select id from licences where number like ? escape '\\')",
                [beginning(&text), beginning(&text)],
            );
        }
        query.push(") s\n cross join filings f\n where f.id = s.id and ", []);
    }
}

/// The long dashes of input methods stand for the one of numbers.
fn with_plain_dashes(text: &str) -> String {
    let dash = |c| if matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}') { '-' } else { c };
    text.chars().map(dash).collect()
}
