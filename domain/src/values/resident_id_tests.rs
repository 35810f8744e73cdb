use super::*;
use proptest::prelude::*;

/// Right numbers, as typed.
pub fn ids() -> impl Strategy<Value = String> {
    (110_000u32..660_000, 1900i32..=2025, 1u32..=12, 1u32..=28, 0u32..1000).prop_map(|(region, y, m, d, n)| {
        let body = format!("{region}{y}{m:02}{d:02}{n:03}");
        let check = ResidentId::check_character(&body).unwrap();
        format!("{body}{check}")
    })
}

#[test]
fn known_numbers() {
    for id in [
        "11010519491231002X",
        "34052419800101001X",
        "370101190102039973",
        " １１０１０５１９４９１２３１００２ｘ\u{3000}",
    ] {
        assert!(ResidentId::parse(id).is_ok(), "{id}");
    }
    let id = ResidentId::parse("11010519491231002x").unwrap();
    assert_eq!(id.birth(), NaiveDate::from_ymd_opt(1949, 12, 31).unwrap());
    assert!(!id.is_male());
    assert!(ResidentId::parse("34052419800101001X").unwrap().is_male());
    assert_eq!(id.masked(), "110105********002X");
    assert_eq!(format!("{id:?}"), "ResidentId(110105********002X)");
    assert_eq!(id.check_born_by(id.birth()), Ok(()));
    assert_eq!(id.check_born_by(id.birth().pred_opt().unwrap()), Err(ValueError::ResidentIdFuture));
}

#[test]
fn each_fault_is_named() {
    let fault = |raw| ResidentId::parse(raw).unwrap_err();
    assert_eq!(fault("　"), ValueError::Empty);
    assert_eq!(fault("1101051949123100"), ValueError::ResidentIdShape);
    assert_eq!(fault("1101051949123100X2"), ValueError::ResidentIdShape);
    assert_eq!(fault("1101051949123100中"), ValueError::ResidentIdShape);
    assert_eq!(fault("110105194902310021"), ValueError::ResidentIdBirth);
    assert_eq!(fault("440524188001010014"), ValueError::ResidentIdBirth);
    assert_eq!(fault("110105194912310021"), ValueError::ResidentIdCheck);
}

proptest! {
    #[test]
    fn right_numbers_round_trip(raw in ids()) {
        let id = ResidentId::parse(&raw).unwrap();
        prop_assert_eq!(id.as_str(), &raw);
        prop_assert_eq!(serde_json::from_str::<ResidentId>(&serde_json::to_string(&id).unwrap()).unwrap(), id);
    }

    #[test]
    fn any_one_changed_digit_is_noticed(raw in ids(), at in 0usize..18, by in 1u32..10) {
        let mut chars: Vec<char> = raw.chars().collect();
        chars[at] = char::from_digit((chars[at].to_digit(10).unwrap_or(0) + by) % 10, 10).unwrap();
        prop_assert!(ResidentId::parse(&chars.into_iter().collect::<String>()).is_err());
    }
}
