//! What a page must hold. Read once from a first answer, which is looked at in full; then held against every further one.

use crate::Result;
use domain::filings::{Electrician, Row, Totals};
use std::ops::Range;

/// Bytes that must be there, and where they were the first time.
struct Mark {
    bytes: Vec<u8>,
    at: usize,
}

/// What every body of one page must hold.
pub struct Expected {
    /// Rows in the table.
    pub rows: usize,
    /// Bytes of the first answer.
    pub length: usize,
    marks: Vec<Mark>,
}

/// How many rows spread over the table are looked for in every body; the first and the last are among them.
const SAMPLES: usize = 16;

impl Expected {
    /// Looks at a page in full: its rows are the list's in order, from the first; its totals are those of the whole list.
    ///
    /// # Errors
    /// What it lacks.
    pub fn of(page: &[u8], rows: &[Row<Electrician>], totals: &Totals) -> Result<Expected> {
        let text = std::str::from_utf8(page)?;
        let table = between(text, 0, "<tbody", "</tbody>").ok_or("the page has no table")?;
        // `<tr>` or `<tr class=…>`.
        let count = text[table.clone()].matches("<tr").count();
        if count == 0 || count > rows.len() {
            return Err(format!("the page has {count} rows of {}", rows.len()).into());
        }
        let mut at = table.start;
        let mut marks = Vec::new();
        let sampled = |n: usize| n.is_multiple_of(count.div_ceil(SAMPLES)) || n + 1 == count;
        for (n, row) in rows[..count].iter().enumerate() {
            let name = &row.body.name;
            let found = text[at..table.end].find(name.as_str());
            at += found.ok_or_else(|| format!("row {} ({name}) is not in its place in the page", n + 1))?;
            if sampled(n) {
                marks.push(Mark { bytes: name.clone().into_bytes(), at });
            }
            at += name.len();
        }
        let shown = between(text, 0, "合计", "</dl>").ok_or("the page has no totals")?;
        hold_totals(&text[shown.clone()], totals)?;
        marks.push(Mark { bytes: page[shown.clone()].to_vec(), at: shown.start });
        let end = text.rfind("</html>").ok_or("the page does not end")?;
        marks.push(Mark { bytes: b"</html>".to_vec(), at: end });
        Ok(Expected { rows: count, length: page.len(), marks })
    }

    /// Whether a body is that page again: as long (but for numbers and the nonce), with the sampled rows, the same totals and
    /// its end.
    ///
    /// # Errors
    /// What it lacks.
    pub fn hold(&self, body: &[u8]) -> Result<()> {
        if body.len().abs_diff(self.length) > 64 + self.length / 200 {
            return Err(format!("the page has {} bytes instead of {}", body.len(), self.length).into());
        }
        match self.marks.iter().find(|mark| !mark.is_in(body)) {
            Some(mark) => Err(format!("the page lacks {}", String::from_utf8_lossy(&mark.bytes)).into()),
            None => Ok(()),
        }
    }
}

impl Mark {
    /// Looks where it was the first time, give or take, before it looks everywhere: the client shares the machine.
    fn is_in(&self, body: &[u8]) -> bool {
        let near = self.at.saturating_sub(256)..(self.at + self.bytes.len() + 256).min(body.len());
        let there = |part: &[u8]| part.windows(self.bytes.len()).any(|window| window == self.bytes);
        body.get(near).is_some_and(there) || there(body)
    }
}

/// From `start` up to `end`, which follows it.
fn between(text: &str, from: usize, start: &str, end: &str) -> Option<Range<usize>> {
    let start = from + text[from..].find(start)?;
    Some(start..start + text[start..].find(end)?)
}

fn hold_totals(markup: &str, totals: &Totals) -> Result<()> {
    let mut text = String::new();
    let mut inside = false;
    for c in markup.chars().filter(|c| !c.is_whitespace() && *c != ',') {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(c),
            _ => {}
        }
    }
    let lines = totals.classes.iter().map(|class| (class.label.as_str(), class.count));
    for (label, count) in lines.chain([("合计", totals.all)]) {
        let shown =
            text.split_once(label).map(|(_, rest)| rest.chars().take_while(char::is_ascii_digit).collect::<String>());
        if shown.as_deref() != Some(count.to_string().as_str()) {
            return Err(format!("the totals do not say {label} {count}: {text}").into());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::filings::{ElectricianKind, List};

    fn list(count: usize) -> Vec<Row<Electrician>> {
        let person = |n| Electrician { name: format!("电工{n:04}"), ..Electrician::default() };
        (0..count).map(|n| Row { id: n.to_string(), revision: 1, body: person(n) }).collect()
    }

    fn totals(count: usize) -> Totals {
        Totals::count(List::Electricians, [(ElectricianKind::HighVoltage.code(), count)])
    }

    fn page(rows: &[Row<Electrician>], totals: &Totals) -> String {
        let line = |label: &str, count: usize| format!("<div><dt>{label}</dt><dd>{count}<!></dd></div>");
        let totals: String = totals.classes.iter().map(|class| line(&class.label, class.count)).collect();
        let rows: String = rows.iter().map(|row| format!("<tr><td>{}</td></tr>", row.body.name)).collect();
        format!("<html><dl>{}{totals}</dl><table><tbody>{rows}</tbody></table></html>", line("合计", 90))
    }

    #[test]
    fn a_page_is_looked_at_in_full_and_then_recognised() {
        let (rows, totals) = (list(90), totals(90));
        let whole = page(&rows, &totals);
        let expected = Expected::of(whole.as_bytes(), &rows, &totals).unwrap();
        assert_eq!(expected.rows, 90);
        expected.hold(whole.as_bytes()).unwrap();
        expected.hold(whole.replacen("<html>", "<html nonce=abc>", 1).as_bytes()).unwrap();
        assert_eq!(Expected::of(page(&rows[..50], &totals).as_bytes(), &rows, &totals).unwrap().rows, 50);
    }

    #[test]
    fn what_is_missing_is_noticed() {
        let (rows, totals) = (list(90), totals(90));
        let whole = page(&rows, &totals);
        let expected = Expected::of(whole.as_bytes(), &rows, &totals).unwrap();
        for wrong in [
            whole.replace("电工0089", "电工"),
            whole.replacen("<dd>90", "<dd>89", 1),
            whole.replace("</html>", ""),
            page(&rows[..50], &totals),
        ] {
            assert!(expected.hold(wrong.as_bytes()).is_err());
        }
        let wrong = [whole.replacen("电工0042", "电工", 1), whole.replacen("<dd>90", "<dd>91", 1), "<html>".to_owned()];
        for wrong in wrong {
            assert!(Expected::of(wrong.as_bytes(), &rows, &totals).is_err());
        }
    }
}
