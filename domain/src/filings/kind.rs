//! What is filed for. A kind is a short description: its tabs, what it is about, how its submission is called. What granting
//! it does is `services::filings::grant`.

use super::{List, Section, Tab};
use crate::staff::Post;

choices! {
    /// What is filed for. 人员变更 is two kinds, because people join and leave by different forms.
    pub enum Kind {
        NewLicence = "new_licence" "许可证新申请",
        RegistrationChange = "registration_change" "登记事项变更",
        ScopeChange = "scope_change" "许可事项变更",
        Renewal = "renewal" "许可证延续",
        Reissue = "reissue" "许可证补（换）证",
        Cancellation = "cancellation" "许可证注销",
        Joining = "joining" "人员变更（入职）",
        Leaving = "leaving" "人员变更（离职）",
    }
}

/// The tabs of the filings in which the licence conditions are judged.
const FULL: &[Tab] = &[
    Tab::Application,
    Tab::Basics,
    Tab::TechnicalLead,
    Tab::SafetyLead,
    Tab::Technicians,
    Tab::Electricians,
    Tab::Performance,
    Tab::Submission,
];

impl Kind {
    /// Whether it is about a licence that there is.
    pub fn about_licence(self) -> bool {
        self != Self::NewLicence
    }

    /// Whether the licence conditions are judged: people, assets, performance, by category and grade wanted.
    pub fn judged(self) -> bool {
        matches!(self, Self::NewLicence | Self::ScopeChange | Self::Renewal)
    }

    /// Whether it ends with a decision on people only, after a short approval.
    pub fn personnel(self) -> bool {
        matches!(self, Self::Joining | Self::Leaving)
    }

    /// Its tabs, in their order. Who joins has the form of the post that was chosen.
    pub fn tabs(self, joining: Option<Post>) -> Vec<Tab> {
        match self {
            Self::NewLicence | Self::ScopeChange | Self::Renewal => FULL.to_vec(),
            Self::RegistrationChange => vec![Tab::Application, Tab::Change, Tab::Submission],
            Self::Reissue => vec![Tab::Reissue],
            Self::Cancellation => vec![Tab::Cancellation],
            Self::Leaving => vec![Tab::Leaving],
            Self::Joining => {
                let person = joining.map(Post::tab);
                [Some(Tab::Joining), person, Some(Tab::Submission)].into_iter().flatten().collect()
            }
        }
    }

    /// The tab on which its form begins.
    pub fn first_tab(self) -> Tab {
        self.tabs(None)[0]
    }

    /// The form tabs that it may use.
    pub fn sections(self) -> impl Iterator<Item = Section> {
        Section::ALL.iter().copied().filter(move |&section| self.uses(section.tab()))
    }

    /// The list tabs that it may use.
    pub fn lists(self) -> impl Iterator<Item = List> {
        List::ALL.iter().copied().filter(move |&list| self.uses(list.tab()))
    }

    fn uses(self, tab: Tab) -> bool {
        let of_post = Post::ALL.iter().any(|post| post.tab() == tab);
        self.tabs(None).contains(&tab) || (self == Self::Joining && of_post)
    }

    /// What the tab is called here, in the manual's words.
    pub fn tab_label(self, tab: Tab) -> &'static str {
        match (self, tab) {
            (Self::RegistrationChange, Tab::Application) => "基本情况",
            (Self::RegistrationChange, Tab::Submission) => "申请附件及明细",
            _ => tab.label(),
        }
    }

    /// The button that submits.
    pub fn submit_label(self) -> &'static str {
        match self {
            Self::Reissue | Self::Cancellation => "进入资料提交排队",
            Self::Leaving => "确认离职",
            _ => "提交",
        }
    }

    /// What it is for, in a line.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::NewLicence => "首次申请，或合并、分立后申请",
            Self::RegistrationChange => "单位名称、法定代表人、住所等发生变更",
            Self::ScopeChange => "变更许可类别和等级",
            Self::Renewal => "有效期届满前申请延续六年",
            Self::Reissue => "许可证遗失、损坏或需更换",
            Self::Cancellation => "不再从事许可活动，注销许可证",
            Self::Joining => "持证企业新聘人员",
            Self::Leaving => "持证企业人员离职",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tab_belongs_to_a_kind_and_ends_where_it_is_submitted() {
        for &tab in Tab::ALL {
            assert!(Kind::ALL.iter().any(|kind| kind.uses(tab)), "{tab}");
        }
        for &kind in Kind::ALL {
            for post in Post::ALL.iter().copied().map(Some).chain([None]) {
                let tabs = kind.tabs(post);
                assert!(tabs.is_sorted(), "{kind}: the check lists its findings in the order of the tabs");
                assert_eq!(tabs[0], kind.first_tab());
            }
        }
    }

    #[test]
    fn who_joins_has_the_form_of_the_post() {
        assert_eq!(Kind::Joining.tabs(Some(Post::Electrician)), [Tab::Joining, Tab::Electricians, Tab::Submission]);
        assert_eq!(Kind::Joining.tabs(None), [Tab::Joining, Tab::Submission]);
        assert_eq!(Kind::Joining.lists().collect::<Vec<_>>(), [List::Technicians, List::Electricians]);
        assert_eq!(Kind::Leaving.lists().count(), 0);
    }
}
