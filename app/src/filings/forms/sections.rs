//! The fields of the form tabs, and what differs between two versions of one.

use super::field::{Field, Input, choice, compare, hint, optional, shown, text};
use super::lines::{Line, Lines, SHAREHOLDERS, TRAINING, WORK};
use domain::filings::{Application, Basics, Lead, Origin, ProfessionalTitle, SectionBody, Submitter};
use domain::licences::{Category, Grade};

/// 基本情况, but for what comes from the registration.
pub const BASICS: &[Field<Basics>] = &[
    text!(total_assets, "总资产", Input::Number("万元")),
    text!(net_assets, "净资产", Input::Number("万元")),
    hint(optional(text!(premises_area, "经营场所面积", Input::Number("平方米"))), "申请承试类的，填写试验场所面积"),
];

/// 技术负责人 and 安全负责人.
pub const LEAD: &[Field<Lead>] = &[
    text!(name, "姓名", Input::Text),
    text!(resident_id, "身份证号码", Input::Code),
    text!(mobile, "手机", Input::Mobile),
    text!(post, "职务", Input::Text),
    choice!(title, "职称", ProfessionalTitle),
    text!(specialty, "职称专业", Input::Text),
    text!(title_certificate, "职称证书编号", Input::Text),
    text!(years, "从事电力相关管理工作年限", Input::Number("年")),
];

/// What differs: label, mine, theirs.
pub fn differences(mine: &SectionBody, theirs: &SectionBody) -> Vec<(String, String, String)> {
    match (mine, theirs) {
        (SectionBody::Application(mine), SectionBody::Application(theirs)) => application(mine, theirs),
        (SectionBody::Basics(mine), SectionBody::Basics(theirs)) => {
            let mut all = compare(BASICS, mine, theirs);
            all.extend(lines(SHAREHOLDERS, mine, theirs));
            all
        }
        (SectionBody::TechnicalLead(mine), SectionBody::TechnicalLead(theirs))
        | (SectionBody::SafetyLead(mine), SectionBody::SafetyLead(theirs)) => {
            let mut all = compare(LEAD, mine, theirs);
            all.extend(lines(WORK, mine, theirs));
            all.extend(lines(TRAINING, mine, theirs));
            all
        }
        _ => Vec::new(),
    }
}

fn application(mine: &Application, theirs: &Application) -> Vec<(String, String, String)> {
    let said = |application: &Application| {
        let grade = |category| application.wanted.grade(category).map_or("", Grade::label);
        let mut all: Vec<(&str, String)> =
            Category::ALL.iter().map(|&category| (category.label(), grade(category).to_owned())).collect();
        all.push(("申请性质", application.origin.map_or("", Origin::label).to_owned()));
        all.push(("提交类型", application.submitter.map_or("", Submitter::label).to_owned()));
        all.push(("提交人姓名", application.submitter_name.clone()));
        all.push(("提交人身份证号", application.submitter_id.clone()));
        all.push(("法定代表人声明", if application.declared { "已确认" } else { "未确认" }.to_owned()));
        all
    };
    said(mine)
        .into_iter()
        .zip(said(theirs))
        .filter(|(mine, theirs)| mine.1 != theirs.1)
        .map(|((label, mine), (_, theirs))| (label.to_owned(), mine, theirs))
        .collect()
}

fn lines<T, L: Line>(list: Lines<T, L>, mine: &T, theirs: &T) -> Vec<(String, String, String)> {
    let said = |line: Option<&L>| {
        let Some(line) = line else { return String::new() };
        let parts = L::FIELDS.iter().map(|field| shown(field, line)).filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("，")
    };
    let (mine, theirs) = ((list.get)(mine), (list.get)(theirs));
    (0..mine.len().max(theirs.len()))
        .map(|n| (format!("{} {}", list.title, n + 1), said(mine.get(n)), said(theirs.get(n))))
        .filter(|(_, mine, theirs)| mine != theirs)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::filings::WorkExperience;

    #[test]
    fn only_what_differs_is_told() {
        let mut mine = Lead { name: "张三".into(), ..Lead::default() };
        let mut theirs = mine.clone();
        theirs.title = Some(ProfessionalTitle::Senior);
        mine.work.push(WorkExperience { employer: "某某公司".into(), ..WorkExperience::default() });
        assert_eq!(
            differences(&SectionBody::TechnicalLead(mine), &SectionBody::TechnicalLead(theirs)),
            [
                ("职称".to_owned(), String::new(), "高级".to_owned()),
                ("工作经历 1".to_owned(), "某某公司".to_owned(), String::new()),
            ]
        );
    }

    #[test]
    fn a_choice_is_told_by_its_label() {
        let mine = Application { origin: Some(Origin::Merger), ..Application::default() };
        let theirs = Application::default();
        assert_eq!(
            differences(&SectionBody::Application(mine), &SectionBody::Application(theirs)),
            [("申请性质".to_owned(), "合并后申请".to_owned(), String::new())]
        );
    }
}
