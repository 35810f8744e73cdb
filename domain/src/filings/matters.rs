//! The forms of the filings about a licence that there is: what changes, why it is printed anew or ends, who joins or leaves.

use crate::enterprises::{EnterpriseKind, Profile};
use crate::staff::Post;
use serde::{Deserialize, Serialize};

choices! {
    /// 登记事项: what a registration change may change (第36号令 Art. 18), as documents are asked for.
    pub enum RegisteredItem {
        Name = "name" "单位名称",
        Representative = "representative" "法定代表人",
        Address = "address" "住所",
        EnterpriseKind = "enterprise_kind" "企业类型",
        CreditCode = "credit_code" "统一社会信用代码",
    }
}

/// 申请变更内容: the registered items as they shall be. Starts as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Change {
    /// 企业类型.
    pub kind: Option<EnterpriseKind>,
    /// 单位名称.
    pub name: String,
    /// 统一社会信用代码.
    pub credit_code: String,
    /// 法定代表人.
    pub representative: String,
    /// 法定代表人身份证号码.
    pub representative_id: String,
    /// 住所.
    pub registered_address: String,
}

impl Change {
    /// Nothing changed yet.
    pub fn of(profile: &Profile) -> Change {
        Change {
            kind: profile.kind,
            name: profile.name.clone(),
            credit_code: profile.credit_code.clone(),
            representative: profile.representative.clone(),
            representative_id: profile.representative_id.clone(),
            registered_address: profile.registered_address.clone(),
        }
    }

    /// What it changes in the registration `before`. White space around a value is no change.
    pub fn items(&self, before: &Profile) -> Vec<RegisteredItem> {
        let differs = |after: &str, before: &str| after.trim() != before.trim();
        let changed = |item: &RegisteredItem| match item {
            RegisteredItem::Name => differs(&self.name, &before.name),
            RegisteredItem::Representative => {
                differs(&self.representative, &before.representative)
                    || differs(&self.representative_id, &before.representative_id)
            }
            RegisteredItem::Address => differs(&self.registered_address, &before.registered_address),
            RegisteredItem::EnterpriseKind => self.kind != before.kind,
            RegisteredItem::CreditCode => differs(&self.credit_code, &before.credit_code),
        };
        RegisteredItem::ALL.iter().copied().filter(changed).collect()
    }

    /// The registration `now` with what this changed in `before`; what else was changed since stays.
    pub fn applied(&self, before: &Profile, now: Profile) -> Profile {
        let mut after = now;
        for item in self.items(before) {
            match item {
                RegisteredItem::Name => after.name.clone_from(&self.name),
                RegisteredItem::Representative => {
                    after.representative.clone_from(&self.representative);
                    after.representative_id.clone_from(&self.representative_id);
                }
                RegisteredItem::Address => after.registered_address.clone_from(&self.registered_address),
                RegisteredItem::EnterpriseKind => after.kind = self.kind,
                RegisteredItem::CreditCode => after.credit_code.clone_from(&self.credit_code),
            }
        }
        after.canonical()
    }
}

choices! {
    /// 申请类别 of a reissue.
    pub enum ReissueReason {
        Lost = "lost" "补证（遗失）",
        Damaged = "damaged" "换证（损坏）",
        Replaced = "replaced" "换证（更换）",
    }
}

/// 许可证补（换）证申请.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reissue {
    /// 申请类别.
    pub reason: Option<ReissueReason>,
    /// 遗失或损坏日期; not asked for a replacement.
    pub happened_on: String,
    /// 情况说明.
    pub explanation: String,
    /// 遗失声明刊登媒体; asked for what was lost, but not in the zone.
    pub notice_medium: String,
    /// 遗失声明刊登日期.
    pub notice_on: String,
}

choices! {
    /// 注销原因 (行政许可法 Art. 70; 第36号令 on dissolution, merger and division).
    pub enum CancellationReason {
        Ceased = "ceased" "不再从事承装（修、试）电力设施活动",
        Closed = "closed" "歇业",
        Dissolved = "dissolved" "解散",
        Bankrupt = "bankrupt" "依法宣告破产",
        Merged = "merged" "合并",
        Divided = "divided" "分立",
        Other = "other" "其他",
    }
}

impl CancellationReason {
    /// Whether there is an act of somebody else to prove it.
    pub fn proven(self) -> bool {
        matches!(self, Self::Dissolved | Self::Bankrupt | Self::Merged | Self::Divided)
    }
}

/// 注销事项.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cancellation {
    /// 注销原因.
    pub reason: Option<CancellationReason>,
    /// 注销事项说明.
    pub explanation: String,
}

/// Somebody who leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Leaver {
    /// 身份证号码.
    pub resident_id: String,
    /// 姓名.
    pub name: String,
    /// Posts held when chosen.
    pub posts: Vec<Post>,
}

/// 人员离职申请.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Leaving {
    /// Who leaves, in the order of choosing.
    pub people: Vec<Leaver>,
    /// 离职日期.
    pub left_on: String,
    /// 离职原因.
    pub explanation: String,
}

/// 人员入职申请: which form the person has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Joining {
    /// 温馨提示 has been read.
    pub read: bool,
    /// 人员类型.
    pub post: Option<Post>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before() -> Profile {
        Profile {
            kind: Some(EnterpriseKind::Limited),
            name: "上海甲电力有限公司".into(),
            representative: "王建国".into(),
            representative_id: "11010519491231002X".into(),
            registered_address: "上海市黄浦区1号".into(),
            mobile: "13800138000".into(),
            ..Profile::default()
        }
    }

    #[test]
    fn what_starts_as_it_is_changes_nothing() {
        let change = Change::of(&before());
        assert!(change.items(&before()).is_empty());
        assert_eq!(change.applied(&before(), before()), before().canonical());
    }

    #[test]
    fn only_what_was_changed_is_written_over() {
        let change = Change { name: " 上海乙电力有限公司 ".into(), ..Change::of(&before()) };
        assert_eq!(change.items(&before()), [RegisteredItem::Name]);
        // Meanwhile somebody has saved another mobile: that stays.
        let now = Profile { mobile: "13900139000".into(), ..before() };
        let after = change.applied(&before(), now);
        assert_eq!((after.name.as_str(), after.mobile.as_str()), ("上海乙电力有限公司", "13900139000"));
        assert_eq!(after.registered_address, before().registered_address);
    }

    #[test]
    fn a_representative_changes_with_the_id_number() {
        let change = Change { representative_id: "440524188001010014".into(), ..Change::of(&before()) };
        assert_eq!(change.items(&before()), [RegisteredItem::Representative]);
    }
}
