//! The small values of a filing: each newtype is one rule, with one constructor that the browser and the server both call.
//!
//! Every `parse` first trims the surrounding white space (the full-width U+3000 included) and, where the value is made of
//! digits and Latin letters, turns the full-width forms that Chinese input methods produce into half-width ones.
//! None of them reads a clock, and none of them panics, whatever the text.

/// A newtype over checked text: `as_str`, `Display`, `FromStr`, `TryFrom<String>`, serde as a string.
/// The type itself supplies `parse`. `masked` types also supply `masked()`, which is all that `Debug` shows.
macro_rules! text_value {
    (shown, $(#[$meta:meta])* $name:ident) => {
        text_value!(@type $(#[$meta])* $name);
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
    };
    (masked, $(#[$meta:meta])* $name:ident) => {
        text_value!(@type $(#[$meta])* $name);
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({})", stringify!($name), self.masked())
            }
        }
    };
    (@type $(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The whole value, in its canonical form.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::values::ValueError;
            fn from_str(raw: &str) -> Result<Self, Self::Err> {
                Self::parse(raw)
            }
        }
        impl TryFrom<String> for $name {
            type Error = $crate::values::ValueError;
            fn try_from(raw: String) -> Result<Self, Self::Error> {
                Self::parse(&raw)
            }
        }
        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.0
            }
        }
    };
}

mod account_name;
mod common_passwords;
mod credit_code;
pub mod date;
mod email;
mod error;
mod licence_number;
mod mobile;
pub mod number;
mod operation_certificate;
mod password;
mod postal_code;
mod resident_id;
pub mod text;

pub use account_name::AccountName;
pub use credit_code::CreditCode;
pub use email::Email;
pub use error::ValueError;
pub use licence_number::LicenceNumber;
pub use mobile::Mobile;
pub use number::Amount;
pub use operation_certificate::OperationCertificate;
pub use password::Password;
pub use postal_code::PostalCode;
pub use resident_id::ResidentId;
pub use text::not_blank;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn feed_everything(raw: &str) {
        let _ = AccountName::parse(raw);
        let _ = Amount::parse(raw);
        let _ = CreditCode::parse(raw);
        let _ = CreditCode::check_character(raw);
        let _ = Email::parse(raw);
        let _ = LicenceNumber::parse(raw);
        let _ = Mobile::parse(raw);
        let _ = OperationCertificate::parse(raw);
        let _ = Password::parse(raw, raw);
        let _ = PostalCode::parse(raw);
        let _ = ResidentId::parse(raw);
        let _ = ResidentId::check_character(raw);
        let _ = date::parse(raw);
        let _ = number::decimal(raw);
        let _ = number::whole(raw);
        let _ = text::line(raw, 20);
        let _ = text::paragraph(raw, 20);
        let _ = text::storable(raw, 20);
        let _ = not_blank(raw);
    }

    #[test]
    fn travels_as_a_json_string_and_is_checked_on_arrival() {
        let mobile = Mobile::parse("13800138000").unwrap();
        let json = serde_json::to_string(&mobile).unwrap();
        assert_eq!(json, "\"13800138000\"");
        assert_eq!(serde_json::from_str::<Mobile>(&json).unwrap(), mobile);
        assert!(serde_json::from_str::<Mobile>("\"12800138000\"").is_err());
    }

    proptest! {
        #[test]
        fn no_printable_text_panics(raw in "\\PC*") {
            feed_everything(&raw);
        }

        #[test]
        fn no_text_at_all_panics(raw in any::<String>()) {
            feed_everything(&raw);
        }

        #[test]
        fn no_nearly_right_text_panics(raw in "[ 　]?[T0-9]{0,20}[-.@Xx０-９年月]{0,2}[0-9A-Z]{0,12}") {
            feed_everything(&raw);
        }
    }
}
