//! A table of what was counted or listed, the same on a page and in a spreadsheet.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// What it shows; in a spreadsheet the name of its sheet.
    pub title: String,
    /// What stands on top of the columns.
    pub columns: Vec<String>,
    /// The rows, a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows.
    pub fn new(title: &str, columns: &[&str]) -> Table {
        let columns = columns.iter().map(|&column| column.to_owned()).collect();
        Table { title: title.to_owned(), columns, rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing: not counted, or none.
    Empty,
    /// Text, whatever it looks like.
    Text(String),
    /// A number to count with.
    Number(i64),
    /// A number with one decimal.
    Decimal(f64),
    /// A day.
    Day(NaiveDate),
}

impl Cell {
    /// Whether it is aligned with the other numbers of its column.
    pub fn is_number(&self) -> bool {
        matches!(self, Cell::Number(_) | Cell::Decimal(_))
    }
}

/// As a page shows it.
impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cell::Empty => f.write_str("—"),
            Cell::Text(text) => f.write_str(text),
            Cell::Number(number) => write!(f, "{number}"),
            Cell::Decimal(number) => write!(f, "{number:.1}"),
            Cell::Day(day) => write!(f, "{day}"),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Cell {
        Cell::Number(number)
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Cell {
        Cell::Day(day)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Empty, Into::into)
    }
}
