//! Names of fields, for lists of what must be changed: beside its field "请填写" says enough, in a list it does not.

use domain::Finding;
use domain::values::ValueError;

/// The finding with a message that names its field, where the message does not say by itself what it is about.
pub fn named(mut finding: Finding, label: Option<&str>) -> Finding {
    let Some(label) = label else { return finding };
    let said = |error: ValueError| finding.message == error.to_string();
    if said(ValueError::Empty) || said(ValueError::NotChosen) {
        finding.message.push_str(label);
    } else if said(ValueError::ControlCharacter) || finding.message.starts_with("不能超过") {
        finding.message.insert_str(0, label);
    }
    finding
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_of_its_own_stays() {
        let finding = Finding::field("password", "用户名或密码不正确");
        assert_eq!(named(finding.clone(), Some("密码")), finding);
        let long = Finding::field("contact", ValueError::TooLong { max: 120 });
        assert_eq!(named(long, Some("联系人")).message, "联系人不能超过120个字");
    }
}
