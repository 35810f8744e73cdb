//! What is in a filing's fields, as people read it, and what the fields are called: for what compares and names them.

use super::{
    Application, Basics, Cancellation, Change, Electrician, Joining, Lead, Leaver, Leaving, List, PerformanceRecord,
    Reissue, RowBody, Section, SectionBody, Shareholder, Technician, TrainingExperience, WorkExperience,
};
use crate::attachments::slot;
use crate::enterprises::Profile;
use crate::licences::{Category, Grade};
use crate::staff::Post;

/// One field: its name in paths, what it is called, and how it is read.
struct Field<T: 'static> {
    name: &'static str,
    label: &'static str,
    get: fn(&T) -> String,
}

/// Text, as typed.
macro_rules! text {
    ($name:ident, $label:literal) => {
        Field { name: stringify!($name), label: $label, get: |body| body.$name.clone() }
    };
}

/// One of several, by its label.
macro_rules! choice {
    ($name:ident, $label:literal) => {
        Field {
            name: stringify!($name),
            label: $label,
            get: |body| body.$name.map_or_else(String::new, |choice| choice.label().to_owned()),
        }
    };
}

/// A box to tick.
macro_rules! tick {
    ($name:ident, $label:literal, $yes:literal, $no:literal) => {
        Field { name: stringify!($name), label: $label, get: |body| if body.$name { $yes } else { $no }.to_owned() }
    };
}

/// A category's grade.
macro_rules! grade {
    ($name:literal, $label:literal, $category:ident) => {
        Field {
            name: $name,
            label: $label,
            get: |body: &Application| {
                body.wanted.grade(Category::$category).map_or_else(String::new, |grade: Grade| grade.label().to_owned())
            },
        }
    };
}

const APPLICATION: &[Field<Application>] = &[
    grade!("wanted.install.grade", "承装级别", Install),
    grade!("wanted.repair.grade", "承修级别", Repair),
    grade!("wanted.test.grade", "承试级别", Test),
    choice!(origin, "申请性质"),
    choice!(submitter, "提交类型"),
    text!(submitter_name, "提交人姓名"),
    text!(submitter_id, "提交人身份证号"),
    tick!(declared, "法定代表人声明", "已确认", "未确认"),
    choice!(downgrade, "是否降级"),
    tick!(clean_year, "近一年内无第十九条所列情形的声明", "已声明", "未声明"),
    Field {
        name: "deferred",
        label: "容缺材料",
        get: |body| joined(body.deferred.iter().map(|key| slot(key).map_or(key.as_str(), |slot| slot.label))),
    },
];
const BASICS: &[Field<Basics>] =
    &[text!(total_assets, "总资产"), text!(net_assets, "净资产"), text!(premises_area, "经营场所面积")];
const SHAREHOLDERS: &[Field<Shareholder>] =
    &[text!(name, "股东名称"), text!(identity, "证件号码"), text!(contribution, "出资额"), text!(share, "持股比例")];
const LEAD: &[Field<Lead>] = &[
    text!(name, "姓名"),
    text!(resident_id, "身份证号码"),
    text!(mobile, "手机"),
    text!(post, "职务"),
    choice!(title, "职称"),
    text!(specialty, "职称专业"),
    text!(title_certificate, "职称证书编号"),
    text!(years, "从事电力相关管理工作年限"),
];
const WORK: &[Field<WorkExperience>] = &[
    text!(from, "开始日期"),
    text!(until, "结束日期"),
    text!(employer, "工作单位"),
    text!(post, "职务"),
    text!(referee, "证明人"),
    text!(referee_mobile, "证明人电话"),
];
const TRAINING: &[Field<TrainingExperience>] = &[
    text!(from, "开始日期"),
    text!(until, "结束日期"),
    text!(institution, "培训机构"),
    text!(subject, "培训内容"),
    text!(certificate, "证书编号"),
];
const CHANGE: &[Field<Change>] = &[
    text!(name, "单位名称"),
    text!(representative, "法定代表人"),
    text!(representative_id, "法定代表人身份证号码"),
    text!(registered_address, "住所"),
    choice!(kind, "企业类型"),
    text!(credit_code, "统一社会信用代码"),
];
const REISSUE: &[Field<Reissue>] = &[
    choice!(reason, "申请类别"),
    text!(happened_on, "遗失或损坏日期"),
    text!(notice_medium, "遗失声明刊登媒体"),
    text!(notice_on, "遗失声明刊登日期"),
    text!(explanation, "情况说明"),
];
const CANCELLATION: &[Field<Cancellation>] = &[choice!(reason, "注销原因"), text!(explanation, "注销事项说明")];
const LEAVING: &[Field<Leaving>] = &[text!(left_on, "离职日期"), text!(explanation, "离职原因")];
const PEOPLE: &[Field<Leaver>] = &[
    text!(name, "姓名"),
    text!(resident_id, "身份证号码"),
    Field {
        name: "posts", label: "人员类型", get: |body| joined(body.posts.iter().map(|post: &Post| post.label()))
    },
];
const JOINING: &[Field<Joining>] = &[tick!(read, "温馨提示", "已阅读", "未阅读"), choice!(post, "人员类型")];
const TECHNICIAN: &[Field<Technician>] = &[
    text!(name, "姓名"),
    text!(resident_id, "身份证号码"),
    choice!(title, "职称"),
    text!(specialty, "职称专业"),
    text!(title_certificate, "职称证书编号"),
    text!(issuing_authority, "发证机关"),
    text!(issued_on, "发证日期"),
];
const ELECTRICIAN: &[Field<Electrician>] = &[
    text!(name, "姓名"),
    text!(resident_id, "身份证号码"),
    choice!(kind, "电工类别"),
    choice!(certificate_type, "证书类型"),
    text!(certificate, "证书编号"),
    text!(issuing_authority, "发证机关"),
    text!(valid_from, "有效期起"),
    text!(valid_until, "有效期止"),
];
const PERFORMANCE: &[Field<PerformanceRecord>] = &[
    text!(project, "工程名称"),
    text!(client, "建设单位"),
    choice!(voltage, "电压等级"),
    choice!(work, "工程类型"),
    text!(length, "线路长度"),
    text!(capacity, "变电容量"),
    text!(started_on, "开工日期"),
    text!(completed_on, "竣工日期"),
];
const PROFILE: &[Field<Profile>] = &[
    text!(name, "单位名称"),
    choice!(kind, "企业类型"),
    text!(credit_code, "统一社会信用代码"),
    text!(representative, "法定代表人"),
    text!(representative_id, "法定代表人身份证号"),
    text!(registered_address, "住所"),
    text!(province, "所属省份"),
    tick!(free_trade_zone, "自贸区", "是", "否"),
    text!(parent_name, "上级企业"),
    text!(mailing_address, "通讯地址"),
    text!(postal_code, "邮政编码"),
    text!(contact, "联系人"),
    text!(mobile, "手机"),
    text!(email, "电子邮箱"),
];

fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.collect::<Vec<_>>().join("、")
}

/// What is in one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its name, below the form, line or row that it is in.
    pub name: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What is in it, as people read it; empty for nothing.
    pub value: String,
}

/// A short list inside a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownList {
    /// Its name, below the form.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Its lines.
    pub lines: Vec<Vec<Shown>>,
}

fn read<T>(fields: &[Field<T>], body: &T) -> Vec<Shown> {
    fields.iter().map(|field| Shown { name: field.name, label: field.label, value: (field.get)(body) }).collect()
}

fn list<T>((name, title): (&'static str, &'static str), fields: &[Field<T>], lines: &[T]) -> ShownList {
    ShownList { name, title, lines: lines.iter().map(|line| read(fields, line)).collect() }
}

/// What is in a form, field by field, and in its short lists.
pub fn shown_section(body: &SectionBody) -> (Vec<Shown>, Vec<ShownList>) {
    match body {
        SectionBody::Application(body) => (read(APPLICATION, body), vec![]),
        SectionBody::Basics(body) => {
            (read(BASICS, body), vec![list(("shareholders", "股权结构"), SHAREHOLDERS, &body.shareholders)])
        }
        SectionBody::TechnicalLead(body) | SectionBody::SafetyLead(body) => (
            read(LEAD, body),
            vec![
                list(("work", "工作经历"), WORK, &body.work),
                list(("training", "培训经历"), TRAINING, &body.training),
            ],
        ),
        SectionBody::Change(body) => (read(CHANGE, body), vec![]),
        SectionBody::Reissue(body) => (read(REISSUE, body), vec![]),
        SectionBody::Cancellation(body) => (read(CANCELLATION, body), vec![]),
        SectionBody::Leaving(body) => (read(LEAVING, body), vec![list(("people", "离职人员"), PEOPLE, &body.people)]),
        SectionBody::Joining(body) => (read(JOINING, body), vec![]),
    }
}

/// What is in a row of a long list.
pub fn shown_row(body: &RowBody) -> Vec<Shown> {
    match body {
        RowBody::Technicians(body) => read(TECHNICIAN, body),
        RowBody::Electricians(body) => read(ELECTRICIAN, body),
        RowBody::Performance(body) => read(PERFORMANCE, body),
    }
}

/// What is registered of the enterprise.
pub fn shown_profile(profile: &Profile) -> Vec<Shown> {
    read(PROFILE, profile)
}

fn named<T>(fields: &[Field<T>], name: &str) -> Option<&'static str> {
    fields.iter().find(|field| field.name == name).map(|field| field.label)
}

/// What the field of a form is called.
pub fn field_label(section: Section, name: &str) -> Option<&'static str> {
    match section {
        // The grades together.
        Section::Application if name == "wanted" => Some("申请类别和等级"),
        Section::Application => named(APPLICATION, name),
        Section::Basics => named(BASICS, name),
        Section::TechnicalLead | Section::SafetyLead => named(LEAD, name),
        Section::Change => named(CHANGE, name),
        Section::Reissue => named(REISSUE, name),
        Section::Cancellation => named(CANCELLATION, name),
        Section::Leaving => named(LEAVING, name),
        Section::Joining => named(JOINING, name),
    }
}

/// What the short list of a form is called.
pub fn lines_label(section: Section, name: &str) -> Option<&'static str> {
    let empty = match section {
        Section::Basics => SectionBody::Basics(Basics::default()),
        Section::TechnicalLead | Section::SafetyLead => SectionBody::TechnicalLead(Lead::default()),
        Section::Leaving => SectionBody::Leaving(Leaving::default()),
        _ => return None,
    };
    shown_section(&empty).1.into_iter().find(|list| list.name == name).map(|list| list.title)
}

/// What a field in a line of a short list is called.
pub fn line_field_label(list: &str, name: &str) -> Option<&'static str> {
    match list {
        "shareholders" => named(SHAREHOLDERS, name),
        "work" => named(WORK, name),
        "training" => named(TRAINING, name),
        "people" => named(PEOPLE, name),
        _ => None,
    }
}

/// What a field of a row is called.
pub fn row_field_label(list: List, name: &str) -> Option<&'static str> {
    match list {
        List::Technicians => named(TECHNICIAN, name),
        List::Electricians => named(ELECTRICIAN, name),
        List::Performance => named(PERFORMANCE, name),
    }
}

/// What an item of the registration is called.
pub fn profile_label(name: &str) -> Option<&'static str> {
    named(PROFILE, name)
}
