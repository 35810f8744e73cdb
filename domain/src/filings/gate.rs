//! What an enterprise may start now, and why not the rest. The home page shows it, the server holds it.

use super::Kind;
use crate::licences::{Licence, LicenceStatus};
use crate::values::date;
use chrono::NaiveDate;

/// From how many days before the expiry a renewal can be filed for. The measures say only until when; configuration.
pub const RENEWAL_OPENS: i64 = 90;
/// At the latest how many days before the expiry (有效期届满30日前: 第36号令 ch. 4, jiangongdata.com/toutiao/472050).
pub const LATEST_RENEWAL: i64 = 30;

/// Why a filing of this kind cannot be started today; `None` when it can. `live` are the enterprise's filings that have
/// not ended, `licence` is its latest.
pub fn hindrance(kind: Kind, licence: Option<&Licence>, live: &[Kind], today: NaiveDate) -> Option<String> {
    if live.contains(&kind) {
        return Some(format!("已有办理中的“{kind}”，办结后才能再次申请"));
    }
    let in_force = licence.filter(|licence| licence.status == LicenceStatus::InForce);
    let Some(licence) = in_force else {
        return match (kind.about_licence(), licence) {
            (false, _) => None,
            (true, None) => Some("取得许可证后方可办理".to_owned()),
            (true, Some(ended)) => Some(format!("许可证{}，只能重新申请许可证", ended.status)),
        };
    };
    if !kind.about_licence() {
        return Some(format!("贵单位已持有有效许可证（{}），不能再次申请新许可证", licence.number));
    }
    if live.contains(&Kind::Cancellation) {
        return Some("已申请注销许可证，注销办结前不能办理其他业务".to_owned());
    }
    match kind {
        Kind::Renewal => renewal(licence, today),
        Kind::Cancellation => {
            let other = live.iter().find(|kind| kind.about_licence())?;
            Some(format!("“{other}”正在办理，请先办结、废弃或终止后再申请注销"))
        }
        _ => None,
    }
}

fn renewal(licence: &Licence, today: NaiveDate) -> Option<String> {
    let left = (licence.valid_until - today).num_days();
    let until = date::long(licence.valid_until);
    if left > RENEWAL_OPENS {
        let opens = licence.valid_until - chrono::Days::new(RENEWAL_OPENS.unsigned_abs());
        let opens = date::long(opens);
        return Some(format!("有效期至{until}，自{opens}起（届满前{RENEWAL_OPENS}日内）可申请延续"));
    }
    (left < LATEST_RENEWAL).then(|| format!("有效期至{until}，延续须在届满{LATEST_RENEWAL}日前申请，现已逾期"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::licences::{Scope, example};
    use proptest::prelude::*;

    fn day(days: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 24).unwrap() + chrono::TimeDelta::days(days)
    }

    fn licence(days_left: i64) -> Licence {
        Licence { valid_until: day(days_left), ..example(Scope::default(), day(0)) }
    }

    #[test]
    fn renewals_open_ninety_days_before_the_expiry_and_close_thirty_days_before() {
        for (left, open) in [(91, false), (90, true), (30, true), (29, false), (-1, false)] {
            assert_eq!(hindrance(Kind::Renewal, Some(&licence(left)), &[], day(0)).is_none(), open, "{left} days left");
        }
    }

    #[test]
    fn nothing_goes_on_a_cancelled_licence_but_a_new_one() {
        let cancelled = Licence { status: LicenceStatus::Cancelled, ..licence(900) };
        for &kind in Kind::ALL {
            let told = hindrance(kind, Some(&cancelled), &[], day(0));
            assert_eq!(told.is_none(), kind == Kind::NewLicence, "{kind}");
        }
    }

    #[test]
    fn a_cancellation_stands_alone() {
        let held = licence(900);
        assert!(hindrance(Kind::Cancellation, Some(&held), &[Kind::ScopeChange], day(0)).is_some());
        assert!(hindrance(Kind::ScopeChange, Some(&held), &[Kind::Cancellation], day(0)).is_some());
        assert!(hindrance(Kind::Cancellation, Some(&held), &[], day(0)).is_none());
    }

    proptest! {
        #[test]
        fn a_kind_is_live_once(at in 0..Kind::ALL.len(), left in -100i64..3000) {
            let kind = Kind::ALL[at];
            prop_assert!(hindrance(kind, Some(&licence(left)), &[kind], day(0)).is_some());
            prop_assert!(hindrance(kind, None, &[kind], day(0)).is_some());
        }
    }
}
