//! 统一社会信用代码, the number of a legal person.

use super::{ValueError, text};

/// The 31 characters of the standard, each standing for its place: no I, O, S, V or Z.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

text_value! { shown,
    /// A unified social credit code (统一社会信用代码): 18 characters of 0–9 and A–Y without I, O, S, V, Z: registering
    /// department, kind of body, 6 of region, 9 of subject, and a check character. Lower case is taken as upper case.
    ///
    /// Rule: GB 32100-2015, weights 3^(i-1) mod 31, <https://blog.csdn.net/qq_24372433/article/details/122812466>.
    /// Some codes of the first years were issued with a wrong check character
    /// (<https://segmentfault.com/q/1010000015163528>); they are refused here.
    CreditCode
}

impl CreditCode {
    /// Checks shape and check character.
    ///
    /// # Errors
    /// `Empty`, `CreditCodeShape`, `CreditCodeCheck`.
    pub fn parse(raw: &str) -> Result<Self, ValueError> {
        let code = text::filled(raw)?.to_ascii_uppercase();
        if code.len() != 18 || !code.chars().all(|c| ALPHABET.contains(c)) {
            return Err(ValueError::CreditCodeShape);
        }
        if Self::check_character(&code[..17]) != code.chars().last() {
            return Err(ValueError::CreditCodeCheck);
        }
        Ok(Self(code))
    }

    /// The check character of the first 17 characters (upper case), `None` when they are not 17 of the set.
    pub fn check_character(body: &str) -> Option<char> {
        let values: Vec<usize> = body.chars().map(|c| ALPHABET.find(c)).collect::<Option<_>>()?;
        if values.len() != 17 {
            return None;
        }
        let (sum, _) = values.iter().fold((0, 1), |(sum, weight), value| (sum + value * weight, weight * 3 % 31));
        ALPHABET.chars().nth((31 - sum % 31) % 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn codes() -> impl Strategy<Value = String> {
        "[159Y][123][0-9]{6}[0-9A-HJ-NPQRTUWXY]{9}".prop_map(|body| {
            let check = CreditCode::check_character(&body).unwrap();
            format!("{body}{check}")
        })
    }

    #[test]
    fn known_codes() {
        assert_eq!(CreditCode::check_character("91350100M000100Y4"), Some('3'));
        assert_eq!(CreditCode::check_character("11320000MB151840X"), Some('J'));
        assert_eq!(CreditCode::parse(" 91350100m000100y43\u{3000}").unwrap().as_str(), "91350100M000100Y43");
        assert_eq!(CreditCode::parse("９１３５０１００Ｍ０００１００Ｙ４３").unwrap().as_str(), "91350100M000100Y43");
    }

    #[test]
    fn each_fault_is_named() {
        let fault = |raw| CreditCode::parse(raw).unwrap_err();
        assert_eq!(fault(""), ValueError::Empty);
        assert_eq!(fault("91350100M000100Y4"), ValueError::CreditCodeShape);
        assert_eq!(fault("9135010OM000100Y43"), ValueError::CreditCodeShape);
        assert_eq!(fault("统一社会信用"), ValueError::CreditCodeShape);
        assert_eq!(fault("91350100M000100Y44"), ValueError::CreditCodeCheck);
    }

    proptest! {
        #[test]
        fn right_codes_round_trip(raw in codes()) {
            let code = CreditCode::parse(&raw).unwrap();
            prop_assert_eq!(code.to_string(), raw.clone());
            prop_assert_eq!(CreditCode::parse(&raw.to_lowercase()).unwrap(), code.clone());
            prop_assert_eq!(serde_json::from_str::<CreditCode>(&serde_json::to_string(&code).unwrap()).unwrap(), code);
        }

        #[test]
        fn two_swapped_neighbours_are_noticed(raw in codes(), at in 0usize..17) {
            let mut chars: Vec<char> = raw.chars().collect();
            prop_assume!(chars[at] != chars[at + 1]);
            chars.swap(at, at + 1);
            prop_assert!(CreditCode::parse(&chars.into_iter().collect::<String>()).is_err());
        }

        #[test]
        fn one_changed_character_is_noticed(raw in codes(), at in 0usize..18, by in 1usize..31) {
            let mut chars: Vec<char> = raw.chars().collect();
            let place = (ALPHABET.find(chars[at]).unwrap() + by) % 31;
            chars[at] = ALPHABET.chars().nth(place).unwrap();
            prop_assert!(CreditCode::parse(&chars.into_iter().collect::<String>()).is_err());
        }
    }
}
