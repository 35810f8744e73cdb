//! The fields of the form tabs, and what differs between two versions of one.

use super::Body;
use super::field::{Field, Input, choice, choices, compare, text, tick};
use super::lines::{Lines, lines};
use super::matters::{CANCELLATION, CHANGE, JOINING, LEAVING, REISSUE};
use domain::attachments::slot;
use domain::filings::{Downgrade, Origin, ProfessionalTitle, Section, Submitter};
use domain::licences::{Category, Grade};

/// A category's grade.
macro_rules! grade {
    ($name:literal, $label:literal, $category:ident) => {
        Field {
            name: $name,
            label: $label,
            input: choices!(Grade),
            required: false,
            hint: "",
            get: |body| {
                let grade = body.application().and_then(|body| body.wanted.grade(Category::$category));
                grade.map_or("", Grade::code).to_owned()
            },
            set: |body, code| {
                if let Body::Application(body) = body {
                    body.wanted.set(Category::$category, Grade::from_code(&code));
                }
            },
        }
    };
}

/// 申请类别: grades in the order of `Category::ALL`, then what [`ORIGIN`] and the others name.
pub static APPLICATION: [Field; 10] = [
    grade!("wanted.install.grade", "承装级别", Install),
    grade!("wanted.repair.grade", "承修级别", Repair),
    grade!("wanted.test.grade", "承试级别", Test),
    choice!(Application, origin, "申请性质", Origin).hint("合并后申请、分立后申请的，须在下方上传相应文件"),
    choice!(Application, submitter, "提交类型", Submitter),
    text!(Application, submitter_name, "提交人姓名", Input::Text),
    text!(Application, submitter_id, "提交人身份证号", Input::Code),
    tick!(Application, declared, "法定代表人声明", "已确认", "未确认"),
    choice!(Application, downgrade, "是否降级", Downgrade),
    tick!(Application, clean_year, "近一年内无第十九条所列情形的声明", "已声明", "未声明"),
];

/// Place of 申请性质 in [`APPLICATION`].
pub const ORIGIN: usize = 3;
/// Place of 提交类型.
pub const SUBMITTER: usize = 4;
/// Place of 提交人姓名; 提交人身份证号 follows.
pub const SUBMITTER_NAME: usize = 5;
/// Place of 法定代表人声明.
pub const DECLARED: usize = 7;
/// Place of 是否降级.
pub const DOWNGRADE: usize = 8;
/// Place of the declaration about the last year.
pub const CLEAN_YEAR: usize = 9;

/// 基本情况, but for what comes from the registration.
pub static BASICS: [Field; 3] = [
    text!(Basics, total_assets, "总资产", Input::Number("万元")),
    text!(Basics, net_assets, "净资产", Input::Number("万元")),
    text!(Basics, premises_area, "经营场所面积", Input::Number("平方米"))
        .optional()
        .hint("申请承试类的，填写试验场所面积"),
];

/// 技术负责人 and 安全负责人.
pub static LEAD: [Field; 8] = [
    text!(TechnicalLead | SafetyLead, name, "姓名", Input::Text),
    text!(TechnicalLead | SafetyLead, resident_id, "身份证号码", Input::Code),
    text!(TechnicalLead | SafetyLead, mobile, "手机", Input::Mobile),
    text!(TechnicalLead | SafetyLead, post, "职务", Input::Text),
    choice!(TechnicalLead | SafetyLead, title, "职称", ProfessionalTitle),
    text!(TechnicalLead | SafetyLead, specialty, "职称专业", Input::Text),
    text!(TechnicalLead | SafetyLead, title_certificate, "职称证书编号", Input::Text),
    text!(TechnicalLead | SafetyLead, years, "从事电力相关管理工作年限", Input::Number("年")),
];

/// The fields of a form tab, but for those in its lists.
pub fn fields_of(section: Section) -> &'static [Field] {
    match section {
        Section::Application => &APPLICATION,
        Section::Basics => &BASICS,
        Section::TechnicalLead | Section::SafetyLead => &LEAD,
        Section::Change => &CHANGE,
        Section::Reissue => &REISSUE,
        Section::Cancellation => &CANCELLATION,
        Section::Leaving => &LEAVING,
        Section::Joining => &JOINING,
    }
}

/// What differs: label, mine, theirs.
pub fn differences(section: Section, mine: &Body, theirs: &Body) -> Vec<(String, String, String)> {
    let mut all = compare(fields_of(section), mine, theirs);
    let (my_follows, their_follows) = (follows(mine), follows(theirs));
    if my_follows != their_follows {
        all.push(("容缺材料".to_owned(), my_follows, their_follows));
    }
    for list in lines(section) {
        all.extend(line_by_line(list, mine, theirs));
    }
    all
}

/// The documents that will follow later.
fn follows(body: &Body) -> String {
    let Some(application) = body.application() else { return String::new() };
    let labels = application.deferred.iter().filter_map(|key| slot(key)).map(|slot| slot.label);
    labels.collect::<Vec<_>>().join("、")
}

fn line_by_line(list: &Lines, mine: &Body, theirs: &Body) -> Vec<(String, String, String)> {
    let said = |line: Option<&Body>| {
        let Some(line) = line else { return String::new() };
        let parts = list.fields.iter().map(|field| field.shown(line)).filter(|part| !part.is_empty());
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
    use domain::filings::{Application, Lead, Leaver, Leaving, WorkExperience};
    use domain::staff::Post;

    #[test]
    fn only_what_differs_is_told() {
        let mut mine = Lead { name: "张三".into(), ..Lead::default() };
        let mut theirs = mine.clone();
        theirs.title = Some(ProfessionalTitle::Senior);
        mine.work.push(WorkExperience { employer: "某某公司".into(), ..WorkExperience::default() });
        assert_eq!(
            differences(Section::TechnicalLead, &Body::TechnicalLead(mine), &Body::TechnicalLead(theirs)),
            [
                ("职称".to_owned(), String::new(), "高级".to_owned()),
                ("工作经历 1".to_owned(), "某某公司".to_owned(), String::new()),
            ]
        );
    }

    #[test]
    fn choices_are_told_by_their_labels() {
        let mut mine = Application { origin: Some(Origin::Merger), declared: true, ..Application::default() };
        mine.deferred = vec!["premises_proof".into(), "safety_system".into()];
        mine.wanted.repair = Some(Grade::Four);
        let theirs = Body::Application(Application::default());
        assert_eq!(
            differences(Section::Application, &Body::Application(mine), &theirs),
            [
                ("承修级别".to_owned(), "四级".to_owned(), String::new()),
                ("申请性质".to_owned(), "合并后申请".to_owned(), String::new()),
                ("法定代表人声明".to_owned(), "已确认".to_owned(), "未确认".to_owned()),
                ("容缺材料".to_owned(), "经营场所证明、安全生产组织和制度".to_owned(), String::new()),
            ]
        );
    }

    #[test]
    fn who_leaves_is_told_person_by_person() {
        let leaver =
            Leaver { name: "张三".into(), posts: vec![Post::TechnicalLead, Post::Technician], ..Leaver::default() };
        let mine = Body::Leaving(Leaving { people: vec![leaver], ..Leaving::default() });
        assert_eq!(
            differences(Section::Leaving, &mine, &Body::Leaving(Leaving::default())),
            [("离职人员 1".to_owned(), "张三，技术负责人、电力相关技术人员".to_owned(), String::new())]
        );
    }

    #[test]
    fn the_places_are_right() {
        let name = |place: usize| APPLICATION[place].name;
        assert_eq!([name(ORIGIN), name(SUBMITTER), name(SUBMITTER_NAME)], ["origin", "submitter", "submitter_name"]);
        assert_eq!([name(DECLARED), name(DOWNGRADE), name(CLEAN_YEAR)], ["declared", "downgrade", "clean_year"]);
    }
}
