//! The short lists inside a form tab: 股权结构, 工作经历, 培训经历, who leaves.

use super::Body;
use super::field::{Field, Input, text};
use domain::filings::{Leaver, Section, Shareholder, TrainingExperience, WorkExperience};
use domain::staff::Post;

/// A short list.
pub struct Lines {
    /// Its name in findings' paths.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// A line below the title; empty for none.
    pub hint: &'static str,
    /// Whether there must be one.
    pub required: bool,
    /// The fields of the dialog; all of them are columns of the table.
    pub fields: &'static [Field],
    /// An empty line.
    pub empty: fn() -> Body,
    /// Reads it from its form tab.
    pub get: fn(&Body) -> Vec<Body>,
    /// Writes it.
    pub set: fn(&mut Body, Vec<Body>),
}

/// Reads and writes the lists of a form: the forms that have it, its field, and what its lines are.
macro_rules! list {
    (get $($form:ident)|+, $name:ident, $line:ident) => {
        |body| match body {
            $(Body::$form(body))|+ => body.$name.iter().cloned().map(Body::$line).collect(),
            _ => Vec::new(),
        }
    };
    (set $($form:ident)|+, $name:ident, $line:ident) => {
        |body, lines| {
            if let $(Body::$form(body))|+ = body {
                let line = |line| match line {
                    Body::$line(line) => Some(line),
                    _ => None,
                };
                body.$name = lines.into_iter().filter_map(line).collect();
            }
        }
    };
}

/// 股权结构.
pub static SHAREHOLDERS: Lines = Lines {
    name: "shareholders",
    title: "股权结构",
    hint: "请如实填写股权信息",
    required: true,
    fields: &[
        text!(Shareholder, name, "股东名称", Input::Text),
        text!(Shareholder, identity, "证件号码", Input::Code).hint("身份证号码或统一社会信用代码"),
        text!(Shareholder, contribution, "出资额", Input::Number("万元")),
        text!(Shareholder, share, "持股比例", Input::Number("%")),
    ],
    empty: || Body::Shareholder(Shareholder::default()),
    get: list!(get Basics, shareholders, Shareholder),
    set: list!(set Basics, shareholders, Shareholder),
};

/// 工作经历.
pub static WORK: Lines = Lines {
    name: "work",
    title: "工作经历",
    hint: "证明人电话必须为手机号码",
    required: true,
    fields: &[
        text!(Work, from, "开始日期", Input::Date),
        text!(Work, until, "结束日期", Input::Date).optional().hint("至今请留空"),
        text!(Work, employer, "工作单位", Input::Wide),
        text!(Work, post, "职务", Input::Text),
        text!(Work, referee, "证明人", Input::Text),
        text!(Work, referee_mobile, "证明人电话", Input::Mobile).hint("请填写手机号码"),
    ],
    empty: || Body::Work(WorkExperience::default()),
    get: list!(get TechnicalLead | SafetyLead, work, Work),
    set: list!(set TechnicalLead | SafetyLead, work, Work),
};

/// 培训经历.
pub static TRAINING: Lines = Lines {
    name: "training",
    title: "培训经历",
    hint: "",
    required: false,
    fields: &[
        text!(Training, from, "开始日期", Input::Date),
        text!(Training, until, "结束日期", Input::Date),
        text!(Training, institution, "培训机构", Input::Wide),
        text!(Training, subject, "培训内容", Input::Wide),
        text!(Training, certificate, "证书编号", Input::Text).optional(),
    ],
    empty: || Body::Training(TrainingExperience::default()),
    get: list!(get TechnicalLead | SafetyLead, training, Training),
    set: list!(set TechnicalLead | SafetyLead, training, Training),
};

/// 离职人员. Found and ticked, never typed.
pub static PEOPLE: Lines = Lines {
    name: "people",
    title: "离职人员",
    hint: "",
    required: true,
    fields: &[
        text!(Leaver, name, "姓名", Input::Text),
        text!(Leaver, resident_id, "身份证号码", Input::Code),
        Field {
            name: "posts",
            label: "人员类型",
            input: Input::Text,
            required: false,
            hint: "",
            get: |body| match body {
                Body::Leaver(leaver) => posts(&leaver.posts),
                _ => String::new(),
            },
            set: |_, _| {},
        },
    ],
    empty: || Body::Leaver(Leaver::default()),
    get: list!(get Leaving, people, Leaver),
    set: list!(set Leaving, people, Leaver),
};

/// Posts as people read them.
pub fn posts(posts: &[Post]) -> String {
    posts.iter().map(|post| post.label()).collect::<Vec<_>>().join("、")
}

/// The short lists of a form tab.
pub fn lines(section: Section) -> Vec<&'static Lines> {
    match section {
        Section::Basics => vec![&SHAREHOLDERS],
        Section::TechnicalLead | Section::SafetyLead => vec![&WORK, &TRAINING],
        Section::Leaving => vec![&PEOPLE],
        Section::Application | Section::Change | Section::Reissue | Section::Cancellation | Section::Joining => {
            Vec::new()
        }
    }
}
