//! 用户名.

use super::{ValueError, text};

text_value! { shown,
    /// The name somebody signs in with (用户名): 4 to 32 Han characters, Latin letters, digits, `_` or `-`, shown as typed and
    /// compared by [`AccountName::key`]. With these characters alone, no two names look alike and differ.
    ///
    /// Rule: of this system; the manual names none.
    AccountName
}

impl AccountName {
    /// Checks characters, then length.
    ///
    /// # Errors
    /// `Empty`, `AccountNameCharacters`, `AccountNameLength`.
    pub fn parse(raw: &str) -> Result<Self, ValueError> {
        let name = text::filled(raw)?;
        if !name.chars().all(is_allowed) {
            return Err(ValueError::AccountNameCharacters);
        }
        if !(4..=32).contains(&name.chars().count()) {
            return Err(ValueError::AccountNameLength);
        }
        Ok(Self(name))
    }

    /// The form by which two names are the same: lower case.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

/// Letters and digits of ASCII, `_`, `-`, 〇, and the unified ideographs with their extensions.
fn is_allowed(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '_' | '-' | '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_names() {
        let name = AccountName::parse("　Ｚhang_San-01 ").unwrap();
        assert_eq!(name.as_str(), "Zhang_San-01");
        assert_eq!(name.key(), "zhang_san-01");
        assert_eq!(AccountName::parse("华东电力").unwrap().key(), "华东电力");
        assert!(AccountName::parse("𠮷野电力").is_ok());
    }

    #[test]
    fn each_fault_is_named() {
        assert_eq!(AccountName::parse(" "), Err(ValueError::Empty));
        assert_eq!(AccountName::parse("abc"), Err(ValueError::AccountNameLength));
        assert_eq!(AccountName::parse(&"a".repeat(33)), Err(ValueError::AccountNameLength));
        for wrong in ["zhang san", "a@b.cn", "аdmin", "abc\u{200B}d", "admin\u{202E}", "<b>abc", "élan1"] {
            assert_eq!(AccountName::parse(wrong), Err(ValueError::AccountNameCharacters), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn right_names_round_trip_and_ignore_case(raw in "[A-Za-z0-9_一-龥-]{4,32}") {
            let name = AccountName::parse(&raw).unwrap();
            prop_assert_eq!(name.to_string(), raw.clone());
            prop_assert_eq!(AccountName::parse(&raw.to_ascii_uppercase()).unwrap().key(), name.key());
        }
    }
}
