//! The filing itself as a form to print (申请表): everything that was submitted, part by part as its tabs are.

use super::{Body, Column, Fact, Form, Grid, Paper, PaperKind, Part, fact, grid};
use crate::attachments::slot;
use crate::filings::{
    Change, Filing, Kind, List, Row, RowBody, Rows, SectionBody, Shown, ShownList, Tab, Totals, shown_profile,
    shown_row, shown_section,
};
use crate::licences::Licence;
use crate::values::date;
use chrono::NaiveDate;

/// The form of what was submitted on this day, under the filing's number and the version.
pub fn form(filing: &Filing, number: &str, version: i64, office: &str, submitted_on: NaiveDate) -> Paper {
    let kind = PaperKind::ApplicationForm;
    let mut parts = vec![enterprise(filing)];
    parts.extend(filing.licence.as_ref().map(held));
    parts.extend(filing.case().tabs().into_iter().filter_map(|tab| part(filing, tab)));
    parts.push(documents(filing));
    let cover = vec![
        fact("申请编号", number),
        fact("申请事项", filing.kind.label()),
        fact("办理方式", filing.track.label()),
        fact("申请单位", filing.enterprise.name.trim()),
        fact("受理机关", office),
        fact("提交日期", date::long(submitted_on)),
        fact("提交次数", format!("第{version}次提交")),
    ];
    Paper {
        kind,
        title: kind.title(filing.kind),
        number: format!("{number}-{version}"),
        office: office.to_owned(),
        issued_on: submitted_on,
        body: Body::Form(Form { cover, parts, declaration: declaration(filing.kind).to_owned() }),
    }
}

fn declaration(kind: Kind) -> &'static str {
    match kind {
        Kind::Joining | Kind::Leaving => {
            "本单位郑重声明：本申请表及所附材料真实、合法、有效，所列人员知悉本次变更。如有虚假，愿承担由此产生的法律责任。"
        }
        _ => {
            "本单位郑重声明：本申请表及所附材料真实、合法、有效，复印件与原件一致。如有虚假，愿承担由此产生的法律责任。"
        }
    }
}

fn enterprise(filing: &Filing) -> Part {
    Part { title: "单位信息".to_owned(), facts: facts(shown_profile(&filing.enterprise)), tables: Vec::new() }
}

fn held(licence: &Licence) -> Part {
    Part {
        title: "所持许可证".to_owned(),
        facts: vec![
            fact("许可证编号", &licence.number),
            fact("许可类别和等级", licence.scope.label()),
            fact("有效期限", format!("{}至{}", date::long(licence.valid_from), date::long(licence.valid_until))),
            fact("发证机关", &licence.office),
        ],
        tables: Vec::new(),
    }
}

fn part(filing: &Filing, tab: Tab) -> Option<Part> {
    let title = filing.kind.tab_label(tab).to_owned();
    if tab == Tab::Change {
        let tables = vec![change(filing, &filing.sections.change.body)];
        return Some(Part { title, facts: Vec::new(), tables });
    }
    if let Some(section) = tab.section() {
        let (mut fields, lists) = shown_section(&filing.case().section(section));
        // Asked only where a category is added or a grade raised.
        fields.retain(|field| field.name != "clean_year" || (filing.case().raises() && filing.licence.is_some()));
        return Some(Part { title, facts: facts(fields), tables: lists.into_iter().map(short_list).collect() });
    }
    let list = tab.list()?;
    let rows = bodies(&filing.rows, list);
    Some(Part { title, facts: vec![totals(list, &rows)], tables: vec![long_list(list, &rows)] })
}

/// What was filled in; what was left empty was not asked for.
fn facts(fields: Vec<Shown>) -> Vec<Fact> {
    let filled = fields.into_iter().filter(|field| !field.value.trim().is_empty());
    filled.map(|field| fact(field.label, format!("{}{}", field.value.trim(), unit(field.name)))).collect()
}

fn short_list(list: ShownList) -> Grid {
    let columns = list.lines.first().map(|line| line.iter().map(column).collect()).unwrap_or_default();
    let cell = |field: Shown| match (field.name, field.value.trim()) {
        // Somebody works there still.
        ("until", "") => "至今".to_owned(),
        (_, value) => value.to_owned(),
    };
    let rows = list.lines.into_iter().map(|line| line.into_iter().map(cell).collect()).collect();
    Grid { title: list.title.to_owned(), columns, rows }
}

fn bodies(rows: &Rows, list: List) -> Vec<RowBody> {
    fn each<T: Clone>(rows: &[Row<T>], wrap: fn(T) -> RowBody) -> Vec<RowBody> {
        rows.iter().map(|row| wrap(row.body.clone())).collect()
    }
    match list {
        List::Technicians => each(&rows.technicians, RowBody::Technicians),
        List::Electricians => each(&rows.electricians, RowBody::Electricians),
        List::Performance => each(&rows.performance, RowBody::Performance),
    }
}

fn totals(list: List, rows: &[RowBody]) -> Fact {
    let totals = Totals::count(list, rows.iter().map(|row| (row.class(), 1)));
    let classes: Vec<_> = totals.classes.iter().map(|class| format!("{}{}", class.label, class.count)).collect();
    fact("合计", format!("{}（{}）", totals.all, classes.join("，")))
}

fn long_list(list: List, rows: &[RowBody]) -> Grid {
    let mut columns = vec![Column { label: "序号".to_owned(), width: 3 }];
    columns.extend(spans_joined(shown_row(&empty(list))).iter().map(column));
    let row = |(n, row): (usize, &RowBody)| {
        let mut cells = vec![(n + 1).to_string()];
        cells.extend(spans_joined(shown_row(row)).into_iter().map(|field| field.value.trim().to_owned()));
        cells
    };
    Grid { title: String::new(), columns, rows: rows.iter().enumerate().map(row).collect() }
}

/// From when and until when, in one cell: a list has little room, and a thousand rows.
fn spans_joined(fields: Vec<Shown>) -> Vec<Shown> {
    let mut joined: Vec<Shown> = Vec::with_capacity(fields.len());
    for field in fields {
        match (field.name, joined.last_mut()) {
            ("valid_until" | "completed_on", Some(from)) => {
                from.label = if field.name == "valid_until" { "有效期" } else { "起止日期" };
                from.value = format!("{}至{}", from.value.trim(), field.value.trim());
            }
            _ => joined.push(field),
        }
    }
    joined
}

fn empty(list: List) -> RowBody {
    match list {
        List::Technicians => RowBody::Technicians(Default::default()),
        List::Electricians => RowBody::Electricians(Default::default()),
        List::Performance => RowBody::Performance(Default::default()),
    }
}

fn column(field: &Shown) -> Column {
    let label = match unit(field.name) {
        "" => field.label.to_owned(),
        unit => format!("{}（{unit}）", field.label),
    };
    Column { label, width: width(field.name) }
}

/// In what a number is given.
fn unit(name: &str) -> &'static str {
    match name {
        "total_assets" | "net_assets" | "contribution" => "万元",
        "premises_area" => "平方米",
        "share" => "%",
        "years" => "年",
        "length" => "公里",
        "capacity" => "兆伏安",
        _ => "",
    }
}

/// How much room a column takes, compared with the others.
fn width(name: &str) -> u32 {
    match name {
        "resident_id" | "certificate" | "title_certificate" | "identity" => 9,
        "project" | "client" | "employer" | "institution" | "certificate_type" => 10,
        "issuing_authority" | "subject" | "posts" => 8,
        "title" => 3,
        "name" | "referee" => 4,
        "length" | "capacity" => 5,
        "valid_from" | "started_on" => 10,
        _ => 6,
    }
}

fn change(filing: &Filing, body: &Change) -> Grid {
    let fields = |change: Change| shown_section(&SectionBody::Change(change)).0;
    let pairs = fields(Change::of(&filing.enterprise)).into_iter().zip(fields(body.clone()));
    let rows = pairs.map(|(before, after)| {
        // What stays is said to stay, so that nobody compares letter by letter.
        let same = before.value.trim() == after.value.trim();
        let after = if same { "不变" } else { after.value.trim() };
        [before.label, before.value.trim(), after].map(str::to_owned).to_vec()
    });
    grid("", &[("登记事项", 6), ("变更前", 9), ("变更后", 9)], rows)
}

/// 附件清单, in the order in which they were added.
fn documents(filing: &Filing) -> Part {
    let row_name = |id: &str| {
        let record = filing.rows.performance.iter().find(|row| row.id == id);
        record.map(|record| format!("（{}）", record.body.project.trim())).unwrap_or_default()
    };
    let rows = filing.attachments.iter().enumerate().map(|(n, file)| {
        let name = slot(&file.slot).map_or(file.slot.as_str(), |slot| slot.label);
        let of_row = file.row.as_deref().map(row_name).unwrap_or_default();
        vec![(n + 1).to_string(), format!("{name}{of_row}"), file.name.clone()]
    });
    let table = grid("", &[("序号", 2), ("材料名称", 11), ("文件名称", 11)], rows);
    Part { title: "附件清单".to_owned(), facts: Vec::new(), tables: vec![table] }
}
