//! The enterprise (企业) as registered.

use crate::conformity::Finding;
use crate::offices;
use crate::values::{CreditCode, Email, Mobile, PostalCode, ResidentId, ValueError, text};
use serde::{Deserialize, Serialize};

choices! {
    /// 企业类型.
    pub enum EnterpriseKind {
        Limited = "limited" "有限责任公司",
        JointStock = "joint_stock" "股份有限公司",
        StateOwned = "state_owned" "国有企业",
        Collective = "collective" "集体企业",
        ForeignInvested = "foreign_invested" "外商投资企业",
        Other = "other" "其他企业法人",
    }
}

/// What an enterprise registered, as typed. Kept by the database in this very form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// 企业类型. Locked after registration.
    pub kind: Option<EnterpriseKind>,
    /// 单位名称. Locked after registration.
    pub name: String,
    /// 统一社会信用代码. Locked after registration.
    pub credit_code: String,
    /// 法定代表人. Locked after registration.
    pub representative: String,
    /// ID number of the legal representative. Locked with the name.
    pub representative_id: String,
    /// 住所. Locked after registration.
    pub registered_address: String,
    /// 通讯地址.
    pub mailing_address: String,
    /// 邮政编码.
    pub postal_code: String,
    /// 所属省份; decides the regional office.
    pub province: String,
    /// 联系人.
    pub contact: String,
    /// 手机.
    pub mobile: String,
    /// Electronic mail.
    pub email: String,
    /// Whether it lies in a free-trade zone (自贸区).
    #[serde(default)]
    pub free_trade_zone: bool,
    /// 上级企业: id of the parent organisation, empty for none.
    #[serde(default)]
    pub parent_id: String,
    /// 上级企业: its name as picked.
    #[serde(default)]
    pub parent_name: String,
}

/// Longest name of an enterprise or a person's address, in characters.
pub const LINE: u32 = 120;

impl Profile {
    /// Everything that is missing or wrong, each on its field.
    pub fn check(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut hold = |path: &str, outcome: Result<(), ValueError>| {
            if let Err(error) = outcome {
                findings.push(Finding::field(path, error));
            }
        };
        hold("kind", self.kind.map(|_| ()).ok_or(ValueError::NotChosen));
        hold("name", required_line(&self.name));
        hold("credit_code", CreditCode::parse(&self.credit_code).map(|_| ()));
        hold("representative", required_line(&self.representative));
        hold("representative_id", ResidentId::parse(&self.representative_id).map(|_| ()));
        hold("registered_address", required_line(&self.registered_address));
        hold("mailing_address", required_line(&self.mailing_address));
        hold("postal_code", PostalCode::parse(&self.postal_code).map(|_| ()));
        hold("province", offices::of_province(&self.province).map(|_| ()).ok_or(ValueError::NotChosen));
        hold("contact", required_line(&self.contact));
        hold("mobile", Mobile::parse(&self.mobile).map(|_| ()));
        hold("email", Email::parse(&self.email).map(|_| ()));
        findings
    }

    /// This profile as it is kept: each field in the form that its newtype gives it, what is not right as typed.
    pub fn canonical(mut self) -> Profile {
        fn keep<T: Into<String>>(field: &mut String, parse: impl Fn(&str) -> Result<T, ValueError>) {
            if let Ok(value) = parse(field) {
                *field = value.into();
            }
        }
        for field in [
            &mut self.name,
            &mut self.representative,
            &mut self.registered_address,
            &mut self.mailing_address,
            &mut self.contact,
        ] {
            keep(field, |raw| text::line(raw, LINE));
        }
        keep(&mut self.credit_code, CreditCode::parse);
        keep(&mut self.representative_id, ResidentId::parse);
        keep(&mut self.postal_code, PostalCode::parse);
        keep(&mut self.mobile, Mobile::parse);
        keep(&mut self.email, Email::parse);
        self
    }

    /// This profile with the locked items of `kept`: what 企业信息修改 may not change.
    pub fn with_locked_items_of(mut self, kept: &Profile) -> Profile {
        self.kind = kept.kind;
        self.name.clone_from(&kept.name);
        self.credit_code.clone_from(&kept.credit_code);
        self.representative.clone_from(&kept.representative);
        self.representative_id.clone_from(&kept.representative_id);
        self.registered_address.clone_from(&kept.registered_address);
        // The province follows the registered address: it decides which office is competent.
        self.province.clone_from(&kept.province);
        self
    }
}

fn required_line(raw: &str) -> Result<(), ValueError> {
    match text::line(raw, LINE)?.is_empty() {
        true => Err(ValueError::Empty),
        false => Ok(()),
    }
}

/// An organisation that can be picked as parent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Enterprise id.
    pub id: String,
    /// 单位名称.
    pub name: String,
    /// 统一社会信用代码.
    pub credit_code: String,
    /// 所属省份.
    pub province: String,
}

/// The enterprise with what a page needs to edit it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enterprise {
    /// Id.
    pub id: String,
    /// The revision that a save must name.
    pub revision: i64,
    /// What is registered.
    pub profile: Profile,
    /// Name of the competent office.
    pub office: String,
}
