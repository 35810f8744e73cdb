//! The notices: whether a filing is accepted, and what is missing.

use super::{Body, Notice, Paper, PaperKind, grid};
use crate::clock::ANSWER_DAYS;
use crate::corrections::Correction;
use crate::filings::Kind;
use crate::values::date;
use chrono::NaiveDate;

/// A filing as notices and decisions speak of it.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// What is filed for.
    pub kind: Kind,
    /// Its number.
    pub filing: &'a str,
    /// 单位名称 as filed.
    pub enterprise: &'a str,
    /// When it was last submitted.
    pub submitted_on: NaiveDate,
    /// Name of the office.
    pub office: &'a str,
    /// The paper's own number.
    pub number: &'a str,
    /// The paper's day.
    pub today: NaiveDate,
}

impl About<'_> {
    pub(super) fn paper(&self, kind: PaperKind, notice: Notice) -> Paper {
        Paper {
            kind,
            title: kind.title(self.kind),
            number: self.number.to_owned(),
            office: self.office.to_owned(),
            issued_on: self.today,
            body: Body::Notice(Notice { addressee: self.enterprise.to_owned(), ..notice }),
        }
    }

    /// What was received.
    pub(super) fn received(&self) -> String {
        format!(
            "你单位{}提交的承装（修、试）电力设施许可“{}”申请（申请编号：{}）收悉。",
            date::long(self.submitted_on),
            self.kind,
            self.filing
        )
    }
}

/// How long the decision may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// From when it counts as accepted: the day it was received where nobody answered in time.
    pub from: NaiveDate,
    /// In working days; 0 is the day itself.
    pub days: u32,
    /// The last day as computed with the holidays known today.
    pub due: Option<NaiveDate>,
    /// Nobody answered in time, so that it counts as accepted.
    pub by_silence: bool,
}

/// 受理通知书.
pub fn accepted(about: &About, term: &Term) -> Paper {
    let decided = match term.by_silence {
        true => format!(
            "本机关未在收到申请材料之日起{ANSWER_DAYS}个工作日内一次性告知需要补正的全部内容，依据《中华人民共和国行政许可法》\
             第三十二条的规定，该申请自收到申请材料之日（{}）起即为受理。",
            date::long(term.from)
        ),
        false => "经审查，申请事项属于本机关职权范围，申请材料齐全、符合法定形式。依据《中华人民共和国行政许可法》第三十二条的\
                  规定，决定予以受理。"
            .to_owned(),
    };
    let notice = Notice { paragraphs: vec![about.received(), decided], closing: terms(term), ..Notice::default() };
    about.paper(PaperKind::AcceptanceNotice, notice)
}

/// 容缺受理通知书: what follows later, each document with its last day.
pub fn accepted_with_documents_to_follow(about: &About, term: &Term, documents: &[(&str, NaiveDate)]) -> Paper {
    let last = documents.iter().map(|(_, due)| *due).max().unwrap_or(about.today);
    let decided =
        "经审查，申请事项属于本机关职权范围，主要申请材料齐全、符合法定形式，下列材料暂缺。依据你单位的容缺受理申请，\
                   决定予以容缺受理。请在规定期限内登录资质和信用信息系统补交下列材料："
            .to_owned();
    let rows = documents
        .iter()
        .enumerate()
        .map(|(n, (name, due))| vec![(n + 1).to_string(), (*name).to_owned(), date::long(*due)]);
    let mut closing = vec![format!(
        "逾期（{}后）未交齐上述材料的，本申请即告终止，并自逾期之日起{}年内不能再次选择容缺受理。",
        date::long(last),
        crate::tracks::DEFERRAL_BAR_YEARS
    )];
    closing.extend(terms(term));
    let notice = Notice {
        paragraphs: vec![about.received(), decided],
        items: Some(grid("", &[("序号", 2), ("容缺材料名称", 12), ("补交期限", 6)], rows)),
        closing,
        ..Notice::default()
    };
    about.paper(PaperKind::DeferralNotice, notice)
}

fn terms(term: &Term) -> Vec<String> {
    let due = term.due.map(|due| format!("，即最迟于{}", date::long(due))).unwrap_or_default();
    let within = match term.days {
        0 => format!("本机关将于受理当日（{}）作出决定", date::long(term.from)),
        days => format!("本机关将自受理之日（{}）起{days}个工作日内{due}作出决定", date::long(term.from)),
    };
    vec![
        format!("{within}。依法需要现场核查、检验、专家评审等的，所需时间不计算在内；依法延长期限的，将另行告知。"),
        "你单位可以登录资质和信用信息系统，凭申请编号查询办理进度。".to_owned(),
    ]
}

/// 补正材料通知书, with everything that is missing at once. `note` is what the reviewer wrote, for one without items.
pub fn correction(about: &About, correction: Option<&Correction>, note: &str) -> Paper {
    let mut paragraphs = vec![about.received()];
    let again = correction.filter(|correction| correction.round > 1 && !correction.head_reason.trim().is_empty());
    if let Some(again) = again {
        paragraphs.push(format!(
            "本次为第{}次告知补正，已经本机关负责人批准，理由：{}",
            again.round,
            sentence(&again.head_reason)
        ));
    }
    paragraphs.push(
        "经审查，申请材料不齐全或者不符合法定形式。依据《中华人民共和国行政许可法》第三十二条的规定，现将需要补正的全部内容\
         一次性告知如下："
            .to_owned(),
    );
    let items = correction.map(|correction| correction.items.as_slice()).unwrap_or_default();
    // What the reviewer wrote repeats the items, where there are any.
    if items.is_empty() {
        paragraphs.extend(lines(note));
    }
    let rows =
        items.iter().enumerate().map(|(n, item)| vec![(n + 1).to_string(), item.label.clone(), item.reason.clone()]);
    let table = grid("", &[("序号", 2), ("补正事项", 7), ("存在问题和补正要求", 12)], rows);
    let notice = Notice {
        paragraphs,
        items: (!items.is_empty()).then_some(table),
        closing: vec![format!(
            "请你单位登录资质和信用信息系统，按上述要求补正后重新提交。本机关自收到补正材料之日起{ANSWER_DAYS}个工作日内\
             答复是否受理；补正期间不计入办理期限。"
        )],
        ..Notice::default()
    };
    about.paper(PaperKind::CorrectionNotice, notice)
}

/// 不予受理通知书.
pub fn declined(about: &About, reason: &str) -> Paper {
    let mut paragraphs = vec![
        about.received(),
        "经审查，依据《中华人民共和国行政许可法》第三十二条的规定，决定不予受理。理由如下：".to_owned(),
    ];
    paragraphs.extend(lines(reason));
    let notice = Notice { paragraphs, closing: vec![remedy("通知书")], ..Notice::default() };
    about.paper(PaperKind::DeclineNotice, notice)
}

/// What can be done against it. The days are those of the laws themselves (行政复议法, 行政诉讼法), as recollected.
pub(super) fn remedy(paper: &str) -> String {
    format!(
        "如不服本{paper}，可以自收到本{paper}之日起六十日内依法向国家能源局申请行政复议，也可以自收到本{paper}之日起六个月内\
         依法向人民法院提起行政诉讼。"
    )
}

/// What somebody wrote, a paragraph each.
pub(super) fn lines(text: &str) -> impl Iterator<Item = String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned)
}

/// With a full stop at its end.
fn sentence(text: &str) -> String {
    let text = text.trim();
    match text.ends_with(['。', '！', '？', '.']) {
        true => text.to_owned(),
        false => format!("{text}。"),
    }
}
