//! Forms as people fill them in, with numbers that are valid and each person's own.

use domain::accounts::Registration;
use domain::enterprises::{EnterpriseKind, Profile};
use domain::values::{CreditCode, ResidentId};

/// Everybody's password.
pub const PASSWORD: &str = "山高月小，水落石出。";

/// The nth valid ID number.
pub fn resident_id(n: u64) -> String {
    let born = chrono::NaiveDate::from_ymd_opt(1970, 1, 1).unwrap() + chrono::Days::new(n / 1000 % 10_000);
    let body = format!("310101{}{:03}", born.format("%Y%m%d"), n % 1000);
    format!("{body}{}", ResidentId::check_character(&body).unwrap())
}

/// The nth valid credit code.
pub fn credit_code(n: u64) -> String {
    let body = format!("91310000MA1{n:06}");
    format!("{body}{}", CreditCode::check_character(&body).unwrap())
}

/// The nth enterprise.
pub fn profile(n: u64) -> Profile {
    Profile {
        kind: Some(EnterpriseKind::Limited),
        name: format!("上海测试第{n}电力工程有限公司"),
        credit_code: credit_code(n),
        representative: "王建国".into(),
        representative_id: resident_id(9_000_000 + n),
        registered_address: "上海市静安区南京西路1号".into(),
        mailing_address: "上海市静安区南京西路1号".into(),
        postal_code: "200040".into(),
        province: "上海市".into(),
        contact: "李敏".into(),
        mobile: "13800138000".into(),
        email: format!("enterprise{n}@example.com"),
        ..Profile::default()
    }
}

/// The nth registration, with the account `enterprise-n`.
pub fn registration(n: u64) -> Registration {
    Registration {
        account: format!("enterprise-{n}"),
        password: PASSWORD.into(),
        password_again: PASSWORD.into(),
        profile: profile(n),
    }
}
