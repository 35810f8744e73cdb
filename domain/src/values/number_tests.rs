use super::*;
use proptest::prelude::*;

#[test]
fn quantities() {
    let shown = |raw| decimal(raw).map(|amount| amount.to_string());
    assert_eq!(shown(" １２００．５０　").unwrap(), "1200.5");
    assert_eq!(shown("0012.0000").unwrap(), "12");
    assert_eq!(shown("0.0001").unwrap(), "0.0001");
    assert_eq!(shown("999999999999.9999").unwrap(), "999999999999.9999");
    assert_eq!(decimal("15").unwrap(), Amount::from(15));
    assert_eq!(decimal("1.5").unwrap().ten_thousandths(), 15_000);
    assert_eq!(["1.25", "2.5", "0.25"].map(|raw| decimal(raw).unwrap()).into_iter().sum::<Amount>(), Amount::from(4));
}

#[test]
fn quantities_refused() {
    for (raw, fault) in [
        ("", ValueError::Empty),
        ("-1", ValueError::NumberNegative),
        ("−0.5", ValueError::NumberNegative),
        ("1.00001", ValueError::NumberDecimals),
        ("1000000000000", ValueError::NumberTooLarge),
        ("99999999999999999999999", ValueError::NumberTooLarge),
    ] {
        assert_eq!(decimal(raw), Err(fault), "{raw}");
    }
    for raw in ["-", "--1", "+1", ".5", "5.", "1.2.3", "1,000", "1e3", "NaN", "一百", "1 2", "."] {
        assert_eq!(decimal(raw), Err(ValueError::NumberShape), "{raw}");
    }
}

#[test]
fn counts() {
    assert_eq!(whole(" ０42 "), Ok(42));
    assert_eq!(whole("4294967295"), Ok(u32::MAX));
    assert_eq!(whole("4294967296"), Err(ValueError::NumberTooLarge));
    assert_eq!(whole("-3"), Err(ValueError::NumberNegative));
    assert_eq!(whole("3.5"), Err(ValueError::NumberFraction));
    assert_eq!(whole("3人"), Err(ValueError::NumberShape));
    assert_eq!(whole("　"), Err(ValueError::Empty));
}

proptest! {
    #[test]
    fn quantities_round_trip(ten_thousandths in 0i64..10_000_000_000_000_000) {
        let amount = Amount(ten_thousandths);
        prop_assert_eq!(decimal(&amount.to_string()), Ok(amount));
        prop_assert_eq!(serde_json::from_str::<Amount>(&serde_json::to_string(&amount).unwrap()).unwrap(), amount);
    }

    #[test]
    fn counts_round_trip(count in any::<u32>()) {
        prop_assert_eq!(whole(&count.to_string()), Ok(count));
    }
}
