//! 许可证编号.

use super::{ValueError, text};

text_value! { shown,
    /// The number of a licence (许可证编号), e.g. `4-1-00033-2006`: two digits of the issuing office, five of sequence, and the year of
    /// first issue; `^\d-\d-\d{5}-\d{4}$`. It stays the same through change, renewal and reissue. The full-width and long
    /// dashes of input methods are taken as `-`.
    ///
    /// Source: a public sample of the certificate and the operating manual; what the first two digits stand for is not published,
    /// so the offices' prefixes are configuration.
    LicenceNumber
}

impl LicenceNumber {
    /// The number that an office gives out: its two digits, a sequence of 1 to 99999, and a year of four digits.
    ///
    /// # Errors
    /// `LicenceNumberRange`.
    pub fn new(prefix: (u8, u8), sequence: u32, year: i32) -> Result<Self, ValueError> {
        let (region, office) = prefix;
        let fits = region <= 9 && office <= 9 && (1..=99_999).contains(&sequence) && (1000..=9999).contains(&year);
        if fits {
            Ok(Self(format!("{region}-{office}-{sequence:05}-{year}")))
        } else {
            Err(ValueError::LicenceNumberRange)
        }
    }

    /// Checks the shape.
    ///
    /// # Errors
    /// `Empty`, `LicenceNumberShape`.
    pub fn parse(raw: &str) -> Result<Self, ValueError> {
        let dash = |c| {
            if matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}') { '-' } else { c }
        };
        let number: String = text::filled(raw)?.chars().map(dash).collect();
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let lengths = number.split('-').map(|part| if digits(part) { part.len() } else { 0 });
        if lengths.eq([1, 1, 5, 4]) { Ok(Self(number)) } else { Err(ValueError::LicenceNumberShape) }
    }

    /// The two digits of the issuing office.
    pub fn prefix(&self) -> (u8, u8) {
        let digits = self.0.as_bytes();
        (digits[0] - b'0', digits[2] - b'0')
    }

    /// The running number within the office and year.
    pub fn sequence(&self) -> u32 {
        self.0[4..9].parse().unwrap_or_default()
    }

    /// The year of first issue.
    pub fn year(&self) -> i32 {
        self.0[10..].parse().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_numbers() {
        let number = LicenceNumber::parse(" ４－１—00033–2006").unwrap();
        assert_eq!(number.as_str(), "4-1-00033-2006");
        assert_eq!((number.prefix(), number.sequence(), number.year()), ((4, 1), 33, 2006));
        assert_eq!(LicenceNumber::new((4, 1), 33, 2006), Ok(number));
        assert_eq!(LicenceNumber::parse("　"), Err(ValueError::Empty));
        for wrong in [
            "4-1-0033-2006",
            "4-1-00033-206",
            "41-00033-2006",
            "4-1-00033-2006-",
            "a-1-00033-2006",
            "4-1-00033-200六",
            "-",
        ] {
            assert_eq!(LicenceNumber::parse(wrong), Err(ValueError::LicenceNumberShape), "{wrong}");
        }
    }

    #[test]
    fn new_numbers_stay_in_range() {
        for (prefix, sequence, year) in [
            ((10, 1), 1, 2026),
            ((1, 10), 1, 2026),
            ((1, 1), 0, 2026),
            ((1, 1), 100_000, 2026),
            ((1, 1), 1, 999),
            ((1, 1), 1, -2026),
        ] {
            assert_eq!(LicenceNumber::new(prefix, sequence, year), Err(ValueError::LicenceNumberRange));
        }
    }

    proptest! {
        #[test]
        fn numbers_given_out_are_read_back(region in 0u8..10, office in 0u8..10, sequence in 1u32..100_000, year in 1000i32..10_000) {
            let number = LicenceNumber::new((region, office), sequence, year).unwrap();
            prop_assert_eq!(LicenceNumber::parse(number.as_str()).unwrap(), number.clone());
            prop_assert_eq!((number.prefix(), number.sequence(), number.year()), ((region, office), sequence, year));
        }

        #[test]
        fn right_shapes_round_trip(raw in "[0-9]-[0-9]-[0-9]{5}-[0-9]{4}") {
            prop_assert_eq!(LicenceNumber::parse(&raw).unwrap().to_string(), raw);
        }
    }
}
