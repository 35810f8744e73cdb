//! 手机号码.

use super::{ValueError, text};

text_value! { masked,
    /// A mainland mobile number (手机号码): 11 digits, `^1[3-9]\d{9}$`. `Debug` shows it masked.
    ///
    /// Rule: the numbering plan as commonly checked, <https://www.oryoy.com>, <https://www.aliyunyh.com>.
    Mobile
}

impl Mobile {
    /// Checks the shape.
    ///
    /// # Errors
    /// `Empty`, `Mobile`.
    pub fn parse(raw: &str) -> Result<Self, ValueError> {
        let number = text::filled(raw)?;
        match number.as_bytes() {
            [b'1', b'3'..=b'9', rest @ ..] if rest.len() == 9 && rest.iter().all(u8::is_ascii_digit) => {
                Ok(Self(number))
            }
            _ => Err(ValueError::Mobile),
        }
    }

    /// The first three and the last four digits, e.g. `138****8000`.
    pub fn masked(&self) -> String {
        format!("{}****{}", &self.0[..3], &self.0[7..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_numbers() {
        let mobile = Mobile::parse("　１３８００１３１２３４ ").unwrap();
        assert_eq!(mobile.as_str(), "13800131234");
        assert_eq!(mobile.masked(), "138****1234");
        assert_eq!(format!("{mobile:?}"), "Mobile(138****1234)");
        assert_eq!(Mobile::parse(" "), Err(ValueError::Empty));
        for wrong in
            ["12800138000", "1380013800", "138001380000", "23800138000", "1380013800x", "138 0013 8000", "手机"]
        {
            assert_eq!(Mobile::parse(wrong), Err(ValueError::Mobile), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn right_numbers_round_trip(raw in "1[3-9][0-9]{9}") {
            let mobile = Mobile::parse(&raw).unwrap();
            prop_assert_eq!(mobile.to_string(), raw.clone());
            let shown = format!("{mobile:?}");
            prop_assert!(!shown.contains(&raw));
        }
    }
}
