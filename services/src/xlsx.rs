//! Tables as XLSX, for people who work on with them in a spreadsheet.

use crate::{Error, Result};
use chrono::NaiveDate;
use domain::tables::{Cell, Table};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatBorder, Workbook, Worksheet};
use std::borrow::Cow;

/// The media type of what [`workbook`] makes.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Rows that a sheet takes, after the one with the column titles.
const MOST_ROWS: usize = 1_048_575;
/// Characters that a cell takes; longer text is cut, and says so.
const MOST_TEXT: usize = 32_000;
/// Characters that the name of a sheet takes.
const MOST_NAME: usize = 31;
/// The widest that a column becomes by itself, in halves of a Chinese character.
const WIDEST: usize = 60;

/// The tables as one XLSX file, a sheet each, made on this day.
///
/// # Errors
/// A sentence where a table has more rows than a sheet takes; a fault where two have the same title.
pub fn workbook(tables: &[Table], made: NaiveDate) -> Result<Vec<u8>> {
    if tables.iter().any(|table| table.rows.len() > MOST_ROWS) {
        return Err(Error::not_now("数据超过一百万行，无法导出，请缩小范围后重试"));
    }
    let looks = Looks::new();
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::parse_from_str(&made.to_string()).map_err(Error::fault)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    for table in tables {
        write(table, workbook.add_worksheet(), &looks).map_err(Error::fault)?;
    }
    workbook.save_to_buffer().map_err(Error::fault)
}

/// How cells look.
struct Looks {
    title: Format,
    text: Format,
    decimal: Format,
    day: Format,
}

impl Looks {
    fn new() -> Looks {
        Looks {
            title: Format::new().set_bold().set_border_bottom(FormatBorder::Thin),
            text: Format::new().set_num_format("@"),
            decimal: Format::new().set_num_format("0.0"),
            day: Format::new().set_num_format("yyyy-mm-dd"),
        }
    }
}

fn write(table: &Table, page: &mut Worksheet, looks: &Looks) -> Result<(), rust_xlsxwriter::XlsxError> {
    page.set_name(name(&table.title))?;
    page.set_freeze_panes(1, 0)?;
    for (column, title) in (0..).zip(&table.columns) {
        page.write_string_with_format(0, column, neutral(title), &looks.title)?;
        page.set_column_width(column, width(table, usize::from(column)) as f64)?;
    }
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Empty => continue,
                Cell::Text(text) => page.write_string_with_format(row, column, neutral(text), &looks.text)?,
                // Whole numbers that people count here are far below what a spreadsheet keeps exactly.
                Cell::Number(number) => page.write_number(row, column, *number as f64)?,
                Cell::Decimal(number) => page.write_number_with_format(row, column, *number, &looks.decimal)?,
                Cell::Day(day) => page.write_datetime_with_format(row, column, day, &looks.day)?,
            };
        }
    }
    Ok(())
}

/// Text that no spreadsheet takes for a formula. In this file it is text whatever it says; but people copy cells and save
/// them as CSV, and there `=…` would be one again.
fn neutral(text: &str) -> Cow<'_, str> {
    let text = match text.char_indices().nth(MOST_TEXT) {
        Some((end, _)) => Cow::Owned(format!("{}……（内容过长，已截断）", &text[..end])),
        None => Cow::Borrowed(text),
    };
    // The full-width forms are what some spreadsheets read as the plain ones.
    match text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        true => Cow::Owned(format!("'{text}")),
        false => text,
    }
}

/// A title as the name of a sheet, which has its own rules.
fn name(title: &str) -> String {
    let plain = title.chars().map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c });
    plain.take(MOST_NAME).collect()
}

/// As wide as what stands in the column: a Chinese character is twice as wide as a digit.
fn width(table: &Table, column: usize) -> usize {
    let of_text = |text: &str| text.chars().take(WIDEST).map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    let of_cell = |cell: &Cell| match cell {
        Cell::Text(text) => of_text(text),
        _ => 10,
    };
    let title = table.columns.get(column).map_or(0, |title| of_text(title));
    let cells = table.rows.iter().filter_map(|row| row.get(column)).map(of_cell);
    cells.chain([title]).max().unwrap_or(0).clamp(6, WIDEST) + 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader, Xlsx};
    use std::io::Cursor;

    const MADE: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();

    fn read(tables: &[Table]) -> Vec<(String, Vec<Vec<Data>>)> {
        let bytes = workbook(tables, MADE).unwrap();
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        for name in book.sheet_names() {
            assert!(book.worksheet_formula(&name).unwrap().is_empty(), "no formula anywhere");
        }
        book.worksheets().into_iter().map(|(name, range)| (name, range.rows().map(<[_]>::to_vec).collect())).collect()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut table = Table::new("按事项/结果", &["事项", "数量", "中位数", "日期"]);
        table.row(["许可证新申请".into(), 12.into(), Cell::Decimal(3.5), MADE.into()]);
        table.row(["许可证延续".into(), Cell::Empty, Cell::Empty, Cell::Empty]);
        let read = read(&[table, Table::new("空表", &["名称"])]);
        assert_eq!(read[0].0, "按事项 结果");
        assert_eq!(read[0].1[0][0], Data::String("事项".into()));
        assert_eq!(read[0].1[1][0], Data::String("许可证新申请".into()));
        assert_eq!(read[0].1[1][1], Data::Float(12.0));
        assert_eq!(read[0].1[1][2], Data::Float(3.5));
        assert!(matches!(&read[0].1[1][3], Data::DateTime(day) if day.as_f64() == 46_350.0), "{:?}", read[0].1[1][3]);
        assert_eq!(read[0].1[2][1], Data::Empty);
        assert_eq!(read[1].1, [[Data::String("名称".into())]]);
    }

    #[test]
    fn nothing_that_people_typed_becomes_a_formula() {
        let typed = ["=1+1", "+86", "-2", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://evil\")", "＝1+1"];
        let mut table = Table::new("=名", &["=标题"]);
        for text in typed {
            table.row([text.into()]);
        }
        table.row(["a=b".into()]);
        let (name, rows) = read(&[table]).remove(0);
        assert_eq!(name, "=名");
        let texts: Vec<_> = rows.iter().map(|row| row[0].to_string()).collect();
        assert!(texts[..=typed.len()].iter().all(|text| text.starts_with('\'')), "{texts:?}");
        assert_eq!(texts.last().map(String::as_str), Some("a=b"));
    }

    #[test]
    fn text_that_is_too_long_says_that_it_was_cut() {
        let mut table = Table::new("长", &["内容"]);
        table.row(["字".repeat(40_000).into()]);
        let text = read(&[table])[0].1[1][0].to_string();
        assert!(text.ends_with("（内容过长，已截断）") && text.chars().count() < 32_767);
    }
}
