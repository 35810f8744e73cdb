//! What the fields of the forms of accounts are called.

use crate::components;
use domain::Finding;

/// The finding with a message that names its field.
pub fn named(finding: Finding) -> Finding {
    let label = label(&finding.path);
    components::named(finding, label)
}

fn label(path: &str) -> Option<&'static str> {
    Some(match path {
        "account" => "用户名",
        "current" => "当前密码",
        "password" => "密码",
        "password_again" => "再次输入的密码",
        "kind" => "企业类型",
        "name" => "单位名称",
        "credit_code" => "统一社会信用代码",
        "representative" => "法定代表人",
        "representative_id" => "法定代表人身份证号码",
        "registered_address" => "住所",
        "mailing_address" => "通讯地址",
        "postal_code" => "邮政编码",
        "province" => "所属省份",
        "contact" => "联系人",
        "mobile" => "手机",
        "email" => "电子邮箱",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::accounts::Registration;

    #[test]
    fn every_missing_field_is_named() {
        for finding in Registration::default().check().into_iter().map(named) {
            assert!(!["请填写", "请选择"].contains(&finding.message.as_str()), "{}", finding.path);
        }
    }
}
