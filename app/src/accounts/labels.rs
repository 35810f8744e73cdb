//! Names of fields, for lists of what must be changed: beside its field "请填写" says enough, in a list it does not.

use domain::Finding;
use domain::values::ValueError;

/// The finding with a message that names its field.
pub fn named(mut finding: Finding) -> Finding {
    if let Some(label) = label(&finding.path) {
        let said = |error: ValueError| finding.message == error.to_string();
        if said(ValueError::Empty) || said(ValueError::NotChosen) {
            finding.message.push_str(label);
        } else if said(ValueError::ControlCharacter) || finding.message.starts_with("不能超过") {
            finding.message.insert_str(0, label);
        }
    }
    finding
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

    #[test]
    fn a_message_of_its_own_stays() {
        let finding = Finding::field("password", "用户名或密码不正确");
        assert_eq!(named(finding.clone()), finding);
        let long = Finding::field("contact", ValueError::TooLong { max: 120 });
        assert_eq!(named(long).message, "联系人不能超过120个字");
    }
}
