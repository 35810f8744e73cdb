//! 密码.

use super::common_passwords::COMMON;
use super::{ValueError, text};

const MIN: usize = 10;
const MAX: usize = 128;

/// A password somebody chose: 10 to 128 characters of any kind, kept exactly as typed (no trimming, no width folding), that is
/// neither common nor simple nor contains the account name. It cannot be serialised and `Debug` shows nothing of it, not even its length.
///
/// Rule: NIST SP 800-63B §5.1.1.2 (length and a blocklist with context words, no rules of composition),
/// <https://pages.nist.gov/800-63-3/sp800-63b.html#memsecretver>.
#[derive(Clone)]
pub struct Password(String);

impl Password {
    /// Checks a new password for the account of this name. At sign-in nothing is parsed: older rules may have let a password in.
    ///
    /// # Errors
    /// `Empty`, `ControlCharacter`, `PasswordTooShort`, `PasswordTooLong`, `PasswordSimple` (one character repeated, or in order such as
    /// `abcdefghij` and `9876543210`), `PasswordCommon`, `PasswordContainsAccountName` (names of four or more characters, ignoring case).
    pub fn parse(raw: &str, account: &str) -> Result<Self, ValueError> {
        if raw.is_empty() {
            return Err(ValueError::Empty);
        }
        if raw.chars().any(char::is_control) {
            return Err(ValueError::ControlCharacter);
        }
        match raw.chars().count() {
            ..MIN => return Err(ValueError::PasswordTooShort),
            MIN..=MAX => {}
            _ => return Err(ValueError::PasswordTooLong),
        }
        let folded = raw.to_lowercase();
        if is_simple(&folded) {
            return Err(ValueError::PasswordSimple);
        }
        if COMMON.contains(&folded.as_str()) {
            return Err(ValueError::PasswordCommon);
        }
        let account = text::half_width(account).to_lowercase();
        if account.chars().count() >= 4 && folded.contains(&account) {
            return Err(ValueError::PasswordContainsAccountName);
        }
        Ok(Self(raw.to_owned()))
    }

    /// The password itself, for hashing and for nothing else.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(******)")
    }
}

/// Whether every character follows the one before by the same step of 0, 1 or -1, with 0 after 9.
fn is_simple(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let digits = chars.iter().all(char::is_ascii_digit);
    let step = |pair: &[char]| {
        let step = i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0]));
        if digits && step.abs() == 9 { -step.signum() } else { step }
    };
    let mut steps = chars.windows(2).map(step);
    match steps.next() {
        Some(first @ -1..=1) => steps.all(|step| step == first),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fault(raw: &str) -> Option<ValueError> {
        Password::parse(raw, "zhangsan").err()
    }

    #[test]
    fn long_and_unusual_is_enough() {
        for right in ["correct horse battery", "承装修试电力设施许可证", " 首尾空格也算数的 "] {
            assert_eq!(Password::parse(right, "zhangsan").unwrap().as_str(), right);
        }
        assert_eq!(format!("{:?}", Password::parse("correct horse", "").unwrap()), "Password(******)");
    }

    #[test]
    fn each_fault_is_named() {
        assert_eq!(fault(""), Some(ValueError::Empty));
        assert_eq!(fault("九个字不够长的密码"), Some(ValueError::PasswordTooShort));
        assert_eq!(fault(&"密码".repeat(65)), Some(ValueError::PasswordTooLong));
        assert_eq!(fault("with a \u{0} inside"), Some(ValueError::ControlCharacter));
        for simple in ["aaaaaaaaaa", "aAaAaAaAaA", "0123456789", "9876543210", "0987654321", "ZYXWVUTSRQ"] {
            assert_eq!(fault(simple), Some(ValueError::PasswordSimple), "{simple}");
        }
        for common in ["WoAiNi1314520", "qwertyuiop", "Password123", "a123456789"] {
            assert_eq!(fault(common), Some(ValueError::PasswordCommon), "{common}");
        }
        assert_eq!(fault("my-ZhangSan-2026"), Some(ValueError::PasswordContainsAccountName));
        assert!(Password::parse("abc-and-more", "abc").is_ok());
    }

    proptest! {
        #[test]
        fn what_is_accepted_is_kept_exactly(raw in "\\PC{10,128}") {
            if let Ok(password) = Password::parse(&raw, "zhangsan") {
                prop_assert_eq!(password.as_str(), raw);
            }
        }

        #[test]
        fn the_account_name_is_found_anywhere(before in "[a-z]{5,9}", name in "[A-Z][a-z0-9]{3,9}", after in "[0-9]{5,9}") {
            let raw = format!("{before}{}{after}", name.to_uppercase());
            prop_assert!(Password::parse(&raw, &name).is_err());
        }
    }
}
