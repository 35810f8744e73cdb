//! A long list in the browser: a signal per row, so that changing one of a thousand touches one.

use crate::filings::forms::Body;
use domain::filings::{List, Row, RowPage, Totals};
use leptos::prelude::*;
use std::collections::{HashMap, HashSet};

/// One row. Its signal stays the same as long as the row is there.
#[derive(Clone)]
pub struct Cell {
    pub id: String,
    pub row: ArcRwSignal<Row<Body>>,
}

/// The rows of one list, in the order of adding.
#[derive(Clone, Copy)]
pub struct RowList {
    list: List,
    /// The rows that are here.
    pub cells: RwSignal<Vec<Cell>>,
    /// Changes with every change of any row.
    pub version: RwSignal<u32>,
    /// Totals of the whole list as the server counted them; they hold until `complete`.
    pub counted: RwSignal<Totals>,
    /// Whether all rows are here.
    pub complete: RwSignal<bool>,
    /// Ids of rows added and deleted here before all rows arrived, which the server may have counted before.
    ahead: StoredValue<(HashSet<String>, HashSet<String>)>,
}

impl RowList {
    /// The list with what the server sent along with the page.
    pub fn new(list: List, first: Option<RowPage<Body>>) -> RowList {
        let RowPage { rows, totals } = first.unwrap_or_else(|| RowPage { rows: Vec::new(), totals: Totals::default() });
        RowList {
            list,
            cells: RwSignal::new(rows.into_iter().map(cell).collect()),
            version: RwSignal::new(0),
            counted: RwSignal::new(totals),
            complete: RwSignal::new(false),
            ahead: StoredValue::default(),
        }
    }

    /// All rows arrived. Rows that are here already keep their signals, and so their place in the page; what was done here
    /// meanwhile stays done.
    pub fn fill(&self, rows: Vec<Row<Body>>) {
        let (added, deleted) = self.ahead.with_value(Clone::clone);
        self.cells.update(|cells| {
            let mine: Vec<Cell> = std::mem::take(cells);
            let mut here: HashMap<String, Cell> = mine.iter().map(|cell| (cell.id.clone(), cell.clone())).collect();
            cells.extend(rows.into_iter().filter(|row| !deleted.contains(&row.id)).map(
                |row| match here.remove(&row.id) {
                    Some(known) => {
                        if known.row.with_untracked(|known| known.revision < row.revision) {
                            known.row.set(row);
                        }
                        known
                    }
                    None => cell(row),
                },
            ));
            cells.extend(mine.into_iter().filter(|cell| added.contains(&cell.id) && here.contains_key(&cell.id)));
        });
        self.complete.set(true);
        self.changed();
    }

    /// A row was added or changed.
    pub fn put(&self, row: Row<Body>) {
        match self.find(&row.id) {
            Some(known) => known.row.set(row),
            None => {
                self.ahead.update_value(|(added, _)| {
                    added.insert(row.id.clone());
                });
                self.cells.update(|cells| cells.push(cell(row)));
            }
        }
        self.changed();
    }

    /// A row was deleted.
    pub fn remove(&self, id: &str) {
        self.ahead.update_value(|(_, deleted)| {
            deleted.insert(id.to_owned());
        });
        self.cells.update(|cells| cells.retain(|cell| cell.id != id));
        self.changed();
    }

    /// The list was given up.
    pub fn clear(&self) {
        for cell in self.cells.get_untracked() {
            self.remove(&cell.id);
        }
    }

    /// The row with this id, if it is here.
    pub fn find(&self, id: &str) -> Option<Cell> {
        self.cells.with_untracked(|cells| cells.iter().find(|cell| cell.id == id).cloned())
    }

    /// All rows as they are now.
    pub fn snapshot(&self) -> Vec<Row<Body>> {
        self.cells.with_untracked(|cells| cells.iter().map(|cell| cell.row.get_untracked()).collect())
    }

    /// Totals by class: counted here once all rows are here, before that as the server counted.
    pub fn totals(&self) -> Totals {
        if !self.complete.get() {
            return self.counted.get();
        }
        self.version.track();
        self.cells.with_untracked(|cells| {
            Totals::count(self.list, cells.iter().map(|cell| (cell.row.with_untracked(|row| row.body.class()), 1)))
        })
    }

    fn changed(&self) {
        self.version.update(|version| *version = version.wrapping_add(1));
    }
}

fn cell(row: Row<Body>) -> Cell {
    Cell { id: row.id.clone(), row: ArcRwSignal::new(row) }
}
