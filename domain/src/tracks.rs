//! The two special tracks (容缺受理, 自贸区): who may enter them, and what they change. Which documents may follow and by when has
//! no source for this licence (domain.md §4): administrators set it, and it says so wherever it is shown.

use crate::conformity::Measure;
use crate::credit::{Credit, Standing};
use crate::filings::{Kind, Track};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How long a missed deferral bars the track, in years (manual, 容缺受理).
pub const DEFERRAL_BAR_YEARS: u32 = 2;

/// What may follow later with 容缺受理, as [`Settings`](crate::settings::Settings) say. Both unsourced; general practice is that
/// the days may not exceed the matter's own limit (fzl8tp.cn/zfxxgk_lcs/artview/2331/227143.html).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Follow {
    /// Within how many working days after acceptance.
    pub days: u32,
    /// Which documents: keys of their slots.
    pub documents: Vec<String>,
}

/// The measures of the zone for the full conditions (manual, 许可证新申请 自贸区 改革措施 2).
const WAIVED: &[Measure] = &[Measure::PremisesArea, Measure::SpecialElectricians, Measure::EachSpecialElectricians];

/// The tracks, beside the general one, that a kind has.
pub fn tracks(kind: Kind) -> &'static [Track] {
    match kind {
        Kind::NewLicence | Kind::ScopeChange => &[Track::DeferredDocuments, Track::FreeTradeZone],
        Kind::RegistrationChange | Kind::Renewal | Kind::Reissue => &[Track::FreeTradeZone],
        Kind::Cancellation | Kind::Joining | Kind::Leaving => &[],
    }
}

/// Whether the track waives this condition.
pub fn waives(kind: Kind, track: Track, measure: Measure) -> bool {
    track == Track::FreeTradeZone && kind.judged() && WAIVED.contains(&measure)
}

/// Whether the track no longer asks for this document.
pub fn drops(kind: Kind, track: Track, slot: &str) -> bool {
    track == Track::FreeTradeZone
        && match kind {
            Kind::NewLicence | Kind::ScopeChange | Kind::Renewal => {
                matches!(slot, "business_licence" | "premises_proof")
            }
            Kind::RegistrationChange => matches!(slot, "changed_business_licence" | "changed_licence_originals"),
            Kind::Reissue => matches!(slot, "reissue_business_licence" | "loss_notice"),
            Kind::Cancellation | Kind::Joining | Kind::Leaving => false,
        }
}

/// Whether this document may follow later on this track, by the keys of those that may.
pub fn may_follow(kind: Kind, track: Track, slot: &str, may: &[String]) -> bool {
    track == Track::DeferredDocuments && tracks(kind).contains(&track) && may.iter().any(|key| key == slot)
}

/// 改革措施 of the zone for this matter, in the manual's words.
pub fn measures(kind: Kind) -> &'static [&'static str] {
    const FULL: &[&str] = &[
        "全程网上办理。",
        "精简许可条件和申请材料：\n①取消许可条件中对“经营场所”面积的要求。\n②取消许可条件中对“持特种作业操作证（电工）人员”中特种电工（电力电缆作业、继电保护作业、电气试验作业）数量的要求。\n③精简申请材料：不再要求申请人提供法人营业执照、注册建造师证书复印件，通过部门信息共享或网络查验获取有关信息。",
        "压减审批时限：审批时限由20日压减至15日。",
    ];
    match kind {
        Kind::NewLicence | Kind::ScopeChange => FULL,
        Kind::Renewal => &[
            "全程网上办理。",
            "精简许可条件和申请材料：\n①取消许可条件中对“经营场所”面积的要求。\n②取消许可条件中对“持特种作业操作证（电工）人员”中特种电工（电力电缆作业、继电保护作业、电气试验作业）数量的要求。\n③精简申请材料：不再要求申请人提供法人营业执照、注册建造师证书复印件，通过部门信息共享或网络查验获取有关信息。",
            "压减审批时限：审批时限由20日压减至10日。",
        ],
        Kind::RegistrationChange => &[
            "全程网上办理。",
            "精简申请材料：不再要求申请人提供法人营业执照、许可证原件，通过部门信息共享或网络查验获取有关信息。",
            "压减审批时限：审批时限由15日压减至10日，不需经行政许可委员会审议，采用由派出能源监管机构负责人直接签批方式办理。",
        ],
        Kind::Reissue => &[
            "全程网上办理。",
            "精简申请材料：不再要求申请人提供法人营业执照复印件，通过部门信息共享或网络查验获取有关信息；不再要求申请人在规定的媒体上刊登遗失声明，由许可机关在官方网站发布公告。",
            "压减审批时限：具备条件的在受理当日补发许可证，不需经行政许可委员会审议，采用由派出能源监管机构负责人直接签批方式办理。",
        ],
        Kind::Cancellation | Kind::Joining | Kind::Leaving => &[],
    }
}

/// What entering a track depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applicant {
    /// What the credit registry says.
    pub credit: Credit,
    /// Whether the enterprise lies in a free-trade zone.
    pub free_trade_zone: bool,
    /// When a deferral was last missed, if ever.
    pub missed_deferral: Option<NaiveDate>,
    /// What may follow later, as it is today.
    pub follow: Follow,
}

/// Whether a track is open, and if not, every condition that fails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The track.
    pub track: Track,
    /// Why it cannot be entered; empty when it can.
    pub failed: Vec<String>,
    /// 改革措施, for the zone.
    pub measures: Vec<String>,
    /// What may follow later, for 容缺受理.
    pub follow: Option<Follow>,
}

/// The special tracks of a kind, each open or with what stands against it. The general track is always open.
pub fn offers(kind: Kind, applicant: &Applicant, today: NaiveDate) -> Vec<Offer> {
    let offer = |&track: &Track| {
        let mut failed = Vec::new();
        if track == Track::FreeTradeZone && !applicant.free_trade_zone {
            failed.push("企业不在自贸区试点范围内（以企业注册信息为准）".to_owned());
        }
        failed.extend(credit_fails(&applicant.credit));
        if track == Track::DeferredDocuments
            && let Some(missed) = applicant.missed_deferral
            && today < barred_until(missed)
        {
            let until = crate::values::date::long(barred_until(missed));
            failed.push(format!("两年内曾申请容缺受理但未按时提交容缺材料，{until}起方可再次选择容缺受理"));
        }
        let measures = match track {
            Track::FreeTradeZone => measures(kind).iter().map(|line| (*line).to_owned()).collect(),
            _ => Vec::new(),
        };
        let follow = (track == Track::DeferredDocuments).then(|| applicant.follow.clone());
        Offer { track, failed, measures, follow }
    };
    tracks(kind).iter().map(offer).collect()
}

fn credit_fails(credit: &Credit) -> Option<String> {
    match credit.standing {
        Some(Standing::Good) => None,
        Some(standing) if credit.reason.is_empty() => Some(format!("信用情况为“{standing}”，须为“信用良好”")),
        Some(standing) => Some(format!("信用情况为“{standing}”（{}），须为“信用良好”", credit.reason)),
        None => Some(format!("暂时无法查询企业信用（{}），可稍后重试或选择一般性申请", credit.reason)),
    }
}

/// The day from which the track is open again after a missed deferral.
fn barred_until(missed: NaiveDate) -> NaiveDate {
    missed.checked_add_months(chrono::Months::new(12 * DEFERRAL_BAR_YEARS)).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        crate::values::date::parse(text).unwrap()
    }

    fn applicant() -> Applicant {
        let credit = Credit { standing: Some(Standing::Good), reason: String::new(), on: day("2026-11-24") };
        let follow = Follow { days: 10, documents: vec!["financial_statement".into()] };
        Applicant { credit, free_trade_zone: true, missed_deferral: None, follow }
    }

    fn failed(kind: Kind, track: Track, applicant: &Applicant) -> Vec<String> {
        let offers = offers(kind, applicant, day("2026-11-24"));
        offers.into_iter().find(|offer| offer.track == track).unwrap().failed
    }

    #[test]
    fn who_qualifies_is_offered_both() {
        for &track in tracks(Kind::NewLicence) {
            assert!(failed(Kind::NewLicence, track, &applicant()).is_empty());
        }
        assert!(offers(Kind::Cancellation, &applicant(), day("2026-11-24")).is_empty());
    }

    #[test]
    fn each_condition_that_fails_is_named() {
        let outside = Applicant { free_trade_zone: false, ..applicant() };
        assert_eq!(failed(Kind::Reissue, Track::FreeTradeZone, &outside).len(), 1);
        assert!(failed(Kind::NewLicence, Track::DeferredDocuments, &outside).is_empty());
        for standing in [Some(Standing::Trustworthy), Some(Standing::Broken), Some(Standing::Grave), None] {
            let credit = Credit { standing, ..applicant().credit };
            let doubtful = Applicant { credit, ..applicant() };
            for &track in tracks(Kind::ScopeChange) {
                assert_eq!(failed(Kind::ScopeChange, track, &doubtful).len(), 1, "{standing:?}");
            }
        }
    }

    #[test]
    fn a_missed_deferral_bars_for_two_years_to_the_day() {
        let missed = |text| Applicant { missed_deferral: Some(day(text)), ..applicant() };
        assert!(!failed(Kind::NewLicence, Track::DeferredDocuments, &missed("2024-11-25")).is_empty());
        assert!(failed(Kind::NewLicence, Track::DeferredDocuments, &missed("2024-11-24")).is_empty());
        assert!(failed(Kind::NewLicence, Track::FreeTradeZone, &missed("2026-01-01")).is_empty());
    }

    #[test]
    fn the_zone_waives_and_drops_what_its_measures_say() {
        use Track::{DeferredDocuments, FreeTradeZone, General};
        assert!(waives(Kind::Renewal, FreeTradeZone, Measure::PremisesArea));
        assert!(!waives(Kind::Renewal, FreeTradeZone, Measure::Electricians));
        assert!(!waives(Kind::NewLicence, General, Measure::PremisesArea));
        assert!(drops(Kind::Reissue, FreeTradeZone, "loss_notice") && !drops(Kind::Reissue, General, "loss_notice"));
        let may = applicant().follow.documents;
        assert!(may_follow(Kind::ScopeChange, DeferredDocuments, "financial_statement", &may));
        assert!(!may_follow(Kind::ScopeChange, DeferredDocuments, "legal_declaration", &may));
        assert!(!may_follow(Kind::Renewal, DeferredDocuments, "financial_statement", &may));
    }
}
