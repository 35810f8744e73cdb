//! 电子邮箱.

use super::{ValueError, text};

const MAX: usize = 254;
const MAX_LOCAL: usize = 64;
const MAX_LABEL: usize = 63;

text_value! { shown,
    /// An e-mail address (电子邮箱) as people have them: one `@`, at most 64 ASCII characters before it, and a domain of two or
    /// more labels after it. Quoted local parts and addresses outside ASCII are refused.
    ///
    /// Rule: the check browsers make, <https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address>, and beyond it a dot in the
    /// domain, no stray dots (RFC 5321 §4.1.2), and at most 254 characters (RFC 5321 §4.5.3.1, erratum 1690 to RFC 3696).
    Email
}

impl Email {
    /// Checks the shape; whether anybody reads it, only a message can tell.
    ///
    /// # Errors
    /// `Empty`, `Email`.
    pub fn parse(raw: &str) -> Result<Self, ValueError> {
        let address = text::filled(raw)?;
        let right = address.len() <= MAX
            && address.split_once('@').is_some_and(|(local, domain)| is_local(local) && is_domain(domain));
        if right { Ok(Self(address)) } else { Err(ValueError::Email) }
    }
}

fn is_local(local: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~-".contains(c);
    local.len() <= MAX_LOCAL && local.split('.').all(|part| !part.is_empty() && part.chars().all(allowed))
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=MAX_LABEL).contains(&label.len())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    domain.split('.').all(is_label)
        && domain.rsplit_once('.').is_some_and(|(_, top)| top.len() >= 2 && !top.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_addresses() {
        for right in
            ["a@b.cn", "zhang.san+permit@dianli.com.cn", "10086@qq.com", "o'neil@x-y.org", "a@xn--fiqs8s.xn--fiqs8s"]
        {
            assert_eq!(Email::parse(right).unwrap().as_str(), right);
        }
        assert_eq!(Email::parse("　ｚｈａｎｇ＠ｑｑ．ｃｏｍ ").unwrap().as_str(), "zhang@qq.com");
        assert_eq!(Email::parse(""), Err(ValueError::Empty));
        let wrongs = [
            "a",
            "a@b",
            "@b.cn",
            "a@",
            "a@@b.cn",
            "a@b@c.cn",
            "a b@c.cn",
            "a@b..cn",
            "a@.cn",
            "a@b.",
            ".a@b.cn",
            "a.@b.cn",
            "a@-b.cn",
            "a@b.c",
            "a@1.22",
            "a@b.cn\r\nBcc: c@d.cn",
            "\"a\"@b.cn",
            "张三@b.cn",
            "<a@b.cn>",
            "a@b.cn,c@d.cn",
        ];
        for wrong in wrongs {
            assert_eq!(Email::parse(wrong), Err(ValueError::Email), "{wrong}");
        }
    }

    #[test]
    fn length_is_bounded() {
        let domain = ["d".repeat(60), "e".repeat(60), "f".repeat(60), "cn".to_owned()].join(".");
        assert!(Email::parse(&format!("{}@{domain}", "a".repeat(64))).is_ok());
        assert!(Email::parse(&format!("{}@{domain}", "a".repeat(65))).is_err());
        assert!(Email::parse(&format!("{}@e.{domain}.{}", "a".repeat(60), "g".repeat(9))).is_err());
        assert!(Email::parse(&format!("a@{}.cn", "b".repeat(64))).is_err());
    }

    proptest! {
        #[test]
        fn right_addresses_round_trip(raw in "[a-z0-9_]{1,20}(\\.[a-z0-9]{1,20})?@[a-z0-9]{1,20}(-[a-z0-9]{1,9})?\\.(com|cn|com\\.cn)") {
            prop_assert_eq!(Email::parse(&raw).unwrap().to_string(), raw);
        }

        #[test]
        fn never_a_space_or_a_line_break(raw in "[a.@\\s]{0,12}@[b.]{0,6}\\.cn\\s?[c]?") {
            if let Ok(email) = Email::parse(&raw) {
                prop_assert!(!email.as_str().contains(char::is_whitespace));
            }
        }
    }
}
