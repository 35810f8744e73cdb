//! The tabs of the wizard.

use super::{List, Section};

choices! {
    /// A tab: a form, a list, or the end of the wizard. In the order in which a filing shows those that it has.
    pub enum Tab {
        Application = "application" "申请类别",
        Change = "change" "申请变更内容",
        Reissue = "reissue" "许可证补（换）证申请",
        Cancellation = "cancellation" "许可证注销",
        Leaving = "leaving" "人员离职申请",
        Joining = "joining" "人员入职申请",
        Basics = "basics" "基本情况",
        TechnicalLead = "technical_lead" "技术负责人",
        SafetyLead = "safety_lead" "安全负责人",
        Technicians = "technicians" "电力相关技术人员",
        Electricians = "electricians" "电力相关专业技能人员",
        Performance = "performance" "规定年限内主要业绩",
        Submission = "submission" "资料提交",
    }
}

impl Tab {
    /// The tab on which a finding's field stands: the path's first word names it, for attachments the slot's tab.
    pub fn of_path(path: &str) -> Option<Tab> {
        let first = path.split(['.', '[']).next()?;
        match first {
            "attachments" => {
                let slot = path.strip_prefix("attachments.")?;
                crate::attachments::slot(slot).map(|slot| slot.tab)
            }
            code => Tab::from_code(code),
        }
    }

    /// The form on it, if it is one.
    pub fn section(self) -> Option<Section> {
        Section::from_code(self.code())
    }

    /// The list on it, if it is one.
    pub fn list(self) -> Option<List> {
        List::from_code(self.code())
    }
}

impl Section {
    /// The tab that is this form.
    pub fn tab(self) -> Tab {
        match self {
            Self::Application => Tab::Application,
            Self::Basics => Tab::Basics,
            Self::TechnicalLead => Tab::TechnicalLead,
            Self::SafetyLead => Tab::SafetyLead,
            Self::Change => Tab::Change,
            Self::Reissue => Tab::Reissue,
            Self::Cancellation => Tab::Cancellation,
            Self::Leaving => Tab::Leaving,
            Self::Joining => Tab::Joining,
        }
    }
}

impl List {
    /// The tab that is this list.
    pub fn tab(self) -> Tab {
        match self {
            Self::Technicians => Tab::Technicians,
            Self::Electricians => Tab::Electricians,
            Self::Performance => Tab::Performance,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_and_what_is_on_it_have_one_name() {
        for &section in Section::ALL {
            assert_eq!(section.tab().section(), Some(section));
        }
        for &list in List::ALL {
            assert_eq!(list.tab().list(), Some(list));
        }
    }
}
