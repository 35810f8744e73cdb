//! The short lists inside a form tab: 股权结构, 工作经历, 培训经历.

use super::field::{Field, Input, hint, optional, text};
use domain::filings::{Basics, Lead, Shareholder, TrainingExperience, WorkExperience};

/// One line of a short list.
pub trait Line: Clone + Default + Send + Sync + 'static {
    /// The fields of the dialog.
    const FIELDS: &'static [Field<Self>];
    /// Names of the fields that are columns of the table.
    const COLUMNS: &'static [&'static str];
}

/// A short list of `L` in a section of `T`.
pub struct Lines<T: 'static, L: 'static> {
    /// Its name in findings' paths.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// A line below the title; empty for none.
    pub hint: &'static str,
    /// Whether there must be one.
    pub required: bool,
    /// Reads it.
    pub get: fn(&T) -> &Vec<L>,
    /// Writes it.
    pub get_mut: fn(&mut T) -> &mut Vec<L>,
}

// Not derived: neither `T` nor `L` need be `Clone` for a pair of function pointers to be.
impl<T, L> Clone for Lines<T, L> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T, L> Copy for Lines<T, L> {}

/// 股权结构.
pub const SHAREHOLDERS: Lines<Basics, Shareholder> = Lines {
    name: "shareholders",
    title: "股权结构",
    hint: "请如实填写股权信息",
    required: true,
    get: |basics| &basics.shareholders,
    get_mut: |basics| &mut basics.shareholders,
};

/// 工作经历.
pub const WORK: Lines<Lead, WorkExperience> = Lines {
    name: "work",
    title: "工作经历",
    hint: "证明人电话必须为手机号码",
    required: true,
    get: |lead| &lead.work,
    get_mut: |lead| &mut lead.work,
};

/// 培训经历.
pub const TRAINING: Lines<Lead, TrainingExperience> = Lines {
    name: "training",
    title: "培训经历",
    hint: "",
    required: false,
    get: |lead| &lead.training,
    get_mut: |lead| &mut lead.training,
};

impl Line for Shareholder {
    const FIELDS: &'static [Field<Self>] = &[
        text!(name, "股东名称", Input::Text),
        hint(text!(identity, "证件号码", Input::Code), "身份证号码或统一社会信用代码"),
        text!(contribution, "出资额", Input::Number("万元")),
        text!(share, "持股比例", Input::Number("%")),
    ];
    const COLUMNS: &'static [&'static str] = &["name", "identity", "contribution", "share"];
}

impl Line for WorkExperience {
    const FIELDS: &'static [Field<Self>] = &[
        text!(from, "开始日期", Input::Date),
        hint(optional(text!(until, "结束日期", Input::Date)), "至今请留空"),
        text!(employer, "工作单位", Input::Wide),
        text!(post, "职务", Input::Text),
        text!(referee, "证明人", Input::Text),
        hint(text!(referee_mobile, "证明人电话", Input::Mobile), "请填写手机号码"),
    ];
    const COLUMNS: &'static [&'static str] = &["from", "until", "employer", "post", "referee", "referee_mobile"];
}

impl Line for TrainingExperience {
    const FIELDS: &'static [Field<Self>] = &[
        text!(from, "开始日期", Input::Date),
        text!(until, "结束日期", Input::Date),
        text!(institution, "培训机构", Input::Wide),
        text!(subject, "培训内容", Input::Wide),
        optional(text!(certificate, "证书编号", Input::Text)),
    ];
    const COLUMNS: &'static [&'static str] = &["from", "until", "institution", "subject", "certificate"];
}
