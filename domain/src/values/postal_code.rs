//! 邮政编码.

use super::{ValueError, text};

text_value! { shown,
    /// A postal code (邮政编码): 6 digits, two of province, one of postal zone, one of county, two of office.
    ///
    /// Rule: <https://lylobn.com/post/4c6km94m>.
    PostalCode
}

impl PostalCode {
    /// Checks the shape.
    ///
    /// # Errors
    /// `Empty`, `PostalCode`.
    pub fn parse(raw: &str) -> Result<Self, ValueError> {
        let code = text::filled(raw)?;
        if code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(code))
        } else {
            Err(ValueError::PostalCode)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_codes() {
        assert_eq!(PostalCode::parse(" ２０００４０").unwrap().as_str(), "200040");
        assert_eq!(PostalCode::parse(""), Err(ValueError::Empty));
        for wrong in ["20004", "2000400", "20004O", "邮编"] {
            assert_eq!(PostalCode::parse(wrong), Err(ValueError::PostalCode), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn six_digits_round_trip(raw in "[0-9]{6}") {
            prop_assert_eq!(PostalCode::parse(&raw).unwrap().to_string(), raw);
        }
    }
}
